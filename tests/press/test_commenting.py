"""A comment's life, seen by its writer, by readers and by moderators."""

import sqlite3
from contextlib import closing

import pytest

from press.conftest import PASSWORD, Site, Visitor

TEXT, PAGE = "d" * 64, "d" * 20
SAID = {"name": "Ejemplo", "email": "ejemplo@lector.example", "text": "Una buena noticia.", "accepted": "on"}


@pytest.fixture
def story(site: Site) -> Site:
    site.push(site.document(TEXT))
    with closing(sqlite3.connect(site.folder / "press.db")) as database, database:
        database.execute("DELETE FROM press_comment")
        database.execute("DELETE FROM press_sender")
    return site


def sent(site: Site, **changes: str) -> Visitor:
    visitor = site.visitor()
    visitor.post(f"/es/{PAGE}/comment/", **{**SAID, **changes})
    assert visitor.status == 200, visitor.status
    return visitor


def moderator(site: Site, name: str = "nadia") -> Visitor:
    site.run("moderator", "add", f"{name}@ma.dgsn.example", MITHAQ_PASSWORD=PASSWORD)
    found = site.visitor()
    found.post("/moderate/sign-in/", username=f"{name}@ma.dgsn.example", password=PASSWORD)
    assert found.path.startswith("/moderate/"), found.path
    return found


def number(site: Site) -> int:
    with closing(sqlite3.connect(site.folder / "press.db")) as database:
        return int(database.execute("SELECT max(id) FROM press_comment").fetchone()[0])


def test_nothing_appears_before_a_moderator_has_approved_it(story: Site) -> None:
    writer = sent(story)
    assert writer.path.startswith("/es/comments/")
    assert "Una buena noticia." not in story.get(f"/es/{PAGE}/")[1]
    moderator(story).post(f"/moderate/{number(story)}/", form_page="/moderate/", do="approve")
    page = story.get(f"/es/{PAGE}/")[1]
    assert "Una buena noticia." in page
    assert "Ejemplo" in page
    assert "ejemplo@lector.example" not in page
    assert "ejemplo@lector.example" not in moderator(story).get("/moderate/?show=approved")


def test_refused_with_a_reason_appealed_and_decided_by_another(story: Site) -> None:
    writer = sent(story, text="Un comentario de ejemplo.")
    one = number(story)
    nadia = moderator(story)
    nadia.post(f"/moderate/{one}/", form_page="/moderate/", do="refuse", reason="")
    assert "Un comentario de ejemplo." in nadia.get("/moderate/"), "a refusal without a reason is none"
    nadia.post(
        f"/moderate/{one}/", form_page="/moderate/", do="refuse", reason="off-topic", note="Sobre otra cosa."
    )
    page = writer.get(writer.path)
    assert "Sobre otra cosa." in page
    writer.post(writer.path, do="appeal", why="Sí trata de esto.")
    nadia.post(f"/moderate/{one}/", form_page="/moderate/?show=appealed", do="approve", show="appealed")
    assert "Un comentario de ejemplo." not in story.get(f"/es/{PAGE}/")[1], "not by who refused it"
    other = moderator(story, "karim")
    assert "Sí trata de esto." in other.get("/moderate/?show=appealed")
    other.post(f"/moderate/{one}/", form_page="/moderate/?show=appealed", do="approve")
    assert "Un comentario de ejemplo." in story.get(f"/es/{PAGE}/")[1]


def test_the_writer_deletes_it_and_all_of_it_goes(story: Site) -> None:
    writer = sent(story)
    moderator(story).post(f"/moderate/{number(story)}/", form_page="/moderate/", do="approve")
    writer.post(writer.path, do="delete")
    assert "Una buena noticia." not in story.get(f"/es/{PAGE}/")[1]
    with closing(sqlite3.connect(story.folder / "press.db")) as database:
        row = database.execute("SELECT name, email, text, state FROM press_comment").fetchone()
    assert row == ("", "", "", "deleted")


