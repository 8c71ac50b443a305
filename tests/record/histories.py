"""Histories for the property tests: agencies that write, exchange, join and leave as chance has it."""

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import strategies as st

from mithaq.record import bodies
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.law import read_plaintext
from record.world import AGENCIES, Site, Written, keys, laws, make, open_dossier, recovery, signing

NEWCOMER = "pt.psp"
FORKER = OUTCAST = AGENCIES[2]

Step = tuple[str, int, int]
"""An action, who does it, and with what."""

FORKING = ("add", "take", "permit", "go", "resolve", "resolve", "resolve", "fork", "slip")
JOINING = (
    "add",
    "take",
    "permit",
    "go",
    "leave",
    "exclude",
    "keys",
    "rules",
    "accept",
    "accept",
    "accept",
    "admit",
    "join",
    "recall",
)
ALL = (*JOINING, "resolve", "fork", "slip", "revoke")
HONEST = ("add", "take", "acknowledge", "sync", "permit", "go", "seen", "recall", "keys", "rules", "accept")
MOVING = (*HONEST, "admit", "join", "leave", "exclude")
WEIGHTS = ("sync", "sync", "sync", "acknowledge", "acknowledge", "add")


def steps(actions: Sequence[str], *, most: int = 60) -> st.SearchStrategy[list[Step]]:
    """Return lists of steps of these actions, exchange and acknowledgement more often than the rest."""
    action = st.sampled_from((*actions, *WEIGHTS))
    return st.lists(st.tuples(action, st.integers(0, 7), st.integers(0, 31)), min_size=5, max_size=most)


def chance(seed: int, actions: Sequence[str], *, least: int = 20, most: int = 160) -> list[Step]:
    """Return a long history by chance: much exchange, and forks only in its second part."""
    dice = Random(seed)
    length = dice.randint(least, most)
    honest = dice.randint(0, length)
    script: list[Step] = []
    for index in range(length):
        action = dice.choice((*actions, "sync", "sync", "sync", "acknowledge", "acknowledge"))
        if action in ("fork", "slip") and index < honest:
            action = "sync"
        if action == "slip" and dice.random() < 0.8:
            action = "acknowledge"
        script.append((action, dice.randint(0, 7), dice.randint(0, 31)))
    return script


