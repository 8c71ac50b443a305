"""A small world for the tests of the law: agencies with dossiers in memory, and a counter as kind.

Entries have no cryptography here, so that thousands can be made; their ids are hashes all the same.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mithaq.record import jsonprofile
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.header import Draft, Header, encode
from mithaq.record.keys import OpeningKey, PartyKeys, SigningKey, key_id
from mithaq.record.law import Deviating, Law, Opened, Past, read_plaintext

AGENCIES = ("ma.dgsn", "es.policia", "de.bundespolizei")
START = "2030-06-08T18:00:00.000Z"


@dataclass(frozen=True)
class Tally:
    """The state of the tests' kind: a sum, who may still order, and which entries made it what it is."""

    total: int = 0
    parts: tuple[tuple[str, int], ...] = ()
    permits: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()


@dataclass(frozen=True)
class TallyLaw:
    """A kind of dossier that adds. `go` is an order and needs a stable permit; `seen` is a report.

    `take` is refused when the sum does not suffice, so that the order of entries matters.
    """

    version: int = 1
    name: str = "tally"

    def start(self, opening: Opened, past: Past, /) -> Tally | Refusal:
        if opening.body["body"].get("refuse"):
            return Refusal("unopenable")
        return Tally()

    def apply(self, state: Tally, entry: Opened, past: Past, /) -> Tally | Deviating[Tally] | Refusal:
        amount, name = entry.body.get("amount", 0), entry.placed.id
        if not isinstance(amount, int):
            return Refusal("body-invalid", {"type": entry.type, "field": "amount"})
        match entry.type:
            case "add":
                return replace(state, total=state.total + amount, parts=(*state.parts, (name, amount)))
            case "take":
                return self._take(state, entry, amount)
            case "permit":
                return replace(state, permits=(*state.permits, name))
            case "go":
                return self._go(state, entry, past)
            case "seen":
                after = replace(state, parts=(*state.parts, (name, 0)))
                deviation = Refusal("proposal-unknown", {"entry": name})
                return after if state.ordered else Deviating(after, (deviation,))
            case _:
                return Refusal("body-invalid", {"type": entry.type, "field": "type"})

    def _take(self, state: Tally, entry: Opened, amount: int) -> Tally | Refusal:
        if state.total < amount:
            return Refusal("number-differs", {"agency": entry.placed.author, "number": state.total})
        return replace(state, total=state.total - amount, parts=(*state.parts, (entry.placed.id, -amount)))

    def _go(self, state: Tally, entry: Opened, past: Past) -> Tally | Refusal:
        permit = str(entry.body["permit"])
        if permit not in state.permits or not past.stable(permit):
            return Refusal("proposal-unknown", {"entry": permit})
        return replace(state, ordered=(*state.ordered, entry.placed.id))

    def forget(self, state: Tally, ids: frozenset[str], /) -> Tally:
        parts = tuple(part for part in state.parts if part[0] not in ids)
        permits = tuple(permit for permit in state.permits if permit not in ids)
        return replace(state, total=sum(amount for _, amount in parts), parts=parts, permits=permits)

    def dump(self, state: Tally, /) -> bytes:
        return jsonprofile.dump([state.total, state.parts, state.permits, state.ordered])

    def load(self, data: bytes, /) -> Tally:
        total, parts, permits, ordered = jsonprofile.parse(data, most=len(data))
        return Tally(total, tuple((name, amount) for name, amount in parts), tuple(permits), tuple(ordered))

    def is_order(self, type_: str, /) -> bool:
        return type_ == "go"

    def is_report(self, type_: str, /) -> bool:
        return type_ == "seen"


def laws(kind: str, version: int) -> Law | None:
    """Return the tests' one law in versions 1 and 2."""
    return TallyLaw(version) if kind == "tally" and version in (1, 2) else None


def seed(label: str) -> bytes:
    return hashlib.sha256(b"mithaq law tests: " + label.encode()).digest()


def signing(agency: str, number: int = 0) -> SigningKey:
    return SigningKey.from_seed(seed(f"{agency} sign {number}"))


def recovery(agency: str) -> SigningKey:
    return SigningKey.from_seed(seed(f"{agency} recovery"))


def keys(agency: str, number: int = 0) -> PartyKeys:
    """Return an agency's public keys; its sealing key is made of the right length, and opens nothing."""
    return PartyKeys(agency, signing(agency, number).public, SEALING, recovery(agency).public)


SEALING = OpeningKey.from_seed(seed("seal")).public


@dataclass(frozen=True)
class Written:
    """An entry with its plaintext."""

    entry: Entry
    plaintext: bytes | None

    @property
    def id(self) -> str:
        return self.entry.id


def opening_body(parties: Sequence[str], **changed: Any) -> dict[str, Any]:
    """Return the body of an opening by these parties."""
    return {
        "kind": "tally",
        "rules": 1,
        "pact": None,
        "parties": [keys(agency).to_json() for agency in parties],
        "terms": {},
        "exercise": True,
        "body": {},
    } | changed


