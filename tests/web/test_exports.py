"""Lists as files: who may take them out, what stands at their head, and that no cell is a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from mithaq.node.models import Audit, CardRow, OwnReference
from mithaq.web.lists.exports import Table, as_sheet, as_text, harmless
from web.story import Story

SignIn = Callable[[str], Client]


def take(client: Client, listing: str = "dossiers", **said: Any) -> Any:
    return client.post(f"/lists/{listing}/export/", {"format": "csv", "why": "for the meeting", **said})


def lines(answer: Any) -> list[list[str]]:
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def sheet(answer: Any) -> tuple[str, str]:
    """Return the XML of the workbook's sheet and of its texts."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/sharedStrings.xml").decode()


def test_a_list_is_taken_out_as_it_stands_with_marking_and_handling(story: Story, sign_in: SignIn) -> None:
    OwnReference.objects.create(dossier_id=story.request, text="MA-4471/26")
    answer = take(sign_in("Youssef"), filters="kind=request")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="mithaq-dossiers-')
    head, table = lines(answer)[:4], lines(answer)[5:]
    assert head[0] == ["EXERCICE · rien ici n’est réel"] or head[0][0].startswith("EXERCI")
    assert "H1" in head[1][0]
    assert any("طنجة" in cell for cell in table[1])
    assert "MA-4471/26" in table[1]
    assert len(table) == 2


def test_it_is_kept_who_took_out_what_and_why(story: Story, sign_in: SignIn) -> None:
    take(sign_in("Salma"), filters="kind=request")
    row = Audit.objects.get(what="list-exported")
    assert (row.who, row.subject, row.why) == (
        "salma@dgsn.example",
        "dossiers kind=request",
        "for the meeting",
    )
    assert row.entries == [story.request]


@pytest.mark.parametrize("name", ["Anas", "Nadia", "Hind", "Karim"])
def test_who_may_take_no_dossier_out_takes_no_list_out(story: Story, sign_in: SignIn, name: str) -> None:
    assert take(sign_in(name)).status_code == 403
    assert not Audit.objects.filter(what="list-exported").exists()
    assert "/export/" not in sign_in(name).get("/dossiers/").content.decode()


def test_only_the_chosen_rows_go_out(story: Story, sign_in: SignIn) -> None:
    story.ask_us()
    story.ask_us()
    salma = sign_in("Salma")
    chosen = CardRow.objects.filter(kind="task", mine=True).latest("pk")
    assert len(lines(take(salma, "inbox"))) > len(lines(take(salma, "inbox", chosen=[chosen.pk])))
    assert len(lines(take(salma, "inbox", chosen=["0"]))) < 6


def test_columns_without_a_value_are_left_out(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    before = lines(take(salma))[-3]
    OwnReference.objects.create(dossier_id=story.request, text="MA-1")
    after = lines(take(salma))[-3]
    assert len(after) == len(before) + 1


def test_an_arabic_spreadsheet_runs_from_right_to_left(story: Story, sign_in: SignIn) -> None:
    xml, texts = sheet(take(sign_in("Salma"), format="xlsx"))
    assert 'rightToLeft="1"' in xml
    assert "طنجة" in texts
    xml, _texts = sheet(take(sign_in("Youssef"), format="xlsx"))
    assert "rightToLeft" not in xml


def test_a_reference_that_looks_like_a_formula_is_a_text(story: Story, sign_in: SignIn) -> None:
    OwnReference.objects.create(dossier_id=story.request, text="=cmd|' /C calc'!A0")
    assert any("'=cmd|' /C calc'!A0" in line for line in lines(take(sign_in("Salma"))))
    xml, texts = sheet(take(sign_in("Salma"), format="xlsx"))
    assert "<f>" not in xml
    assert "=cmd|" in texts


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_beginning_of_a_formula_is_left(start: str) -> None:
    assert harmless(f"{start}1+1").startswith("'")
    made = Table("x", [f"{start}1"], [f"{start}2"], [[f"{start}3"]], [])
    cells = [cell for line in csv.reader(io.StringIO(as_text(made).decode("utf-8-sig"))) for cell in line]
    assert [cell for cell in cells if not cell.startswith("'")] == []
    with zipfile.ZipFile(io.BytesIO(as_sheet(made))) as book:
        assert not re.search(r"<f[ >]", book.read("xl/worksheets/sheet1.xml").decode())


def test_ordinary_texts_are_left_as_they_are() -> None:
    assert [harmless(one) for one in ("MA-1", "", "طنجة", "1 = 1")] == ["MA-1", "", "طنجة", "1 = 1"]
