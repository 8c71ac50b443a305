"""Sends released communiqués to the agency's public site; nothing ever comes back but an answer (press.md).

look      finds releases and withdrawals among the newest entries, by a cursor that is durable
send      sends what is given and not yet answered (PRS-5, PRS-9)
"""

import base64
import threading
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import structlog
import urllib3
from django.db import transaction
from urllib3.exceptions import HTTPError

from mithaq.kinds import law
from mithaq.kinds.visit import VISIT
from mithaq.kinds.visit.bodies import Draft, Publish, WithdrawText
from mithaq.kinds.visit.progress import Communique, Visit
from mithaq.node import audit, blobs, clock, dossiers, home
from mithaq.node.models import DossierRow, EntryRow, PressCursor, Publication
from mithaq.node.views import HeldView, view_of
from mithaq.record import jsonprofile
from mithaq.record.dsse import pae

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/vnd.mithaq.press+json"
ACTS = {Publish.type: "release", WithdrawText.type: "withdraw"}
AT_ONCE = 2_000
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=15)
TIMEOUT = urllib3.Timeout(connect=5, read=30)


def run(stop: threading.Event) -> int:
    """Find and send; return how many were answered. A node whose agency has no site does neither."""
    site = home.current().press
    if not site:
        return 0
    look()
    return send(site, stop)


def look() -> None:
    """Note the releases and withdrawals among the entries that came since the last look."""
    with transaction.atomic():
        cursor, _made = PressCursor.objects.select_for_update().get_or_create(pk=1)
        rows = EntryRow.objects.filter(serial__gt=cursor.serial).order_by("serial")
        found = list(rows.values_list("serial", "dossier_id", "entry", "type")[:AT_ONCE])
        if not found:
            return
        visits = {one for _serial, one, _entry, type_ in found if type_ in ACTS}
        kinds = dict(DossierRow.objects.filter(id__in=visits, kind=VISIT.name).values_list("id", "kind"))
        for _serial, dossier, entry, type_ in found:
            if type_ in ACTS and dossier in kinds:
                Publication.objects.get_or_create(
                    entry=entry, defaults={"dossier_id": dossier, "act": ACTS[type_]}
                )
        cursor.serial = found[-1][0]
        cursor.save()


def send(site: str, stop: threading.Event) -> int:
    """Send what is given; return how many the site has answered."""
    now = clock.now()
    answered = 0
    for one in Publication.objects.filter(state=Publication.State.WAITING):
        if stop.is_set():
            break
        if one.next_try is None or one.next_try <= now:
            answered += _send(site, one)
    return answered


def _send(site: str, one: Publication) -> int:
    payload = document(one.dossier_id, one.entry)
    if payload is None:
        return 0  # not given yet, or without effect
    one.tries += 1
    try:
        answer = urllib3.request(
            "POST",
            f"{site.rstrip('/')}/push/",
            body=envelope(payload),
            headers={"content-type": MEDIA_TYPE},
            timeout=TIMEOUT,
            retries=False,
            redirect=False,
        )
    except HTTPError as error:
        log.warning("press-unreachable", error=type(error).__name__)
        return _later(one, "unreachable")
    if answer.status >= 500 or answer.status in (408, 429):
        return _later(one, str(answer.status))
    one.state = Publication.State.SENT if answer.status == 200 else Publication.State.REFUSED
    one.answer, one.sent_at = _said(answer.status, answer.data), clock.now()
    one.save()
    audit.record(
        "published",
        who="node",
        dossier=one.dossier_id,
        entries=[one.entry],
        subject=f"{one.act}: {one.answer}",
    )
    return 1


def _later(one: Publication, why: str) -> int:
    pause = min(FIRST_PAUSE * 2 ** min(one.tries, 20), LONGEST_PAUSE)
    one.next_try, one.answer = clock.now() + pause, why
    one.save()
    return 0


def _said(status: int, data: bytes) -> str:
    """Return the code or the status that a site answers with, bounded: it is not trusted with more."""
    try:
        answer = jsonprofile.parse(data[:4096], most=4096)
    except Exception:  # noqa: BLE001 - whatever it sends is only noted
        return str(status)
    said = answer.get("code") or answer.get("status") if isinstance(answer, dict) else ""
    return f"{status} {str(said)[:64]}".strip()


def envelope(payload: bytes) -> bytes:
    """Return a payload in DSSE's JSON envelope, signed by the key in use (PRS-2)."""
    signer = home.current().signer
    signature = signer.sign(pae(MEDIA_TYPE.encode(), payload))
    return jsonprofile.dump(
        {
            "payloadType": MEDIA_TYPE,
            "payload": base64.b64encode(payload).decode("ascii"),
            "signatures": [{"keyid": signer.id, "sig": base64.b64encode(signature).decode("ascii")}],
        }
    )


def document(dossier: str, entry: str) -> bytes | None:
    """Return the payload of a release or withdrawal; None while it is not given, or has no effect."""
    row = DossierRow.objects.get(id=dossier)
    with dossiers.reading(dossier) as held:
        view = view_of(held) if held and law(row.kind, row.rules) is VISIT else None
        if held is None or view is None or not view.has(entry):
            return None
        folded = held.fold()
        if folded.verdicts[entry].refusal is not None:
            return None
        text = next((t for t in view.state.communiques.values() if entry in (t.published, t.withdrawn)), None)
        # A withdrawal is of a text that was released: neither is sent before the release is given.
        if text is None or text.published not in folded.given:
            return None
        return _document(row, view, text, entry)


def _document(row: DossierRow, view: HeldView, text: Communique, entry: str) -> bytes | None:
    state: Visit = view.state
    draft: Any = view.content(text.id)
    if not isinstance(draft, Draft):
        return None  # taken back meanwhile
    withdrawal: Any = view.content(entry) if entry == text.withdrawn else None
    said = draft.model_dump(mode="json")
    return jsonprofile.dump(
        {
            "v": 1,
            "agency": view.author,
            "act": "withdraw" if withdrawal else "release",
            "dossier": row.id,
            "communique": text.id,
            "entry": entry,
            "time": view.dossier.graph.nodes[entry].time,
            "exercise": row.exercise,
            "approved_by": sorted(set(text.approved) & set(state.parts)),
            "corrects": text.corrects or None,
            "embargo": text.embargo or None,
            "place": said["place"],
            "author": said["author"],
            "editions": said["editions"],
            "pictures": [] if withdrawal else _pictures(text.id, draft),
            "reason": withdrawal.text.model_dump(mode="json") if withdrawal else None,
        }
    )


def _pictures(entry: str, draft: Draft) -> list[Mapping[str, Any]]:
    """Return the pictures with their bytes; each is an attachment of the draft, found by its name."""
    attached = {one.name: one for one in blobs.attached_to(entry)}
    found: list[Mapping[str, Any]] = []
    for picture in draft.pictures:
        reference = attached.get(picture.file)
        if reference is not None and blobs.is_here(reference.sha256):
            content = b"".join(blobs.open_blob(reference))
            found.append(
                {
                    "name": picture.file,
                    "media_type": reference.media_type,
                    "rights": picture.rights,
                    "alternative": [one.model_dump(mode="json") for one in picture.alternative],
                    "content": base64.b64encode(content).decode("ascii"),
                }
            )
    return found
