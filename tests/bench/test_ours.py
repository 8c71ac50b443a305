"""Our own side of the comparison: real entries through the real door, and two real nodes."""

from pathlib import Path

import pytest
from bench.mithaq_nodes import nodes
from bench.receive import run

from bench import stock
from mithaq.record.entry import decode


@pytest.fixture(autouse=True)
def own_stock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the stock be made for the test."""
    monkeypatch.setenv("MITHAQ_BENCH_CACHE", str(tmp_path))


def quiet(_: str) -> None:
    """Say nothing."""


def test_the_stock_is_kept_and_grows() -> None:
    made = stock.stock()
    first = list(made.dossiers(1, 4))
    again = list(stock.stock().dossiers(2, 4))
    assert again[0] == first[0]
    headers = [decode(frame).header for frame in again[1]]
    assert [(one.author, one.seq) for one in headers] == [
        ("es.policia", 1),
        ("de.bundespolizei", 1),
        ("es.policia", 2),
        ("de.bundespolizei", 2),
    ]
    assert all(len(frame) > stock.LETTERS for dossier in again for frame in dossier)


def test_receiving_is_a_share_of_the_limit_and_nothing_is_missing() -> None:
    result = run(turns=1, engines=["sqlite"], entries=200, large=0, long=0, say=quiet)
    assert result["failures"] == []
    assert result["left_out"] == {}
    (share,) = result["targets"]
    assert (share["contestant"], share["over"], share["missing"]) == ("sqlite-1000", "limit", 0)
    assert 0 < share["reached"] < 1


def test_two_nodes_take_every_turn_and_nothing_is_missing() -> None:
    with nodes("sqlite") as pair:
        for figures in (pair.throughput(120), pair.single(10), pair.latency(3), pair.catch_up(120)):
            assert figures["missing"] == 0
            assert figures.get("per_s", figures.get("p50_ms")) > 0
        several = pair.single(10)["several"]
    assert list(several) == ["2", "4", "8"]
    assert all(per_s > 0 for per_s in several.values())
