"""The text with each found fact highlighted at its place, and the facts in the reader's words beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mithaq.reader import Reading
from mithaq.web import moments, words

FIELDS: Mapping[str, str] = {
    "title": gettext_noop("Title"),
    "published": gettext_noop("Published"),
    "updated": gettext_noop("Last update"),
    "author": gettext_noop("Author"),
    "source": gettext_noop("Source"),
    "areas": gettext_noop("Areas of cooperation"),
    "challenges": gettext_noop("Challenges"),
    "start": gettext_noop("First day"),
    "end": gettext_noop("Last day"),
    "as_written": gettext_noop("Dates as written"),
    "place": gettext_noop("Place"),
    "host": gettext_noop("Hosted by"),
    "guest": gettext_noop("Guest"),
    "invited_by": gettext_noop("Invited by"),
    "delegation": gettext_noop("Delegation"),
    "purpose": gettext_noop("Aim of the visit"),
    "date": gettext_noop("Day"),
    "agency": gettext_noop("Agency"),
    "country": gettext_noop("Country"),
    "name": gettext_noop("Name"),
    "role": gettext_noop("Function"),
    "area": gettext_noop("Area of cooperation"),
    "parties": gettext_noop("Parties"),
    "text": gettext_noop("Text"),
}
CODED = {"areas": "areas", "area": "areas", "country": "countries"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `mark` is the number of the fact that was read there, 0 for none."""

    text: str
    mark: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was read: its field, what was read, and where (0: inside another mark, or nowhere)."""

    label: str
    value: str
    mark: int


@dataclass(frozen=True, slots=True)
class Group:
    """What was read of one thing: the text, the visit, a meeting, a commitment."""

    title: str
    facts: tuple[Fact, ...]
    number: int = 0


def marked(text: str, reading: Reading) -> tuple[tuple[Piece, ...], tuple[Group, ...]]:
    """Return the text in pieces, and what was read in groups that point at the pieces."""
    things = list(_things(reading.to_json()))
    spans = {
        (place, name): tuple(span)
        for place, (_title, thing, _number) in enumerate(things)
        for name, span in thing.get("spans", {}).items()
    }
    chosen = _apart(spans)
    order = {key: number for number, key in enumerate(sorted(chosen, key=lambda key: spans[key]), 1)}
    groups = tuple(
        Group(title, tuple(_facts(place, thing, order)), number)
        for place, (title, thing, number) in enumerate(things)
    )
    return tuple(_pieces(text, spans, order)), tuple(group for group in groups if group.facts)


def _things(json: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Yield each object that has spans, with its title and its number among its like."""
    yield _("The text"), json, 0
    yield _("Visit"), json["visit"], 0
    for number, meeting in enumerate(json["meetings"], 1):
        kind = words.name("meeting-kinds", meeting["kind"])
        yield kind, meeting, number
        for participant in meeting["participants"]:
            yield _("Participant"), participant, 0
    for number, commitment in enumerate(json["commitments"], 1):
        yield words.name("commitments", commitment["kind"]), commitment, number


def _apart(spans: Mapping[tuple[int, str], tuple[int, ...]]) -> list[tuple[int, str]]:
    """Return the keys of spans that can stand beside each other, the shortest first."""
    taken: list[tuple[int, int]] = []
    chosen = []
    for key in sorted(spans, key=lambda key: (spans[key][1] - spans[key][0], spans[key])):
        start, end = spans[key][0], spans[key][1]
        if start < end and all(end <= begin or start >= finish for begin, finish in taken):
            taken.append((start, end))
            chosen.append(key)
    return chosen


def _pieces(
    text: str, spans: Mapping[tuple[int, str], tuple[int, ...]], order: Mapping[tuple[int, str], int]
) -> Iterator[Piece]:
    at = 0
    for key, number in order.items():
        start, end = spans[key][0], spans[key][1]
        if at < start:
            yield Piece(text[at:start])
        yield Piece(text[start:end], number, _label(key[1]))
        at = end
    if at < len(text):
        yield Piece(text[at:])


def _facts(place: int, thing: dict[str, Any], order: Mapping[tuple[int, str], int]) -> Iterator[Fact]:
    for name in FIELDS:
        value = thing.get(name)
        if value in (None, "", []):
            continue
        if isinstance(value, list):
            for item, one in enumerate(value):
                mark = order.get((place, f"{name}.{item}"), order.get((place, name), 0))
                yield Fact(_label(name), _said(name, one), mark)
        else:
            yield Fact(_label(name), _said(name, value), order.get((place, name), 0))


def _label(name: str) -> str:
    field = name.partition(".")[0]
    return _(FIELDS[field]) if field in FIELDS else field


def _said(name: str, value: Any) -> str:
    """Return a value in the reader's words: codes by name, days in words, all else as it was written."""
    text = str(value)
    if name in CODED:
        return words.name(CODED[name], text)
    if name in ("host", "guest", "invited_by", "agency", "parties"):
        return words.agency(text)
    if name in ("start", "end", "date", "published", "updated"):
        day = moments.moment(text)
        return moments.day_in_words(day.date()) if day else text
    return text
