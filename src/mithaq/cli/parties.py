"""`mithaq dossier`: who joins a dossier and who goes; a supervisor decides, or is the second officer."""

from typing import Any

import typer

from mithaq.cli.acting import acting_officer
from mithaq.cli.dossiers import found_dossier
from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import _
from mithaq.node import dossiers, drafts, parties
from mithaq.node.models import DossierRow, Officer
from mithaq.node.release import MEMBERSHIP, SECOND, Intent, release
from mithaq.record.errors import Refusal

app = typer.Typer(rich_markup_mode=None)

DOSSIER = typer.Argument(help=_("The dossier's id, or its beginning."))
AGENCY = typer.Argument(help=_("The agency, such as ma.dgsn."))
OFFICER = typer.Option(
    ..., "--as", envvar="MITHAQ_OFFICER", help=_("The address of the officer who decides.")
)
REASON = typer.Option("", "--reason", help=_("Why; the parties read it."))
WHY = typer.Option("", "--why", help=_("Why; it stands in the audit log."))


@app.command(help=_("Propose to admit a contact; it is a party when all others have accepted."))
def admit(dossier: str = DOSSIER, agency: str = AGENCY, officer: str = OFFICER, why: str = WHY) -> None:
    """Write the admission and print its id."""
    decider, row = _open(officer, dossier, "node.admit_party")
    _decide(decider, row, "admit", {"agency": agency}, why)


@app.command(help=_("Accept the admission of an agency that another party has proposed."))
def accept(dossier: str = DOSSIER, agency: str = AGENCY, officer: str = OFFICER, why: str = WHY) -> None:
    """Accept the newest open proposal of an agency; this node has made its ground itself and compared it."""
    decider, row = _open(officer, dossier, "node.admit_party")
    with dossiers.reading(row.id) as held:
        found = parties.proposed(held) if held else {}
    entries = [entry for entry, newcomer in found.items() if newcomer == agency]
    if not entries:
        raise Failure(Exit.NOT_FOUND, _("Nobody has proposed to admit {agency}.").format(agency=agency))
    _decide(decider, row, "accept", {"entry": entries[-1]}, why)


@app.command(help=_("Leave a dossier: this agency gets nothing further of it and can write nothing more."))
def leave(dossier: str = DOSSIER, officer: str = OFFICER, reason: str = REASON, why: str = WHY) -> None:
    """Write that this agency leaves."""
    decider, row = _open(officer, dossier, "node.release_entry")
    _decide(decider, row, "leave", {"reason": reason or None}, why)


@app.command(help=_("Release, as a second officer, what another has decided."))
def second(
    number: int = typer.Argument(help=_("The number of the draft.")), officer: str = OFFICER, why: str = WHY
) -> None:
    """Release a draft that waits, and print the entry's id."""
    decider = acting_officer(officer)
    typer.echo(drafts.second(decider, drafts.find(decider, number), why=why).id)


@app.command(help=_("Vote to exclude a party; it is none any more when all others have voted so."))
def exclude(
    dossier: str = DOSSIER,
    agency: str = AGENCY,
    officer: str = OFFICER,
    reason: str = REASON,
    why: str = WHY,
) -> None:
    """Write the vote, with the party's last entry that is held here."""
    decider, row = _open(officer, dossier, "node.release_entry")
    _decide(decider, row, "exclude", {"agency": agency, "reason": reason or None}, why)


def _open(officer: str, dossier: str, permission: str) -> tuple[Officer, DossierRow]:
    decider = acting_officer(officer)
    return decider, found_dossier(decider, dossier, permission)


def _decide(officer: Officer, row: DossierRow, type_: str, body: dict[str, Any], why: str) -> None:
    """Release it; what needs a second officer is kept as a draft that waits for one."""
    intent = Intent(type_, body, None, row.id)
    if type_ not in MEMBERSHIP:
        typer.echo(release(officer, intent, why=why).id)
        return
    kept = drafts.begin(officer, intent)
    try:
        typer.echo(drafts.send(officer, kept, why=why).id)
    except Refusal as refusal:
        if refusal.code == SECOND:
            typer.echo(_("Draft {number} waits for a second officer.").format(number=kept.pk), err=True)
        else:
            drafts.withdraw(officer, kept)
        raise
