"""One batch at the door, inside its transaction: which entries are placed, which wait, which are refused.

The order of a batch does not matter: an entry that lacks a parent is tried again when the parent
comes, in this batch or in a later one.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from mithaq.kinds import law
from mithaq.node import clock, contentkeys, dossiers, incoming, rows, waiting
from mithaq.node.audit import Act
from mithaq.node.dossiers import Held
from mithaq.node.home import Home
from mithaq.node.incoming import Arrival
from mithaq.node.models import DossierRow, EntryRow, Officer
from mithaq.record import bodies
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.graph import Placed
from mithaq.record.header import parse
from mithaq.record.keys import PartyKeys, key_id
from mithaq.record.law import Folded, Opened, read_plaintext

PACT = "pact"

KEY_CHANGES = frozenset({bodies.Rotate.type, bodies.Revoke.type})
"""Common bodies that bring new keys of their author."""

KeyName = tuple[str, str]
"""(agency, key id): a key is looked up by whose it is, so that nobody signs for another."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one frame. `wanted` are the ids without which it waits."""

    id: str | None
    status: Literal["new", "known", "waiting", "refused"]
    refusal: Refusal | None = None
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """An entry that was placed in this transaction."""

    entry: Entry
    placed: Placed
    opened: Opened
    dossier: str
    plaintext: bytes | None
    source: str | None
    doubtful: bool


