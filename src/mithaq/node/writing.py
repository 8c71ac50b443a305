"""What a batch came to, written in as few statements as there are tables (decision 0006)."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from mithaq.node import audit, blobs, cards, delivery, dossiers, rows, summary, tasks
from mithaq.node.arrivals import KEY_CHANGES, PACT, Added, Batch
from mithaq.node.models import Contact, DossierOfficer, DossierRow, EntryRow
from mithaq.record.errors import Refusal
from mithaq.record.keys import key_id
from mithaq.record.law import Folded, Verdict

_ENTRY = (
    "serial", "entry", "dossier", "author", "seq", "depth", "type", "time", "handling", "received_at",
    "source", "doubtful_time", "keep_until", "gone", "locked", "verdict", "payload", "signature", "body",
    "sealed",
)  # fmt: skip
_CHANGES = (
    "rules", "members", "incomplete", "count", "last_serial", "version", "last_entry_at", "stable_depth",
    "stable_entry",
)  # fmt: skip
_BEGINS = (
    "id", "kind", "pact", "opened_by", "opened_at", "exercise", "locked_until_returned", *_CHANGES,
)  # fmt: skip
_TYPE_LENGTH = 64


def write(batch: Batch) -> None:
    """Write entries, dossiers, parties, verdicts, cards, receipts, tasks and audit of a batch, and commit."""
    for added in batch.added:
        dossiers.note(batch.held[added.dossier], added.entry.header.author, added.opened)
    folded = {one: batch.fold(one) for one in sorted(batch.groups)}
    # By the ORM, for few batches have any of it.
    take_keys(batch)
    name_officers(batch)
    note_blobs(batch)
    note_receipt(batch)
    with rows.together():
        if folded:
            _write_added(batch, folded)
        audit.record_all(batch.acts)
        rows.commit()


def _write_added(batch: Batch, folded: dict[str, Folded]) -> None:
    write_entries(batch, folded)
    write_dossiers(batch, folded)
    delivery.write(batch, folded)
    cards.write(batch, folded)
    summary.write(batch, folded)
    tasks.write(batch, folded)
    for one in folded:
        if batch.held[one].ground:
            dossiers.write_ground(one, batch.held[one])
        dossiers.renew_base(one, batch.held[one])


def write_entries(batch: Batch, folded: dict[str, Folded]) -> None:
    """Insert the new entries under the next serials, and bring older ones' verdicts up to date."""
    serial = batch.serial
    received = moment(batch.now)
    made, new = [], set[str]()
    for added in batch.added:
        serial += 1
        one = added.dossier
        batch.held[one].serial = serial
        new.add(added.entry.id)
        verdict = _verdict(batch, folded, one, added.entry.id)
        if verdict is not None:
            batch.held[one].spoken[added.entry.id] = verdict
        # What a partner returns of our own after a restore is our own again.
        source = None if added.entry.header.author == batch.home.agency else added.source
        made.append(_entry_row(serial, added, received, verdict, source))
    rows.insert(EntryRow, _ENTRY, made)
    opened = [(bytes.fromhex(entry), type_[:_TYPE_LENGTH], body) for entry, type_, body in batch.reopened]
    rows.update(EntryRow, "entry", ("type", "body"), opened)
    rows.update(EntryRow, "entry", ("verdict",), list(_changed_verdicts(batch, folded, new)))


def _entry_row(serial: int, added: Added, received: Any, verdict: str | None, source: str | None) -> rows.Row:
    entry, header = added.entry, added.entry.header
    return (
        serial,
        bytes.fromhex(entry.id),
        bytes.fromhex(added.dossier),
        header.author,
        header.seq,
        added.placed.depth,
        added.opened.type[:_TYPE_LENGTH],
        header.time,
        header.handling,
        received,
        source,
        added.doubtful,
        tasks.keep_until(header.time, added.opened.handling),
        False,
        False,
        verdict,
        entry.payload,
        entry.signature,
        added.plaintext,
        entry.sealed,
    )


def _changed_verdicts(batch: Batch, folded: dict[str, Folded], new: set[str]) -> Iterable[rows.Row]:
    """Yield what is said otherwise now of entries that were here before."""
    for one, changed in batch.changed.items():
        known = batch.held[one].spoken
        for entry in changed - new:
            verdict = _verdict(batch, folded, one, entry)
            if verdict != known.get(entry):
                known.pop(entry, None)
                if verdict is not None:
                    known[entry] = verdict
                yield bytes.fromhex(entry), verdict


