"""The live board of a delivery: how it stands, the duty log, and the one button that stops it."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from mithaq.demo.stories.delivery import DELIVERY
from mithaq.demo.stories.line import ROUTINE
from mithaq.node import clock, dossiers, home, release
from mithaq.node.composing import Intent
from mithaq.node.models import Audit, Contact, DossierRow, EntryRow, Officer
from mithaq.web.boards.log import PAGE
from mithaq.web.boards.telephones import Telephone, with_contacts
from partners import TERMS, words
from told import Told
from web.test_cost import MOST, queries

SignIn = Callable[[str], Client]
THREE = {**TERMS, "areas": ["drugs"], "kinds": ["delivery"]}
AT_ONCE = {"X-Mithaq-Refreshed": "1"}


@pytest.fixture
def told(node: home.Home) -> Iterator[Told]:
    """The delivery under way, told to Rabat's node: the consent of customs for leg 3 is not there yet."""
    story = replace(DELIVERY, lines=tuple(line for line in DELIVERY.lines if line.type != "consent"))
    try:
        made = Told(node, story, THREE).tell()
        made.name("Anas", "Nadia")
        yield made
    finally:
        clock.set_ahead(timedelta())


def plain(text: str) -> str:
    """Return what a page says: words alone, in one line."""
    return " ".join(re.sub(r"[\u2066-\u2069]", "", html.unescape(re.sub(r"<[^>]*>", " ", text))).split())


def shown(client: Client, path: str, status: int = 200, language: str = "en") -> str:
    """Return the main part of a page."""
    client.cookies["mithaq-ma-dgsn-language"] = language
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == status, answer.status_code
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def english(name: str) -> str:
    """Let an officer read English; return the name."""
    Officer.objects.filter(name=name).update(language="en")
    return name


def part(text: str, name: str) -> str:
    """Return what the part of a board with this id says."""
    return plain(text.split(f'id="{name}"', 1)[1].split("data-live", 2)[1].partition(">")[2])


def legs(text: str) -> list[str]:
    """Return what a board says of each leg."""
    return [plain(one.split(">", 1)[1].split("</article>")[0]) for one in text.split("<article")[1:]]


def live(told: Told) -> str:
    return f"/dossiers/{told.dossier}/live/"


def test_the_head_says_how_it_stands_and_what_is_next(told: Told, sign_in: SignIn) -> None:
    now = part(shown(sign_in(english("Salma")), live(told)), "now-live")
    assert now.startswith("under way"), now
    assert "Responsible for control Policía Nacional" in now, now
    # The customs at the port are asked for leg 3: Potsdam enters their consent before anything else.
    assert re.search(r"Next decision Enter the consent by document \(leg 3, Hamburg\) Bundespolizei", now), (
        now
    )
    assert "Nothing is overdue." in now
    assert "Next report Report again Policía Nacional in 2 hours" in now, now
    assert "Goods are missing: 2 kilogram." in now


def test_contact_lost_and_a_late_report_are_alarms(told: Told, sign_in: SignIn) -> None:
    told.by("es.policia", "report", {"event": "contact-lost", "leg": 2, "at": clock.text(told.now)}, ROUTINE)
    told.at(-14)
    now = part(shown(sign_in(english("Salma")), live(told)), "now-live")
    assert now.startswith("contact lost")
    assert "Contact with the goods is lost." in now
    assert "Next decision Contact is lost: regain it or intervene Policía Nacional" in now, now
    assert "Overdue" in now
    assert "Report again Policía Nacional 2 hours ago" in now, now


def test_legs_say_order_authorisation_and_delay(told: Told, sign_in: SignIn) -> None:
    text = shown(sign_in(english("Salma")), live(told))
    first, second, third = legs(text)
    assert "Tanger Med" in first or "Tangier" in first, first
    assert "order given" in first
    assert "done" in first
    assert "order given" in second
    assert "3 hours late" in second, second
    assert "+999 340 000 112" in second
    assert "un informe cada doce horas" in second, "conditions as they were written"
    assert "not ordered" in third
    assert "not yet" in third, "the customs have not consented"
    assert "Hauptzollamt" in third


