"""The line protocol between the harness and a peer: one JSON object a line, one answer a line.

    peer     {"ready": {"software": "Synapse 1.163.2", ...}}
    harness  {"turn": "throughput", "entries": 300}
    peer     {"turn": "throughput", "figures": {"per_s": 27.1, "missing": 0, ...}}
    peer     {"turn": "throughput", "error": "TimeoutError: ..."}        (instead, when it failed)

The peer ends when its input ends. Between two turns it stands still, so that only one system works
at a time. Standard library only: this runs in the peers' environments.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol, TextIO

Figures = dict[str, Any]

TURNS = ("throughput", "single", "latency", "catch_up", "receive")
"""What a peer may be asked for; it has a method for each that it takes part in."""


class Peer(Protocol):
    """A prepared system between whose two ends entries of 1 KiB travel."""

    def facts(self) -> dict[str, Any]:
        """What stands on both sides: software, versions, storage."""

    def throughput(self, entries: int) -> Figures:
        """`per_s`: entries a second until all are readable at B, sent as fast as A takes them."""

    def single(self, entries: int) -> Figures:
        """`per_s`: the same, each sent only when A has taken the one before."""

    def latency(self, entries: int) -> Figures:
        """`p50_ms`: from the sending call at A until readable at B, nothing else under way."""

    def catch_up(self, entries: int) -> Figures:
        """`per_s`: entries that were sent while B was off, from B's start until readable at B."""


def serve(prepared: AbstractContextManager[Peer]) -> None:
    """Prepare the peer, answer turns until the input ends. A turn that fails is answered with its error."""
    with _answers() as answers, prepared as peer:
        _say(answers, {"ready": peer.facts()})
        for line in sys.stdin:
            order = json.loads(line)
            _say(answers, {"turn": order["turn"], **_take(peer, order)})


def _take(peer: Peer, order: dict[str, Any]) -> dict[str, Any]:
    try:
        if order["turn"] not in TURNS:
            raise ValueError(f"there is no turn {order['turn']}")
        return {"figures": getattr(peer, order["turn"])(order["entries"])}
    except Exception as error:  # noqa: BLE001 - whatever a peer's software does, the harness must hear of it
        traceback.print_exc()
        return {"error": f"{type(error).__name__}: {error}"[:500]}


def _say(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


@contextmanager
def _answers() -> Iterator[TextIO]:
    """The real standard output; whatever else prints, servers included, goes to standard error."""
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)
        yield answers
