"""The working days and clocks that this node proposes for a pact, from its own tables (REQ-20 to REQ-27).

What is proposed is written into the pact and agreed to by people; no rule ever looks at these tables.
"""

from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from mithaq.kinds.deadlines import calendar_of
from mithaq.terms import country_of

YEARS = 2
"""The current year and the next: a pact is amended when they have passed."""

ZONES = {
    "MA": "Africa/Casablanca",
    "ES": "Europe/Madrid",
    "DE": "Europe/Berlin",
    "PT": "Europe/Lisbon",
    "FR": "Europe/Paris",
}
"""The capital's clock, where this node knows it; else UTC."""


def calendars(parties: tuple[str, ...], today: date) -> list[dict[str, Any]]:
    """Return one calendar a party, as a pact's terms carry them."""
    return [_calendar(agency, today.year) for agency in sorted(parties)]


def zone_of(agency: str) -> ZoneInfo | None:
    """Return the clock of an agency's capital; None where this node does not know it."""
    name = ZONES.get(country_of(agency))
    return ZoneInfo(name) if name else None


@lru_cache(maxsize=64)
def _calendar(agency: str, year: int) -> dict[str, Any]:
    country, years = country_of(agency), range(year, year + YEARS)
    try:
        free = list(holidays.country_holidays(country, years=list(years)))
    except NotImplementedError:
        free = []
    zone = ZoneInfo(ZONES.get(country, "UTC"))
    dumped: dict[str, Any] = calendar_of(agency, zone, years, free).model_dump(mode="json")
    return dumped


@lru_cache(maxsize=64)
def days_off(agency: str, year: int) -> frozenset[date]:
    """Return the public holidays of an agency's country, as far as this node's tables know them."""
    try:
        return frozenset(holidays.country_holidays(country_of(agency), years=[year]))
    except NotImplementedError:
        return frozenset()
