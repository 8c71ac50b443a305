"""The duty log: one line an entry, with the time at its author and here, and what speaks against it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from mithaq.kinds import Kind
from mithaq.node.models import DossierRow, EntryRow
from mithaq.record.limits import AGENCY
from mithaq.web import acts, moments, timeline, words
from mithaq.web.boards.room import Room, Sight
from mithaq.web.reading import Fact, Said
from mithaq.web.timeline import BIG, Line

PAGE = 30
NOTICED = timedelta(minutes=2)
FEW = 5
"""Facts of an entry whose kind names none for the log."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page of the log: from which serial, in which order, by whom, of what type."""

    edge: int | None = None
    oldest: bool = False
    author: str = ""
    type: str = ""

    @classmethod
    def of(cls, given: QueryDict) -> "Asked":
        """Return what an address asks for; what is no agency or no type is not asked for."""
        edge, author, type_ = (given.get(name, "") for name in ("from", "by", "type"))
        return cls(
            int(edge) if edge.isdecimal() and len(edge) < 19 else None,
            given.get("order") == "oldest",
            author if AGENCY.fullmatch(author) else "",
            type_[:64],
        )

    @property
    def kept(self) -> str:
        """What stands in the address for the same order and filter, from the beginning."""
        values = {"order": "oldest" if self.oldest else "", "by": self.author, "type": self.type}
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def turned(self) -> str:
        """The same filter in the other order."""
        return Asked(None, not self.oldest, self.author, self.type).kept


@dataclass(frozen=True, slots=True)
class Written:
    """A text of an entry: as a party has translated and signed it for this reader, else as written."""

    title: str
    said: Said


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the log."""

    line: Line
    brief: tuple[str, ...]
    words: tuple[Written, ...]
    given: bool
    """It is an order, and given."""
    waiting: tuple[str, ...]
    """It is an order that waits for these parties."""

    @property
    def later(self) -> bool:
        """Whether it came here later than it was written, by more than a duty log would notice."""
        written = moments.moment(self.line.time)
        return written is None or abs(self.line.here - written) > NOTICED


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day on the officer's clock."""

    day: date
    lines: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """One page of the duty log."""

    days: tuple[Day, ...]
    asked: Asked
    further: int | None
    types: tuple[tuple[str, str], ...]

    @property
    def next(self) -> str:
        """The address of the next page."""
        return "&".join(filter(None, (self.asked.kept, f"from={self.further}")))

    @property
    def entries(self) -> list[str]:
        """The entries that are shown."""
        return [one.line.id for day in self.days for one in day.lines]


def rows_of(dossier: str, asked: Asked) -> tuple[list[EntryRow], int | None]:
    """Return one page of entries, and from where there are more; receipts and translations are left out."""
    rows = EntryRow.objects.filter(dossier=dossier).defer(*BIG)
    rows = rows.exclude(type__in=acts.QUIET, verdict__isnull=True)
    if asked.author:
        rows = rows.filter(author=asked.author)
    if asked.type:
        rows = rows.filter(type=asked.type)
    if asked.edge is not None:
        rows = rows.filter(serial__gt=asked.edge) if asked.oldest else rows.filter(serial__lt=asked.edge)
    found = list(rows.order_by("serial" if asked.oldest else "-serial")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].serial if len(found) > PAGE else None


def log(
    room: Room,
    row: DossierRow,
    kind: Kind[Any],
    sight: Sight,
    asked: Asked,
    types: tuple[tuple[str, str], ...],
) -> Log:
    """Return one page of the duty log; two queries, one where nothing on it is translated."""
    rows, further = rows_of(row.id, asked)
    known = timeline.beside(sight.view, rows)
    lines = timeline.drawn(kind, sight.view, rows, (), known, (row.stable_depth, row.stable_entry or ""))
    said = [_deed(room, sight, line) for line in lines]
    days = groupby(said, key=_day)
    return Log(tuple(Day(day, tuple(some)) for day, some in days), asked, further, types)


def _day(one: Deed) -> date:
    when = moments.moment(one.line.time)
    return timezone.localtime(when or one.line.here).date()


def _deed(room: Room, sight: Sight, line: Line) -> Deed:
    named = room.brief.get(line.type)
    short = [fact for fact in line.facts if fact.kind != "words" and not _is_now(fact, line)]
    chosen = [fact for fact in short if fact.path in named] if named is not None else short[:FEW]
    return Deed(
        line,
        tuple(_brief(chosen)),
        tuple(_written(fact, fact.said) for fact in line.facts if fact.said is not None),
        line.id in sight.given,
        sight.waiting.get(line.id, ()),
    )


def _is_now(fact: Fact, line: Line) -> bool:
    """Return whether a fact says the minute in which the entry was written: that stands before it already."""
    written = moments.moment(line.time)
    return fact.path == "at" and written is not None and fact.text == moments.in_words(written)


def _written(fact: Fact, said: Said) -> Written:
    own = [one for one in fact.translations if one.language == words.language() != said.language]
    return Written(fact.title, own[-1] if own else said)


def _brief(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        value = _value(fact)
        if value:
            yield f"{fact.title}: {value}"


def _value(fact: Fact) -> str:
    """Return a fact in a few words; "" for what a line of a log cannot hold."""
    if fact.kind in {"line", "plain"}:
        return fact.text
    if fact.kind in {"codes", "lines"}:
        return " · ".join(fact.lines)
    if fact.kind == "facts":
        # A position in numbers is for the map.
        return " ".join(filter(None, (_value(one) for one in fact.facts if one.kind != "facts")))
    return ""
