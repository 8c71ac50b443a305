"""What a joint operation has come to, in codes, numbers and times (docs/spec/operation.md)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mithaq.kinds.debriefs import Debriefed, Learnt
from mithaq.kinds.evidence import Item, settle_evidence
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.results import Figure
from mithaq.kinds.state import State
from mithaq.kinds.tasks import Task


@dataclass(frozen=True, slots=True)
class Phase:
    """When a phase is to be."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Means:
    """So many of one category."""

    category: str
    number: int


@dataclass(frozen=True, slots=True)
class Committed:
    """What an agency puts in."""

    id: str
    means: tuple[Means, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """An agency's newest report of the situation."""

    id: str
    situation: str
    phase: int
    at: str


@dataclass(frozen=True, slots=True)
class Happened:
    """One incident."""

    id: str
    author: str
    kind: str
    phase: int
    at: str
    injured: int = 0
    dead: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """All that an agency has counted in one phase, as its newest report has it."""

    id: str
    author: str
    phase: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(State):
    """One joint operation."""

    plan: str
    """The entry whose plan counts; empty once it is recalled."""
    lead: str
    agencies: tuple[str, ...]
    areas: tuple[str, ...]
    phases: tuple[Phase, ...]
    accepted: Ledger[str] = field(default_factory=Ledger[str])
    """Agency -> the entry by which it accepts exactly this plan."""
    declined: Ledger[str] = field(default_factory=Ledger[str])
    """Agency -> the entry by which it declines this plan."""
    resources: Ledger[Committed] = field(default_factory=Ledger[Committed])
    course: str = ""
    """Empty before the start, then a stage: a code and no entry, so that no recall undoes a stop (OPR-12)."""
    started: bool = False
    order: str = ""
    """The order by which it is under way."""
    halts: tuple[str, ...] = ()
    """The entries that have stopped it since the last start: who accepts anew must know them (OPR-11)."""
    begun: Ledger[str] = field(default_factory=Ledger[str])
    """Number of a phase -> the order by which it began."""
    tasks: Ledger[Task] = field(default_factory=Ledger[Task])
    evidence: Ledger[Item] = field(default_factory=Ledger[Item])
    situations: Ledger[Reported] = field(default_factory=Ledger[Reported])
    incidents: Ledger[Happened] = field(default_factory=Ledger[Happened])
    results: Ledger[Tally] = field(default_factory=Ledger[Tally])
    """Agency/phase -> what it has counted."""
    debriefs: Ledger[Debriefed] = field(default_factory=Ledger[Debriefed])
    lessons: Ledger[Learnt] = field(default_factory=Ledger[Learnt])
    """Debriefing/number -> lesson."""

    @property
    def agreed(self) -> bool:
        """Whether every participating agency accepts exactly this plan."""
        return bool(self.plan) and all(agency in self.accepted for agency in self.agencies)

    @property
    def equipped(self) -> bool:
        """Whether every participating agency has committed resources."""
        return all(agency in self.resources for agency in self.agencies)

    @property
    def over(self) -> bool:
        """Whether it is over for good."""
        return self.course in ("ended", "broken-off", "concluded")


def stage(state: Operation) -> str:
    """Return how far the operation has come (OPR-2)."""
    if state.course:
        return state.course
    if len(state.declined):
        return "declined"
    return "agreed" if state.agreed else "planned"


def totals(state: Operation) -> Mapping[tuple[str, str], int]:
    """Return the sum of each category and unit over all agencies and phases, each report once (OPR-18)."""
    found: Counter[tuple[str, str]] = Counter()
    for tally in state.results.values():
        for figure in tally.figures:
            found[figure.category, figure.unit] += figure.value
    return dict(found)


def halted(state: Operation, *by: str) -> Operation:
    """Return the state in which nothing goes on until all accept anew and a start is ordered (OPR-11)."""
    return replace(state, course="halted", accepted=Ledger[str](), order="", halts=(*state.halts, *by))


def settle(state: Operation) -> Operation:
    """OPR-12: a recall that takes away what a running operation rests on halts it; no plan, no answers."""
    after = settle_evidence(state)
    rests = after.agreed and after.equipped and bool(after.order)
    if after.course == "under-way" and not rests:
        return halted(after)
    return after if after.plan else replace(after, accepted=Ledger[str](), declined=Ledger[str]())
