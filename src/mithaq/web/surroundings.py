"""What a form needs of the dossier around it: whom and which entries an entry may name."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.utils.functional import SimpleLazyObject

from mithaq.kinds import KINDS, Kind, law
from mithaq.kinds.agreement import Terms
from mithaq.kinds.contract import Pick
from mithaq.node import dossiers, gate
from mithaq.node.models import DossierRow, Draft, EntryRow, Officer
from mithaq.node.officers import newest
from mithaq.node.views import view_of
from mithaq.record.dossier import Dossier
from mithaq.web import acts, moments, words
from mithaq.web.forms.inputs import Around
from mithaq.web.headings import headings
from mithaq.web.layout import own_agency
from mithaq.web.timeline import BIG, told_by

PACT, IN_FORCE = "pact", "in-force"

Choices = tuple[tuple[str, str], ...]
"""Ids and their words."""

MOST = 200
"""Entries and dossiers that a list of choices names."""

BEGINNING = 60
"""Characters of an entry's text in a list of choices."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The kind and the terms under which an entry is written, and what it may name."""

    kind: Kind[Any]
    around: Around
    to: tuple[str, ...]
    terms: Terms | None
    area: str
    entry_types: Mapping[str, str]
    handling: Mapping[str, Any] | None = None
    """The handling of the dossier's opening: what the next entry most likely shares."""
    exercise: bool = False


def of_draft(draft: Draft, officer: Officer) -> Surroundings | None:
    """Return the surroundings of a draft; None where this node does not know the rules."""
    if draft.dossier_id is None:
        opening = draft.opening or {}
        return of_opening(draft.kind, tuple(opening.get("parties", ())), opening.get("pact"), officer)
    row = DossierRow.objects.get(id=draft.dossier_id)
    return of_dossier(row, officer)


def of_dossier(row: DossierRow, officer: Officer) -> Surroundings | None:
    """Return the surroundings of an entry in a dossier."""
    found = law(row.kind, row.rules)
    if found is None:
        return None
    with dossiers.reading(row.id) as dossier:
        view = view_of(dossier) if dossier else None
        state = view.state if view else None
    types = {entry: mark.type for entry, mark in state.entries.items()} if state else {}
    terms, area = gate.ceiling(state), getattr(state, "area", "")
    around = Around(
        tuple(row.members),
        _asked_for(lambda: _entries(row, found)),
        _asked_for(lambda: _dossiers(officer)),
        officer.language,
        allowed_by(terms),
        picks_of(found, state),
        types,
    )
    return Surroundings(
        found, around, tuple(row.members), terms, area, types, _opening_handling(row), row.exercise
    )


def of_opening(
    name: str, parties: tuple[str, ...], pact: str | None, officer: Officer
) -> Surroundings | None:
    """Return the surroundings of a new dossier's opening; None for a kind that this node does not know."""
    found = next((one for one in KINDS if one.name == name), None)
    if found is None:
        return None
    terms = None
    exercise = False
    if pact:
        row = DossierRow.objects.filter(id=pact).first()
        exercise = bool(row and row.exercise)
        terms = agreed(pact)
    known = _asked_for(lambda: _dossiers(officer))
    around = Around(parties, (), known, officer.language, allowed_by(terms))
    return Surroundings(found, around, parties, terms, "", {}, None, exercise)


def picks_of(kind: Kind[Any], state: Any) -> dict[str, Choices]:
    """Return the numbered parts of a state that fields may name, in the reader's language."""
    offered = kind.picks(state) if state is not None else {}
    return {of: tuple((str(one.number), _pick(one)) for one in picks) for of, picks in offered.items()}


def _pick(one: Pick) -> str:
    told = " – ".join(words.name(vocabulary, code) for vocabulary, code in one.codes)
    return f"{one.number} · {told}" if told else str(one.number)


def allowed_by(terms: Terms | None) -> dict[str, tuple[str, ...]]:
    """Return what the gate lets pass of each vocabulary that a pact narrows (KND-24)."""
    return {"purposes": terms.purposes, "areas": terms.areas} if terms else {}


def agreed(pact: str) -> Terms | None:
    """Return the terms that a pact has in force; None where it is not here or not in force."""
    with dossiers.reading(pact) as dossier:
        view = view_of(dossier) if dossier else None
        in_force = view is not None and view.kind.name == PACT and view.kind.stage(view.state) == IN_FORCE
        return view.state.agreed if view is not None and in_force else None


def adoption(row: DossierRow) -> dict[str, Any] | None:
    """Return the body by which a dossier adopts its pact's amended terms; None where there are none."""
    if row.pact is None:
        return None
    with dossiers.reading(row.pact) as dossier:
        return adoption_in(dossier)


def adoption_in(pact: Dossier | None) -> dict[str, Any] | None:
    """Return the body by which a dossier under this pact adopts its amended terms; None without any."""
    view = view_of(pact) if pact else None
    if view is None or view.kind.name != PACT or not view.state.amended:
        return None
    return {"at": view.state.amended, "terms": view.state.agreed.model_dump(mode="json")}


def _asked_for(choices: Callable[[], Choices]) -> Choices:
    """Return choices that are looked up when a field offers them: most forms have no such field."""
    return cast(Choices, SimpleLazyObject(choices))


def _entries(row: DossierRow, found: Kind[Any]) -> tuple[tuple[str, str], ...]:
    rows = EntryRow.objects.filter(dossier=row.id, gone=False).exclude(type__in=acts.QUIET).defer(*BIG)
    return tuple((one.entry, _label(one, found)) for one in rows.order_by("-serial")[:MOST])


def _label(row: EntryRow, found: Kind[Any]) -> str:
    """Return an entry in one line: who did what, and when, and how its first text begins."""
    when = moments.moment(row.time)
    type_, body, _handling = told_by(row)
    told = acts.done(found, type_)
    line = f"{words.agency_short(row.author)} · {told} · {moments.in_words(when) if when else row.time}"
    texts = (one["text"] for one in body.values() if isinstance(one, dict) and {*one} == {"language", "text"})
    begins = " ".join(str(next(texts, "")).split())
    begins = begins or str(body.get("desk", ""))  # a contact point's name is no free text
    short = begins if len(begins) <= BEGINNING else f"{begins[: BEGINNING - 1]}…"
    # First strong isolate and its end: the words keep their own direction within the line.
    return f"{line} · \N{FIRST STRONG ISOLATE}{short}\N{POP DIRECTIONAL ISOLATE}" if short else line


def _dossiers(officer: Officer) -> tuple[tuple[str, str], ...]:
    rows = newest(officer, MOST)
    named = headings(rows, own_agency())
    return tuple((row.id, _name(named[row.id].said.text if named[row.id].said else "", row)) for row in rows)  # type: ignore[union-attr]


def _name(text: str, row: DossierRow) -> str:
    return f"{words.kind(row.kind)} · {text or row.id[:10]}"


def _opening_handling(row: DossierRow) -> Mapping[str, Any] | None:
    body = EntryRow.objects.filter(entry=row.id, locked=False).values_list("body", flat=True).first()
    handling = json.loads(bytes(body)).get("handling") if body else None
    return handling if isinstance(handling, dict) else None
