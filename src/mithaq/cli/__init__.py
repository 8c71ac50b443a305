"""The program `mithaq`: `main` runs one command and ends with its exit code (docs/guide/cli.md).

Only the module of the command that was called is imported, and Django only where the command works
in a node: `mithaq --help` and `mithaq verify` stay quick.
"""

import os
import sys
from collections.abc import Sequence

import typer

from mithaq import __version__
from mithaq.cli.commands import COMMANDS, Command
from mithaq.cli.outcome import Exit, Failure, explain, told
from mithaq.cli.usage import usage_sentence
from mithaq.cli.words import _


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that the arguments name and exit: one sentence on standard error for any failure."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = run(words)
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone (a pager, head): nothing is wrong, and nothing more is to be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.DONE
    except Exception as fault:
        failure = told(fault)
        if failure is None:
            raise  # our own fault: the traceback is for whoever mends it, and Python exits with 1
        code = explain(failure)
    sys.exit(code)


def run(words: list[str]) -> int:
    """Return the exit code of one command; Failure with the sentence for the reader otherwise."""
    words = _take_home(words) or ["--help"]
    name = next((word for word in words if not word.startswith("-")), None)
    command = next((known for known in COMMANDS if known.name == name), None)
    if name is not None and command is None:
        raise Failure(
            Exit.USAGE, _("There is no command {name}; mithaq --help lists them.").format(name=repr(name))
        )
    try:
        done = application(command, asks_help="--help" in words)(
            args=words, standalone_mode=False, prog_name="mithaq"
        )
    except typer.Abort:
        return Exit.INTERRUPTED
    except typer.TyperException as fault:
        raise Failure(Exit.USAGE, usage_sentence(fault)) from fault
    return done if isinstance(done, int) else Exit.DONE


def application(called: Command | None, *, asks_help: bool = False) -> typer.Typer:
    """Return the program with the called command in full and the line of help of every other one."""
    app = typer.Typer(
        name="mithaq",
        help=_("The shared workspace of sovereign police services."),
        epilog=_exits(),
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_options)
    for command in COMMANDS:
        if command is called:
            command.load(asks_help=asks_help, app=app)
        else:
            app.command(command.name, short_help=_(command.help))(_elsewhere)
    return app


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"mithaq {__version__}")
        raise typer.Exit


def _options(
    home: str = typer.Option(
        "", envvar="MITHAQ_HOME", metavar="FOLDER", help=_("The node's folder; without it, the current one.")
    ),
    version: bool = typer.Option(
        False, "--version", is_eager=True, callback=_version, help=_("Say the version and end.")
    ),
) -> None:
    """The options of every command."""


def _elsewhere() -> None:
    """Stand for a command that was not called."""


def _take_home(words: list[str]) -> list[str]:
    """Return the words without `--home`, which may stand anywhere and becomes MITHAQ_HOME."""
    rest: list[str] = []
    given = iter(words)
    for word in given:
        if word == "--":
            return [*rest, word, *given]
        if word == "--home":
            folder = next(given, "")
        elif word.startswith("--home="):
            folder = word.removeprefix("--home=")
        else:
            rest.append(word)
            continue
        if not folder:
            raise Failure(Exit.USAGE, _("{option} needs a value.").format(option="--home"))
        os.environ["MITHAQ_HOME"] = folder
    return rest


def _exits() -> str:
    return _(
        "Exit codes: 0 done; 1 a fault of the program; 2 wrong usage; 3 refused; 4 not found or not "
        "permitted; 5 the other side does not answer; 6 the verification failed; 7 the folder, port or "
        "disk is in the way."
    )
