"""Contacts round the clock: a pact's desks by agency, who is on duty, alerts (pact.md, PAC-11 to PAC-21)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from babel.lists import format_list

from mithaq.kinds import effective
from mithaq.kinds.pact.calls import Answer, Call, Step, median_minutes, steps
from mithaq.kinds.pact.directory import Point, Span, next_duty, on_call, on_duty
from mithaq.kinds.pact.progress import Pact
from mithaq.node import clock, delivery, dossiers
from mithaq.node.delivery import Delivery
from mithaq.node.models import DossierRow, EntryRow
from mithaq.node.views import view_of
from mithaq.terms import WEEKDAYS
from mithaq.web import moments, words
from mithaq.web.reading import Said
from mithaq.web.timeline import BIG, told_by

PAST = 5
"""Alerts that are over or acknowledged by all: so many of them are shown."""

Texts = Mapping[str, Mapping[str, Any]]
"""What entries say, by entry."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One contact point, as the directory shows it."""

    point: Point
    name: str
    telephone: str
    email: str
    languages: tuple[str, ...]
    here: bool
    """Whether it is on duty now."""
    following: str
    """When it is on duty next; "" where that is now, or not soon."""
    duty: tuple[str, ...]
    tested: Answer | None
    """How it answered the last test."""


@dataclass(frozen=True, slots=True)
class Agency:
    """One party with its desks, those that are called first at the beginning."""

    code: str
    own: bool
    desks: tuple[Desk, ...]
    median: int | None
    """Minutes until it acknowledged, in the middle; None where it never had to."""


@dataclass(frozen=True, slots=True)
class Alerted:
    """How far an alert is with one agency."""

    agency: str
    own: bool
    delivery: Delivery | None
    answer: Answer | None
    desk: str
    """The desk that answered."""
    due: datetime | None
    late: bool
    level: int
    """The level that is to be called now by telephone; 0 where none is."""
    call: tuple[Desk, ...]
    """The desks of that level."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert or test, as both sides see it."""

    call: Call
    text: Said | None
    translation: Said | None
    """What a party has signed as its translation into the reader's language."""
    sides: tuple[Alerted, ...]
    own: bool
    awaits_us: bool
    link: str


@dataclass(frozen=True, slots=True)
class Board:
    """All that the page shows of one pact."""

    agencies: tuple[Agency, ...]
    waiting: tuple[Alert, ...]
    past: tuple[Alert, ...]
    areas: tuple[str, ...]
    in_force: bool


def board(row: DossierRow, own: str, area: str) -> Board | None:
    """Return a pact's desks for an area ("" for all) and its alerts; None where its rules are not known."""
    with dossiers.reading(row.id) as dossier:
        view = view_of(dossier) if dossier else None
        if view is None or not isinstance(view.state, Pact):
            return None
        calls = tuple(reversed(tuple(view.state.calls.values())))
        steps_of = {
            (call.id, agency): steps(view.state.agreed.profile, view.state.points, call, agency, view)
            for call in calls
            for agency in call.awaited
        }
        parties = view.parties()
        state = view.state
    waiting = [call for call in calls if call.awaited]
    past = [call for call in calls if not call.awaited][:PAST]
    rows = _rows(state, (*waiting, *past))
    states = delivery.of_entries(row.id, [one for one in rows if one.entry in state.calls])
    made = _Making(state, own, _texts(state, rows, (*waiting, *past)), states)
    return Board(
        tuple(made.agency(code, area) for code in sorted(parties, key=lambda one: one == own)),
        tuple(made.alert(call, steps_of) for call in waiting),
        tuple(made.alert(call, steps_of) for call in past),
        tuple(state.agreed.areas),
        bool(state.in_force),
    )


def _rows(state: Pact, calls: Iterable[Call]) -> list[EntryRow]:
    """Return the entries that the page reads, in one query: desks, alerts, corrections, translations."""
    wanted = set(state.points)
    for call in calls:
        wanted |= {call.id, effective(state, call.id), *_translations(state, call).values()}
    return list(EntryRow.objects.filter(entry__in=wanted, gone=False).defer(*BIG))


def _texts(state: Pact, rows: Iterable[EntryRow], calls: Iterable[Call]) -> dict[str, Mapping[str, Any]]:
    """Return what these entries say, by entry; an alert as it was last corrected (KND-17)."""
    said = {one.entry: told_by(one)[1] for one in rows}
    for call in calls:
        newest = effective(state, call.id)
        if newest != call.id:
            said[call.id] = said.get(newest, {}).get("body", {})
    return said


