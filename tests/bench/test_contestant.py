"""A peer in a real process of its own, driven line by line."""

import sys
from collections.abc import Iterator

import pytest
from bench.contestant import PeerProcess, Task, TurnError
from bench.environment import InstallationError

CARRIER = """
import contextlib, os, sys
from bench.peers.turns import serve

class Carrier:
    def facts(self):
        print("a server that chats on standard output")
        return {"software": "carrier"}
    def throughput(self, entries):
        print("chatting again")
        return {"per_s": entries * 2.0, "missing": 0}
    def single(self, entries):
        raise ValueError("a letter was lost")
    def latency(self, entries):
        print("the horse died", file=sys.stderr)
        sys.stderr.flush()
        os._exit(3)
    def catch_up(self, entries):
        import time
        time.sleep(60)

serve(contextlib.nullcontext(Carrier()))
"""


@pytest.fixture
def carrier() -> Iterator[PeerProcess]:
    peer = PeerProcess("carrier", lambda: [sys.executable, "-c", CARRIER])
    assert peer.begin() == {"software": "carrier"}
    yield peer
    peer.end()


def test_a_turn_gives_its_figures(carrier: PeerProcess) -> None:
    assert carrier.take(Task("throughput", 21)) == {"per_s": 42.0, "missing": 0}


def test_a_failed_turn_says_why_and_the_peer_goes_on(carrier: PeerProcess) -> None:
    with pytest.raises(TurnError, match="carrier: ValueError: a letter was lost"):
        carrier.take(Task("single", 1))
    assert carrier.take(Task("throughput", 1))["per_s"] == 2


def test_a_dead_peer_is_named_with_its_last_words(carrier: PeerProcess) -> None:
    with pytest.raises(TurnError, match="carrier ended: the horse died"):
        carrier.take(Task("latency", 1))
    with pytest.raises(TurnError, match="carrier is not running"):
        carrier.take(Task("throughput", 1))


def test_a_turn_that_never_ends_has_failed() -> None:
    peer = PeerProcess("carrier", lambda: [sys.executable, "-c", CARRIER], seconds=5, patience=0.2)
    peer.begin()
    peer.seconds = 0.2
    with pytest.raises(TurnError, match="gave no answer"):
        peer.take(Task("catch_up", 1))
    with pytest.raises(TurnError, match="is not running"):
        peer.take(Task("throughput", 1))


def test_what_cannot_be_installed_is_left_out_with_the_reason() -> None:
    def command() -> list[str]:
        raise InstallationError("pip failed: no network")

    with pytest.raises(TurnError, match="could not be installed: pip failed: no network"):
        PeerProcess("carrier", command).begin()
