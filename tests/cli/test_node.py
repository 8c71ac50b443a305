"""A node by commands alone: make it, introduce a partner, enter officers, back it up and restore it."""

import json
import stat
from pathlib import Path

import pytest

from program import assert_failure, mithaq

FINGERPRINT = "Fingerprint: "
PASSWORD = "long enough for an officer 1"
SALMA = "salma@dgsn.example"


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folders of two nodes, made by `mithaq init`."""
    place = tmp_path_factory.mktemp("nodes with a space")
    made = {}
    for number, (agency, language) in enumerate({"ma.dgsn": "ar", "es.policia": "es"}.items()):
        folder = place / agency
        url = f"http://127.0.0.1:{8400 + number}"
        done = mithaq("init", agency, "--url", url, "--folder", str(folder), "--language", language)
        assert done.returncode == 0, done.stderr
        made[agency] = folder
    return made


@pytest.fixture(scope="module")
def rabat(nodes: dict[str, Path]) -> Path:
    """Rabat's folder, with Salma entered as an officer."""
    words = ("officer", "add", SALMA, "--name", "Salma", "--role", "liaison")
    done = mithaq(*words, home=nodes["ma.dgsn"], given=f"{PASSWORD}\n")
    assert done.returncode == 0, done.stderr
    return nodes["ma.dgsn"]


def fingerprint(folder: Path) -> str:
    """Return what `mithaq card` prints for people to compare."""
    done = mithaq("card", home=folder)
    assert json.loads(done.stdout)["agency"] == folder.name
    return done.stderr.strip().removeprefix(FINGERPRINT)


def test_init_prints_the_fingerprint_and_keeps_secrets_to_its_owner(nodes: dict[str, Path]) -> None:
    folder = nodes["ma.dgsn"]
    for secret in ("keys/sign.key", "keys/open.key", "keys/secret.key", "recovery/recovery.key", "node.toml"):
        assert stat.S_IMODE((folder / secret).stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "keys").stat().st_mode) == 0o700
    assert (folder / "node.db").exists()
    assert len("".join(fingerprint(folder).split())) == 64


def test_a_node_is_not_made_twice(nodes: dict[str, Path]) -> None:
    folder = nodes["ma.dgsn"]
    before = (folder / "keys" / "sign.key").read_bytes()
    done = mithaq("init", "ma.dgsn", "--url", "http://127.0.0.1:8400", "--folder", str(folder))
    assert_failure(done, 7, str(folder))
    assert (folder / "keys" / "sign.key").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("Rabat", "--url", "http://127.0.0.1:1"),
        ("ma.dgsn", "--url", "somewhere"),
        ("ma.dgsn", "--url", "http://127.0.0.1:1", "--language", "pt"),
        ("ma.dgsn", "--url", "http://127.0.0.1:1", "--time-zone", "Mars/North"),
    ],
)
def test_init_refuses_what_would_make_no_node(words: tuple[str, ...], tmp_path: Path) -> None:
    assert_failure(mithaq("init", *words, "--folder", str(tmp_path / "new")), 2)
    assert not (tmp_path / "new").exists()


def test_a_partner_is_entered_only_with_the_fingerprint_that_was_compared(nodes: dict[str, Path]) -> None:
    own, other = nodes["ma.dgsn"], nodes["es.policia"]
    card = str(other / "card.json")
    right = fingerprint(other)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    words = ("peer", "add", "es.policia", "http://127.0.0.1:8401", "--card", card, "--fingerprint")
    assert_failure(mithaq(*words, wrong, home=own), 3, "fingerprint-differs")
    assert mithaq("peer", "list", home=own).stdout == ""
    other_name = (
        "peer",
        "add",
        "de.bundespolizei",
        "http://127.0.0.1:8401",
        "--card",
        card,
        "--fingerprint",
        right,
    )
    assert_failure(mithaq(*other_name, home=own), 3, "es.policia")
    absent = ("peer", "add", "es.policia", "http://127.0.0.1:8401", "--fingerprint", right, "--card")
    assert_failure(mithaq(*absent, "/nowhere/card.json", home=own), 4, "/nowhere/card.json")
    assert_failure(mithaq(*absent, "http://127.0.0.1:9/card", home=own), 5, "http://127.0.0.1:9/card")
    assert_failure(mithaq(*absent, str(own / "node.toml"), home=own), 3, "json-")
    done = mithaq(*words, right.upper(), home=own)
    assert done.returncode == 0, done.stderr
    listed = mithaq("peer", "list", home=own).stdout
    assert "es.policia" in listed
    assert right in listed
    assert mithaq("peer", "remove", "es.policia", home=own).returncode == 0
    assert_failure(mithaq("peer", "remove", "es.policia", home=own), 3, "contact-unknown")


