"""Who takes part: one mention of an agency, of an official, or of both."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.reader.page import Page
from mithaq.terms import is_agency_id

Words = tuple[int, int]
"""A stretch of words [first, last)."""

ORGANISATIONS = frozenset({"INT", "EU"})
"""What stands for a country beside an organisation of many: Interpol, Europol."""

LONGEST = 40
"""Words that one mention may span: how far before a stretch the mentions begin that reach into it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention of an agency, an official or both; `key` tells agencies apart."""

    first: int
    last: int
    country: str | None
    key: str
    agency: Words | None = None
    name: Words | None = None
    role: Words | None = None
    person: str = ""
    office: str = ""

    @property
    def sits(self) -> bool:
        """Whether this is somebody who may sit at a table: of a state, or of an organisation by its head."""
        return self.country not in ORGANISATIONS or self.role is not None

    @property
    def known(self) -> str | None:
        """The agency's id, where it has one."""
        return self.key if is_agency_id(self.key) else None


def inside(actors: Sequence[Actor], first: int, last: int) -> list[Actor]:
    """Return the mentions that begin in the words [first, last); `actors` are in the order of the text."""
    start = bisect_left(actors, first, key=lambda one: one.first)
    return list(actors[start : bisect_left(actors, last, key=lambda one: one.first)])


def fullest(actor: Actor, actors: list[Actor]) -> tuple[int, int]:
    """Return the longest of the names by which the text calls an agency."""
    names = [one.agency for one in (actor, *actors) if one.agency and one.key == actor.key]
    return max(names, key=lambda words: words[1] - words[0])


def label(page: Page, actor: Actor | None, country: str | None, actors: list[Actor]) -> str | None:
    """Return an agency's id, else its name as written, else its country."""
    if actor is None:
        return country if country in page.countries() else None
    if actor.known:
        return actor.known
    return page.agency_name(*fullest(actor, actors)) if actor.agency else actor.country
