"""How a node starts, ends, and deals with connections on which nothing is said."""

import socket
from pathlib import Path

import pytest

from nodes import NodeProcess, acquainted, running, until
from nodes.peer import Peer, begin

HEALTH = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n"


def test_a_silent_connection_is_closed_and_a_slow_header_too(tmp_path: Path) -> None:
    node = NodeProcess.make(tmp_path, "ma.dgsn")
    impatient = "import mithaq.node.connections as c; c.HEADER_TIMEOUT = 0.3"
    node.start(before=impatient)
    with running(node):
        for before, said in (
            (b"", b""),
            (b"", b"POST /exchange HTTP/1.1\r\nhost: x\r\n"),
            (HEALTH, b"GET /"),
        ):
            with socket.create_connection(("127.0.0.1", node.port), timeout=30) as silent:
                if before:
                    silent.sendall(before)
                    answer = b""
                    while not answer.endswith(b"ok\n"):
                        answer += silent.recv(4096)
                silent.sendall(said)
                assert rest(silent) == b""


def test_a_body_that_comes_too_slowly_is_refused(tmp_path: Path) -> None:
    with acquainted(tmp_path, "ma.dgsn", "es.policia") as ((rabat, _), (madrid, _)):
        rabat.start(before="import mithaq.node.exchange.limits as l; l.BODY_TIMEOUT = 0.5")
        peer = Peer.of(madrid)
        with running(rabat), begin(rabat, peer.headers(rabat, b"x" * 100), b"x") as slow:
            assert b"exchange-slow" in rest(slow)


def rest(connection: socket.socket) -> bytes:
    """Return all that comes until the other side closes."""
    parts = b""
    while part := connection.recv(4096):
        parts += part
    return parts


@pytest.mark.parametrize("work", [True, False])
def test_a_node_ends_cleanly_and_leaves_no_socket(tmp_path: Path, work: bool) -> None:
    node = NodeProcess.make(tmp_path, "ma.dgsn")
    node.start(work=work)
    with running(node):
        if work:
            until((node.home / "work.sock").exists)
    assert not (node.home / "work.sock").exists()
    assert "error" not in node.log.lower().replace("uvicorn.error", "")
