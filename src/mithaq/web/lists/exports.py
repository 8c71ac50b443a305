"""Lists as files: a spreadsheet, or text with commas; marking, handling, filters and date at the head."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.node import clock
from mithaq.node.models import Officer
from mithaq.web import moments, words
from mithaq.web.layout import own_agency
from mithaq.web.lists.listing import Listing
from mithaq.web.lists.rows import Row
from mithaq.web.lists.wanted import Wanted

MOST = 5000
"""Rows of a file; what is cut off is said at its head."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings by which a spreadsheet takes a text for a formula (OWASP: CSV injection)."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Value = str | datetime


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says. `head` are the lines above the columns."""

    name: str
    head: list[str]
    columns: list[str]
    cells: list[list[Value]]
    rows: list[Row]


def table(listing: Listing, officer: Officer, wanted: Wanted, chosen: frozenset[str]) -> Table:
    """Return a list from its beginning, or those of its rows that were chosen."""
    found = listing.find(officer, Wanted(wanted.values), MOST)
    rows = [row for row in found.rows if row.key in chosen] if chosen else found.rows
    columns = [(title, cell) for title, cell in _columns(listing) if any(cell(row) for row in rows)]
    head = [_marking(rows), _handling(rows), _filters(listing, wanted), _made(officer)]
    if found.more and not chosen:
        head.append(_("Only the first %(count)s rows.") % {"count": MOST})
    if found.older and not chosen:
        head.append(_("Not every entry with these words was looked through for this list."))
    return Table(
        f"mithaq-{listing.name}-{timezone.localtime(clock.now()):%Y-%m-%d-%H%M}",
        [line for line in head if line],
        [title for title, _cell in columns],
        [[cell(row) for _title, cell in columns] for row in rows],
        rows,
    )


def _columns(listing: Listing) -> list[tuple[str, Callable[[Row], Value]]]:
    """Return the columns of a list; those without any value are left out of a file."""
    tasks: list[tuple[str, Callable[[Row], Value]]] = [
        (_("What"), lambda row: row.title),
        (_("Who has to act"), lambda row: words.agency_short(row.owner) if row.owner else ""),
    ]
    subject: list[tuple[str, Callable[[Row], Value]]] = [
        (_("Identifiers"), lambda row: "; ".join(f"{kind}: {value}" for kind, value in row.identifiers)),
    ]
    common: list[tuple[str, Callable[[Row], Value]]] = [
        (_("Subject"), lambda row: row.heading.said.text if row.heading.said and row.texts else ""),
        (
            _("Translation"),
            lambda row: row.heading.translated.text if row.heading.translated and row.texts else "",
        ),
        (_("Kind of dossier"), lambda row: row.kind_name),
        (_("State"), lambda row: row.state),
        (_("Number"), lambda row: "" if row.value is None else str(row.value)),
        (_("Partner"), lambda row: ", ".join(words.agency_short(one) for one in row.heading.parties)),
        (_("Deadline"), lambda row: _local(row.deadline.due) if row.deadline else ""),
        (_("Time left"), lambda row: row.deadline.left if row.deadline else ""),
        (_("Newest news"), lambda row: _local(row.row.news_at) if row.row.news_at else ""),
        (_("Our reference"), lambda row: row.heading.reference),
        (_("Dossier"), lambda row: row.row.id[:10]),
        (_("Exercise"), lambda row: _("yes") if row.row.exercise else ""),
    ]
    return [
        *(tasks if listing.name != "dossiers" else ()),
        *(subject if listing.name == "subjects" else ()),
        *common,
    ]


def _local(when: datetime) -> datetime:
    """Return a time on the officer's clock, to the minute: spreadsheets know no zones."""
    return timezone.localtime(when).replace(tzinfo=None, second=0, microsecond=0)


def _marking(rows: Iterable[Row]) -> str:
    exercises = {row.row.exercise for row in rows}
    if exercises == {True}:
        return _("EXERCISE · nothing here is real")
    return _("Some of it is exercise data") if True in exercises else ""


def _handling(rows: Iterable[Row]) -> str:
    """Return the strictest handling code of all that is listed: it holds for the file."""
    codes = {code for row in rows for code in (row.row.facets or {}).get("handling", ())}
    return _("Handling: %(code)s") % {"code": words.name("handling", max(codes))} if codes else ""


def _filters(listing: Listing, wanted: Wanted) -> str:
    chips = listing.chips(listing.fields(wanted), wanted)
    said = " · ".join(f"{chip.title}: {chip.said}" for chip in chips)
    return f"{listing.title()} · {said}" if said else listing.title()


def _made(officer: Officer) -> str:
    made = {
        "agency": words.agency_short(own_agency()),
        "officer": officer.name,
        "when": moments.in_words(clock.now()),
        "zone": moments.zone_name(),
    }
    return _("Exported at %(agency)s by %(officer)s, %(when)s, %(zone)s") % made


def answer(made: Table, form: str) -> HttpResponse:
    """Return the file to be saved."""
    data, kind, ending = (
        (as_text(made), "text/csv; charset=utf-8", "csv") if form == "csv" else (as_sheet(made), XLSX, "xlsx")
    )
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}.{ending}"'
    return response


def as_text(made: Table) -> bytes:
    """Return comma-separated text that spreadsheets open as UTF-8 and take no cell of for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([harmless(line)] for line in made.head)
    writer.writerow([])
    writer.writerow([harmless(title) for title in made.columns])
    for cells in made.cells:
        writer.writerow(
            [f"{one:%Y-%m-%d %H:%M}" if isinstance(one, datetime) else harmless(one) for one in cells]
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(text: str) -> str:
    """Return a text that is no formula anywhere."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_sheet(made: Table) -> bytes:
    """Return an Excel workbook of one sheet; it runs from right to left for Arabic."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        if words.language() in words.RIGHT_TO_LEFT:
            sheet.right_to_left()
        bold, marked = book.add_format({"bold": True, "bottom": 1}), book.add_format({"bold": True})
        times = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        lines = book.add_format({"text_wrap": True, "valign": "top"})
        for number, line in enumerate(made.head):
            sheet.write_string(number, 0, line, marked if number < 2 else None)
        top = len(made.head) + 1
        for column, title in enumerate(made.columns):
            sheet.write_string(top, column, title, bold)
            sheet.set_column(column, column, _width(title, [cells[column] for cells in made.cells]))
        for number, cells in enumerate(made.cells, top + 1):
            for column, value in enumerate(cells):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, column, value, times)
                else:
                    sheet.write_string(number, column, value, lines)
        sheet.freeze_panes(top + 1, 0)
        if made.columns:
            sheet.autofilter(top, 0, top + len(made.cells), len(made.columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, top)
    return out.getvalue()


def _width(title: str, values: Sequence[Value]) -> int:
    longest = max([len(title), *(16 if isinstance(one, datetime) else len(one) for one in values)])
    return min(longest + 2, 60)