def make(
    author: str,
    dossier: str | None,
    seq: int,
    parents: Sequence[str],
    type_: str | None,
    body: Mapping[str, Any] | None = None,
    *,
    to: Iterable[str] = AGENCIES,
    time: str = START,
    key: str | None = None,
    salt: str = "0" * 32,
    handling: Mapping[str, Any] | None = None,
) -> Written:
    """Return an entry with these members, whose signature nobody will look at."""
    plaintext = None
    commitment = sealed = None
    if type_ is not None:
        plaintext = jsonprofile.dump({"salt": salt, "type": type_, "handling": handling, "body": body or {}})
        commitment = hashlib.sha256(plaintext).hexdigest()
        sealed = hashlib.sha256(b"sealed" + plaintext).hexdigest()
    sealed_to = tuple(sorted({*to, author})) if type_ is not None else ()
    draft = Draft(dossier, author, seq, tuple(parents), time, sealed_to, "")
    signer = key or signing(author).id
    name = hashlib.sha256(encode(draft, signer, commitment)).hexdigest()
    header = Header(1, dossier, author, seq, draft.parents, time, draft.to, "", signer, commitment, sealed)
    return Written(Entry(name, header, b"", b"", b""), plaintext)


@dataclass
class Site:
    """One agency with its dossier. `blind` are entries that it cannot open."""

    agency: str
    dossier: Dossier
    written: dict[str, Written] = field(default_factory=dict)
    blind: set[str] = field(default_factory=set)
    key: str | None = None
    number: int = 0

    def take(self, *entries: Written) -> None:
        """Place and put entries whose parents are held; known ones change nothing."""
        for one in entries:
            placed = self.dossier.place(one.entry)
            plaintext = None if one.id in self.blind else one.plaintext
            opened = read_plaintext(placed, plaintext, acknowledgement=one.entry.header.commitment is None)
            self.dossier.put(placed, opened)
            self.written.setdefault(one.id, one)

    def see(self, one: Written) -> None:
        """Open at last an entry that could not be opened before."""
        self.blind.discard(one.id)
        self.take(one)

    def write(
        self,
        type_: str | None,
        body: Mapping[str, Any] | None = None,
        *,
        to: Iterable[str] = (),
        time: str = START,
        handling: Mapping[str, Any] | None = None,
    ) -> Written:
        """Write an entry on top of all that is held, and take it."""
        seq, parents = self.dossier.draft_parents()
        one = make(
            self.agency,
            self.dossier.id,
            seq,
            parents,
            type_,
            body,
            to={*self.dossier.members(), *to},
            time=time,
            key=self.key,
            handling=handling,
        )
        self.take(one)
        return one

    def acknowledge(self) -> Written | None:
        """Acknowledge, if anything calls for it."""
        return self.write(None) if self.dossier.wants_acknowledgement() else None


def open_dossier(agencies: Sequence[str] = AGENCIES, **changed: Any) -> tuple[Written, dict[str, Site]]:
    """Return an opening by the first of these agencies and a site for each, which hold it."""
    first = make(agencies[0], None, 1, (), "open", opening_body(agencies, **changed), to=agencies)
    sites = {agency: Site(agency, Dossier.begin(laws, agency)) for agency in agencies}
    for site in sites.values():
        site.take(first)
    return first, sites


def exchange(sites: Mapping[str, Site], *pairs: tuple[str, str]) -> None:
    """Bring over, for each pair (from, to), all that the first holds; for no pairs, all to all."""
    for giver, taker in pairs or [(one, other) for one in sites for other in sites if one != other]:
        held = sites[giver].written
        for name in sites[giver].dossier.order:
            if name in held and name not in sites[taker].written:
                sites[taker].take(held[name])


def quiet(sites: Mapping[str, Site]) -> None:
    """Exchange and acknowledge until nobody has anything to say."""
    for _ in range(8):
        exchange(sites)
        if not [site for site in sites.values() if site.acknowledge()]:
            return
    raise AssertionError("acknowledgements call for acknowledgements")


def account(dossier: Dossier) -> tuple[Any, ...]:
    """Return all that a dossier comes to, to be compared."""
    folded = dossier.fold()
    verdicts = {entry: folded.verdicts[entry] for entry in dossier.order}
    return (
        folded.state,
        {entry: (verdict.refusal, verdict.deviations, verdict.gone) for entry, verdict in verdicts.items()},
        {entry for entry, verdict in verdicts.items() if verdict.stable},
        folded.members,
        folded.given,
        dict(folded.waiting),
        {entry: verdict.awaiting for entry, verdict in verdicts.items()},
        dossier.order,
    )


def key_of(agency: str, number: int = 0) -> str:
    return key_id(signing(agency, number).public)


def verdict_of(site: Site, one: Written) -> Any:
    """Return what a site says of an entry."""
    return site.dossier.fold().verdicts[one.id]


def refusal_of(site: Site, one: Written) -> Refusal | None:
    """Return why an entry has no effect at a site, or None."""
    refusal: Refusal | None = verdict_of(site, one).refusal
    return refusal
