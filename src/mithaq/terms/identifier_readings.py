"""What can be read from an identifier by itself: its country, the owner's code, the bank's number.

Codes and digits only; pages say them in the reader's language. Nothing is looked up about anybody.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from types import MappingProxyType

import phonenumbers
from stdnum import imsi
from stdnum.exceptions import ValidationError

from mithaq.terms.identifier_plates import plate_countries
from mithaq.terms.identifiers import identifier_problem, normalise_identifier


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that is known: `what` it is, and its code, digits or name.

    what: country, countries (ISO 3166-1, separated by spaces), owner, category, serial, bank, branch,
    line (mobile | fixed), no-country, unassigned, network, maker, device, year, hash, host, version,
    scope (private | public)
    """

    what: str
    text: str = ""


def identifier_reading(type: str, value: str) -> tuple[Known, ...]:  # noqa: A002 - the vocabulary's own word
    """Return what an identifier says of itself; nothing for one that has not its type's form."""
    read = _READERS.get(type)
    if read is None or identifier_problem(type, value) not in {None, "identifier-check-digit"}:
        return ()
    return tuple(read(normalise_identifier(type, value)))


def _container(text: str) -> Iterator[Known]:
    yield Known("owner", text[:3])
    yield Known("category", text[3])
    yield Known("serial", text[4:10])


_BANK: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"DE": (8, 0), "ES": (4, 4), "FR": (5, 5), "MA": (3, 3), "PT": (4, 4), "IT": (6, 5), "GB": (4, 6)}
)
"""How many signs of an IBAN, after the first four, name the bank and then its branch."""


def _iban(text: str) -> Iterator[Known]:
    yield Known("country", text[:2])
    bank, branch = _BANK.get(text[:2], (0, 0))
    if bank:
        yield Known("bank", text[4 : 4 + bank])
    if branch:
        yield Known("branch", text[4 + bank : 4 + bank + branch])


def _account(text: str) -> Iterator[Known]:
    if re.fullmatch("[0-9]{24}", text):
        yield Known("country", "MA")
        yield Known("bank", text[:3])


def _phone(text: str) -> Iterator[Known]:
    if not text.startswith("+"):
        yield Known("no-country")
        return
    number = phonenumbers.parse(text)
    code = number.country_code or 0
    # Only where countries share a code does the number itself say which: elsewhere the code does.
    shared = len(phonenumbers.region_codes_for_country_code(code)) > 1 and code in _SHARED
    country = (shared and phonenumbers.region_code_for_number(number)) or (
        phonenumbers.region_code_for_country_code(code)
    )
    if country and country.isalpha() and country != "ZZ":
        yield Known("country", country)
    if not phonenumbers.is_valid_number(number):
        yield Known("unassigned")
    line = _LINES.get(phonenumbers.number_type(number))
    if line:
        yield Known("line", line)


_SHARED = frozenset({1, 7})
"""North America's code, and the one of Russia and Kazakhstan."""

_LINES = {phonenumbers.PhoneNumberType.MOBILE: "mobile", phonenumbers.PhoneNumberType.FIXED_LINE: "fixed"}


def _imei(text: str) -> Iterator[Known]:
    yield Known("device", text[:8])


def _imsi(text: str) -> Iterator[Known]:
    try:
        found = imsi.info(text)
    except ValidationError:
        return
    if found.get("cc"):
        yield Known("country", str(found["cc"])[:2].upper())
    if found.get("brand") or found.get("operator"):
        yield Known("network", str(found.get("brand") or found["operator"]))


def _plate(text: str) -> Iterator[Known]:
    countries = plate_countries(text)
    if countries:
        yield Known("countries", " ".join(countries))


_MAKERS = (
    ("[J]", "JP"),
    ("[K][L-R]", "KR"),
    ("[L]", "CN"),
    ("[W]", "DE"),
    ("[V][F-R]", "FR"),
    ("[V][S-W]", "ES"),
    ("[Z][A-R]", "IT"),
    ("[S][A-M]", "GB"),
    ("[T][J-P]", "CZ"),
    ("[U][5-7]", "SK"),
    ("[Y][S-W]", "SE"),
    ("[T][W-Z]|[T]1", "PT"),
    ("[U][U-Z]", "RO"),
    ("[N][L-R]", "TR"),
)
"""ISO 3780: where the maker of a vehicle is registered, by the first signs of its number."""


def _vin(text: str) -> Iterator[Known]:
    for pattern, country in _MAKERS:
        if re.match(pattern, text):
            yield Known("country", country)
    yield Known("maker", text[:3])


def _ip(text: str) -> Iterator[Known]:
    address = ip_address(text)
    yield Known("version", str(address.version))
    yield Known("scope", "public" if address.is_global else "private")


def _email(text: str) -> Iterator[Known]:
    yield Known("host", text.rpartition("@")[2])


def _url(text: str) -> Iterator[Known]:
    found = re.match(r"[^:]+://(?:[^/?#@\s]*@)?(\[[^\]\s]+\]|[^/?#:\s]+)", text)
    if found:
        yield Known("host", found[1].lower())


_HASHES = {32: "MD5", 40: "SHA-1", 64: "SHA-256", 128: "SHA-512"}


def _hash(text: str) -> Iterator[Known]:
    yield Known("hash", _HASHES[len(text)])


def _document(text: str) -> Iterator[Known]:
    found = re.fullmatch("([A-Z0-9<]{9})[0-9]([A-Z<]{3})[0-9]{7}[MFX<].{23}", text)
    if found:
        yield Known("serial", found[1].rstrip("<"))


_READERS: Mapping[str, Callable[[str], Iterator[Known]]] = MappingProxyType(
    {
        "container": _container,
        "iban": _iban,
        "bank-account": _account,
        "phone": _phone,
        "imei": _imei,
        "imsi": _imsi,
        "plate": _plate,
        "vin": _vin,
        "ip": _ip,
        "email": _email,
        "url": _url,
        "file-hash": _hash,
        "document-number": _document,
    }
)
