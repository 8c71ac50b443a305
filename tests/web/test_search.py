"""The page on which one searches: what it shows, to whom, and the searches that officers keep."""

import re
import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.node.models import Audit, Notice, Officer, OwnReference, SavedSearch
from mithaq.node.search import indexing, saved
from partners import ASK, HANDLING
from web.story import Story

SignIn = Callable[[str], Client]


@pytest.fixture
def stocked(story: Story) -> Story:
    """The story, made findable."""
    indexing.catch_up()
    return story


def ask_of(story: Story, words: str) -> str:
    """Let Madrid ask something in Spanish, and make it findable."""
    body = {"type": "ask", **ASK, "asked": ["ma.dgsn"], "question": {"language": "es", "text": words}}
    made = story.receive(
        story.madrid.open([story.node.keys], "request", body, pact=story.pact, handling=HANDLING)
    )
    indexing.catch_up()
    return made


def looked(client: Client, words: str, status: int = 200, **more: str) -> str:
    answer = client.get("/search/", {"words": words, **more})
    assert answer.status_code == status
    return answer.content.decode()


def marks(page: str) -> list[str]:
    return [re.sub("<[^>]+>", "", one) for one in re.findall("<mark>(.*?)</mark>", page)]


def test_what_is_found_has_its_words_marked_in_their_own_direction(stocked: Story, sign_in: SignIn) -> None:
    page = looked(sign_in("Salma"), "الحاويات طنجة")
    assert marks(page) == ["الحاوية", "طنجة"]
    assert '<blockquote class="hit-text" lang="ar" dir="rtl">' in page
    assert f"/dossiers/{stocked.request}/entries/{stocked.request}/" in page


def test_an_identifier_is_shown_as_it_was_written(stocked: Story, sign_in: SignIn) -> None:
    page = looked(sign_in("Salma"), "csqu 305438-3")
    assert marks(page) == ["CSQU3054383"]
    assert 'class="exact"' in page


def test_nothing_in_a_text_becomes_markup(stocked: Story, sign_in: SignIn) -> None:
    ask_of(stocked, "Ejercicio: <b>lancha</b> & <script>rápida</script>")
    page = looked(sign_in("Salma"), "lancha <i>")
    assert marks(page) == []
    page = looked(sign_in("Salma"), "lancha")
    assert marks(page) == ["lancha"]
    assert "&lt;b&gt;<mark>lancha</mark>&lt;/b&gt; &amp; &lt;script&gt;" in page


def test_own_reference_numbers_lead_to_their_dossier(stocked: Story, sign_in: SignIn) -> None:
    OwnReference.objects.create(dossier_id=stocked.request, text="RAB-17")
    page = looked(sign_in("Salma"), "rab-17")
    assert f'href="/dossiers/{stocked.request}/"' in page
    assert "RAB-17" in page


def test_who_may_not_read_it_sees_a_name_and_nothing_else(stocked: Story, sign_in: SignIn) -> None:
    page = looked(sign_in("Anas"), "CSQU3054383")
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    assert "<bdi>Salma</bdi>" in main
    assert stocked.request not in page
    assert marks(page) == []
    assert "طنجة" not in main


def test_who_controls_says_why_first(stocked: Story, sign_in: SignIn) -> None:
    hind = sign_in("Hind")
    page = looked(hind, "CSQU3054383", status=422)
    assert stocked.request not in page
    page = looked(hind, "CSQU3054383", why="asked by a data subject")
    assert stocked.request in page
    assert Audit.objects.filter(what="searched", why="asked by a data subject").count() == 1


def test_no_search_for_administrators(stocked: Story, sign_in: SignIn) -> None:
    karim = sign_in("Karim")
    assert karim.get("/search/").status_code == 403
    assert 'role="search"' not in karim.get("/account/").content.decode()


def test_the_frame_has_the_search(stocked: Story, sign_in: SignIn) -> None:
    page = sign_in("Salma").get("/account/").content.decode()
    assert re.search(r'<form class="site-search" role="search" action="/search/"', page)


