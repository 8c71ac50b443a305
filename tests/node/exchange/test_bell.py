"""The bell wakes what listens, in this process and in others, and never waits or raises."""

import threading
from pathlib import Path

import pytest

from mithaq.node import bell


@pytest.fixture
def event() -> threading.Event:
    return threading.Event()


def test_a_ring_wakes_every_listener(event: threading.Event) -> None:
    bell.listen(event, "es.policia")
    bell.ring()
    assert event.is_set()
    bell.leave(event)


def test_a_contact_that_is_heard_wakes_its_own_loop_only(event: threading.Event) -> None:
    other = threading.Event()
    bell.listen(event, "es.policia")
    bell.listen(other, "de.bundespolizei")
    bell.heard("es.policia")
    assert event.is_set()
    assert not other.is_set()
    bell.leave(event)
    bell.leave(other)


@pytest.mark.parametrize("depth", [1, 12])
def test_another_process_is_reached_through_the_socket(
    tmp_path: Path, event: threading.Event, depth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path.joinpath(*["a-rather-long-name"] * depth)
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)  # a node runs in its folder, so that a long name is reached
    path, stop = folder / "work.sock", threading.Event()
    thread = threading.Thread(target=bell.answer, args=(path, stop))
    thread.start()
    while not path.exists():
        pass
    bell.listen(event)
    bell._datagram(path)
    assert event.wait(2.0)
    bell.leave(event)
    stop.set()
    thread.join(2.0)
    assert not thread.is_alive()
    assert not path.exists()


def test_a_ring_that_nobody_hears_is_no_error(tmp_path: Path) -> None:
    bell.ring(tmp_path / "absent.sock")
