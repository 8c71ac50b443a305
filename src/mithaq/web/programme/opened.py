"""A dossier opened for a page made by hand: its state, and all the texts that the page needs in one query."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from mithaq.kinds import Text, effective
from mithaq.node import dossiers, rows
from mithaq.node.models import DossierRow
from mithaq.node.views import NOWHERE, HeldView, view_of
from mithaq.record.errors import Refusal
from mithaq.record.law import read_plaintext
from mithaq.web import words
from mithaq.web.reading import Said

_BODIES = "SELECT entry, body FROM node_entryrow WHERE entry IN {} AND NOT locked"


@contextmanager
def opened(row: DossierRow, kind: str) -> Iterator[HeldView]:
    """Give the view of a dossier of this kind, under its lock; Refusal where there is none to give."""
    if row.kind != kind:
        raise Refusal("type-unknown", {"kind": row.kind})
    with dossiers.reading(row.id) as held:
        view = view_of(held) if held is not None else None
        if view is None:
            raise Refusal("dossier-incomplete")
        yield view


def fetch(view: HeldView, entries: Iterable[str]) -> None:
    """Read the bodies of these entries, of their corrections and of their translations, all at once."""
    wanted: set[str] = set()
    for entry in entries:
        mark = view.state.entries.get(entry)
        if mark is not None:
            wanted |= {entry, effective(view.state, entry), *(one.id for one in mark.translations)}
    wanted -= view.fresh.keys()
    found = {
        bytes(entry).hex(): None if body is None else read_plaintext(NOWHERE, bytes(body))
        for entry, body in rows.select(_BODIES, [bytes.fromhex(one) for one in sorted(wanted)])
    }
    view.fresh = {**view.fresh, **{one: found.get(one) for one in wanted}}


def said(view: HeldView, entry: str, field: str) -> tuple[Said | None, Said | None]:
    """Return a text of an entry as written, and as translated into the reader's language if a party has."""
    body: Any = view.content(entry)
    for step in field.split("."):
        body = body[int(step)] if step.isdecimal() and isinstance(body, tuple) else getattr(body, step, None)
    if not isinstance(body, Text):
        return None, None
    written = Said(body.text, body.language)
    reader = words.language()
    mark = view.state.entries.get(entry)
    if mark is None or body.language == reader:
        return written, None
    for one in reversed(mark.translations):
        if (one.field, one.language) == (field, reader):
            translated: Any = view.content(one.id)
            by = view.state.entries.get(one.id)
            if translated is not None:
                return written, Said(translated.text.text, reader, by.author if by else "", one.id)
    return written, None
