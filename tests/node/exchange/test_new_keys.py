"""Two real nodes, one of which changes its keys: the exchange goes on both ways, whoever is off or calls."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.node.exchange import protocol
from nodes import Agent, NodeProcess, acquainted, running, until
from nodes.peer import Peer, code, send

Pair = tuple[NodeProcess, Agent]


@pytest.fixture
def pairs(tmp_path: Path) -> Iterator[list[Pair]]:
    with acquainted(tmp_path, "ma.dgsn", "es.policia") as made:
        yield made


def agree(here: Agent, there: Agent) -> str:
    """Bring a pact into force."""
    pact = str(here.call("propose", parties=["es.policia"]))
    until(lambda: pact in there.call("entries"))
    there.call("write", dossier=pact, type="sign", body={})
    converge(here, there, pact)
    return pact


def converge(here: Agent, there: Agent, dossier: str) -> list[list[object]]:
    """Wait until both have the same entries with the same verdicts, none of which is a refusal."""
    until(
        lambda: here.call("verdicts", dossier=dossier) == there.call("verdicts", dossier=dossier), seconds=40
    )
    found: list[list[object]] = here.call("verdicts", dossier=dossier)
    assert [row for row in found if row[3]] == []
    assert (here.call("unopened"), there.call("unopened")) == (0, 0)
    return found


def both_ways(here: Agent, there: Agent, pact: str, *, last: Agent | None = None) -> None:
    """Let each write, and see that the other reads it; Rabat's is signed with its newest key.

    Who alone calls is to write last: it then calls at once, not at its next beat.
    """
    written = {
        one: one.call("fill", dossier=pact, count=1)[0]
        for one in sorted((here, there), key=lambda one: one is last)
    }
    assert here.call("signed_by", entry=written[here]) == here.call("key_in_use")
    until(lambda: written[here] in there.call("entries"), seconds=40)
    until(lambda: written[there] in here.call("entries"), seconds=40)
    converge(here, there, pact)


def test_a_partner_that_was_off_learns_of_a_rotation(pairs: list[Pair]) -> None:
    (rabat, here), (madrid, there) = pairs
    with running(rabat, madrid):
        pact = agree(here, there)
        old = here.call("key_in_use")
        madrid.stop()
        unseen = here.call("fill", dossier=pact, count=1)[0]
        change = here.call("rotate")
        assert (change["written"], change["left"]) == ([pact], [])
        assert here.call("key_in_use") != old
        assert here.call("signed_by", entry=here.call("fill", dossier=pact, count=1)[0]) != old
        madrid.start()
        until(lambda: unseen in there.call("entries"), seconds=40)
        # The running node acknowledges with the new key, though it was told nothing but by its folder.
        both_ways(here, there, pact)
        assert there.call("key_in_use", agency="ma.dgsn") == here.call("key_in_use")
        # A dossier that is opened with the new key.
        second = here.call("propose", parties=["es.policia"])
        until(lambda: second in there.call("entries"), seconds=40)
        # And once more, both restarted.
        here.call("rotate")
        for node in (rabat, madrid):
            node.kill9()
            node.start()
        both_ways(here, there, pact)
        both_ways(here, there, second)


@pytest.mark.parametrize("revoked", [False, True])
@pytest.mark.parametrize("caller", ["ma.dgsn", "es.policia"])
def test_it_is_enough_that_one_of_them_calls(pairs: list[Pair], caller: str, revoked: bool) -> None:
    (rabat, here), (madrid, there) = pairs
    for node, _ in pairs:
        node.start(work=node.agency == caller)
    try:
        pact = str(here.call("propose", parties=["es.policia"]))
        until(lambda: pact in there.call("entries"))
        old = here.call("key_in_use")
        if revoked:
            change = here.call("revoke", recovery=str(rabat.home / "recovery" / "recovery.key"))
        else:
            change = here.call("rotate")
        assert change["written"] == [pact]
        until(lambda: there.call("key_in_use", agency="ma.dgsn") != old, seconds=40)
        both_ways(here, there, pact, last=here if caller == rabat.agency else there)
        # Whoever has the former key calls in vain; it is in sign.key still.
        thief = Peer.of(rabat)
        body = protocol.encode(thief.message(madrid))
        assert code(send(madrid, thief.headers(madrid, body), body)) == (401, "exchange-signature")
    finally:
        rabat.stop()
        madrid.stop()


def test_a_rotation_that_was_killed_is_ended_by_the_node(pairs: list[Pair]) -> None:
    (rabat, here), (madrid, there) = pairs
    with running(rabat, madrid):
        pacts = [agree(here, there) for _ in range(4)]
        old = here.call("key_in_use")
        rabat.kill9()
        with rabat.agent() as doomed, pytest.raises(AssertionError, match="the agent has ended"):
            doomed.call("rotate", killed_after=2)
        assert here.call("key_in_use") != old
        told = [pact for pact in pacts if "keys" in here.call("types", dossier=pact)]
        assert len(told) == 2
        # Until they are told the old key signs there.
        left = next(pact for pact in pacts if pact not in told)
        assert here.call("signed_by", entry=here.call("fill", dossier=left, count=1)[0]) == old
        rabat.start()
        until(lambda: all("keys" in here.call("types", dossier=pact) for pact in pacts), seconds=40)
        for pact in pacts:
            both_ways(here, there, pact)
            assert here.call("types", dossier=pact)["keys"] == 1


def test_a_node_that_was_killed_between_folder_and_entries_goes_on(pairs: list[Pair]) -> None:
    (rabat, here), (madrid, there) = pairs
    with running(rabat, madrid):
        pact = agree(here, there)
        here.call("renew", revoked=False)
        rabat.kill9()
        rabat.start()
        until(lambda: "keys" in there.call("types", dossier=pact), seconds=40)
        both_ways(here, there, pact)
