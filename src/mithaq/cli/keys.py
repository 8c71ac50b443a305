"""`mithaq keys`: this agency's own keys, rotated on an ordinary day and revoked on a bad one."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from mithaq.cli.folder import CARD, write_card
from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.peers import operator
from mithaq.cli.words import _, plural
from mithaq.node import home, ownkeys
from mithaq.node.ownkeys import Change

app = typer.Typer(rich_markup_mode=None)

MOST = 1024
"""Bytes of a recovery key file at most."""


@app.command(help=_("Show the fingerprint, the keys of before, and where they are still in use."))
def show() -> None:
    """Show no secret: what stands here may be read aloud."""
    own = home.current()
    typer.echo(own.agency)
    typer.echo(_("Fingerprint: {fingerprint}").format(fingerprint=own.keys.spoken))
    for one in own.former:
        how = _("revoked") if one.revoked else _("rotated")
        typer.echo(f"  {one.keys.spoken}  {how}")
    behind = len(list(ownkeys.behind()))
    if behind:
        typer.echo(
            plural(
                "{count} dossier knows this agency by another key.",
                "{count} dossiers know this agency by another key.",
                behind,
            ).format(count=behind)
        )


@app.command(help=_("Take new keys into use; the old ones sign for them in every dossier."))
def rotate(why: str = typer.Option("", help=_("The reason, for the audit log."))) -> None:
    """Rotate, or end a rotation that was cut."""
    _tell(ownkeys.rotate(by=operator(), why=why))


@app.command(help=_("Take the keys back with the recovery key, and new ones into use."))
def revoke(
    recovery: Path = typer.Option(..., help=_("The file of the recovery key, from its safe.")),
    since: str = typer.Option(
        "",
        help=_(
            "Since when the key may have been in other hands, such as 2030-06-01T12:00 (UTC): what is of "
            "later counts no more, unless all parties held it. Without it, all that is here counts."
        ),
    ),
    why: str = typer.Option("", help=_("The reason, for the audit log.")),
) -> None:
    """Revoke, or end a revocation that was cut."""
    try:
        with recovery.open("r", encoding="ascii", errors="replace") as file:
            key = ownkeys.read_recovery_key(file.read(MOST))
    except OSError as error:
        raise Failure(
            Exit.NOT_FOUND, _("{file} cannot be read: {reason}.").format(file=recovery, reason=error.strerror)
        ) from error
    _tell(ownkeys.revoke(key, by=operator(), since=_moment(since), why=why))


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise Failure(Exit.USAGE, _("{text} is no time.").format(text=repr(text))) from error
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found


def _tell(change: Change) -> None:
    """Say what was done, and what people still have to do."""
    write_card(home.current().folder / CARD, change.keys)
    if change.resumed:
        typer.echo(_("A change of keys that had been cut is ended; no other keys were made."))
    typer.echo(_("Fingerprint: {fingerprint}").format(fingerprint=change.keys.spoken))
    done, left = len(change.written), len(change.left)
    typer.echo(
        plural(
            "{count} dossier has been told of the new keys.",
            "{count} dossiers have been told of the new keys.",
            done,
        ).format(count=done)
    )
    if left:
        typer.echo(
            plural(
                "{count} dossier cannot be written in at present; call this again later.",
                "{count} dossiers cannot be written in at present; call this again later.",
                left,
            ).format(count=left)
        )
    if change.lost:
        typer.echo(
            plural(
                "{count} entry of this agency has lost its effect; write it again if it was yours.",
                "{count} entries of this agency have lost their effect; write them again if they were yours.",
                change.lost,
            ).format(count=change.lost)
        )
    for agency in change.apart:
        typer.echo(
            _("{agency} shares no pact with you: it has to compare the new fingerprint.").format(
                agency=agency
            )
        )
    typer.echo(_("Make a backup now: those of before do not hold these keys."))
