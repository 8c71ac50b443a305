"""Where the phrases of the lists stand in a text."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from mithaq.reader.lists import Lists, Phrase
from mithaq.reader.wording import Wording

MOST_FUNCTION_WORDS = 4


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One phrase found: the words [first, last), the list it is of and its entry there."""

    first: int
    last: int
    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a text in their order, and by kind."""

    all: tuple[Mark, ...]
    by_kind: dict[str, list[Mark]]
    named: dict[str, frozenset[str]]

    def codes(self, kind: str) -> frozenset[str]:
        """Return which entries of a list the text names."""
        return self.named.get(kind, frozenset())

    def within(self, first: int, last: int, kind: str, *codes: str) -> list[Mark]:
        """Return the marks of a kind that begin in the words [first, last), of these codes if any."""
        marks = self.by_kind.get(kind, [])
        found: list[Mark] = []
        for mark in marks[bisect_left(marks, first, key=lambda mark: mark.first) :]:
            if mark.first >= last:
                break
            if not codes or mark.code in codes:
                found.append(mark)
        return found

    def cue(self, first: int, last: int, *codes: str) -> list[Mark]:
        """Return the cues of these codes that begin in the words [first, last)."""
        return self.within(first, last, "cues", *codes)


def marks_of(words: Wording, lists: Lists) -> Marks:
    """Return every phrase of the lists in the text; of two of one entry that overlap, the longer."""
    keys = _keys_of_words(words, lists)
    function = [word in lists.function for word in words.words]
    found: dict[tuple[str, str], list[Mark]] = {}
    for sentence in words.sentences:
        for index in range(sentence.first, sentence.last):
            for key in keys[index]:
                for phrase in lists.first.get(key, ()):
                    last = _match(phrase, index, sentence.last, keys, function, words)
                    if last:
                        mark = Mark(index, last, phrase.kind, phrase.code)
                        found.setdefault((phrase.kind, phrase.code), []).append(mark)
    kept = sorted(mark for marks in found.values() for mark in _longest(marks))
    by_kind: dict[str, list[Mark]] = {}
    for mark in kept:
        by_kind.setdefault(mark.kind, []).append(mark)
    named = {kind: frozenset(mark.code for mark in marks) for kind, marks in by_kind.items()}
    return Marks(tuple(kept), by_kind, named)


def _keys_of_words(words: Wording, lists: Lists) -> list[frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    found: list[frozenset[str]] = []
    for index, word in enumerate(words.words):
        keys = known.get(word)
        if keys is None:
            keys = known[word] = lists.keys.of(word, words.as_given(index, index + 1)) & lists.used
        found.append(keys)
    return found


def _match(
    phrase: Phrase,
    index: int,
    stop: int,
    keys: list[frozenset[str]],
    function: list[bool],
    words: Wording,
) -> int:
    """Return the word after the phrase where it begins at `index`; 0 where it does not stand there."""
    at = index + 1
    for step in phrase.steps[1:]:
        room, small = step.room, MOST_FUNCTION_WORDS
        while True:
            if at >= stop or (words.breaks[at - 1] and not step.room):
                return 0
            if step.keys & keys[at]:
                break
            if function[at] and small:
                small -= 1
            elif room:
                room -= 1
            else:
                return 0
            at += 1
        at += 1
    return at


def _longest(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    end = -1
    for mark in sorted(set(marks), key=lambda mark: (mark.first, -mark.last)):
        if mark.first >= end:
            kept.append(mark)
            end = mark.last
    return kept
