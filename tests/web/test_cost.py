"""What a page asks of the database: a dozen statements, and no more with more dossiers or entries."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.node.models import EntryRow, ReadMark
from mithaq.web.lists.listing import SIZE
from partners import ASK, HANDLING
from web.story import Story

SignIn = Callable[[str], Client]

MOST = 12
"""The session, its officer, the frame's counts and the log of the reading are among them."""

LISTS = (
    "/", "/inbox/", "/inbox/?whose=theirs", "/inbox/?due=none", "/inbox/?area=drugs&group=owner", "/moments/",
    "/subjects/", "/figures/", "/dossiers/", "/dossiers/?group=kind", "/dossiers/?news=unread",
    "/dossiers/?partner=es.policia&urgency=routine&sort=due",
)  # fmt: skip
PAGES = (*LISTS, "/drafts/", "/contacts/", "/dossiers/new/")


def grow(story: Story, count: int) -> None:
    """Let Madrid ask as many times."""
    ask = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    for _ in range(count):
        story.receive(
            story.madrid.open([story.node.keys], "request", ask, pact=story.pact, handling=HANDLING)
        )


def queries(client: Client, path: str) -> int:
    """Return how many statements a page takes; those that begin and end a transaction ask for nothing."""
    client.get(path)  # what is kept between pages is there
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    asked = [one["sql"] for one in captured if not one["sql"].startswith(("BEGIN", "COMMIT"))]
    # Every sixteenth row of the log completes a node of its tree: that is of the log, not of the page.
    return len([sql for sql in asked if "node_auditnode" not in sql])


def test_pages_cost_the_same_with_more_dossiers(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    grow(story, 1)  # an empty list asks for nothing of what stands in it
    few = {path: queries(salma, path) for path in PAGES}
    grow(story, 12)
    assert {path: count for path, count in few.items() if count > MOST} == {}
    many = {path: queries(salma, path) for path in PAGES}
    assert {path: count for path, count in many.items() if count > few[path] + 1} == {}


def test_a_supervisors_lists_cost_no_more(story: Story, sign_in: SignIn) -> None:
    grow(story, 3)
    youssef = sign_in("Youssef")
    costs = {path: queries(youssef, path) for path in LISTS}
    assert {path: count for path, count in costs.items() if count > MOST} == {}


def test_a_dossier_costs_the_same_with_more_entries(story: Story, sign_in: SignIn) -> None:
    salma, path = sign_in("Salma"), f"/dossiers/{story.request}/"
    story.receive(story.madrid.write(story.request, "acknowledge", {}))
    few = queries(salma, path)
    for _ in range(30):
        text: dict[str, Any] = {"text": {"language": "en", "text": "Exercise: more"}, "area": "drugs"}
        story.receive(
            story.madrid.write(story.request, "inform", {**text, "purpose": "investigation"}, HANDLING)
        )
    assert queries(salma, path) <= few + 1
    assert few <= MOST


def test_a_long_dossier_is_read_page_by_page(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    for number in range(45):
        text: dict[str, Any] = {
            "text": {"language": "en", "text": f"Exercise number {number};"},
            "area": "drugs",
        }
        story.receive(
            story.madrid.write(story.request, "inform", {**text, "purpose": "investigation"}, HANDLING)
        )
    first = salma.get(f"/dossiers/{story.request}/").content.decode()
    assert "number 44;" in first
    assert "number 3;" not in first
    older = first.split("?before=", 1)[1].split('"', 1)[0]
    second = salma.get(f"/dossiers/{story.request}/?before={older}").content.decode()
    assert "number 3;" in second
    assert "number 44;" not in second
    # Only now has all of it been seen: the first page alone would have passed over what it does not show.
    newest = EntryRow.objects.latest("serial").serial
    assert ReadMark.objects.get().serial < newest
    salma.get(f"/dossiers/{story.request}/")
    assert ReadMark.objects.get().serial == newest


def test_lists_go_on_where_their_pages_ended(story: Story, sign_in: SignIn) -> None:
    grow(story, SIZE)
    salma = sign_in("Salma")
    for path in ("/inbox/", "/inbox/?group=owner", "/dossiers/", "/dossiers/?group=state"):
        seen, address = list[str](), path
        while address:
            page = salma.get(address).content.decode()
            keys = re.findall(r'name="chosen" value="([^"]+)"', page)
            assert keys, address
            seen += keys
            more = re.search(r'rel="next" href="\?([^"]+)"', page)
            address = f"{path.partition('?')[0]}?{more[1].replace('&amp;', '&')}" if more else ""
        assert len(seen) == len(set(seen)) > SIZE, path
