"""Text made easy to compare, with the way back to the text as given.

Folding takes away case, accents, vowel signs, the forms of hamza, typographic quotes and dashes, bidi marks
and other digits than 0 to 9. Every folded character knows the code point that it came from, so that
whatever is found can be shown at its place, whether the text came composed (NFC) or not.
"""

import unicodedata
from array import array
from dataclasses import dataclass

_PLAIN = {
    "ى": "ي",
    "ة": "ه",
    "ٱ": "ا",
    "ی": "ي",
    "ک": "ك",
    "ـ": "",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "٬": "",
    "º": "",
    "ª": "",
    "…": ".",
    "\r": "",
    "\t": " ",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    **dict.fromkeys("'’‘‛´`ʼ", "'"),
    **dict.fromkeys("«»“”„‟″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("•‣▪●◦·", "*"),
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "œ": "oe",
    "æ": "ae",
}


class _Table(dict[str, str]):
    """Folded characters, each computed when it is first met."""

    def __missing__(self, character: str) -> str:
        folded = self[character] = _fold_character(character)
        return folded


def _fold_character(character: str) -> str:
    plain = _PLAIN.get(character)
    if plain is not None:
        return plain
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    kept = ""
    for part in unicodedata.normalize("NFKD", character).casefold():
        if part in _PLAIN:
            kept += _PLAIN[part]
        elif unicodedata.category(part) not in {"Mn", "Me", "Cf", "Cc"} or part == "\n":
            kept += part
    return " " if kept and kept.isspace() and kept != "\n" else kept


_TABLE = _Table()


def fold(text: str) -> str:
    """Return the folded text alone."""
    table = _TABLE
    return "".join([table[character] for character in text])


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as given, its folded form, and for each folded character the index of its origin."""

    given: str
    text: str
    places: "array[int]"

    @staticmethod
    def of(given: str) -> "Folded":
        """Return the folded form of a text."""
        table = _TABLE
        pieces: list[str] = []
        places = array("I")
        for index, character in enumerate(given):
            piece = table[character]
            if len(piece) == 1:
                pieces.append(piece)
                places.append(index)
            elif piece:
                pieces.append(piece)
                places.extend([index] * len(piece))
        return Folded(given, "".join(pieces), places)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a non-empty stretch of the folded text stands in the text as given."""
        first = self.places[start]
        last = self.places[end - 1] + 1
        while last < len(self.given) and unicodedata.category(self.given[last]) in {"Mn", "Me"}:
            last += 1
        return first, last

    def as_given(self, start: int, end: int) -> str:
        """Return that stretch as the text gives it."""
        first, last = self.span(start, end)
        return self.given[first:last]
