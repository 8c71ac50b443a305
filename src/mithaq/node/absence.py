"""Who is away, and who acts for them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from mithaq.node.models import Officer

LONGEST_CHAIN = 8
"""Stand-ins of stand-ins that are asked; a circle of absent officers ends here, too."""


def today(officer: Officer, now: datetime) -> date:
    """Return the day that it is for the officer."""
    return now.astimezone(ZoneInfo(officer.time_zone)).date()


def is_absent(officer: Officer, now: datetime) -> bool:
    """Return whether the officer is away; the last day of an absence is part of it."""
    return officer.absent_until is not None and officer.absent_until >= today(officer, now)


def acting(officer: Officer, now: datetime) -> Officer | None:
    """Return who acts: the officer, or the first stand-in who is there; None if nobody is."""
    found: Officer | None = officer
    for _ in range(LONGEST_CHAIN):
        if found is None or (found.is_active and not is_absent(found, now)):
            return found
        found = found.stand_in
    return None
