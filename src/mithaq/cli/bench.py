"""`mithaq bench`: the measurements that lie beside a checkout of Mithaq."""

import subprocess
import sys
from pathlib import Path

import typer

from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import _

app = typer.Typer(rich_markup_mode=None)

ROOT = Path(__file__).resolve().parents[3]
ANY = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


@app.command(
    context_settings=ANY, help=_("Two nodes and other systems on the same work, turn and turn about.")
)
def exchange(context: typer.Context) -> None:
    """Run bench.exchange with the words that follow."""
    run("exchange", context.args)


@app.command(context_settings=ANY, help=_("What one received entry costs, on both engines."))
def receive(context: typer.Context) -> None:
    """Run bench.receive with the words that follow."""
    run("receive", context.args)


@app.command(context_settings=ANY, help=_("What every page costs on a large node, beside a small one."))
def pages(context: typer.Context) -> None:
    """Run bench.pages with the words that follow."""
    run("pages", context.args)


@app.command(context_settings=ANY, help=_("How well press texts are read, field by field."))
def read(context: typer.Context) -> None:
    """Run bench.read with the words that follow."""
    run("read", context.args)


@app.command(context_settings=ANY, help=_("How well spellings of names are known to be of one: PAIRS.tsv."))
def names(context: typer.Context) -> None:
    """Run bench.names with the words that follow; files are named from where the reader stands."""
    run("names", [str(Path(word).resolve()) if Path(word).is_file() else word for word in context.args])


def run(name: str, words: list[str]) -> None:
    """Run a measurement in a process of its own and end with its exit code."""
    if not (ROOT / "bench" / f"{name}.py").exists():
        raise Failure(
            Exit.NOT_FOUND,
            _("The measurements are not part of an installation; they lie in a checkout, in bench/."),
        )
    done = subprocess.run([sys.executable, "-m", f"bench.{name}", *words], cwd=ROOT, check=False)
    raise typer.Exit(done.returncode)
