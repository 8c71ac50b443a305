"""Areas of cooperation and common challenges in a stretch of the text."""

from collections.abc import Iterable, Mapping, Sequence

from mithaq.reader.marks import Mark
from mithaq.reader.model import Span
from mithaq.reader.page import Page
from mithaq.reader.parties import LONGEST, Actor, inside
from mithaq.reader.wording import Sentence

OF_OFFICES = frozenset(
    {
        "judicial-police",
        "forensic-science",
        "terrorism",
        "border-security",
        "criminal-investigation",
        "organised-crime",
        "training",
        "drugs",
        "sports-security",
    }
)
"""Areas that are also what an office or a unit is called by."""

MOST_CHALLENGE_WORDS = 26


def area_marks(page: Page, first: int, last: int, actors: Sequence[Actor] = ()) -> list[Mark]:
    """Return the marks of areas in the words [first, last), but for those in the name of an office."""
    near = inside(actors, first - LONGEST, last)
    held = [one.agency for one in near if one.agency] + [one.role for one in near if one.role]
    return [
        mark
        for mark in page.marks.within(first, last, "areas")
        if mark.last <= last + 1
        and not any(start <= mark.first and mark.last <= end for start, end in held)
        and not (mark.code in OF_OFFICES and _of_office(page, mark))
        and not _in_other(page, mark)
        and not (
            mark.code == "border-security"
            and mark.first
            and page.words.words[mark.first - 1] in {"cross", "trans"}
        )
    ]


def _in_other(page: Page, mark: Mark) -> bool:
    """Whether the words say something else: an investigation team, a match among the great events."""
    if mark.code == "criminal-investigation":
        teams = page.marks.within(max(mark.first - 2, 0), mark.last, "measures", "joint-teams")
        return any(one.first <= mark.first and mark.last <= one.last for one in teams)
    if mark.code == "sports-security":
        events = page.marks.within(mark.first, mark.last, "areas", "major-events")
        return bool(events)
    if mark.code == "technical-cooperation":
        return bool(page.marks.within(mark.first, mark.last, "areas", "forensic-science"))
    return False


_GENERAL = ("عام", "general", "central", "zentral", "haupt", "principal", "adjunt", "deputy")


def _of_office(page: Page, mark: Mark) -> bool:
    for index in range(mark.first - 1, max(mark.first - 4, -1), -1):
        word = page.words.words[index]
        if page.words.breaks[index]:
            return False
        if word.removeprefix("ال").startswith(page.words_of("office-")):
            return page.joined(index + 1, mark.first)
        if word not in page.lists.function and not word.removeprefix("ال").startswith(_GENERAL):
            return False
    return False


def coded(page: Page, marks: Iterable[Mark], field: str = "areas") -> tuple[tuple[str, ...], dict[str, Span]]:
    """Return the codes in their order, and the span of each and of all."""
    spans: dict[str, Span] = {}
    for mark in marks:
        spans.setdefault(f"{field}.{mark.code}", page.words.span(mark.first, mark.last))
    if spans:
        spans = {
            field: (min(one[0] for one in spans.values()), max(one[1] for one in spans.values())),
            **spans,
        }
    return tuple(key.partition(".")[2] for key in spans if "." in key), spans


def challenges_of(page: Page, sentences: Iterable[Sentence]) -> tuple[tuple[str, ...], Mapping[str, Span]]:
    """Return the passages that speak of challenges, as written, each once."""
    texts: list[str] = []
    spans: dict[str, Span] = {}
    for sentence in sentences:
        done = -1
        for mark in page.cue(sentence, "challenge"):
            if mark.first < done:
                continue
            first, last = _passage_start(page, mark, sentence), _passage_end(page, mark, sentence)
            text = page.words.as_given(first, last)
            done = last
            if text not in texts:
                spans[f"challenges.{len(texts)}"] = page.words.span(first, last)
                texts.append(text)
    if spans:
        spans = {
            "challenges": (min(s for s, _ in spans.values()), max(e for _, e in spans.values())),
            **spans,
        }
    return tuple(texts), spans


def _passage_start(page: Page, mark: Mark, sentence: Sentence) -> int:
    """Return where the words before that belong to it begin: common security challenges."""
    first = mark.first
    while first > sentence.first and mark.first - first < 2 and page.language in {"en", "de"}:
        before = page.words.words[first - 1]
        if page.words.breaks[first - 1] or before in page.lists.function or page.marks.cue(first - 1, first):
            break
        first -= 1
    return first


def _passage_end(page: Page, mark: Mark, sentence: Sentence) -> int:
    for index in range(mark.last - 1, min(sentence.last, mark.first + MOST_CHALLENGE_WORDS)):
        if page.words.breaks[index]:
            return index + 1
    return min(sentence.last, mark.first + MOST_CHALLENGE_WORDS)
