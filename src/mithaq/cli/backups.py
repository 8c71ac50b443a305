"""`mithaq backup` and `mithaq restore`: one file with all of a node, and a node made from it."""

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import typer

from mithaq.cli.commands import open_node
from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import _, plural


def backup(
    file: Path = typer.Argument(help=_("The file to write; it holds the node's secret keys.")),
    force: bool = typer.Option(False, "--force", help=_("Write over a file that is there.")),
) -> None:
    """Write a backup while the node goes on working."""
    if file.exists() and not force:
        raise Failure(
            Exit.IN_THE_WAY, _("{file} is there already; --force writes over it.").format(file=file)
        )
    rows = import_module("mithaq.node.backup").write_backup(file)
    typer.echo(
        plural("{count} row in {file}.", "{count} rows in {file}.", rows).format(count=rows, file=file)
    )


def restore(
    file: Path = typer.Argument(help=_("The backup.")),
    folder: Path | None = typer.Option(
        None, "--folder", help=_("The new node's folder; without it, --home.")
    ),
    rows: bool = typer.Option(False, "--rows", hidden=True),
) -> None:
    """Make a node from a backup; it writes nothing until its partners have returned its own entries."""
    if rows:
        open_node()
        count = import_module("mithaq.node.backup").restore_database(file)
        typer.echo(plural("{count} row restored.", "{count} rows restored.", count).format(count=count))
        return
    place = _new_folder(folder or Path(os.environ.get("MITHAQ_HOME", "")))
    if not file.is_file():
        raise Failure(Exit.NOT_FOUND, _("There is no file {file}.").format(file=file))
    was_there = place.exists()
    # The settings of a process are those of one folder, which is only made here: the rows are another's work.
    os.environ.pop("MITHAQ_HOME", None)
    open_node(required=False)
    import_module("mithaq.node.backup").restore_folder(file, place)
    again = [sys.executable, "-m", "mithaq", "--home", str(place), "restore", "--rows", str(file)]
    done = subprocess.run(again, check=False)
    if done.returncode:
        if not was_there:
            shutil.rmtree(place)
        raise typer.Exit(done.returncode)
    typer.echo(
        _("The node is in {folder}; it writes again when its partners have returned its entries.").format(
            folder=place
        )
    )


def _new_folder(folder: Path) -> Path:
    if folder == Path():
        raise Failure(Exit.USAGE, _("Where to? Give --folder or --home."))
    if (folder / "node.toml").exists():
        raise Failure(Exit.IN_THE_WAY, _("{folder} already is a node's folder.").format(folder=folder))
    return folder.absolute()
