"""What stands in a site's folder: press.toml, word lists, mail, scripts by consent, and their commands."""

import email
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.press import house
from press.conftest import PASSWORD, Site, edition
from press.test_commenting import SAID, moderator, number

STORY, PAGE = "c0" * 32, "c0" * 10
SCRIPT = "https://statistics.example/count.js"
KEY = {"ma.dgsn": "00" * 32}
SAYS = {"agency": "ma.dgsn", "url": "http://127.0.0.1:9000", "port": 9000}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site behind a proxy that sends mail into a folder and has a script of its own for one purpose."""
    folder = tmp_path_factory.mktemp("own") / "site"
    made = Site(folder, purposes=["analysis"], proxy=True, exercise=False)
    with (folder / "press.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[scripts]\nanalysis = "{SCRIPT}"\n')
    made.start(PRESS_EMAIL=f"filemail:///{folder / 'mail'}")
    made.push(made.document(STORY, editions=[edition("es", "Ejemplo", "Palabras.")]))
    yield made
    made.stop()


def test_a_script_of_a_purpose_is_named_and_let_in_only_for_who_consents(own: Site) -> None:
    before = own.pool.request("GET", f"{own.url}/es/")
    assert SCRIPT not in before.data.decode()
    assert "statistics.example" not in before.headers["content-security-policy"]
    visitor = own.visitor()
    page = visitor.post("/es/consent/", form_page="/es/", do="accept", next="/es/")
    assert f'<script src="{SCRIPT}" defer>' in page
    assert "/fixtures/" not in page, "stand-ins are for exercises alone"
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    after = own.pool.request("GET", f"{own.url}/es/", headers={"cookie": cookies})
    assert "script-src 'self' https://statistics.example;" in f"{after.headers['content-security-policy']};"
    assert own.get("/fixtures/analysis.js", cookies)[0] == 404


def test_a_writer_is_told_by_mail_that_holds_a_link_and_nothing_else(own: Site) -> None:
    writer = own.visitor()
    writer.post(f"/es/{PAGE}/comment/", **SAID)
    assert not (own.folder / "mail").exists(), "nothing is sent before a decision"
    moderator(own).post(f"/moderate/{number(own)}/", form_page="/moderate/", do="refuse", reason="off-topic")
    (file,) = (own.folder / "mail").iterdir()
    (sent,) = [
        email.message_from_bytes(part.encode()) for part in file.read_text("utf-8").split("-" * 79)[:1]
    ]
    words = sent.get_payload(decode=True)
    assert isinstance(words, bytes)
    assert sent["To"] == SAID["email"]
    assert own.url + writer.path in words.decode()
    for secret in (SAID["text"], SAID["name"], "off-topic"):
        assert secret not in words.decode()


def test_behind_a_proxy_each_reader_is_counted_by_their_own_address(own: Site) -> None:
    def send(address: str) -> int:
        headers = {"origin": own.url, "x-forwarded-for": f"9.9.9.9, {address}"}
        path = f"{own.url}/es/{PAGE}/comment/"
        return own.pool.request(
            "POST", path, fields=SAID, headers=headers, encode_multipart=False, redirect=False
        ).status

    assert [send("192.0.2.1") for _ in range(6)] == [302] * 5 + [429]
    assert send("192.0.2.2") == 302


def test_word_lists_are_read_anew_and_checked(own: Site) -> None:
    assert own.run("words")
    (own.folder / "words").mkdir()
    (own.folder / "words" / "es.txt").write_text("# ejemplo\nchollo\n/gratis{2/\n/[/\n", "utf-8")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        own.run("words", MITHAQ_LANG="en")
    assert failed.value.returncode == 3
    assert "es.txt, line 4: /[/" in failed.value.stdout
    assert "line 3" not in failed.value.stdout, "an open brace is a letter"
    own.pool.request(
        "POST",
        f"{own.url}/de/{PAGE}/comment/",
        fields={**SAID, "text": "Un CHÓLLO, de ejemplo."},
        headers={"origin": own.url, "x-forwarded-for": "192.0.2.3"},
        encode_multipart=False,
    )
    assert "chollo" in moderator(own).get("/moderate/?held"), "in whatever language the page was"


def test_the_log_is_verified_whole_by_the_command(own: Site) -> None:
    own.run("moderator", "add", "karim@ma.dgsn.example", MITHAQ_PASSWORD=PASSWORD)
    assert own.run("log")


@pytest.mark.parametrize(
    "lines",
    [
        'purposes = ["tracking"]',
        '[scripts]\nanalysis = "https://statistics.example/x.js"',
        'purposes = ["analysis"]\n[scripts]\nanalysis = "http://statistics.example/x.js"',
        'time_zone = "Africa/Nowhere"',
        "email_days = never",
    ],
)
def test_a_folder_that_says_something_else_is_not_served(tmp_path: Path, lines: str) -> None:
    house.make(tmp_path, SAYS, KEY)
    whole = (tmp_path / "press.toml").read_text("utf-8")
    (tmp_path / "press.toml").write_text(f"{whole.partition('[keys]')[0]}{lines}\n", "utf-8")
    with pytest.raises(house.HouseError):
        house.read(tmp_path)


def test_a_folder_is_made_once_and_its_secret_is_its_owners(tmp_path: Path) -> None:
    made = house.make(tmp_path / "site", {**SAYS, "name": 'with "quotes" and \\'}, KEY)
    assert made.keys == {"ma.dgsn": ("00" * 32,)}
    assert made.purposes == ()
    assert (tmp_path / "site" / "keys" / "secret.key").stat().st_mode & 0o077 == 0
    with pytest.raises(house.HouseError):
        house.make(tmp_path / "site", SAYS, KEY)
