"""Attachments in a node: kept whole or not at all, shown to parties only, gone with their entry (EXC-44)."""

import io
import stat

import pytest

from mithaq.node import blobs
from mithaq.node.home import Home
from mithaq.node.models import Attachment, Blob
from mithaq.node.release import Intent, Opening, release
from mithaq.node.sealing import Reference
from mithaq.record.errors import Refusal
from partners import AGREE, Partner, officer

DATA = b"Exercise: a picture of a container. " * 100


def put() -> Reference:
    return blobs.put_blob(io.BytesIO(DATA), "picture.jpg", "image/jpeg")


def attached(*others: str) -> tuple[str, Reference]:
    """Return a pact with these agencies that names an attachment, and its reference."""
    reference = put()
    body = {**AGREE, "annex": reference.to_json()}
    intent = Intent("agree", body, opening=Opening("pact", ("ma.dgsn", *others)))
    return release(officer("Salma", "liaison"), intent).id, reference


def test_what_is_put_opens_again(node: Home) -> None:
    reference = put()
    assert b"".join(blobs.open_blob(reference)) == DATA
    assert blobs.is_here(reference.sha256)
    file = blobs.path(reference.sha256)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert DATA not in file.read_bytes()


def test_nothing_is_left_of_one_that_is_too_long(node: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "MAX_BLOB", 1000)
    before = set(node.blobs.rglob("*"))
    with pytest.raises(Refusal, match="blob-too-long"):
        put()
    assert set(node.blobs.rglob("*")) == before
    assert not Blob.objects.exists()


@pytest.mark.parametrize("name", ["", "..", "../keys/sign.key", "0" * 63, "0" * 64, "G" * 64])
def test_what_is_no_hash_or_not_here_is_absent(node: Home, name: str) -> None:
    with pytest.raises(Refusal, match="blob-absent"):
        blobs.piece(name, "es.policia", 0, 10)


def test_a_range_goes_to_a_party_and_to_nobody_else(node: Home, madrid: Partner) -> None:
    Partner("de.bundespolizei").become_contact()
    _, reference = attached("es.policia")
    sealed = blobs.path(reference.sha256).read_bytes()
    assert blobs.piece(reference.sha256, "es.policia", 10, 30) == (sealed[10:30], len(sealed))
    assert blobs.piece(reference.sha256, "es.policia", len(sealed) - 3, 10**6)[0] == sealed[-3:]
    with pytest.raises(Refusal, match="blob-range"):
        blobs.piece(reference.sha256, "es.policia", len(sealed), len(sealed) + 1)
    with pytest.raises(Refusal, match="blob-absent"):
        blobs.piece(reference.sha256, "de.bundespolizei", 0, 10)


def test_one_that_is_not_complete_is_given_to_nobody(node: Home, madrid: Partner) -> None:
    _, reference = attached("es.policia")
    Blob.objects.update(complete=False)
    with pytest.raises(Refusal, match="blob-absent"):
        blobs.piece(reference.sha256, "es.policia", 0, 10)


def test_it_goes_with_the_last_entry_that_names_it(node: Home, madrid: Partner) -> None:
    dossier, reference = attached("es.policia")
    other = release(
        officer("Hind", "liaison"),
        Intent(
            "agree",
            {**AGREE, "annex": reference.to_json()},
            opening=Opening("pact", ("ma.dgsn", "es.policia")),
        ),
    )
    assert Attachment.objects.count() == 2
    blobs.forget(dossier, [dossier])
    assert blobs.path(reference.sha256).exists()
    blobs.forget(other.id, [other.id])
    assert not blobs.path(reference.sha256).exists()
    assert not Blob.objects.exists()


def test_references_are_found_wherever_they_stand(node: Home) -> None:
    one = put().to_json()
    found = blobs.references({"a": [{"b": one}, {"sha256": "x"}], "c": {"d": {"e": [one, 1, None]}}})
    assert [reference.name for reference in found] == ["picture.jpg", "picture.jpg"]


def test_one_that_is_longer_than_this_node_takes_is_not_fetched(
    node: Home, madrid: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blobs, "MAX_BLOB", 10**7)
    reference = Reference("big", "x/y", 10**9, "0f" * 32, bytes(32), 1024)
    intent = Intent(
        "agree", {**AGREE, "annex": reference.to_json()}, opening=Opening("pact", ("ma.dgsn", "es.policia"))
    )
    release(officer("Salma", "liaison"), intent)
    assert not Blob.objects.exists()
