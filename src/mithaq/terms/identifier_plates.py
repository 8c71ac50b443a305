"""Registration plates: which countries issue plates of a form, and the form under which two are compared.

Patterns are of the compact form (upper case, without separators), of the countries that patrol the
straits together. A plate that fits none is no error: other countries issue plates too.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

_ARABIC_LETTER = "[\u0621-\u064a]"

_PROVINCES = (
    "AB?|AL|AV|BA?|BI|BU|CA?|CC|CE|CO|CR|CS|CU|GC|GE|GI|GR|GU|HU?|IB|J|L|LE|LO|LU|MA?|ML|MU|NA|OR?|OU|"
    "P|PM|PO|S|SA|SE|SG|SH|SO|SS|T|TE|TF|TO|V|VA|VI|VT|ZA?"
)
"""Spain's provinces as plates named them until 2000."""

PLATES: Mapping[str, tuple[re.Pattern[str], ...]] = MappingProxyType(
    {
        country: tuple(re.compile(pattern) for pattern in patterns)
        for country, patterns in {
            # serial, letter, prefecture; and provisional plates (WW)
            "MA": (rf"[0-9]{{1,5}}(?:[ABDEHTWY]|{_ARABIC_LETTER})[0-9]{{1,2}}", "W{1,2}[0-9]{3,6}"),
            # since 2000 without vowels, Ñ and Q; before, with the province
            "ES": (
                "[0-9]{4}[BCDFGHJKLMNPRSTVWXYZ]{3}",
                rf"(?:{_PROVINCES})[0-9]{{4}}[A-Z]{{1,2}}",
                rf"(?:{_PROVINCES})[0-9]{{1,6}}",
            ),
            # district, letters, number; E electric, H historic; eight signs at most
            "DE": ("(?=.{3,8}$)[A-ZÄÖÜ]{1,3}[A-Z]{1,2}[0-9]{1,4}[EH]?",),
            "PT": (
                "[A-Z]{2}[0-9]{4}",
                "[0-9]{4}[A-Z]{2}",
                "[0-9]{2}[A-Z]{2}[0-9]{2}",
                "[A-Z]{2}[0-9]{2}[A-Z]{2}",
            ),
            # since 2009 without I, O, U and SS; before, with the department
            "FR": (
                "(?!SS|.{5}SS)[A-HJ-NP-TV-Z]{2}[0-9]{3}[A-HJ-NP-TV-Z]{2}",
                "[0-9]{1,4}[A-Z]{1,3}(?:[0-9]{2}|2[AB]|97[0-9])",
            ),
        }.items()
    }
)

_LATIN: Mapping[str, str] = MappingProxyType(
    dict.fromkeys("اأإآٱ", "A")
    | dict.fromkeys("هة", "H")
    | dict.fromkeys("يى", "Y")
    | {"ب": "B", "د": "D", "و": "W", "ط": "T"}
)
"""The letters of Moroccan plates as people write them on a Latin keyboard."""

_MOROCCAN = re.compile(rf"([0-9]{{1,5}})({_ARABIC_LETTER})([0-9]{{1,5}})")
_FILLING = re.compile("[\u0640\u064b-\u065f\u0670]")


def plate_form(compact: str) -> str:
    """Return the form of a compact plate under which it is found, whichever way an Arabic one was typed.

    Its letter becomes Latin, and the serial comes before the prefecture: in a line that runs from right
    to left people type either first. With at most two digits on both sides nobody can tell; then it stays.
    """
    plain = _FILLING.sub("", compact)
    found = _MOROCCAN.fullmatch(plain)
    if found is None:
        return plain
    serial, letter, prefecture = found.groups()
    if len(serial) <= 2 < len(prefecture):
        serial, prefecture = prefecture, serial
    return f"{serial}{_LATIN.get(letter, letter)}{prefecture}"


def plate_countries(normal: str) -> tuple[str, ...]:
    """Return the countries (ISO 3166-1) whose plates have this form; several where they share it."""
    return tuple(
        country for country, patterns in PLATES.items() if any(one.fullmatch(normal) for one in patterns)
    )
