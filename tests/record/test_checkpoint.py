"""Signed notes, checkpoints and cosignatures (REC-55 to REC-59), against what C2SP and Go publish."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record.checkpoint import (
    Checkpoint,
    cosign,
    cosigned_at,
    open_checkpoint,
    origin_of,
    parse_checkpoint,
    sign_checkpoint,
)
from mithaq.record.errors import Refusal
from mithaq.record.merkle import Tree, leaf_hash
from mithaq.record.note import ED25519, Note, NoteSignature, note_key_id, parse_note, verifier_key
from record.cast import SIGNING
from record.vectors import cases, load, raw

VECTORS = load("checkpoints")
LOG, PARTNER, OTHER = SIGNING["ma.dgsn"], SIGNING["es.policia"], SIGNING["de.bundespolizei"]
ROOT = Tree([leaf_hash(b"a"), leaf_hash(b"b")]).root(2)


def refusal(what: Any, *arguments: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        what(*arguments)
    return caught.value


def test_the_example_of_gos_package_note_is_verified() -> None:
    """golang.org/x/mod/sumdb/note, the package's example."""
    key = raw("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    note = parse_note(
        b"If you think cryptography is the answer to your problem,\n"
        b"then you don't know what your problem is.\n"
        b"\n"
        b"\xe2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngo"
        b"tpRZb6KE6RyyBwJnAM=\n"
    )
    note.verify("PeterNeumann", key[1:])
    expected = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert verifier_key("PeterNeumann", ED25519, key[1:]) == expected


def test_the_verifier_key_of_c2sp_verifies_its_note() -> None:
    """C2SP/C2SP, signed-note.md at 5ba5ee830903e91240fc6f9f3a7a9293d49e69c9, "Verifier keys"."""
    vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    public = raw(vkey.split("+", 2)[2])[1:]
    assert verifier_key("example.com/foo", ED25519, public) == vkey
    note = parse_note(
        b"This is an example message.\n"
        b"\n"
        b"\xe2\x80\x94 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXm"  # noqa: E501
        b"RKuwHjG1Yu72IneyaQM=\n"
    )
    note.verify("example.com/foo", public)


CHECKPOINT = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""  # noqa: E501