def write_dossiers(batch: Batch, folded: dict[str, Folded]) -> None:
    """Insert dossiers that begin, and bring the others up to date."""
    begins, changes = [], []
    for one, result in folded.items():
        held = batch.held[one]
        held.count += len(batch.groups[one])
        held.version += 1
        values = _changes(batch, one, result)
        if one in batch.opened:
            begins.append((*_beginning(batch, one), *values))
        else:
            changes.append((bytes.fromhex(one), *values))
    rows.insert(DossierRow, _BEGINS, begins)
    rows.update(DossierRow, "id", _CHANGES, changes)


def _changes(batch: Batch, one: str, folded: Folded) -> rows.Row:
    held = batch.held[one]
    dossier = held.dossier
    stable = dossier.last_stable
    depth = dossier.graph.nodes[stable].depth if stable else 0
    return (
        dossier.rules,
        json.dumps(folded.members),
        dossier.incomplete,
        held.count,
        held.serial,
        held.version,
        moment(batch.now),
        depth,
        bytes.fromhex(stable) if stable else None,
    )


def _beginning(batch: Batch, one: str) -> rows.Row:
    opening = batch.openings[one]
    held = batch.opened[one]
    pact = bytes.fromhex(opening.pact.id) if opening.pact else None
    return (
        bytes.fromhex(one),
        opening.kind,
        pact,
        held.opener,
        held.opened_at,
        opening.exercise,
        "[]",
    )


def _verdict(batch: Batch, folded: dict[str, Folded], one: str, entry: str) -> str | None:
    return None if batch.held[one].dossier.is_plain(entry) else spoken(folded[one].verdicts[entry])


def spoken(verdict: Verdict) -> str | None:
    """Return what is to be said of an entry beside that it has its effect, as JSON, or None."""
    if verdict.refusal is None and not verdict.deviations and not verdict.gone:
        return None
    return rows.json_text(
        {
            "refusal": _pair(verdict.refusal),
            "deviations": [_pair(one) for one in verdict.deviations],
            "gone": verdict.gone,
        }
    )


def _pair(refusal: Refusal | None) -> list[Any] | None:
    return None if refusal is None else [refusal.code, dict(refusal.fields)]


def take_keys(batch: Batch) -> None:
    """A contact that changed its keys in a pact has them everywhere: for what it opens and calls with.

    Not from a pact that has never heard of the keys that it has now: there the change is an older one, or
    a thief's, who goes on with a key that was revoked in another pact.
    """
    for added in batch.added:
        dossier, author = batch.held[added.dossier].dossier, added.entry.header.author
        if added.opened.type not in KEY_CHANGES or dossier.kind != PACT or author not in batch.contacts:
            continue
        known, keys = batch.contacts[author], dossier.keys_of(author)
        if dossier.key_for(key_id(known.sign), author) is not None:
            batch.contacts, batch.new_keys = {**batch.contacts, author: keys}, True
            Contact.objects.filter(agency=author).update(keys=keys.to_json())


def name_officers(batch: Batch) -> None:
    """Name the officer who opened a dossier, and on one that a partner opened all liaison officers.

    Somebody has to see it first; they name the others.
    """
    named = [DossierOfficer(dossier_id=one, officer=officer) for one, officer in batch.names]
    foreign = [one for one in batch.opened if one in batch.groups and not _is_own(batch, one)]
    if foreign:
        # Roles are a list in JSON, which SQLite cannot search; an agency has few officers.
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, roles FROM node_officer WHERE is_active")
            active = [(officer, json.loads(rows.json_text(roles))) for officer, roles in cursor.fetchall()]
        duty = [officer for officer, roles in active if "liaison" in roles]
        named += [DossierOfficer(dossier_id=one, officer_id=officer) for one in foreign for officer in duty]
    if named:
        DossierOfficer.objects.bulk_create(named, ignore_conflicts=True)


def note_blobs(batch: Batch) -> None:
    """Write down which attachments the new entries name."""
    for added in batch.added:
        entry = added.entry
        blobs.note(added.dossier, entry.id, added.plaintext, added.opened.body, entry.header.author)


def _is_own(batch: Batch, one: str) -> bool:
    return batch.opened[one].opener == batch.home.agency


def note_receipt(batch: Batch) -> None:
    """Log the collection of what a partner sent (art. 25): one row a dossier and batch."""
    received: dict[tuple[str, str], list[str]] = {}
    for added in batch.added:
        if added.source is not None:
            received.setdefault((added.source, added.dossier), []).append(added.entry.id)
    batch.acts += [
        audit.Act("receive", source, "", one, entries, recipients=[batch.home.agency])
        for (source, one), entries in received.items()
    ]


def moment(when: datetime) -> Any:
    """Return a time as the database's driver takes it."""
    return connection.ops.adapt_datetimefield_value(when)
