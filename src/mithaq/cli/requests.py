"""`mithaq request`: ask partners for information or assistance, by options or by a file."""

import json
import sys
from pathlib import Path
from typing import Any

import typer

from mithaq.cli.acting import acting_officer
from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import _, language
from mithaq.node import drafts, home
from mithaq.node.models import DossierRow
from mithaq.node.release import Intent, Opening
from mithaq.record import jsonprofile
from mithaq.record.errors import Refusal
from mithaq.record.limits import MAX_BODY

TEXTS = ("question", "circumstances", "offence", "why_here", "necessity")


def request(
    officer: str = typer.Option(
        ..., "--as", envvar="MITHAQ_OFFICER", help=_("The address of the officer who asks.")
    ),
    file: Path | None = typer.Option(
        None, "--file", help=_('A JSON file: {"body": {...}, "handling": {...}}; "-" is standard input.')
    ),
    pact: str = typer.Option("", help=_("The pact; without it, the only one in force with those asked.")),
    asked: list[str] = typer.Option(
        [], "--asked", help=_("An agency that is asked; may be given more than once.")
    ),
    question: str = typer.Option("", help=_("The question.")),
    circumstances: str = typer.Option("", help=_("Circumstances of the facts.")),
    offence: str = typer.Option("", help=_("Nature of the offence.")),
    why_here: str = typer.Option("", help=_("Why the agencies asked are thought to hold it.")),
    necessity: str = typer.Option("", help=_("Why it is necessary and proportionate.")),
    area: str = typer.Option("", help=_("The code of the area of cooperation, such as drugs.")),
    purpose: str = typer.Option("investigation", help=_("The code of the purpose.")),
    legal_basis: str = typer.Option("pact", help=_("The code of the legal basis.")),
    urgency: str = typer.Option("routine", help=_("The code of the urgency.")),
    urgent_reason: list[str] = typer.Option([], help=_("The code of a reason why it is urgent.")),
    handling: list[str] = typer.Option(["H0"], help=_("A handling code; may be given more than once.")),
    text_language: str = typer.Option(
        "", "--language", help=_("The language of the texts; without it, yours.")
    ),
    reference: str = typer.Option("", help=_("Your own reference number.")),
    exercise: bool = typer.Option(False, "--exercise", help=_("Mark it as an exercise.")),
    draft: bool = typer.Option(False, "--draft", help=_("Keep it as a draft instead of releasing it.")),
) -> None:
    """Release a request, or keep it as a draft; whatever refuses it, nothing that was written is lost."""
    author = acting_officer(officer)
    given = _read(file) if file else {}
    texts = dict(zip(TEXTS, (question, circumstances, offence, why_here, necessity), strict=True))
    tongue = text_language or language()
    options: dict[str, Any] = {
        name: {"language": tongue, "text": text} for name, text in texts.items() if text
    }
    options |= {"asked": asked, "area": area, "urgent_reasons": urgent_reason, "reference": reference}
    defaults = {"purpose": purpose, "legal_basis": legal_basis, "urgency": urgency}
    body = defaults | given.get("body", {}) | {name: value for name, value in options.items() if value}
    terms = given.get("handling") or {
        "codes": handling,
        "purpose": body["purpose"],
        "legal_basis": body["legal_basis"],
    }
    parties = tuple(sorted({home.current().agency, *body.get("asked", ())}))
    opening = Opening("request", parties, pact or _pact(parties), exercise=exercise)
    _keep(author, Intent("ask", body, terms, None, opening), release=not draft)


def _keep(author: Any, intent: Intent, *, release: bool) -> None:
    """Keep a draft and release it; a refusal names the draft in which everything stands."""
    kept = drafts.begin(author, intent)
    if not release:
        typer.echo(_("Draft {number} is kept.").format(number=kept.pk))
        return
    try:
        entry = drafts.send(author, kept)
    except Refusal:
        typer.echo(_("What was written is kept as draft {number}.").format(number=kept.pk), err=True)
        raise
    typer.echo(entry.dossier_id)


def _read(file: Path) -> dict[str, Any]:
    """Return what a file says; Refusal json-... as for any other text that is to be signed."""
    try:
        data = sys.stdin.buffer.read(MAX_BODY + 1) if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise Failure(
            Exit.NOT_FOUND, _("{file} cannot be read: {reason}.").format(file=file, reason=error.strerror)
        ) from error
    value = jsonprofile.parse(data, most=MAX_BODY)
    parts = value if isinstance(value, dict) else {}
    if not parts or not all(isinstance(parts.get(name, {}), dict) for name in ("body", "handling")):
        raise Failure(
            Exit.USAGE, _("{file} must hold an object with a body and a handling.").format(file=file)
        )
    return json.loads(json.dumps(parts))  # type: ignore[no-any-return]


def _pact(parties: tuple[str, ...]) -> str | None:
    """Return the only pact that has all these parties, of those with the fewest; Failure if not one."""
    rows = [row for row in DossierRow.objects.filter(kind="pact") if set(parties) <= set(row.members)]
    fewest = min((len(row.members) for row in rows), default=0)
    fitting = [row for row in rows if len(row.members) == fewest]
    if len(fitting) == 1:
        return str(fitting[0].id)
    if not fitting:
        raise Failure(Exit.NOT_FOUND, _("There is no pact with all of these agencies."))
    raise Failure(
        Exit.USAGE,
        _("Under which pact? Give --pact with one of: {pacts}.").format(
            pacts=", ".join(row.id for row in fitting)
        ),
    )
