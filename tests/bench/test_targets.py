"""What counts as reached."""

from typing import Any

from bench.targets import Target, fastest, judge

FAMILIES = {"tortoises": ("old", "young"), "snails": ("snail",)}


def task(measure: str, medians: dict[str, float], missing: int = 0) -> dict[str, Any]:
    """A task's result as the harness gives it, with one of ours ("hare") first."""
    return {
        "measure": measure,
        "contestants": {name: {"median": value, "missing": missing} for name, value in medians.items()},
        "ratios": {
            f"hare/{name}": {"of_medians": medians["hare"] / value} for name, value in medians.items()
        },
    }


def verdict(one: dict[str, Any], target: Target) -> tuple[Any, Any, Any]:
    (judged,) = judge({"tasks": {target.turn: one}}, "hare", [target], FAMILIES)
    return judged["over"], judged["reached"], judged["met"]


def test_the_fastest_of_a_family_counts() -> None:
    rates = task("per_s", {"hare": 30, "old": 2, "young": 5})
    assert fastest(rates, FAMILIES["tortoises"]) == "young"
    assert verdict(rates, Target("throughput", 6, over="tortoises")) == ("young", 6.0, True)
    assert verdict(rates, Target("throughput", 7, over="tortoises")) == ("young", 6.0, False)


def test_of_delays_the_shortest_is_fastest_and_less_is_better() -> None:
    waits = task("p50_ms", {"hare": 2, "old": 10, "young": 4})
    assert fastest(waits, FAMILIES["tortoises"]) == "young"
    assert verdict(waits, Target("latency", 0.5, over="tortoises")) == ("young", 0.5, True)
    assert verdict(waits, Target("latency", 0.3, over="tortoises")) == ("young", 0.5, False)


def test_a_rate_may_be_bounded_by_itself() -> None:
    assert verdict(task("per_s", {"hare": 300}), Target("single", 300)) == (None, 300.0, True)


def test_speed_with_an_entry_missing_is_no_success() -> None:
    lossy = task("per_s", {"hare": 900}, missing=1)
    assert verdict(lossy, Target("single", 300)) == (None, 900.0, False)


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    alone = task("per_s", {"hare": 900})
    assert verdict(alone, Target("throughput", 25, over="snails")) == ("snails", None, None)
    (judged,) = judge({"tasks": {}}, "hare", [Target("catch_up", 50, over="snails")], FAMILIES)
    assert judged["met"] is None
