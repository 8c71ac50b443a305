"""Who can be telephoned round the clock: desks and teams, with the agency that answers there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mithaq.node.models import Contact


@dataclass(frozen=True, slots=True)
class Telephone:
    """One number. `whose` is a desk or a function, as its agency has written it: never an officer's name."""

    agency: str
    number: str
    whose: str = ""
    about: str = ""
    """What it is for, in the reader's words."""

    @property
    def href(self) -> str:
        """The address that dials it."""
        return f"tel:{re.sub(r'[^0-9+]', '', self.number)}"


def once(numbers: Iterable[Telephone]) -> tuple[Telephone, ...]:
    """Return each number of an agency once, the first that is said."""
    found: dict[tuple[str, str], Telephone] = {}
    for one in numbers:
        found.setdefault((one.agency, one.href), one)
    return tuple(found.values())


def with_contacts(known: tuple[Telephone, ...], agencies: Iterable[str]) -> tuple[Telephone, ...]:
    """Return the numbers and those that this node keeps of agencies without one; one query at most."""
    silent = set(agencies) - {one.agency for one in known}
    if not silent:
        return known
    kept = Contact.objects.filter(agency__in=silent).exclude(telephone="")
    return (*known, *(Telephone(one.agency, one.telephone, one.name) for one in kept.order_by("agency")))
