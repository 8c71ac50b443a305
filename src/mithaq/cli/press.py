"""`mithaq press`: the public site, its own folder, process and database."""

import os
import signal
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.ports import check_port
from mithaq.cli.words import _
from mithaq.press import house
from mithaq.record import jsonprofile
from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys

app = typer.Typer()
MOST_CARD = 16_384
"""Octets of a card: public keys and a name."""

Folder = typer.Option(
    None, "--dir", envvar="MITHAQ_PRESS", help=_("The site's folder; without it, the current one.")
)


Card = typer.Option(..., help=_("The card of the agency's node: what its keys sign is taken."))


@app.command("init", help=_("Make a new site: its folder and database."))
def init(
    card: Path = Card,
    url: str = typer.Option(..., help=_("The site's public address.")),
    folder: Path | None = Folder,
    port: int = typer.Option(9000, min=1, max=65535, help=_("The port to listen on.")),
    language: str = typer.Option("en", help=_("The language where the browser asks for none.")),
) -> None:
    """Make the folder; it takes nothing but what this node signs."""
    keys = _keys(card)
    said = {"agency": keys.agency, "url": url, "port": port, "language": language}
    try:
        made = house.make(folder or Path(), said, {keys.agency: keys.sign.hex()})
    except house.HouseError as error:
        raise Failure(Exit.IN_THE_WAY, str(error)) from error
    _enter(made.folder)
    import_module("mithaq.press.serve").prepare()
    typer.echo(_("The site stands in {folder}.").format(folder=made.folder))


@app.command(
    "trust", help=_("Take what new keys of the agency sign as well, after the node has changed them.")
)
def trust(card: Path = Card, folder: Path | None = Folder) -> None:
    """Enter a key beside those of before; the running site knows it from its next start."""
    site, keys = _enter(folder or Path()), _keys(card)
    house.trust(site, keys.agency, keys.sign.hex())
    typer.echo(
        _("The site takes what {agency} signs with this key, from its next start.").format(agency=keys.agency)
    )


@app.command("serve", help=_("Run the site."))
def serve(
    folder: Path | None = Folder,
    host: str = typer.Option("127.0.0.1", help=_("The address to listen on.")),
    port: int = typer.Option(0, min=0, max=65535, help=_("The port; without it, that of press.toml.")),
) -> None:
    """Serve the site until SIGTERM or Ctrl-C."""
    site = _enter(folder or Path())
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ended)
    check_port(host, port or site.port, _("Choose another with --port, or end the other program."))
    import_module("mithaq.press.serve").serve(host, port or site.port)


@app.command("upkeep", help=_("Erase what is due to be erased; the running site does so every hour."))
def upkeep(folder: Path | None = Folder) -> None:
    """Erase what is due."""
    _enter(folder or Path())
    import_module("mithaq.press.serve").prepare()
    import_module("mithaq.press.upkeep").run()


@app.command("backup", help=_("Copy the whole site into a new folder, while it runs."))
def backup(
    target: Path = typer.Argument(help=_("The folder to make.")), folder: Path | None = Folder
) -> None:
    """Copy the site; the copy can be served as it is."""
    site = _enter(folder or Path())
    if target.exists():
        raise Failure(Exit.IN_THE_WAY, _("{path} is there already.").format(path=target))
    house.copy(site, target)
    typer.echo(_("The site stands in {folder}.").format(folder=target))


@app.command("log", help=_("Verify the log: each row follows from the one before."))
def log(folder: Path | None = Folder) -> None:
    """Verify the whole log; it ends with 6 where a row was changed or taken out."""
    _enter(folder or Path())
    import_module("mithaq.press.serve").prepare()
    if broken := import_module("mithaq.press.acts").broken_at():
        told = _("Row {broken} does not follow from the one before: the log was changed.")
        raise Failure(Exit.NOT_VERIFIED, told.format(broken=broken))
    rows, last = import_module("mithaq.press.acts").end()
    told = _("Each of {count} rows follows from the one before; the last one's hash is {hash}.")
    typer.echo(told.format(count=rows, hash=last))


@app.command("words", help=_("Check the word lists: which lines are no pattern."))
def words(folder: Path | None = Folder) -> None:
    """Name each line that is no pattern; it ends with 3 if there is one."""
    site = _enter(folder or Path())
    found = list(import_module("mithaq.press.holding").faults(site.folder))
    for one in found:
        typer.echo(
            _("{file}, line {number}: {pattern} is no pattern ({reason}).").format(
                file=one.file, number=one.line, pattern=one.said, reason=one.why
            )
        )
    if found:
        raise Failure(Exit.REFUSED, _("These lines hold nothing."))
    typer.echo(_("Every line is a pattern."))


moderator = typer.Typer()
app.add_typer(moderator, name="moderator", help=_("Who moderates comments."))


@moderator.command("add", help=_("Let somebody moderate; the password is said once."))
def add(
    email: str = typer.Argument(help=_("The e-mail address to sign in with.")),
    folder: Path | None = Folder,
    password: str = typer.Option(
        "", envvar="MITHAQ_PASSWORD", help=_("A password; without it, one is made."), show_envvar=False
    ),
) -> None:
    """Enter a moderator, or give a known one another password."""
    people = _people(folder)
    typer.echo(people.add(email, password))


@moderator.command("remove", help=_("Let somebody moderate no longer."))
def remove(
    email: str = typer.Argument(help=_("The e-mail address to sign in with.")), folder: Path | None = Folder
) -> None:
    """Take a moderator's access away; what they did stays in the log."""
    if not _people(folder).remove(email):
        raise Failure(Exit.NOT_FOUND, _("There is no moderator {email}.").format(email=email))


def _keys(card: Path) -> PartyKeys:
    """Return the public keys of a card; Failure if it is none."""
    try:
        return PartyKeys.from_json(jsonprofile.parse(card.read_bytes(), most=MOST_CARD))
    except FileNotFoundError:
        raise Failure(Exit.NOT_FOUND, _("There is no file {file}.").format(file=card)) from None
    except (OSError, Refusal):
        raise Failure(Exit.REFUSED, _("{path} is no card of a node.").format(path=card)) from None


def _people(folder: Path | None) -> Any:
    """Return what can be done with moderators, in this folder's site."""
    _enter(folder or Path())
    import_module("mithaq.press.serve").prepare()
    return import_module("mithaq.press.moderators")


def _ended(*_args: object) -> None:
    """End with success: the site was told to end, and did."""
    raise SystemExit(Exit.DONE)


def _enter(folder: Path) -> house.House:
    """Work in this folder; Failure if it is no site's."""
    try:
        site = house.read(folder)
    except house.HouseError as error:
        raise Failure(Exit.NOT_FOUND, str(error)) from error
    os.environ["MITHAQ_PRESS"] = str(folder.resolve())
    return site
