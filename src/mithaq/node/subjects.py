"""Keeps the index of who and what dossiers are about in step with their subject cards."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from mithaq.node import rows
from mithaq.node.models import SubjectKey
from mithaq.terms import normalise_identifier

_ONCE = "(key, dossier_id) DO NOTHING"
_IDENTIFIERS = 6
"""The place of the identifiers in a card's stored row, counted from its entry."""

Shown = Mapping[tuple[str, str], tuple[Any, ...]]


def subject_key(type_: str, value: str) -> str:
    """Return the key of an identifier: equal for two that are the same in normal form."""
    normal = normalise_identifier(type_, value)
    return hashlib.sha256(f"{type_}\n{normal}".encode()).hexdigest() if normal else ""


def keys(cards: Shown) -> set[str]:
    """Return the keys of every identifier that a dossier's subject cards name."""
    found = {
        subject_key(str(type_), str(value))
        for (kind, _), row in cards.items()
        if kind == "subject"
        for type_, value in json.loads(row[_IDENTIFIERS])
    }
    return found - {""}


def write(changes: Iterable[tuple[str, Shown, Shown]]) -> None:
    """Bring the index up to date: (dossier, cards before, cards now) of those whose cards changed."""
    made: list[rows.Row] = []
    for dossier, before, now in changes:
        if not _differ(before, now):
            continue
        old, new = keys(before), keys(now)
        made += [(bytes.fromhex(dossier), bytes.fromhex(key)) for key in sorted(new - old)]
        if old - new:
            SubjectKey.objects.filter(dossier_id=dossier, key__in=old - new).delete()
    rows.insert(SubjectKey, ("dossier_id", "key"), made, conflict=_ONCE)


def _differ(before: Shown, now: Shown) -> bool:
    """Return whether a subject card came, went or changed: mostly none has."""
    some = {key: row for key, row in now.items() if key[0] == "subject" and before.get(key) is not row}
    gone = any(key[0] == "subject" and key not in now for key in before)
    return gone or any(before.get(key) != row for key, row in some.items())
