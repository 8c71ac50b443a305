"""Attachments: what officers add to a draft, and what entries carry."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from mithaq.node import audit, blobs, leaving, officers
from mithaq.node.models import DossierRow, EntryRow, Officer
from mithaq.node.sealing import Reference
from mithaq.record.errors import Refusal
from mithaq.web.page import officer_of, page
from mithaq.web.timeline import told_by

SHOWN_AS_IS = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain"})
"""Types that keep their name when they are handed out; all else is a file of bytes."""


@page()
def attachment(
    request: HttpRequest, dossier: str, entry: str, sha256: str
) -> HttpResponse | StreamingHttpResponse:
    """Hand out one attachment of an entry, opened; to be kept, never to be shown by the browser."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier)
    found, reference = _reference(row, entry, sha256)
    _check(officer, row, found)
    if not blobs.is_here(sha256):
        raise Refusal("blob-absent")
    audit.record("download", who=officer.email, dossier=row.id, entries=[entry], subject=reference.name)
    kind = reference.media_type if reference.media_type in SHOWN_AS_IS else "application/octet-stream"
    response = StreamingHttpResponse(blobs.open_blob(reference), content_type=kind)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(reference.name)}"
    response.headers["Content-Length"] = str(reference.size)
    return response


def _check(officer: Officer, row: DossierRow, found: EntryRow) -> None:
    """Refuse what the entry's handling keeps from this officer; that it was tried is kept."""
    try:
        leaving.check_download(officer, row, found)
    except Refusal as refusal:
        subject = f"download: {refusal.code}"
        audit.record("refused", who=officer.email, subject=subject, dossier=row.id, entries=[found.entry])
        raise


def _reference(row: DossierRow, entry: str, sha256: str) -> tuple[EntryRow, Reference]:
    """Return an entry of this dossier and how it names the blob; Refusal blob-absent."""
    found = EntryRow.objects.filter(entry=entry, dossier=row.id, gone=False, locked=False).first()
    if found is not None:
        for reference in blobs.references(told_by(found)[1]):
            if reference.sha256 == sha256:
                return found, reference
    raise Refusal("blob-absent")