def test_an_order_is_given_only_when_all_hold_it(told: Told, sign_in: SignIn) -> None:
    consent = {
        "legs": [3],
        "country": "DE",
        "entry": told.ids["customs"],
        "authority": words("the customs."),
        "reference": "EX-3",
        "document": "exercise.pdf",
        "forms": ["partly-replaced"],
        "since": told.filled("-1h"),
        "until": told.filled("+90h"),
    }
    told.by("de.bundespolizei", "consent", consent, ROUTINE)
    told.settle()
    told.settle()
    told.by("de.bundespolizei", "order-leg", {"leg": 3, "met": True}, ROUTINE)
    salma = sign_in(english("Salma"))
    third = legs(shown(salma, live(told)))[2]
    assert "ordered, waiting for" in third, third
    assert "order given" not in third
    told.settle()
    assert "order given" in legs(shown(salma, live(told)))[2]


def test_the_account_adds_up(told: Told, sign_in: SignIn) -> None:
    text = shown(sign_in(english("Salma")), live(told))
    rows = re.findall(r'<th scope="row">([^<]+)</th>((?:<td[^>]*>.*?</td>)+)', text)
    account = {name: [int(one) for one in re.findall(r">(\d+)<", cells)] for name, cells in rows}
    assert account["Declared or put in"] == [400, 390]
    assert account["On the way"] == [7, 390]
    assert account["Removed"] == [390, 0]
    assert account["Sampled"] == [1, 0]
    assert account["Missing"] == [2, 0]
    for column in (0, 1):
        there = sum(
            account[name][column] for name in ("On the way", "Removed", "Sampled", "Seized", "Missing")
        )
        assert account["Declared or put in"][column] + account["Surplus"][column] == there


def test_the_map_has_the_route_and_a_table_beside_it(told: Told, sign_in: SignIn) -> None:
    text = shown(sign_in(english("Salma")), live(told))
    drawn = text.split('id="map-live"', 1)[1].split("</figure>", 1)[0]
    assert drawn.count('class="leg ') == 3
    assert 'class="leg done"' in drawn
    assert 'class="leg under-way"' in drawn
    assert "hand-over of control" in plain(drawn)
    assert "As a table" in drawn
    for place in ("Algeciras", "Hamburg", "Berlin", "EX-S3"):
        assert place in plain(drawn), place


def test_telephones_are_dialled_with_one_touch(told: Told, sign_in: SignIn) -> None:
    text = shown(sign_in("Salma"), live(told))
    assert re.findall(r'class="call" href="(tel:[^"]+)"', text) == [
        "tel:+999340000112",
        "tel:+999212000111",
        "tel:+999490000113",
        "tel:+999212000101",
        "tel:+999340000101",
        "tel:+999490000101",
    ]


def test_the_log_reads_like_a_duty_log(told: Told, sign_in: SignIn) -> None:
    salma = sign_in(english("Salma"))
    newest = shown(salma, live(told))
    log = newest.split('id="log-live"', 1)[1]
    lines = [plain(one) for one in log.split('<div class="times">')[1:]]
    assert "Policía Nacional reported" in lines[0]
    assert "Event: delayed" in lines[0]
    assert "temporal en el golfo" in lines[0], "the text as it was written"
    taken = shown(salma, f"{live(told)}?type=take-over").split('id="log-live"', 1)[1]
    counted = next(
        plain(one) for one in taken.split('<div class="times">') if "faltan dos kilogramos" in plain(one)
    )
    assert "quantity" in counted.lower(), "what speaks against the report stands beside it"
    oldest = shown(salma, f"{live(told)}?order=oldest").split('id="log-live"', 1)[1]
    first = plain(oldest.split('<div class="times">')[1])
    assert "DGSN requested a controlled delivery" in first, first
    only = shown(salma, f"{live(told)}?by=de.bundespolizei&type=note").split('id="log-live"', 1)[1]
    assert only.count('<div class="times">') == 1
    assert "Liegeplatz" in only


