"""The node's folder: made once, private, and read again; and the settings that follow from it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mithaq.node import home

ROOT = Path(__file__).resolve().parents[2]
ASKED = """
import json
from mithaq.node import settings as s
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_NAME"]
names += ["SECURE_HSTS_SECONDS", "LANGUAGE_CODE"]
print(json.dumps({name: getattr(s, name) for name in names} | {"engine": s.DATABASES["default"]["ENGINE"]}))
"""


def settings_of(folder: Path | None, **environment: str) -> dict[str, object]:
    """Return what a process with this folder has for settings."""
    given = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    given.pop("MITHAQ_HOME", None)
    if folder is not None:
        given["MITHAQ_HOME"] = str(folder)
    said = subprocess.run([sys.executable, "-c", ASKED], env=given, capture_output=True, check=True)
    found: dict[str, object] = json.loads(said.stdout)
    return found


def test_a_node_is_made_once_and_read_again(tmp_path: Path) -> None:
    name = 'Rabat "الرباط" \\ line\nbreak'
    made = home.init_node(tmp_path, "ma.dgsn", "https://node.example", name=name, port=4321)
    again = home.load(tmp_path)
    assert (again.keys, again.signer.seed, again.url) == (made.keys, made.signer.seed, made.url)
    assert (made.name, made.port, made.keys.agency) == (name, 4321, "ma.dgsn")
    assert made.keys.sign == made.signer.public
    assert made.keys.seal == made.openers[0].public
    with pytest.raises(home.HomeError, match="already"):
        home.init_node(tmp_path, "es.policia", "https://other.example")
    assert home.load(tmp_path).keys == made.keys


def test_secrets_are_for_their_owner_alone_and_the_recovery_key_lies_apart(tmp_path: Path) -> None:
    home.init_node(tmp_path, "ma.dgsn", "http://127.0.0.1:1")
    secret = [*(tmp_path / "keys").iterdir(), *(tmp_path / "recovery").iterdir(), tmp_path / "node.toml"]
    assert {path.stat().st_mode & 0o777 for path in secret} == {0o600}
    assert [path.name for path in (tmp_path / "recovery").iterdir()] == ["recovery.key"]
    assert not list((tmp_path / "keys").glob("recovery*"))


@pytest.mark.parametrize("missing", ["node.toml", "keys/sign.key", "keys/open.key", "keys/parties.json"])
def test_a_folder_that_lacks_something_says_what(tmp_path: Path, missing: str) -> None:
    home.init_node(tmp_path, "ma.dgsn", "http://127.0.0.1:1")
    (tmp_path / missing).unlink()
    with pytest.raises(home.HomeError, match=Path(missing).name):
        home.load(tmp_path)


def test_the_opening_key_in_use_comes_first_and_the_others_are_kept(tmp_path: Path) -> None:
    made = home.init_node(tmp_path, "ma.dgsn", "http://127.0.0.1:1")
    (tmp_path / "keys" / "open.key").rename(tmp_path / "keys" / "open-0002.key")
    home.write_private(tmp_path / "keys" / "open.key", "11" * 32)
    again = home.load(tmp_path)
    assert again.openers[0].id == made.openers[0].id
    assert len(again.openers) == 2


def test_cookies_are_secure_but_on_loopback(tmp_path: Path) -> None:
    home.init_node(tmp_path / "a", "ma.dgsn", "https://node.example", language="ar")
    home.init_node(tmp_path / "b", "es.policia", "http://127.0.0.1:8001")
    secure, loopback = settings_of(tmp_path / "a"), settings_of(tmp_path / "b")
    assert secure["SESSION_COOKIE_SECURE"] is True
    assert secure["CSRF_COOKIE_SECURE"] is True
    assert secure["SESSION_COOKIE_NAME"] == "__Host-mithaq-ma-dgsn"
    assert secure["LANGUAGE_CODE"] == "ar"
    assert secure["SECURE_HSTS_SECONDS"]
    assert loopback["SESSION_COOKIE_SECURE"] is False
    assert loopback["SESSION_COOKIE_NAME"] == "mithaq-es-policia"


def test_the_database_is_sqlite_unless_told_otherwise(tmp_path: Path) -> None:
    home.init_node(tmp_path, "ma.dgsn", "http://127.0.0.1:1")
    assert settings_of(tmp_path)["engine"] == "django.db.backends.sqlite3"
    url = "postgresql://mithaq@db.example/node"
    assert settings_of(tmp_path, DATABASE_URL=url)["engine"] == "django.db.backends.postgresql"
    assert settings_of(None)["engine"] == "django.db.backends.sqlite3"
