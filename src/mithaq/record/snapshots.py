"""States kept in memory, from which a late entry is folded (LAW-51)."""

from dataclasses import dataclass
from typing import Any

from mithaq.record.graph import Key

EVERY = 16
"""Entries between two snapshots."""

MOST = 32
"""Snapshots of one dossier at most: the older, the further apart."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state after the entry at `key`, under which rules version, and whether folding halted there."""

    key: Key
    state: Any
    version: int
    halted: bool


class Snapshots:
    """Snapshots in order. The first is the ground: nothing at or before it is folded again."""

    __slots__ = ("_taken",)

    def __init__(self, ground: Snapshot) -> None:
        self._taken = [ground]

    @property
    def ground(self) -> Snapshot:
        """Return the first."""
        return self._taken[0]

    def take(self, snapshot: Snapshot) -> None:
        """Keep one more, behind all others; thin out the older half when there are too many."""
        self._taken.append(snapshot)
        if len(self._taken) > MOST:
            half = MOST // 2
            self._taken = [self._taken[0], *self._taken[1:half:2], *self._taken[half:]]

    def before(self, key: Key) -> Snapshot:
        """Return the last that stands before `key`, at least the ground; forget those behind it."""
        while len(self._taken) > 1 and self._taken[-1].key >= key:
            self._taken.pop()
        return self._taken[-1]

    def nearest(self, key: Key) -> Snapshot:
        """Return the last that stands at or before `key`; forget nothing."""
        return next((found for found in reversed(self._taken) if found.key <= key), self._taken[0])

    def raise_ground(self, ground: Snapshot) -> None:
        """Begin from here from now on; forget every older state."""
        self._taken = [ground, *(found for found in self._taken if found.key > ground.key)]

    def __len__(self) -> int:
        return len(self._taken)
