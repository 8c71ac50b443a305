"""Every command: where it stands, its line of help, and whether it works in a node."""

import os
from dataclasses import dataclass
from importlib import import_module

import typer

from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import _, gettext_noop


@dataclass(frozen=True, slots=True)
class Command:
    """One command, or a group of them. `place` is "module:name"; `node`: it needs Django and a node."""

    name: str
    place: str
    help: str
    node: bool = False

    def load(self, app: typer.Typer, *, asks_help: bool) -> None:
        """Enter the command in full; only here is its module imported."""
        if self.node:
            open_node(required=not asks_help)
        module, _colon, name = self.place.partition(":")
        found = getattr(import_module(f"mithaq.cli.{module}"), name)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=self.name, help=_(self.help), no_args_is_help=True)
        else:
            app.command(self.name, help=_(self.help))(found)


COMMANDS = (
    Command("demo", "demo:demo", gettext_noop("Run three nodes on this machine, with an exercise in them.")),
    Command("init", "folder:init", gettext_noop("Make a new node: its folder, keys and database.")),
    Command("serve", "serving:serve", gettext_noop("Run the node: pages, API and exchange."), node=True),
    Command(
        "work",
        "serving:work",
        gettext_noop("Run only the node's exchange and jobs, beside `serve --no-work`."),
        node=True,
    ),
    Command(
        "migrate",
        "serving:migrate",
        gettext_noop("Bring the database up to date after an update."),
        node=True,
    ),
    Command("search", "search:app", gettext_noop("The search of this node: make it anew."), node=True),
    Command("card", "folder:card", gettext_noop("Write this node's public keys, to be given to partners.")),
    Command("keys", "keys:app", gettext_noop("This agency's own keys: show, rotate, revoke."), node=True),
    Command("peer", "peers:app", gettext_noop("The other agencies that this node talks to."), node=True),
    Command(
        "officer",
        "officers:app",
        gettext_noop("The officers of this agency, their roles and tokens."),
        node=True,
    ),
    Command(
        "request", "requests:request", gettext_noop("Ask partners for information or assistance."), node=True
    ),
    Command("inbox", "dossiers:inbox", gettext_noop("What is to be done, the most urgent first."), node=True),
    Command(
        "show", "dossiers:show", gettext_noop("One dossier with its entries and who holds them."), node=True
    ),
    Command(
        "dossier", "parties:app", gettext_noop("Who joins a dossier, leaves it, or is excluded."), node=True
    ),
    Command(
        "export",
        "dossiers:export",
        gettext_noop("Write one dossier as a bundle that anybody can verify."),
        node=True,
    ),
    Command("verify", "verification:verify", gettext_noop("Verify a bundle, without a node or a network.")),
    Command(
        "read", "reading:read", gettext_noop("Read a press text: who met, on what, and what was agreed.")
    ),
    Command(
        "press", "press:app", gettext_noop("The public site: its own process, which a node only pushes to.")
    ),
    Command("backup", "backups:backup", gettext_noop("Write the whole node into one file."), node=True),
    Command("restore", "backups:restore", gettext_noop("Make a node's folder from a backup.")),
    Command("bench", "bench:app", gettext_noop("Measure this machine, beside other systems.")),
)


def home_folder() -> str:
    """Return the node's folder: MITHAQ_HOME, else the current folder if it is one, else nothing."""
    folder = os.environ.get("MITHAQ_HOME", "")
    return folder or (os.getcwd() if os.path.exists("node.toml") else "")  # noqa: PTH109, PTH110 - no pathlib yet


def open_node(*, required: bool = True) -> None:
    """Set Django up for the node of this process; Failure if there is none and one is required."""
    folder = home_folder()
    if folder and not os.path.exists(os.path.join(folder, "node.toml")):  # noqa: PTH110, PTH118
        if required:
            raise Failure(
                Exit.NOT_FOUND,
                _("{folder} is no node's folder; mithaq init makes one.").format(folder=folder),
            )
        folder = ""
    if not folder and required:
        raise Failure(Exit.NOT_FOUND, _("Which node? Give --home or MITHAQ_HOME; mithaq init makes a node."))
    os.environ["MITHAQ_HOME"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "mithaq.node.settings"
    import_module("django").setup()
