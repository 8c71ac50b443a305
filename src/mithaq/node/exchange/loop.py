"""The loop that keeps one contact up to date: at news, and now and then without (EXC-28 to EXC-30)."""

import random
import threading
import time
from datetime import timedelta

import structlog
from django.utils import timezone

from mithaq.node import bell
from mithaq.node.exchange import turn
from mithaq.node.exchange.backoff import Backoff
from mithaq.node.exchange.client import Caller
from mithaq.node.exchange.contacts import CONTACTS, REFRESH, Peer
from mithaq.node.exchange.link import Link
from mithaq.node.models import Contact
from mithaq.record.errors import PeerError, Refusal

log = structlog.get_logger(__name__)

BEAT = 60.0
"""Seconds after which a contact is called without news: to hear its own, and to confirm cursors."""

LOOK = 2.0
"""Seconds after which the loop looks by itself, if no bell was heard."""

SAVE_EVERY = 2.0
"""Seconds between two times that cursors are kept: each is a write to the disk, and late is safe."""

GATHER = 0.015
"""Seconds from the beginning of one call to that of the next: what is released meanwhile goes together."""

LASTING = 30.0
"""Seconds to wait at least when a contact does not know us or does not believe us."""


def keep_up(agency: str, stop: threading.Event) -> None:
    """Exchange with one contact until `stop` is set or the contact is removed."""
    loop = _Loop(agency, stop)
    bell.listen(loop.wake, agency)
    try:
        loop.run()
    finally:
        bell.leave(loop.wake)
        loop.close()


class _Loop:
    def __init__(self, agency: str, stop: threading.Event) -> None:
        self.agency, self.stop = agency, stop
        self.wake = threading.Event()
        # Jitter between nodes, no secret.
        self.backoff = Backoff(random.random)
        self.beat_at = self.gather_until = 0.0
        self.caller: Caller | None = None

    def run(self) -> None:
        while not self.stop.is_set():
            self.wake.clear()
            peer = CONTACTS.all().get(self.agency)
            if peer is None:
                return
            if peer.paused or peer.suspended:
                self.stop.wait(REFRESH)
                continue
            self._gather()
            try:
                called = self._turn(peer, self._caller(peer))
            except (PeerError, Refusal) as error:
                self._failed(peer, error)
                continue
            if not called:
                turn.save(peer.link, every=SAVE_EVERY)
                self.wake.wait(self._pause(peer.link))

    def close(self) -> None:
        """Keep the cursors and hang up."""
        peer = CONTACTS.all().get(self.agency)
        if peer is not None:
            turn.save(peer.link)
        if self.caller is not None:
            self.caller.close()

    def _gather(self) -> None:
        """Let more come, if the last call has only just begun; after a rest it goes at once (EXC-47)."""
        left = self.gather_until - time.monotonic()
        if left > 0:
            self.stop.wait(left)

    def _turn(self, peer: Peer, caller: Caller) -> bool:
        """Make one call if there is reason to; return whether there was."""
        link, now = peer.link, time.monotonic()
        probing = link.introduced and link.probing(now)
        message = turn.request(peer, due=now >= self.beat_at)
        if message is None:
            # Not after the first answer: it is to a message without entries, and a partner that then cannot
            # take what is sent (its disk is full) would be called at full speed for ever.
            self._recovered(peer)
            return False
        # A full one is followed by the next at once.
        self.gather_until = 0.0 if message.more else time.monotonic() + GATHER
        answer = caller.exchange(message, peer.keys)
        taken = turn.absorb(peer, answer)
        turn.arrived(link)
        if probing:
            with link.lock:
                link.probed()
        if message.offers:
            self._recovered(peer)
        if now >= self.beat_at:
            link.dirty = True  # so that it is seen when the contact was last heard
        self.beat_at = time.monotonic() + BEAT
        if taken.penalty:
            self.stop.wait(taken.penalty)
        return True

    def _caller(self, peer: Peer) -> Caller:
        if self.caller is None or self.caller.url != peer.url:
            if self.caller is not None:
                self.caller.close()
            self.caller = Caller(peer.url)
        return self.caller

    def _pause(self, link: Link) -> float:
        """Return for how long nothing is due."""
        now = time.monotonic()
        due = [LOOK, self.beat_at - now]
        if link.probe_at is not None:
            due.append(link.probe_at - now)
        if link.wanted:
            due.append(link.supply_at - now)
        return max(0.001, min(due))

    def _failed(self, peer: Peer, error: PeerError | Refusal) -> None:
        """Wait, longer each time; until the contact is heard from, or its time has come."""
        link = peer.link
        with link.lock:
            link.failed()
            link.notes = []
            link.failing, link.heard = True, False
        delay = self.backoff.failed()
        if isinstance(error, PeerError) and not error.retryable:
            delay = max(delay, LASTING * (0.5 + random.random()))  # noqa: S311 - jitter, no secret
        reason = str(error)[:200]
        log.info("call-failed", agency=self.agency, failures=self.backoff.failures, reason=reason)
        Contact.objects.filter(agency=self.agency).update(
            failures=self.backoff.failures,
            last_error=reason,
            next_try=timezone.now() + timedelta(seconds=delay),
        )
        turn.save(link)
        until = time.monotonic() + delay
        while not self.stop.is_set() and not link.heard and (left := until - time.monotonic()) > 0:
            self.wake.wait(min(left, 1.0))
            self.wake.clear()

    def _recovered(self, peer: Peer) -> None:
        if not self.backoff.failures:
            return
        self.backoff.heard()
        peer.link.failing = False
        log.info("call-answered-again", agency=self.agency)
        Contact.objects.filter(agency=self.agency).update(failures=0, last_error="", next_try=None)
