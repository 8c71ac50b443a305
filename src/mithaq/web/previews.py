"""What each partner will see of a draft; what stands in its way; why it needs two officers."""

import json
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from mithaq.kinds import Handling, law
from mithaq.kinds.body import read
from mithaq.kinds.gate import third_countries
from mithaq.node import blobs
from mithaq.node import gate as node_gate
from mithaq.node.models import DossierOfficer, Draft
from mithaq.node.release import MEMBERSHIP, TAKEN_BACK
from mithaq.node.sealing import Reference
from mithaq.record.errors import Refusal
from mithaq.terms import country_of
from mithaq.web import acts, words
from mithaq.web.forms import entry as entries
from mithaq.web.forms.entry import Form
from mithaq.web.forms.faults import merged
from mithaq.web.identifiers import doubtful
from mithaq.web.layout import own_agency
from mithaq.web.reading import Fact, facts
from mithaq.web.sentences import sentence
from mithaq.web.surroundings import Surroundings
from mithaq.web.timeline import common_facts

ATTACHED = "attachments"

READS: Mapping[str, tuple[str, ...]] = {
    "MA": ("ar", "fr"),
    "ES": ("es",),
    "DE": ("de",),
    "FR": ("fr",),
    "DZ": ("ar", "fr"),
    "TN": ("ar", "fr"),
}
"""The languages in which a country's officers work; of the five, English where it has none of its own."""

ZONES: Mapping[str, str] = {
    "MA": "Africa/Casablanca",
    "ES": "Europe/Madrid",
    "DE": "Europe/Berlin",
    "PT": "Europe/Lisbon",
    "FR": "Europe/Paris",
}
"""The clock of the agencies' seats; the officer's own for others."""

MOST_NAMED = 12
"""Officers that a preview names."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One partner's view: its page in each of its languages, and what is different for it."""

    agency: str
    pages: tuple[tuple[str, str, str, str], ...]
    """Language, its direction, its own name, and the rendered page."""
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What partners will see of a draft, and what stands in its way."""

    title: str
    mine: str
    """The rendered page in the officer's own language, for whoever decides on it."""
    partners: tuple[Seen, ...]
    to: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    second: tuple[str, ...]
    """Why a second officer has to look at it, in words; nothing where one is enough."""
    refusal: Refusal | None
    exercise: bool
    size: int
    """Bytes of the text and its attachments, before they are sealed."""
    here: tuple[str, ...]
    """Who of this agency is named on the dossier."""
    doubtful: tuple[tuple[str, str, str], ...]
    """Identifiers that do not fit their type: they are kept as written."""
    final: bool
    """An order, or what cannot be taken back: it is asked about twice."""
    marking: str
    """The TLP marking, which says who may receive it; "" without one."""


def preview(draft: Draft, around: Surroundings) -> Preview | None:
    """Return the preview of a draft; None while its form is not sound."""
    if draft.type in MEMBERSHIP:
        return _decision(draft, around)
    form = entries.form_of(around.kind, draft.type, draft.body, around.entry_types)
    if form is None or form.faults(known(draft.body), draft.handling):
        return None
    attached = blobs.references(draft.body.get(ATTACHED, []))
    return Preview(
        entries.title_of(form),
        render_to_string("web/seen.html", _told(form, draft, attached)),
        tuple(_seen(agency, form, draft, attached) for agency in _readers(around)),
        tuple(agency for agency in around.to if agency != own_agency()),
        gate_refusals(draft, around),
        tuple(_second_words(code) for code in _second(draft, around)),
        refusal_of(draft),
        around.exercise or bool((draft.opening or {}).get("exercise")),
        len(json.dumps(draft.body, ensure_ascii=False).encode()) + sum(one.size for one in attached),
        _named(draft),
        tuple(doubtful(draft.body)),
        is_final(draft, around),
        str((draft.handling or {}).get("tlp") or ""),
    )


def is_final(draft: Draft, around: Surroundings) -> bool:
    """Return whether a draft is an order, or ends something for good: it is asked about twice."""
    body = around.kind.body(draft.type)
    stops = body is not None and body.at_once
    return stops or around.kind.is_order(draft.type) or draft.type in MEMBERSHIP | TAKEN_BACK


def _readers(around: Surroundings) -> tuple[str, ...]:
    """Return the partners; this agency itself where nobody else reads the dossier."""
    return tuple(agency for agency in around.to if agency != own_agency()) or (own_agency(),)


def _seen(agency: str, form: Form, draft: Draft, attached: tuple[Reference, ...]) -> Seen:
    country = country_of(agency)
    languages = READS.get(country, ("en",))
    zone = zoneinfo.ZoneInfo(ZONES[country]) if country in ZONES else timezone.get_current_timezone()
    pages = []
    for language in languages:
        with override(language), timezone.override(zone):
            pages.append(_page(language, _told(form, draft, attached)))
    said = facts(form.model, draft.body)
    return Seen(agency, tuple(pages), tuple(_differences(agency, languages, said)))


