"""The stream of news, from real nodes: an entry of Rabat's is heard at Madrid within two seconds."""

import http.client
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest

from mithaq.node.news import stream
from nodes import Agent, NodeProcess, acquainted, until
from partners import ASK

WITHIN = 2.0


class Listening:
    """A browser that listens; reads events with a limit of time."""

    def __init__(self, node: NodeProcess, cookie: list[str], *, since: str = "", last: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", node.port, timeout=20)
        headers = {"Cookie": f"{cookie[0]}={cookie[1]}"} if cookie else {}
        if last:
            headers["Last-Event-ID"] = last
        self._connection.request("GET", f"/stream{since and f'?since={since}'}", headers=headers)
        self.answer = self._connection.getresponse()
        self.status = self.answer.status

    def event(self) -> dict[str, Any]:
        """Return the next event: its id, and what it says."""
        found: dict[str, Any] = {}
        while True:
            line = self.answer.readline().decode()
            assert line, "the stream has ended"
            name, _colon, value = line.rstrip("\n").partition(": ")
            if name in {"id", "event", "data"}:
                found[name] = value
            elif not line.strip() and "data" in found:
                return {"id": found["id"], **json.loads(found["data"])}

    def has_ended(self) -> bool:
        """Return whether the stream ends by itself."""
        return self.answer.read()[-1:] in {b"", b"\n"}

    def close(self) -> None:
        self.answer.close()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


Pair = tuple[NodeProcess, Agent]


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Pair, Pair, str]]:
    """Rabat and Madrid, running, with a pact in force between them."""
    folder = tmp_path_factory.mktemp("nodes")
    with acquainted(folder, "ma.dgsn", "es.policia") as (rabat, madrid):
        for node, _agent in (rabat, madrid):
            node.start()
        pact = rabat[1].call("propose", parties=["es.policia"])
        until(lambda: madrid[1].call("count") >= 1)
        madrid[1].call("write", dossier=pact, type="sign", body={})
        until(lambda: "sign" in rabat[1].call("types", dossier=pact))
        yield rabat, madrid, pact
        for node, _agent in (rabat, madrid):
            node.stop()


def ask(rabat: Pair, pact: str) -> str:
    """Let Rabat ask Madrid something; return the request."""
    return str(rabat[1].call("ask", pact=pact, parties=["es.policia"], body=dict(ASK)))


def newest(node: Pair) -> str:
    return str(node[1].call("newest"))


def test_an_entry_of_a_partner_is_heard_within_two_seconds(nodes: tuple[Pair, Pair, str]) -> None:
    rabat, madrid, pact = nodes
    with Listening(madrid[0], madrid[1].call("session")) as heard:
        assert heard.status == 200
        assert heard.answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert heard.answer.headers["Cache-Control"] == "no-store"
        began = time.monotonic()
        request = ask(rabat, pact)
        event = heard.event()
        while event["new"] == 0:
            event = heard.event()
        took = time.monotonic() - began
    assert event["new"] == 1
    assert event["dossiers"] == [request]
    assert set(event) == {"id", "new", "dossiers", "more", "counts"}
    assert took < WITHIN, took


def test_what_came_meanwhile_is_told_to_who_comes_back(nodes: tuple[Pair, Pair, str]) -> None:
    rabat, madrid, pact = nodes
    before, count = newest(madrid), madrid[1].call("count")
    request = ask(rabat, pact)
    until(lambda: madrid[1].call("count") > count)
    cookie = madrid[1].call("session")
    for named in ({"last": before}, {"since": before}, {"since": "0", "last": before}):
        with Listening(madrid[0], cookie, **named) as heard:
            event = heard.event()
            assert (event["new"], event["dossiers"]) == (1, [request])
    with Listening(madrid[0], cookie, since=newest(madrid)) as quiet:
        madrid[1].call("tell", what="named")
        assert quiet.event()["new"] == 0, "what is known is not told again"


