"""What entitles an entry, read from its own past alone (LAW-11 to LAW-14, LAW-31 to LAW-48).

So the answer is the same at every node and in every order of arrival. What may take the effect of an
entitled entry away later (a fork, an exclusion, a revocation) is in bar.py.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import replace

from mithaq.record import bodies
from mithaq.record.errors import Refusal
from mithaq.record.forks import late_branches
from mithaq.record.graph import Fork, Graph, Key, Placed
from mithaq.record.keys import PartyKeys
from mithaq.record.law import Opened
from mithaq.record.limits import MAX_PARTIES
from mithaq.record.membership import Event, Standing
from mithaq.record.past import EntryPast
from mithaq.record.signing import key_id, verify
from mithaq.record.stability import acknowledges, speaks


def author_refusal(standing: Standing, entry: Placed) -> Refusal | None:
    """Return why its author may not write this entry, by its past, or None (LAW-11 to LAW-13)."""
    signer = standing.signers.get(entry.author)
    if signer is None:
        return Refusal("not-a-member", {"agency": entry.author})
    if entry.signer != signer and entry.signer != key_id(standing.keys[entry.author].recovery):
        return Refusal("key-not-current")
    if entry.to:
        for party in standing.members:
            if party not in entry.to:
                return Refusal("recipient-absent", {"agency": party})
    elif entry.signer != signer:
        return Refusal("key-not-current")
    return None


class Judge:
    """Judges the common bodies of one dossier: each either becomes an Event or is refused."""

    def __init__(self, graph: Graph, tops: Mapping[str, Key], events: Mapping[str, Event]) -> None:
        self._graph = graph
        self._tops = tops
        self._events = events
        self._rules: dict[type[bodies.Body], Callable[..., Event | Refusal]] = {
            bodies.Open: self._open,
            bodies.Admit: self._admit,
            bodies.Accept: self._accept,
            bodies.Leave: self._plain,
            bodies.Exclude: self._exclude,
            bodies.Rotate: self._rotate,
            bodies.Revoke: self._revoke,
            bodies.CannotOpen: self._cannot_open,
            bodies.Reseal: self._reseal,
            bodies.Resolve: self._resolve,
            bodies.Recall: self._recall,
            bodies.Erase: self._recall,
            bodies.Erased: self._named,
            bodies.Rules: self._rules_version,
            bodies.ConfirmTime: self._confirm_time,
        }

    def judge(self, past: EntryPast, opened: Opened) -> Event | Refusal:
        """Return the event that a common body is, or why it is none."""
        body = bodies.read(opened.type, opened.body)
        if isinstance(body, Refusal):
            return body
        if not isinstance(body, bodies.Revoke) and signed_by_recovery(past):
            return Refusal("key-not-current")
        return self._rules[type(body)](past, body)

    # ------------------------------------------------------------------ parties

    def _open(self, past: EntryPast, body: bodies.Open) -> Event | Refusal:
        if past.placed.parents:
            return Refusal("opening-repeated")
        found: dict[str, PartyKeys] = {}
        for index, value in enumerate(body.parties):
            keys = bodies.read_keys("open", f"parties.{index}", value)
            if isinstance(keys, Refusal):
                return keys
            if keys.agency in found:
                return Refusal("party-repeated", {"agency": keys.agency})
            found[keys.agency] = keys
        if past.author not in found:
            return Refusal("not-a-member", {"agency": past.author})
        if past.placed.signer != key_id(found[past.author].sign):
            return Refusal("key-not-current")
        return Event(past.placed, body, keys=tuple(found.values()))

    def _admit(self, past: EntryPast, body: bodies.Admit) -> Event | Refusal:
        if body.agency in past.standing.members:
            return Refusal("already-a-member", {"agency": body.agency})
        if len(past.standing.members) >= MAX_PARTIES:
            return Refusal("parties-too-many", {"most": MAX_PARTIES})
        keys = bodies.read_keys("admit", "keys", body.keys)
        if isinstance(keys, Refusal):
            return keys
        if keys.agency != body.agency:
            return Refusal("keys-differ", {"agency": keys.agency})
        return self._event(past, body, keys)

    def _accept(self, past: EntryPast, body: bodies.Accept) -> Event | Refusal:
        proposal = past.standing.proposals.get(body.entry)
        if proposal is None:
            return Refusal("proposal-unknown", {"entry": body.entry})
        if past.author not in proposal.missing:
            return Refusal("already-accepted", {"entry": body.entry})
        proposed = proposal.event.body
        if body.hash != (proposed.hash if isinstance(proposed, bodies.Admit) else None):
            return Refusal("hash-differs", {"entry": body.entry})
        return self._event(past, body)

    def _exclude(self, past: EntryPast, body: bodies.Exclude) -> Event | Refusal:
        if body.agency == past.author or body.agency not in past.standing.members:
            return Refusal("not-another-member", {"agency": body.agency})
        last = speaks(self._graph, past.standing, body.agency, past.placed)
        if body.last != (last.seq if last else 0):
            return Refusal("number-differs", {"agency": body.agency, "number": last.seq if last else 0})
        others = tuple(party for party in past.standing.members if party != past.author)
        return Event(past.placed, body, others, last=last)

    # ------------------------------------------------------------------ keys

    def _rotate(self, past: EntryPast, body: bodies.Rotate) -> Event | Refusal:
        keys = self._own_keys(past, "keys", body.keys)
        if isinstance(keys, Refusal):
            return keys
        if keys.recovery != past.standing.keys[past.author].recovery:
            return Refusal("recovery-key-differs")
        claim = bodies.rotation_claim(self._graph.opening, past.author, past.seq, keys)
        if not verify(keys.sign, _decoded(body.proof), claim):
            return Refusal("proof-invalid")
        return self._event(past, body, keys)

    def _revoke(self, past: EntryPast, body: bodies.Revoke) -> Event | Refusal:
        if not signed_by_recovery(past):
            return Refusal("recovery-key-needed")
        if body.key not in self._announced(past):
            return Refusal("key-unknown", {"key": body.key})
        keys = self._own_keys(past, "revoke", body.keys)
        if isinstance(keys, Refusal):
            return keys
        stable = self._last_stable(past)
        if not stable <= body.last < past.seq:
            return Refusal("number-below-stable", {"number": stable})
        if key_id(keys.sign) in (revoked := self._stolen(past, body)):
            return Refusal("keys-differ", {"agency": past.author})
        return replace(self._event(past, body, keys), revoked=revoked)

    def _announced(self, past: EntryPast) -> set[str]:
        """Return the ids of all keys that the author of an entry has signed with by its past."""
        every = (keys for event in past.standing.events for keys in event.keys)
        return {key_id(keys.sign) for keys in every if keys.agency == past.author}

    def _stolen(self, past: EntryPast, body: bodies.Revoke) -> frozenset[str]:
        """Return the key that is taken back, with those that whoever had it has brought since."""
        stolen = {body.key}
        for event in past.standing.events:
            one = event.placed
            turned = isinstance(event.body, bodies.Rotate) and one.author == past.author
            if turned and one.seq > body.last and one.signer in stolen:
                stolen.add(key_id(event.keys[0].sign))
        return frozenset(stolen)

    def _own_keys(self, past: EntryPast, type_: str, value: object) -> PartyKeys | Refusal:
        keys = bodies.read_keys(type_, "keys", value)
        if isinstance(keys, Refusal):
            return keys
        if keys.agency != past.author or key_id(keys.sign) == past.standing.signers[past.author]:
            return Refusal("keys-differ", {"agency": keys.agency})
        return keys

    def _last_stable(self, past: EntryPast) -> int:
        """Return the author's last number that is stable in the past of this entry, the entry left out."""
        top = max((self._tops[parent] for parent in past.placed.parents), default=(0, ""))
        one = self._graph.nodes.get(past.placed.parents[0])
        while one is not None and one.author == past.author and one.key > top:
            one = self._graph.nodes[one.parents[0]] if one.seq > 1 else None
        return one.seq if one is not None and one.author == past.author else 0

    # ------------------------------------------------------------------ bodies that do not open

    def _cannot_open(self, past: EntryPast, body: bodies.CannotOpen) -> Event | Refusal:
        for entry in body.entries:
            found = self._seen(past, entry)
            if isinstance(found, Refusal):
                return found
            if found.author == past.author:
                return Refusal("entry-own", {"entry": entry})
            if self._acknowledged_before(past, found):
                return Refusal("already-held", {"entry": entry})
        return self._event(past, body)

    def _reseal(self, past: EntryPast, body: bodies.Reseal) -> Event | Refusal:
        found = self._seen(past, body.entry)
        return found if isinstance(found, Refusal) else self._event(past, body)

    # ------------------------------------------------------------------ forks

    def _resolve(self, past: EntryPast, body: bodies.Resolve) -> Event | Refusal:
        fork = self._fork(past, body)
        if fork is None or body.agency == past.author:
            return Refusal("fork-unknown", {"agency": body.agency})
        point = (fork.author, fork.predecessor)
        if point in past.standing.settled or (point, past.author) in past.standing.voted:
            return Refusal("fork-voted", {"agency": body.agency})
        graph = self._graph
        seen = (
            (one, self._tops[one.id])
            for one in graph.nodes.values()
            if one is not past.placed and graph.covers(past.placed, one)
        )
        late = late_branches(graph, fork, seen)
        if body.stays in late:
            return Refusal("branch-late", {"entry": body.stays})
        others = tuple(party for party in past.standing.members if party != past.author)
        return Event(past.placed, body, others, point=point, void=late)

    def _fork(self, past: EntryPast, body: bodies.Resolve) -> Fork | None:
        for fork in self._graph.forks_in(past.placed):
            if fork.author == body.agency and body.stays in {branch.id for branch in fork.branches}:
                return fork
        return None

    # ------------------------------------------------------------------ recall, rules, times

    def _recall(self, past: EntryPast, body: bodies.Recall | bodies.Erase) -> Event | Refusal:
        for entry in body.entries:
            found = self._seen(past, entry)
            if isinstance(found, Refusal):
                return found
            if found.author != past.author:
                return Refusal("entry-not-own", {"entry": entry})
            if entry in self._events:
                return Refusal("entry-kept", {"entry": entry})
        return self._event(past, body)

    def _named(self, past: EntryPast, body: bodies.Erased) -> Event | Refusal:
        for entry in body.entries:
            found = self._seen(past, entry)
            if isinstance(found, Refusal):
                return found
        return self._event(past, body)

    def _rules_version(self, past: EntryPast, body: bodies.Rules) -> Event | Refusal:
        if body.version <= past.standing.version:
            return Refusal("version-not-newer", {"version": body.version})
        return self._event(past, body)

    def _confirm_time(self, past: EntryPast, body: bodies.ConfirmTime) -> Event | Refusal:
        found = self._seen(past, body.entry)
        if isinstance(found, Refusal):
            return found
        if body.doubt and (found.author == past.author or self._acknowledged_before(past, found)):
            return Refusal("already-held", {"entry": body.entry})
        return self._event(past, body)

    def _plain(self, past: EntryPast, body: bodies.Body) -> Event | Refusal:
        return self._event(past, body)

    # ------------------------------------------------------------------

    def _event(self, past: EntryPast, body: bodies.Body, *keys: PartyKeys) -> Event:
        others = tuple(party for party in past.standing.members if party != past.author)
        return Event(past.placed, body, others, keys)

    def _seen(self, past: EntryPast, entry: str) -> Placed | Refusal:
        """Return an entry that this one may name: it is in its past (LAW-44)."""
        if entry == past.id or not past.has(entry):
            return Refusal("entry-unseen", {"entry": entry})
        return self._graph.nodes[entry]

    def _acknowledged_before(self, past: EntryPast, one: Placed) -> bool:
        """Return whether the author's previous entry already acknowledges `one`: its first word counts."""
        before = self._graph.nodes[past.placed.parents[0]]
        return before.author == past.author and acknowledges(self._graph, past.standing, before, one)


def signed_by_recovery(past: EntryPast) -> bool:
    """Return whether an entry is signed by its author's recovery key: only a revocation may be (LAW-12)."""
    signer = past.standing.signers.get(past.author)
    return signer is not None and past.placed.signer != signer


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
