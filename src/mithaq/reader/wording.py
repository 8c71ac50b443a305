"""The words and sentences of a folded text."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from mithaq.reader.folding import Folded
from mithaq.reader.lines import soft_newlines

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_BULLET = re.compile(r"\n\s*(?:[-*]|\d{1,2}[.)])\s+\S")

ABBREVIATIONS = frozenset(
    "m mm mme mlle mr mrs ms dr prof sr sra srta d st nr no num art bzw ca gen col lt etc vgl usw abs inkl "
    "jan feb mar apr jun jul aug sep sept okt oct nov dez dec dic ene abr ago janv fevr avr juil u s e a b z "
    "ed cf av j k p".split()
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of words [first, last), of the folded text [start, end), and what kind of line it is in."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    bullet: bool = False


@dataclass(slots=True)
class Wording:
    """The words of a text with their places in the folded text, and its sentences."""

    folded: Folded
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)
    """Whether a comma, bracket, dash or the like stands after the word."""
    capitals: list[bool] = field(default_factory=list)
    soft: frozenset[int] = frozenset()
    """The places in the folded text of the new lines that mean nothing."""

    def sentence_at(self, word: int) -> int:
        """Return the index of the sentence that a word stands in."""
        return bisect_right(self.sentences, word, key=lambda sentence: sentence.first) - 1

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words [first, last) stand in the text as given."""
        return self.folded.span(self.starts[first], self.ends[last - 1])

    def as_given(self, first: int, last: int) -> str:
        """Return the words [first, last) as the text gives them."""
        return self.folded.as_given(self.starts[first], self.ends[last - 1])

    def between(self, word: int) -> str:
        """Return what stands between a word and the next, folded."""
        after = self.starts[word + 1] if word + 1 < len(self.words) else len(self.folded.text)
        return self.folded.text[self.ends[word] : after]


def wording(folded: Folded, start: int = 0) -> Wording:
    """Return the words and sentences of the folded text from `start` on."""
    found = Wording(folded)
    text, given, places = folded.text, folded.given, folded.places
    found.soft = soft_newlines(text)
    for match in _WORD.finditer(text, start):
        found.words.append(match.group())
        found.starts.append(match.start())
        found.ends.append(match.end())
        found.capitals.append(given[places[match.start()]].isupper())
    _divide(found)
    return found


def _divide(found: Wording) -> None:
    """Enter breaks and sentences."""
    first = paragraph = 0
    bullet = False
    count = len(found.words)
    for index in range(count):
        gap = found.between(index)
        found.breaks.append(_parts(gap) and not (gap == ". " and _shortened(found, index)))
        if index + 1 < count and not _ends(found, index, gap):
            continue
        last = index + 1
        stop = found.ends[index] + len(gap.rstrip(" \n\"'(-*")) if index + 1 < count else found.ends[index]
        found.sentences.append(
            Sentence(first, last, found.starts[first], max(stop, found.ends[index]), paragraph, bullet)
        )
        if "\n" in gap:
            paragraph += 1
            bullet = _BULLET.match(gap[gap.index("\n") :] + "x") is not None or (
                _NUMBER.fullmatch(found.words[last]) is not None if last < count else False
            )
        else:
            bullet = False
        first = last


def _parts(gap: str) -> bool:
    """Whether what stands between two words parts them: a comma, a bracket, a stop."""
    return gap != " " and not gap.isspace() and gap not in {"-", "'", "."}


def _shortened(found: Wording, index: int) -> bool:
    """Whether the stop after a word only shortens it: M. Hammouchi, U.S. officials."""
    return found.words[index] in ABBREVIATIONS and index + 1 < len(found.words)


def _ends(found: Wording, index: int, gap: str) -> bool:
    """Whether a sentence ends after a word, from what stands between it and the next one."""
    if "\n" in gap:
        return not _wrapped(found, index, gap)
    if "!" in gap or "?" in gap:
        return True
    if "." not in gap:
        return False
    if len(gap) == 1:
        return False  # 27.06.2024, dgsn.ma
    word = found.words[index]
    if word in ABBREVIATIONS and gap.startswith("."):
        return False
    if word.isdigit() and len(word) <= 2 and gap.startswith(". ") and not found.words[index + 1].isdigit():
        return not _month_like(found.words[index + 1])
    following = found.folded.given[found.folded.places[found.starts[index + 1]]]
    return not following.islower()


def _month_like(word: str) -> bool:
    """Whether a German ordinal may be followed by this word: 28. Januar, 28. bis 29. Januar, 93. Tagung."""
    return word.isalpha() and word.isascii()


def _wrapped(found: Wording, index: int, gap: str) -> bool:
    """Whether a line ends only because it was full."""
    return gap.count("\n") == 1 and found.ends[index] + gap.index("\n") in found.soft
