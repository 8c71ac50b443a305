"""What a liar and strangers do all at once and without end, while a test measures the others."""

import contextlib
import os
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from faults.arena import LIAR, Arena, words
from faults.desk import HANDLING
from faults.liar import OFFERED, known, plaintext
from mithaq.node.exchange import protocol
from mithaq.node.exchange.protocol import Offered, Want
from nodes import NodeProcess
from nodes.peer import begin

Attack = Callable[[NodeProcess], str]


@contextmanager
def flooding(attacks: Sequence[Attack], nodes: Sequence[NodeProcess]) -> Iterator[Counter[str]]:
    """Run every attack on every node, again and again, until the block is left; yield what came of it."""
    stop = threading.Event()
    came: Counter[str] = Counter()

    def run(attack: Attack, node: NodeProcess) -> None:
        while not stop.is_set():
            try:
                came[attack(node)] += 1
            except OSError:
                came["cut"] += 1
                stop.wait(0.01)

    threads = [threading.Thread(target=run, args=(attack, node)) for attack in attacks for node in nodes]
    for thread in threads:
        thread.start()
    try:
        yield came
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def messages(scene: Arena) -> list[Attack]:
    """Return what the liar can send at full speed, prepared, so that the attacker is not the slower one."""
    liar = scene.liar
    good = scene.lie()
    invalid = [good[:-1] + bytes([good[-1] ^ 1])] + [_unsigned(scene) for _ in range(20)]
    lost = [scene.lie(seq=9, parents=[os.urandom(32).hex()]) for _ in range(40)]
    big = plaintext(words(scene.shared, "x" * 4000), handling=HANDLING)
    lost += [scene.lie(big, seq=9, parents=[os.urandom(32).hex()]) for _ in range(100)]

    def call(node: NodeProcess, frames: Sequence[bytes], **parts: object) -> str:
        offers = tuple(Offered(0, frame) for frame in frames)
        message = protocol.Message(LIAR, node.agency, liar.epoch, offers=offers, **parts)  # type: ignore[arg-type]
        status, code = liar.code(node, protocol.encode(message))
        return code or str(status)

    def unsigned(node: NodeProcess) -> str:
        return call(node, [frame for _ in range(20) for frame in invalid][:400], more=True)

    def orphans(node: NodeProcess) -> str:
        return call(node, lost)

    def questions(node: NodeProcess) -> str:
        want = Want(
            scene.shared, {"ma.dgsn": int.from_bytes(os.urandom(2), "big")}, (os.urandom(32).hex(),) * 60
        )
        return call(node, [], want=(want,) * 60)

    def new_epochs(node: NodeProcess) -> str:
        message = protocol.Message(LIAR, node.agency, os.urandom(16).hex(), resync=True)
        return liar.code(node, protocol.encode(message))[1] or "200"

    return [unsigned, orphans, questions, new_epochs]


def half_sent(scene: Arena) -> Attack:
    """Return the attack that signs a call and never sends its body to the end."""

    def attack(node: NodeProcess) -> str:
        body = protocol.encode(scene.liar.message(node))
        connection = begin(node, scene.liar.peer.headers(node, body), body[:10])
        with connection:
            connection.settimeout(1.0)
            with contextlib.suppress(TimeoutError):
                connection.recv(100)
        return "half-sent"

    return attack


def noise(node: NodeProcess) -> str:
    """Send bytes that are no HTTP."""
    with socket.create_connection(("127.0.0.1", node.port), timeout=5) as connection:
        connection.sendall(os.urandom(2000) + b"\r\n\r\n" + OFFERED.pack(1, 1))
        connection.settimeout(1.0)
        with contextlib.suppress(TimeoutError):
            connection.recv(100)
    return "noise"


def _unsigned(scene: Arena) -> bytes:
    """Return an entry with a signature that is not its author's."""
    frame = scene.lie()
    entry = known([frame.hex()])[0]
    at = 4 + len(entry.payload)
    return frame[:at] + os.urandom(64) + frame[at + 64 :]


def memory(node: NodeProcess) -> int:
    """Return the resident memory of a node in MiB."""
    assert node.process is not None
    with open(f"/proc/{node.process.pid}/status", encoding="ascii") as file:  # noqa: PTH123
        line = next(line for line in file if line.startswith("VmRSS"))
    return int(line.split()[1]) // 1024