def test_a_notice_changes_the_counts(nodes: tuple[Pair, Pair, str]) -> None:
    _rabat, madrid, _pact = nodes
    with Listening(madrid[0], madrid[1].call("session")) as heard:
        madrid[1].call("tell", what="search-hits")
        first = heard.event()["counts"]["news"]
        madrid[1].call("tell", what="assigned")
        event = heard.event()
        while event["counts"]["news"] == first:
            event = heard.event()
        assert event["counts"]["news"] > first


@pytest.mark.parametrize("way", ["end_session", "new_password"])
def test_the_stream_ends_with_the_session(nodes: tuple[Pair, Pair, str], way: str) -> None:
    _rabat, madrid, _pact = nodes
    cookie = madrid[1].call("session")
    with Listening(madrid[0], cookie) as heard:
        began = time.monotonic()
        madrid[1].call(way, **({"key": cookie[1]} if way == "end_session" else {}))
        assert heard.has_ended()
        assert time.monotonic() - began < stream.CHECK_SESSIONS + 2
    with Listening(madrid[0], cookie) as again:
        assert again.status == 401


def test_who_is_not_signed_in_hears_nothing(nodes: tuple[Pair, Pair, str]) -> None:
    _rabat, madrid, _pact = nodes
    name = madrid[1].call("session")[0]
    for cookie in ([], [name, ""], [name, "x" * 32], [name, "../../etc"], [name, "\u00e4" * 10]):
        with Listening(madrid[0], cookie) as heard:
            assert heard.status == 401


def test_an_officer_has_no_more_streams_than_allowed(nodes: tuple[Pair, Pair, str]) -> None:
    _rabat, madrid, _pact = nodes
    cookie = madrid[1].call("session")
    opened = [Listening(madrid[0], cookie) for _ in range(stream.MOST_AN_OFFICER)]
    try:
        assert [one.status for one in opened] == [200] * stream.MOST_AN_OFFICER
        with Listening(madrid[0], cookie) as one_more:
            assert one_more.status == 204
        opened.pop().close()

        def again() -> bool:
            with Listening(madrid[0], cookie) as heard:
                return heard.status == 200

        until(again, seconds=5)
    finally:
        for one in opened:
            one.close()


def test_pages_answer_while_streams_are_open(nodes: tuple[Pair, Pair, str]) -> None:
    _rabat, madrid, _pact = nodes
    cookie = madrid[1].call("session")
    opened = [Listening(madrid[0], cookie) for _ in range(stream.MOST_AN_OFFICER)]
    try:
        page = http.client.HTTPConnection("127.0.0.1", madrid[0].port, timeout=5)
        page.request("GET", "/news/", headers={"Cookie": f"{cookie[0]}={cookie[1]}"})
        assert page.getresponse().status == 200
        page.close()
    finally:
        for one in opened:
            one.close()


def test_it_is_heard_when_the_loops_run_in_another_process(tmp_path: Path) -> None:
    with acquainted(tmp_path, "ma.dgsn", "es.policia") as (rabat, madrid):
        rabat[0].start()
        madrid[0].start(work=False)
        with madrid[0].worker():
            with Listening(madrid[0], madrid[1].call("session")) as heard:
                began = time.monotonic()
                pact = rabat[1].call("propose", parties=["es.policia"])
                event = heard.event()
                assert (event["new"], event["dossiers"]) == (1, [pact])
                assert time.monotonic() - began < WITHIN
            until(lambda: ["entry", 1] in madrid[1].call("notices"))
        madrid[0].stop()
        rabat[0].stop()


def test_a_node_that_is_stopped_ends_its_streams_at_once(tmp_path: Path) -> None:
    with acquainted(tmp_path, "es.policia") as [(madrid, agent)]:
        madrid.start()
        with Listening(madrid, agent.call("session")) as heard:
            began = time.monotonic()
            madrid.stop()
            assert heard.has_ended()
            assert time.monotonic() - began < 8
