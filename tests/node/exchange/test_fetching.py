"""Attachments are fetched in ranges, resumed where cut, and kept only if they are what was named (EXC-45)."""

import hashlib
import shutil
from collections.abc import Callable, Mapping
from threading import Event
from types import SimpleNamespace

import pytest
from django.utils import timezone

from mithaq.node import blobs, store
from mithaq.node.exchange import fetching
from mithaq.node.exchange.contacts import CONTACTS
from mithaq.node.home import Home
from mithaq.node.models import Attachment, Blob, Contact
from mithaq.node.sealing import CHUNK, TAG, Reference, sealed_size
from mithaq.record.errors import PeerError
from partners import AGREE, Partner

SEALED = bytes(range(256)) * 100
NAME = hashlib.sha256(SEALED).hexdigest()
Serve = Callable[[int, int], bytes]


class Source:
    """A partner's node, as the caller sees it: `serve` gives a range or raises; `asked` is what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.serve: Serve = lambda start, end: SEALED[start:end]

    def __call__(self, url: str) -> "Source":
        return self

    def blob(self, agency: str, keys: Mapping[str, bytes], name: str, start: int, end: int) -> bytes:
        assert (agency, name) == ("es.policia", NAME)
        self.asked.append((start, end))
        return self.serve(start, end)

    def close(self) -> None:
        pass


@pytest.fixture
def source(node: Home, madrid: Partner, monkeypatch: pytest.MonkeyPatch) -> Source:
    """Madrid has sent an entry that names an attachment of 25,600 bytes; ranges are of 10,000."""
    CONTACTS.__init__()  # type: ignore[misc]
    blobs.path(NAME).unlink(missing_ok=True)
    blobs.path(NAME).with_name(f"{NAME}.part").unlink(missing_ok=True)
    made = Source()
    monkeypatch.setattr(fetching, "Caller", made)
    monkeypatch.setattr(fetching, "MAX_RANGE", 10_000)
    pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE})
    store.append([pact.encode()], source="es.policia")
    Blob.objects.create(hash=NAME, size=len(SEALED), source="es.policia")
    Attachment.objects.create(blob_id=NAME, dossier_id=pact.id, entry=pact.id)
    return made


def fetch() -> int:
    Blob.objects.update(next_try=None)
    return fetching.fetch(Event())


def test_it_comes_in_ranges_and_gets_its_name(source: Source) -> None:
    assert fetch() == 1
    assert source.asked == [(0, 10_000), (10_000, 20_000), (20_000, 25_600)]
    assert blobs.path(NAME).read_bytes() == SEALED
    assert Blob.objects.get().complete
    assert fetch() == 0


def test_it_goes_on_where_it_was_cut(source: Source) -> None:
    def cut(start: int, end: int) -> bytes:
        if start:
            raise PeerError("cut", retryable=True)
        return SEALED[start:end]

    source.serve = cut
    assert fetch() == 0
    blob = Blob.objects.get()
    assert (blob.complete, blob.failures, blob.last_error) == (False, 1, "cut")
    assert blob.next_try is not None
    assert blob.next_try > timezone.now()
    assert not blobs.path(NAME).exists()
    source.serve, source.asked = (lambda start, end: SEALED[start:end]), []
    assert fetch() == 1
    assert source.asked[0] == (10_000, 20_000)


def test_before_its_time_it_is_not_tried_again(source: Source) -> None:
    source.serve = lambda start, end: b""
    assert fetch() == 0
    source.asked = []
    assert fetching.fetch(Event()) == 0
    assert source.asked == []


def test_what_is_not_what_was_named_is_thrown_away_and_fetched_anew(source: Source) -> None:
    source.serve = lambda start, end: bytes(end - start)
    assert fetch() == 0
    assert Blob.objects.get().last_error == "blob-differs"
    assert not blobs.path(NAME).exists()
    source.serve, source.asked = (lambda start, end: SEALED[start:end]), []
    assert fetch() == 1
    assert source.asked[0] == (0, 10_000)


@pytest.mark.parametrize("lie", [100, 12_000, 10**6, 5 * 10**8])
def test_who_names_it_first_with_a_wrong_size_does_not_keep_it_from_coming(
    source: Source, node: Home, madrid: Partner, monkeypatch: pytest.MonkeyPatch, lie: int
) -> None:
    Attachment.objects.all().delete()
    Blob.objects.all().delete()
    monkeypatch.setattr(fetching, "MAX_BLOBS_OF_CONTACT", 10**8)
    liar = Partner("de.bundespolizei")
    liar.become_contact()
    for author, size in ((liar, lie), (liar, 1000), (madrid, len(SEALED) - TAG)):
        reference = Reference("list.txt", "text/plain", size, NAME, bytes(32), CHUNK)
        body = {"type": "agree", **AGREE, "attachments": [reference.to_json()]}
        store.append([author.open([node.keys], "pact", body).encode()], source=author.agency)
    Contact.objects.filter(agency=liar.agency).update(paused=True)
    CONTACTS.__init__()  # type: ignore[misc]
    assert Blob.objects.get().size == sealed_size(lie, CHUNK)
    assert blobs.claims(NAME) == [(sealed_size(lie, CHUNK), liar.agency), (len(SEALED), "es.policia")]
    assert fetch() == 0
    assert fetch() == 1
    assert blobs.path(NAME).read_bytes() == SEALED
    assert Blob.objects.get().size == len(SEALED)


def test_entries_come_first_on_a_disk_that_is_nearly_full(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=fetching.LEAST_FREE))
    assert fetch() == 0
    assert Blob.objects.get().last_error == "disk-full"
    assert source.asked == []


def test_one_contact_does_not_take_all_the_room(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_BLOBS_OF_CONTACT", 30_000)
    Blob.objects.create(hash="0f" * 32, size=9_000, held=9_000, complete=True, source="es.policia")
    assert fetch() == 0
    assert Blob.objects.get(hash=NAME).last_error == "contact-full"
    Blob.objects.filter(hash="0f" * 32).update(source="de.bundespolizei")
    assert fetch() == 1
