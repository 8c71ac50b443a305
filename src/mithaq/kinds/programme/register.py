"""What a register has come to: commitments, challenges and reviews, in codes, numbers and times."""

from dataclasses import dataclass, field
from hashlib import sha256

from mithaq.kinds.ledger import Ledger
from mithaq.kinds.state import State

LIVE = ("open", "under-way", "at-risk")


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment: codes, owners, and the entry of its last change."""

    id: str
    kind: str
    areas: tuple[str, ...]
    owners: tuple[str, ...]
    taken: tuple[str, ...] = ()
    due: str = ""
    status: str = "open"
    by: str = ""
    links: tuple[str, ...] = ()
    """Dossiers that serve it."""
    answers: str = ""
    """The challenge that it is a measure against."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """One common challenge, as it was assessed last."""

    id: str
    areas: tuple[str, ...]
    likelihood: int
    impact: int
    outlook: str
    by: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Sealed:
    """The entry by which a party gave its scores, and their fingerprint."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The entry by which a party opened its scores, and these: (area, dimension, level)."""

    id: str
    scores: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """One review of the partnership."""

    id: str
    author: str
    reviewers: tuple[str, ...]
    areas: tuple[str, ...]
    dimensions: tuple[str, ...]
    start: str
    end: str
    sealed: Ledger[Sealed] = field(default_factory=Ledger[Sealed])
    opened: Ledger[Opened] = field(default_factory=Ledger[Opened])
    figures: Ledger[str] = field(default_factory=Ledger[str])
    """Agency -> its newest signed figures."""
    closed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(State):
    """All commitments, challenges and reviews of one pact, in the order in which they were added."""

    commitments: Ledger[Commitment] = field(default_factory=Ledger[Commitment])
    challenges: Ledger[Challenge] = field(default_factory=Ledger[Challenge])
    reviews: Ledger[Review] = field(default_factory=Ledger[Review])


def stage(state: Programme) -> str:
    """Return the status of the newest commitment, or "empty": the diagram follows one (PRO-3)."""
    newest = state.commitments.newest()
    return newest.status if newest else "empty"


def fingerprint(review: str, agency: str, salt: str, scores: tuple[tuple[str, str, int], ...]) -> str:
    """Return what binds a party to its scores and says nothing of them (PRO-13): SHA-256, in hex.

    The review and the agency are in it, so that nobody can give another's as its own; the salt of 32
    random bytes, so that nobody can try out all scores.
    """
    lines = ["mithaq scores 1", review, agency, salt, *(f"{a} {d} {n}" for a, d, n in sorted(scores))]
    return sha256("\n".join(lines).encode()).hexdigest()
