"""Parties, keys and votes: what the common bodies in a past come to (LAW-31 to LAW-42).

`Standing` is a function of a set of events and of nothing else, so two nodes that look at one past see
one standing. It only ever grows: what a larger past adds never takes back what a smaller one gave.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mithaq.record import bodies
from mithaq.record.graph import Placed, Point
from mithaq.record.keys import PartyKeys
from mithaq.record.signing import key_id


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """An entry with a common body that was allowed by its own past.

    `keys` are those its body brings; `others` the members by its past, its author left out: those whose
    word it needs. Of a vote to exclude, `last` is the party's last entry that counts. Of a vote on a fork,
    `point` is the fork, and `void` the branches that came too late. Of a revocation, `revoked` are the ids of
    the key that it names and of those that came from that key behind the last good number.
    """

    placed: Placed
    body: bodies.Body
    others: tuple[str, ...] = ()
    keys: tuple[PartyKeys, ...] = ()
    last: Placed | None = None
    point: Point | None = None
    void: frozenset[str] = frozenset()
    revoked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An admission or a rules version, and whose acceptance it still needs."""

    event: Event
    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Revocation:
    """Keys of an author, of whose signatures those after number `last` do not count."""

    event: Placed
    author: str
    keys: frozenset[str]
    last: int


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A party that is excluded: its last number that counts, and the votes that say so."""

    agency: str
    last: int
    votes: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Declaration:
    """A party's word that it cannot open an entry, and the entries that sealed it anew for this party."""

    event: Placed
    entry: str
    resealed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Members, keys and votes by a set of events."""

    events: tuple[Event, ...]
    members: tuple[str, ...] = ()
    keys: Mapping[str, PartyKeys] = field(default_factory=dict[str, PartyKeys])
    signers: Mapping[str, str] = field(default_factory=dict[str, str])
    """By member: the id of the key that it signs with."""
    left: frozenset[str] = frozenset()
    excluded: tuple[Exclusion, ...] = ()
    proposals: Mapping[str, Proposal] = field(default_factory=dict[str, Proposal])
    revoked: tuple[Revocation, ...] = ()
    declared: Mapping[str, tuple[Declaration, ...]] = field(
        default_factory=dict[str, tuple[Declaration, ...]]
    )
    settled: Mapping[Point, str] = field(default_factory=dict[Point, str])
    """By fork: the branch that stays."""
    voted: frozenset[tuple[Point, str]] = frozenset()
    version: int = 0

    def ids(self) -> frozenset[str]:
        """Return the ids of its events."""
        return frozenset(event.placed.id for event in self.events)

    def revoked_by(self, agency: str) -> frozenset[str]:
        """Return the ids of all keys that a party has revoked."""
        return frozenset(key for one in self.revoked if one.author == agency for key in one.keys)


class _Builder:
    """Events taken in their order."""

    def __init__(self) -> None:
        self.members: set[str] = set()
        self.keys: dict[str, PartyKeys] = {}
        self.left: set[str] = set()
        self.excluded: list[Exclusion] = []
        self.proposals: dict[str, tuple[Event, set[str]]] = {}
        self.ended: dict[str, Placed | None] = {}
        """Who has left or is excluded, and was not admitted again, with its last entry that counts."""
        self.exclusions: dict[str, dict[int, dict[str, Event]]] = {}
        self.revoked: list[Revocation] = []
        self.declared: dict[str, list[tuple[Placed, str]]] = {}
        self.resealed: dict[tuple[str, str], list[Placed]] = {}
        self.votes: dict[Point, dict[str, Event]] = {}
        self.version = 0

    def take(self, event: Event) -> None:
        author, body = event.placed.author, event.body
        match body:
            case bodies.Open():
                self.version = body.rules
                for keys in event.keys:
                    self.members.add(keys.agency)
                    self.keys[keys.agency] = keys
            case bodies.Admit() | bodies.Rules():
                self.proposals[event.placed.id] = (event, set(event.others))
                self._complete(event.placed.id)
            case bodies.Accept() if body.entry in self.proposals:
                self.proposals[body.entry][1].discard(author)
                self._complete(body.entry)
            case bodies.Leave():
                self.left.add(author)
                self._end(author, event.placed)
            case bodies.Exclude():
                self.exclusions.setdefault(body.agency, {}).setdefault(body.last, {})[author] = event
                self._exclude(body.agency, body.last)
            case bodies.Rotate():
                self.keys[author] = event.keys[0]
            case bodies.Revoke():
                self.revoked.append(Revocation(event.placed, author, event.revoked, body.last))
                self.keys[author] = event.keys[0]
            case bodies.CannotOpen():
                self.declared.setdefault(author, []).extend((event.placed, entry) for entry in body.entries)
            case bodies.Reseal():
                self.resealed.setdefault((body.entry, body.to), []).append(event.placed)
            case bodies.Resolve() if event.point:
                self.votes.setdefault(event.point, {})[author] = event
            case _:
                pass

    def _complete(self, entry: str) -> None:
        event, missing = self.proposals[entry]
        if missing - self.ended.keys():
            return
        del self.proposals[entry]
        if isinstance(event.body, bodies.Admit):
            agency = event.body.agency
            self.members.add(agency)
            self.keys[agency] = event.keys[0]
            self.ended.pop(agency, None)
            self.exclusions.pop(agency, None)
        elif isinstance(event.body, bodies.Rules):
            self.version = max(self.version, event.body.version)

    def _exclude(self, agency: str, last: int) -> None:
        votes = self.exclusions.get(agency, {}).get(last, {})
        known = any((out.agency, out.last) == (agency, last) for out in self.excluded)
        # Also of a party that has left: what it wrote past that number, its leaving too, does not count.
        if not known and self._agreed(votes, agency, last):
            self.excluded.append(Exclusion(agency, last, tuple(vote.placed for vote in votes.values())))
            self._end(agency, next(iter(votes.values())).last)

    def _end(self, agency: str, last: Placed | None) -> None:
        self.members.discard(agency)
        self.ended[agency] = last
        for entry in tuple(self.proposals):
            self._complete(entry)
        for other, votes in tuple(self.exclusions.items()):
            for number in tuple(votes):
                self._exclude(other, number)

    def _agreed(self, votes: Mapping[str, Event], about: str, number: int | None = None) -> frozenset[str]:
        """Return the smallest group of voters that waits for nobody outside it; empty, if there is none.

        Whom a vote waits for is fixed by its own past, so such a group stays one whatever else comes. It
        does not wait for who has ended, unless that one had acknowledged more than `number` of the party.
        """
        ended = {
            party
            for party, last in self.ended.items()
            if number is None or last is None or last.clock.get(about, 0) <= number
        }
        groups: list[frozenset[str]] = []
        for voter in votes:
            group, asked = {voter}, [voter]
            while asked and group <= votes.keys():
                waits = {*votes[asked.pop()].others} - group - ended - {about}
                group |= waits
                asked.extend(waits)
            if group <= votes.keys():
                groups.append(frozenset(group))
        return min(groups, key=lambda group: (len(group), sorted(group)), default=frozenset[str]())

    def declarations(self) -> dict[str, tuple[Declaration, ...]]:
        return {
            agency: tuple(
                Declaration(placed, entry, tuple(self.resealed.get((entry, agency), ())))
                for placed, entry in found
            )
            for agency, found in self.declared.items()
        }

    def settled(self) -> dict[Point, str]:
        """Return the branches that stay: most votes, then the lowest id, once all others voted (LAW-24)."""
        found: dict[Point, str] = {}
        for point, votes in self.votes.items():
            group = self._agreed(votes, point[0])
            void = frozenset[str]().union(*(votes[voter].void for voter in group))
            valid = [stays for stays in (_stays(votes[voter]) for voter in group) if stays not in void]
            if valid:
                found[point] = min(valid, key=lambda stays: (-valid.count(stays), stays))
        return found


def _stays(vote: Event) -> str:
    return vote.body.stays if isinstance(vote.body, bodies.Resolve) else ""


def standing_of(events: Iterable[Event]) -> Standing:
    """Return what events come to, whatever order they are given in."""
    ordered = tuple(sorted(events, key=lambda event: event.placed.key))
    built = _Builder()
    for event in ordered:
        built.take(event)
    members = tuple(sorted(built.members))
    return Standing(
        ordered,
        members,
        built.keys,
        {agency: key_id(built.keys[agency].sign) for agency in members},
        frozenset(built.left),
        tuple(built.excluded),
        {name: Proposal(event, frozenset(missing)) for name, (event, missing) in built.proposals.items()},
        tuple(built.revoked),
        built.declarations(),
        built.settled(),
        frozenset((point, author) for point, votes in built.votes.items() for author in votes),
        built.version,
    )
