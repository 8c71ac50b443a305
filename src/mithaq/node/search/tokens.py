"""The tokens under which an entry is found, the same in both engines.

=word     a folded word of a text, in its place: for phrases, beginnings, names, numbers
word      the stem of a word in its language
~part     a part of a subject's name, with what belongs to it joined
#iNUMBER  an identifier or a number in a text, without what people put between its characters
#k #a #m #d   kind, author, month and dossier
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mithaq.node.search.content import Content, Said
from mithaq.node.search.tables import SPACE
from mithaq.terms import normalise_identifier
from mithaq.text.folding import fold, is_arabic
from mithaq.text.parts import parts_of
from mithaq.text.phones import letters
from mithaq.text.words import LONGEST, Word, other_stems, stem, words_of

MOST_NAMES = 2_000
"""Words of one entry that are kept as possible names."""

WINDOW = 1024
"""Serials of one window: where hits are many, those of the newest windows are enough."""

_BETWEEN = frozenset({" ", "-", ".", "/", "\u00a0", "\u2011", "\u2013", "·"})
"""What may stand between the characters of a number."""

_DIGITS_LEAST, _PIECES, _NUMBER_LONGEST = 3, 6, 34
_PHONE_DIGITS = 9
"""The digits of a telephone number without its country's and its trunk's."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What an entry is found by: tokens in order, tokens without one, and words that may be names."""

    ordered: tuple[str, ...]
    loose: tuple[str, ...]
    names: tuple[str, ...]


def tokens_of(content: Content, *, kind: str, author: str, dossier: str, serial: int) -> Tokens:
    """Return the tokens of an entry."""
    ordered: list[str] = []
    loose: dict[str, None] = dict.fromkeys(
        (f"#k{kind}", f"#a{author}", of_dossier(dossier), of_window(serial))
    )
    names: dict[str, None] = {}
    for said in (*content.texts, *(Said(value) for _, value in content.identifiers)):
        words = [word for word in words_of(said.text) if len(word.text) <= LONGEST]
        ordered += [*(f"={fold(word.text)}" for word in words), SPACE]
        for word in words:
            if said.language:
                loose[stem(word.text, said.language)] = None
            loose.update(dict.fromkeys(other_stems(word.text)))
            if may_be_name(word.text):
                names[letters(word.text)] = None
        loose.update(dict.fromkeys(f"#i{one}" for one in numbers_in(said.text, words)))
    for type_, value in content.identifiers:
        loose.update(dict.fromkeys(f"#i{one}" for one in forms_of(type_, value)))
    for name in content.names:
        for part in parts_of(name):
            loose[f"~{fold(part.text)}"] = names[part.text] = None
    loose.pop("", None)
    return Tokens(tuple(ordered), tuple(loose), tuple(names)[:MOST_NAMES])


def of_dossier(dossier: str) -> str:
    """Return the token of a dossier."""
    return f"#d{dossier[:16]}"


def of_window(serial: int) -> str:
    """Return the token of the window of serials that one is in."""
    return f"#w{serial // WINDOW}"


def may_be_name(word: str) -> bool:
    """Return whether a word may be of a name: written in Arabic, or with a capital, and no number."""
    return len(word) > 2 and (is_arabic(word) or word[:1].isupper()) and not any(map(str.isdigit, word))


def forms_of(type_: str, value: str) -> Iterator[str]:
    """Yield the forms in which an identifier is looked for; of a telephone number the last digits, too."""
    normal = compact(normalise_identifier(type_, value))
    if normal:
        yield normal
    if type_ == "phone" and len(normal) > _PHONE_DIGITS:
        yield normal[-_PHONE_DIGITS:]


def compact(text: str) -> str:
    """Return the letters and digits of a number, folded."""
    return "".join(char for char in fold(text) if char.isalnum())[:LONGEST]


def numbers_in(text: str, words: Sequence[Word] | None = None) -> Iterator[str]:
    """Yield what may be an identifier in a text, written as one; of a long number its last digits, too."""
    for form, _first, _last in runs_in(text, list(words_of(text)) if words is None else words):
        yield form
        if form.isdecimal() and len(form) > _PHONE_DIGITS:
            yield form[-_PHONE_DIGITS:]


def runs_in(text: str, words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
    """Yield words with digits and their neighbours written as one, with the first and the last of them."""
    for at, first in enumerate(words):
        digits, made = 0, ""
        for place in range(at, min(at + _PIECES, len(words))):
            word = words[place]
            apart = place > at and text[words[place - 1].end : word.start] not in _BETWEEN
            if apart or not _is_piece(word.text):
                break
            made += fold(word.text)
            digits += sum(map(str.isdigit, word.text))
            if len(made) > _NUMBER_LONGEST:
                break
            if digits >= _DIGITS_LEAST and any(map(str.isdigit, first.text + word.text)):
                yield made, at, place


_CODE = re.compile(r"[A-Z]{1,5}|[\u0621-\u064a]{1,2}")


def _is_piece(word: str) -> bool:
    return any(map(str.isdigit, word)) or _CODE.fullmatch(word) is not None
