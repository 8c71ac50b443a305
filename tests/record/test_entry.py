"""Entries as bytes (REC-20 to REC-33): written, sealed, signed, read, and every bit of them guarded."""

import base64
import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record import sealed
from mithaq.record.dsse import pae
from mithaq.record.entry import (
    PAYLOAD_TYPE,
    Entry,
    check_body,
    check_signature,
    content_key_of,
    decode,
    open_body,
    open_with,
    to_dsse_json,
    write,
)
from mithaq.record.errors import Refusal
from mithaq.record.limits import MAX_BODY, MAX_FRAME, MAX_PAYLOAD, MAX_SEALED
from mithaq.record.signing import verify
from record.cast import AGENCIES, BODY, OPENING, PARENTS, SEALING, SIGNING, STRANGER, draft, entry, seed
from record.vectors import cases, load, raw

VECTORS = load("entries")
KEYS = {party["json"]["agency"]: party for party in load("keys")["parties"]}


def read(frame: bytes, agency: str = "ma.dgsn", author: str = "ma.dgsn") -> bytes | None:
    """Do all that a receiver does with a frame."""
    found = decode(frame)
    check_signature(found, SIGNING[author].public)
    return None if found.header.sealed is None else open_body(found, agency, OPENING[agency])


def refusal(what: Any, *arguments: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        what(*arguments)
    return caught.value


# ---------------------------------------------------------------- the honest way


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_party_reads_what_was_written(agency: str) -> None:
    assert read(entry().encode(), agency) == BODY


def test_an_entry_comes_back_from_its_frame() -> None:
    written = entry()
    assert decode(written.encode()) == written
    assert written.id == hashlib.sha256(pae(PAYLOAD_TYPE, written.payload)).hexdigest()
    assert written.header.commitment == hashlib.sha256(BODY).hexdigest()
    assert written.header.sealed == hashlib.sha256(written.sealed).hexdigest()


def test_the_dossier_is_called_by_its_opening() -> None:
    opening = entry(dossier=None, seq=1, parents=())
    assert opening.dossier_id == opening.id
    assert entry(dossier=opening.id).dossier_id == opening.id


def test_an_acknowledgement_has_no_body_and_nothing_sealed() -> None:
    covers = entry(None)
    assert (covers.header.to, covers.header.commitment, covers.header.sealed, covers.sealed) == (
        (),
        None,
        None,
        b"",
    )
    assert read(covers.encode()) is None
    with pytest.raises(ValueError, match="no body"):
        open_body(covers, "ma.dgsn", OPENING["ma.dgsn"])


@given(st.binary(max_size=2000), st.sets(st.sampled_from([*AGENCIES, STRANGER])))
def test_any_body_comes_back_for_any_parties(plaintext: bytes, others: set[str]) -> None:
    to = tuple(sorted(others | {"ma.dgsn"}))
    written = entry(plaintext, to=to)
    for agency in to:
        assert read(written.encode(), agency) == plaintext


def test_the_same_text_twice_shows_nothing_of_it() -> None:
    one, other = (
        write(draft(), BODY, SIGNING["ma.dgsn"], SEALING, content_key=seed(label), nonce=seed(label)[:12])
        for label in ("one", "other")
    )
    assert one.id != other.id
    assert one.sealed[12:] != other.sealed[12:]


# ---------------------------------------------------------------- attacks


@pytest.mark.parametrize(
    "whole", [entry(b"{}", to=("ma.dgsn",)), entry(None)], ids=["entry", "acknowledgement"]
)
def test_any_bit_turned_anywhere_is_found(whole: Entry) -> None:
    frame = whole.encode()
    read(frame)
    for place in range(len(frame)):
        for bit in range(8):
            turned = bytearray(frame)
            turned[place] ^= 1 << bit
            with pytest.raises(Refusal):
                read(bytes(turned))


@pytest.mark.parametrize("whole", [entry(), entry(None)], ids=["entry", "acknowledgement"])
def test_bytes_missing_or_added_are_found(whole: Entry) -> None:
    frame = whole.encode()
    for end in range(0, len(frame), 7):
        assert refusal(decode, frame[:end]).code in {"entry-frame", "entry-too-long"}
    for more in (b"\0", b"\n", frame):
        assert refusal(decode, frame + more).code == "entry-frame"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(frame: bytes) -> None:
    assert refusal(decode, frame).code.startswith("entry-")


def test_nobody_signs_for_another() -> None:
    forged = write(draft(), BODY, SIGNING[STRANGER], SEALING, content_key=seed("k"), nonce=seed("n")[:12])
    check_signature(forged, SIGNING[STRANGER].public)
    assert refusal(check_signature, forged, SIGNING["ma.dgsn"].public) == Refusal("key-differs")
    honest = entry()
    stolen = Entry(forged.id, honest.header, forged.payload, forged.signature, forged.sealed)
    assert refusal(check_signature, stolen, SIGNING["ma.dgsn"].public) == Refusal("signature-invalid")


def test_a_signature_over_the_bare_payload_is_none() -> None:
    honest = entry()
    bare = Entry(
        honest.id, honest.header, honest.payload, SIGNING["ma.dgsn"].sign(honest.payload), honest.sealed
    )
    assert refusal(check_signature, bare, SIGNING["ma.dgsn"].public) == Refusal("signature-invalid")


def test_who_is_no_recipient_or_has_another_key_opens_nothing() -> None:
    written = entry()
    assert refusal(open_body, written, STRANGER, OPENING[STRANGER]) == Refusal("cannot-open")
    assert refusal(open_body, written, "es.policia", OPENING["ma.dgsn"]) == Refusal("cannot-open")


def test_two_texts_for_two_partners_are_found() -> None:
    """AES-GCM does not commit to its key; the commitment does."""
    written = entry()
    bound = written.payload[: written.payload.index(b',"sealed"')] + b"}"
    other = sealed.close(
        BODY.replace(b"true", b"false"),
        [SEALING[agency] for agency in AGENCIES],
        bound,
        content_key=seed("content"),
        nonce=seed("nonce")[:12],
    )
    forged = Entry(written.id, written.header, written.payload, written.signature, other)
    assert refusal(open_body, forged, "es.policia", OPENING["es.policia"]) == Refusal("commitment-differs")
    check_body(written, BODY)
    assert refusal(check_body, written, BODY + b" ") == Refusal("commitment-differs")


def test_a_sealed_part_does_not_open_under_another_header() -> None:
    honest, other = entry(), entry(handling="")
    moved = Entry(other.id, other.header, other.payload, other.signature, honest.sealed)
    assert refusal(open_body, moved, "es.policia", OPENING["es.policia"]) == Refusal("cannot-open")
    assert refusal(open_with, moved, seed("content")) == Refusal("cannot-open")


# ---------------------------------------------------------------- sealing anew


def test_a_party_hands_the_content_key_to_another_which_proves_the_text() -> None:
    written = entry(to=("es.policia", "ma.dgsn"))
    assert refusal(open_body, written, "de.bundespolizei", OPENING["de.bundespolizei"]).code == "cannot-open"
    key = content_key_of(written, "es.policia", OPENING["es.policia"])
    assert open_with(written, key) == BODY
    for wrong in (seed("wrong"), key[:16], b""):
        assert refusal(open_with, written, wrong) == Refusal("cannot-open")


# ---------------------------------------------------------------- sizes


def test_what_is_too_long_is_not_written() -> None:
    assert read(entry(b"x" * MAX_BODY).encode()) == b"x" * MAX_BODY
    assert refusal(entry, b"x" * (MAX_BODY + 1)) == Refusal(
        "body-too-long", {"length": MAX_BODY + 1, "most": MAX_BODY}
    )


@pytest.mark.parametrize(
    "changed, code",
    [
        ({"parents": ()}, "entry-parents-absent"),
        ({"to": ("es.policia",)}, "entry-author-absent"),
        ({"time": "yesterday"}, "entry-field"),
        ({"parents": (*PARENTS, seed("18").hex())}, "entry-too-many"),
        ({"handling": "H" * 20000}, "entry-too-long"),
        ({"handling": "\0"}, "json-nul"),
    ],
)
def test_what_a_partner_would_refuse_is_not_written(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        entry(**changed)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "key, nonce", [(b"short", bytes(12)), (bytes(32), bytes(11)), (bytes(16), bytes(12))]
)
def test_a_key_or_nonce_of_another_length_is_our_own_fault(key: bytes, nonce: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        write(draft(), BODY, SIGNING["ma.dgsn"], SEALING, content_key=key, nonce=nonce)


def test_the_greatest_of_everything_fits_a_frame() -> None:
    names = tuple(sorted([*(f"aa.{'x' * 60}-{number:02}" for number in range(15)), "ma.dgsn"]))
    recipients = dict.fromkeys(names, SEALING["ma.dgsn"])
    what = draft(to=names, parents=PARENTS, handling="H" * 40, seq=2**53 - 1)
    greatest = write(
        what, bytes(MAX_BODY), SIGNING["ma.dgsn"], recipients, content_key=seed("c"), nonce=seed("n")[:12]
    )
    assert len(greatest.sealed) == MAX_SEALED
    assert len(greatest.payload) <= MAX_PAYLOAD
    assert len(greatest.encode()) <= MAX_FRAME
    assert read(greatest.encode()) == bytes(MAX_BODY)


@pytest.mark.parametrize("over, part", [(MAX_FRAME + 1, "frame"), (MAX_SEALED + 1, "sealed")])
def test_a_length_over_its_limit_is_refused_before_anything_else(over: int, part: str) -> None:
    payload = entry(None).payload
    frame = bytes(over)
    if part == "sealed":
        frame = len(payload).to_bytes(4, "big") + payload + bytes(64) + over.to_bytes(4, "big") + bytes(over)
    found = refusal(decode, frame)
    assert (found.code, found.fields["part"]) == ("entry-too-long", part)


# ---------------------------------------------------------------- vectors and DSSE


@pytest.mark.parametrize("vector", cases(VECTORS["good"]))
def test_the_vectors_are_read_by_every_party(vector: dict[str, Any]) -> None:
    found = decode(raw(vector["frame"]))
    assert (found.id, found.dossier_id) == (vector["id"], vector["dossier_id"])
    assert found.encode() == raw(vector["frame"])
    check_signature(found, raw(KEYS[vector["author"]]["json"]["sign"]))
    for agency in found.header.to:
        key = type(OPENING["ma.dgsn"]).from_seed(bytes.fromhex(KEYS[agency]["seal_seed"]))
        assert content_key_of(found, agency, key).hex() == vector["content_key"]
        assert open_body(found, agency, key).decode() == vector["plaintext"]


@pytest.mark.parametrize("vector", cases(VECTORS["bad_frames"]))
def test_the_bad_frames_are_refused(vector: dict[str, Any]) -> None:
    assert refusal(decode, raw(vector["frame"])) == Refusal(vector["code"], vector["fields"])


@pytest.mark.parametrize("vector", cases(VECTORS["bad"]))
def test_the_bad_entries_are_refused_by_the_check_that_is_named(vector: dict[str, Any]) -> None:
    found = decode(raw(vector["frame"]))
    if vector["check"] == "signature":
        refused = refusal(check_signature, found, raw(vector["public"]))
    else:
        key = type(OPENING["ma.dgsn"]).from_seed(bytes.fromhex(KEYS[vector["agency"]]["seal_seed"]))
        refused = refusal(open_body, found, vector["agency"], key)
    assert refused == Refusal(vector["code"], vector["fields"])


def test_the_signed_header_is_offered_as_a_dsse_envelope() -> None:
    written = entry()
    envelope = json.loads(to_dsse_json(written))
    payload = base64.b64decode(envelope["payload"], validate=True)
    (signature,) = envelope["signatures"]
    assert (payload, envelope["payloadType"].encode()) == (written.payload, PAYLOAD_TYPE)
    assert signature["keyid"] == written.header.key
    covered = pae(envelope["payloadType"].encode(), payload)
    assert verify(SIGNING["ma.dgsn"].public, base64.b64decode(signature["sig"], validate=True), covered)
