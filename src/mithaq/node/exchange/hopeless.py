"""What was refused here for good, so that what waits for it is known to wait in vain (EXC-8).

Two honest nodes may differ about a dossier: one could not open its opening, or does not know who wrote
it. What the other writes there cannot be placed here, ever; were it kept waiting, it would hold back
the confirmation of everything that the other sends, and all of that would come again and again.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence

from mithaq.node.arrivals import Result

LONGEST = 600.0
"""Seconds for which a refusal is remembered; what comes again after them is judged again."""

MOST = 8192

# These say nothing about an entry: its id covers neither its signature nor who passes it on, so that
# anyone could have any entry refused for them.
_OF_THE_COPY = frozenset({"signature-invalid", "key-differs", "relayed-by-stranger", "storage-full"})


class Hopeless:
    """The ids of entries that were refused, and of those that wait for them. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ids: OrderedDict[str, float] = OrderedDict()

    def note(self, results: Iterable[Result | None], now: float | None = None) -> None:
        """Remember those that were refused for what they are."""
        codes = ((one.id, one.refusal.code) for one in results if one and one.id and one.refusal)
        self._add([entry for entry, code in codes if code not in _OF_THE_COPY], now)

    def among(self, waiting: Mapping[str, Sequence[str]], now: float | None = None) -> set[str]:
        """Return which entries wait in vain, by what each waits for; they are remembered too."""
        found: set[str] = set()
        while new := {one for one in waiting.keys() - found if self._any(waiting[one], now)}:
            found |= new
            self._add(new, now)
        return found

    def forget(self) -> None:
        """Judge all anew: a contact was entered or has other keys, so what was refused may be taken now."""
        with self._lock:
            self._ids.clear()

    def _any(self, missing: Iterable[str], now: float | None) -> bool:
        oldest = (time.monotonic() if now is None else now) - LONGEST
        with self._lock:
            return any(self._ids.get(one, oldest) > oldest for one in missing)

    def _add(self, ids: Iterable[str], now: float | None) -> None:
        at = time.monotonic() if now is None else now
        with self._lock:
            for one in ids:
                self._ids[one] = at
                self._ids.move_to_end(one)
            while len(self._ids) > MOST:
                self._ids.popitem(last=False)


HOPELESS = Hopeless()
