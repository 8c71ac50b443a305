"""Attachments that entries carry: to be taken out, or looked at where that does no harm.

What is shown comes from a page of its own that may run nothing (CSP sandbox), as what its bytes are.
"""

from itertools import islice
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from mithaq.node import audit, blobs, leaving, officers
from mithaq.node.models import Blob, DossierRow, EntryRow, Officer
from mithaq.node.sealing import Reference
from mithaq.record.errors import Refusal
from mithaq.web import sniffing
from mithaq.web.page import officer_of, page, show
from mithaq.web.timeline import told_by

SHOWN_AS_IS = sniffing.PICTURES | {"application/pdf", sniffing.TEXT}
"""Types that keep their name when they are handed out; all else is a file of bytes."""

MOST_SHOWN = 20 * 1024 * 1024
"""Bytes of a picture that a page shows."""

MOST_TEXT = 64 * 1024
"""Bytes of a text that a page shows."""

SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@page()
def attachment(
    request: HttpRequest, dossier: str, entry: str, sha256: str
) -> HttpResponse | StreamingHttpResponse:
    """Hand out one attachment of an entry, opened; to be kept, never to be shown by the browser."""
    reference = _checked(request, dossier, entry, sha256)
    who = officer_of(request).email
    audit.record("download", who=who, dossier=dossier, entries=[entry], subject=reference.name)
    head, pieces = sniffing.begun(blobs.open_blob(reference))
    kind = sniffing.kind_of(head)
    response = StreamingHttpResponse(pieces, content_type=kind if kind in SHOWN_AS_IS else sniffing.BYTES)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(reference.name)}"
    return _safe(response, reference)


@page()
def shown(
    request: HttpRequest, dossier: str, entry: str, sha256: str
) -> HttpResponse | StreamingHttpResponse:
    """Hand out a picture for a page of this node; Refusal blob-absent for what is none by its bytes."""
    reference = _checked(request, dossier, entry, sha256)
    head, pieces = sniffing.begun(blobs.open_blob(reference))
    kind = sniffing.kind_of(head)
    if kind not in sniffing.PICTURES or reference.size > MOST_SHOWN:
        raise Refusal("blob-absent")
    response = StreamingHttpResponse(pieces, content_type=kind)
    response.headers["Content-Disposition"] = "inline"
    return _safe(response, reference)


@page()
def view(request: HttpRequest, dossier: str, entry: str, sha256: str) -> HttpResponse:
    """Show what an attachment is: its picture or the beginning of its text, size, hash and type."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier)
    found, reference = _reference(row, entry, sha256)
    _check(officer, row, found)
    blob = Blob.objects.filter(hash=sha256).first()
    here = blob is not None and blob.complete
    kind, text = _looked_at(reference) if here else ("", "")
    audit.record("looked", who=officer.email, dossier=row.id, entries=[entry], subject=reference.name)
    return show(
        request,
        "attachment",
        row=row,
        entry=entry,
        one=reference,
        here=here,
        blob=blob,
        kind=kind,
        fits=sniffing.name_fits(reference.name, kind) if kind else True,
        picture=kind in sniffing.PICTURES and reference.size <= MOST_SHOWN,
        text=text,
        cut=len(text.encode()) < reference.size,
        exercise=row.exercise,
    )


def _looked_at(reference: Reference) -> tuple[str, str]:
    """Return what a blob is by its bytes, and of a text its beginning."""
    head, pieces = sniffing.begun(blobs.open_blob(reference))
    kind = sniffing.kind_of(head)
    if kind != sniffing.TEXT:
        return kind, ""
    data = b"".join(islice(pieces, 1))[:MOST_TEXT]
    text = data.decode("utf-8", "replace").translate(
        {code: None for code in range(32) if code not in (9, 10)}
    )
    return kind, text


def _safe(response: StreamingHttpResponse, reference: Reference) -> StreamingHttpResponse:
    """Let nothing that a partner sent run in a browser of ours, whatever it is."""
    response.headers["Content-Length"] = str(reference.size)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _checked(request: HttpRequest, dossier: str, entry: str, sha256: str) -> Reference:
    """Return a blob that is here and may go to this officer."""
    officer = officer_of(request)
    row = officers.dossier_for(officer, dossier)
    found, reference = _reference(row, entry, sha256)
    _check(officer, row, found)
    if not blobs.is_here(sha256):
        raise Refusal("blob-absent")
    return reference


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
