"""What a dossier is called in lists: the first free text of its opening, as corrected."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mithaq.kinds import Kind, law
from mithaq.node.models import DossierRow, EntryRow, OwnReference
from mithaq.web import words
from mithaq.web.reading import Said
from mithaq.web.shapes import shape_of

MOST_TRANSLATIONS = 400
"""Entries that are looked through for a page's translations: a list costs what it shows."""

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
    """Return the headings of dossiers by id; `own` is this agency, which is left out of the partners."""
    some = list(rows)
    ids = [row.id for row in some]
    openings = opening_texts(some)
    translations = translated_texts(some, openings)
    references = dict(OwnReference.objects.filter(dossier__in=ids).values_list("dossier_id", "text"))
    return {
        row.id: Heading(
            row.id,
            row.kind,
            openings.get(row.id),
            translations.get(row.id),
            tuple(agency for agency in row.members if agency != own),
            references.get(row.id, ""),
            row.exercise,
            row.incomplete,
        )
        for row in some
    }


def opening_texts(rows: Iterable[DossierRow]) -> dict[str, Said]:
    """Return what the openings are about, by dossier."""
    kinds = {row.id: law(row.kind, row.rules) for row in rows}
    found: dict[str, Said] = {}
    wanted = list(kinds)
    opened = EntryRow.objects.filter(entry__in=wanted).values_list("dossier_id", "body")
    corrected = EntryRow.objects.filter(dossier__in=wanted, type="correct", verdict__isnull=True, gone=False)
    for dossier, body in [*opened, *corrected.order_by("serial").values_list("dossier_id", "body")]:
        known, told = kinds[dossier], said_in(body)
        said = known and told and opening_said(known, _inner(told, dossier))
        if said:
            found[dossier] = said
    return found


def translated_texts(rows: Iterable[DossierRow], openings: Mapping[str, Said]) -> dict[str, Said]:
    """Return the newest signed translations of what dossiers are called into the reader's language."""
    language = words.language()
    wanted = [row.id for row in rows if row.id in openings and openings[row.id].language != language]
    if not wanted:
        return {}
    found: dict[str, Said] = {}
    entries = EntryRow.objects.filter(dossier__in=wanted, type="translate", verdict__isnull=True, gone=False)
    newest = entries.order_by("-serial").values_list("dossier_id", "author", "body")[:MOST_TRANSLATIONS]
    fields = {row.id: _field_of(law(row.kind, row.rules)) for row in rows}
    for dossier, author, body in newest:
        told = said_in(body) or {}
        text = told.get("text")
        names_it = (told.get("entry"), told.get("field")) == (dossier, fields[dossier])
        if names_it and isinstance(text, dict) and text.get("language") == language:
            found.setdefault(dossier, Said(cut(str(text.get("text", ""))), language, author))
    return found


def _field_of(kind: Kind[Any] | None) -> str:
    """Return the field by which openings of a kind are called; of several openings, the first one's."""
    for model in kind.opens if kind else ():
        for name, shape in shape_of(model).parts:
            if shape.kind == "words":
                return name
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
    if kind.vocabulary:
        return words.name(kind.vocabulary, code)
    return next((words.message(stage.title) for stage in kind.stages if stage.code == code), code)
