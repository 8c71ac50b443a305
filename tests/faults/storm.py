"""Nodes that write to each other while they are killed at random moments; and what must hold afterwards."""

import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from faults.desk import Desk
from nodes import Agent, NodeProcess, until

PAUSE = 0.01
"""Seconds between two entries of one desk."""

Pair = tuple[NodeProcess, Agent]


@dataclass
class Storm:
    """Some nodes with a pact of all of them, a desk at each, and the seed of what befalls them."""

    pairs: Sequence[Pair]
    seed: int
    dossier: str = ""
    desks: list[Desk] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)

    def begin(self) -> None:
        """Open the pact at the first node and wait until all hold it; all run."""
        (_, first), *others = self.pairs
        self.dossier = first.call("propose", parties=[node.agency for node, _ in others])
        for _, agent in others:
            until(lambda agent=agent: agent.call("entries", dossier=self.dossier), seconds=30)
        self.desks = [Desk.at(node, agent) for node, agent in self.pairs]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Let every desk write without end until the block is left."""
        stop = threading.Event()
        threads = [threading.Thread(target=self._write, args=(desk, stop)) for desk in self.desks]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    def _write(self, desk: Desk, stop: threading.Event) -> None:
        while not stop.wait(PAUSE):
            if desk.note(self.dossier, "x" * 200) is None:
                stop.wait(0.1)

    def kill_rounds(self, rounds: int | None = None, until_time: float = 0.0) -> None:
        """Kill one node or several, at moments and in numbers drawn from the seed, and start them again."""
        draw = random.Random(self.seed)
        number = 0
        while number < (rounds or 0) or time.monotonic() < until_time:
            number += 1
            time.sleep(draw.uniform(0.02, 0.8))
            victims = draw.sample(range(len(self.pairs)), draw.choice((1, 1, 1, len(self.pairs))))
            for victim in victims:
                self._kill(victim)
            for victim in victims:
                if draw.random() < 0.3:  # again, while it is starting
                    self.pairs[victim][0].start(wait=False)
                    time.sleep(draw.uniform(0.0, 1.2))
                    self._kill(victim)
                self.pairs[victim][0].start()

    def rest(self, seconds: float) -> None:
        """Let the nodes go on for a while; every one of them must still run."""
        time.sleep(seconds)
        for node, _ in self.pairs:
            assert node.process is not None
            assert node.process.poll() is None, f"{node.agency} has ended"

    def _kill(self, victim: int) -> None:
        """Kill a node; what its desk was told is released must be there before it is started again."""
        node, agent = self.pairs[victim]
        node.kill9()
        self.counted[f"killed {node.agency}"] += 1
        told = set(self.desks[victim].acknowledged.get(self.dossier, ()))
        lost = told - set(agent.call("entries", dossier=self.dossier))
        assert not lost, f"{node.agency} lost {len(lost)} of {len(told)} entries that it had acknowledged"

    def settle(self, seconds: float = 60.0) -> str:
        """Wait until every node comes to the same, with all that was acknowledged; return the hash."""
        told = {entry for desk in self.desks for entry in desk.acknowledged.get(self.dossier, ())}
        agents = [agent for _, agent in self.pairs]

        def same() -> bool:
            return len({str(agent.call("verdicts", dossier=self.dossier)) for agent in agents}) == 1

        until(
            lambda: all(told <= set(agent.call("entries", dossier=self.dossier)) for agent in agents),
            seconds=seconds,
        )
        until(lambda: same() and _quiet(agents), seconds=seconds, pause=0.2)
        hashes = {node.agency: agent.call("state", dossier=self.dossier) for node, agent in self.pairs}
        assert len(set(hashes.values())) == 1, hashes
        assert all(agent.call("rival_numbers", dossier=self.dossier) == 0 for agent in agents)
        assert all(agent.call("waiting") == 0 for agent in agents)
        return next(iter(hashes.values()))

    def figures(self) -> str:
        """Return what happened, in one line."""
        told = {desk.node.agency: len(desk.acknowledged.get(self.dossier, ())) for desk in self.desks}
        return f"seed {self.seed}: acknowledged {told}, {dict(self.counted)}"


def _quiet(agents: Sequence[Agent]) -> bool:
    """Return whether nothing more is written: acknowledgements call for none."""
    before = [agent.call("count") for agent in agents]
    time.sleep(0.8)
    return before == [agent.call("count") for agent in agents] and len(set(before)) == 1


def terminate(node: NodeProcess) -> None:
    """Ask a node to end, whatever it says to it."""
    if node.process is not None:
        node.process.send_signal(signal.SIGTERM)
        node.process.wait(20)
        node.process = None