def test_officers_are_entered_changed_and_removed(rabat: Path) -> None:
    twice = mithaq(
        "officer", "add", SALMA, "--name", "S", "--role", "liaison", home=rabat, given=f"{PASSWORD}\n"
    )
    assert_failure(twice, 3, "officer-exists")
    weak = ("officer", "add", "anas@dgsn.example", "--name", "Anas", "--role", "analyst")
    assert_failure(mithaq(*weak, home=rabat, given="short\n"), 3, "password-weak")
    assert_failure(mithaq("officer", "role", SALMA, "king", home=rabat), 3, "role-unknown", "king")
    assert_failure(mithaq("officer", "remove", "nobody@dgsn.example", home=rabat), 4, "nobody@dgsn.example")
    made = mithaq(*weak, "--generate-password", home=rabat)
    assert len(made.stdout.splitlines()[-1]) == 20
    token = mithaq("officer", "token", "anas@dgsn.example", "--scope", "read", home=rabat).stdout.strip()
    assert token.startswith("mithaq_")
    assert mithaq("officer", "remove", "anas@dgsn.example", home=rabat).returncode == 0
    listed = mithaq("officer", "list", home=rabat).stdout
    assert "anas@dgsn.example  Anas  analyst  (removed)" in listed
    assert f"{SALMA}  Salma  liaison" in listed


def test_a_request_that_cannot_go_is_kept_as_a_draft(rabat: Path) -> None:
    assert_failure(
        mithaq("request", "--as", SALMA, "--asked", "es.policia", "--question", "?", home=rabat), 4
    )
    wrong = rabat / "wrong.json"
    wrong.write_text('{"body": 1.5}', "utf-8")
    assert_failure(mithaq("request", "--as", SALMA, "--file", str(wrong), home=rabat), 3, "json-float")
    assert_failure(mithaq("request", "--as", "nobody@x.example", home=rabat), 4, "nobody@x.example")


def test_reading_needs_an_officer_and_a_dossier(rabat: Path) -> None:
    assert mithaq("inbox", "--as", SALMA, home=rabat).stdout == ""
    assert json.loads(mithaq("inbox", "--as", SALMA, "--json", home=rabat).stdout) == []
    assert_failure(mithaq("show", "abc", "--as", SALMA, home=rabat), 4, "dossier-unknown")
    assert_failure(mithaq("show", "x" * 64, "--as", SALMA, home=rabat), 4, "dossier-unknown")


def test_a_backup_becomes_the_same_node(rabat: Path, tmp_path: Path) -> None:
    file, place = tmp_path / "node.backup", tmp_path / "again"
    assert mithaq("backup", str(file), home=rabat).returncode == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert_failure(mithaq("backup", str(file), home=rabat), 7, str(file))
    done = mithaq("restore", str(file), "--folder", str(place))
    assert done.returncode == 0, done.stderr
    assert mithaq("officer", "list", home=place).stdout == mithaq("officer", "list", home=rabat).stdout
    assert mithaq("card", home=place).stdout == mithaq("card", home=rabat).stdout
    assert_failure(mithaq("restore", str(file), "--folder", str(place)), 7, str(place))
    assert_failure(mithaq("restore", str(tmp_path / "none"), "--folder", str(tmp_path / "new")), 4, "none")
    broken = tmp_path / "broken"
    broken.write_bytes(file.read_bytes()[:100])
    assert_failure(mithaq("restore", str(broken), "--folder", str(tmp_path / "new")), 3, "backup-form")
    assert not (tmp_path / "new").exists()
