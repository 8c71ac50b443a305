"""The limit is measured by doing the work, not by assuming it."""

import pytest
from bench.contestant import Task
from bench.limits import OneCore
from cryptography.exceptions import InvalidSignature


def test_a_turn_verifies_and_opens_every_entry() -> None:
    limit = OneCore()
    assert "cryptography" in limit.begin()["software"]
    assert limit.take(Task("receive", 250))["per_s"] > 0


def test_a_false_signature_would_be_noticed() -> None:
    limit, stranger = OneCore(), OneCore()
    limit.begin()
    stranger.begin()
    limit._entries = stranger._entries
    with pytest.raises(InvalidSignature):
        limit.take(Task("receive", 1))
