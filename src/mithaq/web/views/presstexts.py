"""Press texts: paste one, see what was read at its place, and make drafts of it."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.kinds.visit import VISIT
from mithaq.kinds.visit.bodies import Enter, Meet, Minutes
from mithaq.node import audit, officers
from mithaq.node import drafts as desk
from mithaq.node.composing import Intent, Opening
from mithaq.node.models import DossierRow, Draft, Officer, PressText
from mithaq.reader import Reading, read
from mithaq.record.errors import Refusal
from mithaq.web import surroundings
from mithaq.web.headings import headings
from mithaq.web.layout import own_agency
from mithaq.web.page import officer_of, page, show
from mithaq.web.presstexts import drafting, marking, notes

LONGEST = 200_000
"""Characters of a text that are read."""

MOST_PACTS, MOST_KEPT = 100, 20
KIND = VISIT.name


@page("node.open_dossier", methods=("GET", "HEAD", "POST"))
def texts(request: HttpRequest) -> HttpResponse:
    """Paste or send a text; POST keeps it here and shows what was read in it."""
    officer = officer_of(request)
    text, fault = "", ""
    if request.method == "POST":
        text, fault = _sent(request)
        if not fault:
            made = PressText.objects.create(
                officer=officer, text=text, published=_day(request.POST.get("published", ""))
            )
            audit.record("read-text", who=officer.email, subject=str(made.pk))
            return HttpResponseRedirect(reverse("web:press-text", args=[made.pk]))
    kept = PressText.objects.filter(officer=officer)[:MOST_KEPT]
    return show(
        request, "presstexts/paste", 422 if fault else 200, text=text, fault=fault, kept=kept, exercise=None
    )


@page("node.open_dossier", methods=("GET", "HEAD", "POST"))
def press_text(request: HttpRequest, number: int) -> HttpResponse:
    """Show a text with what was read; POST makes a draft of it (do=visit, meeting, minutes)."""
    officer = officer_of(request)
    kept = PressText.objects.select_related("draft").filter(officer=officer, pk=number).first()
    if kept is None:
        raise Refusal("draft-unknown")
    reading = read(kept.text, kept.published)
    dossier = _dossier(officer, kept)
    if request.method == "POST":
        made = _drafted(request, officer, kept, reading, dossier)
        return HttpResponseRedirect(reverse("web:draft", args=[made.pk]))
    pieces, groups = marking.marked(kept.text, reading)
    pacts = _pacts(officer) if dossier is None else []
    return show(
        request,
        "presstexts/text",
        kept=kept,
        reading=reading,
        pieces=pieces,
        groups=groups,
        notes=[notes.in_words(note) for note in reading.visit.notes],
        dossier=dossier,
        pacts=list(headings(pacts, own_agency()).values()),
        exercise=dossier.exercise if dossier else None,
    )


def _sent(request: HttpRequest) -> tuple[str, str]:
    """Return the text that was pasted or sent as a file, and what is wrong with it."""
    text = request.POST.get("text", "")
    sent = request.FILES.get("file")
    if sent is not None:
        try:
            text = sent.read(4 * LONGEST + 1).decode("utf-8-sig")
        except UnicodeDecodeError:
            return text, _("The file is no text in UTF-8.")
    if not text.strip():
        return text, _("Please paste a text or choose a file.")
    if len(text) > LONGEST:
        return text[:LONGEST], _("The text is too long.")
    return text.replace("\r\n", "\n"), ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _dossier(officer: Officer, kept: PressText) -> DossierRow | None:
    """Return the visit that was opened from the draft of this text, if the officer may write in it."""
    opened = kept.draft.entry if kept.draft and kept.draft.state == Draft.State.RELEASED else None
    return officers.dossier_for(officer, opened, "node.draft_entry") if opened else None


def _pacts(officer: Officer) -> list[DossierRow]:
    """Return the pacts in force under which a visit can be opened."""
    found = []
    for row in officers.newest(officer, MOST_PACTS, kind="pact"):
        terms = surroundings.agreed(row.id)
        if terms is not None and KIND in terms.kinds:
            found.append(row)
    return found


def _drafted(
    request: HttpRequest, officer: Officer, kept: PressText, reading: Reading, dossier: DossierRow | None
) -> Draft:
    do = request.POST.get("do", "")
    if dossier is None:
        return _visit(request, officer, kept, reading)
    state = surroundings.of_dossier(dossier, officer)
    areas = state.terms.areas if state and state.terms else ()
    if do == "minutes":
        body, type_ = drafting.minutes(reading, dossier.members, areas), Minutes.type
    else:
        number = request.POST.get("number", "")
        if not number.isdecimal() or not 1 <= int(number) <= len(reading.meetings):
            raise Refusal("draft-unknown")
        found = reading.meetings[int(number) - 1]
        body, type_ = drafting.meeting(found, reading, dossier.members, areas), Meet.type
    return desk.begin(officer, Intent(type_, body, None, dossier.id))


def _visit(request: HttpRequest, officer: Officer, kept: PressText, reading: Reading) -> Draft:
    """Begin the draft of the visit under the chosen pact, with the pact's parties."""
    pact = officers.dossier_for(officer, request.POST.get("pact", ""), "node.draft_entry")
    terms = surroundings.agreed(pact.id)
    if terms is None:
        raise Refusal("pact-not-in-force")
    body = drafting.visit(reading, kept.text, own_agency(), pact.members, terms.areas)
    parties = tuple(sorted({own_agency(), body["host"], *body["guests"]} & set(pact.members)))
    made = desk.begin(
        officer, Intent(Enter.type, body, None, opening=Opening(KIND, parties, pact.id, pact.exercise))
    )
    kept.draft = made
    kept.save(update_fields=["draft"])
    return made
