"""What a hit says where it was found: a piece of its text with the words marked, made when it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from mithaq.node.search.asking import Question
from mithaq.node.search.content import Content, Said
from mithaq.node.search.tokens import forms_of, runs_in
from mithaq.text.folding import fold
from mithaq.text.words import LONGEST, Word, other_stems, stem, words_of

BEFORE, LENGTH = 70, 260
"""Characters before the first word that was found, and of all that is shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a text, and whether they are what was looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text with its language, or identifiers that were found, by type."""

    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a hit shows: a piece of its best text, and the identifiers that were found."""

    snippet: Snippet | None
    identifiers: tuple[tuple[str, str], ...]


def shown(content: Content, question: Question, *, exact: bool) -> Shown:
    """Return what is shown of a hit; of the texts, the one with most of the words."""
    found = tuple(one for one in content.identifiers if _is_found(one, question, exact=exact))
    best, most = None, 0
    for said in content.texts:
        marks = list(marked(said, question))
        different = len({fold(word.text) for word in marks})
        if different > most:
            best, most = (said, marks), different
    if best is None:
        first = next((one for one in content.texts if one.language), None)
        return Shown(_cut(first, []) if first and not found else None, found)
    return Shown(_cut(*best), found)


def marked(said: Said, question: Question) -> Iterator[Word]:
    """Yield the words of a text that were looked for."""
    words = list(words_of(said.text))
    numbers = set[int]()
    if question.number:
        for form, first, last in runs_in(said.text, words):
            if form == question.number or (form.isdecimal() and form[-9:] == question.number[-9:]):
                numbers.update(range(first, last + 1))
    for place, word in enumerate(words):
        if place in numbers or (len(word.text) <= LONGEST and _is_asked(word.text, said.language, question)):
            yield word


def _is_asked(word: str, language: str, question: Question) -> bool:
    folded = fold(word)
    if folded in question.folded or any(folded.startswith(one) for one in question.prefixes):
        return True
    stems = {stem(word, language), *other_stems(word)} if language else set(other_stems(word))
    return not question.stems.isdisjoint(stems)


def _is_found(identifier: tuple[str, str], question: Question, *, exact: bool) -> bool:
    type_, value = identifier
    if question.number:
        forms = set(forms_of(type_, value))
        return question.number in forms or question.number[-9:] in forms
    if exact and type_ in {"name", "alias"} and question.is_name(value):
        return True
    return any(_is_asked(word.text, "", question) for word in words_of(value))


def _cut(said: Said, marks: list[Word]) -> Snippet:
    text = said.text
    start = max(0, marks[0].start - BEFORE) if marks else 0
    start = text.find(" ", start) + 1 if start else 0
    end = min(len(text), start + LENGTH)
    end = end if end == len(text) else max(text.rfind(" ", start, end), start + 1)
    pieces = [Piece("…")] if start else []
    at = start
    for word in marks:
        if start <= word.start and word.end <= end:
            pieces += [Piece(text[at : word.start]), Piece(word.text, True)]
            at = word.end
    pieces += [Piece(text[at:end]), Piece("…" if end < len(text) else "")]
    return Snippet(said.language, tuple(one for one in pieces if one.text))
