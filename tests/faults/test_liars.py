"""A contact that lies: an honest step, then the attack; nothing has changed, and nobody was held up."""

import json
import os
from collections.abc import Iterator

import pytest

from faults.arena import LIAR, Arena, arena, words
from faults.desk import HANDLING
from faults.liar import OFFERED, Liar, known, plaintext
from mithaq.node.exchange import protocol
from mithaq.node.exchange.limits import MAX_MESSAGE
from mithaq.node.exchange.protocol import Want
from mithaq.node.waiting import MAX_WAITING, MAX_WAITING_BYTES
from mithaq.record.limits import MAX_FRAME, MAX_PAYLOAD
from nodes.peer import send

SOON = 10.0
"""Seconds in which an honest entry arrives, whatever is going on."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arena]:
    with arena(tmp_path_factory.mktemp("arena")) as made:
        yield made


@pytest.fixture
def scene(world: Arena) -> Iterator[Arena]:
    """The arena before an attack; afterwards both nodes still run, exchange and agree on both dossiers."""
    world.honest()
    world.step(world.lie())
    world.settled(world.shared)
    yield world
    _, seconds = world.honest()
    assert seconds < SOON
    world.settled(world.quiet)
    world.settled(world.shared)


def refused(scene: Arena, frame: bytes) -> str:
    """Offer a frame; return the code with which its entry is refused."""
    answer = scene.liar.offer(scene.rabat, frame)
    entry = known([frame.hex()])[0]
    codes = dict(answer.refused)
    assert set(codes) == {entry.id}
    assert entry.id not in scene.here.call("entries")
    return codes[entry.id]


def test_it_can_neither_write_nor_read_in_a_dossier_of_others(scene: Arena) -> None:
    before = scene.said(scene.quiet)
    text = plaintext(words(scene.quiet), handling=HANDLING)
    assert refused(scene, scene.liar.frame(scene.quiet, 1, [scene.quiet], scene.seals, text)) == "key-unknown"
    ids = tuple(scene.here.call("entries", dossier=scene.quiet)[:5])
    answer = scene.liar.offer(scene.rabat, want=(Want(scene.quiet, {}, ids),))
    assert not {known([offer.frame.hex()])[0].dossier_id for offer in answer.offers} & {scene.quiet}
    assert scene.said(scene.quiet) == before


def test_a_replay_changes_nothing(scene: Arena) -> None:
    frame = scene.lie()
    body = protocol.encode(scene.liar.message(scene.rabat, [frame]))
    headers = scene.liar.peer.headers(scene.rabat, body)
    assert send(scene.rabat, headers, body)[0] == 200
    entry = known([frame.hex()])[0]
    scene.last, scene.seq = entry.id, scene.seq + 1
    scene.liar.offer(scene.madrid, frame)
    scene.settled(scene.shared)
    before = scene.said(scene.shared)
    for _ in range(5):
        assert send(scene.rabat, headers, body)[0] == 200
    # What others wrote comes from it too: known already, and no fault.
    honest = [bytes.fromhex(one) for one in scene.here.call("frames", dossier=scene.quiet)]
    assert scene.liar.offer(scene.madrid, *honest).refused == ()
    # To another node the same message is none.
    status, data = send(scene.madrid, headers, body)
    assert (status, json.loads(data)["code"]) == (403, "exchange-agency")
    assert scene.said(scene.shared) == before


def test_it_cannot_write_in_anothers_name(scene: Arena) -> None:
    """Or it would make a forker of whom it likes, by a rival of that one's next entry."""
    scene.honest(scene.shared)
    scene.settled(scene.shared)
    rabats = [one for one in scene.entries(scene.there).values() if one.header.author == "ma.dgsn"]
    last = max(rabats, key=lambda one: one.header.seq)
    place = {"seq": last.header.seq + 1, "parents": [last.id], "author": "ma.dgsn"}
    forged, stolen = scene.lie(**place), scene.lie(**place, key=last.header.key)
    answer = scene.liar.offer(scene.madrid, forged, stolen)
    assert {code for _, code in answer.refused} == {"key-unknown", "signature-invalid"}
    honest, _ = scene.honest(scene.shared)
    assert verdict(scene, honest) == ""


def verdict(scene: Arena, entry: str) -> str:
    """Return the code with which the law refuses an entry at Rabat, or nothing."""
    for id_, _, _, said in scene.here.call("verdicts", dossier=scene.shared):
        if id_ == entry:
            return str(said["refusal"][0]) if said and said["refusal"] else ""
    raise AssertionError("it is not here")


