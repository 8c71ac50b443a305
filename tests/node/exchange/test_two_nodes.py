"""Two real nodes: what one releases the other holds, whatever is killed, cut or restored between them."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nodes import Agent, NodeProcess, acquainted, running, until


@pytest.fixture
def pairs(tmp_path: Path) -> Iterator[list[tuple[NodeProcess, Agent]]]:
    with acquainted(tmp_path, "ma.dgsn", "es.policia") as made:
        yield made


@pytest.fixture
def rabat(pairs: list[tuple[NodeProcess, Agent]]) -> NodeProcess:
    return pairs[0][0]


@pytest.fixture
def madrid(pairs: list[tuple[NodeProcess, Agent]]) -> NodeProcess:
    return pairs[1][0]


@pytest.fixture
def agents(pairs: list[tuple[NodeProcess, Agent]]) -> tuple[Agent, Agent]:
    return pairs[0][1], pairs[1][1]


def converge(here: Agent, there: Agent, dossier: str, seconds: float = 30.0) -> list[object]:
    """Wait until both show the same entries with the same verdicts; return them."""
    until(
        lambda: here.call("verdicts", dossier=dossier) == there.call("verdicts", dossier=dossier),
        seconds=seconds,
    )
    return list(here.call("verdicts", dossier=dossier))


def test_what_is_released_arrives_and_is_acknowledged(
    rabat: NodeProcess, madrid: NodeProcess, agents: tuple[Agent, Agent]
) -> None:
    here, there = agents
    with running(rabat, madrid):
        pact = here.call("propose", parties=["es.policia"])
        until(lambda: there.call("count") == 1)
        there.call("write", dossier=pact, type="sign", body={})
        ids = here.call("fill", dossier=pact, count=20)
        until(lambda: here.call("held", dossier=pact, entry=ids[-1]) == {"es.policia": "held"})
        entries = converge(here, there, pact)
        assert len(entries) >= 23
        assert here.call("types", dossier=pact)["translate"] == 20
        # Acknowledgements call for none: both fall silent.
        time.sleep(1.5)
        count = here.call("count")
        time.sleep(1.0)
        assert here.call("count") == there.call("count") == count <= 26
        until(lambda: here.call("cosigned") == ["es.policia"] and there.call("cosigned") == ["ma.dgsn"])
        assert here.call("contact", agency="es.policia")["log_broken_at"] == ""


def test_a_node_that_was_off_and_is_killed_meanwhile_catches_up(
    rabat: NodeProcess, madrid: NodeProcess, agents: tuple[Agent, Agent]
) -> None:
    here, there = agents
    with running(rabat):
        pact = here.call("propose", parties=["es.policia"])
        ids = here.call("fill", dossier=pact, count=900, size=200)
        for least in (1, 400):
            madrid.start()
            until(lambda least=least: there.call("count") >= least)
            madrid.kill9()
        rabat.kill9()
        rabat.start()
        with running(madrid):
            until(lambda: set(ids) <= set(there.call("entries")), seconds=40)
            converge(here, there, pact)


def test_a_restored_node_is_returned_its_own_entries_before_it_writes(
    rabat: NodeProcess, madrid: NodeProcess, agents: tuple[Agent, Agent], tmp_path: Path
) -> None:
    here, _ = agents
    with running(rabat):
        madrid.start()
        pact = here.call("propose", parties=["es.policia"])
        with madrid.agent() as there:
            until(lambda: there.call("count") >= 1)
            there.call("write", dossier=pact, type="sign", body={})
            converge(here, there, pact)
        madrid.stop()
        shutil.copytree(madrid.home, tmp_path / "backup")
        madrid.start()
        with madrid.agent() as there:
            lost = there.call("fill", dossier=pact, count=30)
            until(lambda: set(lost) <= set(here.call("entries")))
        madrid.stop()
        here.call("fill", dossier=pact, count=5)
        shutil.rmtree(madrid.home)
        shutil.copytree(tmp_path / "backup", madrid.home)
        with madrid.agent() as there:
            there.call("restored")
            assert there.call("locked", dossier=pact) == ["ma.dgsn"]
            assert not set(lost) & set(there.call("entries"))
            with running(madrid):
                until(lambda: there.call("locked", dossier=pact) == [])
                assert set(lost) <= set(there.call("entries"))
                new = there.call("fill", dossier=pact, count=1)
                until(lambda: set(new) <= set(here.call("entries")))
                entries = converge(here, there, pact)
                # A fork would take the effect of everything from the forked number on.
                assert all(verdict is None for _, _, _, verdict in entries)


def test_the_loops_may_run_in_a_process_of_their_own(
    rabat: NodeProcess, madrid: NodeProcess, agents: tuple[Agent, Agent]
) -> None:
    here, there = agents
    rabat.start(work=False)
    with running(rabat, madrid), rabat.worker():
        pact = here.call("propose", parties=["es.policia"])
        until(lambda: there.call("count") >= 1)
        ids = here.call("fill", dossier=pact, count=10)
        until(lambda: here.call("held", dossier=pact, entry=ids[-1]) == {"es.policia": "held"})


WRONG = """
from datetime import UTC, datetime, timedelta
from mithaq.node import clock
from mithaq.node.exchange.signatures import Stamp
now = clock.now
clock.now = lambda: now() + timedelta(days={days})
Stamp.now = classmethod(lambda cls: cls("nonce", datetime.now(UTC) + timedelta(days={days})))
"""


@pytest.mark.parametrize("days", [-9, 9])
def test_a_clock_wrong_by_days_cuts_nobody_off(
    rabat: NodeProcess, madrid: NodeProcess, agents: tuple[Agent, Agent], days: int
) -> None:
    here, there = agents
    madrid.start(before=WRONG.format(days=days))
    with running(rabat, madrid):
        pact = here.call("propose", parties=["es.policia"])
        until(lambda: there.call("count") >= 1)
        until(lambda: here.call("held", dossier=pact, entry=pact) == {"es.policia": "held"})


def test_an_attachment_comes_after_its_entry_and_opens(
    rabat: NodeProcess, madrid: NodeProcess, agents: tuple[Agent, Agent]
) -> None:
    here, there = agents
    with running(rabat, madrid):
        pact = here.call("propose", parties=["es.policia"])
        data = (bytes(range(256)) * 40_000).hex()
        reference = here.call("attach", dossier=pact, data=data)
        assert until(lambda: there.call("opened", reference=reference)) == data


def test_a_rewritten_audit_log_is_noticed_by_the_partner(
    rabat: NodeProcess, madrid: NodeProcess, agents: tuple[Agent, Agent]
) -> None:
    here, there = agents
    with running(rabat):
        with running(madrid):
            here.call("propose", parties=["es.policia"])
            until(lambda: there.call("cosigned") == ["ma.dgsn"])
        there.call("rewrite_log")
        with running(madrid):
            until(lambda: here.call("contact", agency="es.policia")["log_broken_at"])


def test_a_third_partys_entry_is_asked_of_whoever_built_on_it(tmp_path: Path) -> None:
    with (
        acquainted(tmp_path, "ma.dgsn", "es.policia", "de.bundespolizei") as (
            (rabat, here),
            (madrid, there),
            (potsdam, third),
        ),
        running(rabat),
    ):
        with running(madrid):
            pact = here.call("propose", parties=["es.policia", "de.bundespolizei"])
            until(lambda: there.call("count") >= 1)
            ids = there.call("fill", dossier=pact, count=40)
            until(lambda: set(ids) <= set(here.call("entries")))
        # Madrid is off now and has never met Potsdam.
        with running(potsdam):
            mine = here.call("fill", dossier=pact, count=1)
            until(lambda: set(ids + mine) <= set(third.call("entries")))
            converge(here, third, pact)
            assert third.call("waiting") == 0
