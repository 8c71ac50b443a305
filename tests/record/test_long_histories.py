"""Long histories by chance: forks, keys that change, agencies that join, leave and are excluded, all at once.

Each seed is one history. What a member has called stable stays (LAW-17), an observer comes to the same
in whatever order the entries reach it (LAW-49), and a newcomer to what the others come to (LAW-63).
"""

from random import Random

import pytest

from record.histories import ALL, FORKER, FORKING, JOINING, NEWCOMER, Play, Step, chance, replay
from record.test_stability import Watch
from record.world import account

SEEDS = range(40)


def _replayed_alike(play: Play, seed: int) -> None:
    dice = Random(seed)
    order = list(range(len(play.pool)))
    first = account(replay(play.pool, order))
    dice.shuffle(order)
    assert account(replay(play.pool, order, [dice.randint(1, 6)])) == first


@pytest.mark.parametrize("seed", SEEDS)
def test_forks(seed: int) -> None:
    play = Play.begin(Watch(forker=FORKER)).run(chance(seed, FORKING))
    _replayed_alike(play, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_everything_at_once(seed: int) -> None:
    play = Play.begin(Watch(forker=FORKER)).run(chance(seed, ALL))
    _replayed_alike(play, seed)


LATE_PROPOSAL: list[Step] = [
    ("leave", 2, 4), ("rules", 1, 30), ("join", 6, 2), ("accept", 1, 14), ("exclude", 7, 19), ("sync", 1, 20),
    ("acknowledge", 4, 30), ("admit", 1, 8), ("rules", 0, 20),
]  # fmt: skip
"""A proposal by an excluded party reaches a newcomer below its ground, and is accepted by others."""


@pytest.mark.parametrize("seed", SEEDS)
def test_joining_and_leaving(seed: int) -> None:
    _joined_alike(chance(seed, JOINING), seed)


def test_a_proposal_that_comes_below_a_newcomers_ground() -> None:
    _joined_alike(LATE_PROPOSAL, 0)


def _joined_alike(script: list[Step], seed: int) -> None:
    play = Play.begin(Watch()).run(script)
    _replayed_alike(play, seed)
    play.accept_all().run(script[:20]).finish()
    if NEWCOMER not in play.sites:
        return
    newcomer, member = play.sites[NEWCOMER].dossier, play.sites["ma.dgsn"].dossier
    mine, theirs = newcomer.fold(), member.fold()
    assert (mine.state, mine.members, mine.given) == (theirs.state, theirs.members, theirs.given)
    assert newcomer.order == member.order
    for name in newcomer.order:
        assert mine.verdicts[name].stable == theirs.verdicts[name].stable
        if newcomer.graph.nodes[name].key > newcomer._held.ground:
            assert mine.verdicts[name].refusal == theirs.verdicts[name].refusal


def test_the_histories_reach_what_they_are_for() -> None:
    """A sample that never forks, settles, saves, excludes or admits would prove nothing."""
    seen: set[str] = set()
    for seed in SEEDS:
        for actions in (FORKING, ALL, JOINING):
            play = Play.begin().run(chance(seed, actions))
            dossier = replay(play.pool, range(len(play.pool)))
            codes = {verdict.refusal.code for verdict in dossier.fold().verdicts.values() if verdict.refusal}
            seen |= codes
            standing = dossier._held.standing
            seen |= {"settled"} if standing.settled else set()
            seen |= {"excluded"} if standing.excluded else set()
            seen |= {"joined"} if NEWCOMER in standing.members else set()
            saved = (name for name in dossier.graph.routes if dossier.verdict(name).refusal is None)
            seen |= {"saved"} if any(saved) else set()
    wanted = {
        "fork-open",
        "fork-lost",
        "key-revoked",
        "number-after-last",
        "settled",
        "excluded",
        "joined",
        "saved",
    }
    assert wanted <= seen
