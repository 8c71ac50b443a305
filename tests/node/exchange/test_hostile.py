"""A node called by strangers, liars and the impatient: refused by a code, and nothing else happens."""

import itertools
from collections.abc import Iterator

import pytest

from mithaq.node.exchange import limits, protocol, signatures
from mithaq.node.exchange.protocol import Offered, Position
from mithaq.record.keys import SigningKey
from nodes import Agent, NodeProcess, acquainted, running, until
from nodes.peer import Peer, begin, code, send

EPOCHS = (f"{number:032x}" for number in itertools.count(1))


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[NodeProcess, Agent]]]:
    """Rabat runs; Madrid and Potsdam are its contacts and do not: a test speaks with their keys."""
    folder = tmp_path_factory.mktemp("hostile")
    with acquainted(folder, "ma.dgsn", "es.policia", "de.bundespolizei") as made, running(made[0][0]):
        yield made


@pytest.fixture
def rabat(pairs: list[tuple[NodeProcess, Agent]]) -> Iterator[NodeProcess]:
    """The node that is called; whatever was done, it then answers an honest call and has lost nothing."""
    node, agent = pairs[0]
    before = set(agent.call("entries"))
    yield node
    assert Peer.of(pairs[2][0]).call(node, epoch=next(EPOCHS)).sender == "ma.dgsn"
    assert before <= set(agent.call("entries"))


@pytest.fixture
def here(pairs: list[tuple[NodeProcess, Agent]]) -> Agent:
    return pairs[0][1]


@pytest.fixture
def madrid(pairs: list[tuple[NodeProcess, Agent]]) -> Peer:
    return Peer.of(pairs[1][0])


def hello(peer: Peer, to: NodeProcess) -> bytes:
    return protocol.encode(peer.message(to))


def test_an_honest_call_is_answered_and_says_where_the_node_stands(rabat: NodeProcess, madrid: Peer) -> None:
    epoch = next(EPOCHS)
    answer = madrid.call(rabat, epoch=epoch)
    assert answer.got == Position(epoch, 0)


@pytest.mark.parametrize(
    "changes, expected",
    [
        ({"mithaq_from": "pt.psp"}, (403, "exchange-contact-unknown")),
        ({"mithaq_from": None}, (403, "exchange-contact-unknown")),
        ({"mithaq_from": "de.bundespolizei"}, (401, "exchange-signature")),
        ({"mithaq_to": "pt.psp"}, (403, "exchange-agency")),
        ({"content_type": "application/json"}, (415, "exchange-media-type")),
        ({"content_length": None, "transfer_encoding": "chunked"}, (411, "exchange-length-absent")),
        ({"content_length": str(limits.MAX_MESSAGE + 1)}, (413, "exchange-too-long")),
        ({"content_digest": signatures.digest(b"other")}, (401, "exchange-signature")),
        ({"Signature": None}, (401, "exchange-signature")),
        ({"Signature_Input": "x" * 4000}, (401, "exchange-signature")),
        ({"Signature": "mithaq=:" + "A" * 86 + "==:"}, (401, "exchange-signature")),
    ],
)
def test_a_wrong_header_is_refused(
    rabat: NodeProcess, madrid: Peer, changes: dict[str, str | None], expected: tuple[int, str]
) -> None:
    body = hello(madrid, rabat)
    # No body follows: the header alone is enough for the refusal.
    assert code(send(rabat, madrid.headers(rabat, body, **changes), b"")) == expected


def test_a_forged_signature_is_refused(rabat: NodeProcess, madrid: Peer) -> None:
    forger = Peer(madrid.agency, SigningKey.generate())
    body = hello(forger, rabat)
    assert code(send(rabat, forger.headers(rabat, body), body)) == (401, "exchange-signature")


def test_another_method_is_refused(rabat: NodeProcess, madrid: Peer) -> None:
    assert code(send(rabat, {}, b"", method="GET")) == (405, "exchange-method")
    assert code(send(rabat, {}, b"", method="DELETE", path="/blobs/x")) == (405, "exchange-method")


@pytest.mark.parametrize(
    "body, expected",
    [
        (b"", "exchange-form"),
        (b"\0" * 5000, "exchange-form"),
        (b"[" * 100_000 + b"\n", "json-depth"),
        (b'{"v":1,"from":"\\u0000"}\n', "json-nul"),
        (b'{"v":1,"from":"\\ud800"}\n', "json-surrogate"),
        (b'{"v":1' + b"0" * 5000 + b"}\n", "json-number"),
        (b'{"v":9}\n', "exchange-version"),
    ],
)
def test_a_signed_body_that_is_no_message_is_refused(
    rabat: NodeProcess, madrid: Peer, body: bytes, expected: str
) -> None:
    assert code(send(rabat, madrid.headers(rabat, body), body)) == (400, expected)


def test_a_body_other_than_the_signed_one_is_refused(rabat: NodeProcess, madrid: Peer) -> None:
    body = hello(madrid, rabat)
    assert code(send(rabat, madrid.headers(rabat, body), body[::-1])) == (400, "exchange-digest")


