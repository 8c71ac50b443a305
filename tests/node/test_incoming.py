"""Checking and opening before the transaction: the same on one core, in turn, as on two, side by side."""

import gc

import pytest

from mithaq.node import incoming, store
from mithaq.node.home import Home
from mithaq.node.models import EntryRow
from partners import AGREE, Partner


@pytest.mark.parametrize("cores", [1, 2])
def test_a_long_batch_is_checked_and_opened_on_any_number_of_cores(
    node: Home, madrid: Partner, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    monkeypatch.setattr(incoming, "_cores", lambda: cores)
    opening = {"type": "agree", **AGREE}
    frames = [madrid.open([node.keys], "pact", opening).encode() for _ in range(incoming.FEW + 4)]
    spoilt = bytearray(frames[3])
    spoilt[4 + int.from_bytes(spoilt[:4], "big")] ^= 1  # the first byte of its signature
    frames[3] = bytes(spoilt)
    results = store.append(frames, source="es.policia")
    assert [one.status for one in results] == ["new"] * 3 + ["refused"] + ["new"] * (len(frames) - 4)
    assert results[3].refusal is not None
    assert results[3].refusal.code == "signature-invalid"
    assert EntryRow.objects.filter(body__isnull=False).count() == len(frames) - 1


def test_the_cores_are_counted() -> None:
    assert incoming._cores() >= 1


def test_what_a_node_begins_with_is_not_searched_for_garbage() -> None:
    assert gc.get_freeze_count() > 10_000
