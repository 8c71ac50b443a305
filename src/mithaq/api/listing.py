"""Entries and dossiers as programs see them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ninja import Schema

from mithaq.node.delivery import Delivery, of_entries
from mithaq.node.models import DossierRow, EntryRow


class Code(Schema):
    """A refusal or a deviation: its code and what it names."""

    code: str
    fields: dict[str, str | int]


class DeliveryOut(Schema):
    """How far an entry has come with one party, by that party's own signed entries."""

    agency: str
    state: str
    reason: str
    by: str
    time: str


class EntryOut(Schema):
    """One entry. `body` and `handling` are null for an acknowledgement, and where the text is gone."""

    id: str
    dossier: str
    serial: int
    author: str
    seq: int
    depth: int
    type: str
    time: str
    received: str
    source: str | None
    doubtful_time: bool
    stable: bool
    gone: bool
    refusal: Code | None
    deviations: list[Code]
    deliveries: list[DeliveryOut]
    handling: dict[str, Any] | None
    body: dict[str, Any] | None


class DossierOut(Schema):
    """What is known of a dossier without opening its entries."""

    id: str
    kind: str
    rules: int
    pact: str | None
    opened_by: str
    opened_at: str
    members: list[str]
    exercise: bool
    incomplete: bool
    awaits_return: list[str]
    entries: int
    last_serial: int


def dossier_out(row: DossierRow) -> DossierOut:
    """Return a dossier's row."""
    return DossierOut(**head(row))


def head(row: DossierRow) -> dict[str, Any]:
    """Return the members that every view of a dossier has."""
    return {
        "id": row.id,
        "kind": row.kind,
        "rules": row.rules,
        "pact": row.pact,
        "opened_by": row.opened_by,
        "opened_at": row.opened_at,
        "members": row.members,
        "exercise": row.exercise,
        "incomplete": row.incomplete,
        "awaits_return": row.locked_until_returned,
        "entries": row.count,
        "last_serial": row.last_serial,
    }


def entries_out(dossier: DossierRow, rows: Iterable[EntryRow], *, texts: bool) -> list[EntryOut]:
    """Return entries with their deliveries; without `texts`, what is written in them is left out."""
    some = list(rows)
    deliveries = of_entries(dossier.id, some)
    stable = (dossier.stable_depth, dossier.stable_entry or "")
    return [_entry(row, deliveries.get(row.entry, []), stable, texts=texts) for row in some]


def _entry(row: EntryRow, deliveries: list[Delivery], stable: tuple[int, str], *, texts: bool) -> EntryOut:
    verdict = row.verdict or {}
    said: Mapping[str, Any] = written(row) if texts else {}
    return EntryOut(
        id=row.entry,
        dossier=str(row.dossier_id),
        serial=row.serial,
        author=row.author,
        seq=row.seq,
        depth=row.depth,
        type=row.type,
        time=row.time,
        received=row.received_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        source=row.source,
        doubtful_time=row.doubtful_time,
        stable=(row.depth, row.entry) <= stable,
        gone=row.gone or row.locked,
        refusal=_code(verdict.get("refusal")),
        deviations=[code for one in verdict.get("deviations", ()) if (code := _code(one))],
        deliveries=[
            DeliveryOut(agency=one.agency, state=one.state, reason=one.reason, by=one.by, time=one.time)
            for one in deliveries
        ],
        handling=said.get("handling"),
        body=said.get("body"),
    )


def written(row: EntryRow) -> Mapping[str, Any]:
    """Return what an entry says, as it was signed; nothing where there is nothing to read."""
    if row.body is None or row.locked or row.gone:
        return {}
    try:
        said = json.loads(bytes(row.body))
    except ValueError:  # outside the JSON profile: its verdict says so
        return {}
    parts = {name: said.get(name) for name in ("handling", "body")} if isinstance(said, dict) else {}
    return {name: part for name, part in parts.items() if isinstance(part, dict)}


def _code(pair: Any) -> Code | None:
    return Code(code=pair[0], fields=pair[1]) if pair else None
