"""What one process knows of the exchange with one contact (docs/spec/exchange.md, EXC-5 to EXC-12).

Two cursors, one in each direction, each in the serial numbers of the sender's store:

    acked     they have confirmed everything of ours up to here         kept in Contact.out_cursor
    told      we have sent everything of ours up to here in this process
    scanned   nothing between told and here is for them
    seen      everything of theirs up to here has come, some may wait
    received  everything of theirs up to here is durable here           kept in Contact.in_cursor

Nothing is lost by losing this object: cursors are then lower, and what is sent again is known.
No I/O here; the lock is the caller's to hold.
"""

import threading
from dataclasses import dataclass, field

from mithaq.node.exchange.protocol import Message, Position, Want

PROBE_FIRST = 2.0
"""Seconds without a confirmation of what was offered after which it is asked for."""

PROBE_MOST = 300.0

_MOST_ISLANDS = 16


@dataclass(slots=True)
class Link:
    """The state of one exchange. Times are the caller's monotonic seconds."""

    agency: str
    epoch: str = ""
    acked: int = 0
    told: int = 0
    scanned: int = 0
    said: int = 0
    received: int = 0
    seen: int = 0
    returned: str = ""
    # Nothing is offered before they have said, in this process, where they stand.
    introduced: bool = False
    # They have sent entries since they were last told where we stand.
    owes: bool = False
    # Entries of theirs that were put to wait here and of which no more was heard.
    waits: set[str] = field(default_factory=set)
    wanted: tuple[Want, ...] = ()
    resync_epoch: str = ""
    resync_upto: int | None = None
    returned_to: str = ""
    # The same, as they were told last: without it they may not write.
    said_returned: str = ""
    dirty: bool = False
    # Their epoch was heard for the first time since the cursors were kept.
    renewed: bool = False
    saved_at: float = 0.0
    probe_at: float | None = None
    probes: int = 0
    supplied: tuple[Want, ...] = ()
    supply_at: float = 0.0
    supplies: int = 0
    islands: dict[int, int] = field(default_factory=dict)
    # The size of our audit log that they have cosigned; what they are to get of theirs, cosigned.
    log_seen: int | None = None
    log_shown: float = -60.0
    log_note: str = ""
    cosigned: str | None = None
    # The size of their audit log that we have cosigned; None until it is read.
    log_cosigned: int | None = None
    # Rows of Resync that the entries of the call under way complete, or up to where.
    notes: list[tuple[int, int | None]] = field(default_factory=list)
    returns_at: float = 0.0
    # The id of our signing key that they go by, as they said last.
    knows: str | None = None
    # Whether calls to them fail at present: then a call of theirs wakes the loop.
    failing: bool = False
    heard: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def hear(self, message: Message, own_epoch: str, now: float) -> None:
        """Take in where they say that they stand; what they offer is another matter (`take`)."""
        renewed = message.epoch != self.epoch
        if renewed:
            # Another store than before, or the first time: their serials start anew (EXC-6).
            self.epoch, self.received, self.seen = message.epoch, 0, 0
            self.islands.clear()
            self.dirty = self.renewed = True
        got = message.got
        # A position in another epoch of ours was written before they have heard from this store.
        self.said = got.cursor if got is not None and got.epoch == own_epoch else 0
        if renewed or not self.introduced:
            self._restart()
            self.introduced = True
        elif self.said > self.acked:
            self._confirmed()
        if message.resync and self.resync_epoch != message.epoch:
            self.resync_epoch, self.resync_upto, self.returned_to = message.epoch, None, ""
            self._restart()
        elif not message.resync:
            self.resync_epoch = ""
        self.log_seen, self.knows = message.log_seen, message.knows
        self.wanted = message.want
        if message.want != self.supplied:
            self.supplies, self.supply_at = 0, now

    def take(self, after: int, upto: int, *, whole: bool) -> None:
        """Note that they have sent (after, upto]; `whole` if nothing of it was dropped here (EXC-8)."""
        if not whole:
            return
        if after > self.seen:
            if len(self.islands) < _MOST_ISLANDS:
                self.islands[after] = max(upto, self.islands.get(after, 0))
            return
        self.seen = max(self.seen, upto)
        for start in sorted(self.islands):
            if start <= self.seen:
                self.seen = max(self.seen, self.islands.pop(start))

    def settle(self) -> None:
        """Confirm all that has come if nothing of theirs waits here: a waiting entry is never confirmed."""
        if not self.waits and self.seen > self.received:
            self.received, self.dirty = self.seen, True

    def evicted(self) -> None:
        """Forget what has come and is not confirmed: some of it was thrown out while it waited (EXC-9)."""
        self.seen = self.received
        self.islands.clear()

    def offer(self, upto: int, now: float) -> int:
        """Note that everything of ours up to here is on its way; return after which serial that begins."""
        after, self.told = self.told, max(upto, self.told)
        self.scanned = max(self.scanned, self.told)
        if self.told > self.acked and self.probe_at is None:
            self.probe_at = now + min(PROBE_MOST, PROBE_FIRST * 2.0 ** min(self.probes, 10))
        return after

    def skip(self, upto: int) -> None:
        """Note that nothing between what was sent and here is for them."""
        self.scanned = max(self.scanned, upto)

    def failed(self) -> None:
        """Begin anew from where they say that they stand: a call was cut."""
        self.introduced = False
        self.probe_at = None

    def probing(self, now: float) -> bool:
        """Return whether it is time to ask what became of what was sent (EXC-9)."""
        return self.probe_at is not None and now >= self.probe_at

    def probed(self) -> None:
        """Note the answer to a probe: what they do not confirm is sent again, ever more rarely (EXC-9)."""
        self.probe_at = None
        if self.told > self.said:
            probes = self.probes + 1
            self._restart()
            self.probes = probes

    def return_upto(self, serial: int) -> None:
        """Set up to where a restored partner is returned the entries of all authors (EXC-26)."""
        self.resync_upto = serial
        self._returned()

    def may_supply(self, now: float) -> bool:
        """Return whether they are to be answered: the same question again is, ever more rarely (EXC-10)."""
        return bool(self.wanted) and now >= self.supply_at

    def supply(self, now: float) -> None:
        """Note that what they ask for is on its way."""
        self.supplied, self.wanted = self.wanted, ()
        self.supply_at = now + min(PROBE_MOST, 0.5 * 2.0 ** min(self.supplies, 10))
        self.supplies += 1

    def position(self) -> Position | None:
        """Return what we confirm to them."""
        return Position(self.epoch, self.received) if self.epoch else None

    def resyncing(self) -> bool:
        """Return whether entries of all authors are being returned to a restored partner (EXC-26)."""
        return bool(self.resync_epoch) and self.returned_to != self.resync_epoch

    def _confirmed(self) -> None:
        self.acked, self.dirty, self.probes, self.probe_at = self.said, True, 0, None
        self.told = max(self.told, self.acked)
        self.scanned = max(self.scanned, self.told)
        self._returned()

    def _restart(self) -> None:
        self.acked = self.told = self.scanned = self.said
        self.probe_at, self.probes, self.dirty = None, 0, True

    def _returned(self) -> None:
        if self.resyncing() and self.resync_upto is not None and self.acked >= self.resync_upto:
            self.returned_to = self.resync_epoch
