"""Which days a date in a text means, given the day of publication, and what does not fit."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from mithaq.reader.dates import DateMention, Day

FAR = 200
"""Days from publication from which a year written beside a recent day of the year is doubted."""
RECENT = 60
SOON = 3


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day, None where they cannot be told, and notes on what does not fit."""

    start: date | None
    end: date | None
    notes: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether somebody has to look."""
        return bool(self.notes)


def days_of(mention: DateMention, published: date | None, *, ahead: bool = False) -> Days:
    """Return the days that a mention means; `ahead`: what is told of is still to come."""
    if mention.days:
        return _written(mention.days, published, ahead)
    if published is None:
        return Days(None, None, ("publication-unknown",))
    if mention.weekdays:
        last = _weekday_near(mention.weekdays[-1], published, ahead)
        first = last
        if len(mention.weekdays) > 1:
            first = last - timedelta(days=(last.isoweekday() - mention.weekdays[0]) % 7)
        return Days(first, last)
    day = published + timedelta(days=mention.offset or 0)
    return Days(day, day)


def _weekday_near(weekday: int, published: date, ahead: bool) -> date:
    if ahead:
        return published + timedelta(days=(weekday - published.isoweekday()) % 7)
    return published - timedelta(days=(published.isoweekday() - weekday) % 7)


def _written(days: tuple[Day, ...], published: date | None, ahead: bool) -> Days:
    year = days[-1].year
    if year is None:
        if published is None:
            return Days(None, None, ("year-unknown",))
        return _without_year(days, published, ahead)
    exact = _in_year(days, year)
    if exact is None:
        return Days(None, None, ("no-such-day",))
    if _weekdays_fit(days, exact):
        said = any(day.weekday for day in days)
        other = None if said or published is None else _nearer_year(days, exact, published, ahead)
        return Days(*exact) if other is None else _proposed(other, f"year-differs: {year} -> {other[0].year}")
    for candidate in _years_near(published.year if published else year, year):
        other = _in_year(days, candidate)
        if other and _weekdays_fit(days, other) and (published is None or _plausible(other, published)):
            return _proposed(other, f"year-differs: {year} -> {candidate}")
    return _proposed(exact, "weekday-differs")


def _proposed(days: tuple[date, date], note: str) -> Days:
    return Days(days[0], days[1], (note,))


def _years_near(first: int, written: int) -> list[int]:
    years = [first, first - 1, first + 1, written - 1, written + 1]
    return [year for year in dict.fromkeys(years) if year != written]


def _plausible(days: tuple[date, date], published: date) -> bool:
    return -FAR <= (days[1] - published).days <= FAR


def _nearer_year(
    days: tuple[Day, ...], exact: tuple[date, date], published: date, ahead: bool
) -> tuple[date, date] | None:
    """Return the days in the year of publication, if the written year is far and that one is just past."""
    if abs((exact[1] - published).days) <= FAR or ahead:
        return None
    for year in (published.year, published.year - 1):
        other = _in_year(days, year)
        if other and year != days[-1].year and -SOON <= (published - other[1]).days <= RECENT:
            return other
    return None


def _without_year(days: tuple[Day, ...], published: date, ahead: bool) -> Days:
    candidates = [
        found
        for year in (published.year, published.year - 1, published.year + 1)
        if (found := _in_year(days, year)) is not None
    ]
    if not candidates:
        return Days(None, None, ("no-such-day",))
    fitting = [found for found in candidates if _weekdays_fit(days, found)]
    best = min(fitting or candidates, key=lambda found: _distance(found, published, ahead))
    return Days(*best) if fitting else _proposed(best, "weekday-differs")


def _distance(days: tuple[date, date], published: date, ahead: bool) -> int:
    """Return how far off days are; what lies on the other side of publication counts more."""
    gap = (days[0] - published).days
    if ahead:
        return abs(gap) * (50 if gap < 0 else 1)
    return abs(gap) * (3 if gap > SOON else 1)


def _in_year(days: tuple[Day, ...], year: int) -> tuple[date, date] | None:
    """Return first and last day where the last one is in `year`; None if there is no such day."""
    first, last = days[0], days[-1]
    first_year = first.year if first.year is not None and first.year != last.year else year
    if first.month > last.month and first.year in {None, last.year}:
        first_year = year - 1
    try:
        found = date(first_year, first.month, first.day), date(year, last.month, last.day)
    except ValueError:
        return None
    return found if found[0] <= found[1] else None


def _weekdays_fit(days: tuple[Day, ...], found: tuple[date, date]) -> bool:
    pairs = zip((days[0], days[-1]), found, strict=True)
    return all(day.weekday in {None, real.isoweekday()} for day, real in pairs)


def year_given(mention: DateMention, year: int) -> DateMention:
    """Return the mention with a year where it has none."""
    return replace(mention, days=tuple(replace(day, year=day.year or year) for day in mention.days))
