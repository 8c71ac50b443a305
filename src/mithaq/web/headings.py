"""What a dossier is called in lists: the first free text of its opening, as corrected."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mithaq.kinds import Kind, law
from mithaq.node.models import DossierRow, EntryRow, OwnReference
from mithaq.terms import VOCABULARIES
from mithaq.web import words
from mithaq.web.reading import Said
from mithaq.web.shapes import shape_of

STATES = (
    "outlooks",
    "dimensions",
    "commitment-states",
    "meeting-kinds",
    "expertise-states",
    "visit-states",
    "request-states",
    "alert-urgency",
)
"""Vocabularies of what a card may be about beside its dossier."""

LONGEST = 140
"""Characters of a text that stand for a dossier in a list."""


@dataclass(frozen=True, slots=True)
class Heading:
    """How a dossier is shown in a list."""

    dossier: str
    kind: str
    said: Said | None
    translated: Said | None
    """What a party has signed as its translation into the reader's language."""
    parties: tuple[str, ...]
    reference: str
    exercise: bool
    incomplete: bool

    @property
    def kind_name(self) -> str:
        """The kind's name in the reader's language."""
        return words.kind(self.kind)


def headings(rows: Iterable[DossierRow], own: str) -> dict[str, Heading]:
    """Return the headings of dossiers by id; `own` is this agency, which is left out of the partners.

    Two queries for any number of dossiers of any length; one, where the rows come with their references.
    """
    some = list(rows)
    texts = _texts(some)
    references = _references(some)
    return {
        row.id: Heading(
            row.id,
            row.kind,
            texts.get(row.title_entry or _opening(row)),
            _translated(row, texts),
            tuple(agency for agency in row.members if agency != own),
            references.get(row.id, ""),
            row.exercise,
            row.incomplete,
        )
        for row in some
    }


def _opening(row: DossierRow) -> str:
    """Return the opening where the law is silent about a dossier's name; an opening that is gone has none."""
    return "" if row.stage else row.id


def _translation(row: DossierRow) -> str:
    """Return the entry that translates what a dossier is called into the reader's language, or nothing."""
    field = field_of(row.kind, row.rules)
    return str((row.translations or {}).get(f"{field} {words.language()}", ""))


def _texts(rows: Iterable[DossierRow]) -> dict[str, Said]:
    """Return what the entries that name dossiers say, by entry, in one query."""
    named = {row.title_entry or _opening(row): row for row in rows}
    named |= {_translation(row): row for row in rows}
    wanted = [entry for entry in named if entry]
    if not wanted:
        return {}
    found: dict[str, Said] = {}
    read = EntryRow.objects.filter(entry__in=wanted, gone=False, locked=False)
    for entry, author, body in read.order_by().values_list("entry", "author", "body"):
        row, told = named[entry], said_in(body)
        said = _said(row, entry, author, told) if told else None
        if said:
            found[entry] = said
    return found


def _said(row: DossierRow, entry: str, author: str, told: Mapping[str, Any]) -> Said | None:
    if entry == _translation(row):
        text = told.get("text")
        text = text if isinstance(text, dict) else {}
        return Said(cut(str(text.get("text", ""))), str(text.get("language", "")), author)
    kind = law(row.kind, row.rules)
    return opening_said(kind, _inner(told, row.id)) if kind else None


def _translated(row: DossierRow, texts: Mapping[str, Said]) -> Said | None:
    """Return the signed translation, unless the text itself is in the reader's language."""
    said = texts.get(row.title_entry or "")
    if said is None or said.language == words.language():
        return None
    return texts.get(_translation(row))


def _references(rows: Iterable[DossierRow]) -> dict[str, str]:
    """Return this agency's own reference numbers: those that came with the rows, else in one query."""
    known = {row.id: row._state.fields_cache for row in rows}
    asked = [one for one, kept in known.items() if "ownreference" not in kept]
    found = {one: kept["ownreference"].text for one, kept in known.items() if kept.get("ownreference")}
    if asked:
        found |= dict(OwnReference.objects.filter(dossier__in=asked).values_list("dossier_id", "text"))
    return found


@lru_cache
def field_of(name: str, rules: int) -> str:
    """Return the field by which openings of a kind are called ("" for none), of several the first one's."""
    kind = law(name, rules)
    for model in kind.opens if kind else ():
        for field, shape in shape_of(model).parts:
            if shape.kind == "words":
                return field
    return ""


def said_in(body: bytes | memoryview | None) -> Mapping[str, Any] | None:
    """Return the body within an entry's plaintext; None where there is none here."""
    if body is None:
        return None
    told = json.loads(bytes(body)).get("body")
    return told if isinstance(told, dict) else None


def _inner(told: Mapping[str, Any], dossier: str) -> Any:
    """Return the kind's own opening body: within an opening, or within a correction of it."""
    if "entry" in told and told["entry"] != dossier:
        return None
    return told.get("body")


def opening_said(kind: Kind[Any], inner: Any) -> Said | None:
    """Return the first free text of an opening, cut to a list's length."""
    if not isinstance(inner, dict):
        return None
    model = kind.opening(inner.get("type", kind.opens[0].type))
    for name, shape in shape_of(model).parts if model else ():
        text = inner.get(name)
        if shape.kind == "words" and isinstance(text, dict) and text.get("text"):
            return Said(cut(str(text["text"])), str(text.get("language", "")))
    return None


def cut(text: str) -> str:
    """Return a text as a list shows it: one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def state_name(kind: Kind[Any] | None, code: str) -> str:
    """Return a state of a kind in words."""
    if kind is None or not code:
        return ""
    if kind.vocabulary and code in VOCABULARIES[kind.vocabulary]:
        return words.name(kind.vocabulary, code)
    title = next((stage.title for stage in kind.stages if stage.code == code), "")
    return words.message(title) if title else _elsewhere(code)


def _elsewhere(code: str) -> str:
    """Return a card's state that is none of its dossier's, such as a challenge's outlook; else the code."""
    named = (name for name, known in VOCABULARIES.items() if name in STATES and code in known)
    done = {"decided": _("Decided"), "held": pgettext("a session", "Held")}
    return next((words.name(name, code) for name in named), done.get(code, code))
