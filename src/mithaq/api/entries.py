"""/api/dossiers/{id}/entries: what was written in a dossier, and the writing of more."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mithaq.api.access import READ, RELEASE, officer_of
from mithaq.api.dossiers import dossier_row
from mithaq.api.listing import EntryOut, entries_out
from mithaq.api.pages import After, Limit, Page
from mithaq.api.problems import content, language_of
from mithaq.api.writing import NewEntries, NewEntry, Released, Results, told
from mithaq.node import audit
from mithaq.node.models import EntryRow
from mithaq.node.release import release, release_many
from mithaq.record import jsonprofile
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal

router = Router(tags=["entries"])


@router.get(
    "/dossiers/{dossier}/entries",
    auth=READ,
    response=Page[EntryOut],
    operation_id="entries",
    summary="Entries of a dossier, in the order of their arrival here",
)
def list_entries(request: HttpRequest, dossier: str, after: After = 0, limit: Limit = 100) -> Page[EntryOut]:
    """Return entries with what they say, and how far each has come with every party."""
    officer = officer_of(request)
    row = dossier_row(officer, dossier)
    rows = EntryRow.objects.filter(dossier_id=row.id, serial__gt=after).defer(
        "payload", "signature", "sealed"
    )
    some = list(rows.order_by("serial")[: limit + 1])
    shown = [one.entry for one in some[:limit]]
    audit.record("read", who=officer.email, subject="api", dossier=row.id, entries=shown)
    place = some[limit - 1].serial if len(some) > limit else None
    return Page(items=entries_out(row, some[:limit], texts=True), next=place)


@router.get(
    "/dossiers/{dossier}/entries/{entry}",
    auth=READ,
    response=EntryOut,
    operation_id="entry",
    summary="One entry",
)
def show_entry(request: HttpRequest, dossier: str, entry: str) -> EntryOut:
    """Return one entry; 404 entry-not-here."""
    officer = officer_of(request)
    row = dossier_row(officer, dossier)
    try:
        found = EntryRow.objects.filter(dossier_id=row.id, entry=entry).first() if len(entry) == 64 else None
    except ValueError:  # no hexadecimal
        found = None
    if found is None:
        raise Refusal("entry-not-here", {"entry": entry[:64]})
    audit.record("read", who=officer.email, subject="api", dossier=row.id, entries=[found.entry])
    return entries_out(row, [found], texts=True)[0]


@router.post(
    "/dossiers/{dossier}/entries",
    auth=RELEASE,
    response={201: Released, 200: Results},
    operation_id="write",
    summary="Write one entry, or several at once",
)
def write(request: HttpRequest, dossier: str, new: NewEntry | NewEntries) -> HttpResponse:
    """Release one entry (201), or each of several that can go (200, one result each, in their order)."""
    officer = officer_of(request)
    if isinstance(new, NewEntry):
        made = told(release(officer, new.intent(dossier), why=new.why))
        # Written out as `Released` says: to check our own answers costs more than to sign them.
        return HttpResponse(jsonprofile.compact(made), content_type="application/json", status=201)
    # Once for all: a batch for a dossier that is not there is one problem, not many.
    row = dossier_row(officer, dossier, "node.release_entry")
    why = next((one.why for one in new.entries if one.why), "")
    all_made = release_many(officer, [one.intent(row.id) for one in new.entries], why=why)
    language = language_of(request)
    results = [_result(one, language) for one in all_made]
    return HttpResponse(jsonprofile.compact({"results": results}), content_type="application/json")


def _result(made: Entry | Refusal, language: str) -> dict[str, object]:
    """Return the members of a `Result`."""
    if isinstance(made, Refusal):
        return {"entry": None, "problem": content(made, language)}
    return {"entry": told(made), "problem": None}