TEXTS = {
    "json-depth": b'{"salt":"%s","type":"translate","handling":null,"body":'
    + b'{"a":' * 5000
    + b"1"
    + b"}" * 5001,
    "json-nul": b'{"salt":"%s","type":"translate","handling":null,"body":{"a":"\\u0000"}}',
    "json-surrogate": b'{"salt":"%s","type":"translate","handling":null,"body":{"a":"\\ud800"}}',
    "json-number": b'{"salt":"%s","type":"translate","handling":null,"body":{"a":' + b"9" * 200_000 + b"}}",
    "json-float": b'{"salt":"%s","type":"translate","handling":null,"body":{"a":1e999}}',
    "json-duplicate": b'{"salt":"%s","type":"translate","handling":null,"body":{"a":1,"a":2}}',
    "json-syntax": b"\x00\x01\x02%s",
    "json-utf8": b'{"salt":"%s","a":"\xff\xfe"}',
    "plaintext-invalid": b'["%s"]',
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_outside_the_profile_stands_refused_at_every_node_alike(scene: Arena, code: str) -> None:
    text = TEXTS[code].replace(b"%s", os.urandom(16).hex().encode())
    entry = scene.step(scene.lie(text))
    assert verdict(scene, entry) == code
    scene.settled(scene.shared)


HEADERS = {
    "json-depth": b'{"v":1,"x":' + b"[" * 3000 + b"]" * 3000 + b"}",
    "json-nul": b'{"v":1,"x":"\\u0000"}',
    "json-surrogate": b'{"v":1,"x":"\\udfff"}',
    "json-number": b'{"v":' + b"1" * 5000 + b"}",
    "json-utf8": b'{"v":1,"x":"\xc3\x28"}',
    "entry-version-unknown": b'{"v":2,"dossier":null}',
    "entry-members": b"[]",
    "json-syntax": b"",
    "entry-too-long": b'{"v":1,"x":"' + b"x" * MAX_PAYLOAD + b'"}',
}


def test_headers_outside_the_profile_are_refused_and_the_rest_of_the_batch_is_taken(scene: Arena) -> None:
    bad = [scene.liar.raw(payload, b"") for payload in HEADERS.values()]
    bad += [os.urandom(300), b"", bytes(100), (2**32 - 1).to_bytes(4, "big") * 30]
    good = scene.lie()
    scene.liar.offer(scene.rabat, *bad[:5], good, *bad[5:])
    scene.step(good, scene.madrid)
    assert scene.last in scene.here.call("entries")


def test_messages_outside_the_form_are_refused_with_a_code(scene: Arena) -> None:
    liar, rabat = scene.liar, scene.rabat
    meta = protocol.encode(liar.message(rabat))[:-1]
    deep = b'{"a":' * 2000 + b"1" + b"}" * 2000
    cases = {
        b"": (400, "exchange-form"),
        os.urandom(5000).replace(b"\n", b""): (400, "exchange-form"),
        b"\n": (400, "json-syntax"),
        b"\xff\xfe\n": (400, "json-utf8"),
        deep + b"\n": (400, "json-depth"),
        meta.replace(b'"v":1', b'"v":' + b"1" * 4000) + b"\n": (400, "json-number"),
        meta.replace(b'"from":"', b'"from":"\\u0000') + b"\n": (400, "json-nul"),
        meta.replace(b'"from":"', b'"from":"\\ud800') + b"\n": (400, "json-surrogate"),
        meta.replace(LIAR.encode(), b"es.policia", 1) + b"\n": (403, "exchange-agency"),
        b"x" * 300_000 + b"\n": (400, "exchange-form"),
        meta + b"\n" + OFFERED.pack(1, MAX_FRAME + 1): (400, "exchange-form"),
        meta + b"\n" + OFFERED.pack(2**64 - 1, 4) + b"abcd": (400, "exchange-field"),
        meta + b"\n" + OFFERED.pack(0, 2**32 - 1): (400, "exchange-form"),
        meta + b"\n" + (OFFERED.pack(0, 0)) * 600: (400, "exchange-too-many"),
        bytes(MAX_MESSAGE + 1): (413, "exchange-too-long"),
    }
    for body, expected in cases.items():
        assert liar.code(rabat, body) == expected, body[:100]


def test_entries_whose_parents_never_come_fill_their_own_room_only(scene: Arena) -> None:
    text = b"x" * 9000
    one = scene.lie(plaintext(words(scene.shared, text.decode()), handling=HANDLING))
    for _ in range(12):
        frames = [scene.lie(seq=10_000, parents=[os.urandom(32).hex()]) for _ in range(200)]
        frames += [
            scene.liar.frame(os.urandom(32).hex(), 2, [os.urandom(32).hex()], scene.seals, b"{}")
            for _ in range(20)
        ]
        answer = scene.liar.offer(scene.rabat, *frames)
        assert answer.refused == ()
        # What waits is not confirmed.
        assert answer.got is None or answer.got.cursor < scene.liar.serial
    count, size = scene.here.call("waiting_of", source=LIAR)
    assert 0 < count <= MAX_WAITING
    assert size <= MAX_WAITING_BYTES
    scene.step(one)


def test_a_text_that_is_not_the_one_that_was_committed_to_has_no_effect(scene: Arena) -> None:
    text = plaintext(words(scene.shared), handling=HANDLING)
    entry = scene.step(scene.lie(text, commitment=os.urandom(32).hex()))
    scene.settled(scene.shared)
    # Both say that they cannot open it; nobody can, so it has no effect.
    assert verdict(scene, entry) in {"unopenable", "body-unopened"}


def test_two_entries_with_one_number_are_proven_and_disarmed(scene: Arena) -> None:
    one, other = scene.lie(), scene.lie()
    ids = [known([frame.hex()])[0].id for frame in (one, other)]
    scene.liar.offer(scene.rabat, one)
    scene.liar.offer(scene.madrid, other)
    scene.seq, scene.last = scene.seq + 1, ids[0]
    # What each builds on its own branch brings the other the rival.
    scene.honest(scene.shared)
    state = scene.settled(scene.shared)
    assert state
    assert set(ids) <= set(scene.here.call("entries"))
    assert scene.here.call("rival_numbers", dossier=scene.shared) == 1
    assert {verdict(scene, entry) for entry in ids} <= {"fork-open", "fork-lost"}


def test_a_stranger_that_borrows_the_name_of_a_contact_is_refused(scene: Arena) -> None:
    mallory = Liar(LIAR)
    body = protocol.encode(
        mallory.message(scene.rabat, [mallory.frame(None, 1, [], {LIAR: mallory.keys.seal}, b"{}")])
    )
    assert mallory.code(scene.rabat, body) == (401, "exchange-signature")
