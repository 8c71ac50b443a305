"""`mithaq peer`: the other agencies that this node talks to."""

import getpass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import typer

from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import _
from mithaq.node import introductions
from mithaq.node.models import Contact
from mithaq.record.limits import AGENCY

app = typer.Typer(rich_markup_mode=None)

TIMEOUT = 15


@app.command(help=_("Enter an agency whose fingerprint was compared by voice or in person."))
def add(
    agency: str = typer.Argument(help=_("The agency, such as ma.dgsn.")),
    url: str = typer.Argument(help=_("Where its node is reached.")),
    fingerprint: str = typer.Option(
        ..., help=_("Its fingerprint as it was compared: 64 characters, spaces do not matter.")
    ),
    card: str = typer.Option(..., help=_("Its public keys: a file, or the address of one.")),
    name: str = typer.Option("", help=_("Its name, as your officers know it.")),
    telephone: str = typer.Option("", help=_("The number that is called when its node does not answer.")),
) -> None:
    """Enter a contact; nothing is believed of the card but what the fingerprint proves."""
    if not url.startswith(("http://", "https://")) or len(url) > 500:
        raise Failure(Exit.USAGE, _("{url} is no address: it begins with https://.").format(url=repr(url)))
    keys = introductions.read_card(_card(card))
    if keys.agency != agency:
        raise Failure(
            Exit.REFUSED,
            _("The card is that of {other}, not of {agency}.").format(other=keys.agency, agency=agency),
        )
    introductions.introduce(keys, fingerprint, url, name=name, telephone=telephone, by=operator())
    typer.echo(_("{agency} is a contact now.").format(agency=agency))


@app.command("list", help=_("Show the contacts and how the exchange with each goes."))
def list_peers() -> None:
    """Show every contact in two lines."""
    for contact in Contact.objects.order_by("agency"):
        typer.echo(f"{contact.agency}  {contact.url}  {_exchange(contact)}")
        typer.echo(f"  {' '.join(contact.fingerprint[at : at + 4] for at in range(0, 64, 4))}")
        new = introductions.new_keys(contact)
        if new is not None:
            how = (
                _("revoked, signed by the recovery key")
                if new.revoked
                else _("rotated, signed by the old key")
            )
            typer.echo(f"  {new.spoken}  {how}")


@app.command(help=_("Remove a contact that shares no dossier with this agency."))
def remove(agency: str = typer.Argument(help=_("The agency."))) -> None:
    """Remove a contact."""
    introductions.part(agency if AGENCY.fullmatch(agency) else "", by=operator())
    typer.echo(_("{agency} is no contact any more.").format(agency=agency))


def operator() -> str:
    """Return who works at this machine, for the audit log."""
    try:
        return f"cli:{getpass.getuser()}"
    except (KeyError, OSError):
        return "cli"


def _exchange(contact: Contact) -> str:
    if contact.suspended or contact.paused:
        return _("stopped")
    if contact.failures:
        return _("does not answer: {reason}").format(reason=contact.last_error)
    if contact.last_heard is None:
        return _("not heard from yet")
    return _("last heard {time}").format(time=contact.last_heard.isoformat(timespec="seconds"))


def _card(place: str) -> bytes:
    """Return the bytes of a card: no more of it than a card can have."""
    most = introductions.MAX_CARD + 1
    if not place.startswith(("http://", "https://")):
        try:
            with Path(place).open("rb") as file:
                return file.read(most)
        except OSError as error:
            raise Failure(
                Exit.NOT_FOUND,
                _("{file} cannot be read: {reason}.").format(file=place, reason=error.strerror),
            ) from error
    try:
        # The scheme was looked at above: no file of this machine is read by an address.
        with urlopen(Request(place), timeout=TIMEOUT) as answer:  # noqa: S310
            data: bytes = answer.read(most)
            return data
    except (URLError, OSError, ValueError) as error:
        raise Failure(Exit.UNREACHABLE, _("{url} does not answer.").format(url=place)) from error
