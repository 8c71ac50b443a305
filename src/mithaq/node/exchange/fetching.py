"""Fetches the attachments that entries name, in ranges, resumed where they were cut (EXC-44 to EXC-46).

Apart from the loops of the contacts, so that a big attachment never holds up an entry.
"""

import hashlib
import os
import shutil
import threading
import time
from datetime import timedelta
from pathlib import Path

import structlog
from django.db.models import F, Q, Sum
from django.utils import timezone

from mithaq.node import blobs, home, store
from mithaq.node.exchange.client import Caller
from mithaq.node.exchange.contacts import CONTACTS, Peer
from mithaq.node.exchange.limits import MAX_BLOBS_OF_CONTACT, MAX_RANGE
from mithaq.node.models import Attachment, Blob, Party
from mithaq.record.errors import PeerError

log = structlog.get_logger(__name__)

LEAST_FREE = 256 * 1024 * 1024
"""Bytes that attachments leave free on the disk: entries come first."""

FIRST_DELAY = 2.0
MOST_DELAY = 3600.0
_TURN = 16 * MAX_RANGE
"""Bytes of one attachment before another has its turn."""


def fetch(stop: threading.Event) -> int:
    """Bring each attachment that is due some way further; return how many are now complete."""
    due = Blob.objects.filter(complete=False).filter(Q(next_try=None) | Q(next_try__lte=timezone.now()))
    complete = 0
    for blob in due.order_by("failures", "made_at")[:64]:
        if stop.is_set():
            break
        complete += _bring_on(blob, stop)
    return complete


def _bring_on(blob: Blob, stop: threading.Event) -> bool:
    """Fetch some of an attachment from whoever shares it; return whether it is complete."""
    full = _is_full(blob)
    if full:
        log.error(full, blob=blob.hash, size=blob.size, agency=blob.source)
        _later(blob, full)
        return False
    error = "no-contact"
    for peer in _sources(blob):
        caller = Caller(peer.url)
        try:
            return _fetch_from(blob, peer, caller, stop)
        except PeerError as failure:
            error = str(failure)[:200]
            log.info("blob-failed", blob=blob.hash, agency=peer.agency, reason=error)
        finally:
            caller.close()
    _later(blob, error)
    return False


def _is_full(blob: Blob) -> str:
    """Return why there is no room for an attachment, or nothing (EXC-46)."""
    if shutil.disk_usage(home.current().blobs).free < LEAST_FREE + blob.size:
        return "disk-full"
    held = (
        Blob.objects.filter(source=blob.source).exclude(hash=blob.hash).aggregate(sum=Sum("held"))["sum"] or 0
    )
    return "contact-full" if held + blob.size > MAX_BLOBS_OF_CONTACT else ""


def _fetch_from(blob: Blob, peer: Peer, caller: Caller, stop: threading.Event) -> bool:
    part = _part(blob.hash)
    part.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    until = 0
    with blobs.create_private(part) as target:
        at = target.tell()
        until = min(blob.size, at + _TURN)
        while at < until and not stop.is_set():
            end = min(at + MAX_RANGE, blob.size)
            data = caller.blob(peer.agency, peer.keys, blob.hash, at, end)
            if len(data) != end - at:
                raise PeerError("a range came short", retryable=True)
            target.write(data)
            at = end
        target.flush()
        os.fsync(target.fileno())
    Blob.objects.filter(hash=blob.hash).update(held=at, last_error="", next_try=None)
    return at >= blob.size and _finish(blob, part)


def _finish(blob: Blob, part: Path) -> bool:
    """Keep the file if it is what its name says; else begin anew."""
    with part.open("rb") as source:
        found = hashlib.file_digest(source, "sha256").hexdigest()
    if found != blob.hash or part.stat().st_size != blob.size:
        part.unlink()
        Blob.objects.filter(hash=blob.hash).update(held=0)
        log.warning("blob-differs", blob=blob.hash)
        _later(blob, "blob-differs")
        return False
    blobs.keep(part, blob.hash)
    Blob.objects.filter(hash=blob.hash).update(complete=True, held=blob.size, next_try=None, last_error="")
    store.try_again(blob.hash)
    return True


def _sources(blob: Blob) -> list[Peer]:
    """Return the contacts that may have it: its author first, then the other parties of its dossiers."""
    dossiers = Attachment.objects.filter(blob=blob).values("dossier")
    parties = Party.objects.filter(dossier__in=dossiers, until="").values_list("agency", flat=True)
    found = [CONTACTS.find(agency) for agency in dict.fromkeys([blob.source, *parties]) if agency]
    return [peer for peer in found if peer is not None and not peer.paused]


def _later(blob: Blob, error: str) -> None:
    _try_other_claim(blob)
    delay = min(MOST_DELAY, FIRST_DELAY * 2.0 ** min(blob.failures, 20))
    Blob.objects.filter(hash=blob.hash).update(
        failures=F("failures") + 1, last_error=error, next_try=timezone.now() + timedelta(seconds=delay)
    )


def _try_other_claim(blob: Blob) -> None:
    """Go by another entry's word on the size, if there is one: which is true shows when the hash is right.

    Whoever names an honest agency's attachment first, with a wrong size, does not keep it from coming.
    """
    claims = blobs.claims(blob.hash)
    if len(claims) < 2:
        return
    at = claims.index((blob.size, blob.source)) if (blob.size, blob.source) in claims else -1
    size, source = claims[(at + 1) % len(claims)]
    part = _part(blob.hash)
    if part.exists() and part.stat().st_size > size:
        part.unlink()
        Blob.objects.filter(hash=blob.hash).update(held=0)
    Blob.objects.filter(hash=blob.hash).update(size=size, source=source)


def sweep() -> int:
    """Delete pieces that nobody waits for any longer; return how many."""
    folder = home.current().blobs
    swept = 0
    for part in [*folder.glob("*/*.part"), *folder.glob("new-*")]:
        wanted = part.suffix == ".part" and Blob.objects.filter(hash=part.stem, complete=False).exists()
        if not wanted and time.time() - part.stat().st_mtime > 24 * 3600:
            part.unlink(missing_ok=True)
            swept += 1
    return swept


def _part(name: str) -> Path:
    target = blobs.path(name)
    return target.with_name(f"{name}.part")
