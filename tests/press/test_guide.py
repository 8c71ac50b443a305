"""What the guide tells an agency to type makes a site that takes its node's texts (docs/guide/press.md)."""

import re
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mithaq.press import house
from mithaq.record.keys import SigningKey
from press.conftest import PASSWORD, Site, edition, surroundings
from program import ROOT

GUIDE = ROOT / "docs" / "guide" / "press.md"
START = "    python3 run.py mithaq "


def run(folder: Path, *words: str) -> str:
    """Run a command in a folder and return what it says."""
    return subprocess.run(
        [sys.executable, "-m", "mithaq", *words],
        cwd=folder,
        env=surroundings() | {"MITHAQ_LANG": "en", "MITHAQ_PASSWORD": PASSWORD},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every command of the guide was given, in its order; serving apart."""
    folder = tmp_path_factory.mktemp("guide")
    run(folder, "init", "ma.dgsn", "--url", "http://127.0.0.1:1", "--folder", "rabat")
    lines = [line for line in GUIDE.read_text("utf-8").splitlines() if line.startswith(START)]
    assert len(lines) >= 8
    for line in lines:
        words = shlex.split(line.removeprefix(START))
        if words[:2] != ["press", "serve"]:
            run(folder, *words)
    return folder


def signer(folder: Path) -> SigningKey:
    """Return the node's own key, as it lies in its folder."""
    return SigningKey.from_seed(bytes.fromhex((folder / "rabat/keys/sign.key").read_text("ascii").strip()))


def served(folder: Path, name: str) -> Site:
    """Return the site of a folder that is there already, started."""
    site = Site.__new__(Site)
    made = Site(folder.parent / f"unused-{name}")
    site.__dict__.update(made.__dict__)
    site.folder, site.signer = folder / name, signer(folder)
    path = site.folder / "press.toml"
    moved = re.sub(r"(?m)^url = .*$", f'url = "{site.url}"', path.read_text("utf-8"))
    path.write_text(re.sub(r"(?m)^port = .*$", f"port = {site.port}", moved), "utf-8")
    site.start()
    return site


def test_the_site_takes_what_the_node_signs_and_its_backup_serves_the_same(followed: Path) -> None:
    said = [edition("ar", "تمرين", "نص.")]
    site = served(followed, "site")
    try:
        assert site.push(site.document("7c" * 32, editions=said)) == (200, "new")
        stranger = SigningKey.from_seed(b"press test key of mallory 32 byt")
        assert site.push(site.document("7d" * 32, editions=said), stranger) == (403, "push-signature")
        visitor = site.visitor()
        visitor.post("/moderate/sign-in/", username="karim@dgsn.example", password=PASSWORD)
        assert visitor.path == "/moderate/"
        run(followed, "press", "backup", "second", "--dir", "site")
    finally:
        site.stop()
    assert stat.S_IMODE((followed / "second").stat().st_mode) == 0o700
    with pytest.raises(subprocess.CalledProcessError) as failed:
        run(followed, "press", "backup", "second", "--dir", "site")
    assert failed.value.returncode == 7
    copy = served(followed, "second")
    try:
        assert copy.get(f"/ar/{'7c' * 10}/")[0] == 200
        assert copy.push(copy.document("7c" * 32, editions=said)) == (200, "known")
    finally:
        copy.stop()


def test_new_keys_of_the_node_are_trusted_beside_the_old(followed: Path) -> None:
    before = house.read(followed / "site")
    run(followed, "init", "ma.dgsn", "--url", "http://127.0.0.1:1", "--folder", "anew")
    for _ in range(2):
        run(followed, "press", "trust", "--dir", "site", "--card", "anew/card.json")
    after = house.read(followed / "site")
    assert len(after.keys["ma.dgsn"]) == 2
    assert after.keys["ma.dgsn"][:1] == before.keys["ma.dgsn"]
    assert (after.url, after.agency) == (before.url, before.agency)


def test_what_is_no_card_and_no_site_is_said_to_be_none(followed: Path, tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text("{}", "utf-8")
    init = ("press", "init", "--url", "http://127.0.0.1:2", "--card")
    for words, code in (
        ((*init, "card.json"), 3),
        ((*init, "missing.json"), 4),
        ((*init, str(followed / "rabat-card.json"), "--dir", str(followed / "site")), 7),
        (("press", "serve"), 4),
        (("press", "moderator", "remove", "nobody@dgsn.example", "--dir", str(followed / "site")), 4),
    ):
        with pytest.raises(subprocess.CalledProcessError) as failed:
            run(tmp_path, *words)
        assert failed.value.returncode == code, failed.value.stderr
        assert failed.value.stderr.startswith("mithaq: ")
    assert [one.name for one in tmp_path.iterdir()] == ["card.json"]
