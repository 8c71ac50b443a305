"""When an answer is due: the pact's profile (docs/spec/request.md, REQ-20 to REQ-27).

Two nodes must compute the same deadline for twenty years, and tables of time zones and of holidays
change with every update of a system (Morocco's clock changes with Ramadan). So the profile itself
carries what the law counts with: each agency's weekend, days off, and offsets from UTC. A node
fills them in from its own tables when the pact is drafted (`calendar_of`), and people agree to them.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from mithaq.kinds.body import Part
from mithaq.kinds.fields import Day, Many, Several, Time, member
from mithaq.terms import DEFAULT_ESCALATION, DEFAULT_PROFILE, AgencyId, AlertUrgency, UrgencyCode

MAX_SEARCH_DAYS = 3660
"""Ten years: a calendar without working days yields this limit instead of no answer."""

LAST_TIME = "9999-12-31T23:59:59.999Z"
"""The last time that can be written: what would be due later is due then."""


class Limit(Part):
    """How long an urgency leaves, from the signed receipt; all zero means: as the request itself says."""

    urgency: UrgencyCode = member("Urgency")
    hours: Annotated[int, Field(ge=0, le=8784)] = member("Hours", form="number", default=0)
    calendar_days: Annotated[int, Field(ge=0, le=366)] = member("Calendar days", form="number", default=0)
    working_days: Annotated[int, Field(ge=0, le=366)] = member("Working days", form="number", default=0)


class Offset(Part):
    """How many minutes an agency's clock is ahead of UTC, from a time on."""

    since: Time = member("From", form="time")
    minutes: Annotated[int, Field(ge=-840, le=840)] = member("Minutes ahead of UTC", form="number")


class Calendar(Part):
    """One agency's weekend (1 Monday to 7 Sunday), days off, and clock."""

    agency: AgencyId = member("Agency", form="agency")
    weekend: Several[Annotated[int, Field(ge=1, le=7)]] = member("Weekend", default=(6, 7))
    days_off: Annotated[Several[Day], Field(max_length=1000)] = member("Days off", form="day", default=())
    offsets: Many[Offset] = member("Clock", default=())


class Escalation(Part):
    """After how many minutes without an acknowledgement the next level is called (pact.md, PAC-17)."""

    urgency: AlertUrgency = member("Urgency")
    minutes: Annotated[Several[Annotated[int, Field(ge=1, le=10_080)]], Field(min_length=1, max_length=9)] = (
        member(
            "Minutes until the next level is called",
            "Counted from receipt: the first is the time to acknowledge.",
            form="number",
        )
    )


def _escalation() -> tuple[Escalation, ...]:
    return tuple(Escalation(urgency=code, minutes=minutes) for code, minutes in DEFAULT_ESCALATION.items())


def _limits() -> tuple[Limit, ...]:
    return tuple(
        Limit(urgency=code, hours=limit.hours, calendar_days=limit.calendar_days)
        for code, limit in DEFAULT_PROFILE.items()
    )


class Profile(Part):
    """The pact's rules on time; what it does not say is as Directive (EU) 2023/977 art. 5 has it (REQ-21)."""

    limits: Many[Limit] = member("Time limits", default=_limits())
    calendars: Many[Calendar] = member("Working days", default=())
    clarification_stops: bool = member(
        "Time stands still while the asked agency waits for a clarification", form="flag", default=True
    )
    escalation: Many[Escalation] = member("Escalation of alerts", default=_escalation())

    def limit(self, urgency: str) -> Limit:
        """Return the limit of an urgency, by default the Directive's."""
        own = (limit for limit in self.limits if limit.urgency == urgency)
        return next(own, None) or next(limit for limit in _limits() if limit.urgency == urgency)

    def steps(self, urgency: str) -> tuple[int, ...]:
        """Return the minutes of an alert's steps, in order; by default those of the vocabulary (PAC-17)."""
        own = (step.minutes for step in self.escalation if step.urgency == urgency)
        return tuple(sorted(next(own, DEFAULT_ESCALATION[urgency])))

    def calendar(self, agency: str) -> Calendar:
        """Return an agency's calendar; without one, Saturday and Sunday are free and the clock is UTC."""
        own = (calendar for calendar in self.calendars if calendar.agency == agency)
        return next(own, None) or Calendar(agency=agency)


