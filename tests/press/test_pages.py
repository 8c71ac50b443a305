"""What holds for every page of the site: who may call it, its headers, its bounds, its five languages."""

import json
import os
import re
import subprocess
import sys

import pytest

from press.conftest import PASSWORD, Site, Visitor, edition, surroundings

STORY = "5e" * 32
SLUG = STORY[:20]

LIST, OK, SIGN_IN, NOTHING, ONLY_POST, QUEUE = "list", 200, "sign in", 404, 405, "queue"

TABLE: dict[str, tuple[object, object]] = {
    # route: what nobody in particular gets, what a moderator gets
    "": (LIST, LIST),
    "push/": (ONLY_POST, ONLY_POST),
    "robots.txt": (OK, OK),
    "pictures/<slug>/<number>/": (NOTHING, NOTHING),
    "<language>/": (OK, OK),
    "<language>/conditions/": (OK, OK),
    "<language>/consent/": (OK, OK),
    "<language>/comments/<secret>/": (NOTHING, NOTHING),
    "fixtures/<purpose>.js": (NOTHING, NOTHING),
    "moderate/": (SIGN_IN, OK),
    "moderate/sign-in/": (OK, QUEUE),
    "moderate/sign-out/": (ONLY_POST, ONLY_POST),
    "moderate/log/": (SIGN_IN, OK),
    "moderate/<number>/": (SIGN_IN, ONLY_POST),
    "<language>/search/": (OK, OK),
    "<language>/feed.rss": (OK, OK),
    "<language>/feed.atom": (OK, OK),
    "<language>/imprint/": (OK, OK),
    "<language>/privacy/": (OK, OK),
    "<language>/accessibility/": (OK, OK),
    "<language>/<slug>/": (OK, OK),
    "<language>/<slug>/comment/": (OK, OK),
}
"""Every address."""

FILLED = {"language": "de", "slug": SLUG, "number": "1", "secret": "guess", "purpose": "social"}


@pytest.fixture(scope="module")
def told(site: Site) -> Site:
    assert site.push(site.document(STORY, editions=[edition("de", "Übung", "Drei Maßnahmen.")])) == (
        200,
        "new",
    )
    site.run("moderator", "add", "nadia@ma.dgsn.example", MITHAQ_PASSWORD=PASSWORD)
    return site


@pytest.fixture(scope="module")
def nadia(told: Site) -> Visitor:
    found = told.visitor()
    found.post("/moderate/sign-in/", username="nadia@ma.dgsn.example", password=PASSWORD)
    assert found.path.startswith("/moderate/")
    return found


def routes() -> list[str]:
    """Return the routes of the site as its own process knows them, with <name> for what varies."""
    code = "import django; django.setup(); import json; from mithaq.press.urls import own\n"
    code += "print(json.dumps([str(one.pattern) for one in own]))"
    environment = surroundings() | {"DJANGO_SETTINGS_MODULE": "mithaq.press.settings", "MITHAQ_PRESS": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )
    return [_plain(one) for one in json.loads(done.stdout)]


def _plain(pattern: str) -> str:
    named = re.sub(
        r"\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)", r"<\1>", pattern.removeprefix("^").removesuffix("$")
    )
    return re.sub(r"<\w+:(\w+)>", r"<\1>", named)


def test_every_address_has_its_line_and_every_line_its_address() -> None:
    found = routes()
    assert len(set(found)) == len(found)
    assert set(found) == set(TABLE)


def path_of(route: str) -> str:
    return "/" + re.sub(r"<(\w+)>", lambda found: FILLED[found[1]], route)


@pytest.mark.parametrize("route", TABLE)
def test_who_may_read_what(told: Site, nadia: Visitor, route: str) -> None:
    for cookies, expected in zip(({}, nadia.cookies), TABLE[route], strict=True):
        headers = {"cookie": "; ".join(f"{k}={v}" for k, v in cookies.items()), "accept-language": "de"}
        answer = told.pool.request("GET", told.url + path_of(route), headers=headers, redirect=False)
        where = answer.headers.get("location", "")
        got: object = answer.status
        if got == 302:
            got = {"/de/": LIST, "/moderate/": QUEUE}.get(where, SIGN_IN if "sign-in" in where else where)
        assert got == expected, (route, bool(cookies), where)


