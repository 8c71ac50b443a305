"""Keys, seals and fingerprints (REC-5 to REC-9)."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record.errors import Refusal
from mithaq.record.keys import OpeningKey, PartyKeys, SigningKey, key_id, seal, unseal, verify
from record.cast import AGENCIES, OPENING, SIGNING, keys, seed
from record.vectors import cases, load

PUBLISHED = json.loads((Path(__file__).parent / "hpke_published.json").read_text("utf-8"))


def test_ed25519_signs_as_rfc_8032_section_7_1_says() -> None:
    key = SigningKey.from_seed(
        bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
    )
    assert key.public.hex() == "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
    assert key.sign(b"\xaf\x82").hex() == (
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )
    assert verify(key.public, key.sign(b"\xaf\x82"), b"\xaf\x82")
    assert not verify(key.public, key.sign(b"\xaf\x82"), b"\xaf\x83")


@pytest.mark.parametrize("public", [b"", b"short", b"\0" * 33, SIGNING["es.policia"].public])
def test_another_key_or_no_key_verifies_nothing(public: bytes) -> None:
    assert not verify(public, SIGNING["ma.dgsn"].sign(b"text"), b"text")


@given(st.binary(max_size=80))
def test_any_bytes_as_signature_are_only_wrong(signature: bytes) -> None:
    assert not verify(SIGNING["ma.dgsn"].public, signature, b"text")


def test_a_key_is_made_again_from_its_seed_and_new_keys_differ() -> None:
    for kind in (SigningKey, OpeningKey):
        key = kind.generate()
        assert kind.from_seed(key.seed).public == key.public
        assert kind.generate().public != key.public
        assert key.id == key_id(key.public) == hashlib.sha256(key.public).hexdigest()
    with pytest.raises(ValueError, match="32 bytes"):
        OpeningKey.from_seed(b"short")


def test_an_opening_key_expands_and_opens_as_the_published_vector_says() -> None:
    """draft-ietf-hpke-pq has a vector for our KEM and KDF, with another AEAD: only the last step differs."""
    vector = {name: bytes.fromhex(text) for name, text in PUBLISHED["values"].items()}
    key = OpeningKey.from_seed(vector["skRm"])
    assert key.public == vector["pkRm"]
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    sealed = vector["enc"] + vector["ct"]
    opened = openssl.hpke._decrypt_with_aad(suite, sealed, key._private, vector["info"], vector["aad"])
    assert opened == vector["pt"]


def test_what_is_sealed_opens_for_its_owner_under_its_info_only() -> None:
    sealed = seal(OPENING["es.policia"].public, b"content key", b"mithaq test")
    assert unseal(OPENING["es.policia"], sealed, b"mithaq test") == b"content key"
    for key, info, blob in (
        (OPENING["ma.dgsn"], b"mithaq test", sealed),
        (OPENING["es.policia"], b"mithaq other", sealed),
        (OPENING["es.policia"], b"mithaq test", sealed[:-1]),
        (OPENING["es.policia"], b"mithaq test", b""),
        (OPENING["es.policia"], b"mithaq test", bytes([sealed[0] ^ 1]) + sealed[1:]),
    ):
        with pytest.raises(Refusal) as caught:
            unseal(key, blob, info)
        assert caught.value == Refusal("cannot-open")


@pytest.mark.parametrize("public", [b"", b"\xff" * 1216, OPENING["ma.dgsn"].public[:-1]])
def test_sealing_to_what_is_no_key_is_our_own_fault(public: bytes) -> None:
    with pytest.raises(ValueError, match="key"):
        seal(public, b"x", b"mithaq test")


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize(
    "y",
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ],
)
def test_a_key_under_which_one_signature_fits_every_text_is_refused(y: str, sign: int) -> None:
    """The points of small order (RFC 7748, section 7): the harm first, then the refusal."""
    raw = bytearray.fromhex(y)
    raw[31] |= sign << 7
    neutral = bytes([1]) + bytes(63)
    assert (
        y[:2] != "01"
        or sign
        or (verify(bytes(raw), neutral, b"this") and verify(bytes(raw), neutral, b"that"))
    )
    for field in ("sign", "recovery"):
        members = keys("ma.dgsn").to_json() | {field: base64.b64encode(raw).decode()}
        with pytest.raises(Refusal) as caught:
            PartyKeys.from_json(members)
        assert caught.value == Refusal("keys-form", {"field": field})


@pytest.mark.parametrize("agency", AGENCIES)
def test_party_keys_come_back_from_json(agency: str) -> None:
    party = keys(agency)
    assert PartyKeys.from_json(party.to_json()) == party
    assert list(party.to_json()) == ["agency", "sign", "seal", "recovery"]


def test_a_fingerprint_is_spoken_in_groups_of_four_and_covers_every_key() -> None:
    party = keys("ma.dgsn")
    assert len(party.fingerprint) == 64
    assert party.spoken.replace(" ", "") == party.fingerprint
    assert {len(group) for group in party.spoken.split(" ")} == {4}
    other = keys("es.policia")
    swapped = [
        PartyKeys(other.agency, party.sign, party.seal, party.recovery),
        PartyKeys(party.agency, other.sign, party.seal, party.recovery),
        PartyKeys(party.agency, party.sign, other.seal, party.recovery),
        PartyKeys(party.agency, party.sign, party.seal, other.recovery),
    ]
    assert len({party.fingerprint, *(one.fingerprint for one in swapped)}) == 5


@pytest.mark.parametrize("vector", load("keys")["parties"], ids=lambda vector: vector["json"]["agency"])
def test_keys_are_made_and_written_as_the_vectors_say(vector: dict[str, Any]) -> None:
    signing = SigningKey.from_seed(bytes.fromhex(vector["sign_seed"]))
    opening = OpeningKey.from_seed(bytes.fromhex(vector["seal_seed"]))
    party = PartyKeys.from_json(vector["json"])
    assert (party.sign, party.seal) == (signing.public, opening.public)
    assert (signing.id, opening.id) == (vector["sign_id"], vector["seal_id"])
    assert (party.fingerprint, party.spoken) == (vector["fingerprint"], vector["spoken"])


@pytest.mark.parametrize("vector", cases(load("keys")["bad"]))
def test_the_bad_keys_of_the_vectors_are_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as caught:
        PartyKeys.from_json(vector["json"])
    assert caught.value == Refusal(vector["code"], vector["fields"])


def without_padding(text: str) -> str:
    return text.rstrip("=")


def with_loose_bits(text: str) -> str:
    """Return base64 that a lenient reader takes for the same bytes."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return text[:-2] + alphabet[alphabet.index(text[-2]) + 1] + "="


