"""What a register of evidence has come to: items, holders and passages, in ids, codes, digests and times."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from mithaq.kinds.ledger import Ledger

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Seal:
    """The digest of a seal's number, and the entry that says it."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Giving:
    """A handing over that waits for its taker; without one, the item is with an authority outside."""

    id: str
    to: str
    seal: str
    time: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One link of the chain: an item went from one agency to another; "" is an authority outside.

    A link stays when an entry of it is forgotten: custody has passed, and who has the item has it (EVI-13).
    """

    entry: str
    """The entry that completed it: the taking; of a giving to the outside, the giving."""
    giving: str
    giver: str
    taker: str
    time: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of evidence. `id` is the entry that entered it; exactly one agency holds it."""

    id: str
    agency: str
    """Who entered it."""
    holder: str
    kind: str
    seals: tuple[Seal, ...] = ()
    """The seal it was entered with and every later one; the last counts."""
    broken: str = ""
    """The entry that reports its seal broken, until it is sealed anew."""
    file: str = ""
    """The SHA-256 of the file, as entered."""
    attached: tuple[str, ...] = ()
    """The hashes of the sealed attachments of the entry."""
    giving: Giving | None = None
    passages: tuple[Passage, ...] = ()
    deviating: tuple[str, ...] = ()
    """Givings and takings that did not agree: they stand, and moved nothing."""
    ended: str = ""
    end: str = ""

    @property
    def seal(self) -> str:
        """The digest of the seal that counts; "" if the item has none."""
        return self.seals[-1].digest if self.seals else ""

    @property
    def outside(self) -> bool:
        """Whether it is with an authority without a node; its holder answers for it."""
        return self.giving is not None and not self.giving.to


class HoldsEvidence(Protocol):
    """The state of a kind that has a register of evidence."""

    @property
    def evidence(self) -> Ledger[Item]:
        """The items by the id of the entry that entered each."""
        ...


def seal_digest(number: str | None) -> str:
    """Return the SHA-256 of a seal's letters and digits without regard to case; "" for no seal (EVI-5)."""
    if number is None:
        return ""
    return sha256("".join(filter(str.isalnum, number)).upper().encode()).hexdigest()


def put(state: Any, item: Item) -> Any:
    """Return the state with an item as it is now."""
    return replace(state, evidence=state.evidence.put(item.id, item))


def given(state: HoldsEvidence, entry: str) -> Item | None:
    """Return the item whose handing over an entry is, if that still waits."""
    return next((one for one in state.evidence.values() if one.giving and one.giving.id == entry), None)


def chain(state: HoldsEvidence, item: str) -> tuple[Passage, ...]:
    """Return the chain of custody of an item from its entering on; nothing if the register has none.

    The first link is the entering, by whoever found it; the time of a link is that of its entry's past.
    """
    known = state.evidence.get(item)
    return known.passages if known else ()


def settle_evidence(state: S) -> S:
    """EVI-13: put right what a forgotten entry leaves: a giving without one is none, nor is an ending."""
    holds: Any = state
    items: Ledger[Item] = holds.evidence
    for item in _unsettled(items):
        giving = item.giving if item.giving and item.giving.id else None
        items = items.put(item.id, replace(item, giving=giving, end=item.end if item.ended else ""))
    settled: S = state if items is holds.evidence else replace(holds, evidence=items)
    return settled


def _unsettled(items: Ledger[Item]) -> Iterator[Item]:
    for item in tuple(items.values()):
        lost = item.giving is not None and not item.giving.id
        if lost or (item.end and not item.ended):
            yield item