def test_no_form_of_another_site_is_taken_whoever_sends_it(told: Site, nadia: Visitor) -> None:
    for route in TABLE:
        for cookies in ({}, nadia.cookies):
            headers = {"cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
            for named in (
                {"origin": "https://elsewhere.example"},
                {"referer": "https://elsewhere.example/"},
                {},
            ):
                answer = told.pool.request("POST", told.url + path_of(route), headers=headers | named)
                assert answer.status == (415 if route == "push/" else 403), (route, named)


def test_every_answer_says_what_a_browser_may_do_with_it(told: Site) -> None:
    for path in (
        "/de/",
        f"/de/{SLUG}/",
        "/de/nothing/",
        "/robots.txt",
        "/static/press/press.css",
        "/moderate/sign-in/",
    ):
        headers = told.pool.request("GET", told.url + path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["cross-origin-resource-policy"] == "same-origin", path
        assert "geolocation=()" in headers["permissions-policy"], path
        assert headers["referrer-policy"] == "same-origin", path
        if not path.startswith("/static/"):
            assert headers["x-frame-options"] == "DENY", path
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "http" not in policy, "nothing from elsewhere"


def test_a_page_that_hangs_on_a_choice_is_not_kept_for_others(told: Site) -> None:
    answer = told.pool.request("GET", f"{told.url}/de/")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "Cookie" in answer.headers["vary"]
    again = told.pool.request("GET", f"{told.url}/de/", headers={"if-none-match": answer.headers["etag"]})
    assert again.status == 304
    assert "no-store" in told.pool.request("GET", f"{told.url}/moderate/sign-in/").headers["cache-control"]


def test_machines_are_told_what_is_for_nobody_else(told: Site) -> None:
    answer = told.pool.request("GET", f"{told.url}/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.data.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /moderate/", "Disallow: /es/comments/"} <= set(lines)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_form_longer_than_any_of_ours_is_refused_in_words(told: Site, kind: str) -> None:
    long = "x" * 200_000
    body = (
        f"text={long}"
        if "url" in kind
        else f'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n{long}\r\n--x--\r\n'
    )
    headers = {"content-type": kind, "origin": told.url}
    answer = told.pool.request("POST", f"{told.url}/de/{SLUG}/comment/", body=body.encode(), headers=headers)
    assert answer.status == 413
    assert "<h1>" in answer.data.decode()


def test_who_tries_many_passwords_waits(told: Site) -> None:
    visitor = told.visitor()
    statuses = []
    for _ in range(7):
        visitor.post("/moderate/sign-in/", username="karim@ma.dgsn.example", password="not the password")
        statuses.append(visitor.status)
    assert statuses[0] == 200
    assert statuses[-1] == 429
    assert "<h1>" in visitor.get("/moderate/nothing/")


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fr"])
def test_every_page_of_its_own_stands_in_five_languages(told: Site, language: str) -> None:
    direction = "rtl" if language == "ar" else "ltr"
    titles = set()
    for part in ("", "conditions/", "consent/", "search/", "imprint/", "privacy/", "accessibility/"):
        status, page = told.get(f"/{language}/{part}")
        assert status == 200
        assert f'<html lang="{language}" dir="{direction}">' in page
        titles.add(page.partition("<h1>")[2].partition("</h1>")[0])
    assert len(titles) == 7
    if language != "en":
        english = {
            told.get(f"/en/{part}")[1].partition("<h1>")[2].partition("</h1>")[0]
            for part in ("privacy/", "imprint/")
        }
        assert not titles & english


def test_the_profile_of_the_conditions_and_the_lawyers_own_words(told: Site) -> None:
    assert "88-13" not in told.get("/ar/conditions/")[1], "the general profile names no country's law"
    folder = told.folder / "conditions"
    folder.mkdir()
    (folder / "ar.txt").write_text("شرط أول.\nشرط <ثان>.\n", "utf-8")
    page = told.get("/ar/conditions/")[1]
    assert "<li>شرط أول.</li>" in page
    assert "شرط &lt;ثان&gt;." in page
    assert "شرط" not in told.get("/de/conditions/")[1]
    (folder / "ar.txt").unlink()
    folder.rmdir()


def test_settings_of_a_site_do_not_come_from_a_node(told: Site) -> None:
    """The process loads no module of a node: what is not there cannot lead back into it."""
    code = "import django, sys, json; django.setup(); import mithaq.press.urls\n"
    code += "import mithaq.press.upkeep, mithaq.press.serve\n"
    code += "print(json.dumps(sorted(name for name in sys.modules if name.startswith('mithaq.'))))"
    environment = surroundings() | {"DJANGO_SETTINGS_MODULE": "mithaq.press.settings"}
    environment["MITHAQ_PRESS"] = os.fspath(told.folder)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )
    layers = {name.split(".")[1] for name in json.loads(done.stdout)}
    assert layers <= {"press", "record", "terms", "text"}, layers
