"""The machine: what Hypothesis lets the agencies of a delivery write, and what becomes of their messages."""

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kinds.machine.offers import DECISIONS, ENDS, FACTS, HOSTILE, OFFERS, RECALLED, TEAMS, offers
from kinds.machine.play import REACHED, Play
from mithaq.kinds import Kind
from mithaq.kinds.delivery import DELIVERY

WHO = st.integers(0, 3)
PICK = st.integers(0, 3)
SETUPS = st.sampled_from(["plain", "plain", "two", "danger", "no-node"])


class Tally:
    """What the runs came to."""

    def __init__(self) -> None:
        self.runs = self.steps = self.entries = 0
        self.reached: dict[str, int] = dict.fromkeys(REACHED, 0)

    def add(self, play: Play) -> None:
        self.runs += 1
        self.steps += play.steps
        self.entries += len(set().union(*(node.site.written for node in play.net.nodes.values())))
        for name in play.reached:
            self.reached[name] += 1

    def __str__(self) -> str:
        shares = ", ".join(f"{name} {100 * n / max(1, self.runs):.0f} %" for name, n in self.reached.items())
        return f"{self.runs} runs, {self.steps} steps, {self.entries} entries; reached: {shares}"


class Machine(RuleBasedStateMachine):
    """A delivery among several nodes. `kind` may be one without a guard; `last` is the last run's script."""

    kind: ClassVar[Kind[Any]] = DELIVERY
    tally: ClassVar[Tally] = Tally()
    failed: ClassVar[list[Any]] = []

    @initialize(setup=SETUPS, first=st.integers(0, 14), last=st.sampled_from(["abort", "intercept", ""]))
    def begin(self, setup: str, first: int, last: str) -> None:
        self.play, self.last = Play(self.kind, setup), last
        self.step("march", first)

    def step(self, *step: Any) -> None:
        try:
            self.play.do(list(step))
        except Exception:
            type(self).failed[:] = self.play.script
            raise

    def teardown(self) -> None:
        """End most runs as deliveries end, and let good officers tidy up, unless the run has failed."""
        if not hasattr(self, "play") or self.failed:
            return
        if self.last:
            self.step("say", len(self.play.script) % 3, self.last, {})
            self.step("march", 2)
        self.tally.add(self.play)

    # ------------------------------------------------------------------ good officers

    @rule(turns=st.integers(1, 6))
    def march(self, turns: int) -> None:
        self.step("march", turns)

    @rule(who=WHO, number=st.integers(1, 3))
    def work(self, who: int, number: int) -> None:
        self.step("work", who, number)

    # ------------------------------------------------------------------ anything at any time

    @rule(who=WHO, said=offers(*DECISIONS))
    def decide(self, who: int, said: tuple[str, dict[str, Any]]) -> None:
        self.step("say", who, *said)

    @rule(who=WHO, said=offers(*TEAMS))
    def prepare(self, who: int, said: tuple[str, dict[str, Any]]) -> None:
        self.step("say", who, *said)

    @rule(who=WHO, said=offers(*FACTS))
    def tell(self, who: int, said: tuple[str, dict[str, Any]]) -> None:
        self.step("say", who, *said)

    @rule(who=WHO, said=offers(*ENDS))
    def end(self, who: int, said: tuple[str, dict[str, Any]]) -> None:
        self.step("say", who, *said)

    @rule(who=WHO, type_=st.sampled_from(sorted(OFFERS)), changes=HOSTILE)
    def say_nonsense(self, who: int, type_: str, changes: dict[str, Any]) -> None:
        self.step("say", who, type_, changes)

    @rule(who=WHO, type_=st.sampled_from(RECALLED), pick=PICK)
    def recall(self, who: int, type_: str, pick: int) -> None:
        self.step("recall", who, type_, pick)

    @rule(who=WHO, type_=st.sampled_from(["abort", "refuse", "note", "open", "authorise"]))
    def correct(self, who: int, type_: str) -> None:
        self.step("correct", who, type_)

    @rule(who=WHO, how=st.sampled_from(["leave", "exclude", "", "", "", ""]))
    def go(self, who: int, how: str) -> None:
        if how:
            self.step(how, who)

    # ------------------------------------------------------------------ messages and clocks

    @rule(one=WHO, other=WHO, pick=PICK, most=st.integers(1, 4))
    def pass_on(self, one: int, other: int, pick: int, most: int) -> None:
        self.step("pass", one, other, pick, most)

    @rule(one=WHO, other=WHO, pick=PICK, again=st.booleans())
    def lose_or_repeat(self, one: int, other: int, pick: int, again: bool) -> None:
        self.step("repeat" if again else "lose", one, other, pick)

    @rule(who=st.one_of(st.none(), WHO))
    def wall(self, who: int | None) -> None:
        self.step("heal") if who is None else self.step("part", who)

    @rule(how=st.sampled_from(["quiet", "exchange", "quiet"]))
    def settle(self, how: str) -> None:
        self.step(how)

    @rule(who=WHO)
    def acknowledge(self, who: int) -> None:
        self.step("acknowledge", who)

    @rule(who=WHO, minutes=st.sampled_from([1, 5, 60, -30, 2000, 60000]))
    def jump(self, who: int, minutes: int) -> None:
        self.step("jump", who, minutes)
