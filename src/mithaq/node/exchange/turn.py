"""One node's turn in an exchange, the same for the one that calls and the one that answers.

absorb(peer, message)   take in what came: positions, entries, questions, their audit log
compose(peer)           say where we stand, with the entries that they lack
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from django.db import DatabaseError
from django.db.models import Max, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from mithaq.node import home, store, waiting
from mithaq.node.exchange import logs, outgoing
from mithaq.node.exchange.contacts import CONTACTS, Peer
from mithaq.node.exchange.hopeless import HOPELESS
from mithaq.node.exchange.limits import FILL, MAX_FRAMES, MAX_WANTED_IDS
from mithaq.node.exchange.link import Link
from mithaq.node.exchange.protocol import Message, Offered, Want
from mithaq.node.models import Blob, Contact, EntryRow, Resync, WaitingRow
from mithaq.record.errors import Refusal

log = structlog.get_logger(__name__)

FAIR_SHARE = 0.01
"""Seconds that one entry of a contact may cost; what it costs beyond is waited out (EXC-24)."""

MOST_PENALTY = 2.0

_LOOK_FOR_RETURNS = 5.0
_MOST_WAITS = 4096
_MOST_WANTS = 16


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a message: how many entries were new, what was refused, and what to wait out."""

    new: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    penalty: float = 0.0


def absorb(peer: Peer, message: Message) -> Taken:
    """Take in a verified message of this contact; return what became of its entries.

    Refusal exchange-agency if it is not from this contact to this node. Whatever the entries hold
    is told in the answer, never raised.
    """
    if message.sender != peer.agency:
        raise Refusal("exchange-agency", {"agency": message.sender})
    if message.receiver != home.current().agency:
        raise Refusal("exchange-agency", {"agency": message.receiver})
    link = peer.link
    with link.lock:
        link.hear(message, CONTACTS.epoch(), time.monotonic())
    taken = _take(link, message) if message.offers else Taken()
    with link.lock:
        if not message.offers:
            link.take(message.after, message.upto, whole=True)
        _look_at_waits(link)
        link.settle()
        link.owes = link.owes or bool(message.offers)
    _note_returned(link, message)
    logs.absorb(peer, message)
    for entry, code in message.refused:
        log.warning("entry-refused-by-partner", agency=peer.agency, entry=entry, code=code)
    return taken


def answer(peer: Peer, taken: Taken) -> Message:
    """Return the answer to what was taken in: where we stand now, with entries that they lack."""
    link, now = peer.link, time.monotonic()
    with link.lock:
        offers, more = _asked_for(link, now)
        batch = _next(link, offers, outgoing.last_serial())
        after = link.told
        if batch.offers:
            after = link.offer(batch.upto, now)
        else:
            link.skip(batch.upto)
        return _message(peer, after, [*offers, *batch.offers], more=more or batch.more, taken=taken)


def request(peer: Peer, *, due: bool) -> Message | None:
    """Return the next request, or None if there is nothing to say; if it is `due` there always is one.

    It says up to where there are no further entries of ours, so that the contact confirms it. Before
    they have said where they stand, and to ask what became of entries that they have not confirmed,
    it carries none (EXC-9, EXC-29).
    """
    link, now = peer.link, time.monotonic()
    with link.lock:
        if not link.introduced or link.probing(now):
            return _message(peer, link.told, [])
        due = due or _has_news(peer, now)
        last = outgoing.last_serial()
        if not due and last <= link.scanned:
            return None
        offers, more = _asked_for(link, now)
        batch = _next(link, offers, last)
        if not due and not batch.offers:
            link.skip(batch.upto)
            return None
        after = link.offer(batch.upto, now)
        offers += batch.offers
        offers += _to_be_returned(link, offers, now)
        return _message(peer, after, offers, more=more or batch.more)