@pytest.mark.parametrize("words", ["a*", '"..."'])
def test_a_fault_is_said_at_the_field_and_nothing_is_lost(
    stocked: Story, sign_in: SignIn, words: str
) -> None:
    page = looked(sign_in("Salma"), words, status=422)
    assert 'role="alert"' in page
    assert words.replace('"', "&quot;") in page


def test_filters_stay_in_the_address(
    stocked: Story, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mithaq.node.search.statements.PAGE", 1)
    for number in range(2):
        ask_of(stocked, f"Ejercicio: lancha {number}")
    salma = sign_in("Salma")
    page = looked(salma, "lancha", author="es.policia", kind="request")
    assert "<mark>lancha</mark> 1" in page
    older = re.search(r'href="(/search/\?[^"]*before=[^"]*)"', page)
    assert older is not None
    address = older[1].replace("&amp;", "&")
    assert "author=es.policia" in address
    assert "<mark>lancha</mark> 0" in salma.get(address).content.decode()


def test_a_page_of_hits_asks_a_dozen_times_at_most(stocked: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    for number in range(25):
        ask_of(stocked, f"Ejercicio: lancha {number}")
    looked(salma, "lancha")
    with CaptureQueriesContext(connection) as captured:
        looked(salma, "lancha")
    asked = [one["sql"] for one in captured if not re.match("BEGIN|COMMIT|SAVEPOINT|RELEASE", one["sql"])]
    assert len(asked) <= 12, asked


# ---------------------------------------------------------------- kept searches


def kept(client: Client, **more: str) -> SavedSearch:
    answer = client.post("/search/keep/", {"words": "lancha", "name": "Boats", **more})
    assert answer.status_code == 302
    return SavedSearch.objects.get()


def test_a_kept_search_tells_of_new_hits(stocked: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    ask_of(stocked, "Ejercicio: una lancha de antes")
    one = kept(salma, author="es.policia")
    saved.run(threading.Event())
    assert SavedSearch.objects.get().fresh == 0
    ask_of(stocked, "Ejercicio: una lancha rápida")
    ask_of(stocked, "Ejercicio: otra lancha")
    saved.run(threading.Event())
    assert SavedSearch.objects.get().fresh == 2
    notice = Notice.objects.get(officer__name="Salma", what="search-hits")
    assert (notice.subject, notice.count) == (str(one.pk), 2)
    assert "2" in salma.get("/search/").content.decode().split('id="kept"', 1)[1]
    answer = salma.get(f"/search/kept/{one.pk}/")
    assert answer.headers["Location"] == "/search/?words=lancha&author=es.policia"
    assert SavedSearch.objects.get().fresh == 0
    saved.run(threading.Event())
    assert SavedSearch.objects.get().fresh == 0


def test_a_kept_search_tells_nothing_of_what_its_officer_may_not_read(
    stocked: Story, sign_in: SignIn
) -> None:
    kept(sign_in("Anas"))
    ask_of(stocked, "Ejercicio: una lancha rápida")
    saved.run(threading.Event())
    assert SavedSearch.objects.get().fresh == 0
    assert not Notice.objects.filter(what="search-hits").exists()


def test_a_kept_search_is_its_officers_own(stocked: Story, sign_in: SignIn) -> None:
    one = kept(sign_in("Salma"))
    anas = sign_in("Anas")
    assert anas.get(f"/search/kept/{one.pk}/").status_code == 404
    anas.post(f"/search/kept/{one.pk}/")
    assert SavedSearch.objects.count() == 1
    assert "Boats" not in anas.get("/search/").content.decode()
    sign_in("Salma").post(f"/search/kept/{one.pk}/")
    assert SavedSearch.objects.count() == 0


def test_no_two_kept_searches_have_one_name(stocked: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    kept(salma)
    assert salma.post("/search/keep/", {"words": "otra", "name": "Boats"}).status_code == 409
    assert salma.post("/search/keep/", {"words": "", "name": "None"}).status_code == 422
    assert SavedSearch.objects.count() == 1
    assert Officer.objects.get(name="Salma").savedsearch_set.get().asked == {"words": "lancha"}