def due(
    profile: Profile, urgency: str, agency: str, received: str, agreed: str, paused: int = 0
) -> str | None:
    """Return when an agency's answer is due, or None where nothing was agreed (REQ-20 to REQ-24).

    `received` is the time of its signed receipt, `agreed` the time that the request states for the
    urgency "agreed" (or empty), `paused` the milliseconds for which its clock stood still.
    """
    try:
        return _due(profile, urgency, agency, received, agreed, paused)
    except OverflowError:
        return LAST_TIME


def _due(profile: Profile, urgency: str, agency: str, received: str, agreed: str, paused: int) -> str | None:
    limit = profile.limit(urgency)
    if urgency == "agreed" or not (limit.hours or limit.calendar_days or limit.working_days):
        return later(agreed, paused) if agreed else None
    if limit.working_days:
        end = end_of_working_day(profile.calendar(agency), received, limit.working_days)
        return later(end, paused + limit.hours * 3_600_000)
    return later(received, paused + (limit.hours + 24 * limit.calendar_days) * 3_600_000)


def end_of_working_day(calendar: Calendar, received: str, days: int) -> str:
    """Return the end, on the agency's own clock, of its n-th working day after that of receipt (REQ-23)."""
    day = (_moment(received) + ahead(calendar, received)).date()
    free = frozenset(calendar.days_off)
    for _ in range(MAX_SEARCH_DAYS):
        if days == 0:
            break
        day += timedelta(days=1)
        days -= day.isoweekday() not in calendar.weekend and day.isoformat() not in free
    midnight = datetime.combine(day + timedelta(days=1), time(), UTC)
    return stamp(midnight - ahead(calendar, stamp(midnight)))


def working_days_left(calendar: Calendar, moment: str, due: str) -> int:
    """Return how many working days lie after the agency's day of `moment`, up to and with that of `due`.

    A deadline at the agency's midnight is that of the day which ends there (REQ-23). None are left on the
    day itself, nor afterwards. For pages and reminders; no rule ever calls this.
    """
    day = (_moment(moment) + ahead(calendar, moment)).date()
    last = (_moment(due) + ahead(calendar, due) - timedelta(milliseconds=1)).date()
    free = frozenset(calendar.days_off)
    days = (day + timedelta(days=number) for number in range(1, min((last - day).days, MAX_SEARCH_DAYS) + 1))
    return sum(one.isoweekday() not in calendar.weekend and one.isoformat() not in free for one in days)


def ahead(calendar: Calendar, moment: str) -> timedelta:
    """Return how far an agency's clock is ahead of UTC at a moment."""
    minutes = 0
    for offset in sorted(calendar.offsets, key=lambda known: known.since):
        if offset.since > moment:
            break
        minutes = offset.minutes
    return timedelta(minutes=minutes)


def calendar_of(agency: str, zone: tzinfo, years: Iterable[int], days_off: Iterable[date]) -> Calendar:
    """Return the calendar that a node proposes for itself, from its own tables; no rule ever calls this."""
    first, last = min(years), max(years)
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    offsets: list[Offset] = []
    while moment < end:
        ahead = moment.astimezone(zone).utcoffset() or timedelta()
        minutes = int(ahead.total_seconds()) // 60
        if not offsets or offsets[-1].minutes != minutes:
            offsets.append(Offset(since=stamp(moment), minutes=minutes))
        moment += timedelta(hours=1)
    return Calendar(
        agency=agency, days_off=tuple(sorted({day.isoformat() for day in days_off})), offsets=tuple(offsets)
    )


@lru_cache(maxsize=1024)
def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def stamp(moment: datetime) -> str:
    """Return a moment as entries write it: UTC, milliseconds, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def later(moment: str, milliseconds: int) -> str:
    """Return a time that many milliseconds later; OverflowError after the last year that can be written."""
    return stamp(_moment(moment) + timedelta(milliseconds=milliseconds))


def between(earlier: str, moment: str) -> int:
    """Return the milliseconds from one time to another, never less than nothing."""
    return max(0, round((_moment(moment) - _moment(earlier)).total_seconds() * 1000))
