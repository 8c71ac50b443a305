"""Turn and turn about: who runs when, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from bench.contestant import Figures, Task, TurnError
from bench.harness import compare
from bench.report import describe


@dataclass
class Runner:
    """Reaches paces known beforehand; None is a turn that fails. Writes what happens to a shared log."""

    name: str
    paces: list[float | None]
    log: list[str]
    most: Mapping[str, int] = field(default_factory=dict)
    hindered_by: BaseException | None = None

    def begin(self) -> dict[str, Any]:
        if self.hindered_by:
            raise self.hindered_by
        self.log.append(f"{self.name} begins")
        return {"software": "legs"}

    def take(self, task: Task) -> Figures:
        self.log.append(f"{self.name} {task.turn} {task.entries}")
        pace = self.paces.pop(0)
        if pace is None:
            raise TurnError(f"{self.name} fell")
        return {"per_s": pace, "missing": 0}

    def end(self) -> None:
        self.log.append(f"{self.name} ends")


SPRINT = [Task("throughput", 100)]


def quiet(_: str) -> None:
    """Say nothing."""


def test_every_round_each_takes_its_turn_and_the_order_shifts() -> None:
    log: list[str] = []
    runners = [Runner("hare", [9.0, 9.0], log), Runner("tortoise", [1.0, 1.0], log)]
    compare(runners, 2, SPRINT, quiet)
    assert log == [
        "hare begins",
        "tortoise begins",
        "hare throughput 100",
        "tortoise throughput 100",
        "tortoise throughput 100",
        "hare throughput 100",
        "hare ends",
        "tortoise ends",
    ]


def test_ratios_are_taken_within_rounds_and_between_medians() -> None:
    runners = [Runner("hare", [10.0, 40.0, 30.0], []), Runner("tortoise", [1.0, 8.0, 2.0], [])]
    task = compare(runners, 3, SPRINT, quiet)["tasks"]["throughput"]
    assert task["contestants"]["hare"]["median"] == 30
    assert task["contestants"]["tortoise"]["median"] == 2
    assert task["ratios"] == {"hare/tortoise": {"of_rounds": 10, "of_medians": 15}}


def test_a_slow_one_is_given_less_and_the_result_says_so() -> None:
    log: list[str] = []
    result = compare([Runner("tortoise", [1.0], log, most={"throughput": 7})], 1, SPRINT, quiet)
    assert "tortoise throughput 7" in log
    assert result["tasks"]["throughput"]["contestants"]["tortoise"]["rounds"][0]["entries"] == 7


def test_a_fall_counts_for_nothing_and_is_told() -> None:
    runners = [Runner("hare", [10.0, None, 12.0], []), Runner("tortoise", [1.0, 2.0, 1.0], [])]
    result = compare(runners, 3, SPRINT, quiet)
    assert result["tasks"]["throughput"]["contestants"]["hare"]["median"] == 11
    assert result["tasks"]["throughput"]["ratios"]["hare/tortoise"]["of_rounds"] == 11
    assert result["failures"] == [
        {"contestant": "hare", "turn": "throughput", "round": 1, "reason": "hare fell"}
    ]
    assert "hare fell" in describe(result)


def test_who_cannot_begin_is_left_out_by_name_and_ended() -> None:
    log: list[str] = []
    lame = Runner("snail", [], log, hindered_by=TurnError("no shoes"))
    result = compare([lame, Runner("hare", [9.0], log)], 1, SPRINT, quiet)
    assert result["left_out"] == {"snail": "no shoes"}
    assert list(result["tasks"]["throughput"]["contestants"]) == ["hare"]
    assert "snail ends" in log
    assert "Left out: snail: no shoes" in describe(result)


def test_an_interrupt_leaves_nobody_running() -> None:
    log: list[str] = []
    runners = [Runner("hare", [], log), Runner("snail", [], log, hindered_by=KeyboardInterrupt())]
    with pytest.raises(KeyboardInterrupt):
        compare(runners, 1, SPRINT, quiet)
    assert {"hare ends", "snail ends"} <= set(log)


def test_the_report_shows_medians_and_our_ratios_only() -> None:
    runners = [Runner("hare", [30.0], []), Runner("tortoise", [2.0], []), Runner("snail", [1.0], [])]
    text = describe(compare(runners, 1, SPRINT, quiet), ours=["hare"])
    assert "hare/tortoise" in text
    assert "hare/snail" in text
    assert "tortoise/snail" not in text


def test_what_several_programs_reach_is_told_apart_from_one() -> None:
    class Pair(Runner):
        def take(self, task: Task) -> Figures:
            figures = super().take(task)
            return {**figures, "several": {"2": figures["per_s"] + 1, "4": figures["per_s"] + 3}}

    runners = [Pair("hare", [30.0, 34.0, 32.0], []), Runner("snail", [1.0] * 3, [])]
    text = describe(compare(runners, 3, SPRINT, quiet))
    assert "hare: 1 program 32, 2 programs 33, 4 programs 35 entries/s together" in text
    assert "snail: 1 program" not in text
