"""No run is found in which what must never be, is (docs/spec/delivery.md)."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kinds.machine.machine import Machine, Tally

RUNS, STEPS = 80, 30


def test_no_run_breaks_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    Machine.tally, Machine.failed = Tally(), []
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
    with capsys.disabled():
        print(f"\ndelivery among several nodes: {Machine.tally}")  # noqa: T201 - what the runs came to
    for name, number in Machine.tally.reached.items():
        assert number >= Machine.tally.runs / 4, f"too few runs reach: {name}"
