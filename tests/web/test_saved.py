"""Saved views of lists: under a name, for oneself or the agency, and one that comes first."""

from collections.abc import Callable

from django.test import Client

from mithaq.node.models import Audit, SavedView
from mithaq.web.lists.saved import MOST_OWN
from web.story import Story

SignIn = Callable[[str], Client]


def save(client: Client, **said: str) -> str:
    sent = {"name": "Urgent", "filters": "urgency=urgent-direct&kind=request", "do": "save", **said}
    answer = client.post("/lists/dossiers/views/", sent)
    assert answer.status_code == 302
    return answer.headers["Location"]


def page(client: Client, path: str = "/dossiers/?all=yes") -> str:
    return client.get(path).content.decode()


def test_a_view_is_kept_under_its_name_and_opens_its_filters(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    assert save(salma) == "/dossiers/?kind=request&urgency=urgent-direct"
    html = page(salma)
    assert '<a href="?kind=request&amp;urgency=urgent-direct"><bdi>Urgent</bdi></a>' in html
    html = page(salma, "/dossiers/?kind=request&urgency=urgent-direct")
    assert 'aria-current="true"><bdi>Urgent</bdi></a>' in html


def test_a_view_of_the_same_name_is_replaced(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    save(salma)
    save(salma, filters="kind=pact", name="  Urgent ")
    assert SavedView.objects.get().filters == "kind=pact"


def test_only_filters_that_the_list_knows_are_kept(story: Story, sign_in: SignIn) -> None:
    save(sign_in("Salma"), filters="kind=nonsense&x=1&area=drugs&after=1~2")
    assert SavedView.objects.get().filters == "area=drugs"


def test_a_view_is_ones_own_unless_it_is_shared(story: Story, sign_in: SignIn) -> None:
    salma, youssef = sign_in("Salma"), sign_in("Youssef")
    save(salma)
    assert "Urgent" not in page(youssef)
    save(salma, shared="yes")
    html = page(youssef)
    assert "Urgent" in html
    assert Audit.objects.get(what="view-shared").who == "salma@dgsn.example"
    # A shared view shows nobody more than before, and is not for others to change.
    youssef.post("/lists/dossiers/views/", {"view": SavedView.objects.get().pk, "do": "remove"})
    assert SavedView.objects.count() == 1


def test_one_view_comes_first_where_the_address_says_nothing(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    save(salma, first="yes")
    save(salma, name="Pacts", filters="kind=pact", first="yes")
    assert salma.get("/dossiers/").headers["Location"] == "?kind=pact"
    assert salma.get("/dossiers/?all=yes").status_code == 200
    view = SavedView.objects.get(name="Pacts")
    salma.post("/lists/dossiers/views/", {"view": view.pk, "do": "not-first"})
    assert salma.get("/dossiers/").status_code == 200
    salma.post("/lists/dossiers/views/", {"view": SavedView.objects.get(name="Urgent").pk, "do": "first"})
    assert salma.get("/dossiers/").headers["Location"] == "?kind=request&urgency=urgent-direct"
    assert sign_in("Youssef").get("/dossiers/").status_code == 200


def test_a_view_that_comes_first_and_filters_nothing_leads_to_the_list(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    save(salma, filters="", first="yes")
    assert salma.get("/dossiers/").headers["Location"] == "?all=yes"


def test_views_are_removed_and_are_not_without_number(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    for number in range(MOST_OWN + 2):
        save(salma, name=f"View {number}")
    assert SavedView.objects.count() == MOST_OWN
    salma.post("/lists/dossiers/views/", {"view": SavedView.objects.earliest("pk").pk, "do": "remove"})
    assert SavedView.objects.count() == MOST_OWN - 1
    save(salma, name="   ")
    assert SavedView.objects.count() == MOST_OWN - 1
