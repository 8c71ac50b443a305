"""A run of the machine as a script: each step is plain JSON, so that a run can be kept and played again."""

import json
from collections.abc import Iterable
from typing import Any

from kinds.machine import officers
from kinds.machine.network import Network, Node
from kinds.machine.referee import Referee
from kinds.machine.verdict import cards, check, given_legs
from mithaq.kinds import Kind
from mithaq.kinds.delivery.plan import ROUTE, Ask

Step = list[Any]
RABAT, MADRID, POTSDAM, SECOND = "ma.dgsn", "es.policia", "de.bundespolizei", "ma.dgst"

REACHED = ("moving leg", "change of responsibility", "report", "abort", "given order")


def opening(setup: str) -> dict[str, Any]:
    """Return the body of the opening: the example, with people in danger or a country without a node."""
    body = {"type": "ask", **Ask.example, "legs": [dict(leg) for leg in ROUTE]}
    if setup == "danger":
        body["endangered"] = True
    if setup == "no-node":
        body["legs"][1]["countries"] = ["ES", "DE", "PT"]
        body["transit"] = ["ES", "PT"]
    return body


class Play:
    """One run: a network, a script as it is written, and what was reached."""

    def __init__(self, kind: Kind[Any], setup: str = "plain") -> None:
        agencies = (RABAT, MADRID, POTSDAM, *((SECOND,) if setup == "two" else ()))
        self.kind = kind
        self.net = Network(kind, agencies, opening(setup))
        self.script: list[Step] = [["setup", setup]]
        self.reached: set[str] = set()
        self.stable: dict[str, list[str]] = {name: [] for name in agencies}
        self.steps = 0
        self.look()

    @classmethod
    def replay(cls, kind: Kind[Any], script: Iterable[Step]) -> "Play":
        """Play a script again; AssertionError where something must not be."""
        first, *rest = script
        play = cls(kind, first[1])
        for step in rest:
            play.do(step)
        return play

    def do(self, step: Step) -> None:
        """Take one step, and look at every node that has changed."""
        self.script.append(json.loads(json.dumps(step)))
        self.steps += 1
        getattr(self, f"do_{step[0]}")(*step[1:])
        self.look()

    def name(self, number: int) -> str:
        return self.net.names[number % len(self.net.names)]

    # ------------------------------------------------------------------ steps

    def do_march(self, number: int) -> None:
        """Let good officers work for so many turns, and what they write arrive everywhere."""
        for turn in range(number):
            for name in self.net.names:
                self.do_work(self.net.names.index(name), 1)
                self.look()
            self.net.quiet()
            for node in self.net.nodes.values():
                node.minute += 1 + turn
            self.look()

    def do_work(self, who: int, number: int) -> None:
        """Let a good officer do what is next, from all that is known there."""
        for _ in range(number):
            node = self.net.nodes[self.name(who)]
            found = officers.next_for(node)
            if found is not None:
                self.net.write(node.agency, found[0], self.body(node, *found))

    def do_say(self, who: int, type_: str, changes: dict[str, Any]) -> None:
        """Write any body: the example of its type with changes."""
        node = self.net.nodes[self.name(who)]
        self.net.write(node.agency, type_, self.body(node, type_, changes))

    def do_pass(self, one: int, other: int, pick: int, most: int) -> None:
        if self.name(one) != self.name(other):
            self.net.pass_on(self.name(one), self.name(other), pick, most)

    def do_lose(self, one: int, other: int, pick: int) -> None:
        if self.name(one) != self.name(other):
            self.net.lose(self.name(one), self.name(other), pick)

    def do_repeat(self, one: int, other: int, pick: int) -> None:
        if self.name(one) != self.name(other):
            self.net.repeat(self.name(one), self.name(other), pick)

    def do_part(self, who: int) -> None:
        self.net.part({self.name(who)})

    def do_heal(self) -> None:
        self.net.heal()

    def do_quiet(self) -> None:
        self.net.quiet()

    def do_exchange(self) -> None:
        self.net.exchange()

    def do_acknowledge(self, who: int) -> None:
        self.net.acknowledge(self.name(who))

    def do_wait(self, minutes: int) -> None:
        for node in self.net.nodes.values():
            node.minute = max(0, node.minute + minutes)

    def do_jump(self, who: int, minutes: int) -> None:
        """Set one clock: nobody checks it."""
        node = self.net.nodes[self.name(who)]
        node.minute = max(0, node.minute + minutes)

    def do_recall(self, who: int, type_: str, pick: int) -> None:
        """Take back an own entry of a type, the newest first."""
        node = self.net.nodes[self.name(who)]
        mine = [entry for entry in officers.of_type(node, type_) if self.author(node, entry) == node.agency]
        if mine:
            body = {"entries": [mine[-1 - pick % len(mine)]], "reason": None}
            self.net.write(node.agency, "recall", body)

    def do_correct(self, who: int, type_: str) -> None:
        """Correct the newest own entry of a type by the same text."""
        node = self.net.nodes[self.name(who)]
        mine = [entry for entry in officers.of_type(node, type_) if self.author(node, entry) == node.agency]
        if mine:
            opened = node.dossier._held.bodies[mine[-1]]
            assert opened is not None
            old = opened.body
            body = {"entry": mine[-1], "reason": "inaccurate", "body": old.get("body", old)}
            self.net.write(node.agency, "correct", body)

    def do_leave(self, who: int) -> None:
        node = self.net.nodes[self.name(who)]
        if len(node.dossier.members()) > 2:
            self.net.write(node.agency, "leave", {"reason": None})

    def do_exclude(self, who: int) -> None:
        """Let all others exclude one, with the number that they know of it."""
        out = self.name(who)
        for name, node in self.net.nodes.items():
            if name != out and out in node.dossier.members() and node.dossier.is_writer():
                last = node.dossier.past_now("").placed.clock.get(out, 0)
                self.net.write(name, "exclude", {"agency": out, "last": last, "reason": None})

    @staticmethod
    def author(node: Node, entry: str) -> str:
        return node.dossier.graph.nodes[entry].author

    # ------------------------------------------------------------------ bodies

    def body(self, node: Node, type_: str, changes: dict[str, Any]) -> dict[str, Any]:
        """Return a body made from the example; words such as "L2", "Q-2", "T+30d" are filled in."""
        model = self.kind.table[type_].body
        base = {**officers.example(model, node), **changes}
        filled: dict[str, Any] = officers.fill(base, node)
        return {name: value for name, value in filled.items() if value != "..."}

    # ------------------------------------------------------------------ looking

    def look(self) -> None:
        """Check every node that has changed, and all nodes against each other."""
        sheets: dict[str, Referee] = {}
        for node in self.net.nodes.values():
            if node.changed:
                sheets[node.agency] = check(self.kind, node)
                self._order_stays(node)
                self._note(node, sheets[node.agency])
                node.changed = False
        self._same_boards()

    def _order_stays(self, node: Node) -> None:
        """Up to the last stable entry the order never changes, but for what has no effect."""
        dossier = node.dossier
        order, former = dossier.order, self.stable[node.agency]
        now = order[: dossier.stable_through + 1]
        known = set(former)
        assert [entry for entry in now if entry in known] == former, "what was stable has moved"
        until = now.index(former[-1]) if former else -1
        for entry in now[: until + 1]:
            if entry not in known and dossier.graph.nodes[entry].to:
                assert dossier.verdict(entry).refusal is not None, "something came before what was stable"
        self.stable[node.agency] = now

    def _same_boards(self) -> None:
        """Nodes that hold the same show the same."""
        boards: dict[tuple[str, ...], Any] = {}
        for node in self.net.nodes.values():
            board = self._board(node)
            known = boards.setdefault(tuple(node.dossier.order), board)
            assert known == board, "two nodes with the same entries show different boards"

    def _board(self, node: Node) -> Any:
        folded = node.dossier.fold()
        verdicts = [
            (one.refusal, one.deviations, one.stable, one.gone, one.awaiting)
            for one in folded.verdicts.values()
        ]
        dumped = self.kind.dump(folded.state)
        shown = (folded.members, folded.given, dict(folded.waiting))
        return dumped, verdicts, shown, cards(self.kind, node)

    def _note(self, node: Node, sheet: Referee) -> None:
        folded = node.dossier.fold()
        if any(leg.departed for leg in sheet.legs):
            self.reached.add("moving leg")
        if sheet.holder != sheet.legs[0].agency or any(
            kind_ == "take-over" and not sheet.verdicts[entry] for entry, kind_ in sheet.types.items()
        ):
            self.reached.add("change of responsibility")
        if any(self.kind.is_report(type_) for type_ in sheet.types.values()):
            self.reached.add("report")
        if sheet.over:
            self.reached.add("abort")
        if given_legs(folded.state, folded.given):
            self.reached.add("given order")
