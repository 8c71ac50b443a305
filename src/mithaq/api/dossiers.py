"""/api/dossiers: the dossiers that an officer may see, what can be written in each, and new ones."""

import json
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from mithaq.api.access import READ, RELEASE, officer_of
from mithaq.api.listing import Code, DossierOut, dossier_out, head
from mithaq.api.pages import After, Limit, Page, page
from mithaq.api.writing import NewDossier, Released, released
from mithaq.kinds.contract import Option
from mithaq.node import audit, dossiers, home, officers, views
from mithaq.node.models import DossierRow, Officer
from mithaq.node.release import release

router = Router(tags=["dossiers"])


class OptionOut(Schema):
    """A type of entry that this agency could write now, or why it cannot."""

    type: str
    order: bool
    refusal: Code | None


class DossierView(DossierOut):
    """One dossier with its state and what can be done in it; both empty where its rules are not known here.

    `stable`: all parties are known to hold all that was said; `awaiting` are those of which it is not known.
    """

    stage: str
    state: dict[str, Any] | None
    options: list[OptionOut]
    stable: bool
    awaiting: list[str]


@router.get(
    "/dossiers",
    auth=READ,
    response=Page[DossierOut],
    operation_id="dossiers",
    summary="Dossiers, the newest first",
)
def list_dossiers(
    request: HttpRequest,
    kind: Annotated[str, Query(pattern=r"^[a-z-]{0,40}$")] = "",
    pact: Annotated[str, Query(pattern=r"^([0-9a-f]{64})?$")] = "",
    after: After = 0,
    limit: Limit = 50,
) -> Page[DossierOut]:
    """Return the dossiers that the officer may see, by their last entry here."""
    officer = officer_of(request)
    rows = officers.visible(officer).order_by("-last_serial")
    if kind:
        rows = rows.filter(kind=kind)
    if pact:
        rows = rows.filter(pact=pact)
    if after:
        rows = rows.filter(last_serial__lt=after)
    found = [dossier_out(row) for row in rows[: limit + 1]]
    seen = [one.id for one in found[:limit]]
    audit.record("listed", who=officer.email, subject=f"api dossiers: {len(seen)}", entries=seen)
    return page(found, limit, found[limit - 1].last_serial if len(found) > limit else None)


@router.post(
    "/dossiers",
    auth=RELEASE,
    response={201: Released},
    operation_id="open_dossier",
    summary="Open a dossier",
)
def open_dossier(request: HttpRequest, new: NewDossier) -> Status[Released]:
    """Release the opening of a new dossier."""
    return Status(201, released(release(officer_of(request), new.intent(), why=new.why)))


@router.get(
    "/dossiers/{dossier}",
    auth=READ,
    response=DossierView,
    operation_id="dossier",
    summary="One dossier with its state and options",
)
def show_dossier(request: HttpRequest, dossier: str) -> DossierView:
    """Return a dossier's state, and for each type of entry whether it can be written now."""
    officer = officer_of(request)
    row = dossier_row(officer, dossier)
    audit.record("read", who=officer.email, subject="api", dossier=row.id)
    return view_of(row)


def dossier_row(officer: Officer, dossier: str, permission: str = "node.read_dossier") -> DossierRow:
    """Return a dossier's row; Refusal dossier-unknown for what is no id, or not for this officer."""
    known = dossier if len(dossier) == 64 and set(dossier) <= set("0123456789abcdef") else "0" * 64
    return officers.dossier_for(officer, known, permission)


def view_of(row: DossierRow) -> DossierView:
    """Return the state of a dossier and the options of this agency in it."""
    stage, state, options = "", None, []
    with dossiers.reading(row.id) as held:
        view = views.view_of(held) if held else None
        # Acknowledgements call for none: what counts is the last entry that says something.
        last = next((one for one in reversed(held.order) if held.graph.nodes[one].to), None) if held else None
        verdict = held.verdict(last) if held and last else None
        if view is not None:
            stage = view.kind.stage(view.state)
            state = json.loads(view.kind.dump(view.state))
            options = [_option(one) for one in view.kind.options(view.state, home.current().agency, view)]
    return DossierView(
        **head(row),
        stage=stage,
        state=state,
        options=options,
        stable=bool(verdict and verdict.stable),
        awaiting=list(verdict.awaiting) if verdict else [],
    )


def _option(option: Option) -> OptionOut:
    refusal = option.refusal
    code = Code(code=refusal.code, fields=dict(refusal.fields)) if refusal else None
    return OptionOut(type=option.type, order=option.order, refusal=code)