@dataclass
class Play:
    """A history while it happens. `pool` has every entry, each after its parents."""

    sites: dict[str, Site]
    pool: list[Written]
    watch: Callable[[Site], None] = lambda _: None
    done: list[str] = field(default_factory=list)

    @classmethod
    def begin(cls, watch: Callable[[Site], None] = lambda _: None) -> "Play":
        first, sites = open_dossier()
        return cls(sites, [first], watch)

    def run(self, script: Iterable[Step]) -> "Play":
        for action, who, what in script:
            names = sorted(self.sites)
            site = self.sites[names[who % len(names)]]
            written = getattr(self, f"do_{action.replace('-', '_')}")(site, what)
            if isinstance(written, Written):
                self.pool.append(written)
                self.done.append(action)
            self.watch(site)
        return self

    def finish(self) -> "Play":
        """Bring everything to everybody, and let them acknowledge until all is quiet."""
        for _ in range(10):
            self.sync_all()
            said = [self.do_acknowledge(site, 0) for site in self.sites.values()]
            for one in said:
                if one:
                    self.pool.append(one)
            if not any(said):
                return self
        raise AssertionError("no end of acknowledging")

    def accept_all(self) -> "Play":
        """Let all accept what is proposed."""
        while True:
            self.sync_all()
            written = [one for site in self.sites.values() if (one := self.do_accept(site, 0))]
            self.pool.extend(written)
            if not written:
                return self

    def sync_all(self) -> None:
        for giver in tuple(self.sites.values()):
            for taker in tuple(self.sites.values()):
                if giver is not taker:
                    self.bring(giver, taker)

    def bring(self, giver: Site, taker: Site) -> None:
        for name in giver.dossier.order:
            if name in giver.written and name not in taker.written:
                one = giver.written[name]
                if not taker.dossier.missing(one.entry.header):
                    try:
                        taker.take(one)
                    except Refusal as refusal:
                        # A newcomer stands on a ground: what others kept out at their doors it never sees.
                        if refusal.code != "party-unknown":
                            raise

    def agencies(self) -> set[str]:
        return {site.agency for site in self.sites.values()}

    # ------------------------------------------------------------------ actions

    def write(self, site: Site, type_: str | None, body: dict[str, Any] | None = None) -> Written | None:
        if not site.dossier.is_writer():
            return None
        return site.write(type_, body, to=self.agencies())

    def do_add(self, site: Site, what: int) -> Written | None:
        return self.write(site, "add", {"amount": what})

    def do_take(self, site: Site, what: int) -> Written | None:
        return self.write(site, "take", {"amount": what})

    def do_permit(self, site: Site, what: int) -> Written | None:
        return self.write(site, "permit")

    def do_go(self, site: Site, what: int) -> Written | None:
        permits = site.dossier.fold().state.permits
        return self.write(site, "go", {"permit": permits[what % len(permits)]}) if permits else None

    def do_seen(self, site: Site, what: int) -> Written | None:
        return self.write(site, "seen")

    def do_acknowledge(self, site: Site, what: int) -> Written | None:
        return self.write(site, None) if site.dossier.wants_acknowledgement() else None

    def do_sync(self, site: Site, what: int) -> None:
        names = sorted(self.sites)
        self.bring(self.sites[names[what % len(names)]], site)

    def do_recall(self, site: Site, what: int) -> Written | None:
        mine = [one.id for one in site.dossier.graph.chains.get(site.agency, ()) if one.to]
        type_ = ("recall", "erase")[what % 2]
        return (
            self.write(site, type_, {"entries": [mine[what % len(mine)]], "reason": None}) if mine else None
        )

    def do_keys(self, site: Site, what: int) -> Written | None:
        if not site.dossier.is_writer():
            return None
        number, _ = site.dossier.draft_parents()
        new = keys(site.agency, site.number + 1)
        claim = bodies.rotation_claim(site.dossier.id, site.agency, number, new)
        proof = base64.b64encode(signing(site.agency, site.number + 1).sign(claim)).decode()
        written = self.write(site, "keys", {"keys": new.to_json(), "proof": proof})
        site.number += 1
        site.key = signing(site.agency, site.number).id
        return written

    def do_revoke(self, site: Site, what: int) -> Written | None:
        if not site.dossier.is_writer():
            return None
        number, _ = site.dossier.draft_parents()
        new = keys(site.agency, site.number + 1)
        body = {
            "key": signing(site.agency, site.number).id,
            "last": max(0, number - 1 - what % 3),
            "keys": new.to_json(),
        }
        site.key = recovery(site.agency).id
        written = self.write(site, "revoke", body)
        if written and written.id not in site.dossier._held.own:
            site.number += 1
        site.key = signing(site.agency, site.number).id
        return written

    def do_rules(self, site: Site, what: int) -> Written | None:
        return self.write(site, "rules", {"version": 2})

    def do_accept(self, site: Site, what: int) -> Written | None:
        proposals = site.dossier._held.standing.proposals
        for name, proposal in sorted(proposals.items()):
            if site.agency in proposal.missing:
                body = proposal.event.body
                if isinstance(body, bodies.Admit) and not site.dossier.agrees(name):
                    raise AssertionError("a member comes to another ground")
                return self.write(site, "accept", {"entry": name, "hash": getattr(body, "hash", None)})
        return None

    def do_admit(self, site: Site, what: int) -> Written | None:
        if not site.dossier.is_writer() or NEWCOMER in site.dossier.members():
            return None
        if NEWCOMER in self.sites:
            return None
        try:
            body, _ = site.dossier.admission(keys(NEWCOMER))
        except Refusal as refusal:
            if refusal.code != "nothing-stable":
                raise
            return None
        return site.write("admit", body, to=[NEWCOMER])

    def do_join(self, site: Site, what: int) -> None:
        if NEWCOMER in self.sites:
            return
        admits = [
            one
            for one in site.written.values()
            if one.plaintext and b'"type":"admit"' in one.plaintext and one.id in site.dossier._held.events
        ]
        if admits:
            placed = site.dossier.graph.nodes[admits[0].id]
            body = read_plaintext(placed, admits[0].plaintext).body
            newcomer = Site(NEWCOMER, Dossier.join(laws, NEWCOMER, body))
            self.sites[NEWCOMER] = newcomer
            self.bring(site, newcomer)

    def do_leave(self, site: Site, what: int) -> Written | None:
        if len(site.dossier.members()) < 3 or "leave" in self.done:
            return None
        return self.write(site, "leave", {"reason": None})

    def do_exclude(self, site: Site, what: int) -> Written | None:
        # Always the same one: two that exclude each other part for good, and nothing holds for both.
        if site.agency == OUTCAST or OUTCAST not in site.dossier.members() or not site.dossier.is_writer():
            return None
        last = site.dossier.past_now("").placed.clock.get(OUTCAST, 0)
        return self.write(site, "exclude", {"agency": OUTCAST, "last": last, "reason": None})

    def do_fork(self, site: Site, what: int) -> None:
        """Let the forker go on in two places that know nothing of each other."""
        forker = self.sites[FORKER]
        if FORKER + "'" not in self.sites and len(forker.dossier.graph.chains.get(FORKER, ())):
            twin = Site(FORKER, Dossier.begin(laws, FORKER), key=forker.key, number=forker.number)
            twin.take(*(forker.written[name] for name in forker.dossier.order))
            self.sites[FORKER + "'"] = twin

    def do_slip(self, site: Site, what: int) -> Written | None:
        """Let the forker slip somebody an entry beside one that is there already."""
        chain = site.dossier.graph.chains.get(FORKER, [])
        if len(chain) < 2 or site.agency == FORKER:
            return None
        rival = chain[what % len(chain)]
        parents = rival.parents if what % 2 else rival.parents[:1]
        one = make(
            FORKER,
            site.dossier.id,
            rival.seq,
            parents,
            "add",
            {"amount": what},
            to=self.agencies(),
            salt="f" * 32,
        )
        if one.id in site.written or site.dossier.missing(one.entry.header):
            return None
        site.take(one)
        return one

    def do_resolve(self, site: Site, what: int) -> Written | None:
        for fork in site.dossier.forks():
            point = (fork.author, fork.predecessor)
            standing = site.dossier._held.standing
            if (
                fork.author != site.agency
                and point not in standing.settled
                and (point, site.agency) not in standing.voted
            ):
                names = sorted(branch.id for branch in fork.branches)
                return self.write(site, "resolve", {"agency": fork.author, "stays": names[what % len(names)]})
        return None


def replay(entries: Sequence[Written], order: Sequence[int], groups: Sequence[int] = ()) -> Dossier:
    """Return an observer's dossier that took the entries in this order, as soon as their parents were there.

    `groups` says after how many entries to fold in between; every third entry comes twice.
    """
    site = Site(AGENCIES[0], Dossier.begin(laws, AGENCIES[0]))
    waiting = [entries[index] for index in order]
    count, groups = 0, list(groups)
    while waiting:
        left: list[Written] = []
        for one in waiting:
            if site.dossier.missing(one.entry.header) or (one.entry.header.dossier and not site.dossier.id):
                left.append(one)
                continue
            site.take(one)
            count += 1
            if count % 3 == 0:
                site.take(one)
            if groups and count % groups[0] == 0:
                site.dossier.fold()
                groups.append(groups.pop(0))
        if len(left) == len(waiting):
            raise AssertionError("entries wait for nothing")
        waiting = left
    return site.dossier
