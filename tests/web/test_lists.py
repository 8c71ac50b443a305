"""Lists: what they are filtered by, what an officer finds in them, and what can be done to several rows."""

import html
import re
from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from mithaq.node import release
from mithaq.node.composing import Intent
from mithaq.node.models import (
    Audit,
    CardRow,
    DossierOfficer,
    DossierRow,
    EntryRow,
    Facet,
    Officer,
    OwnReference,
    ReadMark,
    Responsible,
)
from mithaq.node.search import indexing
from mithaq.web.lists import narrowing
from mithaq.web.lists.listing import DOSSIERS, INBOX, LISTINGS
from mithaq.web.lists.paging import Order
from mithaq.web.lists.statements import counted, first_ids
from mithaq.web.lists.wanted import Wanted
from partners import ASK, HANDLING, INFORM, words
from web.story import Story
from web.test_cost import MOST, queries

SignIn = Callable[[str], Client]


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def found(client: Client, path: str) -> set[str]:
    """Return the dossiers of a list's rows."""
    listed = page(client, path).split('id="list"', 1)[1]
    return set(re.findall(r'class="open" href="/dossiers/([0-9a-f]{64})/"', listed))


@pytest.fixture
def asked(story: Story) -> dict[str, str]:
    """Requests of Madrid beside the story's own: an urgent one on terrorism, and a routine one on drugs."""
    return {
        "urgent": story.ask_us(urgency="urgent-direct", hours=20, area="terrorism"),
        "routine": story.ask_us(),
    }