def _has_news(peer: Peer, now: float) -> bool:
    """Return whether there is something to tell this contact beside our newest entries."""
    link = peer.link
    if link.owes or link.may_supply(now) or logs.has_news(peer) or link.returned_to != link.said_returned:
        return True
    if link.resyncing() and (link.resync_upto is None or link.told < link.resync_upto):
        return True
    if now < link.returns_at:
        return False
    link.returns_at = now + _LOOK_FOR_RETURNS
    if Resync.objects.filter(contact_id=link.agency).exists():
        link.returns_at = now
        return True
    return False


def _message(
    peer: Peer, after: int, offers: Sequence[Offered], *, more: bool = False, taken: Taken | None = None
) -> Message:
    """Return a message that says where we stand, with these entries; its contact is then owed nothing."""
    link, epoch = peer.link, CONTACTS.epoch()
    link.owes, link.said_returned = False, link.returned_to
    cosigned, link.cosigned = link.cosigned, None
    return Message(
        sender=home.current().agency,
        receiver=peer.agency,
        epoch=epoch,
        after=after,
        upto=link.told,
        got=link.position(),
        want=wants(link),
        resync=CONTACTS.restored() and link.returned != epoch,
        returned=link.returned_to or None,
        more=more,
        refused=taken.refused[:MAX_FRAMES] if taken else (),
        log=logs.head(peer),
        log_seen=logs.seen_size(peer),
        cosigned=cosigned,
        knows=next(iter(peer.keys), None),
        offers=tuple(offers),
    )


def wants(link: Link) -> tuple[Want, ...]:
    """Return which missing entries this contact is asked for: the parents of what it offered (EXC-10)."""
    if not link.waits:
        return ()
    missing: dict[str, list[str]] = {}
    # Where the ground did not fit into our admission it is fetched first, as an attachment is.
    fetched = WaitingRow.objects.filter(missing__in=Blob.objects.filter(complete=False).values("hash"))
    waits = WaitingRow.objects.filter(source=link.agency).order_by("pk")
    waits = waits.exclude(dossier__in=fetched.values("dossier"))
    rows = waits.values_list("dossier", "missing")
    for dossier, entry in rows[:_MOST_WAITS]:
        if dossier in missing or len(missing) < _MOST_WANTS:
            ids = missing.setdefault(dossier, [])
            if entry not in ids and len(ids) < MAX_WANTED_IDS:
                ids.append(entry)
    return tuple(Want(dossier, _have(dossier), tuple(ids)) for dossier, ids in missing.items())


def save(link: Link, *, every: float = 0.0) -> None:
    """Keep the cursors, if they have changed and this was not done in the last `every` seconds.

    Late is safe: lower ones make a partner send again what is known. Another process of this node may
    keep them too; what is durable here is the greater of both, as long as their epoch is the same.
    """
    with link.lock:
        now = time.monotonic()
        if not link.dirty or now < link.saved_at + every:
            return
        renewed, link.dirty, link.renewed, link.saved_at = link.renewed, False, False, now
        row = Contact.objects.filter(agency=link.agency)
        if not renewed:
            row = row.filter(epoch=link.epoch)
        row.update(
            epoch=link.epoch,
            in_cursor=link.received if renewed else Greatest("in_cursor", Value(link.received)),
            out_cursor=link.acked,
            returned=link.returned,
            last_heard=timezone.now(),
        )


def _take(link: Link, message: Message) -> Taken:
    """Append what was offered and note what of it is durable, waits, or was refused."""
    # The time of this thread: what it waited for others' batches is not this contact's fault.
    began = time.thread_time()
    frames = [offer.frame for offer in message.offers]
    results = _append(link.agency, frames)
    spent = time.thread_time() - began
    HOPELESS.note(results)
    wanted = {result.id: result.wanted for result in results if result and result.id and result.wanted}
    in_vain = HOPELESS.among(wanted)
    waiting.drop(in_vain)
    refused = tuple(
        (result.id, result.refusal.code)
        for result in results
        if result is not None and result.id and result.status == "refused" and result.refusal
    )
    refused += tuple((entry, "parents-missing") for entry in in_vain)
    whole = True
    with link.lock:
        for result in results:
            if result is None:
                whole = False
            elif result.status == "waiting" and result.id and result.id not in in_vain:
                link.waits.add(result.id)
            elif result.id:
                link.waits.discard(result.id)
        if len(link.waits) > _MOST_WAITS:
            link.waits.clear()
            link.evicted()
            whole = False
        link.take(message.after, message.upto, whole=whole)
    for entry, code in refused:
        log.warning("entry-refused", agency=link.agency, entry=entry, code=code)
    new = sum(result is not None and result.status == "new" for result in results)
    return Taken(new, refused, min(MOST_PENALTY, max(0.0, spent - FAIR_SHARE * len(frames))))