def test_the_example_of_c2sp_is_read_and_written_byte_for_byte() -> None:
    """C2SP/C2SP, tlog-cosignature.md (which gives no keys, so nothing there can be verified)."""
    note = parse_note(CHECKPOINT.encode())
    assert note.encode() == CHECKPOINT.encode()
    checkpoint = parse_checkpoint(note.text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.text() == note.text
    assert [one.name for one in note.signatures] == ["example.com/behind-the-sofa", "witness.example.com/w1"]
    assert int.from_bytes(note.signatures[1].signature[:8], "big") == 1679315147
    assert [len(one.signature) for one in note.signatures] == [64, 72]


def test_a_checkpoint_is_signed_cosigned_and_opened() -> None:
    signed = sign_checkpoint("ma.dgsn", 2, ROOT, LOG)
    both = cosign(signed, "es.policia", PARTNER, 1907172000)
    checkpoint, note = open_checkpoint(both.encode(), "ma.dgsn", LOG.public)
    assert (checkpoint, note) == (Checkpoint("ma.dgsn/audit", 2, ROOT), both)
    assert cosigned_at(note, "es.policia", PARTNER.public) == 1907172000
    again = cosign(both, "es.policia", PARTNER, 1907172060)
    assert cosigned_at(again, "es.policia", PARTNER.public) == 1907172060


def test_any_bit_turned_in_a_checkpoint_is_found() -> None:
    whole = cosign(sign_checkpoint("ma.dgsn", 2, ROOT, LOG), "es.policia", PARTNER, 1907172000).encode()

    def check(data: bytes) -> None:
        _, note = open_checkpoint(data, "ma.dgsn", LOG.public)
        cosigned_at(note, "es.policia", PARTNER.public)

    check(whole)
    for place in range(len(whole)):
        for bit in range(8):
            turned = bytearray(whole)
            turned[place] ^= 1 << bit
            with pytest.raises(Refusal):
                check(bytes(turned))


def test_a_cosignature_covers_its_time_and_the_whole_text() -> None:
    signed = sign_checkpoint("ma.dgsn", 2, ROOT, LOG)
    both = cosign(signed, "es.policia", PARTNER, 1907172000)
    later = Note(
        both.text,
        (
            both.signatures[0],
            NoteSignature(
                "es.policia",
                both.signatures[1].key_id,
                (1907172001).to_bytes(8, "big") + both.signatures[1].signature[8:],
            ),
        ),
    )
    invalid = Refusal("note-signature-invalid", {"name": "es.policia"})
    assert refusal(cosigned_at, later, "es.policia", PARTNER.public) == invalid
    larger = Note(sign_checkpoint("ma.dgsn", 3, ROOT, LOG).text, both.signatures)
    assert refusal(cosigned_at, larger, "es.policia", PARTNER.public) == invalid
    absent = Refusal("note-signature-absent", {"name": "es.policia"})
    assert refusal(cosigned_at, signed, "es.policia", PARTNER.public) == absent
    assert refusal(cosigned_at, both, "es.policia", OTHER.public) == absent


@pytest.mark.parametrize("tail", [b"", b"\0" * 7, b"\xff" * 72])
def test_a_cosignature_that_is_cut_or_from_the_end_of_time_is_invalid(tail: bytes) -> None:
    key_id = note_key_id("es.policia", 4, PARTNER.public)
    note = sign_checkpoint("ma.dgsn", 2, ROOT, LOG).with_signature(NoteSignature("es.policia", key_id, tail))
    assert refusal(cosigned_at, note, "es.policia", PARTNER.public).code == "note-signature-invalid"


def test_a_time_beyond_the_format_is_refused_though_it_is_signed() -> None:
    note = cosign(sign_checkpoint("ma.dgsn", 2, ROOT, LOG), "es.policia", PARTNER, 2**63)
    assert refusal(cosigned_at, note, "es.policia", PARTNER.public).code == "note-signature-invalid"


def test_one_wrong_signature_of_a_known_key_spoils_the_note() -> None:
    good = sign_checkpoint("ma.dgsn", 2, ROOT, LOG)
    wrong = NoteSignature("ma.dgsn/audit", good.signatures[0].key_id, bytes(64))
    spoilt = good.with_signature(wrong)
    invalid = Refusal("note-signature-invalid", {"name": "ma.dgsn/audit"})
    assert refusal(open_checkpoint, spoilt.encode(), "ma.dgsn", LOG.public) == invalid


def test_signatures_of_unknown_keys_are_ignored() -> None:
    """C2SP signed-note, "Signatures": even with a known name or a known id, but not both."""
    good = sign_checkpoint("ma.dgsn", 2, ROOT, LOG)
    known = good.signatures[0]
    more = good.with_signature(NoteSignature("ma.dgsn/audit", b"\0\0\0\0", b"x"))
    more = more.with_signature(NoteSignature("somebody", known.key_id, b"x"))
    assert open_checkpoint(more.encode(), "ma.dgsn", LOG.public)[0].size == 2


def test_a_note_that_is_no_checkpoint_of_this_log_is_refused() -> None:
    foreign = Note(Checkpoint("es.policia/audit", 2, ROOT).text(), ()).signed("ma.dgsn/audit", LOG)
    assert refusal(open_checkpoint, foreign.encode(), "ma.dgsn", LOG.public) == Refusal("checkpoint-form")
    text = Note("hello\n", ()).signed("ma.dgsn/audit", LOG)
    assert refusal(open_checkpoint, text.encode(), "ma.dgsn", LOG.public) == Refusal("checkpoint-form")


def test_only_an_agencys_own_log_is_signed() -> None:
    assert origin_of("ma.dgsn") == "ma.dgsn/audit"
    for origin in ("DSSEv1 ", "cosignature/v1", "ma.dgsn\n", ""):
        with pytest.raises(ValueError, match="not an agency"):
            origin_of(origin)


def test_extension_lines_are_kept_and_signed() -> None:
    checkpoint = Checkpoint("ma.dgsn/audit", 0, ROOT, ("more", "lines"))
    assert parse_checkpoint(checkpoint.text()) == checkpoint


def test_the_vector_is_opened() -> None:
    checkpoint, note = open_checkpoint(
        VECTORS["note"].encode(), "ma.dgsn", raw(VECTORS["verifier_key"].split("+", 2)[2])[1:]
    )
    assert (checkpoint.origin, checkpoint.size, checkpoint.root.hex()) == (
        VECTORS["origin"],
        VECTORS["size"],
        VECTORS["root"],
    )
    partner = raw(VECTORS["cosigner_key"].split("+", 2)[2])[1:]
    assert cosigned_at(note, "es.policia", partner) == VECTORS["cosigned_at"]


@pytest.mark.parametrize("vector", cases(VECTORS["bad_notes"]))
def test_bad_notes_are_refused(vector: dict[str, Any]) -> None:
    assert refusal(parse_note, raw(vector["base64"])) == Refusal(vector["code"], vector["fields"])


@pytest.mark.parametrize("vector", cases(VECTORS["bad_texts"]))
def test_bad_checkpoints_are_refused(vector: dict[str, Any]) -> None:
    assert refusal(parse_checkpoint, vector["text"]) == Refusal(vector["code"], vector["fields"])


@pytest.mark.parametrize("vector", cases(VECTORS["bad"]))
def test_bad_signatures_are_refused(vector: dict[str, Any]) -> None:
    found = refusal(open_checkpoint, raw(vector["base64"]), vector["agency"], raw(vector["public"]))
    assert found == Refusal(vector["code"], vector["fields"])


@given(st.binary(max_size=200) | st.text("— \nabc+=/AZ", max_size=80).map(str.encode))
def test_any_bytes_are_a_note_or_refused(data: bytes) -> None:
    try:
        note = parse_note(data)
    except Refusal:
        return
    assert note.encode() == data


@given(st.text(max_size=80) | st.text("1\n0aA=", max_size=60))
def test_any_text_is_a_checkpoint_or_refused(text: str) -> None:
    try:
        checkpoint = parse_checkpoint(text)
    except Refusal:
        return
    assert checkpoint.text() == text
