"""A dossier as a file (REC-40 to REC-45)."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record.bundle import MAGIC, Bundle, Item, read_bundle, write_bundle
from mithaq.record.errors import Refusal
from mithaq.record.limits import MAX_BODY, MAX_BUNDLE, MAX_FRAME, MAX_NOTE
from record.cast import BODY, DOSSIER, SIGNING, entry
from record.vectors import cases, load, raw

VECTORS = load("bundle")
BUNDLE = Bundle(
    DOSSIER,
    "ma.dgsn",
    "2030-06-08T18:00:00.000Z",
    True,
    {SIGNING["ma.dgsn"].id: SIGNING["ma.dgsn"].public},
    "a note\n\n— ma.dgsn/audit AAAA\n",
    (Item(entry().encode(), BODY), Item(entry().encode(), None), Item(entry(None).encode(), b"")),
)


def refusal(what: Any, *arguments: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        what(*arguments)
    return caught.value


def whole(content: bytes) -> bytes:
    """Return a file as somebody makes it who can count a hash."""
    return content + hashlib.sha256(content).digest()


def test_a_bundle_comes_back() -> None:
    assert read_bundle(write_bundle(BUNDLE)) == BUNDLE
    bare = Bundle(DOSSIER, "ma.dgsn", BUNDLE.time, False, {}, None, ())
    assert read_bundle(write_bundle(bare)) == bare


@given(st.lists(st.tuples(st.binary(max_size=60), st.none() | st.binary(max_size=60)), max_size=5))
def test_any_sections_come_back(sections: list[tuple[bytes, bytes | None]]) -> None:
    bundle = replace(BUNDLE, items=tuple(Item(*section) for section in sections))
    assert read_bundle(write_bundle(bundle)) == bundle


def test_any_byte_changed_missing_or_added_is_found() -> None:
    small = replace(BUNDLE, items=(Item(entry(None).encode(), None), Item(b"frame", b"body")))
    data = write_bundle(small)
    for place in range(len(data)):
        for turn in (1, 128, 255):
            changed = bytearray(data)
            changed[place] ^= turn
            assert refusal(read_bundle, bytes(changed)).code in {"bundle-digest", "bundle-magic"}
        assert refusal(read_bundle, data[:place]).code in {"bundle-digest", "bundle-magic"}
    assert refusal(read_bundle, data + b"\0").code == "bundle-digest"


@given(st.binary(max_size=300))
def test_whatever_follows_the_manifest_is_read_or_refused(tail: bytes) -> None:
    start = write_bundle(replace(BUNDLE, items=()))[:-32]
    data = whole(start.replace(b'"count":0', b'"count":1') + tail)
    try:
        bundle = read_bundle(data)
    except Refusal:
        return
    assert write_bundle(bundle) == data


@given(st.binary(max_size=100))
def test_any_manifest_is_read_or_refused(line: bytes) -> None:
    with pytest.raises(Refusal):
        read_bundle(whole(MAGIC + line))
    with pytest.raises(Refusal):
        read_bundle(whole(MAGIC + line + b"\n"))


@pytest.mark.parametrize(
    "field, value",
    [
        ("dossier", "x"),
        ("dossier", None),
        ("agency", "MA.DGSN"),
        ("agency", 1),
        ("time", "2030-06-08"),
        ("time", 0),
        ("exercise", 1),
        ("keys", {"0" * 64: SIGNING["ma.dgsn"].public}),
        ("checkpoint", 1),
        ("checkpoint", "x" * (MAX_NOTE + 1)),
    ],
)
def test_a_manifest_that_a_reader_would_refuse_is_not_written(field: str, value: Any) -> None:
    assert refusal(write_bundle, replace(BUNDLE, **{field: value})) == Refusal(
        "bundle-manifest", {"field": field}
    )


@pytest.mark.parametrize(
    "old, new, field",
    [
        (b'"v":1', b'"v":2', "v"),
        (b'"v":1', b'"v":true', "v"),
        (b'"count":3', b'"count":2', "count"),
        (b'"count":3', b'"count":-1', "count"),
        (b'"count":3', b'"count":"3"', "count"),
        (b'"count":3', b'"count":true', "count"),
        (b'"keys":{', b'"keys":{"":"",', "keys"),
        (b'"keys":{', b'"keys":{"x":7,', "keys"),
        (b'"keys":{', b'"keys":{"x":"%",', "keys"),
        (b'"checkpoint"', b'"chequepoint"', "members"),
    ],
)
def test_a_manifest_with_a_wrong_member_is_refused_by_its_name(old: bytes, new: bytes, field: str) -> None:
    data = write_bundle(BUNDLE)[:-32]
    assert old in data
    assert refusal(read_bundle, whole(data.replace(old, new, 1))) == Refusal(
        "bundle-manifest", {"field": field}
    )


def test_a_last_section_that_does_not_end_is_refused() -> None:
    data = write_bundle(replace(BUNDLE, items=BUNDLE.items[:1]))[:-32]
    assert refusal(read_bundle, whole(data[:-1])) == Refusal("bundle-form")
    assert refusal(read_bundle, whole(data + b"\0\0")) == Refusal("bundle-form")


def test_a_count_that_is_true_is_not_one() -> None:
    data = write_bundle(replace(BUNDLE, items=BUNDLE.items[:1]))[:-32]
    assert len(read_bundle(whole(data)).items) == 1
    wrong = data.replace(b'"count":1', b'"count":true', 1)
    assert refusal(read_bundle, whole(wrong)) == Refusal("bundle-manifest", {"field": "count"})


def test_keys_that_are_no_object_are_refused() -> None:
    data = write_bundle(replace(BUNDLE, keys={}))[:-32].replace(b'"keys":{}', b'"keys":[]')
    assert refusal(read_bundle, whole(data)) == Refusal("bundle-manifest", {"field": "keys"})


def test_members_of_a_later_version_are_ignored() -> None:
    data = write_bundle(BUNDLE)[:-32].replace(b'{"v":1', b'{"v":1,"later":[1]', 1)
    assert read_bundle(whole(data)) == BUNDLE


def test_sections_over_their_limits_are_refused() -> None:
    start = write_bundle(replace(BUNDLE, items=()))[:-32].replace(b'"count":0', b'"count":1')
    for most, before in ((MAX_FRAME, b""), (MAX_BODY, b"\0\0\0\0\1")):
        fits = whole(start + before + most.to_bytes(4, "big") + bytes(most) + (b"" if before else b"\0"))
        assert len(read_bundle(fits).items) == 1
        over = whole(start + before + (most + 1).to_bytes(4, "big") + bytes(most + 2))
        assert refusal(read_bundle, over) == Refusal("bundle-form")


class Long(bytes):
    """Bytes that say they are more than memory holds."""

    def __len__(self) -> int:
        return MAX_BUNDLE + 1


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    assert refusal(read_bundle, Long()) == Refusal(
        "bundle-too-long", {"length": MAX_BUNDLE + 1, "most": MAX_BUNDLE}
    )


def test_the_vector_is_read() -> None:
    bundle = read_bundle(raw(VECTORS["base64"]))
    assert [item.frame for item in bundle.items] == [raw(frame) for frame in VECTORS["frames"]]
    bodies = [None if item.plaintext is None else item.plaintext.decode() for item in bundle.items]
    assert bodies == VECTORS["bodies"]
    assert write_bundle(bundle) == raw(VECTORS["base64"])
    assert VECTORS["manifest"].encode() in raw(VECTORS["base64"])


@pytest.mark.parametrize("vector", cases(VECTORS["bad"]))
def test_the_bad_files_are_refused(vector: dict[str, Any]) -> None:
    assert refusal(read_bundle, raw(vector["base64"])) == Refusal(vector["code"], vector["fields"])