@pytest.mark.parametrize(
    "field, value",
    [
        ("members", None),
        ("agency", 7),
        ("agency", "MA.DGSN"),
        ("agency", "ma.dgsn\n"),
        ("sign", "%%%"),
        ("sign", "é"),
        ("sign", 7),
        ("sign", ""),
        ("sign", base64.b64encode(b"short").decode()),
        ("sign", without_padding(keys("ma.dgsn").to_json()["sign"])),
        ("sign", with_loose_bits(keys("ma.dgsn").to_json()["sign"])),
        ("recovery", base64.b64encode(b"\0" * 33).decode()),
        ("seal", base64.b64encode(b"\xff" * 1216).decode()),
        ("seal", base64.b64encode(seed("short")).decode()),
    ],
)
def test_party_keys_of_another_form_are_refused_by_name(field: str, value: Any) -> None:
    members: dict[str, Any] = {**keys("ma.dgsn").to_json(), field: value}
    with pytest.raises(Refusal) as caught:
        PartyKeys.from_json(members)
    assert caught.value == Refusal("keys-form", {"field": field})


@given(
    st.none() | st.integers() | st.text() | st.lists(st.integers()) | st.dictionaries(st.text(), st.text())
)
def test_anything_else_for_party_keys_is_refused(value: Any) -> None:
    with pytest.raises(Refusal) as caught:
        PartyKeys.from_json(value)
    assert caught.value == Refusal("keys-form", {"field": "members"})
