"""Headers (REC-10 to REC-19): every rule with a good and a bad twin, from the shared vectors."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record import header
from mithaq.record.errors import Refusal
from record.cast import AGENCIES, DOSSIER, PARENTS, SIGNING, draft
from record.vectors import cases, load

VECTORS = load("headers")


@pytest.mark.parametrize("vector", cases(VECTORS["good"]))
def test_a_header_within_the_rules_is_read(vector: dict[str, Any]) -> None:
    payload = vector["payload"].encode()
    read = header.parse(payload)
    assert json.loads(json.dumps(asdict(read))) == vector["header"]
    bound = header.associated_data(payload, read)
    assert bound.decode() == vector["associated_data"]
    assert header.complete(bound, read.sealed) == payload
    assert json.loads(bound) == {
        name: value for name, value in json.loads(payload).items() if name != "sealed"
    }


@pytest.mark.parametrize("vector", cases(VECTORS["bad"]))
def test_a_header_outside_the_rules_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as caught:
        header.parse(vector["payload"].encode())
    assert caught.value == Refusal(vector["code"], vector["fields"])


def test_a_header_that_is_written_reads_as_it_was_meant() -> None:
    bound = header.encode(draft(), SIGNING["ma.dgsn"].id, "c" * 64)
    read = header.parse(header.complete(bound, "5" * 64))
    assert asdict(read) == {
        "v": 1,
        "dossier": DOSSIER,
        "author": "ma.dgsn",
        "seq": 2,
        "parents": PARENTS[:2],
        "time": "2030-06-08T18:00:00.000Z",
        "to": AGENCIES,
        "handling": "H1+H2",
        "key": SIGNING["ma.dgsn"].id,
        "commitment": "c" * 64,
        "sealed": "5" * 64,
    }


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=70) | st.sampled_from(PARENTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)
NAMES = [*json.loads(VECTORS["good"][0]["payload"])]


@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4))
def test_members_of_any_type_give_a_header_or_a_refusal(changed: dict[str, Any]) -> None:
    members = json.loads(VECTORS["good"][0]["payload"]) | changed
    try:
        read = header.parse(json.dumps(members, separators=(",", ":")).encode())
    except Refusal:
        return
    assert json.loads(json.dumps(asdict(read))) == members


@given(st.binary(max_size=100))
def test_any_bytes_are_refused_or_read(payload: bytes) -> None:
    with pytest.raises(Refusal):
        header.parse(payload)


@pytest.mark.parametrize(
    "text", ["2030-06-08T18:00:00.000Z", "0001-01-01T00:00:00.000Z", "2028-02-29T23:59:59.999Z"]
)
def test_real_times_in_the_one_form(text: str) -> None:
    assert header.is_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2030-06-08T18:00:00.000",
        "2030-06-08 18:00:00.000Z",
        "2030-06-08T18:00:00,000Z",
        "2030-06-08T18:00:00.000Z\n",
        "2030-6-08T18:00:00.0000Z",
        "2030-13-08T18:00:00.000Z",
        "2030-06-31T18:00:00.000Z",
        "2030-06-08T18:60:00.000Z",
        "+030-06-08T18:00:00.000Z",
        "2030-W23-6T18:00:00.000Z",
    ],
)
def test_other_times(text: str) -> None:
    assert not header.is_time(text)


def outcome(read: Callable[[Any], Any], value: Any) -> Any:
    """Return what is read, or the refusal."""
    try:
        return read(value)
    except Refusal as refusal:
        return refusal


@given(
    st.sampled_from(NAMES[1:]),
    VALUES | st.integers(0, 10**16) | st.lists(st.sampled_from([*PARENTS, *AGENCIES]), max_size=4),
)
def test_the_ordinary_form_is_read_as_member_by_member(name: str, value: Any) -> None:
    members = json.loads(VECTORS["good"][0]["payload"]) | {name: value}
    payload = json.dumps(members, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
    assert outcome(header._parse_ordinary, payload) in (None, outcome(header._header, members))
