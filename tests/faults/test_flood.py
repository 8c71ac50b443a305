"""While a contact and strangers flood a node, an honest partner's entries arrive as ever."""

import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from statistics import median

import pytest

from faults.arena import LIAR, Arena, arena
from faults.flood import flooding, half_sent, memory, messages, noise
from mithaq.node.waiting import MAX_WAITING, MAX_WAITING_BYTES

MOST = 10.0
"""Seconds in which an honest entry arrives in any case, on two cores that do all this at once."""

MORE_MEMORY = 300
"""MiB that a node may take beyond what it had."""

IDLE = 700
"""Connections of strangers that say nothing: more than a node takes at one time."""

FORMS = 40
"""More than there are threads for pages."""


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    with arena(tmp_path_factory.mktemp("arena")) as made:
        made.step(made.lie())
        yield made


def test_a_flood_of_a_contact_does_not_hold_up_the_others(scene: Arena) -> None:
    calm = [scene.honest()[1] for _ in range(10)]
    before = [memory(node) for node in scene.nodes]
    busy: list[float] = []
    came: Counter[str] = Counter()
    for attacks in (messages(scene), [half_sent(scene), noise]):
        with flooding(attacks, scene.nodes) as some:
            time.sleep(1.0)
            busy += [scene.honest()[1] for _ in range(8)]
        came += some
    after = [memory(node) for node in scene.nodes]
    quick = f"{median(calm):.3f} s (most {max(calm):.3f})"
    slow = f"{median(busy):.3f} s (most {max(busy):.3f}); {before} -> {after} MiB; {dict(came)}"
    print(f"an honest entry arrives in {quick}; in the flood in {slow}")  # noqa: T201
    assert max(busy) < MOST
    assert all(new - old < MORE_MEMORY for old, new in zip(before, after, strict=True))
    for agent in (scene.here, scene.there):
        count, size = agent.call("waiting_of", source=LIAR)
        assert count <= MAX_WAITING
        assert size <= MAX_WAITING_BYTES
    scene.settled(scene.quiet)
    scene.settled(scene.shared)
    assert scene.here.call("rival_numbers", dossier=scene.shared) == 0


def test_connections_that_say_nothing_do_not_shut_others_out(scene: Arena) -> None:
    with ExitStack() as stack:
        for number in range(IDLE):
            connection = stack.enter_context(
                socket.create_connection(("127.0.0.1", scene.madrid.port), timeout=5)
            )
            if number % 2:
                connection.sendall(b"POST /exchange HTTP/1.1\r\nhost: x\r\nx: ")
        seconds = [scene.honest()[1] for _ in range(3)]
        assert scene.desks[1].note(scene.quiet, "and its own officers go on working")
        assert scene.settled(scene.quiet)
    print(f"with {IDLE} silent connections an honest entry arrives in {max(seconds):.3f} s")  # noqa: T201


def test_forms_that_never_come_to_an_end_do_not_hold_up_the_officers(scene: Arena) -> None:
    head = b"POST /accounts/login/ HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 5000\r\n\r\nlogin="
    with ExitStack() as stack:
        for _ in range(FORMS):
            connection = socket.create_connection(("127.0.0.1", scene.rabat.port), timeout=5)
            stack.enter_context(connection).sendall(head)
        began = time.monotonic()
        assert scene.desks[0].note(scene.quiet, "an officer goes on working")
        print(f"with {FORMS} forms that never end an officer waits {time.monotonic() - began:.3f} s")  # noqa: T201
        assert time.monotonic() - began < MOST
    scene.honest()


def test_a_header_without_an_end_is_cut_off(scene: Arena) -> None:
    before = memory(scene.rabat)
    with socket.create_connection(("127.0.0.1", scene.rabat.port), timeout=5) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nx: ")
        with pytest.raises(OSError):  # noqa: PT011 - reset or broken pipe, as the kernel likes
            send_for_ever(connection)
    assert memory(scene.rabat) - before < 50
    scene.honest()


def send_for_ever(connection: socket.socket) -> None:
    for _ in range(2000):
        connection.sendall(b"x" * 65536)
