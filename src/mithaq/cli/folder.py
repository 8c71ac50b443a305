"""`mithaq init` and `mithaq card`: a node's folder and keys, and the public keys that partners are given."""

import os
from importlib import import_module
from pathlib import Path

import typer

from mithaq.cli.commands import home_folder, open_node
from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import LANGUAGES, _
from mithaq.record.limits import AGENCY

CARD = "card.json"


def init(
    agency: str = typer.Argument(help=_("The agency, such as es.policia: country, dot, service.")),
    url: str = typer.Option(..., help=_("Where partners reach this node, such as https://node.example.")),
    folder: Path | None = typer.Option(
        None, "--folder", help=_("The new node's folder; without it, --home, or one named like the agency.")
    ),
    name: str = typer.Option("", help=_("The agency's name, as its officers write it.")),
    language: str = typer.Option("en", help=_("The language of the node: ar, de, en, es or fr.")),
    time_zone: str = typer.Option("UTC", help=_("Its time zone, such as Africa/Casablanca.")),
    port: int = typer.Option(8000, min=1, max=65535, help=_("The port that it serves on.")),
    database: str = typer.Option(
        "", help=_("A PostgreSQL database as a URL; without it, an SQLite file in the folder.")
    ),
) -> None:
    """Make a node and say what people need of it: its fingerprint, and where the recovery key lies."""
    _check(agency, url, language, time_zone)
    place = (folder or Path(os.environ.get("MITHAQ_HOME") or agency)).absolute()
    home = import_module("mithaq.node.home")
    try:
        made = home.init_node(
            place,
            agency,
            url,
            name=name,
            language=language,
            time_zone=time_zone,
            port=port,
            database=database,
        )
    except home.HomeError as error:
        raise Failure(
            Exit.IN_THE_WAY, _("{folder} already is a node's folder.").format(folder=place)
        ) from error
    os.environ["MITHAQ_HOME"] = str(place)
    open_node()
    import_module("mithaq.node.database").prepare(agency)
    write_card(place / CARD, made.keys)
    typer.echo(_("The node of {agency} is in {folder}.").format(agency=agency, folder=place))
    typer.echo(_("Fingerprint: {fingerprint}").format(fingerprint=made.keys.spoken))
    typer.echo(_("Public keys for partners: {file}").format(file=place / CARD))
    recovery = place / "recovery" / "recovery.key"
    typer.echo(
        _("Take {file} offline now, into a safe: with it alone a stolen signing key is revoked.").format(
            file=recovery
        )
    )


def card(
    out: Path | None = typer.Option(None, "--out", help=_("The file to write; without it, standard output.")),
) -> None:
    """Write the node's public keys, and their fingerprint for people to compare."""
    folder = home_folder()
    if not folder:
        raise Failure(Exit.NOT_FOUND, _("Which node? Give --home or MITHAQ_HOME; mithaq init makes a node."))
    home = import_module("mithaq.node.home")
    try:
        keys = home.load(Path(folder)).keys
    except home.HomeError as error:
        raise Failure(
            Exit.NOT_FOUND, _("{folder} is no node's folder; mithaq init makes one.").format(folder=folder)
        ) from error
    typer.echo(_("Fingerprint: {fingerprint}").format(fingerprint=keys.spoken), err=True)
    if out is None:
        typer.echo(import_module("mithaq.record.jsonprofile").dump(keys.to_json()))
    else:
        write_card(out, keys)


def write_card(path: Path, keys: object) -> None:
    """Write public keys for partners."""
    jsonprofile = import_module("mithaq.record.jsonprofile")
    path.write_bytes(jsonprofile.dump(keys.to_json()) + b"\n")  # type: ignore[attr-defined]  # PartyKeys


def _check(agency: str, url: str, language: str, time_zone: str) -> None:
    """Refuse what would make a node that nobody can use."""
    if not AGENCY.fullmatch(agency):
        raise Failure(
            Exit.USAGE,
            _("{agency} is no agency's name: it is a country, a dot and a service.").format(
                agency=repr(agency)
            ),
        )
    if not url.startswith(("http://", "https://")) or len(url) > 500:
        raise Failure(Exit.USAGE, _("{url} is no address: it begins with https://.").format(url=repr(url)))
    if language not in LANGUAGES:
        raise Failure(
            Exit.USAGE,
            _("There is no language {code}; there are {codes}.").format(
                code=repr(language), codes=", ".join(LANGUAGES)
            ),
        )
    zoneinfo = import_module("zoneinfo")
    try:
        zoneinfo.ZoneInfo(time_zone)
    except (ValueError, OSError, LookupError) as error:
        raise Failure(Exit.USAGE, _("There is no time zone {zone}.").format(zone=repr(time_zone))) from error
