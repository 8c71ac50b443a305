"""Killed at any moment, sender, receiver or both: what was acknowledged is there, and all agree."""

from faults.storm import Pair, Storm
from nodes import running

ROUNDS = 5


def test_nodes_killed_at_random_moments_lose_nothing_that_they_acknowledged(
    two: list[Pair], seed: int
) -> None:
    storm = Storm(two, seed)
    with running(*(node for node, _ in two)):
        storm.begin()
        with storm.writing():
            storm.kill_rounds(ROUNDS)
        settled = storm.settle()
        print(storm.figures())  # noqa: T201 - a figure
        assert len(settled) == 64
        assert all(desk.acknowledged[storm.dossier] for desk in storm.desks)
        assert sum(storm.counted.values()) >= ROUNDS
