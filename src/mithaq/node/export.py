"""One dossier as a file that can be verified without a node, and what its handling says to that.

An export is a place where data leaves: whoever writes it needs the permission and gives a reason,
and what its author marked for named recipients only does not go into a file.
"""

from collections.abc import Iterable

from django.db import transaction

from mithaq.node import audit, checkpoints, clock, dossiers, home, officers
from mithaq.node.models import EntryRow, Officer
from mithaq.node.views import read_handling
from mithaq.record.bundle import Bundle, Item, write_bundle
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.header import parse

NAMED_ONLY = "TLP:RED"
"""TLP 2.0: for individual recipients only, so in no file that can be handed on."""


def bundle(officer: Officer, dossier: str, *, why: str = "") -> bytes:
    """Return the dossier as a bundle (REC-40); the export is kept in the audit log with its reason.

    Refusal officer-may-not, dossier-unknown, reason-missing, or handling-forbids.
    """
    row = officers.dossier_for(officer, dossier, "node.export_dossier")
    if not why.strip():
        raise Refusal("reason-missing")
    entries = list(EntryRow.objects.filter(dossier_id=dossier).order_by("serial"))
    check(entries, "export")
    with dossiers.reading(dossier) as held:
        keys = _keys(held, entries) if held else {}
    with transaction.atomic():
        # Before the checkpoint, so that the checkpoint in the bundle covers it.
        audit.record(
            "export", who=officer.email, dossier=dossier, entries=[one.entry for one in entries], why=why
        )
        note = checkpoints.sign().note
    return write_bundle(
        Bundle(
            dossier=dossier,
            agency=home.current().agency,
            time=clock.text(clock.now()),
            exercise=row.exercise,
            keys=keys,
            checkpoint=note,
            items=tuple(_item(one) for one in entries),
        )
    )


def check(entries: Iterable[EntryRow], act: str) -> None:
    """Refuse to let data out when another agency's marking forbids it (handling.md)."""
    own = home.current().agency
    for row in entries:
        if row.author != own and row.body is not None:
            handling = read_handling(bytes(row.body)) or {}
            if handling.get("tlp") == NAMED_ONLY:
                raise Refusal("handling-forbids", {"handling": NAMED_ONLY, "act": act})


def _item(row: EntryRow) -> Item:
    payload = bytes(row.payload)
    sealed = bytes(row.sealed or b"")
    entry = Entry(row.entry, parse(payload), payload, bytes(row.signature), sealed)
    plaintext = None if row.body is None or row.locked else bytes(row.body)
    return Item(entry.encode(), plaintext)


def _keys(held: Dossier, entries: Iterable[EntryRow]) -> dict[str, bytes]:
    """Return every public key that signed one of the entries, by its id."""
    headers = [parse(bytes(row.payload)) for row in entries]
    found = {one.key: held.key_for(one.key, one.author) for one in headers}
    return {name: raw for name, raw in found.items() if raw is not None}
