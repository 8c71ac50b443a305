"""The JSON profile (REC-1 to REC-4): what is accepted, what is refused with which code, and nothing else."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record.errors import Refusal
from mithaq.record.jsonprofile import dump, parse
from record.vectors import cases, load, raw

VECTORS = load("json-profile")

BIG = 2**53 - 1
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-BIG, BIG) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


def refused(data: bytes, most: int = 10**6) -> str:
    with pytest.raises(Refusal) as caught:
        parse(data, most=most)
    return caught.value.code


@pytest.mark.parametrize("vector", cases(VECTORS["bad"]))
def test_what_is_outside_the_profile_is_refused_with_its_code(vector: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as caught:
        parse(raw(vector["base64"]), most=VECTORS["most"])
    assert caught.value == Refusal(vector["code"], vector["fields"])


@pytest.mark.parametrize("vector", cases(VECTORS["good"]))
def test_what_is_within_the_profile_comes_back(vector: dict[str, Any]) -> None:
    assert parse(raw(vector["base64"]), most=VECTORS["most"]) == vector["value"]


@pytest.mark.parametrize("data", [b"[" * 200_000, b"9" * 200_000, b'{"a":' * 50_000, b'["' * 100_000])
def test_huge_texts_are_refused(data: bytes) -> None:
    assert refused(data).startswith("json-")


def test_a_value_keeps_the_type_that_json_gives_it() -> None:
    assert [type(item) for item in parse(b'[1,true,null,"x"]', most=99)] == [int, bool, type(None), str]


def test_the_size_is_refused_before_anything_is_read() -> None:
    with pytest.raises(Refusal) as caught:
        parse(b"[" * 11, most=10)
    assert caught.value == Refusal("json-too-long", {"length": 11, "most": 10})
    assert parse(b"[" + b" " * 8 + b"]", most=10) == []


@pytest.mark.parametrize(
    "data",
    [b"[" * 20 + b'"' + b'\\"' * 200_000, b'"' * 250_001, b"[]" * 125_000, b'["\\u0041' + b'",[' * 60_000],
)
def test_hostile_texts_cost_no_more_than_others(data: bytes) -> None:
    began = time.perf_counter()
    refused(data)
    assert time.perf_counter() - began < 1


@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_a_refusal(data: bytes) -> None:
    try:
        value = parse(data, most=1000)
    except Refusal:
        return
    assert parse(dump(value), most=10_000) == value


@given(st.text(alphabet='[]{}",:\\/u0dD8eEnaN-+.1tfrulsI \t\ufeff\u0627\ud7ff', max_size=40))
def test_texts_that_look_like_json_give_a_value_or_a_refusal(text: str) -> None:
    try:
        value = parse(text.encode(), most=1000)
    except Refusal:
        return
    assert value == json.loads(text)


@given(VALUES)
def test_what_is_dumped_is_compact_and_parses_to_the_same(value: Any) -> None:
    data = dump(value)
    assert parse(data, most=10**6) == value
    assert data == json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    "value, code",
    [
        (1.5, "json-float"),
        (float("nan"), "json-constant"),
        (2**53, "json-number"),
        ("a\0", "json-nul"),
        ({"\ud800": 1}, "json-surrogate"),
        (json.loads("[" * 17 + "]" * 17), "json-depth"),
    ],
)
def test_nothing_outside_the_profile_is_dumped(value: Any, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        dump(value)
    assert caught.value.code == code


def test_a_value_nested_without_end_is_refused() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(Refusal) as caught:
        dump(deep)
    assert caught.value.code == "json-depth"
