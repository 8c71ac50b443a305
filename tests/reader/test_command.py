"""`mithaq read` as people and programs call it, with good files and bad ones."""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench.read import SAMPLES

from mithaq.cli.outcome import Exit
from program import assert_failure, mithaq, surroundings

JANUARY = SAMPLES / "ar" / "january-2025.txt"
TOP = [
    "language",
    "title",
    "published",
    "updated",
    "author",
    "source",
    "visit",
    "meetings",
    "areas",
    "challenges",
    "commitments",
    "spans",
]
VISIT = [
    "start",
    "end",
    "as_written",
    "needs_confirmation",
    "notes",
    "place",
    "host",
    "guest",
    "invited_by",
    "delegation",
    "purpose",
    "spans",
]
MEETING = ["kind", "date", "place", "participants", "areas", "spans"]
PARTICIPANT = ["country", "agency", "name", "role", "spans"]
COMMITMENT = ["kind", "area", "parties", "text", "spans"]


def test_json_has_exactly_the_form_of_the_guide() -> None:
    done = mithaq("read", str(JANUARY), "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert list(found) == TOP
    assert list(found["visit"]) == VISIT
    assert all(list(one) == MEETING for one in found["meetings"])
    assert all(list(one) == PARTICIPANT for meeting in found["meetings"] for one in meeting["participants"])
    assert all(list(one) == COMMITMENT for one in found["commitments"])
    assert found["visit"]["notes"] == ["year-differs: 2024 -> 2025"]


def test_people_read_it_in_their_language() -> None:
    done = mithaq("read", str(JANUARY), MITHAQ_LANG="de")
    assert done.returncode == 0, done.stderr
    assert "2025-01-28 - 2025-01-29" in done.stdout
    assert "Zusage" in done.stdout
    assert "es.policia" in done.stdout


def test_a_text_of_other_matters_says_so() -> None:
    text = "La mairie a rouvert hier la piscine municipale après trois mois de travaux."
    done = mithaq("read", "-", given=text)
    assert done.returncode == 0
    assert done.stdout == "The text tells of no visit and no meeting.\n"


def test_the_day_of_publication_can_be_given() -> None:
    text = "El director general de la DGSN de Marruecos se reunió ayer en Madrid con el director general de la Policía Nacional."
    without = json.loads(mithaq("read", "-", "--json", given=text).stdout)["visit"]
    assert (without["start"], without["needs_confirmation"]) == (None, True)
    given = json.loads(mithaq("read", "-", "--json", "--published", "2025-01-30", given=text).stdout)
    assert given["visit"]["start"] == given["visit"]["end"] == "2025-01-29"
    assert given["published"] == "2025-01-30"


def test_a_service_brings_its_own_lists(tmp_path: Path) -> None:
    (tmp_path / "agencies.txt").write_text("[it.polizia]\nen: italian state police\n", "utf-8")
    (tmp_path / "measures.txt").write_text("[other]\nen: shared kennel\n", "utf-8")
    text = (SAMPLES / "en" / "rabat-reception.txt").read_text(
        "utf-8"
    ) + "\nThey agreed to build a shared kennel.\n"
    done = mithaq("read", "-", "--json", "--lists", str(tmp_path), given=text)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["visit"]["guest"] == "it.polizia"
    assert "other" in [one["kind"] for one in found["commitments"]]


@pytest.mark.parametrize(
    "name,content,word",
    [("agencies.txt", "italian police\n", "line 1"), ("nonsense.txt", "[x]\nen: y\n", "nonsense"), ("areas.txt", b"\xff\xfe", "UTF-8")],
)  # fmt: skip
def test_a_list_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: str | bytes, word: str
) -> None:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert_failure(mithaq("read", str(JANUARY), "--lists", str(tmp_path)), Exit.REFUSED, word)


@pytest.mark.parametrize(
    "content,word",
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\n", "empty"),
        ("Größe".encode("latin-1"), "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "UTF-8"),
        (b"text with a \x00 in it", "UTF-8"),
        ("نص".encode("utf-16"), "UTF-8"),
        (b"a" * (1024 * 1024 + 1), "too long"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(tmp_path: Path, content: bytes, word: str) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(content)
    assert_failure(mithaq("read", str(file)), Exit.REFUSED, word)


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    assert_failure(mithaq("read", str(tmp_path / "none.txt")), Exit.NOT_FOUND, "none.txt")
    assert_failure(mithaq("read", str(tmp_path)), Exit.NOT_FOUND, str(tmp_path))
    assert_failure(mithaq("read", str(JANUARY), "--lists", str(tmp_path / "none")), Exit.NOT_FOUND, "none")
    assert_failure(mithaq("read", str(JANUARY), "--published", "yesterday"), Exit.USAGE, "yesterday")
    assert_failure(mithaq("read"), Exit.USAGE, "FILE")


def test_reading_needs_no_django_and_no_network() -> None:
    probe = (
        "import sys, socket\n"
        "def no(*_a, **_k): raise AssertionError('network')\n"
        "socket.socket.connect = no\n"
        "from mithaq.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code\n"
        "heavy = ('django', 'rich', 'ninja', 'pydantic_core')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, "read", str(JANUARY)],
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "django" not in done.stderr
    assert "rich" not in done.stderr


def test_a_text_is_read_in_less_than_a_second_of_the_processor() -> None:
    """From the start of the interpreter; the children's processor time, since other work may run beside it."""
    for language in ("ar", "de", "en", "es", "fr"):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.monotonic()
        done = mithaq("read", str(SAMPLES / language / "january-2025.txt"), "--json")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        assert done.returncode == 0
        assert min(spent, time.monotonic() - start) < 1