def _append(agency: str, frames: list[bytes]) -> Sequence[store.Result | None]:
    """Append a batch; None for an entry that breaks our own code: the others go on, it is not confirmed."""
    try:
        return store.append(frames, source=agency)
    except DatabaseError:
        raise
    except Exception:
        log.exception("append-failed", agency=agency, entries=len(frames))
        return [None] if len(frames) == 1 else [_append(agency, [frame])[0] for frame in frames]


def _asked_for(link: Link, now: float) -> tuple[list[Offered], bool]:
    """Return entries that were asked for, in at most half of a message, so that the rest goes on."""
    room = outgoing.Room(MAX_FRAMES // 2, FILL // 2)
    if not link.may_supply(now):
        return [], False
    offers, more = outgoing.supply(link.agency, link.wanted, room)
    link.supply(now)
    return offers, more


def _to_be_returned(link: Link, offers: Sequence[Offered], now: float) -> list[Offered]:
    """Return entries of dossiers that this contact is to have from the beginning (EXC-25).

    Only in requests: their answer shows that they have arrived.
    """
    if now < link.returns_at:
        return []
    found, link.notes = outgoing.returns(link.agency, outgoing.Room.beside(offers))
    link.returns_at = now if found else now + _LOOK_FOR_RETURNS
    return found


def arrived(link: Link) -> None:
    """Note that a request has been answered."""
    with link.lock:
        notes, link.notes = link.notes, []
    outgoing.returns_sent(notes)


def _next(link: Link, offers: Sequence[Offered], last: int) -> outgoing.Batch:
    """Return our entries that follow what was sent, up to the `last`; to a restored partner, all at first."""
    if link.resyncing() and link.resync_upto is None:
        link.return_upto(last)
    everyone = link.resync_upto if link.resyncing() else None
    start = link.told if everyone is not None else link.scanned
    room = outgoing.Room.beside(offers)
    return outgoing.ordinary(link.agency, start, room, last=last, everyone_upto=everyone)


def _have(dossier: str) -> dict[str, int]:
    """Return the last number held here of each author of a dossier."""
    held = EntryRow.objects.filter(dossier_id=dossier).order_by().values("author").annotate(last=Max("seq"))
    return {row["author"]: row["last"] for row in held}


def _look_at_waits(link: Link) -> None:
    """Find out what became of the entries that waited; one that is nowhere was thrown out.

    Those that wait for what was refused here wait no longer: they are confirmed with it.
    """
    if not link.waits:
        return
    some = list(link.waits)[:500]
    rows = WaitingRow.objects.filter(entry__in=some).values_list("entry", "missing")
    still = {entry: (missing,) for entry, missing in rows}
    in_vain = HOPELESS.among(still)
    waiting.drop(in_vain)
    placed = set(EntryRow.objects.filter(entry__in=some).values_list("entry", flat=True))
    link.waits.difference_update(set(some) - (still.keys() - in_vain))
    if set(some) - still.keys() - placed:
        link.evicted()


def _note_returned(link: Link, message: Message) -> None:
    """Free the dossiers in which this contact has returned all that it held of ours (EXC-26)."""
    epoch = CONTACTS.epoch()
    if message.returned != epoch or link.returned == epoch:
        return
    store.returned(link.agency)
    with link.lock:
        link.returned, link.dirty = epoch, True
    save(link)
    log.info("returned", agency=link.agency)
