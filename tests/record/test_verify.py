"""A bundle verified without a node: what is false is found and named, wherever it is (REC-43)."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.record import jsonprofile
from mithaq.record.bundle import MAGIC, Bundle, Item, write_bundle
from mithaq.record.checkpoint import sign_checkpoint
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Draft, Entry, write
from mithaq.record.errors import Refusal
from mithaq.record.law import read_plaintext
from mithaq.record.rules import RULES
from mithaq.record.verify import Report, verify
from record.cast import AGENCIES, SEALING, SIGNING, STRANGER, keys, seed
from record.world import laws

TIME = "2030-06-08T18:00:00.000Z"
SALT = "0" * 32


class Writer:
    """A dossier of the tests' kind with real signatures, as a node holds it."""

    def __init__(self) -> None:
        self.held = {agency: Dossier.begin(laws, agency) for agency in AGENCIES}
        self.items: list[Item] = []
        self.entries: list[Entry] = []

    def open(self) -> None:
        """Open the dossier with all three parties."""
        body = {
            "kind": "tally",
            "rules": 1,
            "pact": None,
            "parties": [keys(agency).to_json() for agency in AGENCIES],
            "terms": {},
            "exercise": True,
            "body": {},
        }
        self.write("ma.dgsn", "open", body)

    def write(self, author: str, type_: str | None, body: dict[str, object] | None = None) -> Entry:
        """Write the next entry of an author; an acknowledgement for no type."""
        first = not self.entries
        seq, parents = (1, ()) if first else self.held[author].draft_parents()
        plaintext = None
        if type_ is not None:
            plaintext = jsonprofile.dump({"salt": SALT, "type": type_, "handling": None, "body": body or {}})
        draft = Draft(
            dossier=None if first else self.entries[0].id,
            author=author,
            seq=seq,
            parents=tuple(parents),
            time=TIME,
            to=AGENCIES if type_ is not None else (),
            handling="",
        )
        label = f"{author} {len(self.entries)}"
        entry = write(
            draft, plaintext, SIGNING[author], SEALING, content_key=seed(label), nonce=seed(label + "n")[:12]
        )
        self.entries.append(entry)
        self.items.append(Item(entry.encode(), plaintext))
        for dossier in self.held.values():
            placed = dossier.place(entry)
            dossier.put(placed, read_plaintext(placed, plaintext, acknowledgement=type_ is None))
            dossier.fold()
        return entry


def story() -> Bundle:
    """Return a bundle of a short dossier, in which one entry has no effect."""
    writer = Writer()
    writer.open()
    writer.write("es.policia", "add", {"amount": 3})
    writer.write("ma.dgsn", None)
    writer.write("ma.dgsn", "take", {"amount": 2})
    writer.write("de.bundespolizei", "take", {"amount": 9})
    note = sign_checkpoint("ma.dgsn", 7, seed("root"), SIGNING["ma.dgsn"]).encode().decode()
    known = {SIGNING[agency].id: SIGNING[agency].public for agency in AGENCIES}
    return Bundle(writer.entries[0].id, "ma.dgsn", TIME, True, known, note, tuple(writer.items))


STORY = story()
DATA = write_bundle(STORY)


def codes(report: Report) -> set[str]:
    """Return the codes of what was found."""
    return {one.refusal.code for one in report.findings}


def of(**changed: object) -> Report:
    """Return the report of the story with these members changed, made whole again."""
    return verify(write_bundle(replace(STORY, **changed)), laws)  # type: ignore[arg-type]


def test_a_sound_bundle_is_told_with_all_that_is_in_it() -> None:
    report = verify(DATA, laws)
    assert report.sound, report.findings
    assert report.kind == "tally"
    assert report.members == AGENCIES
    assert report.authors == {"ma.dgsn": 3, "es.policia": 1, "de.bundespolizei": 1}
    assert [refusal.code for _, refusal in report.refused] == ["number-differs"]
    assert report.closed == ()
    assert not report.incomplete


def test_entries_without_their_text_verify_and_are_counted() -> None:
    closed = replace(STORY.items[1], plaintext=None)
    report = of(items=(STORY.items[0], closed, *STORY.items[2:]))
    assert report.sound
    assert len(report.closed) == 1
    assert report.incomplete


