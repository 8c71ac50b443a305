"""Each guard of the rules, deleted, is found by the machine: the runs that found them are played again.

tools/mutate_delivery.py searched for them, and searches anew where a run does not show it any more.
"""

import pytest

from kinds.machine.found import found
from kinds.machine.mutants import Mutant, mutants
from kinds.machine.play import Play
from mithaq.kinds.delivery import DELIVERY


def is_found(mutant: Mutant) -> bool:
    """Return whether the run that was kept for this guard shows that it is gone."""
    run = found().get(mutant.name)
    if run is None:
        return False
    kind = mutant.make()
    try:
        Play.replay(kind, run)
    except Exception:  # noqa: BLE001 - whatever goes wrong is noticed
        return True
    return False


def test_every_deleted_guard_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    every = list(mutants())
    missed = [mutant.name for mutant in every if not is_found(mutant)]
    with capsys.disabled():
        print(f"\ndelivery: found {len(every) - len(missed)} of {len(every)} deleted guards")  # noqa: T201
    assert missed == []


def test_the_rules_as_they_are_stand_the_same_runs() -> None:
    for name, run in found().items():
        try:
            Play.replay(DELIVERY, run)
        except AssertionError as error:
            raise AssertionError(f"the run kept for {name!r} fails with the guard in its place") from error