@dataclass(slots=True)
class Batch:
    """What one transaction has in hand. `source` is the contact that offers, or None for this node."""

    home: Home
    contacts: Mapping[str, PartyKeys]
    source: str | None
    keys: Mapping[KeyName, bytes] = field(default_factory=dict)
    """Signing keys: our own, and our contacts'."""
    now: datetime = field(default_factory=clock.now)
    held: dict[str, Held] = field(default_factory=dict)
    opened: dict[str, Held] = field(default_factory=dict)
    """Dossiers that begin in this batch, by id; they are in `held` too."""
    openings: dict[str, bodies.Open] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)
    groups: dict[str, list[Added]] = field(default_factory=dict)
    """What was added, by dossier."""
    reopened: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Entries that could not be opened before, with their type and body."""
    new_keys: bool = False
    """Whether a contact has other keys from this batch on."""
    acts: list[Act] = field(default_factory=list)
    """For the audit log, beside what `writing` notes of received entries."""
    names: list[tuple[str, Officer]] = field(default_factory=list)
    """Officers to be named on dossiers that begin here."""
    changed: dict[str, set[str]] = field(default_factory=dict)
    """By dossier: entries whose verdict may differ from what is stored."""
    _latest: str = ""
    """The latest time that does not disagree with our clock."""
    _stack: ExitStack = field(default_factory=ExitStack)
    _pending: dict[str, list[tuple[Arrival, str | None]]] = field(default_factory=dict)
    _results: dict[int, Result] = field(default_factory=dict)
    _here: set[str] = field(default_factory=set)
    _kept: list[Arrival] = field(default_factory=list)
    _rows: dict[str, DossierRow] = field(default_factory=dict)

    def begin(self, ids: Iterable[str], stack: ExitStack) -> None:
        """Take these dossiers from the shelf; their locks are held until the stack is closed."""
        self._stack = stack
        self._latest = clock.text(self.now + clock.TOLERANCE)
        self.held = dossiers.take(ids, stack)

    def fold(self, dossier: str) -> Folded:
        """Return what a dossier comes to with what was added, and remember what changed by it."""
        folded = self.held[dossier].dossier.fold()
        self.changed.setdefault(dossier, set()).update(folded.changed)
        return folded

    def row(self, dossier: str) -> DossierRow:
        """Return a dossier's row as it was when the transaction began; read once."""
        if dossier not in self._rows:
            self._rows[dossier] = DossierRow.objects.get(id=dossier)
        return self._rows[dossier]

    def take(self, arrivals: Sequence[Arrival]) -> list[Result]:
        """Place what can be placed, and what waited for it; return one result for each arrival, in order."""
        for arrival in arrivals:
            self._try(arrival, self.source)
        if self.source is not None:
            # Nothing waits for an entry of ours: nobody could name it before it was written.
            self._take_waiting()
        waiting.drop(
            one.entry.id for one in self._kept if one.entry and self._results[id(one)].status != "waiting"
        )
        left: dict[str, list[tuple[Arrival, str]]] = {}
        for missing, some in self._pending.items():
            for arrival, source in some:
                if source is not None:
                    left.setdefault(source, []).append((arrival, missing))
        for source, those in left.items():
            waiting.keep(those, source, self.now)
        return [self._results.get(id(arrival)) or refused(arrival) for arrival in arrivals]

    def _take_waiting(self) -> None:
        """Try again what waited in the database for entries of this batch, and for those, and so on."""
        fresh = [one for added in self.added for one in _frees(added)]
        while fresh:
            before = len(self.added)
            found = [(Arrival(frame), source) for source, frame in waiting.waiting_for(fresh)]
            if not found:
                return
            arrivals = incoming.decoded([arrival.frame for arrival, _ in found])
            # Results are kept by identity, so what they are about must live as long.
            self._kept += arrivals
            waiting.mark_known(arrivals)
            need = set(incoming.dossiers_of(arrivals)) - self.held.keys()
            self.held |= dossiers.take(need, self._stack)
            for arrival, (_, source) in zip(arrivals, found, strict=True):
                incoming.open_one(arrival, self.home)
                self._try(arrival, source)
            fresh = [one for added in self.added[before:] for one in _frees(added)]

    def _try(self, arrival: Arrival, source: str | None) -> None:
        """Place an arrival, and then all of this batch that waited for it."""
        stack = [(arrival, source)]
        while stack:
            one, origin = stack.pop()
            result = self._place(one, origin)
            self._results[id(one)] = result
            if result.status == "waiting":
                self._pending.setdefault(result.wanted[0], []).append((one, origin))
            elif result.status == "new":
                for freed in _frees(self.added[-1]):
                    stack += reversed(self._pending.pop(freed, []))

    def _place(self, arrival: Arrival, source: str | None) -> Result:
        entry = arrival.entry
        if entry is None or arrival.refusal is not None:
            return refused(arrival)
        if arrival.known or entry.id in self._here:
            return Result(entry.id, "known")
        try:
            held = self.held.get(entry.dossier_id)
            if held is None and entry.header.dossier is not None:
                return Result(entry.id, "waiting", wanted=(entry.dossier_id,))
            if held is None:
                return self._open(arrival, entry, source)
            return self._add(held, arrival, entry, source)
        except Refusal as refusal:
            return Result(entry.id, "refused", refusal)

    def _add(self, held: Held, arrival: Arrival, entry: Entry, source: str | None) -> Result:
        dossier = held.dossier
        if entry.id in dossier.graph.nodes:
            # It was looked up before the lock; another process was quicker.
            return Result(entry.id, "known")
        missing = dossier.missing(entry.header)
        if missing:
            return Result(entry.id, "waiting", wanted=tuple(missing))
        self._verify(arrival, entry, dossier)
        if arrival.refusal is not None:
            return refused(arrival)
        placed = dossier.place(entry)
        acknowledgement = entry.header.commitment is None
        opened = read_plaintext(placed, arrival.plaintext, acknowledgement=acknowledgement)
        dossier.put(placed, opened)
        if opened.type == contentkeys.TYPE and opened.body.get("to") == self.home.agency:
            self._reopen(dossier, opened.body)
        self._here.add(entry.id)
        doubtful = is_doubtful(placed, self._latest)
        added = Added(entry, placed, opened, entry.dossier_id, arrival.plaintext, source, doubtful)
        self.added.append(added)
        self.groups.setdefault(added.dossier, []).append(added)
        if opened.type in KEY_CHANGES and dossier.kind == PACT:
            self._note_keys(dossier, entry.header.author)
        return Result(entry.id, "new")

    def _reopen(self, dossier: Dossier, body: Mapping[str, Any]) -> None:
        """Open an entry that could not be opened, by its content key that was sealed anew for us."""
        name = str(body.get("entry"))
        placed = dossier.graph.nodes.get(name)
        if placed is None:
            return
        row = EntryRow.objects.filter(entry=name, dossier_id=dossier.id, body=None, gone=False).first()
        entry = next((one.entry for one in self.added if one.entry.id == name), None)
        if entry is None and row is not None:
            payload = bytes(row.payload)
            entry = Entry(name, parse(payload), payload, bytes(row.signature), bytes(row.sealed or b""))
        if entry is None or entry.header.commitment is None:
            return
        plaintext = contentkeys.open_anew(entry, body, self.home)
        if plaintext is not None:
            opened = read_plaintext(placed, plaintext)
            dossier.put(placed, opened)
            self.reopened.append((name, opened.type, plaintext))

    def _open(self, arrival: Arrival, entry: Entry, source: str | None) -> Result:
        """Begin a dossier. Only a contact may open one for us; all but pacts wait for their pact."""
        author = entry.header.author
        if author != self.home.agency and author not in self.contacts:
            raise Refusal("contact-unknown", {"agency": author})
        if (author, entry.header.key) not in self.keys:
            waits = self._learn_key(arrival, entry)
            if waits is not None:
                return waits
        self._verify(arrival, entry, None)
        if arrival.refusal is not None:
            return refused(arrival)
        opening = read_opening(arrival.plaintext)
        parties = opening_parties(opening)
        if source is not None and source not in parties:
            raise Refusal("relayed-by-stranger", {"agency": source})
        if opening.pact is not None:
            known = self._parties_of(opening.pact.id)
            if not known:
                return Result(entry.id, "waiting", wanted=(opening.pact.id,))
            if author not in known:
                raise Refusal("pact-foreign", {"agency": author})
        elif opening.kind != PACT and len(parties) > 1:
            raise Refusal("pact-absent", {"kind": opening.kind})
        held = Held(
            Dossier.begin(law, self.home.agency),
            opener=author,
            opened_at=entry.header.time,
            exercise=opening.exercise,
        )
        held.cards, held.receipts = {}, set()
        result = self._add(held, arrival, entry, source)
        self.held[entry.id] = self.opened[entry.id] = held
        self.openings[entry.id] = opening
        return result

    def _learn_key(self, arrival: Arrival, entry: Entry) -> Result | None:
        """Look in the pact for a key that is not its author's newest as we know it; a result, if it waits.

        Its author has changed its keys since, or before, and the pact's entry that says so is still on
        its way: then it waits for the pact. What was revoked there opens nothing. The opening is read
        before its signature is checked, and only for the name of the pact.
        """
        opening = None if arrival.plaintext is None else read_opening(arrival.plaintext)
        if opening is None or opening.pact is None:
            return None
        pact, (author, key) = opening.pact.id, (entry.header.author, entry.header.key)
        self.held |= dossiers.take({pact} - self.held.keys(), self._stack)
        held, parties = self.held.get(pact), self._parties_of(pact)
        if parties and author not in parties:
            return None
        public = held.dossier.key_for(key, author) if held else None
        if held is None or public is None:
            return Result(entry.id, "waiting", wanted=(pact,))
        if key in held.dossier.revoked(author) or key == key_id(held.dossier.keys_of(author).recovery):
            raise Refusal("key-not-current")
        self.keys = {**self.keys, (author, key): public}
        return None

    def _note_keys(self, dossier: Dossier, author: str) -> None:
        """Open for an author by the keys that its pact now has, and no more by what it revoked."""
        keys, revoked = dossier.keys_of(author), dossier.revoked(author)
        kept = {name: raw for name, raw in self.keys.items() if name[0] != author or name[1] not in revoked}
        self.keys = {**kept, (author, key_id(keys.sign)): keys.sign}

    def _verify(self, arrival: Arrival, entry: Entry, dossier: Dossier | None) -> None:
        """Check the signature by the author's key as the dossier knows it; an opening's by a contact's.

        Or this node would let in what another refuses, which knows that contact by other keys or not at all.
        """
        author, key = entry.header.author, entry.header.key
        known = dossier is not None and dossier.id
        public = dossier.key_for(key, author) if dossier and known else self.keys.get((author, key))
        if public is None:
            raise Refusal("key-unknown", {"key": key})
        if not arrival.verified:
            incoming.verify(arrival, public)

    def _parties_of(self, pact: str) -> frozenset[str]:
        """Return all that are or were parties of a dossier, if it is here."""
        if pact in self.openings:
            return opening_parties(self.openings[pact])
        found = rows.select("SELECT agency FROM node_party WHERE dossier_id IN {}", [bytes.fromhex(pact)])
        return frozenset(agency for (agency,) in found)


