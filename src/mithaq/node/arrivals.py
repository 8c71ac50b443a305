"""One batch at the door, inside its transaction: which entries are placed, which wait, which are refused.

The order of a batch does not matter: an entry that lacks a parent is tried again when the parent
comes, in this batch or in a later one.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from mithaq.kinds import law
from mithaq.node import clock, contentkeys, dossiers, incoming, newcomer, rows, waiting
from mithaq.node.audit import Act
from mithaq.node.dossiers import Held
from mithaq.node.home import Home
from mithaq.node.incoming import Arrival
from mithaq.node.models import DossierRow, EntryRow, Officer
from mithaq.node.openings import opening_parties, read_opening
from mithaq.node.outcomes import KEY_CHANGES as KEY_CHANGES
from mithaq.node.outcomes import Added as Added
from mithaq.node.outcomes import Result as Result
from mithaq.node.outcomes import refused as refused
from mithaq.record import bodies
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.header import parse
from mithaq.record.keys import PartyKeys, key_id
from mithaq.record.law import Folded, Opened, read_plaintext

PACT = "pact"

KeyName = tuple[str, str]
"""(agency, key id): a key is looked up by whose it is, so that nobody signs for another."""


@dataclass(slots=True)
class Batch:
    """What one transaction has in hand. `source` is the contact that offers, or None for this node."""

    home: Home
    contacts: Mapping[str, PartyKeys]
    source: str | None
    keys: Mapping[KeyName, bytes] = field(default_factory=dict)
    """Signing keys: our own, and our contacts'."""
    now: datetime = field(default_factory=clock.now)
    serial: int = 0
    """The store's last."""
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
    _any_waits: bool = True
    """Whether anything waited in the database when the transaction began."""
    _stood: list[str] = field(default_factory=list)
    """Dossiers that stand here, since this batch, on the ground of an admission."""

    def begin(self, locked: Mapping[str, Held], stack: ExitStack) -> Callable[[], None]:
        """Ask for all that a batch begins with; return what reads it. The stack holds the dossiers' locks."""
        self._stack = stack
        self._latest = clock.text(self.now + clock.TOLERANCE)
        last, some = rows.later(rows.LAST_SERIAL), rows.later(waiting.ANY)
        heads = dossiers.heads(locked)

        def read() -> None:
            self.serial, self._any_waits = last()[0][0] or 0, bool(some())
            self.held = dossiers.brought_up_to_date(locked, heads())

        return read

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
            self._take_admissions()
        for one in self._stood:
            if one not in self.groups:
                # Nothing on that ground could be placed yet: the admission comes again.
                self.held.pop(one, None)
                self.opened.pop(one, None)
                dossiers.forget([one])
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
        before = stood = 0
        while self._any_waits and (before < len(self.added) or stood < len(self._stood)):
            fresh = [one for added in self.added[before:] for one in added.frees]
            found = [*waiting.waiting_for(fresh), *waiting.of_dossiers(self._stood[stood:])]
            before, stood = len(self.added), len(self._stood)
            self._try_again(found)

    def _take_admissions(self) -> None:
        """Try again what may admit us to dossiers of which something has come, and which are closed to us."""
        pending = {one.entry.dossier_id for some in self._pending.values() for one, _ in some if one.entry}
        closed = [
            one
            for one in pending
            if one not in self.held or self.home.agency not in self.held[one].dossier.members()
        ]
        if closed and self._any_waits and self._try_again(waiting.of_dossiers(closed, but_beginning=True)):
            self._take_waiting()

    def _try_again(self, frames: Sequence[tuple[str, bytes]]) -> bool:
        """Place what waited in the database, if it can be; return whether there was any."""
        if not frames:
            return False
        arrivals = incoming.decoded([frame for _, frame in frames])
        # Results are kept by identity, so what they are about must live as long.
        self._kept += arrivals
        waiting.mark_known(arrivals, waiting.known(arrivals)())
        need = set(incoming.dossiers_of(arrivals)) - self.held.keys()
        self.held |= dossiers.take(need, self._stack)
        for arrival, (source, _) in zip(arrivals, frames, strict=True):
            incoming.open_one(arrival, self.home)
            self._try(arrival, source)
        return True

    def _try(self, arrival: Arrival, source: str | None) -> None:
        """Place an arrival, and then all of this batch that waited for it."""
        stack = [(arrival, source)]
        while stack:
            one, origin = stack.pop()
            stood = len(self._stood)
            result = self._place(one, origin)
            self._results[id(one)] = result
            for dossier in self._stood[stood:]:
                nodes = self.held[dossier].dossier.graph.nodes
                for freed in [missing for missing in self._pending if missing in nodes]:
                    stack += reversed(self._pending.pop(freed))
            if result.status == "waiting":
                self._pending.setdefault(result.wanted[0], []).append((one, origin))
            elif result.status == "new":
                for freed in self.added[-1].frees:
                    stack += reversed(self._pending.pop(freed, []))

    def _place(self, arrival: Arrival, source: str | None) -> Result:
        entry = arrival.entry
        if entry is None or arrival.refusal is not None:
            return refused(arrival)
        if arrival.known or entry.id in self._here:
            return Result(entry.id, "known")
        try:
            held = self.held.get(entry.dossier_id)
            if held is None and entry.header.dossier is None:
                return self._open(arrival, entry, source)
            found = held or self._join(arrival, entry, source)
            return self._add(found, arrival, entry, source) if isinstance(found, Held) else found
        except Refusal as refusal:
            return Result(entry.id, "refused", refusal)

    def _add(
        self, held: Held, arrival: Arrival, entry: Entry, source: str | None, read: Opened | None = None
    ) -> Result:
        """Add an entry to its dossier; `read` is its body, if it was read before."""
        dossier = held.dossier
        if entry.id in dossier.graph.nodes:
            # It was looked up before the lock; another process was quicker.
            return Result(entry.id, "known")
        missing = dossier.missing(entry.header)
        if missing and self.home.agency not in dossier.members() and dossier.id not in self._stood:
            # We left, and what has been since is not for us: an admission brings a ground anew.
            found = self._join(arrival, entry, source, held)
            if isinstance(found, Held):
                return self._add(found, arrival, entry, source)
            if found.wanted != (entry.dossier_id,):
                return found
        if missing:
            return Result(entry.id, "waiting", wanted=tuple(missing))
        self._verify(arrival, entry, dossier)
        if arrival.refusal is not None:
            return refused(arrival)
        placed = dossier.place(entry)
        if read is not None:
            opened = replace(read, placed=placed)
        else:
            acknowledgement = entry.header.commitment is None
            opened = read_plaintext(placed, arrival.plaintext, acknowledgement=acknowledgement)
        dossier.put(placed, opened)
        if opened.type == contentkeys.TYPE and opened.body.get("to") == self.home.agency:
            self._reopen(dossier, opened.body)
        self._here.add(entry.id)
        doubtful = clock.is_doubtful(placed, self._latest)
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
        if self.home.agency not in entry.header.to:
            # We were no party then: it is known as soon as an admission brings the ground that it is in.
            return Result(entry.id, "waiting", wanted=(entry.id,))
        if (author, entry.header.key) not in self.keys:
            waits = self._learn_key(arrival, entry)
            if waits is not None:
                return waits
        self._verify(arrival, entry, None)
        if arrival.refusal is not None:
            return refused(arrival)
        opening, read = read_opening(arrival.plaintext)
        parties = opening_parties(opening)
        if source is not None and source not in parties:
            raise Refusal("relayed-by-stranger", {"agency": source})
        if self._waits_for_pact(opening, author, len(parties)):
            return Result(entry.id, "waiting", wanted=(str(opening.pact and opening.pact.id),))
        held = Held(Dossier.begin(law, self.home.agency), opener=author, opened_at=entry.header.time)
        result = self._add(held, arrival, entry, source, read)
        self._begin(entry.id, held, opening)
        return result

    def _begin(self, dossier: str, held: Held, opening: bodies.Open) -> None:
        held.exercise, held.cards, held.receipts = opening.exercise, {}, set()
        self.held[dossier] = self.opened[dossier] = held
        self.openings[dossier] = opening

    def _waits_for_pact(self, opening: bodies.Open, author: str, count: int) -> bool:
        """Return whether the pact is not here yet; Refusal pact-absent, or pact-foreign for the author."""
        if opening.pact is not None:
            known = self._parties_of(opening.pact.id)
            if known and author not in known:
                raise Refusal("pact-foreign", {"agency": author})
            return not known
        if opening.kind != PACT and count > 1:
            raise Refusal("pact-absent", {"kind": opening.kind})
        return False

    def _join(
        self, arrival: Arrival, entry: Entry, source: str | None, former: Held | None = None
    ) -> Held | Result:
        """Begin a dossier on the ground of an entry that admits this agency; all others wait for it."""
        author, dossier = entry.header.author, entry.dossier_id
        admission = newcomer.read(arrival.plaintext, self.home.agency)
        if admission is None:
            return Result(entry.id, "waiting", wanted=(dossier,))
        if author not in self.contacts:
            raise Refusal("contact-unknown", {"agency": author})
        self._verify(arrival, entry, None)
        if arrival.refusal is not None:
            return refused(arrival)
        blob = newcomer.missing_blob(admission, author)
        if blob is not None:
            return Result(entry.id, "waiting", wanted=(blob,))
        found, packed = newcomer.stand(admission, self.home, author, self.contacts)
        if found.id != dossier or found.opening is None:
            raise Refusal("dossier-differs")
        if source is not None and source not in found.members():
            raise Refusal("relayed-by-stranger", {"agency": source})
        if self._waits_for_pact(found.opening, author, len(found.members())):
            return Result(entry.id, "waiting", wanted=(str(found.opening.pact and found.opening.pact.id),))
        self._stood.append(dossier)
        if former is not None:
            dossiers.stand_again(dossier, former, found, packed)
            return former
        opener = found.graph.nodes[dossier]
        held = Held(found, opener=opener.author, opened_at=opener.time, ground=packed)
        held.base_count = len(found.graph.nodes)
        self._begin(dossier, held, found.opening)
        return held

    def _learn_key(self, arrival: Arrival, entry: Entry) -> Result | None:
        """Look in the pact for a key that is not its author's newest as we know it; a result, if it waits.

        Its author has changed its keys since, or before, and the pact's entry that says so is still on
        its way: then it waits for the pact. What was revoked there opens nothing. The opening is read
        before its signature is checked, and only for the name of the pact.
        """
        opening = None if arrival.plaintext is None else read_opening(arrival.plaintext)[0]
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
            return opening_parties(self.openings[pact]) | {*self.opened[pact].dossier.members()}
        found = rows.select("SELECT agency FROM node_party WHERE dossier_id IN {}", [bytes.fromhex(pact)])
        return frozenset(agency for (agency,) in found)