def test_each_filter_finds_what_has_its_code(story: Story, asked: dict[str, str], sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    ours, urgent, routine = story.request, asked["urgent"], asked["routine"]
    everything = {story.pact, ours, urgent, routine}
    wanted = {
        "": everything,
        "kind=pact": {story.pact},
        "kind=request": {ours, urgent, routine},
        "state=acknowledged": {urgent, routine},
        "area=terrorism": {story.pact, urgent},
        "urgency=urgent-direct": {urgent},
        "handling=H1": {ours, urgent, routine},
        "partner=es.policia": everything,
        "due=late": {urgent},
        "due=later": {routine},
        "due=none": {story.pact, ours},
        "exercise=yes": everything,
        "exercise=no": set(),
        "people=named": everything,
        "people=mine": set(),
        f"pact={story.pact}": {ours, urgent, routine},
        "area=terrorism&kind=request&urgency=urgent-direct": {urgent},
        "area=drugs&urgency=urgent-direct": set(),
    }
    for query, dossiers in wanted.items():
        assert found(salma, f"/dossiers/?{query}") == dossiers, query


def test_tasks_are_ours_first_and_filtered_alike(
    story: Story, asked: dict[str, str], sign_in: SignIn
) -> None:
    salma = sign_in("Salma")
    wanted = {
        "": set(asked.values()),
        "whose=theirs": {story.request},
        "whose=everybody": {story.request, *asked.values()},
        "owner=es.policia": {story.request},
        "area=terrorism": {asked["urgent"]},
        "due=late": {asked["urgent"]},
        "kind=pact": set(),
        "urgency=routine": {asked["routine"]},
        "state=acknowledged&due=later": {asked["routine"]},
        f"pact={story.pact}&area=drugs": {asked["routine"]},
    }
    for query, dossiers in wanted.items():
        assert found(salma, f"/inbox/?{query}") == dossiers, query


def test_the_other_cards_have_their_lists(story: Story, asked: dict[str, str], sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    assert found(salma, "/moments/") == set(asked.values())
    assert found(salma, "/figures/?owner=es.policia") == {story.request}
    html = page(salma, "/subjects/?urgency=urgent-direct")
    assert html.count("CSQU3054383") == 1
    assert asked["urgent"] in html


def test_filters_that_are_set_are_seen_and_can_be_taken_away(story: Story, sign_in: SignIn) -> None:
    html = page(sign_in("Salma"), "/dossiers/?kind=request&area=drugs")
    assert 'href="?kind=request"' in html
    assert 'href="?area=drugs"' in html
    assert '<option value="drugs" selected>' in html


@pytest.mark.parametrize(
    "query",
    [
        "kind=nonsense", "due=yesterday", "sort=%00", "group=%27", "after=x~y", "after=9999999999999999999~1",
        "after=~", "area=" + "a" * 300, "pact=zz", "text=%25", "owner=%F0%9F%98%80",
        "after=2026~%F0%9F%98%80",
    ],
)  # fmt: skip
def test_what_is_no_filter_breaks_nothing(story: Story, sign_in: SignIn, query: str) -> None:
    salma = sign_in("Salma")
    for name in LISTINGS:
        assert salma.get(f"/{name}/?{query}").status_code in ({400} if "%00" in query else {200}), name


def test_a_reference_number_is_found_by_its_beginning(story: Story, sign_in: SignIn) -> None:
    OwnReference.objects.create(dossier_id=story.request, text="MA-4471/26")
    salma = sign_in("Salma")
    assert found(salma, "/dossiers/?text=MA-44") == {story.request}
    assert found(salma, "/dossiers/?text=4471") == set()


def test_only_what_names_an_officer_is_listed(story: Story, asked: dict[str, str], sign_in: SignIn) -> None:
    anas = Officer.objects.get(name="Anas")
    DossierOfficer.objects.create(dossier_id=asked["urgent"], officer=anas)
    for path in ("/dossiers/", "/inbox/", "/subjects/", "/figures/", "/moments/"):
        assert found(sign_in("Anas"), path) == {asked["urgent"]}, path
        assert found(sign_in("Karim"), path) == set(), path


def test_many_dossiers_are_asked_row_by_row_and_few_looked_up(
    story: Story, asked: dict[str, str], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    salma = sign_in("Salma")
    paths = (
        "/dossiers/?area=terrorism",
        "/inbox/?urgency=routine",
        "/dossiers/?partner=es.policia&area=drugs",
    )
    few = [found(salma, path) for path in paths]
    monkeypatch.setattr(narrowing, "FEW", 0)
    assert [found(salma, path) for path in paths] == few
    assert all(few)


def test_two_filters_with_few_dossiers_together_are_looked_up(
    story: Story, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "FEW", 1)
    terrorism, urgent = (
        Facet.objects.filter(name=name, code=code)
        for name, code in (("area", "terrorism"), ("urgency", "urgent-direct"))
    )
    urgencies = Facet.objects.filter(name="urgency")
    assert narrowing.plan([urgencies]).few is None
    found = narrowing.plan([urgencies, terrorism])
    assert (found.few, found.many) == ((asked["urgent"],), ())
    assert narrowing.plan([terrorism, urgent]).few == (asked["urgent"],)
    assert narrowing.plan([urgencies, Facet.objects.filter(name="partner")]).few is None


def test_who_only_controls_sees_which_dossiers_there_are_and_no_text(story: Story, sign_in: SignIn) -> None:
    hind = sign_in("Hind")
    html = page(hind, "/dossiers/")
    assert story.request in html
    assert "طنجة" not in html
    for path in ("/inbox/", "/subjects/", "/figures/", "/moments/"):
        assert found(hind, path) == set(), path


def test_a_corrected_opening_is_listed_as_corrected(story: Story, sign_in: SignIn) -> None:
    said = {"type": "ask", **ASK, "question": words("where is it now?")}
    body = {"entry": story.request, "body": said, "reason": "inaccurate"}
    release.release(Officer.objects.get(name="Salma"), Intent("correct", body, HANDLING, story.request))
    html = page(sign_in("Salma"), "/dossiers/?kind=request")
    assert "where is it now?" in html
    assert "طنجة" not in html


def test_a_signed_translation_stands_beside_the_title(story: Story, sign_in: SignIn) -> None:
    text = {"language": "fr", "text": "Exercice : où est allé le conteneur ?"}
    body = {"entry": story.request, "field": "question", "text": text}
    story.receive(story.madrid.write(story.request, "translate", body, HANDLING))
    assert "où est allé le conteneur" in page(sign_in("Youssef"), "/dossiers/")
    assert "où est allé le conteneur" not in page(sign_in("Salma"), "/dossiers/")


def test_facets_follow_the_dossier(story: Story) -> None:
    def codes(name: str) -> set[str]:
        return set(Facet.objects.filter(dossier=story.request, name=name).values_list("code", flat=True))

    assert (codes("area"), codes("urgency"), codes("partner")) == ({"drugs"}, {"routine"}, {"es.policia"})
    assert codes("handling") == {"H1"}
    story.receive(story.madrid.write(story.request, "inform", INFORM, {**HANDLING, "codes": ["H2"]}))
    assert codes("handling") == {"H1", "H2"}
    row = DossierRow.objects.get(id=story.request)
    assert (row.stage, row.news_by) == ("asked", "es.policia")


def test_every_look_at_a_list_is_kept_with_its_filters(story: Story, sign_in: SignIn) -> None:
    sign_in("Salma").get("/dossiers/?kind=request")
    row = Audit.objects.filter(what="listed").latest("number")
    assert (row.subject, row.entries) == ("dossiers kind=request", [story.request])


def test_news_put_aside_are_no_news_and_no_receipt(
    story: Story, asked: dict[str, str], sign_in: SignIn
) -> None:
    salma = sign_in("Salma")
    card = CardRow.objects.filter(kind="task", dossier=asked["routine"]).first()
    assert card is not None
    answer = salma.post("/lists/inbox/together/", {"chosen": [card.pk, "x", "9" * 30], "do": "aside"})
    assert answer.headers["Location"] == "/inbox/?all=yes"
    assert asked["routine"] not in found(salma, "/dossiers/?news=unread")
    assert asked["urgent"] in found(salma, "/dossiers/?news=unread")
    assert ReadMark.objects.get(dossier=asked["routine"]).serial == 0
    assert Audit.objects.get(what="put-aside").entries == [asked["routine"]]
    story.receive(story.madrid.write(asked["routine"], "inform", INFORM, HANDLING))
    assert asked["routine"] in found(salma, "/dossiers/?news=unread")


def test_only_what_one_may_see_can_be_put_aside(story: Story, sign_in: SignIn) -> None:
    sign_in("Anas").post("/lists/dossiers/together/", {"chosen": [story.request], "do": "aside"})
    assert not ReadMark.objects.exists()


def test_a_supervisor_lets_an_officer_answer_for_the_chosen(
    story: Story, asked: dict[str, str], sign_in: SignIn
) -> None:
    anas = Officer.objects.get(name="Anas")
    sent = {"chosen": list(asked.values()), "do": "assign", "officer": anas.pk}
    assert sign_in("Nadia").post("/lists/dossiers/together/", sent).status_code == 302
    assert not Responsible.objects.filter(officer=anas).exists()
    answer = sign_in("Youssef").post("/lists/dossiers/together/", sent)
    assert answer.status_code == 302
    assert set(Responsible.objects.filter(officer=anas).values_list("dossier", flat=True)) == set(
        asked.values()
    )
    assert found(sign_in("Anas"), "/dossiers/?people=mine") == set(asked.values())


def test_single_keys_can_be_turned_off(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    assert 'data-keys="on"' in page(salma, "/inbox/")
    Officer.objects.filter(name="Salma").update(shortcuts=False)
    assert 'data-keys="off"' in page(salma, "/inbox/")


def test_an_address_says_only_what_the_list_knows(story: Story) -> None:
    wanted = Wanted.of(QueryDict("kind=request&x=1&text=%20a%20&after=1~2"), frozenset({"kind", "text"}))
    assert (dict(wanted.values), wanted.after) == ({"kind": "request", "text": "a"}, "1~2")
    assert wanted.having(kind="") == "text=a"
    assert INBOX.wanted_of("kind=nonsense&whose=theirs&sort=due").query == "whose=theirs"
    assert DOSSIERS.wanted_of("group=owner&sort=due").query == "sort=due"


def test_statements_stop_at_their_bounds(story: Story, asked: dict[str, str]) -> None:
    rows = DossierRow.objects.all()
    newest = DossierRow.objects.order_by("-last_serial").values("last_serial")
    none = DossierRow.objects.filter(id__in=())
    made = counted({"all": rows, "none": none}, 2, first={"newest": newest})
    assert made == {"all": 3, "none": 0, "newest": newest[0]["last_serial"]}
    assert [len(one) for one in first_ids([(rows, "id"), (none, "id"), (rows, "id")], 2)] == [2, 0, 2]


def test_a_key_that_is_no_place_begins_at_the_first_row(story: Story) -> None:
    order = Order(("news_serial", "id"), falling=True)
    rows = list(order.sorted(DossierRow.objects.all()))
    assert list(order.after(order.sorted(DossierRow.objects.all()), order.key(rows[0]))) == rows[1:]
    for key in ("", "1", "x~y", "1~zz", "1~2~3"):
        assert list(order.after(order.sorted(DossierRow.objects.all()), key)) == rows


def test_dossiers_are_found_by_words_too(story: Story, asked: dict[str, str], sign_in: SignIn) -> None:
    OwnReference.objects.create(dossier_id=asked["urgent"], text="container/26")
    indexing.catch_up()
    salma = sign_in("Salma")
    for path in ("/dossiers/", "/inbox/", "/subjects/"):
        assert found(salma, f"{path}?text=container") == found(salma, f"{path}?kind=request"), path
        assert found(salma, f"{path}?text=container+submarine") == set(), path
    assert found(salma, "/dossiers/?text=container/2") == {asked["urgent"]}
    assert found(salma, "/dossiers/?text=container&urgency=urgent-direct") == {asked["urgent"]}


def test_a_list_by_words_says_where_it_ends_and_goes_on(
    story: Story, asked: dict[str, str], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexing.catch_up()
    monkeypatch.setattr("mithaq.node.search.finding.HITS_LISTED", 1)
    salma, left, address = sign_in("Salma"), 20, "/dossiers/?text=container"
    with translation.override("ar"):
        told = gettext("Not every entry with these words was looked through for this list.")
    seen: set[str] = set()
    while address and left:
        shown = page(salma, address)
        seen, left = seen | found(salma, address), left - 1
        more = re.search(r'<a href="(\?[^"]*before=[^"]+)">', shown)
        assert bool(more) == (told in shown)
        address = f"/dossiers/{html.unescape(more[1])}" if more else ""
    assert left, "it comes to its end"
    assert seen == found(salma, "/dossiers/?kind=request")
    assert wanted_of("before=5") == {}, "only where words are looked for"
    assert wanted_of("text=a&before=x") == {"text": "a"}


def wanted_of(query: str) -> dict[str, str]:
    return dict(Wanted.of(QueryDict(query), frozenset({"text", "before"})).values)


def test_words_find_nothing_in_what_an_officer_may_not_read(
    story: Story, asked: dict[str, str], sign_in: SignIn
) -> None:
    indexing.catch_up()
    DossierOfficer.objects.create(dossier_id=asked["urgent"], officer=Officer.objects.get(name="Anas"))
    assert found(sign_in("Anas"), "/dossiers/?text=container") == {asked["urgent"]}
    assert found(sign_in("Hind"), "/dossiers/?text=container") == set(), "who only controls reads no texts"
    EntryRow.objects.filter(dossier=asked["urgent"]).update(locked=True)
    assert found(sign_in("Anas"), "/dossiers/?text=container") == set()


def test_a_list_found_by_words_takes_a_dozen_queries(
    story: Story, asked: dict[str, str], sign_in: SignIn
) -> None:
    indexing.catch_up()
    for name in ("Salma", "Youssef"):
        for path in ("/dossiers/", "/inbox/", "/moments/"):
            assert queries(sign_in(name), f"{path}?text=container") <= MOST, (name, path)
