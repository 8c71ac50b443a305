"""Refusals are values with a code of the one list."""

import pickle
import re
from pathlib import Path

import pytest

from mithaq.record import codes, kindcodes
from mithaq.record.codes import CODES
from mithaq.record.errors import PeerError, Refusal


def test_a_refusal_is_equal_to_another_with_the_same_code_and_fields() -> None:
    one = Refusal("json-depth", {"most": 16})
    assert one == Refusal("json-depth", {"most": 16})
    assert hash(one) == hash(Refusal("json-depth", {"most": 16}))
    assert one != Refusal("json-depth", {"most": 17})
    assert one != Refusal("json-nul")
    assert one != "json-depth"
    assert str(one) == "json-depth"


def test_a_refusal_survives_the_way_to_another_process() -> None:
    refusal = Refusal("entry-too-long", {"length": 9, "most": 8, "part": "frame"})
    assert pickle.loads(pickle.dumps(refusal)) == refusal


@pytest.mark.parametrize(
    "code, fields",
    [("no-such-code", {}), ("json-nul", {"most": 1}), ("json-depth", {}), ("json-depth", {"least": 1})],
)
def test_a_code_or_field_that_is_not_listed_is_our_own_fault(code: str, fields: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=code):
        Refusal(code, fields)


def test_codes_and_their_fields_are_written_in_one_way() -> None:
    for code, fields in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert all(re.fullmatch(r"[a-z_]+", field) for field in fields)
        assert len(set(fields)) == len(fields)


def test_no_code_is_listed_twice() -> None:
    """Two parts that choose one code for two things would silently change each other's fields."""
    pages = "".join(Path(str(part.__file__)).read_text("utf-8") for part in (codes, kindcodes))
    listed = re.findall(r'^        "([^"]+)":', pages, re.MULTILINE)
    assert sorted(listed) == sorted(CODES)


def test_a_peer_error_says_whether_to_try_again() -> None:
    assert PeerError("timeout", retryable=True).retryable
    assert not PeerError("wrong certificate", retryable=False).retryable
