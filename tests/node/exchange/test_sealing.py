"""Attachments: what is sealed opens again, and nothing else does (EXC-40 to EXC-43)."""

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.node import sealing
from mithaq.node.sealing import CHUNK, TAG, Reference
from mithaq.record.errors import Refusal

KEY = bytes(range(32))


def seal(data: bytes) -> tuple[bytes, Reference]:
    chunks = list(sealing.sealed(io.BytesIO(data), KEY))
    assert sum(count for count, _ in chunks) == len(data)
    return b"".join(chunk for _, chunk in chunks), Reference(
        "a.pdf", "application/pdf", len(data), "0" * 64, KEY, CHUNK
    )


def opened(blob: bytes, reference: Reference) -> bytes:
    return b"".join(sealing.opened(io.BytesIO(blob), reference))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])
def test_what_is_sealed_opens_again_and_has_the_length_that_is_foretold(size: int) -> None:
    data = bytes(range(256)) * (size // 256) + bytes(size % 256)
    blob, reference = seal(data)
    assert len(blob) == sealing.sealed_size(size, CHUNK)
    assert opened(blob, reference) == data


@given(st.integers(0, 2 * CHUNK + 100), st.integers(1, 255))
def test_a_changed_byte_is_found(at: int, change: int) -> None:
    blob, reference = seal(b"x" * (2 * CHUNK + 10))
    at %= len(blob)
    with pytest.raises(Refusal, match="blob-differs"):
        opened(blob[:at] + bytes([blob[at] ^ change]) + blob[at + 1 :], reference)


def test_chunks_can_be_neither_dropped_moved_nor_added() -> None:
    size = CHUNK + TAG
    blob, reference = seal(b"a" * CHUNK + b"b" * CHUNK)
    assert opened(blob, reference)
    for changed, length in (
        (blob[:size], CHUNK),
        (blob[:size], 2 * CHUNK),
        (blob[size:] + blob[:size], 2 * CHUNK),
        (blob + b"x", 2 * CHUNK),
        (blob, 3 * CHUNK),
        (b"", 2 * CHUNK),
    ):
        with pytest.raises(Refusal, match="blob-differs"):
            opened(changed, replace(reference, size=length))


def test_another_key_opens_nothing() -> None:
    blob, reference = seal(b"abc")
    with pytest.raises(Refusal, match="blob-differs"):
        opened(blob, replace(reference, key=bytes(32)))


def test_a_reference_is_read_as_it_is_written() -> None:
    _, reference = seal(b"abc")
    assert Reference.read({**reference.to_json(), "later": 1}) == reference


@pytest.mark.parametrize(
    "member, value",
    [
        ("name", ""),
        ("name", "x" * 256),
        ("name", 1),
        ("media_type", None),
        ("size", -1),
        ("size", True),
        ("size", "3"),
        ("sha256", "0" * 63),
        ("sha256", "../" * 21 + "a"),
        ("key", "AAAA"),
        ("key", "not base64"),
        ("chunk", 1),
        ("chunk", 2**40),
        ("chunk", ...),
    ],
)
def test_what_breaks_a_bound_is_no_reference(member: str, value: object) -> None:
    _, reference = seal(b"abc")
    members = {**reference.to_json(), member: value}
    assert Reference.read({name: one for name, one in members.items() if one is not ...}) is None
