"""What a page asks of the database: no more with more dossiers or entries."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.node.models import EntryRow, ReadMark
from mithaq.web.views.inbox import FIRST
from partners import ASK, HANDLING
from web.story import Story

SignIn = Callable[[str], Client]

MOST = 23
"""The session, its officer, the frame's counts and the log of the reading are among them."""

PAGES = ("/", "/?whose=theirs", "/dossiers/", "/drafts/", "/contacts/", "/dossiers/new/")


def grow(story: Story, count: int) -> None:
    """Let Madrid ask as many times."""
    ask = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    for _ in range(count):
        story.receive(
            story.madrid.open([story.node.keys], "request", ask, pact=story.pact, handling=HANDLING)
        )


def queries(client: Client, path: str) -> int:
    client.get(path)  # what is kept between pages is there
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("path", PAGES)
def test_a_list_costs_the_same_with_more_dossiers(story: Story, sign_in: SignIn, path: str) -> None:
    salma = sign_in("Salma")
    grow(story, 1)  # an empty list asks for nothing of what stands in it
    few = queries(salma, path)
    grow(story, 12)
    assert queries(salma, path) <= few + 2
    assert few <= MOST


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


def test_the_inbox_goes_on_where_it_ended(story: Story, sign_in: SignIn) -> None:
    grow(story, 14)
    salma = sign_in("Salma")
    first = salma.get("/?group=none").content.decode()
    page = salma.get("/").content.decode()
    after = page.split("after=", 1)[1].split('"', 1)[0]
    rest = salma.get(f"/?group=none&after={after}").content.decode()
    tasks = re.compile(r"<tr>\s*<td>")
    assert len(tasks.findall(page)) == FIRST
    assert len(tasks.findall(page)) + len(tasks.findall(rest)) == len(tasks.findall(first))
