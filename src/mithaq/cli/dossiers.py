"""`mithaq inbox`, `show` and `export`: what an officer reads, on the command line."""

import json
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from django.utils import timezone

from mithaq.cli.acting import acting_officer
from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import _
from mithaq.node import audit, clock, delivery, dossiers, home, officers, views
from mithaq.node.models import CardRow, DossierRow, EntryRow, Officer

SHORT = 12
"""Characters of an id that people are shown, and may give."""

LINE = 100
"""Characters of a text that say what a dossier is about."""

OFFICER = typer.Option(..., "--as", envvar="MITHAQ_OFFICER", help=_("The address of the officer who reads."))
JSON = typer.Option(False, "--json", help=_("For programs: JSON."))


def inbox(
    officer: str = OFFICER, as_json: bool = JSON, most: int = typer.Option(50, "--most", min=1, max=1000)
) -> None:
    """Show the tasks of this agency in dossiers that the officer reads, the most urgent first."""
    reader = acting_officer(officer)
    readable = DossierRow.objects.none()
    if officers.has_role(*officers.WRITERS, "press")(reader):
        readable = officers.visible(reader)
    rows = CardRow.objects.filter(kind="task", owner=home.current().agency, dossier__in=readable)
    with_deadline = list(rows.exclude(due="").order_by("due", "pk")[:most])
    tasks = with_deadline + list(rows.filter(due="").order_by("pk")[: most - len(with_deadline)])
    openings = {
        row.entry: row for row in EntryRow.objects.filter(entry__in=[one.dossier_id for one in tasks])
    }
    audit.record("read", who=reader.email, subject="inbox", entries=list(openings))
    about = {entry: (texts(row) or [""])[0] for entry, row in openings.items()}
    if as_json:
        typer.echo(json.dumps([_task(one, about) for one in tasks], ensure_ascii=False))
        return
    now = clock.text(timezone.now())
    for one in tasks:
        late = _("overdue") if one.due and one.due < now else ""
        mark = f"[{_('exercise')}]" if one.exercise else ""
        due = one.due[:16].replace("T", " ")
        words = (one.dossier_id[:SHORT], due, late, message(one.title[0]), mark)
        typer.echo("  ".join(filter(None, words)))
        typer.echo(f"    {about.get(one.dossier_id, '')[:LINE]}")


def _task(card: CardRow, about: Mapping[str, str]) -> dict[str, Any]:
    return {
        "dossier": card.dossier_id,
        "title": card.title[0],
        "arguments": card.title[1],
        "due": card.due,
        "state": card.state,
        "exercise": card.exercise,
        "about": about.get(card.dossier_id, ""),
    }


def show(
    dossier: str = typer.Argument(help=_("The dossier's id, or its beginning.")),
    officer: str = OFFICER,
    as_json: bool = JSON,
) -> None:
    """Show a dossier: parties, state, entries and how far each has come."""
    reader = acting_officer(officer)
    row = found_dossier(reader, dossier, "node.read_dossier")
    entries = list(
        EntryRow.objects.filter(dossier_id=row.id).order_by("serial").defer("payload", "signature", "sealed")
    )
    audit.record(
        "read", who=reader.email, subject="cli", dossier=row.id, entries=[one.entry for one in entries]
    )
    come = delivery.of_entries(row.id, entries)
    with dossiers.reading(row.id) as held:
        view = views.view_of(held) if held else None
        stage = view.kind.stage(view.state) if view else ""
    if as_json:
        typer.echo(json.dumps(_plain(row, stage, entries, come), ensure_ascii=False))
        return
    mark = f"  [{_('exercise')}]" if row.exercise else ""
    typer.echo(f"{row.kind} {row.id}{mark}")
    typer.echo(f"{stage or _('incomplete')}  {', '.join(row.members)}")
    for one in entries:
        far = " ".join(f"{each.agency}:{each.state}" for each in come.get(one.entry, ()))
        typer.echo(f"{one.time[:16].replace('T', ' ')}  {one.author:<18} {one.type:<16} {far}")
        for text in texts(one):
            typer.echo(f"    {text}")


def export(
    dossier: str = typer.Argument(help=_("The dossier's id, or its beginning.")),
    out: Path = typer.Option(
        ..., "--out", "-o", help=_("The file to write; it is as confidential as the dossier.")
    ),
    officer: str = typer.Option(
        ..., "--as", envvar="MITHAQ_OFFICER", help=_("The address of the officer who takes it out.")
    ),
    why: str = typer.Option(..., "--why", help=_("Why; it stands in the audit log.")),
    force: bool = typer.Option(False, "--force", help=_("Write over a file that is there.")),
) -> None:
    """Write a dossier with its bodies, signatures and keys into one file."""
    reader = acting_officer(officer)
    row = found_dossier(reader, dossier, "node.export_dossier")
    if out.exists() and not force:
        raise Failure(Exit.IN_THE_WAY, _("{file} is there already; --force writes over it.").format(file=out))
    data: bytes = import_module("mithaq.node.export").bundle(reader, row.id, why=why)
    out.touch(mode=0o600)
    out.write_bytes(data)
    typer.echo(_("{file} holds the dossier; mithaq verify {file} checks it.").format(file=out))


def found_dossier(officer: Officer, start: str, permission: str) -> DossierRow:
    """Return the dossier whose id begins so; Refusal dossier-unknown, Failure if several do."""
    if len(start) == 64:
        return officers.dossier_for(officer, start if _is_hex(start) else "0" * 64, permission)
    ids = [one for one in officers.visible(officer).values_list("id", flat=True) if one.startswith(start)]
    if len(ids) > 1 and start:
        raise Failure(Exit.USAGE, _("More than one dossier begins with {start}.").format(start=start))
    return officers.dossier_for(officer, ids[0] if len(ids) == 1 and start else "0" * 64, permission)


def texts(row: EntryRow) -> list[str]:
    """Return the free texts of an entry as they were written."""
    if row.body is None or row.locked or row.gone:
        return []
    try:
        return list(_texts(json.loads(bytes(row.body)).get("body")))
    except (ValueError, AttributeError):  # outside the profile: its verdict says so
        return []


def message(text: str) -> str:
    """Return a message of a kind in the reader's language."""
    return _(text)


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"language", "text"} and isinstance(value["text"], str):
            yield value["text"]
            return
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _plain(row: DossierRow, stage: str, entries: list[EntryRow], come: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "stage": stage,
        "members": row.members,
        "exercise": row.exercise,
        "incomplete": row.incomplete,
        "entries": [
            {
                "id": one.entry,
                "author": one.author,
                "type": one.type,
                "time": one.time,
                "texts": texts(one),
                "verdict": one.verdict,
                "deliveries": {each.agency: each.state for each in come.get(one.entry, ())},
            }
            for one in entries
        ],
    }


def _is_hex(text: str) -> bool:
    return set(text) <= set("0123456789abcdef")