def test_the_log_goes_on_where_its_pages_ended(told: Told, sign_in: SignIn) -> None:
    for number in range(PAGE):
        told.by("es.policia", "note", {"text": words(f"line {number};")}, ROUTINE)
    salma, seen, address = sign_in("Salma"), list[str](), live(told)
    while address:
        log = shown(salma, address).split('id="log-live"', 1)[1]
        seen += re.findall(r'class="proof code" href="[^"]*/entries/([0-9a-f]{64})/"', log)
        more = re.search(r'href="\?((?:[^"]*&amp;)?from=\d+)#log"', log)
        address = f"{live(told)}?{html.unescape(more[1])}" if more else ""
    written = EntryRow.objects.filter(dossier=told.dossier).exclude(type__in=["", "translate", "ack"])
    assert len(seen) == len(set(seen)) > PAGE
    assert {told.ids[name] for name in ("opening", "first", "second")} <= set(seen)
    assert len(seen) <= written.count()


def test_texts_stand_in_the_readers_language(told: Told, sign_in: SignIn) -> None:
    Officer.objects.filter(name="Salma").update(language="ar")
    text = sign_in("Salma").get(live(told)).content.decode()
    assert 'dir="rtl"' in text
    assert "تقرير كل اثنتي عشرة ساعة" in text, "the signed translation of Madrid's conditions"
    assert "un informe cada doce horas" in text, "and what was written beside it"


