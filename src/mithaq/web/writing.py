"""A draft on its way: the form as it stands, what was just typed, and how it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from mithaq.kinds import KINDS
from mithaq.node import blobs, clock
from mithaq.node.models import DossierRow, Draft, EntryRow, Officer
from mithaq.node.sealing import Reference
from mithaq.record.errors import Refusal
from mithaq.web import acts, words
from mithaq.web.calendars import calendars
from mithaq.web.forms import entry as entries
from mithaq.web.forms import typed
from mithaq.web.forms.entry import Typed
from mithaq.web.forms.faults import Faults, elsewhere
from mithaq.web.forms.inputs import titles
from mithaq.web.forms.sections import contents, sections
from mithaq.web.headings import cut
from mithaq.web.layout import own_agency
from mithaq.web.page import show
from mithaq.web.previews import gate_faults, gate_refusals, known, refusal_of
from mithaq.web.reading import Said
from mithaq.web.rivals import Rival
from mithaq.web.shapes import shape_of
from mithaq.web.surroundings import Surroundings
from mithaq.web.timeline import BIG, told_by

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
        held = blobs.references(self.draft.body.get(ATTACHED, []))
        attached = [one for one in held if one.sha256 != self.request.POST.get("detach")]
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
        if self.form.faults(known(self.draft.body), self.draft.handling):
            return HttpResponseRedirect(f"{address}?checked")
        return HttpResponseRedirect(reverse("web:preview", args=[self.draft.pk]))

    def page(
        self,
        written: Typed | None = None,
        *,
        check: bool = False,
        rival: Rival | None = None,
        revision: int | None = None,
    ) -> HttpResponse:
        """Return the form, with all that is wrong where `check` asks for it.

        `rival` is what somebody else kept meanwhile: then the form shows what was typed here, and the
        page what was kept. `revision` is the one that was typed over; by default the draft's own.
        """
        assert self.form is not None  # noqa: S101
        faults = self._faults() if check else {}
        shown = written or Typed(dict(self.draft.body), dict(self.draft.handling or {}))
        drawn = self.form.draw(shown, faults, self.around.around)
        handling = (*drawn.handling, *drawn.more_handling)
        shown_as = dict(one for part in (*drawn.body, *handling) for one in titles(part))
        parts = sections(drawn.body, faults)
        return show(
            self.request,
            "draft",
            409 if rival else 200,
            draft=self.draft,
            form=drawn,
            sections=parts,
            contents=contents(parts, handling, faults),
            title=entries.title_of(self.form),
            about=words.message(self.form.model.about),
            faults=_listed(faults, shown_as),
            elsewhere=elsewhere(faults, shown_as),
            attached=blobs.references(self.draft.body.get(ATTACHED, [])),
            refusal=refusal_of(self.draft),
            to=[agency for agency in self.around.to if agency != own_agency()],
            saved="saved" in self.request.GET,
            rival=rival,
            revision=self.draft.revision if revision is None else revision,
            waits=self.draft.state == Draft.State.SECOND,
            exercise=self.around.exercise or bool((self.draft.opening or {}).get("exercise")),
        )

    def _faults(self) -> Faults:
        """Return what is wrong by the form, or, where the form is sound, by the gate."""
        assert self.form is not None  # noqa: S101
        faults = self.form.faults(known(self.draft.body), self.draft.handling)
        return faults or gate_faults(gate_refusals(self.draft, self.around))


def _listed(faults: Faults, shown_as: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return path, title and sentence of each fault, in the order in which the form has its fields."""
    return [(path, title, one) for path, title in shown_as.items() for one in faults.get(path, ())]


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
    said: Said | None = None
    """The first text that it has: by that its author knows it."""


def row_of(draft: Draft, officer: Officer) -> DraftRow:
    """Return a draft as lists show it."""
    own = draft.officer_id == officer.pk
    return DraftRow(draft, title_of(draft), own, refusal_of(draft), _first_text(draft))


def _first_text(draft: Draft) -> Said | None:
    kind = next((one for one in KINDS if one.name == draft.kind), None)
    model = kind.body(draft.type) if kind else None
    for name, shape in shape_of(model).parts if model else ():
        text = draft.body.get(name)
        if shape.kind == "words" and isinstance(text, dict) and text.get("text"):
            return Said(cut(str(text["text"])), str(text.get("language", "")))
    return None


def title_of(draft: Draft) -> str:
    """Return what a draft is to become, in words."""
    kind = next((one for one in KINDS if one.name == draft.kind), None)
    model = kind.body(draft.type) if kind else None
    return words.message(model.title) if model else acts.done(None, draft.type)
