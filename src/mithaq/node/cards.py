"""Writes a dossier's cards: only those rows that differ from what is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from mithaq.kinds import Card, cards_of
from mithaq.node import rows, subjects
from mithaq.node.arrivals import Added, Batch
from mithaq.node.dossiers import Held
from mithaq.node.models import CardRow
from mithaq.node.views import HeldView, view_of
from mithaq.record.law import Folded

_COLUMNS = (
    "dossier_id", "dossier_kind", "exercise", "kind", "key", "entry", "title", "due", "owner", "state",
    "value", "identifiers", "mine",
)  # fmt: skip
_REPLACED = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[5:])
_CONFLICT = f"(dossier_id, kind, key) DO UPDATE SET {_REPLACED}"
_STORED = (
    "SELECT dossier_id, kind, key, entry, title, due, owner, state, value, identifiers"
    " FROM node_cardrow WHERE dossier_id IN {}"
)
KEY_LENGTH = 200

Shown = dict[tuple[str, str], tuple[Any, ...]]


def write(batch: Batch, folded: Mapping[str, Folded]) -> None:
    """Bring the cards of the dossiers of a batch up to date."""
    _read_stored({one: batch.held[one] for one in folded if batch.held[one].cards is None})
    made: list[rows.Row] = []
    gone: list[tuple[str, tuple[str, str]]] = []
    changes: list[tuple[str, Shown, Shown]] = []
    for one in folded:
        held = batch.held[one]
        stored = held.cards or {}
        wanted = _wanted(held, batch.groups[one], batch.changed.get(one, set()), stored)
        fixed = (bytes.fromhex(one), held.dossier.kind, held.exercise)
        ours = ("", batch.home.agency)
        made += [
            (*fixed, *key, *row, row[3] in ours) for key, row in wanted.items() if stored.get(key) != row
        ]
        gone += [(one, key) for key in stored.keys() - wanted.keys()]
        changes.append((one, stored, wanted))
        held.cards = wanted
    rows.insert(CardRow, _COLUMNS, made, conflict=_CONFLICT)
    for one, (kind, key) in gone:
        CardRow.objects.filter(dossier_id=one, kind=kind, key=key).delete()
    subjects.write(changes)


def _wanted(held: Held, added: Iterable[Added], changed: set[str], stored: Shown) -> Shown:
    """Return the rows that a dossier shows: its kind's cards, and the subjects that its entries name."""
    view = view_of(
        held.dossier, {one.entry.id: None if one.plaintext is None else one.opened for one in added}
    )
    if view is None:
        return {}
    found = {(card.kind, card.key[:KEY_LENGTH]): _row(card) for card in view.kind.cards(view.state, view)}
    return found | _subjects(view, added, changed, stored)


def _subjects(view: HeldView, added: Iterable[Added], changed: set[str], stored: Shown) -> Shown:
    """Return the subject rows: those stored, without those of entries that changed, and theirs anew."""
    again = {one.entry.id for one in added if one.plaintext and b'"subjects"' in one.plaintext}
    again |= {str(one.opened.body.get("entry")) for one in added if one.opened.type == "correct"}
    known = {row[0].hex(): None for (kind, _), row in stored.items() if kind == "subject"}
    again |= changed & known.keys()
    kept = {key: row for key, row in stored.items() if key[0] == "subject" and row[0].hex() not in again}
    for entry in sorted(again):
        body = view.content(entry)
        if body is not None:
            for card in cards_of(entry, body):
                kept[card.kind, card.key[:KEY_LENGTH]] = _row(replace(card, entry=entry))
    return kept


def _row(card: Card) -> tuple[Any, ...]:
    return (
        bytes.fromhex(card.entry),
        rows.json_text([card.title, dict(card.args)]),
        card.due,
        card.owner,
        card.state,
        card.value,
        rows.json_text([list(one) for one in card.identifiers]),
    )


def _read_stored(missing: Mapping[str, Held]) -> None:
    for held in missing.values():
        held.cards = {}
    for dossier, kind, key, entry, title, due, owner, state, value, identifiers in rows.select(
        _STORED, map(bytes.fromhex, missing)
    ):
        cards = missing[bytes(dossier).hex()].cards
        assert cards is not None  # noqa: S101 - set above
        cards[kind, key] = (
            bytes(entry),
            rows.json_text(title),
            due,
            owner,
            state,
            value,
            rows.json_text(identifiers),
        )