def test_a_message_of_another_sender_or_receiver_is_refused(rabat: NodeProcess, madrid: Peer) -> None:
    for changed in (b'"from":"de.bundespolizei"', b'"to":"pt.psp"'):
        name = changed.split(b":")[0]
        body = b",".join(
            changed if part.startswith(name) else part for part in hello(madrid, rabat).split(b",")
        )
        assert code(send(rabat, madrid.headers(rabat, body), body)) == (403, "exchange-agency")


def test_a_call_that_is_cut_in_the_middle_leaves_nothing_behind(rabat: NodeProcess, madrid: Peer) -> None:
    body = protocol.encode(madrid.message(rabat, upto=1, offers=(Offered(1, b"x" * 200_000),)))
    for at in (0, 1, 1000, len(body) - 1):
        begin(rabat, madrid.headers(rabat, body), body[:at]).close()
    # Its places are free again.
    until(lambda: send(rabat, madrid.headers(rabat, hello(madrid, rabat)), hello(madrid, rabat))[0] == 200)


def test_one_contact_cannot_take_the_places_of_others(
    rabat: NodeProcess, madrid: Peer, pairs: list[tuple[NodeProcess, Agent]]
) -> None:
    body = hello(madrid, rabat)
    slow = [begin(rabat, madrid.headers(rabat, body), body[:5]) for _ in range(limits.CALLS_AT_ONCE)]
    until(lambda: code(send(rabat, madrid.headers(rabat, body), body)) == (429, "exchange-busy"), seconds=5)
    assert Peer.of(pairs[2][0]).call(rabat, epoch=next(EPOCHS)).sender == "ma.dgsn"
    for connection in slow:
        connection.sendall(body[5:])
        assert connection.recv(12).endswith(b"200")
        connection.close()


def test_a_replay_changes_nothing(rabat: NodeProcess, madrid: Peer, here: Agent) -> None:
    epoch = next(EPOCHS)
    body = protocol.encode(madrid.message(rabat, epoch=epoch, after=0, upto=7))
    headers = madrid.headers(rabat, body)
    first = protocol.parse(send(rabat, headers, body)[1])
    assert first.got == Position(epoch, 7)
    madrid.call(rabat, epoch=epoch, after=7, upto=9)
    count = here.call("count")
    again = protocol.parse(send(rabat, headers, body)[1])
    assert again.got == Position(epoch, 9)
    assert here.call("count") == count


def test_frames_that_are_no_entries_are_refused_and_confirmed(
    rabat: NodeProcess, madrid: Peer, here: Agent
) -> None:
    epoch, count = next(EPOCHS), here.call("count")
    offers = tuple(Offered(number, frame) for number, frame in enumerate([b"", b"\0" * 90, b"x" * 5000], 1))
    answer = madrid.call(rabat, epoch=epoch, upto=3, offers=offers)
    assert answer.got == Position(epoch, 3)
    assert here.call("count") == count


def test_an_entry_whose_parents_never_come_is_asked_for_and_never_confirmed(
    rabat: NodeProcess, madrid: Peer, here: Agent, pairs: list[tuple[NodeProcess, Agent]]
) -> None:
    there = pairs[1][1]
    epoch = next(EPOCHS)
    pact = there.call("propose", parties=["ma.dgsn"])
    there.call("fill", dossier=pact, count=3)
    opening, *middle, last = [bytes.fromhex(frame) for frame in there.call("frames", dossier=pact)]
    answer = madrid.call(rabat, epoch=epoch, upto=4, offers=(Offered(4, last),))
    assert answer.got == Position(epoch, 0)
    assert [want.dossier for want in answer.want] == [pact]
    answer = madrid.call(rabat, epoch=epoch, after=4, upto=5)
    assert answer.got == Position(epoch, 0)
    # What it asked for comes, in the wrong order at that: everything is placed and confirmed.
    asked = tuple(Offered(0, frame) for frame in (*reversed(middle), opening))
    answer = madrid.call(rabat, epoch=epoch, after=5, upto=5, offers=asked)
    assert answer.got == Position(epoch, 5)
    assert answer.want == ()
    assert len(here.call("entries", dossier=pact)) >= 4


def test_a_foreign_dossier_is_not_shown(rabat: NodeProcess, madrid: Peer, here: Agent) -> None:
    pact = here.call("propose", parties=["de.bundespolizei"])
    epoch = next(EPOCHS)
    madrid.call(rabat, epoch=epoch)
    answer = madrid.call(rabat, epoch=epoch, want=(protocol.Want(pact, {}, (pact,)),))
    frames = set(here.call("frames", dossier=pact))
    assert not frames & {offer.frame.hex() for offer in answer.offers}


def test_pages_and_health_are_answered_beside_the_exchange(rabat: NodeProcess) -> None:
    assert send(rabat, {}, b"", method="GET", path="/healthz") == (200, b"ok\n")
    assert send(rabat, {}, b"", method="GET", path="/absent")[0] == 404
