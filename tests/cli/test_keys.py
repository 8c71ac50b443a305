"""`mithaq keys`: shown, rotated and revoked by commands; nothing secret is printed."""

import json
import shutil
from pathlib import Path

import pytest

from program import assert_failure, mithaq


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A node as `mithaq init` makes it."""
    folder = tmp_path_factory.mktemp("keys") / "ma.dgsn"
    done = mithaq("init", "ma.dgsn", "--url", "http://127.0.0.1:8440", "--folder", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """The node for one test, with its recovery key in another place."""
    folder = tmp_path / "ma.dgsn"
    shutil.copytree(made, folder)
    shutil.move(folder / "recovery" / "recovery.key", tmp_path / "recovery.key")
    return folder


def run(folder: Path, *words: str) -> str:
    done = mithaq("keys", *words, home=folder)
    assert done.returncode == 0, done.stderr
    for secret in (folder / "keys").glob("*.key"):
        assert secret.read_text().strip() not in done.stdout + done.stderr
    return done.stdout


def fingerprint(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("Fingerprint: "))


def test_keys_are_rotated_and_the_card_is_written_anew(folder: Path) -> None:
    before = run(folder, "show")
    told = run(folder, "rotate", "--why", "yearly")
    after = run(folder, "show")
    assert fingerprint(before) != fingerprint(told) == fingerprint(after)
    assert f"{fingerprint(before).removeprefix('Fingerprint: ')}  rotated" in after
    card = mithaq("card", home=folder)
    assert card.stderr.strip() == fingerprint(after)
    assert json.loads(card.stdout) == json.loads((folder / "card.json").read_text())


def test_keys_are_revoked_with_the_recovery_key(folder: Path) -> None:
    before = run(folder, "show")
    key = str(folder.parent / "recovery.key")
    told = run(folder, "revoke", "--recovery", key, "--since", "2030-06-01T12:00", "--why", "stolen laptop")
    assert fingerprint(told) != fingerprint(before)
    assert f"{fingerprint(before).removeprefix('Fingerprint: ')}  revoked" in run(folder, "show")


def test_another_key_revokes_nothing(folder: Path) -> None:
    before = run(folder, "show")
    other = str(folder / "keys" / "sign.key")
    assert_failure(mithaq("keys", "revoke", "--recovery", other, home=folder), 3, "recovery-key-differs")
    card = str(folder / "card.json")
    assert_failure(mithaq("keys", "revoke", "--recovery", card, home=folder), 3, "keys-form")
    missing = str(folder / "nowhere")
    assert_failure(mithaq("keys", "revoke", "--recovery", missing, home=folder), 4, missing)
    assert_failure(mithaq("keys", "revoke", home=folder), 2)
    key = str(folder.parent / "recovery.key")
    assert_failure(mithaq("keys", "revoke", "--recovery", key, "--since", "soon", home=folder), 2, "soon")
    assert run(folder, "show") == before
