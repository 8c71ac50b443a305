"""A dossier on paper: what stands on it, what keeps off it, and what its code tells."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from mithaq.node import papers, release
from mithaq.node.composing import Intent
from mithaq.node.models import Audit, DossierRow, EntryRow, Officer, Paper
from mithaq.record.errors import Refusal
from mithaq.web.paper import content
from mithaq.web.paper.pdf import fonts, pdf
from mithaq.web.words import OWN_NAMES
from partners import HANDLING, INFORM
from web.story import Story

SignIn = Callable[[str], Client]

CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}")


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def told(story: Story, language: str = "en", **chosen: str) -> tuple[dict[str, Any], Paper]:
    """Return what would stand on the paper of the request, for Salma."""
    row = DossierRow.objects.get(id=story.request)
    with translation.override(language):
        rows, span = content.chosen(row, chosen.get("first", ""), chosen.get("last", ""), quiet=False)
        return content.content(Officer.objects.get(name="Salma"), row, rows, span, "Exercise: for the court")


def test_the_pdf_is_made_with_a_reason_that_is_kept(story: Story, sign_in: SignIn) -> None:
    salma, address = sign_in("Salma"), f"/dossiers/{story.request}/paper/"
    assert 'id="why-error"' in text(salma.post(address, {"why": " "}))
    assert not Paper.objects.exists()
    answer = salma.post(address, {"why": "Exercise: for the court", "as": "pdf"})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    paper = Paper.objects.get()
    row = Audit.objects.get(what="printed")
    assert (row.subject, row.why, row.number) == (paper.code, "Exercise: for the court", paper.audited)
    assert row.entries == [story.request]
    assert CODE.fullmatch(paper.code)


@pytest.mark.parametrize("language", list(OWN_NAMES))
def test_every_language_is_set_as_a_tagged_pdf_for_the_archive(story: Story, language: str) -> None:
    body = {
        "entry": story.request,
        "field": "question",
        "text": {"language": "fr", "text": "Exercice : où ?"},
    }
    story.receive(story.madrid.write(story.request, "translate", body, HANDLING))
    what, _paper = told(story, language)
    made = pdf(what)
    assert b"pdfuaid" in made
    assert b"pdfaid" in made
    assert f"/Lang ({language})".encode() in made.replace(b"/Lang(", b"/Lang (")
    assert what["direction"] == ("rtl" if language == "ar" else "ltr")


def test_the_paper_says_who_what_and_how_far(story: Story) -> None:
    story.receive(story.madrid.write(story.request, "acknowledge", {"reference": "EX-MAD-1"}))
    what, paper = told(story)
    assert what["marking"].startswith("EXERCISE")
    assert what["marking"].endswith("H1")
    assert [party["text"] for party in what["parties"]] == ["asks", "is asked"]
    assert {"name": "Reference of Policía Nacional, as signed", "text": "EX-MAD-1"} in what["facts"]
    first, second = what["entries"]
    assert (first["number"], first["title"], second["number"]) == (1, "DGSN asked", 2)
    assert first["deliveries"] == ["Policía Nacional: acted on"]
    question = next(fact for fact in first["facts"] if fact["name"] == "Question")
    assert question["said"][0]["direction"] == "rtl"
    assert paper.code in what["code_line"]
    assert what["notices"] == []


def test_signs_that_no_font_has_are_printed_all_the_same(story: Story) -> None:
    strange = {
        **INFORM,
        "text": {"language": "en", "text": "Exercise: ğ Ж 漢 \U0001f6a2 #import <b> $x$ \\ \u2066"},
    }
    story.receive(story.madrid.write(story.request, "inform", strange, HANDLING))
    assert pdf(told(story)[0]).startswith(b"%PDF-")


def test_what_is_written_is_set_and_never_read_as_markup(story: Story) -> None:
    marked = {**INFORM, "text": {"language": "en", "text": '#panic("no") = heading'}}
    story.receive(story.madrid.write(story.request, "inform", marked, HANDLING))
    what, _paper = told(story)
    assert '#panic("no") = heading' in json.dumps(what["entries"][1], ensure_ascii=False).replace('\\"', '"')
    assert pdf(what).startswith(b"%PDF-")


def test_the_fonts_draw_arabic_and_latin() -> None:
    assert {"IBM Plex Sans Arabic", "IBM Plex Sans Arabic SmBld"} <= set(fonts().families())


def test_what_handling_keeps_off_paper_is_named_and_not_shown(story: Story) -> None:
    red = {**HANDLING, "tlp": "TLP:RED"}
    secret = {**INFORM, "text": {"language": "en", "text": "Exercise: the informant's street"}}
    story.receive(story.madrid.write(story.request, "inform", secret, red))
    what, paper = told(story)
    assert "informant" not in json.dumps(what)
    assert "TLP:RED" in what["entries"][1]["notes"][0]
    assert (paper.count, paper.left_out) == (2, 1)
    assert len(what["notices"]) == 1


def test_a_long_dossier_says_what_is_left_out(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MOST", 3)
    for _ in range(4):
        story.receive(story.madrid.write(story.request, "inform", INFORM, HANDLING))
    what, paper = told(story)
    assert [entry["number"] for entry in what["entries"]] == [3, 4, 5]
    assert what["notices"] == ["This paper shows entries 3 to 5 of 5; the others are left out."]
    assert paper.count == 3
    chosen, _paper = told(story, first="1", last="2")
    assert [entry["number"] for entry in chosen["entries"]] == [1, 2]


@pytest.mark.parametrize(
    "first, last", [("0", "0"), ("9", "1"), ("-1", "x"), ("9" * 30, "9" * 30), ("2", "1")]
)
def test_any_range_that_is_typed_gives_a_paper(story: Story, first: str, last: str) -> None:
    assert told(story, first=first, last=last)[0]["entries"]


def test_the_page_to_print_says_the_same(story: Story, sign_in: SignIn) -> None:
    page = text(sign_in("Salma").post(f"/dossiers/{story.request}/paper/", {"why": "court", "as": "page"}))
    assert Paper.objects.get().code in page
    assert "تمرين: إلى أين نُقلت الحاوية بعد طنجة؟" in page


def test_a_code_tells_which_state_was_printed_and_by_whom(story: Story, sign_in: SignIn) -> None:
    _what, paper = told(story)
    youssef = sign_in("Youssef")
    youssef.post("/account/language/", {"language": "en", "next": "/"})
    typed = paper.code.lower().replace("-", " ").replace("1", "l").replace("0", "o")
    page = text(youssef.get("/papers/", {"code": typed}))
    assert "This code is genuine" in page
    assert "<bdi>Salma</bdi>" in page
    assert "nothing newer" in page
    story.receive(story.madrid.acknowledge(story.request))
    assert "nothing newer" in text(youssef.get("/papers/", {"code": paper.code}))
    story.receive(story.madrid.write(story.request, "acknowledge", {}))
    assert "1 newer entry" in text(youssef.get("/papers/", {"code": paper.code}))
    checked = Audit.objects.filter(what="paper-checked", who="youssef@dgsn.example")
    assert {row.subject for row in checked} == {paper.code}


def test_who_may_not_see_the_dossier_learns_only_whom_to_ask(story: Story, sign_in: SignIn) -> None:
    _what, paper = told(story)
    for name in ("Anas", "Nadia", "Karim"):
        page = text(sign_in(name).get("/papers/", {"code": paper.code}))
        assert story.request not in page
        assert "Salma" not in page
    hind = text(sign_in("Hind").get("/papers/", {"code": paper.code}))
    assert f"/dossiers/{story.request}/" in hind
    assert "طنجة" not in hind


def test_a_code_that_was_never_given_out_is_none(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    salma.post("/account/language/", {"language": "en", "next": "/"})
    for typed in ("00000-00000-00000-00000", "x", "<script>", "é" * 20):
        assert "has given out no such code" in text(salma.get("/papers/", {"code": typed}))


def test_a_paper_that_the_log_does_not_bear_out_is_found_out(story: Story) -> None:
    _what, paper = told(story)
    honest = papers.find(paper.code)
    assert honest is not None
    assert honest.whole
    Audit.objects.filter(number=paper.audited).update(entries=[story.pact])
    found = papers.find(paper.code)
    assert found is not None
    assert not found.whole


def test_who_may_not_export_prints_nothing(story: Story) -> None:
    row, anas = DossierRow.objects.get(id=story.request), Officer.objects.get(name="Anas")
    entries = list(EntryRow.objects.filter(dossier=row))
    with pytest.raises(Refusal, match="dossier-unknown"):
        papers.record(anas, row, entries, language="en", why="curious")
    with pytest.raises(Refusal, match="reason-missing"):
        papers.record(Officer.objects.get(name="Salma"), row, entries, language="en", why=" ")
    assert not Paper.objects.exists()


def test_a_correction_is_named_on_paper(story: Story) -> None:
    salma = Officer.objects.get(name="Salma")
    one = release.release(salma, Intent("inform", INFORM, HANDLING, story.request))
    body = {"entry": one.id, "reason": "inaccurate", "body": INFORM}
    two = release.release(salma, Intent("correct", body, HANDLING, story.request))
    what, _paper = told(story)
    assert what["entries"][1]["notes"] == [f"Corrected by the entry {two.id[:10]}."]


@given(st.integers(0, 2**256 - 1))
def test_a_code_is_read_as_it_was_written(number: int) -> None:
    code = papers.code_of(f"{number:064x}")
    assert papers.read_code(code) == code
    assert papers.read_code(code.lower().replace("-", "")) == code


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_none(typed: str) -> None:
    code = papers.read_code(typed)
    assert code == "" or CODE.fullmatch(code)
