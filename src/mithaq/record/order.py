"""The one order of a dossier's entries: by (depth, id), computed and never claimed (LAW-10)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from mithaq.record.graph import Key


class Order:
    """Keys in order. To add at the end, the ordinary case, costs nothing that grows with the dossier."""

    __slots__ = ("keys",)

    def __init__(self) -> None:
        self.keys: list[Key] = []

    def add(self, key: Key) -> int:
        """Add a key that is not in it; return its index."""
        keys = self.keys
        if not keys or key > keys[-1]:
            keys.append(key)
            return len(keys) - 1
        index = bisect_left(keys, key)
        keys.insert(index, key)
        return index

    def index(self, key: Key) -> int:
        """Return where a key stands, or would stand."""
        return bisect_left(self.keys, key)

    def through(self, key: Key) -> int:
        """Return how many keys stand at or before this one."""
        return bisect_right(self.keys, key)

    def __iter__(self) -> Iterator[str]:
        return (entry for _, entry in self.keys)

    def __len__(self) -> int:
        return len(self.keys)
