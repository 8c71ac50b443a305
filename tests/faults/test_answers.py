"""A contact whose answers are lies: the nodes that call it give up politely, and go on with the others."""

import os
import time
from collections.abc import Iterator

import pytest

from faults.arena import LIAR, Arena, arena, words
from faults.desk import HANDLING
from faults.evil import MODES, Evil, evil
from faults.liar import plaintext
from mithaq.node.waiting import MAX_WAITING
from nodes import until

SOON = 10.0
CALLS = 40
"""In the second or so that one kind of lie lasts, for both nodes: what fails is tried ever more rarely."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Arena, Evil]]:
    with arena(tmp_path_factory.mktemp("arena")) as scene, evil(scene) as server:
        yield scene, server


@pytest.mark.parametrize("mode", MODES)
def test_an_answer_that_is_none_holds_nobody_up(world: tuple[Arena, Evil], mode: str) -> None:
    scene, server = world
    scene.honest()
    server.mode = mode

    def called() -> bool:
        """A call of its own wakes the nodes, which then call it."""
        for node in scene.nodes:
            scene.liar.offer(node)
        return server.calls[mode] >= 2

    until(called, seconds=20, pause=0.3)
    began, before = time.monotonic(), server.calls[mode]
    assert scene.honest(scene.shared)[1] < SOON
    assert scene.honest()[1] < SOON
    time.sleep(max(0.0, began + 1.0 - time.monotonic()))
    if mode != "more":
        assert server.calls[mode] - before < CALLS
        assert any(agent.call("contact", agency=LIAR)["failures"] for agent in (scene.here, scene.there))
    assert scene.here.call("waiting_of", source=LIAR)[0] <= MAX_WAITING
    assert scene.settled(scene.quiet)


def test_an_attachment_that_is_not_what_its_name_says_is_never_kept(world: tuple[Arena, Evil]) -> None:
    scene, server = world
    server.mode = "garbage"
    reference = {
        "name": "lie.bin",
        "media_type": "application/octet-stream",
        "size": 5_000_000,
        "sha256": os.urandom(32).hex(),
        "key": "A" * 43 + "=",
        "chunk": 1024 * 1024,
    }
    body = {**words(scene.shared), "attachment": reference}
    huge = {**words(scene.shared), "attachment": {**reference, "size": 2**52, "sha256": os.urandom(32).hex()}}
    for text in (body, huge):
        scene.step(scene.lie(plaintext(text, handling=HANDLING)))
    until(lambda: server.calls["blob"] >= 2, seconds=20)
    # Meanwhile an honest one comes.
    data = os.urandom(100_000).hex()
    good = scene.there.call("attach", dossier=scene.shared, data=data)
    assert until(lambda: scene.here.call("opened", reference=good), seconds=20) == data
    assert scene.here.call("opened", reference=reference) is None
    files = [path for path in (scene.rabat.home / "blobs").glob("*/*") if path.name == reference["sha256"]]
    assert files == []
    scene.honest()
    scene.settled(scene.shared)
