"""Who holds, has read, has acted on or has refused an entry: from signed entries only.

What a party holds is one clock a party, that of its newest entry; what it read, did or refused is
a row each, for these are few. "Sent" is all the rest: given to the exchange and not confirmed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from django.db import connection

from mithaq.node import dossiers, rows
from mithaq.node.arrivals import Added, Batch
from mithaq.node.dossiers import Held
from mithaq.node.models import Contact, EntryRow, Party, Receipt, Resync
from mithaq.record import bodies
from mithaq.record.law import Folded

State = Literal["sent", "held", "cannot-open", "read", "acted-on", "refused"]
READ, ACTED, REFUSED = "read", "acted-on", "refused"
REFUSING = frozenset({"refuse", "decline", "object"})
"""Types by which a party says no to what it names, with a ground or a reason."""

# Types that say nothing about what an officer of that party did.
_SILENT = frozenset({bodies.ACKNOWLEDGEMENT, bodies.UNOPENED, *bodies.COMMON, "read", "refer"})
_PARTY = ("dossier_id", "agency", "since", "until", "clock", "cannot_open", "last_entry_at")
# Each party, with each receipt of its own about one of the entries; no contact is one that was removed.
_STANDINGS = (
    "SELECT p.agency, p.since, p.until, d.opened_at, p.clock, p.cannot_open, p.last_entry_at, c.last_heard,"
    " r.entry, r.what, r.reason, r.by, r.time FROM node_party p"
    " JOIN node_dossierrow d ON d.id = p.dossier_id LEFT JOIN node_contact c ON c.agency = p.agency"
    " LEFT JOIN node_receipt r ON r.dossier_id = p.dossier_id AND r.entry IN {} AND r.agency = p.agency"
    " WHERE p.dossier_id = %s"
)
_RECEIPT = ("dossier_id", "entry", "agency", "what", "reason", "by", "time")


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far an entry has come with one party; `time` is of the party's entry that says so."""

    agency: str
    state: State
    reason: str = ""
    by: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A party as its own signed entries show it, and what it has signed about some entries.

    `said` is what it has said of each of them: the state, its reason, the entry that says so, its time.
    """

    agency: str
    since: str
    until: str
    opened_at: str
    clock: Mapping[str, int]
    cannot_open: frozenset[str]
    last_entry_at: datetime | None
    last_heard: datetime | None
    """When this node last heard of its node at all; None for what is no contact."""
    said: Mapping[str, Mapping[str, Delivery]]

    def of(self, row: EntryRow) -> Delivery | None:
        """Return how far an entry has come with it; None for its own, and for what it was no party to."""
        if self.agency == row.author or not self._was_party(row.time):
            return None
        said = self.said.get(row.entry, {})
        for what in (REFUSED, ACTED, READ):
            if what in said:
                return said[what]
        if row.entry in self.cannot_open:
            return Delivery(self.agency, "cannot-open")
        return Delivery(self.agency, "held" if self.clock.get(row.author, 0) >= row.seq else "sent")

    def _was_party(self, time: str) -> bool:
        came_later = self.since > self.opened_at
        return not (came_later and time < self.since) and not (self.until and self.until < time)


def standings(dossier: str, entries: Iterable[str]) -> list[Standing]:
    """Return every party of a dossier with what it has signed about these entries, in one query."""
    named = [bytes.fromhex(entry) for entry in entries] or [b""]
    parties: dict[str, tuple[Any, ...]] = {}
    said: dict[str, dict[str, dict[str, Delivery]]] = {}
    for row in rows.select(_STANDINGS, named, bytes.fromhex(dossier)):
        agency, entry, what, reason, by, time = row[0], *row[8:]
        parties[agency] = row[:8]
        if entry is not None:
            told = Delivery(agency, what, reason, bytes(by).hex(), time)
            said.setdefault(agency, {}).setdefault(bytes(entry).hex(), {})[what] = told
    return [_standing(parties[agency], said.get(agency, {})) for agency in sorted(parties)]


def _standing(row: tuple[Any, ...], said: Mapping[str, Mapping[str, Delivery]]) -> Standing:
    agency, since, until, opened_at, clock, unopened, entry_at, heard = row
    return Standing(
        agency,
        since,
        until,
        opened_at,
        _json(clock),
        frozenset(_json(unopened)),
        _moment(entry_at),
        _moment(heard),
        said,
    )


def _json(stored: Any) -> Any:
    return json.loads(stored) if isinstance(stored, str) else stored


def _moment(stored: Any) -> datetime | None:
    """Return a time as the ORM would: SQLite gives its text."""
    found = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def of_entries(dossier: str, entries: Iterable[EntryRow]) -> dict[str, list[Delivery]]:
    """Return for each entry the state with every other party, in one query for up to 500 entries.

    A newcomer is none of those whom an entry from before could have reached.
    """
    entries = list(entries)
    parties = standings(dossier, [row.entry for row in entries])
    return {row.entry: [one for party in parties if (one := party.of(row))] for row in entries}


def write(batch: Batch, folded: Mapping[str, Folded]) -> None:
    """Bring parties' clocks and receipts up to date for what a batch added."""
    newest: dict[tuple[str, str], Added] = {}
    for added in batch.added:
        newest[added.dossier, added.entry.header.author] = added
        members, to = folded[added.dossier].members, added.placed.to
        if to and to != members and not set(members) <= set(to):
            batch.held[added.dossier].seal_anew = True
    _write_parties(batch, folded, newest)
    made = [row for added in batch.added for row in _receipts(batch.held[added.dossier], added)]
    rows.insert(Receipt, _RECEIPT, made, conflict="(dossier_id, entry, agency, what) DO NOTHING")