@pytest.mark.parametrize("turn", [1, 128])
def test_any_flipped_byte_is_found(turn: int) -> None:
    for place in range(0, len(DATA), 7):
        changed = bytearray(DATA)
        changed[place] ^= turn
        report = verify(bytes(changed), laws)
        assert codes(report) <= {"bundle-digest", "bundle-magic"}
        assert not report.sound


@settings(max_examples=150)
@given(place=st.integers(len(MAGIC), len(DATA) - 33), turn=st.integers(1, 255))
def test_a_flipped_byte_is_found_though_the_digest_is_made_anew(place: int, turn: int) -> None:
    changed = bytearray(DATA[:-32])
    changed[place] ^= turn
    forged = bytes(changed) + hashlib.sha256(changed).digest()
    report = verify(forged, laws)
    honest = verify(DATA, laws)
    if report.sound:
        # Only what nobody has signed may differ: when the file was written, and that a key is listed.
        assert report.bundle is not None
        assert (report.authors, report.refused) == (honest.authors, honest.refused)
        assert [one.frame for one in report.bundle.items] == [one.frame for one in STORY.items]
        assert [one.plaintext for one in report.bundle.items] == [one.plaintext for one in STORY.items]


@given(st.binary(max_size=400))
def test_any_bytes_are_reported_and_never_raise(data: bytes) -> None:
    assert not verify(data, laws).sound
    forged = MAGIC + data
    assert not verify(forged + hashlib.sha256(forged).digest(), laws).sound


def test_another_text_is_found_by_the_commitment_and_named() -> None:
    lie = jsonprofile.dump({"salt": SALT, "type": "add", "handling": None, "body": {"amount": 4}})
    report = of(items=(STORY.items[0], replace(STORY.items[1], plaintext=lie), *STORY.items[2:]))
    first = report.findings[0]
    assert (first.place, first.refusal.code, first.rule) == (2, "commitment-differs", "REC-27")
    assert first.entry


def test_a_missing_entry_is_found_by_what_follows_it() -> None:
    report = of(items=(STORY.items[0], *STORY.items[2:]))
    assert codes(report) == {"parents-missing"}
    assert report.findings[0].place == 2
    assert codes(of(items=STORY.items[1:])) >= {"key-unknown"} or not of(items=STORY.items[1:]).sound
    assert codes(of(items=())) == {"bundle-manifest"}


def test_a_strangers_entry_and_one_of_another_dossier_are_found() -> None:
    draft = Draft(STORY.dossier, STRANGER, 1, (STORY.dossier,), TIME, (), "")
    forged = write(draft, None, SIGNING[STRANGER], {}, content_key=seed("x"), nonce=seed("y")[:12])
    listed = {**STORY.keys, SIGNING[STRANGER].id: SIGNING[STRANGER].public}
    report = of(items=(*STORY.items, Item(forged.encode(), None)), keys=listed)
    assert codes(report) == {"key-unknown"}
    assert report.findings[0].place == 6
    other = replace(draft, dossier=hashlib.sha256(b"another").hexdigest(), author="ma.dgsn")
    elsewhere = write(other, None, SIGNING["ma.dgsn"], {}, content_key=seed("x"), nonce=seed("y")[:12])
    assert codes(of(items=(*STORY.items, Item(elsewhere.encode(), None)))) == {"dossier-differs"}


def test_what_the_manifest_claims_is_checked_against_what_was_signed() -> None:
    assert codes(of(exercise=False)) == {"bundle-manifest"}
    assert codes(of(agency=STRANGER)) == {"bundle-manifest"}
    assert not of(dossier=hashlib.sha256(b"another").hexdigest()).sound
    note = sign_checkpoint("ma.dgsn", 7, seed("root"), SIGNING["es.policia"]).encode().decode()
    assert codes(of(checkpoint=note)) == {"note-signature-absent"}
    assert of(checkpoint=None).sound


def test_rules_are_named_for_codes_of_the_bytes() -> None:
    for code in ("signature-invalid", "commitment-differs", "bundle-digest", "entry-frame"):
        assert RULES[code].startswith("REC-")
    assert Refusal("bundle-digest").code in RULES
