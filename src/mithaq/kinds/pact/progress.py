"""What the parties have agreed on, who has signed it and who has suspended it (PAC-1 to PAC-19)."""

from dataclasses import dataclass, field

from mithaq.kinds.agreement import Terms
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.pact.calls import Call
from mithaq.kinds.pact.directory import Point
from mithaq.kinds.state import State


@dataclass(frozen=True, slots=True)
class Amendment:
    """Terms that are proposed, and who has consented."""

    id: str
    terms: Terms
    consents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pact(State):
    """The terms in force or proposed, and each party's word on them."""

    agreed: Terms
    signed: tuple[str, ...]
    declined: str = ""
    in_force: str = ""
    """The entry with which the last party signed."""
    amended: str = ""
    """The entry with which the last amendment came into force."""
    amendments: Ledger[Amendment] = field(default_factory=Ledger[Amendment])
    suspended: tuple[str, ...] = ()
    points: Ledger[Point] = field(default_factory=Ledger[Point])
    """The contact points that were named and not replaced."""
    calls: Ledger[Call] = field(default_factory=Ledger[Call])
    """The alerts and the tests."""


def stage(state: Pact) -> str:
    """Return "proposed", "declined", "in-force" or "suspended" (PAC-4)."""
    if state.suspended and state.in_force:
        return "suspended"
    if state.in_force:
        return "in-force"
    return "declined" if state.declined else "proposed"
