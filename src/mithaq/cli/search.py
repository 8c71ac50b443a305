"""`mithaq search`: what keeps entries findable."""

import typer

from mithaq.cli.words import _
from mithaq.node.search import indexing

app = typer.Typer(rich_markup_mode=None)


@app.callback()
def search() -> None:
    """The search of this node."""


@app.command(help=_("Make every entry findable anew, as after an update that reads texts otherwise."))
def rebuild() -> None:
    """Forget all words and read every entry again; the node may run meanwhile."""
    looked = indexing.rebuild()
    typer.echo(_("Entries read: {count}.").format(count=looked))
