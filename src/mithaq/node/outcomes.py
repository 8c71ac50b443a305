"""What becomes of a frame at the door: its result, and the entry that it has added."""

from dataclasses import dataclass
from typing import Literal

from mithaq.node.incoming import Arrival
from mithaq.record import bodies
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.graph import Placed
from mithaq.record.law import Opened

KEY_CHANGES = frozenset({bodies.Rotate.type, bodies.Revoke.type})
"""Common bodies that bring new keys of their author."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one frame. `wanted` are the ids without which it waits."""

    id: str | None
    status: Literal["new", "known", "waiting", "refused"]
    refusal: Refusal | None = None
    wanted: tuple[str, ...] = ()


@dataclass(slots=True)
class Added:
    """An entry that was placed in this transaction."""

    entry: Entry
    placed: Placed
    opened: Opened
    dossier: str
    plaintext: bytes | None
    source: str | None
    doubtful: bool

    @property
    def frees(self) -> tuple[str, ...]:
        """The ids for which others may have waited: an entry's, and its dossier's for a new key in it."""
        return (self.entry.id, self.dossier) if self.opened.type in KEY_CHANGES else (self.entry.id,)


def refused(arrival: Arrival) -> Result:
    """Return the result of an arrival whose bytes or signature are at fault."""
    return Result(arrival.entry.id if arrival.entry else None, "refused", arrival.refusal)
