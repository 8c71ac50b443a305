"""A draft on its way: the form as it stands, what was just typed, and what partners will see of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from mithaq.kinds import KINDS, Handling
from mithaq.kinds.body import read
from mithaq.node import blobs, clock
from mithaq.node import gate as node_gate
from mithaq.node.models import DossierRow, Draft, EntryRow, Officer
from mithaq.node.release import MEMBERSHIP
from mithaq.node.sealing import Reference
from mithaq.record.errors import Refusal
from mithaq.web import acts, words
from mithaq.web.calendars import calendars
from mithaq.web.forms import entry as entries
from mithaq.web.forms import typed
from mithaq.web.forms.entry import Typed
from mithaq.web.forms.faults import Faults, elsewhere, merged
from mithaq.web.forms.inputs import titles
from mithaq.web.layout import own_agency
from mithaq.web.page import show
from mithaq.web.reading import Fact, facts
from mithaq.web.sentences import sentence
from mithaq.web.surroundings import Surroundings
from mithaq.web.timeline import BIG, common_facts, told_by

ATTACHED = "attachments"
"""The member of a body that names its attachments; every kind's bodies may carry it."""

MOST_ATTACHED = 20


class Desk:
    """One draft, one request."""

    def __init__(self, draft: Draft, around: Surroundings, request: HttpRequest) -> None:
        self.draft, self.around, self.request = draft, around, request
        self.form = entries.form_of(around.kind, draft.type, draft.body, around.entry_types)

    def read(self, data: QueryDict | None = None) -> Typed:
        """Return what was typed in this request, or in the one that was kept."""
        assert self.form is not None  # noqa: S101 - the views have looked
        return self.form.read(self.request.POST if data is None else data)

    def cleaned(self, written: Typed) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """Return body and handling as the draft keeps them, with attachments and what the node fills in."""
        assert self.form is not None  # noqa: S101
        body, handling = entries.cleaned(self.form, written)
        if self.draft.type == entries.ADOPT:
            body = {name: value for name, value in self.draft.body.items() if name != ATTACHED}
        elif isinstance(body.get("terms"), dict):
            profile = body["terms"].setdefault("profile", {})
            profile["calendars"] = calendars(self.around.to, clock.now().date())
        known = blobs.references(self.draft.body.get(ATTACHED, []))
        attached = [one for one in known if one.sha256 != self.request.POST.get("detach")]
        attached += self._uploaded()
        if attached:
            body[ATTACHED] = [one.to_json() for one in attached[:MOST_ATTACHED]]
        return body, handling

    def _uploaded(self) -> list[Reference]:
        """Seal what was attached in this request."""
        files = self.request.FILES.getlist("attach")
        return [
            blobs.put_blob(
                cast(BinaryIO, one.file),
                (one.name or "file")[:200],
                one.content_type or "application/octet-stream",
            )
            for one in files[:MOST_ATTACHED]
            if one.file is not None
        ]

    def go_on(self, written: Typed) -> HttpResponse:
        """Answer a POST after the draft was saved: add or remove a part, go to the preview, or stay."""
        assert self.form is not None  # noqa: S101
        data = self.request.POST
        for act, change in (("add", typed.add), ("remove", typed.remove)):
            if act in data:
                root, _, path = data[act].partition(".")
                shape, value = (
                    (self.form.body, written.body)
                    if root == entries.BODY
                    else (self.form.handling, written.handling)
                )
                change(shape, value, path.split("."))
                return self.page(written)
        address = reverse("web:draft", args=[self.draft.pk])
        if data.get("do") != "preview":
            return HttpResponseRedirect(f"{address}?saved")
        if self.form.faults(_known(self.draft.body), self.draft.handling):
            return HttpResponseRedirect(f"{address}?checked")
        return HttpResponseRedirect(reverse("web:preview", args=[self.draft.pk]))

    def page(self, written: Typed | None = None, *, check: bool = False) -> HttpResponse:
        """Return the form, with all that is wrong where `check` asks for it."""
        assert self.form is not None  # noqa: S101
        faults = self._faults() if check else {}
        shown = written or Typed(dict(self.draft.body), dict(self.draft.handling or {}))
        drawn = self.form.draw(shown, faults, self.around.around)
        parts = (*drawn.body, *drawn.handling, *drawn.more_handling)
        shown_as = dict(one for part in parts for one in titles(part))
        return show(
            self.request,
            "draft",
            draft=self.draft,
            form=drawn,
            title=entries.title_of(self.form),
            about=words.message(self.form.model.about),
            faults=_listed(faults, shown_as),
            elsewhere=elsewhere(faults, shown_as),
            attached=blobs.references(self.draft.body.get(ATTACHED, [])),
            refusal=refusal_of(self.draft),
            to=[agency for agency in self.around.to if agency != own_agency()],
            saved="saved" in self.request.GET,
            exercise=self.around.exercise or bool((self.draft.opening or {}).get("exercise")),
        )

    def _faults(self) -> Faults:
        """Return what is wrong by the form, or, where the form is sound, by the gate."""
        assert self.form is not None  # noqa: S101
        faults = self.form.faults(_known(self.draft.body), self.draft.handling)
        return faults or gate_faults(gate_refusals(self.draft, self.around))


