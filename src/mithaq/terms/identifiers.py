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

import phonenumbers
from stdnum import bitcoin, iban, imei, imo, iso6346
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

from mithaq.terms.identifier_plates import plate_form
from mithaq.terms.identifier_types import IDENTIFIER_TYPES

MAX_IDENTIFIER = 300
"""Characters; longer text belongs into a note."""

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
        if type_ == "plate":
            return plate_form(compact)
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


def _by(check: Callable[[str], object], pattern: str, text: str) -> str | None:
    """Return what a check of python-stdnum says of a text that has the pattern's form."""
    if not re.fullmatch(pattern, text):
        return "identifier-form"
    try:
        check(text)
    except InvalidChecksum:
        return "identifier-check-digit"
    except ValidationError:
        return "identifier-form"
    return None


def _container_problem(text: str) -> str | None:
    """ISO 6346: owner, category (freight is U, J or Z), serial and check digit."""
    return _by(iso6346.validate, "[A-Z]{3}[UJZ][0-9]{7}", text)


def _iban_problem(text: str) -> str | None:
    """ISO 13616: the check digits, then the form of its country, where the registry knows it."""
    pattern = "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"
    if not re.fullmatch(pattern, text):
        return "identifier-form"
    try:
        iban.validate(text)
    except InvalidComponent:
        # A country that is not in the library's registry: Morocco's accounts have check digits all the same.
        return None if _remainder(text) == 1 else "identifier-check-digit"
    except InvalidChecksum:
        return "identifier-check-digit"
    except ValidationError:
        return "identifier-form"
    return None


def _remainder(text: str) -> int:
    """Return an IBAN by ISO 7064 MOD 97-10: first four to the end, A = 10 ... Z = 35."""
    return int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97


def _vessel_problem(text: str) -> str | None:
    """IMO resolution A.1117(30): six digits weighted 7 to 2; the last digit of the sum is the seventh."""
    return _by(imo.validate, "[0-9]{7}", text)


def _imei_problem(text: str) -> str | None:
    """3GPP TS 23.003 annex B: fifteen digits with a Luhn digit; sixteen (IMEISV) or fourteen have none."""
    return _by(imei.validate, "[0-9]{14,16}", text)


def _phone_problem(text: str) -> str | None:
    """E.164: with a country code, a length that this country gives; without one, any few digits."""
    if not re.fullmatch(r"\+?[0-9]{3,15}", text):
        return "identifier-form"
    if not text.startswith("+"):
        return None
    try:
        number = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return "identifier-form"
    return None if phonenumbers.is_possible_number(number) else "identifier-form"


def _crypto_problem(text: str) -> str | None:
    """Bitcoin's addresses have a check; those of other networks are taken as they are."""
    if re.fullmatch("(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|(?:bc1|BC1)[0-9A-Za-z]{11,71})", text):
        return _by(bitcoin.validate, ".+", text)
    return None


def _account_problem(text: str) -> str | None:
    """A Moroccan RIB has 24 digits, the last two a key modulo 97; other accounts are taken as they are."""
    if re.fullmatch("[0-9]{24}", text) and int(text[:22]) * 100 % 97 + int(text[22:]) != 97:
        return "identifier-check-digit"
    return None


_ZONE = {char: place for place, char in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}


def _document_problem(text: str) -> str | None:
    """ICAO Doc 9303-4: the second line of a passport's machine-readable zone, with its check digits.

    A number by itself has no check: every country issues its own.
    """
    if not re.fullmatch(
        "[A-Z0-9<]{9}[0-9][A-Z<]{3}[0-9]{6}[0-9][MFX<][0-9]{6}[0-9][A-Z0-9<]{14}[0-9<][0-9]", text
    ):
        return None
    checked = (text[:10], text[13:20], text[21:28], text[:10] + text[13:20] + text[21:44])
    return None if all(_zone_digit(one[:-1]) == int(one[-1]) for one in checked) else "identifier-check-digit"


def _zone_digit(text: str) -> int:
    return sum(_ZONE[char] * (7, 3, 1)[place % 3] for place, char in enumerate(text)) % 10


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
        "phone": _phone_problem,
        "crypto-address": _crypto_problem,
        "bank-account": _account_problem,
        "document-number": _document_problem,
        "email": _shaped(r"[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+"),
        "ip": _ip_problem,
        "domain": _shaped(r"([^\s./:@]{1,63}\.)+[^\s./:@]{2,63}"),
        "url": _shaped(r"[A-Za-z][A-Za-z0-9+.-]*://\S+"),
        "file-hash": _shaped(r"[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128}"),
    }
)
