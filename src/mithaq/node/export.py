"""One dossier as a file that can be verified without a node, and what its handling says to that.

An export is a place where data leaves: whoever writes it needs the permission and gives a reason,
and what its author holds back does not go into a file (`leaving`).
"""

from collections.abc import Iterable, Sequence

from django.db import transaction

from mithaq.node import audit, checkpoints, clock, dossiers, home, leaving, officers
from mithaq.node.models import EntryRow, Officer
from mithaq.record.bundle import Bundle, Item, write_bundle
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.header import parse


def bundle(officer: Officer, dossier: str, *, why: str = "") -> bytes:
    """Return the dossier as a bundle (REC-40); the export is kept in the audit log with its reason.

    Refusal officer-may-not, dossier-unknown, reason-missing, or as `leaving.check_file` says.
    """
    row = officers.dossier_for(officer, dossier, "node.export_dossier")
    if not why.strip():
        raise Refusal("reason-missing")
    entries = list(EntryRow.objects.filter(dossier_id=dossier).order_by("serial"))
    keys, marked = _taken(officer, dossier, entries)
    with transaction.atomic():
        # Before the checkpoint, so that the checkpoint in the bundle covers it.
        audit.record(
            "export",
            who=officer.email,
            # What is in the file and may not serve as evidence yet: each says so in its own handling, too.
            subject=f"{leaving.PROCEEDINGS}: {len(marked)}" if marked else "",
            dossier=dossier,
            entries=[one.entry for one in entries],
            why=why,
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


def kept_off_paper(dossier: str, entries: Sequence[EntryRow]) -> dict[str, Refusal]:
    """Return the entries whose author's handling lets them on no paper, with the refusal that says why.

    The same rules as for a file (HAN-40); but paper is for reading, so the others are printed all the same.
    """
    found: dict[str, Refusal] = {}
    with dossiers.reading(dossier) as held:
        for row in entries:
            try:
                leaving.check_file(held, [row])
            except Refusal as refusal:
                found[row.entry] = refusal
    return found


def _taken(officer: Officer, dossier: str, entries: Sequence[EntryRow]) -> tuple[dict[str, bytes], list[str]]:
    """Return the keys, and which entries may not serve in proceedings; a refusal is kept in the audit log."""
    try:
        with dossiers.reading(dossier) as held:
            leaving.check_file(held, entries)
            return _keys(held, entries) if held else {}, leaving.held_back(held, entries)
    except Refusal as refusal:
        subject = f"export-dossier: {refusal.code}"
        audit.record("refused", who=officer.email, subject=subject, dossier=dossier)
        raise


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
