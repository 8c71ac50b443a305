"""The site on PostgreSQL: the same life of a comment, and one log, whoever writes in it at once."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from engines import address, start_postgresql
from press.conftest import PASSWORD, Site, edition

STORY, PAGE = "6f" * 32, "6f" * 10
MODERATORS = 3


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The URI of an empty database of a server of its own."""
    server = start_postgresql()
    yield server.get_uri("postgres")
    server.cleanup()


@pytest.fixture
def site(database: str, tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path / "site")
    made.environment = {"PRESS_DATABASE_URL": address(database)}
    made.start()
    yield made
    made.stop()


def test_what_several_moderators_do_at_once_stands_in_one_chain(site: Site, database: str) -> None:
    assert not (site.folder / "press.db").exists()
    assert site.push(site.document(STORY, editions=[edition("es", "Ejemplo", "Palabras.")])) == (200, "new")
    found = site.get("/es/search/?q=palabra")[1]
    assert f"/es/{PAGE}/" in found
    names = [f"moderator{one}@dgsn.example" for one in range(MODERATORS)]
    for name in names:
        site.run("moderator", "add", name, MITHAQ_PASSWORD=PASSWORD)
    said = {"name": "Ejemplo", "email": "ejemplo@lector.example", "accepted": "on"}
    for one in range(MODERATORS):
        site.visitor().post(f"/es/{PAGE}/comment/", **said, text=f"Comentario de ejemplo {one}.")
    with psycopg.connect(database) as kept:
        numbers = [
            number for (number,) in kept.execute("SELECT id FROM press_comment ORDER BY id").fetchall()
        ]
    assert len(numbers) == MODERATORS

    def approve(name: str, number: int) -> None:
        visitor = site.visitor()
        visitor.post("/moderate/sign-in/", username=name, password=PASSWORD)
        visitor.post(f"/moderate/{number}/", form_page="/moderate/", do="approve")

    with ThreadPoolExecutor(MODERATORS) as pool:
        list(pool.map(approve, names, numbers))
    page = site.get(f"/es/{PAGE}/")[1]
    assert page.count("Comentario de ejemplo") == MODERATORS
    assert site.run("log")
    with psycopg.connect(database) as kept:
        counted = kept.execute("SELECT count(*) FROM press_act WHERE what = 'comment-approved'").fetchone()
        assert counted == (MODERATORS,)
        first = "(SELECT min(id) FROM press_act WHERE what = 'comment-approved')"
        kept.execute(f"DELETE FROM press_act WHERE id = {first}")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        site.run("log")
    assert failed.value.returncode == 6
