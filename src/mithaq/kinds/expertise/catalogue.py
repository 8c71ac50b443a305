"""What a catalogue of expertise has come to: offers, needs, matches, sessions, lessons."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mithaq.kinds.ledger import Ledger
from mithaq.kinds.state import State


@dataclass(frozen=True, slots=True)
class Item:
    """An offer or a need."""

    id: str
    role: str
    author: str
    form: str
    areas: tuple[str, ...]
    languages: tuple[str, ...] = ()
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An offer and a need that belong together, as one side proposed it."""

    id: str
    offer: str
    need: str
    giver: str
    taker: str
    proposer: str
    form: str
    areas: tuple[str, ...]
    status: str = "proposed"
    sessions: int = 0

    @property
    def other(self) -> str:
        """The agency that has to agree."""
        return self.taker if self.proposer == self.giver else self.giver


@dataclass(frozen=True, slots=True)
class Session:
    """One session of a match."""

    id: str
    match: str
    start: str
    end: str
    present: Ledger[int] = field(default_factory=Ledger[int])
    rated: Ledger[int] = field(default_factory=Ledger[int])
    """Agency -> how useful it was, 1 to 5."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson, and the session or dossier it comes from."""

    id: str
    author: str
    areas: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expertise(State):
    """One catalogue."""

    items: Ledger[Item] = field(default_factory=Ledger[Item])
    matches: Ledger[Match] = field(default_factory=Ledger[Match])
    sessions: Ledger[Session] = field(default_factory=Ledger[Session])
    lessons: Ledger[Lesson] = field(default_factory=Ledger[Lesson])


def stage(state: Expertise) -> str:
    """Return how far the newest match has come, or whether there is anything to match (XPT-2)."""
    newest = state.matches.newest()
    if newest is not None:
        return newest.status
    return "offered" if len(state.items) else "empty"


def fits(offer: Item, need: Item) -> bool:
    """Return whether an offer can meet a need: of two agencies, one form, an area in common (XPT-4)."""
    return (
        offer.author != need.author and offer.form == need.form and bool(set(offer.areas) & set(need.areas))
    )


def candidates(state: Expertise) -> Iterator[tuple[Item, Item]]:
    """Yield every offer with each need that it could meet and was not yet matched with."""
    known = {(one.offer, one.need) for one in state.matches.values()}
    standing = [item for item in state.items.values() if not item.gone]
    needs = [item for item in standing if item.role == "need"]
    for offer in (item for item in standing if item.role == "offer"):
        for need in needs:
            if fits(offer, need) and (offer.id, need.id) not in known:
                yield offer, need
