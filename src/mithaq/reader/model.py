"""What the reader hands back: a draft for an officer to correct, each fact with its place in the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, ClassVar, cast

Span = tuple[int, int]
"""[start, end) in code points of the text as given."""

Spans = Mapping[str, Span]
"""Where each field was read. A list has one span over all its items, and one for each, as areas.drugs."""


def no_spans() -> Spans:
    """Return the spans of what was read nowhere."""
    return {}


class Plain:
    """Values that become the JSON form of docs/guide/reader.md."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def to_json(self) -> dict[str, Any]:
        """Return plain values: dates as ISO 8601, null for what the text does not say, spans beside them."""
        named: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)}
        spans: Spans = named.pop("spans")
        return {
            **{name: _plain(value) for name, value in named.items()},
            "spans": {name: list(span) for name, span in spans.items()},
        }


def _plain(value: object) -> object:
    if isinstance(value, Plain):
        return value.to_json()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in cast("tuple[object, ...]", value)]
    return value


@dataclass(frozen=True, slots=True)
class Participant(Plain):
    """Who sat at the table: an agency by id where it is known, else by its name as the text writes it."""

    country: str | None = None
    agency: str | None = None
    name: str | None = None
    role: str | None = None
    spans: Spans = field(default_factory=no_spans)


@dataclass(frozen=True, slots=True)
class Meeting(Plain):
    """One meeting; `kind` is bilateral, trilateral, multilateral or thematic."""

    kind: str
    date: "date | None" = None
    place: str | None = None
    participants: tuple[Participant, ...] = ()
    areas: tuple[str, ...] = ()
    spans: Spans = field(default_factory=no_spans)


@dataclass(frozen=True, slots=True)
class Visit(Plain):
    """The visit; `host`, `guest`, `invited_by`: an agency's id, else its name as written, else a country."""

    start: date | None = None
    end: date | None = None
    as_written: str | None = None
    needs_confirmation: bool = False
    notes: tuple[str, ...] = ()
    place: str | None = None
    host: str | None = None
    guest: str | None = None
    invited_by: str | None = None
    delegation: str | None = None
    purpose: str | None = None
    spans: Spans = field(default_factory=no_spans)


@dataclass(frozen=True, slots=True)
class Commitment(Plain):
    """What was agreed, in the words of the text."""

    kind: str
    area: str | None
    parties: tuple[str, ...]
    text: str
    spans: Spans = field(default_factory=no_spans)


@dataclass(frozen=True, slots=True)
class Reading(Plain):
    """All that was read from a text."""

    language: str | None = None
    title: str | None = None
    published: date | None = None
    updated: date | None = None
    author: str | None = None
    source: str | None = None
    visit: Visit = Visit()
    meetings: tuple[Meeting, ...] = ()
    areas: tuple[str, ...] = ()
    challenges: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    spans: Spans = field(default_factory=no_spans)
