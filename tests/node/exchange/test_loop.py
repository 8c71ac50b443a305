"""When a loop calls: at once after a rest, and not for every entry by itself while many are released."""

import threading
import time
from types import SimpleNamespace
from typing import Any

import pytest

from mithaq.node.exchange import loop, turn
from mithaq.node.exchange.link import Link

GATHER = 0.2


def calls(monkeypatch: pytest.MonkeyPatch, *, full: bool) -> list[float]:
    """Return when each of three calls began, of a loop that always has something to say."""
    begun: list[float] = []
    stop = threading.Event()
    message = SimpleNamespace(offers=(), more=full)

    def exchange(asked: Any, keys: Any) -> Any:
        begun.append(time.monotonic())
        if len(begun) == 3:
            stop.set()
        return asked

    caller = SimpleNamespace(url="http://127.0.0.1:1", exchange=exchange, close=lambda: None)
    peer = SimpleNamespace(
        agency="es.policia", url=caller.url, keys={}, paused=False, suspended=False, link=Link("es.policia")
    )
    monkeypatch.setattr(loop, "Caller", lambda url: caller)
    monkeypatch.setattr(loop, "CONTACTS", SimpleNamespace(all=lambda: {"es.policia": peer}))
    monkeypatch.setattr(loop, "GATHER", GATHER)
    monkeypatch.setattr(turn, "request", lambda peer, due: message)
    monkeypatch.setattr(turn, "absorb", lambda peer, answer: turn.Taken())
    for name in ("arrived", "save"):
        monkeypatch.setattr(turn, name, lambda link, **_: None)
    start = time.monotonic()
    loop.keep_up("es.policia", stop)
    return [one - start for one in begun]


def test_what_is_released_while_a_call_is_under_way_goes_together(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = calls(monkeypatch, full=False)
    assert first < GATHER
    assert second >= first + GATHER * 0.9
    assert third >= second + GATHER * 0.9


def test_a_full_call_is_followed_by_the_next_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first, _, third = calls(monkeypatch, full=True)
    assert third - first < GATHER