def _page(language: str, context: dict[str, Any]) -> tuple[str, str, str, str]:
    rendered = render_to_string("web/seen.html", context)
    return language, words.direction(language), words.OWN_NAMES[language], rendered


def _told(form: Form, draft: Draft, attached: tuple[Reference, ...]) -> dict[str, Any]:
    """Return what the entry says, in the language and the zone of the moment."""
    said = facts(form.model, draft.body)
    if form.corrected is not None:
        said += facts(form.corrected, draft.body.get("body", {}))
    handling = facts(Handling, draft.handling) if draft.handling else ()
    return {
        "title": entries.title_of(form),
        "facts": said,
        "handling": handling,
        "attached": attached,
        "codes": (draft.handling or {}).get("codes", ()),
    }


def _differences(agency: str, languages: tuple[str, ...], said: tuple[Fact, ...]) -> Iterator[str]:
    """Yield what is different for one partner, as sentences in the officer's language."""
    foreign = dict.fromkeys(one for one in _written_in(said) if one not in languages)
    for language in foreign:
        yield _(
            "Texts stay in %(language)s, which is none of its working languages: it needs a translation."
        ) % {"language": words.name("languages", language)}
    if third_countries(own_agency(), (agency,)):
        yield _("It is under another legal order: what is said about persons needs a basis for the transfer.")


def _written_in(said: tuple[Fact, ...]) -> Iterator[str]:
    for fact in said:
        if fact.said is not None:
            yield fact.said.language
        yield from _written_in(fact.facts)


def _named(draft: Draft) -> tuple[str, ...]:
    if draft.dossier_id is None:
        return (draft.officer.name,)
    named = DossierOfficer.objects.filter(dossier=draft.dossier_id)
    return tuple(named.values_list("officer__name", flat=True).order_by("officer__name")[:MOST_NAMED])


def _second(draft: Draft, around: Surroundings) -> tuple[str, ...]:
    handling = read(Handling, draft.handling, "handling") if draft.handling else None
    body = around.kind.read(draft.type, draft.body)
    told = body if isinstance(body, Refusal) else around.kind.said(body, around.entry_types.get)
    if isinstance(told, Refusal) or isinstance(handling, Refusal):
        return ()
    return node_gate.second_reasons(
        told, handling, author=own_agency(), to=around.to, is_order=around.kind.is_order(draft.type)
    )


def second_in_words(draft: Draft) -> tuple[str, ...]:
    """Return why a draft waits for a second officer, as far as it says itself: for lists, without a question.

    A correction is looked at by what it says now; the rest of its dossier is not read for a list.
    """
    if draft.type in MEMBERSHIP:
        return (_second_words("membership"),)
    opening = draft.opening or {}
    to = tuple(draft.dossier.members if draft.dossier else opening.get("parties", ()))
    kind = law(draft.kind, draft.dossier.rules if draft.dossier else 1)
    body = kind.read(draft.type, draft.body) if kind else None
    handling = read(Handling, draft.handling, "handling") if draft.handling else None
    if kind is None or body is None or isinstance(body, Refusal) or isinstance(handling, Refusal):
        return ()
    found = node_gate.second_reasons(
        body, handling, author=own_agency(), to=to, is_order=kind.is_order(draft.type)
    )
    return tuple(_second_words(code) for code in found)


def _second_words(code: str) -> str:
    return {
        "order": _("It is an order: others act on it at once."),
        "careful": _("Persons' data under a handling code that restricts passing on."),
        "abroad": _("Persons' data go to another legal order."),
        "membership": _("It changes who is a party of the dossier."),
    }[code]


def _decision(draft: Draft, around: Surroundings) -> Preview:
    """Return the preview of a common body, for which there is no form of a kind."""
    readers = []
    for agency in _readers(around):
        pages = []
        for language in READS.get(country_of(agency), ("en",)):
            with override(language):
                context = {"title": acts.done(None, draft.type), "facts": common_facts(draft.body)}
                pages.append(_page(language, context))
        readers.append(Seen(agency, tuple(pages), ()))
    context = {"title": acts.done(None, draft.type), "facts": common_facts(draft.body)}
    return Preview(
        acts.done(None, draft.type),
        render_to_string("web/seen.html", context),
        tuple(readers),
        tuple(agency for agency in around.to if agency != own_agency()),
        (),
        (_second_words("membership"),),
        refusal_of(draft),
        around.exercise,
        len(json.dumps(draft.body, ensure_ascii=False).encode()),
        _named(draft),
        (),
        True,
        "",
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


def known(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body without what no model judges."""
    return {name: value for name, value in body.items() if name != ATTACHED}
