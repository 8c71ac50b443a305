"""The form of a message: what is written is read, and whatever else comes is a Refusal (EXC-1 to EXC-12)."""

import contextlib
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.node.exchange import limits, protocol
from mithaq.node.exchange.protocol import LogHead, Message, Offered, Position, Want
from mithaq.record.errors import Refusal
from mithaq.record.limits import MAX_FRAME, MAX_INTEGER

EPOCH, OTHER = "ab" * 16, "cd" * 16
ID = "0f" * 32
PLAIN = Message(sender="ma.dgsn", receiver="es.policia", epoch=EPOCH)
FULL = Message(
    sender="ma.dgsn",
    receiver="es.policia",
    epoch=EPOCH,
    after=3,
    upto=9,
    got=Position(OTHER, 17),
    want=(Want(ID, {"ma.dgsn": 4, "de.bundespolizei": 0}, (ID,)),),
    resync=True,
    returned=OTHER,
    more=True,
    log=LogHead("ma.dgsn/audit\n7\n...\n", 5, (ID,)),
    log_seen=2,
    cosigned="es.policia/audit\n",
    refused=((ID, "signature-invalid"),),
    offers=(Offered(0, b"asked for"), Offered(4, b"x" * 100), Offered(9, b"")),
)


def meta(**changes: object) -> bytes:
    """Return a message whose first line has these members changed; ... takes one out."""
    line = protocol.encode(PLAIN).split(b"\n")[0]
    members = {**json.loads(line), **changes}
    return json.dumps({name: value for name, value in members.items() if value is not ...}).encode() + b"\n"


def code(data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        protocol.parse(data)
    return refused.value.code


@pytest.mark.parametrize("message", [PLAIN, FULL])
def test_what_is_written_is_read(message: Message) -> None:
    assert protocol.parse(protocol.encode(message)) == message


def test_unknown_members_are_passed_over() -> None:
    assert protocol.parse(meta(later={"a": [1]})) == PLAIN


@pytest.mark.parametrize(
    "data, expected",
    [
        (b"", "exchange-form"),
        (b"{}", "exchange-form"),
        (b"[]\n", "exchange-form"),
        (b"{}\n", "exchange-field"),
        (b"{" + b" " * limits.MAX_META + b"}\n", "exchange-form"),
        (b"\xff\n", "json-utf8"),
        (b'{"v":1,"v":1}\n', "json-duplicate"),
        (b"[" * 5000 + b"]" * 5000 + b"\n", "json-depth"),
        (meta(v=2), "exchange-version"),
        (meta(v="1"), "exchange-field"),
        (meta(v=True), "exchange-field"),
        (meta(**{"from": "MA.DGSN"}), "exchange-field"),
        (meta(**{"from": ...}), "exchange-field"),
        (meta(to="ma.dgsn" * 40), "exchange-field"),
        (meta(epoch="x" * 32), "exchange-field"),
        (meta(after=1), "exchange-field"),
        (meta(upto=-1), "exchange-field"),
        (meta(upto=MAX_INTEGER + 1), "json-number"),
        (meta(got=[]), "exchange-field"),
        (meta(got={"epoch": EPOCH}), "exchange-field"),
        (meta(want={}), "exchange-field"),
        (meta(want=[[]]), "exchange-field"),
        (meta(want=[{"dossier": ID, "have": {"nobody": 1}}]), "exchange-field"),
        (meta(want=[{"dossier": ID, "have": {"ma.dgsn": -1}}]), "exchange-field"),
        (meta(want=[{"dossier": ID, "ids": ["x"]}]), "exchange-field"),
        (meta(want=[{"dossier": ID}] * (limits.MAX_WANTS + 1)), "exchange-too-many"),
        (meta(want=[{"dossier": ID, "ids": [ID] * (limits.MAX_WANTED_IDS + 1)}]), "exchange-too-many"),
        (meta(resync=1), "exchange-field"),
        (meta(returned=7), "exchange-field"),
        (meta(log={"note": "n", "since": 0, "proof": ["x"]}), "exchange-field"),
        (meta(log={"note": "n" * (limits.MAX_NOTE_TEXT + 1), "since": 0}), "exchange-field"),
        (meta(refused=[["x", "y"]]), "exchange-field"),
        (meta(refused=[[ID, "Not A Code"]]), "exchange-field"),
        (meta() + b"\0", "exchange-form"),
        (meta() + bytes(8) + (5).to_bytes(4, "big") + b"four", "exchange-form"),
        (meta() + bytes(8) + (MAX_FRAME + 1).to_bytes(4, "big") + b"x" * (MAX_FRAME + 1), "exchange-form"),
        (meta(upto=5) + (6).to_bytes(8, "big") + bytes(4), "exchange-field"),
        (meta(upto=5) + ((5).to_bytes(8, "big") + bytes(4)) * 2, "exchange-field"),
        (meta() + bytes(12) * (limits.MAX_FRAMES + 1), "exchange-too-many"),
        (b"x" * (limits.MAX_MESSAGE + 1), "exchange-too-long"),
    ],
)
def test_a_message_that_breaks_a_rule_is_refused_by_its_code(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_the_greatest_message_that_a_sender_makes_is_read() -> None:
    frames = [b"x" * 6000] * limits.MAX_FRAMES
    offers = tuple(Offered(number + 1, frame) for number, frame in enumerate(frames))
    message = replace(PLAIN, upto=len(offers), offers=offers)
    assert protocol.parse(protocol.encode(message)) == message


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_message_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(Refusal):
        protocol.parse(data)


@settings(max_examples=300)
@given(st.integers(0, 10_000), st.integers(0, 255), st.booleans())
def test_any_byte_changed_cut_or_added_is_a_message_or_a_refusal(at: int, byte: int, cut: bool) -> None:
    data = bytearray(protocol.encode(FULL))
    at %= len(data)
    if cut:
        del data[at:]
    else:
        data[at] = byte
    with contextlib.suppress(Refusal):
        protocol.parse(bytes(data))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=70),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
MEMBERS = sorted(json.loads(protocol.encode(FULL).split(b"\n")[0]))


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(MEMBERS), JSON, min_size=1, max_size=3))
def test_any_json_in_any_member_is_a_message_or_a_refusal(changes: dict[str, object]) -> None:
    with contextlib.suppress(Refusal):
        protocol.parse(meta(**changes))
