"""Four nodes: one joins a pact and a request of three, one leaves, and one that is silent is excluded."""

from collections.abc import Sequence
from pathlib import Path

from nodes import Agent, NodeProcess, acquainted, running, until
from partners import ASK, INFORM
from program import mithaq

MA, ES, DE, PT = "ma.dgsn", "es.policia", "de.bundespolizei", "pt.psp"
EMAIL, SECOND = "liaison@example.test", "second@example.test"


def decide(node: NodeProcess, *words: str) -> str:
    """Run `mithaq dossier` at a node; return the id that it prints."""
    done = mithaq("dossier", *words, "--as", EMAIL, "--why", "exercise", home=node.home)
    if words[0] in ("leave", "exclude"):
        # Never one officer's act alone.
        assert (done.returncode, done.stdout) == (3, ""), done.stderr
        number = done.stderr.split()[1]
        done = mithaq("dossier", "second", number, "--as", SECOND, "--why", "exercise", home=node.home)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def join(pairs: Sequence[tuple[NodeProcess, Agent]], dossier: str) -> None:
    """Let the first of these admit Lisbon, the last, and the others accept."""
    (first, _), *others, (_, newcomer) = pairs
    admission = decide(first, "admit", dossier, PT)
    for node, one in others:
        until(lambda one=one: admission in one.call("proposed", dossier=dossier))
        assert newcomer.call("members", dossier=dossier) == []
        decide(node, "accept", dossier[:12], PT)
    for _, one in pairs:
        until(lambda one=one: PT in one.call("members", dossier=dossier), seconds=40.0)


def agree(agents: Sequence[Agent], dossier: str) -> None:
    """Wait until a dossier comes to the same at all of these nodes."""
    until(lambda: len({one.call("account", dossier=dossier) for one in agents}) == 1, seconds=40.0)
    assert agents[0].call("account", dossier=dossier)


def settled(agents: Sequence[Agent], dossier: str, entry: str) -> None:
    """Wait until an entry is known at all of these nodes to be held by all parties."""
    for one in agents:
        until(lambda one=one: one.call("is_stable", dossier=dossier, entry=entry), seconds=40.0)


def test_a_fourth_joins_three_and_one_leaves_and_one_is_excluded(tmp_path: Path) -> None:
    with acquainted(tmp_path, MA, ES, DE, PT) as pairs:
        nodes, (here, there, berlin, lisbon) = zip(*pairs, strict=True)
        three, four = (here, there, berlin), (here, there, berlin, lisbon)
        for agent in (here, there, lisbon):
            agent.call("add_officer", email=SECOND)
        with running(*nodes):
            pact = here.call("propose", parties=[ES, DE])
            for one in (there, berlin):
                until(lambda one=one: pact in one.call("entries"))
                one.call("write", dossier=pact, type="sign", body={})
            agree(three, pact)
            until(lambda: len(here.call("readable", dossier=pact)) == 3)
            settled(three, pact, pact)
            request = here.call("ask", pact=pact, parties=[ES, DE], body=ASK)
            early = here.call("inform", dossier=request, body=INFORM)
            settled(three, request, early)
            assert lisbon.call("entries") == []

            join(pairs, pact)
            join(pairs, request)
            for dossier in (pact, request):
                agree(four, dossier)
            # It reads what follows, and nothing from before.
            old = lisbon.call("readable", dossier=request)
            assert request not in old
            assert early not in old
            until(lambda: "unopened" not in lisbon.call("readable", dossier=request).values())
            sign = lisbon.call("write", dossier=pact, type="sign", body={})
            late = here.call("inform", dossier=request, body=INFORM)
            until(lambda: lisbon.call("readable", dossier=request).get(late) == "inform")
            word = lisbon.call("write", dossier=request, type="refer", body={"reference": "Exercise 7"})
            settled(four, pact, sign)
            settled(four, request, word)
            for dossier in (pact, request):
                agree(four, dossier)

            # A party leaves: it gets nothing further and can write nothing.
            gone = decide(nodes[1], "leave", request, "--reason", "Exercise: done.")
            rest = (here, berlin, lisbon)
            for one in rest:
                until(lambda one=one: ES not in one.call("members", dossier=request))
            after = here.call("inform", dossier=request, body=INFORM)
            settled(rest, request, after)
            assert after not in there.call("entries", dossier=request)
            assert there.call("refused", dossier=request, type="leave", body={}) == "not-a-member"
            assert gone in there.call("entries", dossier=request)
            assert there.call("contact", agency=MA)["failures"] == 0

            # A silent one is excluded by all others, who then agree without it.
            nodes[2].stop()
            for one in (nodes[0], nodes[3]):
                decide(one, "exclude", request, DE)
            for one in (here, lisbon):
                until(lambda one=one: one.call("members", dossier=request) == [MA, PT])
            last = lisbon.call("write", dossier=request, type="refer", body={"reference": "Exercise 8"})
            settled((here, lisbon), request, last)
            agree((here, lisbon), request)
            nodes[2].start()
            until(lambda: berlin.call("members", dossier=request) == [MA, PT], seconds=40.0)
            assert last not in berlin.call("entries", dossier=request)
            assert (
                berlin.call("refused", dossier=request, type="refer", body={"reference": "x"})
                == "not-a-member"
            )
