"""Checks and normal forms of identifiers (docs/spec/handling.md, HAN-37 to HAN-39).

An entry keeps what was written; the normal form serves to find and to compare. A check that fails warns
the writer: a number may have been seen only in part, and such facts are written all the same.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from ipaddress import ip_address
from types import MappingProxyType

from mithaq.terms.identifier_types import IDENTIFIER_TYPES

MAX_IDENTIFIER = 300
"""Characters; longer text belongs into a note."""

_IBAN_LENGTHS: Mapping[str, int] = MappingProxyType(
    {"AE": 23, "AT": 20, "BE": 16, "CH": 21, "DE": 22, "DK": 18, "ES": 24, "FR": 27, "GB": 22, "IT": 27}
    | {"LU": 20, "MR": 27, "NL": 18, "PL": 28, "PT": 25, "SE": 24, "TN": 24, "TR": 26}
)
"""Lengths by the IBAN registry, for the countries of COUNTRIES that are in it."""

_COMPACT = frozenset(
    {
        "container",
        "iban",
        "imei",
        "imsi",
        "vin",
        "plate",
        "seal",
        "flight",
        "document-number",
        "vessel-imo",
        "bank-account",
    }
)
_LOWER = frozenset({"email", "ip", "domain", "file-hash"})
_EXACT = frozenset({"url", "crypto-address", "online-account"})


def normalise_identifier(type: str, value: str) -> str:  # noqa: A002 - the vocabulary's own word
    """Return the form of an identifier under which it is searched and compared; never raises.

    Digits of every script become 0-9, invisible direction marks go, and what people put between the
    characters of a number (spaces, hyphens, dots) goes where the number has no use for it.
    """
    text = "".join(_plain(char) for char in unicodedata.normalize("NFKC", value)).strip()
    # Once more at the end: what was between two characters may have kept them from composing.
    return unicodedata.normalize("NFKC", _form(type, text))


def identifier_problem(type: str, value: str) -> str | None:  # noqa: A002 - the vocabulary's own word
    """Return the code of what is wrong with an identifier of a type of IDENTIFIER_TYPES, or None (HAN-37).

    Codes: identifier-unknown-type, identifier-empty, identifier-too-long, identifier-form (the shape is
    not that of the type) and identifier-check-digit (the shape is right, a digit is not).
    """
    if type not in IDENTIFIER_TYPES:
        return "identifier-unknown-type"
    normal = normalise_identifier(type, value)
    if not normal:
        return "identifier-empty"
    if len(value) > MAX_IDENTIFIER:
        return "identifier-too-long"
    check = _CHECKS.get(type)
    return check(normal) if check else None


def _form(type_: str, text: str) -> str:
    if type_ in _EXACT:
        return text
    if type_ in _LOWER:
        return re.sub(r"[.\s]+$", "", text.lower()) if type_ == "domain" else text.lower()
    if type_ == "phone":
        return _normalise_phone(text)
    if type_ in _COMPACT:
        compact = re.sub(r"[\s./_|-]", "", text).upper()
        return re.sub("^(IMO)+", "", compact) if type_ == "vessel-imo" else compact
    return " ".join(text.split()).casefold()


def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    return "" if category in {"Cf", "Cc"} and not char.isspace() else char


def _normalise_phone(text: str) -> str:
    digits = re.sub(r"[^0-9+]", "", text.replace("(0)", ""))
    return f"+{digits[2:]}" if digits.startswith("00") else digits


def _shaped(pattern: str) -> Callable[[str], str | None]:
    compiled = re.compile(pattern)
    return lambda text: None if compiled.fullmatch(text) else "identifier-form"


def _container_problem(text: str) -> str | None:
    """ISO 6346: letters count 10 to 38 without the multiples of 11, weights are powers of two, modulo 11."""
    if not re.fullmatch(r"[A-Z]{3}[UJZ][0-9]{7}", text):
        return "identifier-form"
    values = [number for number in range(10, 39) if number % 11]
    weighted = (
        (int(char) if char.isdigit() else values[ord(char) - ord("A")]) << place
        for place, char in enumerate(text[:10])
    )
    return None if sum(weighted) % 11 % 10 == int(text[10]) else "identifier-check-digit"


def _iban_problem(text: str) -> str | None:
    """ISO 13616, ISO 7064 MOD 97-10: first four to the end, A = 10 ... Z = 35, remainder 1."""
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", text):
        return "identifier-form"
    if len(text) != _IBAN_LENGTHS.get(text[:2], len(text)):
        return "identifier-form"
    number = int("".join(str(int(char, 36)) for char in text[4:] + text[:4]))
    return None if number % 97 == 1 else "identifier-check-digit"


def _vessel_problem(text: str) -> str | None:
    """IMO ship number: six digits weighted 7 to 2; the last digit of the sum is the seventh."""
    if not re.fullmatch(r"[0-9]{7}", text):
        return "identifier-form"
    total = sum(int(digit) * weight for digit, weight in zip(text[:6], range(7, 1, -1), strict=True))
    return None if total % 10 == int(text[6]) else "identifier-check-digit"


def _imei_problem(text: str) -> str | None:
    """3GPP TS 23.003 annex B: fifteen digits with a Luhn digit; sixteen (IMEISV) or fourteen have none."""
    if not re.fullmatch(r"[0-9]{14,16}", text):
        return "identifier-form"
    if len(text) != 15:
        return None
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(text))
    return None if sum(value // 10 + value % 10 for value in doubled) % 10 == 0 else "identifier-check-digit"


def _date_problem(text: str) -> str | None:
    """A whole date, a month or only a year, as ISO 8601 writes them: birth dates are often known in part."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        return "identifier-form"
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return "identifier-form"
    return None


def _ip_problem(text: str) -> str | None:
    try:
        ip_address(text)
    except ValueError:
        return "identifier-form"
    return None


_CHECKS: Mapping[str, Callable[[str], str | None]] = MappingProxyType(
    {
        "container": _container_problem,
        "iban": _iban_problem,
        "vessel-imo": _vessel_problem,
        "imei": _imei_problem,
        "imsi": _shaped(r"[0-9]{14,15}"),
        "vin": _shaped(r"[A-HJ-NPR-Z0-9]{17}"),
        "date-of-birth": _date_problem,
        "phone": _shaped(r"\+?[0-9]{3,15}"),
        "email": _shaped(r"[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+"),
        "ip": _ip_problem,
        "domain": _shaped(r"([^\s./:@]{1,63}\.)+[^\s./:@]{2,63}"),
        "url": _shaped(r"[A-Za-z][A-Za-z0-9+.-]*://\S+"),
        "file-hash": _shaped(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128}"),
    }
)
