"""A party whose texts make no sense: they stand where they are, alike at every node, and break nothing."""

import os
from collections.abc import Iterator

import pytest

from faults.arena import LIAR, Arena, arena
from faults.fuzz import TIMES, Fuzz
from faults.liar import known, plaintext
from nodes import until
from partners import ASK, HANDLING

ENTRIES = int(os.environ.get("MITHAQ_FUZZ", "150"))
AT_ONCE = 50


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    databases: tuple[str, ...] = ()
    if request.param == "postgresql":
        make = request.getfixturevalue("postgresql")
        databases = (make(), make())
    with arena(tmp_path_factory.mktemp("arena"), databases) as made:
        made.step(made.lie(plaintext({}, "sign")))
        made.there.call("write", dossier=made.shared, type="sign", body={})
        made.settled(made.shared)
        yield made


def open_request(scene: Arena) -> str:
    """Let Rabat ask Madrid and the liar something; return the dossier."""
    new = {
        "kind": "request",
        "parties": ["es.policia", "ma.dgsn", LIAR],
        "pact": scene.shared,
        "exercise": True,
        "type": "ask",
        "body": {**ASK, "asked": ["es.policia", LIAR]},
        "handling": HANDLING,
    }
    status, answer = scene.desks[0].call("POST", "/api/dossiers", new)
    assert status == 201, answer
    until(lambda: answer["id"] in scene.there.call("entries"))
    return str(answer["id"])


@pytest.mark.parametrize("kind_name", ["request", "pact"])
def test_whatever_a_party_writes_breaks_nothing(scene: Arena, seed: int, kind_name: str) -> None:
    dossier, seq, last = scene.shared, scene.seq, scene.last
    if kind_name == "request":
        dossier, seq = open_request(scene), 0
        last = dossier
    fuzz = Fuzz(seed, kind_name, scene.here.call("entries"))
    marks = [len(node.log) for node in scene.nodes]
    made: list[str] = []
    for at in range(0, ENTRIES, AT_ONCE):
        frames = []
        for number in range(AT_ONCE):
            type_, body, handling = fuzz.draw()
            seq += 1
            times = {"time": fuzz.random.choice(TIMES)} if number % 10 == 9 and at else {}
            text = plaintext(body, type_, handling)
            frames.append(scene.liar.frame(dossier, seq, [last], scene.seals, text, **times))
            last = known([frames[-1].hex()])[0].id
            made.append(last)
        for node in scene.nodes:
            assert scene.liar.offer(node, *frames).refused == ()
    for agent in (scene.here, scene.there):
        assert set(made) <= set(agent.call("entries", dossier=dossier))
    scene.settled(dossier)
    status, view = scene.desks[0].call("GET", f"/api/dossiers/{dossier}")
    assert status == 200, view
    status, page = scene.desks[1].call("GET", f"/api/dossiers/{dossier}/entries?limit=500")
    assert status == 200, page
    assert scene.desks[0].call("GET", "/api/cards")[0] == 200
    scene.honest()
    for node, mark in zip(scene.nodes, marks, strict=True):
        assert "Traceback" not in node.log[mark:], node.log[mark:][-4000:]