def test_a_board_costs_a_dozen_statements_and_no_more_with_more_entries(told: Told, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    few = queries(salma, live(told))
    for number in range(12):
        told.by("es.policia", "note", {"text": words(f"line {number}.")}, ROUTINE)
    assert queries(salma, live(told)) <= few <= MOST
    told.by("de.bundespolizei", "abort", {})
    assert queries(salma, live(told)) <= MOST
    assert queries(salma, f"{live(told)}stop/") <= MOST


def test_a_page_that_comes_by_itself_is_not_read(told: Told, sign_in: SignIn) -> None:
    cache.clear()
    salma = sign_in("Salma")
    salma.get(live(told))
    assert Audit.objects.filter(what="read", dossier=told.dossier).count() == 1
    for _ in range(3):
        salma.get(live(told), headers=AT_ONCE)
    assert Audit.objects.filter(what="watched", dossier=told.dossier).count() == 1
    told.by("es.policia", "note", {"text": words("something new.")}, ROUTINE)
    salma.get(live(told), headers=AT_ONCE)
    assert Audit.objects.filter(what="watched", dossier=told.dossier).count() == 2
    assert Audit.objects.filter(what="read", dossier=told.dossier).count() == 1


# ------------------------------------------------------------------ the abort


def test_an_abort_is_asked_for_twice_and_goes_at_once(told: Told, sign_in: SignIn) -> None:
    salma, stop = sign_in(english("Salma")), f"{live(told)}stop/"
    assert f'class="button stop" href="{stop}"' in shown(salma, live(told))
    asked = shown(salma, stop)
    assert "no later entry and no recall undoes it" in plain(asked)
    unsure = salma.post(stop, {"reason": "the team was seen"})
    assert unsure.status_code == 422
    assert "the team was seen" in unsure.content.decode(), "nothing typed is lost"
    assert not EntryRow.objects.filter(type="abort").exists()
    done = salma.post(stop, {"reason": "the team was seen", "language": "en", "sure": "yes"}, follow=True)
    assert done.redirect_chain[-1][0] == stop
    entry = EntryRow.objects.get(type="abort")
    assert (entry.author, entry.verdict) == ("ma.dgsn", None)
    kept = Audit.objects.get(what="release", subject="abort")
    assert (kept.who, kept.why, kept.entries) == ("salma@dgsn.example", "the team was seen", [entry.entry])
    # Aborted is aborted: a second press writes nothing.
    assert salma.post(stop, {"sure": "yes"}).status_code == 200
    assert EntryRow.objects.filter(type="abort").count() == 1
    assert 'class="button stop"' not in shown(salma, live(told))


def test_whom_it_has_reached_and_the_telephones_of_whom_not(told: Told, sign_in: SignIn) -> None:
    salma, stop = sign_in(english("Salma")), f"{live(told)}stop/"
    salma.post(stop, {"sure": "yes"})

    def reached() -> dict[str, str]:
        items = shown(salma, stop).split('<ul class="reached">')[1].split('<li class="')[1:]
        return {plain(f"<{one}").split()[0]: one.split("</section>")[0] for one in items}

    before = reached()
    assert before.keys() >= {"Policía", "Bundespolizei"}, before.keys()
    for agency, number in (("Policía", "tel:+999340000112"), ("Bundespolizei", "tel:+999490000113")):
        assert "sent, not confirmed" in before[agency]
        assert number in before[agency]
    told.settle("de.bundespolizei")
    after = reached()
    assert "by a signed receipt" in after["Policía"]
    assert "tel:" not in after["Policía"]
    assert "tel:+999490000113" in after["Bundespolizei"]
    told.by("es.policia", "read", {"entries": [EntryRow.objects.get(type="abort").entry]})
    assert "read" in plain(reached()["Policía"])
    told.by("de.bundespolizei", "abort", {})
    last = shown(salma, stop)
    assert "Every partner has confirmed." in plain(last)
    assert "has stopped it" in plain(last)
    board = shown(salma, live(told))
    assert "Every partner has confirmed." in plain(board)
    assert part(board, "now-live").startswith("aborted")


def test_whoever_may_write_may_abort_alone(told: Told, sign_in: SignIn) -> None:
    """An analyst's entries are released by others: an abort is not (KND-53)."""
    anas, nadia, stop = sign_in("Anas"), sign_in("Nadia"), f"{live(told)}stop/"
    assert nadia.post(stop, {"sure": "yes"}).status_code == 403
    assert 'class="button stop"' not in shown(nadia, live(told))
    assert not EntryRow.objects.filter(type="abort").exists()
    assert anas.post(stop, {"sure": "yes"}).status_code == 302
    assert EntryRow.objects.get(type="abort").author == "ma.dgsn"
    assert Audit.objects.get(what="release", subject="abort").who == "anas@dgsn.example"
    with pytest.raises(Exception, match="officer-may-not"):
        release.release(
            Officer.objects.get(name="Anas"), Intent("note", {"text": words("x.")}, ROUTINE, told.dossier)
        )


def test_what_cannot_be_written_says_whom_to_telephone(told: Told, sign_in: SignIn) -> None:
    salma, stop = sign_in(english("Salma")), f"{live(told)}stop/"
    DossierRow.objects.filter(id=told.dossier).update(locked_until_returned=["es.policia"])
    dossiers.forget_all()
    answer = salma.post(stop, {"sure": "yes"})
    assert answer.status_code == 422
    said = plain(answer.content.decode())
    assert "Telephone your partners now" in said, said
    assert "+999 340 000 112" in said
    assert not EntryRow.objects.filter(type="abort").exists()


def test_an_agency_without_a_leg_is_telephoned_by_its_contact(told: Told, sign_in: SignIn) -> None:
    Contact.objects.filter(agency="es.policia").update(telephone="+34 000 000 199")
    known = (Telephone("de.bundespolizei", "+49 1"),)
    found = with_contacts(known, ["de.bundespolizei", "es.policia"])
    assert [one.href for one in found] == ["tel:+491", "tel:+34000000199"]


def test_only_who_may_read_sees_the_board(told: Told, sign_in: SignIn) -> None:
    assert sign_in("Karim").get(live(told)).status_code == 404
    assert sign_in("Hind").get(live(told)).status_code == 403
    assert sign_in("Karim").post(f"{live(told)}stop/", {"sure": "yes"}).status_code == 404
    assert Client().get(live(told)).status_code == 302
    assert sign_in("Salma").get(f"/dossiers/{told.pact}/live/").status_code == 422


def test_the_dossier_leads_to_its_board(told: Told, sign_in: SignIn) -> None:
    assert f'href="{live(told)}"' in shown(sign_in("Salma"), f"/dossiers/{told.dossier}/")
