"""One dossier as it is held here: the face of the record to the node (docs/spec/record-law.md).

place   the door's second half: chain, numbers, parents
put     the body, once it is opened; it may come later
fold    what all that is held comes to
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mithaq.record import bodies, door, ground, joining, orders
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.fold import Fold
from mithaq.record.graph import Fork, Graph, Key, Placed
from mithaq.record.header import Header
from mithaq.record.held import Held
from mithaq.record.keys import PartyKeys
from mithaq.record.law import Folded, Laws, Opened, Verdict
from mithaq.record.limits import MAX_PARENTS
from mithaq.record.past import EntryPast, first_after
from mithaq.record.signing import key_id
from mithaq.record.stability import acknowledges

NOW = ""
"""The id of the entry that is not written yet."""


class Verdicts(Mapping[str, Verdict]):
    """The verdicts of a dossier, each made when it is asked for."""

    def __init__(self, dossier: "Dossier") -> None:
        self._dossier = dossier

    def __getitem__(self, entry: str) -> Verdict:
        return self._dossier.verdict(entry)

    def __iter__(self) -> Iterator[str]:
        return iter(self._dossier.order)

    def __len__(self) -> int:
        return len(self._dossier.order)


class Dossier:
    """One dossier at one agency. Everything in it follows from the entries that were placed and put."""

    def __init__(self, laws: Laws, agency: str, held: Held, fold: Fold) -> None:
        self.agency = agency
        self._laws = laws
        self._held = held
        self._fold = fold
        self._changed: set[str] = set()
        self._calls: dict[str, Placed] = {}
        self._top = held.bar.top
        self._publics: dict[tuple[str, str], bytes] = {}
        self._publics_of: object = None

    @classmethod
    def begin(cls, laws: Laws, agency: str) -> "Dossier":
        """Return an empty dossier at this agency, ready for its opening."""
        held = Held()
        return cls(laws, agency, held, Fold(held, laws))

    @classmethod
    def restore(cls, laws: Laws, agency: str, packed: bytes) -> "Dossier":
        """Return the dossier that dump_base wrote; Refusal ground-... for other bytes (LAW-53)."""
        return cls(laws, agency, *ground.load(laws, ground.unpack(packed)))

    @classmethod
    def join(
        cls, laws: Laws, agency: str, admission: Mapping[str, Any], packed: bytes | None = None
    ) -> "Dossier":
        """Return the newcomer's dossier, which starts on the ground of the body that admits it (LAW-61).

        `packed` is the ground, if it travels beside the entry. Refusal ground-differs if it is not the one
        whose hash the admission names.
        """
        return cls(laws, agency, *ground.load(laws, joining.ground_of(admission, packed)))

    # ------------------------------------------------------------------ taking entries

    def missing(self, header: Header) -> tuple[str, ...]:
        """Return the parents of an entry that are not held here."""
        return door.missing(self._held.graph, header)

    def place(self, entry: Entry) -> Placed:
        """Place an entry whose form and signature were checked; Refusal of the door (LAW-1 to LAW-7).

        The same entry again is placed where it was and changes nothing.
        """
        return self.place_header(entry.id, entry.header)

    def place_header(self, entry: str, header: Header) -> Placed:
        """Place an entry by its id and header."""
        known = self._held.graph.nodes.get(entry)
        if known is not None:
            return known
        placed = self._held.place(entry, header)
        self._fold.keep_out(placed)
        self._note_calls(placed)
        return placed

    def put(self, placed: Placed, opened: Opened) -> None:
        """Take the body of a placed entry; "unopened" may be put again when it has been sealed anew."""
        self._held.put(placed, opened)
        self._changed.add(placed.id)

    def fold(self) -> Folded:
        """Return what all that is held comes to (LAW-49)."""
        held, fold = self._held, self._fold
        changed = self._changed | fold.advance()
        top = held.bar.top
        if top != self._top:
            low, high = sorted((held.order.through(self._top), held.order.through(top)))
            changed.update(entry for _, entry in held.order.keys[low:high])
            self._top = top
        self._changed = set()
        given, waiting = orders.given_and_waiting(held, fold)
        return Folded(fold.state, Verdicts(self), frozenset(changed), held.standing.members, given, waiting)

    def _note_calls(self, placed: Placed) -> None:
        """Keep in mind what calls for an acknowledgement, and whose delivery is known now."""
        graph = self._held.graph
        if placed.author == self.agency:
            self._calls = {entry: one for entry, one in self._calls.items() if not graph.covers(placed, one)}
        elif placed.to:
            self._calls[placed.id] = placed
        before: Mapping[str, int] = graph.nodes[placed.parents[0]].clock if placed.seq > 1 else {}
        for author, number in placed.clock.items():
            known = before.get(author, 0)
            if known < number:
                self._changed.update(one.id for one in graph.chains[author][known:number])

    # ------------------------------------------------------------------ what it is

    @property
    def graph(self) -> Graph:
        """The placed entries."""
        return self._held.graph

    @property
    def id(self) -> str:
        """The id of the dossier, which is its opening's; "" before it has one."""
        return self._held.graph.opening

    @property
    def order(self) -> list[str]:
        """All entries in order."""
        return list(self._held.order)

    @property
    def kind(self) -> str:
        """The kind that the opening names."""
        return self.opening.kind if self.opening else ""

    @property
    def rules(self) -> int:
        """The version of the kind's rules that is in force here."""
        self._held.refresh()
        return self._held.standing.version

    @property
    def pact(self) -> Mapping[str, Any] | None:
        """The pact that the opening names, with its last stable entry then."""
        pact = self.opening.pact if self.opening else None
        return pact.model_dump() if pact else None

    @property
    def incomplete(self) -> bool:
        """Whether a body or the rules are not known here, so that nothing may be written (LAW-57)."""
        self.fold_quietly()
        return self._fold.halted or any(entry not in self._fold.refusals for entry in self._held.unopened)

    def members(self) -> tuple[str, ...]:
        """Return the parties by all that is held, sorted."""
        self._held.refresh()
        return self._held.standing.members

    def keys_of(self, agency: str) -> PartyKeys:
        """Return the current keys of a party; KeyError for who never was one."""
        self._held.refresh()
        return self._held.standing.keys[agency]

    def key_for(self, key: str, author: str) -> bytes | None:
        """Return this author's raw public signing or recovery key with this id, if it was ever announced.

        Another party's key is none of its: who may sign for anyone could write a rival of anyone's entry,
        and so make a forker of it (LAW-35).
        """
        known = self._publics.get((author, key))
        if known is not None:  # once announced, always announced
            return known
        self._held.refresh()
        if self._publics_of is not self._held.standing:
            self._publics_of = self._held.standing
            self._publics = {
                (keys.agency, key_id(raw)): raw
                for event in self._held.events.values()
                for keys in event.keys
                for raw in (keys.sign, keys.recovery)
            }
        return self._publics.get((author, key))

    def revoked(self, agency: str) -> frozenset[str]:
        """Return the ids of the keys that a party has revoked here (LAW-37)."""
        self._held.refresh()
        return self._held.standing.revoked_by(agency)

    def forks(self) -> tuple[Fork, ...]:
        """Return the forks that have come to light, each with its branches."""
        return tuple(self._held.graph.points.values())

    @property
    def opening(self) -> bodies.Open | None:
        """The body that opened it, once it is known here; terms and the kind's own are not in a ground."""
        event = self._held.events.get(self.id)
        return event.body if event is not None and isinstance(event.body, bodies.Open) else None

    # ------------------------------------------------------------------ what is known of an entry

    def verdict(self, entry: str) -> Verdict:
        """Return what the law says of an entry; KeyError for one that is not held."""
        placed = self._held.graph.nodes[entry]
        refusal = self._fold.refusals.get(entry)
        if refusal is None and entry in self._held.unopened:
            refusal = Refusal("body-unopened")
        return Verdict(
            refusal,
            self._fold.deviations.get(entry, ()),
            self.stable(entry),
            placed.key,
            entry in self._fold.gone,
            tuple(party for party in self._held.standing.members if not self.held_by(entry, party)),
        )

    def is_plain(self, entry: str) -> bool:
        """Return whether an entry has its effect and nothing is to be said of it, as of most; soon asked."""
        fold, shut = self._fold, self._held.unopened
        return not (entry in fold.refusals or entry in fold.deviations or entry in fold.gone or entry in shut)

    def in_past(self, one: str, entry: str) -> bool:
        """Return whether `one` is in the past of `entry` or the same."""
        nodes = self._held.graph.nodes
        return one in nodes and self._held.graph.covers(nodes[entry], nodes[one])

    def stable(self, entry: str) -> bool:
        """Return whether an entry's place can no longer change (LAW-17)."""
        return self._held.graph.nodes[entry].key <= self._held.bar.top

    @property
    def stable_through(self) -> int:
        """The index of the last stable entry in the order; -1 before there is one."""
        return self._held.order.through(self._held.bar.top) - 1

    @property
    def last_stable(self) -> str:
        """The last stable entry in the order; "" before there is one."""
        place = self.stable_through
        return self._held.order.keys[place][1] if place >= 0 else ""

    def held_by(self, entry: str, agency: str) -> bool:
        """Return whether a party's own entry says that it holds this one and can open it (LAW-15)."""
        placed = self._held.graph.nodes[entry]
        if placed.author == agency:
            return True
        heads = self._held.graph.heads.get(agency, ())
        return any(acknowledges(self._held.graph, self._held.standing, head, placed) for head in heads)

    def receipt(self, entry: str, agency: str) -> str | None:
        """Return the time of the agency's first entry, of all that is held, that acknowledges `entry`."""
        graph, placed = self._held.graph, self._held.graph.nodes[entry]
        found = (
            first_after(graph, self._held.standing, placed, agency, head)
            for head in graph.heads.get(agency, ())
        )
        return min((first.time for first in found if first), default=None)

    # ------------------------------------------------------------------ writing

    def draft_parents(self) -> tuple[int, tuple[str, ...]]:
        """Return number and parents of the next own entry; Refusal not-a-member (LAW-3, LAW-4)."""
        self._held.refresh()
        first = self._first_parent()
        if first is None:
            raise Refusal("not-a-member", {"agency": self.agency})
        number = first.seq + 1 if first.author == self.agency else 1
        graph, chosen = self._held.graph, [first]
        heads = [head for author, found in graph.heads.items() if author != self.agency for head in found]
        for head in sorted(heads, key=lambda one: one.key, reverse=True):
            if len(chosen) < MAX_PARENTS and not any(graph.covers(one, head) for one in chosen):
                chosen.append(head)
        return number, tuple(one.id for one in chosen)

    def is_writer(self) -> bool:
        """Return whether this agency is a member, and holds an entry to write on (LAW-3, LAW-34)."""
        self._held.refresh()
        return self.agency in self._held.standing.members and self._first_parent() is not None

    def _first_parent(self) -> Placed | None:
        """Return the own last entry or, before there is one, the entry at which membership starts."""
        graph, standings = self._held.graph, self._held.standings
        mine = graph.heads.get(self.agency)
        if mine:
            settled = self._held.standing.settled.values()
            own = [head for head in mine if any(step[1] in settled for step in graph.routes.get(head.id, ()))]
            return max(own or mine, key=lambda one: one.key)
        admitting = (entry for entry in self._held.order if self.agency in standings[entry].members)
        first = next(admitting, None)
        return graph.nodes[first] if first else None

    def past_now(self, time: str) -> EntryPast:
        """Return the past that the next own entry would have, written at `time`."""
        return self._held.past_of(self._held.graph.follow(NOW, self.agency, *self.draft_parents(), time))

    def wants_acknowledgement(self) -> bool:
        """Return whether an acknowledgement would tell the others something that they wait for (LAW-43).

        So it is when an entry with a body is not covered by an own one, or when an own entry would join
        what others have acknowledged apart, and so make it stable. Acknowledgements call for none.
        """
        if not self.is_writer():
            return False
        if self._calls:
            return True
        order = self._held.order
        open_keys = order.keys[self.stable_through + 1 :]
        if not any(self._held.graph.nodes[entry].to for _, entry in open_keys):
            return False
        reached = order.through(self.past_now("").top)
        return any(
            self._held.graph.nodes[entry].to for _, entry in order.keys[self.stable_through + 1 : reached]
        )

    # ------------------------------------------------------------------ grounds

    def dump_base(self) -> bytes:
        """Return all up to the last stable place, to be restored from; what follows is placed again (LAW-53).

        Refusal author-incomplete if the rules in force there are not known to this node.
        """
        self.fold_quietly()
        return ground.pack(ground.dump_own(self._held, self._fold, self._laws, self._cut()))

    def after_base(self) -> list[str]:
        """Return the entries that are not in what dump_base returns now, in order."""
        self.fold_quietly()
        return [entry for _, entry in self._held.order.keys[self._held.order.through(self._cut()) :]]

    def _cut(self) -> Key:
        cut = ground.cut_of(self._held, self._fold, self._held.bar.top)
        return max(cut, self._fold.snapshots.ground.key)

    def admission(self, keys: PartyKeys) -> tuple[dict[str, Any], bytes]:
        """Return the body that admits a newcomer, and its ground packed (LAW-59).

        The body carries the ground, or None where it is too large and has to travel beside the entry.
        Refusal author-incomplete if a body before the last stable place is not known here.
        """
        self.fold_quietly()
        _, parents = self.draft_parents()
        return joining.admission(self._held, self._fold, self._laws, parents, keys)

    def agrees(self, admission: str) -> bool:
        """Return whether this node comes to the ground that an admission names: only then it accepts."""
        self.fold_quietly()
        return joining.agrees(self._held, self._fold, self._laws, admission)

    def admissions(self) -> Mapping[str, str]:
        """Return by agency that was proposed for admission the last entry that proposes it."""
        return joining.admissions(self._held)

    def behind_ground(self, newcomer: str) -> tuple[str, ...]:
        """Return what is not in the ground of a newcomer's last admission, in order."""
        return joining.behind_ground(self._held, newcomer)

    def unsealed_for(self, newcomer: str) -> tuple[str, ...]:
        """Return the entries behind a newcomer's ground that were never sealed to it, in order (LAW-62)."""
        self._held.refresh()
        return joining.unsealed_for(self._held, newcomer)

    def erasable(self) -> frozenset[str]:
        """Return the entries whose recall or erasure is stable: their bodies may go now (LAW-47)."""
        return frozenset(entry for entry, key in self._fold.gone.items() if key <= self._held.bar.top)

    def drop(self, entries: Iterable[str]) -> None:
        """Forget bodies that are erasable, and every older state; folding starts above from now on (LAW-48).

        ValueError for one that is not erasable, or behind a body that is not known here yet.
        """
        gone = frozenset(entries)
        cut = ground.cut_of(self._held, self._fold, self._held.bar.top)
        if not gone <= self.erasable() or any(self._fold.gone[entry] > cut for entry in gone):
            raise ValueError("an entry may only be dropped once its erasure is stable")
        self._fold.raise_ground(cut)
        self._held.drop(gone, cut)

    def fold_quietly(self) -> None:
        """Bring the fold up to date, and keep what changed for the next one who asks."""
        self._changed |= self._fold.advance()
