"""Writing that differs only in form made one: case, accents, Arabic letter forms, digits of every script."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

MARKS = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640]"
)
"""Accents taken off their letters; Arabic vowel signs, Koranic marks and the tatweel."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_ARABIC = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳٵ", "ا"),
        **dict.fromkeys("ىیېۍئ", "ي"),
        **dict.fromkeys("ةۀہە", "ه"),
        **dict.fromkeys("کڪ", "ك"),
        "ؤ": "و",
        "ھ": "ه",
        "ء": None,
    }
)
_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)

_ARABIC_LETTER = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_NO_LATIN_NOR_ARABIC = re.compile(
    "[^\x00-\u024f\u0300-\u036f\u0600-\u06ff\u1e00-\u1eff\u02b0-\u02ff\u2000-\u206f]"
)


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return a text without what writers leave out or vary: the form in which words are compared.

    Case, accents, ligatures and invisible marks go; the forms of alef, ya and ta marbuta become one, hamza
    and vowel signs go; digits become 0-9; scripts other than Latin and Arabic are romanised.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    if _NO_LATIN_NOR_ARABIC.search(plain):
        plain = _NO_LATIN_NOR_ARABIC.sub(lambda found: anyascii(found[0]).casefold(), plain)
    plain = unicodedata.normalize("NFD", _INVISIBLE.sub("", plain))
    plain = MARKS.sub("", unicodedata.normalize("NFC", plain).translate(_ARABIC)).translate(_LATIN)
    plain = MARKS.sub("", unicodedata.normalize("NFD", plain))
    return "".join(str(unicodedata.decimal(char, char)) if char.isdigit() else char for char in plain)


def is_arabic(text: str) -> bool:
    """Return whether a text has letters of the Arabic script."""
    return _ARABIC_LETTER.search(text) is not None
