"""/api/drafts: what is still being written, and its way to release."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from mithaq.api.access import READ, RELEASE, WRITE, officer_of
from mithaq.api.listing import Code
from mithaq.api.pages import After, Limit, Page, page
from mithaq.api.writing import Agency, Id, Json, Name, Released, Why, Written, released
from mithaq.node import drafts
from mithaq.node.models import Draft
from mithaq.node.release import Intent, Opening
from mithaq.record.errors import Refusal

router = Router(tags=["drafts"])

Number = Annotated[int, Path(ge=1, le=2**53 - 1)]


class DraftOpening(Written):
    """What a dossier is to be that a draft opens."""

    kind: Name
    parties: Annotated[list[Agency], Field(min_length=1, max_length=16)]
    pact: Id | None = None
    exercise: bool = False


class DraftText(Written):
    """What is written so far; it need not be complete."""

    body: Json = Field(default_factory=dict)
    handling: Json | None = None


class NewDraft(DraftText):
    """A draft in a dossier, or of the opening of a new one: exactly one of `dossier` and `opening`."""

    type: Name
    dossier: Id | None = None
    opening: DraftOpening | None = None


class DraftOut(Schema):
    """One draft, open, waiting, released or withdrawn; `refusal` says why it did not go."""

    id: int
    dossier: str | None
    kind: str
    type: str
    opening: Json | None
    handling: Json | None
    body: Json
    officer: str
    state: str
    refusal: Code | None
    entry: str | None
    made: datetime
    changed: datetime
    version: str


class Reason(Written):
    """Why, in the officer's own words."""

    why: Why = ""


class Looked(Reason):
    """Why, and the `version` of the draft that the second officer has looked at: another is not released."""

    version: Annotated[str, Field(max_length=40)] = ""


@router.get(
    "/drafts", auth=READ, response=Page[DraftOut], operation_id="drafts", summary="Drafts, the newest first"
)
def list_drafts(request: HttpRequest, after: After = 0, limit: Limit = 50) -> Page[DraftOut]:
    """Return the drafts that the officer may see."""
    officer = officer_of(request)
    rows = drafts.visible(officer).select_related("officer").distinct().order_by("-pk")
    if after:
        rows = rows.filter(pk__lt=after)
    some = list(rows[: limit + 1])
    drafts.note_seen(officer, some[:limit])
    found = [_out(row) for row in some]
    return page(found, limit, found[limit - 1].id if len(found) > limit else None)


@router.post("/drafts", auth=WRITE, response={201: DraftOut}, operation_id="draft", summary="Begin a draft")
def begin_draft(request: HttpRequest, new: NewDraft) -> Status[DraftOut]:
    """Keep a draft, complete or not."""
    if (new.dossier is None) == (new.opening is None):
        raise Refusal("api-field", {"field": "dossier"})
    opening = None
    if new.opening is not None:
        given = new.opening
        opening = Opening(given.kind, tuple(given.parties), given.pact, exercise=given.exercise)
    intent = Intent(new.type, new.body, new.handling, new.dossier, opening)
    return Status(201, _out(drafts.begin(officer_of(request), intent)))


@router.get("/drafts/{draft}", auth=READ, response=DraftOut, operation_id="show_draft", summary="One draft")
def show_draft(request: HttpRequest, draft: Number) -> DraftOut:
    """Return one draft; 404 draft-unknown."""
    return _out(drafts.find(officer_of(request), draft))


@router.put(
    "/drafts/{draft}", auth=WRITE, response=DraftOut, operation_id="change_draft", summary="Change a draft"
)
def change_draft(request: HttpRequest, draft: Number, text: DraftText) -> DraftOut:
    """Replace what is written; whoever has looked at it before must look again."""
    officer = officer_of(request)
    return _out(drafts.change(officer, drafts.find(officer, draft), body=text.body, handling=text.handling))


@router.delete(
    "/drafts/{draft}",
    auth=WRITE,
    response={204: None},
    operation_id="withdraw_draft",
    summary="Put a draft away",
)
def withdraw_draft(request: HttpRequest, draft: Number) -> Status[None]:
    """Withdraw a draft."""
    officer = officer_of(request)
    drafts.withdraw(officer, drafts.find(officer, draft))
    return Status(204, None)


@router.post(
    "/drafts/{draft}/release",
    auth=RELEASE,
    response={201: Released},
    operation_id="release_draft",
    summary="Release a draft",
)
def release_draft(request: HttpRequest, draft: Number, reason: Reason) -> Status[Released]:
    """Release a draft; 409 second-officer-needed puts it before a second officer."""
    officer = officer_of(request)
    return Status(201, released(drafts.send(officer, drafts.find(officer, draft), why=reason.why)))


@router.post(
    "/drafts/{draft}/second",
    auth=RELEASE,
    response={201: Released},
    operation_id="second_draft",
    summary="Release as the second officer",
)
def second_draft(request: HttpRequest, draft: Number, reason: Looked) -> Status[Released]:
    """Release what waits for a second officer; 409 draft-changed if it is not what was looked at."""
    officer, seen = officer_of(request), reason.version or None
    return Status(
        201, released(drafts.second(officer, drafts.find(officer, draft), why=reason.why, seen=seen))
    )


@router.post(
    "/drafts/{draft}/return",
    auth=RELEASE,
    response=DraftOut,
    operation_id="return_draft",
    summary="Return to its author, with the reason",
)
def return_draft(request: HttpRequest, draft: Number, reason: Reason) -> DraftOut:
    """Let the author think again."""
    officer = officer_of(request)
    found = drafts.find(officer, draft)
    drafts.return_to_author(officer, found, reason.why)
    return _out(found)


def _out(draft: Draft) -> DraftOut:
    refusal = draft.refusal
    return DraftOut(
        id=draft.pk,
        dossier=draft.dossier_id,
        kind=draft.kind,
        type=draft.type,
        opening=draft.opening,
        handling=draft.handling,
        body=draft.body,
        officer=draft.officer.email,
        state=draft.state,
        refusal=Code(code=refusal[0], fields=refusal[1]) if refusal else None,
        entry=draft.entry,
        made=draft.made_at,
        changed=draft.changed_at,
        version=drafts.version(draft),
    )