@pytest.mark.parametrize("lacking", ["name", "email", "text", "accepted"])
def test_what_is_required_is_asked_for_and_nothing_typed_is_lost(story: Site, lacking: str) -> None:
    visitor = story.visitor()
    page = visitor.post(f"/es/{PAGE}/comment/", **{**SAID, lacking: ""})
    assert visitor.status == 422
    assert 'class="error"' in page
    for name in ("name", "email", "text"):
        if name != lacking:
            assert SAID[name] in page


def test_an_address_must_be_one(story: Site) -> None:
    visitor = story.visitor()
    visitor.post(f"/es/{PAGE}/comment/", **{**SAID, "email": "no-address"})
    assert visitor.status == 422


def test_words_of_the_list_hold_a_comment_and_say_so_to_the_moderator(story: Site) -> None:
    (story.folder / "words").mkdir(exist_ok=True)
    sent(story, text="Visite https://ofertas.example ahora")
    assert "https?" in moderator(story).get("/moderate/?held")
    sent(story, text="أنت كَلْب")
    assert "كلب" in moderator(story).get("/moderate/?held")


def test_who_sends_too_often_is_told_to_wait(story: Site) -> None:
    for _ in range(5):
        sent(story)
    visitor = story.visitor()
    page = visitor.post(f"/es/{PAGE}/comment/", **SAID)
    assert visitor.status == 429
    assert SAID["text"] in page
    with closing(sqlite3.connect(story.folder / "press.db")) as database:
        kept = {row[0] for row in database.execute("SELECT who FROM press_sender")}
    assert all("127.0.0.1" not in who and len(who) == 64 for who in kept)


def test_a_machine_that_fills_every_field_is_thanked_and_forgotten(story: Site) -> None:
    visitor = story.visitor()
    visitor.post(f"/es/{PAGE}/comment/", **SAID, website="https://spam.example")
    with closing(sqlite3.connect(story.folder / "press.db")) as database:
        assert database.execute("SELECT count(*) FROM press_comment").fetchone() == (0,)


def test_markup_is_words(story: Site) -> None:
    sent(story, text="<script>alert(1)</script>Hola <b>mundo</b>")
    moderator(story).post(f"/moderate/{number(story)}/", form_page="/moderate/", do="approve")
    page = story.get(f"/es/{PAGE}/")[1]
    assert "<script>alert" not in page
    assert "Hola mundo" in page


def test_addresses_are_erased_after_their_time(story: Site) -> None:
    sent(story)
    with closing(sqlite3.connect(story.folder / "press.db")) as database, database:
        database.execute("UPDATE press_comment SET sent_at = '2020-01-01 00:00:00'")
    assert story.run("upkeep") == ""
    with closing(sqlite3.connect(story.folder / "press.db")) as database:
        assert database.execute("SELECT email FROM press_comment").fetchone() == ("",)


def test_everything_a_moderator_does_is_in_the_log_and_cannot_be_taken_out(story: Site) -> None:
    sent(story)
    nadia = moderator(story)
    nadia.post(
        f"/moderate/{number(story)}/", form_page="/moderate/", do="refuse", reason="abuse", note="Ejemplo."
    )
    page = nadia.get("/moderate/log/")
    assert "nadia@ma.dgsn.example" in page
    assert "abuse" in page
    assert 'class="note good"' in page
    with closing(sqlite3.connect(story.folder / "press.db")) as database, database:
        database.execute("UPDATE press_act SET why = 'other' WHERE what = 'comment-refused'")
    assert 'class="note late"' in nadia.get("/moderate/log/")


def test_nobody_else_moderates(story: Site) -> None:
    sent(story)
    one = number(story)
    stranger = story.visitor()
    for path in ("/moderate/", "/moderate/log/"):
        stranger.get(path)
        assert stranger.path.startswith("/moderate/sign-in/")
    stranger.post(f"/moderate/{one}/", form_page="/moderate/sign-in/", do="approve")
    assert "Una buena noticia." not in story.get(f"/es/{PAGE}/")[1]
    nadia = moderator(story)
    story.run("moderator", "remove", "nadia@ma.dgsn.example")
    nadia.get("/moderate/")
    assert nadia.path.startswith("/moderate/sign-in/")


def test_a_link_of_a_comment_cannot_be_guessed(story: Site) -> None:
    sent(story)
    assert story.get("/es/comments/guess/")[0] == 404
