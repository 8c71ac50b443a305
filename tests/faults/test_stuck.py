"""A dossier that one honest node takes and another refuses: it does not stop their exchange."""

import json
import os
import time
from collections.abc import Iterator

import pytest

from faults.arena import Arena, arena
from faults.liar import Liar, known
from mithaq.kinds.pact.bodies import Agree
from mithaq.record.keys import OpeningKey, PartyKeys
from nodes import until


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    with arena(tmp_path_factory.mktemp("arena")) as made:
        yield made


def opening(scene: Arena, author: Liar, **seals: bytes) -> bytes:
    """Return the author's opening of a pact with Rabat and Madrid; some of the seals are others."""
    cards = [PartyKeys.from_json(agent.call("card")) for agent in (scene.here, scene.there)]
    parties = sorted((*cards, author.keys), key=lambda keys: keys.agency)
    body = {
        "kind": "pact",
        "rules": 1,
        "pact": None,
        "parties": [keys.to_json() for keys in parties],
        "terms": {},
        "exercise": True,
        "body": {"type": "agree", **Agree.example},
    }
    text = {"salt": os.urandom(16).hex(), "type": "open", "handling": None, "body": body}
    sealed = {keys.agency: seals.get(keys.agency.replace(".", "_"), keys.seal) for keys in parties}
    return author.frame(None, 1, [], sealed, json.dumps(text).encode())


def test_a_dossier_that_only_one_can_open_does_not_stop_their_exchange(scene: Arena) -> None:
    frame = opening(scene, scene.liar, es_policia=OpeningKey.generate().public)
    dossier = known([frame.hex()])[0].id
    assert scene.liar.offer(scene.rabat, frame).refused == ()
    assert scene.liar.offer(scene.madrid, frame).refused == ((dossier, "opening-closed"),)
    # Rabat acknowledges it, and Madrid cannot place that.
    until(lambda: len(scene.here.call("entries", dossier=dossier)) == 2)
    mine = scene.here.call("fill", dossier=dossier, count=5)
    assert len(mine) == 5
    honest, _ = scene.honest()
    newest = scene.here.call("newest")
    # All of Rabat's is confirmed, and nothing waits for what never comes.
    until(lambda: scene.here.call("contact", agency="es.policia")["out_cursor"] >= newest, seconds=20)
    assert scene.there.call("waiting_of", source="ma.dgsn") == [0, 0]
    assert scene.there.call("entries", dossier=dossier) == []
    assert honest in scene.there.call("entries")
    assert "append-failed" not in scene.madrid.log


def test_a_dossier_of_an_unknown_agency_comes_when_that_agency_is_entered(scene: Arena) -> None:
    lisbon = Liar("xx.faraway")
    scene.here.call("introduce", card=lisbon.keys.to_json(), url="http://127.0.0.1:9")
    time.sleep(2.1)  # until the running node has looked at its contacts again
    frame = opening(scene, lisbon)
    dossier = known([frame.hex()])[0].id
    assert lisbon.offer(scene.rabat, frame).refused == ()
    until(lambda: len(scene.here.call("entries", dossier=dossier)) == 2)
    newest = scene.here.call("newest")
    until(lambda: scene.here.call("contact", agency="es.policia")["out_cursor"] >= newest, seconds=20)
    assert scene.there.call("entries", dossier=dossier) == []
    scene.there.call("introduce", card=lisbon.keys.to_json(), url="http://127.0.0.1:9")
    time.sleep(2.1)
    mine = scene.here.call("fill", dossier=dossier, count=1)
    until(lambda: {dossier, *mine} <= set(scene.there.call("entries", dossier=dossier)), seconds=20)
    scene.settled(dossier)
