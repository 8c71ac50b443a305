"""What is given blind: sealed in the record, kept here, opened when all have sealed (PRO-12 to PRO-15).

The node opens by itself: nobody can wait to see what the others say and then keep silent. What was
given is kept in the same transaction as the entry that seals it; once opened, only the record has it.
"""

import threading
from collections.abc import Mapping
from typing import Any

import structlog

from mithaq.kinds import Act, programme
from mithaq.node import dossiers, home, release
from mithaq.node.composing import Intent
from mithaq.node.models import BlindRow, Officer
from mithaq.node.views import HeldView, view_of
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal

log = structlog.get_logger(__name__)

Scores = tuple[tuple[str, str, int], ...]
"""Area, dimension, level from 1 to 5."""


def give_scores(officer: Officer, dossier: str, review: str, scores: Scores, salt: str) -> Entry:
    """Seal this agency's scores for a review; Refusal where the law does not take them.

    `salt` is 32 random bytes in hex. Nothing but the fingerprint leaves this node before every
    party's is stable.
    """
    own = home.current().agency
    body = {
        "entry": review,
        "salt": salt,
        "scores": [
            {"area": area, "dimension": dimension, "level": level} for area, dimension, level in scores
        ],
    }
    digest = programme.fingerprint(review, own, salt, scores)
    with dossiers.reading(dossier) as held:
        view = view_of(held) if held else None
        if view is None:
            raise Refusal("dossier-unknown")
        _check_whole(view, body)

    def keep(entry: Entry) -> None:
        BlindRow.objects.create(
            dossier_id=dossier,
            subject=review,
            sealed_by=entry.id,
            officer=officer,
            type=programme.OPEN_SCORES,
            body=body,
        )

    intent = Intent(programme.SEAL_SCORES, {"entry": review, "digest": digest}, None, dossier)
    return release.release(officer, intent, also=keep)


def open_ready(stop: threading.Event) -> int:
    """Open whatever everybody has sealed by now; return how many entries were written."""
    written = 0
    for row in BlindRow.objects.filter(opened=False).order_by("pk"):
        if stop.is_set():
            break
        written += _open(row)
    return written


def _open(row: BlindRow) -> int:
    """Write the entry that opens a row, if its time has come; note it where it stands already."""
    own = home.current().agency
    with dossiers.reading(row.dossier_id) as held:
        view = view_of(held) if held else None
        refusal = _barrier(view, row.type, row.body, own) if view else Refusal("dossier-incomplete")
    if refusal is None:
        try:
            if release.write_as_node(row.dossier_id, row.type, row.body) is None:
                return 0  # after a restore, say: the node may not write here yet
        except Refusal as late:
            log.warning("opening-refused", dossier=row.dossier_id, code=late.code)
            return 0
    elif refusal.code not in programme.NEVER:
        return 0
    # What will never be opened (the review is closed, or it was opened before a crash) is not kept either.
    BlindRow.objects.filter(pk=row.pk).update(opened=True, body={})
    return int(refusal is None)


def _barrier(view: HeldView, type_: str, body: Mapping[str, Any], own: str) -> Refusal | None:
    """Return what speaks against opening now, or None."""
    read = view.kind.read(type_, body)
    if isinstance(read, Refusal):
        return read
    act = Act("", own, view.time, read)
    return next(view.kind.table[type_].barriers(view.state, act, view), None)


def _check_whole(view: HeldView, body: Mapping[str, Any]) -> None:
    """Refuse scores that could never be opened: it would be too late to say so then."""
    read = view.kind.read(programme.OPEN_SCORES, body)
    if isinstance(read, Refusal):
        raise read
    assert isinstance(read, programme.Unseal)  # noqa: S101 - what this type is read as
    review = view.state.reviews.get(body["entry"]) if hasattr(view.state, "reviews") else None
    if review is None or review.closed:
        raise Refusal("review-unknown", {"entry": body["entry"]})
    given = [(area, dimension) for area, dimension, _level in programme.scores_of(read)]
    if len(given) != len(set(given)) or set(given) != programme.pairs(review):
        raise Refusal("scores-incomplete", {"entry": body["entry"]})
