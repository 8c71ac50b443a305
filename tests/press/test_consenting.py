"""Nothing that needs consent comes before it, and what was chosen can be changed."""

import json
import sqlite3
from contextlib import closing
from urllib.parse import unquote

from press.conftest import Site

PURPOSES = ("content", "social", "analysis")


def loaded(page: str) -> set[str]:
    return {one for one in PURPOSES if f"/fixtures/{one}.js" in page}


def test_nothing_is_on_until_it_is_chosen_and_reading_sets_no_cookie(site: Site) -> None:
    answer = site.pool.request("GET", f"{site.url}/es/")
    assert loaded(answer.data.decode()) == set()
    for one in PURPOSES:
        assert site.get(f"/fixtures/{one}.js")[0] == 404
    assert answer.headers.getlist("set-cookie") == []


def test_refusing_is_as_easy_as_accepting(site: Site) -> None:
    page = site.get("/es/")[1]
    banner = page.split('class="banner"', 1)[1]
    assert banner.count('<button class="button" name="do"') == 2, "the same size, side by side"
    assert banner.index('value="refuse"') < banner.index('value="accept"')
    assert " checked" not in banner
    visitor = site.visitor()
    after = visitor.post("/es/consent/", form_page="/es/", do="refuse", next="/es/")
    assert loaded(after) == set()
    assert 'class="banner"' not in after, "who has refused is not asked again"


def test_each_purpose_by_itself_and_changed_at_any_time(site: Site) -> None:
    visitor = site.visitor()
    assert loaded(
        visitor.post("/es/consent/", form_page="/es/", do="some", purpose="analysis", next="/es/")
    ) == {"analysis"}
    assert "loaded" in visitor.get("/fixtures/analysis.js")
    visitor.get("/fixtures/social.js")
    assert visitor.status == 404
    assert loaded(visitor.post("/es/consent/", do="accept", next="/es/")) == set(PURPOSES)
    assert loaded(visitor.post("/es/consent/", do="refuse", next="/es/")) == set()


def test_the_proof_names_nobody(site: Site) -> None:
    visitor = site.visitor()
    visitor.post("/es/consent/", form_page="/es/", do="some", purpose="social")
    cookie = json.loads(
        unquote(visitor.cookies["mithaq-consent"]).replace("\\054", ",").strip('"').replace('\\"', '"')
    )
    assert set(cookie) == {"id", "purposes", "version"}
    with closing(sqlite3.connect(site.folder / "press.db")) as database:
        database.row_factory = sqlite3.Row
        row = dict(database.execute("SELECT * FROM press_consent WHERE token = ?", [cookie["id"]]).fetchone())
    assert set(row) == {"id", "token", "purposes", "version", "at", "withdrawn_at"}
    assert json.loads(row["purposes"]) == ["social"]
    visitor.post("/es/consent/", do="refuse")
    with closing(sqlite3.connect(site.folder / "press.db")) as database:
        (gone,) = database.execute(
            "SELECT withdrawn_at FROM press_consent WHERE token = ?", [cookie["id"]]
        ).fetchone()
    assert gone is not None


def test_a_forged_or_old_cookie_is_no_consent(site: Site) -> None:
    for said in (
        "x",
        "{}",
        '{"id":"a","purposes":["social"],"version":0}',
        '{"id":1,"purposes":["social"],"version":1}',
    ):
        assert loaded(site.get("/es/", cookies=f"mithaq-consent={said}")[1]) == set()


def test_a_site_that_asks_for_nothing_shows_no_banner(tmp_path_factory: object, tmp_path: object) -> None:
    plain = Site(tmp_path / "plain")  # type: ignore[operator]
    plain.start()
    try:
        page = plain.get("/es/")[1]
        assert 'class="banner"' not in page
        assert "/consent/" not in page
        assert plain.get("/es/consent/")[0] == 404
        headers = plain.pool.request("GET", f"{plain.url}/es/").headers
        assert headers["cache-control"] == "public, max-age=60", "all readers see the same"
        assert "Cookie" not in headers.get("vary", "")
    finally:
        plain.stop()
