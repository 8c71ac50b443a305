"""What a visit has come to: who takes part, the agenda, minutes, decisions and the words for the public."""

from dataclasses import dataclass, field, replace

from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import Past
from mithaq.kinds.state import State


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of the agenda, and the minutes that count."""

    id: str
    kind: str
    agencies: tuple[str, ...]
    areas: tuple[str, ...]
    start: str = ""
    end: str = ""
    by: str = ""
    """The agency that put it on the agenda."""
    minutes: str = ""
    approved: tuple[str, ...] = ()
    """The agencies that approve these minutes."""
    sent_back: tuple[str, ...] = ()
    struck: bool = False
    final: bool = False
    """Whether every agency of the meeting approves the minutes: then they stay."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of minutes, and where it stands in a register."""

    id: str
    """The minutes."""
    number: int
    commitment: str
    areas: tuple[str, ...]
    owners: tuple[str, ...]
    due: str = ""
    register: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """The entry by which an agency approves exactly these words."""

    id: str
    agency: str


@dataclass(frozen=True, slots=True)
class Communique:
    """One draft of the words for the public."""

    id: str
    author: str
    corrects: str = ""
    approvals: tuple[Approval, ...] = ()
    sent_back: tuple[str, ...] = ()
    published: str = ""
    embargo: str = ""
    withdrawn: str = ""

    @property
    def approved(self) -> tuple[str, ...]:
        """The agencies that approve it."""
        return tuple(one.agency for one in self.approvals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(State):
    """One visit."""

    host: str
    guests: tuple[str, ...]
    start: str
    end: str
    areas: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    cancelled: str = ""
    concluded: str = ""
    delegations: Ledger[str] = field(default_factory=Ledger[str])
    """Agency -> the entry that names its delegation."""
    meetings: Ledger[Meeting] = field(default_factory=Ledger[Meeting])
    decisions: Ledger[Decided] = field(default_factory=Ledger[Decided])
    """Minutes/number -> decision, once the minutes hold."""
    communiques: Ledger[Communique] = field(default_factory=Ledger[Communique])

    @property
    def parts(self) -> tuple[str, ...]:
        """The agencies that take part: the host and the guests that have not declined."""
        return (self.host, *(guest for guest in self.guests if guest not in self.declined))

    @property
    def awaited(self) -> tuple[str, ...]:
        """The agencies that have neither confirmed nor declined."""
        return tuple(agency for agency in self.parts if agency not in self.confirmed)

    @property
    def agenda(self) -> tuple[Meeting, ...]:
        """The meetings that stand."""
        return tuple(meeting for meeting in self.meetings.values() if not meeting.struck)

    @property
    def draft(self) -> Communique | None:
        """The newest communiqué that is neither released nor withdrawn."""
        newest = self.communiques.newest()
        return newest if newest and not newest.published and not newest.withdrawn else None


def stage(state: Visit) -> str:
    """Return how far the visit has come (VIS-2)."""
    if state.cancelled:
        return "cancelled"
    if state.concluded:
        return "concluded"
    if set(state.guests) <= set(state.declined) or state.host in state.declined:
        return "declined"
    if any(meeting.minutes for meeting in state.agenda):
        return "held"
    return "invited" if state.awaited else "planned"


def required(agencies: tuple[str, ...], past: Past) -> frozenset[str]:
    """Return those of the agencies that are still parties: who has left is not waited for."""
    return frozenset(agencies) & frozenset(past.parties())


def settle(state: Visit) -> Visit:
    """VIS-16: a meeting whose minutes were forgotten has none; what they decided went with them."""
    gone = [meeting for meeting in state.meetings.values() if not meeting.minutes and meeting.approved]
    meetings = state.meetings
    for meeting in gone:
        meetings = meetings.put(meeting.id, replace(meeting, approved=(), sent_back=(), final=False))
    return replace(state, meetings=meetings) if gone else state