def _listed(faults: Faults, shown_as: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return path, title and sentence of each fault, in the order in which the form has its fields."""
    return [(path, title, one) for path, title in shown_as.items() for one in faults.get(path, ())]


@dataclass(frozen=True, slots=True)
class Preview:
    """What partners will see of a draft, and what stands in its way."""

    title: str
    facts: tuple[Fact, ...]
    handling: tuple[Fact, ...]
    attached: tuple[Reference, ...]
    to: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    second: bool
    refusal: Refusal | None
    exercise: bool


def preview(draft: Draft, around: Surroundings) -> Preview | None:
    """Return the preview of a draft; None while its form is not sound."""
    if draft.type in MEMBERSHIP:
        return _decision(draft, around)
    form = entries.form_of(around.kind, draft.type, draft.body, around.entry_types)
    if form is None or form.faults(_known(draft.body), draft.handling):
        return None
    said = facts(form.model, draft.body)
    if form.corrected is not None:
        said += facts(form.corrected, draft.body.get("body", {}))
    handling = read(Handling, draft.handling, "handling") if draft.handling else None
    body = around.kind.read(draft.type, draft.body)
    told = body if isinstance(body, Refusal) else around.kind.said(body, around.entry_types.get)
    second = (
        not isinstance(told, Refusal)
        and not isinstance(handling, Refusal)
        and node_gate.needs_second(
            told, handling, author=own_agency(), to=around.to, is_order=around.kind.is_order(draft.type)
        )
    )
    return Preview(
        entries.title_of(form),
        said,
        facts(Handling, draft.handling) if draft.handling else (),
        blobs.references(draft.body.get(ATTACHED, [])),
        tuple(agency for agency in around.to if agency != own_agency()),
        gate_refusals(draft, around),
        second,
        refusal_of(draft),
        around.exercise or bool((draft.opening or {}).get("exercise")),
    )


def _decision(draft: Draft, around: Surroundings) -> Preview:
    """Return the preview of a common body, for which there is no form: it was decided on the command line."""
    to = tuple(agency for agency in around.to if agency != own_agency())
    title, said = acts.done(None, draft.type), common_facts(draft.body)
    return Preview(
        title, said, (), (), to, (), second=True, refusal=refusal_of(draft), exercise=around.exercise
    )


def gate_refusals(draft: Draft, around: Surroundings) -> tuple[Refusal, ...]:
    """Return everything that the send gate has against a draft of sound form."""
    body = around.kind.read(draft.type, draft.body)
    handling = read(Handling, draft.handling, "handling") if draft.handling else None
    if isinstance(body, Refusal) or isinstance(handling, Refusal):
        return ()
    told = around.kind.said(body, around.entry_types.get)
    if isinstance(told, Refusal):
        return (told,)
    return node_gate.refusals(
        body, told, handling, author=own_agency(), to=around.to, terms=around.terms, area=around.area
    )


def gate_faults(refusals: tuple[Refusal, ...]) -> dict[str, tuple[str, ...]]:
    """Return the gate's refusals as sentences by the form's fields."""
    found: dict[str, tuple[str, ...]] = {}
    for refusal in refusals:
        path = str(refusal.fields.get("field", ""))
        name = f"{entries.BODY}.{path}" if path else f"{entries.HANDLING}.{_FIELDS.get(refusal.code, '')}"
        found = merged(found, {name: (sentence(refusal),)})
    return found


_FIELDS = {
    "purpose-missing": "purpose",
    "purpose-not-in-pact": "purpose",
    "purpose-without-persons": "purpose",
    "legal-basis-missing": "legal_basis",
    "legal-reference-missing": "legal_reference",
    "handling-above-ceiling": "codes",
    "handling-empty": "codes",
    "handling-h0-alone": "codes",
    "handling-h3-needs-note": "note",
    "tlp-above-ceiling": "tlp",
    "retention-above-ceiling": "retention_months",
    "retention-missing": "retention_months",
    "evaluation-missing": "evaluation",
    "transfer-basis-missing": "transfer",
    "transfer-basis-unfit": "transfer.basis",
    "risk-not-answered": "risks",
    "risk-present": "risks",
}


def refusal_of(draft: Draft) -> Refusal | None:
    """Return why the draft did not go when it was last tried."""
    return Refusal(draft.refusal[0], draft.refusal[1]) if draft.refusal else None


def own_text(type_: str, body: Mapping[str, Any], row: DossierRow) -> dict[str, Any]:
    """Return what a correction begins with: the text of our own entry that it corrects."""
    if type_ != "correct" or "entry" not in body:
        return {}
    found = EntryRow.objects.filter(entry=body["entry"], dossier=row.id, author=own_agency(), gone=False)
    one = found.defer(*BIG).first()
    if one is None:
        return {}
    newest = EntryRow.objects.filter(
        dossier=row.id, author=own_agency(), type="correct", verdict__isnull=True, gone=False
    )
    for later in newest.defer(*BIG).order_by("-serial"):
        told = told_by(later)[1]
        if told.get("entry") == one.entry:
            return {"body": told.get("body", {})}
    return {"body": dict(told_by(one)[1])}


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in a list."""

    draft: Draft
    title: str
    own: bool
    refusal: Refusal | None


def row_of(draft: Draft, officer: Officer) -> DraftRow:
    """Return a draft as lists show it."""
    known = next((one for one in KINDS if one.name == draft.kind), None)
    model = known.body(draft.type) if known else None
    title = words.message(model.title) if model else acts.done(None, draft.type)
    return DraftRow(draft, title, draft.officer_id == officer.pk, refusal_of(draft))


def _known(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body without what no model judges."""
    return {name: value for name, value in body.items() if name != ATTACHED}