def _write_parties(
    batch: Batch, folded: Mapping[str, Folded], newest: Mapping[tuple[str, str], Added]
) -> None:
    now = connection.ops.adapt_datetimefield_value(batch.now)
    spoke, new = [], []
    for (one, agency), added in newest.items():
        unopened = json.dumps(sorted(_cannot_open(batch.held[one], agency)))
        clock = json.dumps(dict(added.placed.clock))
        spoke.append((bytes.fromhex(one), agency, _since(batch, added), "", clock, unopened, now))
    for one, result in folded.items():
        held = batch.held[one]
        latest = max(added.placed.latest for added in batch.groups[one])
        since = held.opened_at if one in batch.opened else latest
        for agency in set(result.members) - set(held.members):
            if (one, agency) not in newest:
                new.append((bytes.fromhex(one), agency, since, "", _last_clock(held, agency), "[]", None))
            if held.members:
                _admit(one, agency, held, latest)
        gone = set(held.members) - set(result.members)
        if gone:
            Party.objects.filter(dossier_id=one, agency__in=gone).update(until=latest)
        held.members = result.members
    rows.insert(Party, _PARTY, new, conflict="(dossier_id, agency) DO NOTHING")
    rows.insert(
        Party,
        _PARTY,
        spoke,
        conflict="(dossier_id, agency) DO UPDATE SET clock = excluded.clock,"
        " cannot_open = excluded.cannot_open, last_entry_at = excluded.last_entry_at",
    )


def _since(batch: Batch, added: Added) -> str:
    """Return since when an author is a party of which nothing is known yet."""
    one = added.dossier
    return batch.held[one].opened_at if one in batch.opened else added.entry.header.time


def _last_clock(held: Held, agency: str) -> str:
    """Return what an agency holds by its newest entry: on a ground, that one has no row here."""
    heads = held.dossier.graph.heads.get(agency, ())
    return json.dumps(dict(max(heads, key=lambda one: one.key).clock) if heads else {})


def _admit(dossier: str, agency: str, held: Held, since: str) -> None:
    """Have sent to a newcomer all that is not in its ground, and sealed to it what was not (LAW-62)."""
    held.seal_anew = True
    # One that is admitted again has its row from before.
    Party.objects.filter(dossier_id=dossier, agency=agency).exclude(until="").update(until="", since=since)
    if Contact.objects.filter(agency=agency).exists():
        values = {"from_serial": dossiers.before_newcomer(held.dossier, agency)}
        Resync.objects.get_or_create(contact_id=agency, dossier=dossier, defaults=values)


def _cannot_open(held: Held, agency: str) -> set[str]:
    """Return the entries that a party has said it cannot open, and that were not sealed to it anew since."""
    nodes = held.dossier.graph.nodes
    named = (entry for entry in held.unopened.get(agency, ()) if entry in nodes)
    return {entry for entry in named if not held.dossier.held_by(entry, agency)}


def _receipts(held: Held, added: Added) -> Iterator[rows.Row]:
    """Yield what an entry says about others: read, acted on, refused; each is said once."""
    opened, author = added.opened, added.entry.header.author
    if opened.type == "read":
        named, what = dossiers.entries_named(opened), READ
    elif opened.type in _SILENT or opened.fault is not None:
        return
    else:
        what = REFUSED if opened.type in REFUSING else ACTED
        named = _named(opened.body) or [added.dossier]
    reason = str(opened.body.get("ground", ""))[:64] if what == REFUSED else ""
    for entry in named:
        if (entry, author, what) in (held.receipts or ()) or not is_entry_of_another(held, entry, author):
            continue
        if held.receipts is not None:
            held.receipts.add((entry, author, what))
        yield (
            bytes.fromhex(added.dossier),
            bytes.fromhex(entry),
            author,
            what,
            reason,
            bytes.fromhex(added.entry.id),
            added.entry.header.time,
        )


def is_entry_of_another(held: Held, entry: str, author: str) -> bool:
    """Return whether this is an entry of the dossier that the author did not write itself."""
    found = held.dossier.graph.nodes.get(entry)
    return found is not None and found.author != author


def _named(body: Mapping[str, Any]) -> list[str]:
    """Return the entries that a body names as what it answers."""
    one = body.get("entry")
    return [one] if isinstance(one, str) else []