def _frees(added: Added) -> tuple[str, ...]:
    """Return the ids for which others may have waited: an entry's, and its dossier's for a new key in it."""
    return (added.entry.id, added.dossier) if added.opened.type in KEY_CHANGES else (added.entry.id,)


def refused(arrival: Arrival) -> Result:
    """Return the result of an arrival whose bytes or signature are at fault."""
    return Result(arrival.entry.id if arrival.entry else None, "refused", arrival.refusal)


def read_opening(plaintext: bytes | None) -> bodies.Open:
    """Return the body of an opening that was opened here; Refusal opening-closed if it was not."""
    if plaintext is None:
        raise Refusal("opening-closed")
    opened = read_plaintext(NOWHERE, plaintext)
    if opened.fault is not None:
        raise opened.fault
    if opened.type != bodies.Open.type:
        raise Refusal("type-unknown", {"kind": ""})
    body = bodies.read(bodies.Open.type, opened.body)
    if isinstance(body, Refusal):
        raise body
    assert isinstance(body, bodies.Open)  # noqa: S101 - what read returns for this type
    return body


def opening_parties(opening: bodies.Open) -> frozenset[str]:
    """Return the agencies that an opening names."""
    return frozenset(str(keys.get("agency")) for keys in opening.parties)


def is_doubtful(placed: Placed, latest: str) -> bool:
    """Return whether an entry's time is after `latest`, or is before what its author had read.

    What it has read by a clock that is ahead of ours is that one's fault and not its: then it is only
    compared with ours.
    """
    # The order of texts is that of times: this is asked of every entry, and parsing costs.
    own, read = placed.time, placed.latest
    if own >= read or own > latest:
        return own > latest
    behind = clock.moment(min(read, latest)) - clock.moment(own)
    return behind > (clock.TOLERANCE if read <= latest else 2 * clock.TOLERANCE)


NOWHERE = Placed("", "", 1, (), 1, {}, "", "")
"""For reading a body before its entry has a place."""
