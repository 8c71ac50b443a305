"""Laws that hold for any text: it is read, spans lie inside and match, and it takes less than a second."""

import json
import time
import unicodedata
from typing import Any

import pytest
from bench.read import SAMPLES, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.reader import read

AS_WRITTEN = (
    "title",
    "author",
    "source",
    "as_written",
    "delegation",
    "purpose",
    "place",
    "name",
    "role",
    "text",
)
ALL = [text for _name, text, _truth in texts(SAMPLES)]
SECOND = 1.0


def check(text: str) -> dict[str, Any]:
    """Read a text, and hold the laws of its JSON form."""
    found = read(text).to_json()
    assert json.loads(json.dumps(found)) == found
    _walk(found, text)
    return found


def _walk(value: Any, text: str) -> None:
    if isinstance(value, list):
        for one in value:
            _walk(one, text)
    if not isinstance(value, dict):
        return
    spans = value.get("spans")
    if spans is not None:
        for field, (start, end) in spans.items():
            assert field.partition(".")[0] in value
            assert 0 <= start < end <= len(text)
        for field in AS_WRITTEN:
            if isinstance(value.get(field), str):
                assert text[slice(*spans[field])] == value[field]
    for field, one in value.items():
        if field != "spans":
            _walk(one, text)


@pytest.mark.parametrize("text", ALL)
def test_spans_of_the_samples_match(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", ALL)
def test_spans_are_of_the_text_as_given_however_it_is_composed(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    found, plain = check(apart), read(text).to_json()
    assert found["areas"] == plain["areas"]
    assert found["visit"]["start"] == plain["visit"]["start"]
    assert [one["kind"] for one in found["commitments"]] == [one["kind"] for one in plain["commitments"]]


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    check(text)


@settings(max_examples=60)
@given(st.sampled_from(ALL), st.data())
def test_any_mangled_sample_is_read(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    noise = data.draw(st.text(alphabet=' \n.,;:()"-/0123456789ةإّ\u200f٣', max_size=12))
    check(text[:start] + noise + text[end:])


@settings(max_examples=30)
@given(st.lists(st.sampled_from(" ".join(ALL).split()), max_size=120))
def test_any_words_of_the_samples_are_read(words: list[str]) -> None:
    check(" ".join(words))


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fr"])
def test_two_hundred_kilobytes_take_less_than_a_second(language: str) -> None:
    own = "\n\n".join(text for name, text, _truth in texts(SAMPLES) if name.startswith(f"{language}/"))
    for whole in (own, own.replace("\n", " ")):
        text = (whole + "\n") * 200
        text = text.encode()[: 200 * 1024].decode(errors="ignore")
        start = time.process_time()
        read(text)
        assert time.process_time() - start < SECOND


@pytest.mark.parametrize(
    "part",
    [
        "a ",
        "(",
        "1 ",
        ", ",
        "\n",
        "Abc Def ",
        "1 and 2 and ",
        "و",
        '"',
        "x",
        "director general of the ",
        "DGSN ",
    ],
)
def test_no_repetition_makes_it_slow(part: str) -> None:
    opening = "Morocco's DGSN and Spain's National Police met in Madrid on 1 January 2025. "
    text = opening + part * (60_000 // len(part))
    start = time.process_time()
    read(text)
    assert time.process_time() - start < SECOND
