"""What a joint team has come to: text, signatures, members, reports, evidence, in codes and times."""

from dataclasses import dataclass, field
from typing import Literal

from mithaq.kinds.debriefs import Debriefed, Learnt
from mithaq.kinds.evidence import Item
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import Past
from mithaq.kinds.results import Figure
from mithaq.kinds.state import State
from mithaq.kinds.tasks import Task


@dataclass(frozen=True, slots=True)
class Accord:
    """One text of the agreement, in codes and days. `id` is its entry; "" once that is recalled."""

    id: str
    form: str
    agencies: tuple[str, ...]
    areas: tuple[str, ...]
    states: tuple[str, ...]
    powers: tuple[str, ...]
    start: str
    end: str
    """The last day, as extensions and notices have it."""
    notice_days: int

    @property
    def over_at(self) -> str:
        """The last moment of the last day, in UTC (TEA-11)."""
        return f"{self.end}T23:59:59.999Z"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that waits for consents: another text, a later day, or the end."""

    id: str
    what: Literal["amend", "extend", "end"]
    text: Accord
    """What holds when all have consented."""
    asked: tuple[str, ...]
    consents: Ledger[str] = field(default_factory=Ledger[str])
    """Agency -> the entry by which it consents."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An agency's newest list of members, in numbers: how many of each role and with which powers."""

    id: str
    number: int
    roles: tuple[tuple[str, int], ...]
    powers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """One report, with its figures."""

    id: str
    author: str
    kind: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(State):
    """One joint team."""

    text: Accord
    signed: Ledger[str] = field(default_factory=Ledger[str])
    """Agency -> the entry by which it signed exactly this text, or consented to it."""
    declined: str = ""
    since: str = ""
    """When it came into force: a time and no entry, so that no recall undoes it (TEA-6)."""
    ended: str = ""
    """When all had consented to its end."""
    concluded: str = ""
    proposals: Ledger[Proposal] = field(default_factory=Ledger[Proposal])
    members: Ledger[Listed] = field(default_factory=Ledger[Listed])
    tasks: Ledger[Task] = field(default_factory=Ledger[Task])
    reports: Ledger[Reported] = field(default_factory=Ledger[Reported])
    evidence: Ledger[Item] = field(default_factory=Ledger[Item])
    debriefs: Ledger[Debriefed] = field(default_factory=Ledger[Debriefed])
    lessons: Ledger[Learnt] = field(default_factory=Ledger[Learnt])

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies of the text that counts."""
        return self.text.agencies


def stage(state: Team) -> str:
    """Return how far the team has come (TEA-5); that its term is over is seen by its last day (TEA-11)."""
    if state.concluded:
        return "concluded"
    if state.ended:
        return "ended"
    if state.since:
        return "in-force"
    return "declined" if state.declined else "proposed"


def in_term(state: Team, time: str) -> bool:
    """Return whether the last day is not over at a time (TEA-11)."""
    return time <= state.text.over_at


def required(agencies: tuple[str, ...], past: Past) -> frozenset[str]:
    """Return those of the agencies that are still parties: who has left is not waited for."""
    return frozenset(agencies) & frozenset(past.parties())