def _translations(state: Pact, call: Call) -> dict[str, str]:
    """Return the entries that translate an alert's text, by language."""
    mark = state.entries.get(call.id)
    return {one.language: one.id for one in mark.translations if one.field == "text"} if mark else {}


class _Making:
    """What the parts of one page are made from."""

    def __init__(self, state: Pact, own: str, texts: Texts, states: Mapping[str, list[Delivery]]) -> None:
        self.state, self.own, self.texts, self.states = state, own, texts, states
        self.now = clock.text(clock.now())

    def agency(self, code: str, area: str) -> Agency:
        """Return a party with its desks for an area."""
        found = on_call(self.state.points, code, area, self.now)
        median = median_minutes(self.state.calls, code)
        return Agency(code, code == self.own, tuple(map(self.desk, found)), median)

    def desk(self, point: Point) -> Desk:
        """Return a desk with its name, its telephone and its times."""
        told = self.texts.get(point.id, {})
        calendar = self.state.agreed.profile.calendar(point.agency)
        spoken = told.get("languages", [])
        return Desk(
            point,
            str(told.get("desk", "")),
            str(told.get("telephone", "")),
            str(told.get("email") or ""),
            tuple(words.name("languages", str(one)) for one in spoken),
            on_duty(point, calendar, self.now),
            next_duty(point, calendar, self.now),
            tuple(_span(one) for one in point.duty),
            self._tested(point),
        )

    def _tested(self, point: Point) -> Answer | None:
        known = {point.id, *point.former}
        tests = (call for call in self.state.calls.values() if call.test)
        found = [one for call in tests for one in call.answers if one.point in known]
        return max(found, key=lambda one: one.at, default=None)

    def alert(self, call: Call, given: Mapping[tuple[str, str], tuple[Step, ...]]) -> Alert:
        """Return an alert; `given` are the steps of each agency that has not acknowledged it."""
        told = self.texts.get(call.id, {})
        link = told.get("link")
        reached = {one.agency: one for one in self.states.get(call.id, ())}
        return Alert(
            call,
            _said(told.get("text")),
            self._translation(call),
            tuple(self._side(call, one, reached.get(one), given.get((call.id, one), ())) for one in call.to),
            call.author == self.own,
            self.own in call.awaited,
            str(link.get("dossier", "")) if isinstance(link, dict) else "",
        )

    def _translation(self, call: Call) -> Said | None:
        found = _translations(self.state, call).get(words.language(), "")
        mark, said = self.state.entries.get(found), _said(self.texts.get(found, {}).get("text"))
        return replace(said, by=mark.author, entry=found) if said and mark else None

    def _side(self, call: Call, agency: str, state: Delivery | None, some: tuple[Step, ...]) -> Alerted:
        """Return how far it is: what is overdue is computed here, and only here (PAC-20)."""
        answer = call.answer(agency)
        passed = [step for step in some if step.due <= self.now]
        level = passed[-1].level if passed else 0
        desks = on_call(self.state.points, agency, call.area, self.now) if some else ()
        if not passed and state is not None and state.state == "sent" and desks:
            level = desks[0].level  # it has not arrived: there is no time to lose
        name = self.texts.get(answer.point, {}).get("desk", "") if answer else ""
        return Alerted(
            agency,
            agency == self.own,
            state,
            answer,
            str(name),
            moments.moment(some[0].due) if some else None,
            bool(passed),
            level,
            tuple(self.desk(one) for one in desks if one.level == level),
        )


def _said(text: object) -> Said | None:
    known = text if isinstance(text, dict) else {}
    return Said(str(known["text"]), str(known.get("language", ""))) if known.get("text") else None


def _span(span: Span) -> str:
    """Return a time of duty in words, by the agency's own clock."""
    days = format_list(
        [words.name("weekdays", WEEKDAYS.codes[day - 1]) for day in span.days], locale=moments.locale()
    )
    times = f"{_clock(span.start)}\N{EN DASH}{_clock(span.end)}"
    return f"{days} \N{LEFT-TO-RIGHT ISOLATE}{times}\N{POP DIRECTIONAL ISOLATE}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
