"""The contact points of a pact's parties, and when each is on duty (PAC-11 to PAC-13)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from mithaq.kinds.deadlines import Calendar, ahead, stamp
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.pact.contactbodies import ContactPoint
from mithaq.terms import WEEKDAYS

DAY = 24 * 60
MOST_DAYS = 15
"""Days ahead in which the next time of duty is looked for."""


@dataclass(frozen=True, slots=True)
class Span:
    """A time of duty: days (1 Monday to 7 Sunday), minutes after midnight; `end` may lie on the next day."""

    days: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Point:
    """One desk. Its name and its telephone are in the text of the entry `id`."""

    id: str
    agency: str
    areas: tuple[str, ...]
    level: int
    always: bool
    duty: tuple[Span, ...]
    until: str = ""
    former: tuple[str, ...] = ()
    """The entries in whose place this one stands."""
    closed: str = ""

    def answers_for(self, area: str) -> bool:
        """Return whether it answers for an area; for none in particular, every desk does."""
        return not area or not self.areas or area in self.areas

    def stands(self, moment: str) -> bool:
        """Return whether it is neither closed nor past its last day at a moment."""
        return not self.closed and not (self.until and self.until < moment[:10])


def point_of(entry: str, agency: str, body: ContactPoint, former: tuple[str, ...]) -> Point:
    """Return the desk that a body names."""
    return Point(
        id=entry,
        agency=agency,
        areas=body.areas,
        level=body.level,
        always=body.round_the_clock,
        duty=tuple(
            Span(tuple(sorted(map(_weekday, one.days))), _minutes(one.start), _end(one.start, one.end))
            for one in body.duty
        ),
        until=body.until or "",
        former=former,
    )


def on_call(points: Ledger[Point], agency: str, area: str, moment: str) -> tuple[Point, ...]:
    """Return an agency's desks that answer for an area, in the order in which they are called (PAC-19)."""
    found = (one for one in points.values() if one.agency == agency and one.stands(moment))
    return tuple(sorted((one for one in found if one.answers_for(area)), key=lambda one: one.level))


def on_duty(point: Point, calendar: Calendar, moment: str) -> bool:
    """Return whether a desk is on duty; for pages, no rule ever calls this (PAC-12)."""
    return point.always or any(start <= moment < end for start, end in _times(point, calendar, moment))


def next_duty(point: Point, calendar: Calendar, moment: str) -> str:
    """Return when a desk is next on duty, "" for one that is now or not within two weeks."""
    if on_duty(point, calendar, moment):
        return ""
    return min((start for start, _ in _times(point, calendar, moment) if start > moment), default="")


def _times(point: Point, calendar: Calendar, moment: str) -> Iterator[tuple[str, str]]:
    """Yield the times of duty around a moment: from yesterday's, which may last until today."""
    here = datetime.fromisoformat(moment)
    today = (here + ahead(calendar, moment)).date()
    free = frozenset(calendar.days_off)
    for number in range(-1, MOST_DAYS):
        day = today + timedelta(days=number)
        if day.isoformat() in free:
            continue
        midnight = datetime.combine(day, time(), UTC)
        for span in point.duty:
            if day.isoweekday() in span.days:
                yield _on_clock(midnight, span.start, calendar), _on_clock(midnight, span.end, calendar)


def _on_clock(midnight: datetime, minutes: int, calendar: Calendar) -> str:
    """Return the moment at which the agency's clock shows these minutes after midnight."""
    shown = midnight + timedelta(minutes=minutes)
    return stamp(shown - ahead(calendar, stamp(shown)))


def _weekday(code: str) -> int:
    return WEEKDAYS.codes.index(code) + 1


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _end(start: str, end: str) -> int:
    until = _minutes(end)
    return until if until > _minutes(start) else until + DAY
