"""`mithaq serve`, `work` and `migrate`: the node as running processes."""

import signal
import threading
from pathlib import Path

import typer

from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.ports import check_port
from mithaq.cli.words import _
from mithaq.node import database, home
from mithaq.node.serve import Tls, configure_log
from mithaq.node.serve import serve as serve_node
from mithaq.node.work import run_work


def serve(
    host: str = typer.Option("127.0.0.1", help=_("The address to listen on.")),
    port: int = typer.Option(0, min=0, max=65535, help=_("The port; without it, that of node.toml.")),
    no_work: bool = typer.Option(False, "--no-work", help=_("Leave exchange and jobs to `mithaq work`.")),
    certificate: Path | None = typer.Option(
        None, exists=True, dir_okay=False, help=_("Certificate for TLS (PEM).")
    ),
    key: Path | None = typer.Option(
        None, exists=True, dir_okay=False, help=_("Key of the certificate (PEM).")
    ),
    client_authorities: Path | None = typer.Option(
        None, exists=True, dir_okay=False, help=_("Authorities whose certificates partners must show (PEM).")
    ),
) -> None:
    """Serve the node until SIGTERM or Ctrl-C."""
    if (certificate is None) != (key is None):
        raise Failure(Exit.USAGE, _("--certificate and --key go together."))
    node = home.current()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ended)
    check_port(host, port or node.port, _("Choose another with --port, or end the other program."))
    database.prepare(node.agency)
    tls = Tls(certificate, key, client_authorities) if certificate and key else None
    serve_node(host, port or node.port, work=not no_work, tls=tls)


def _ended(*_: object) -> None:
    """End with success: the node was told to end, and did."""
    raise SystemExit(Exit.DONE)


def work() -> None:
    """Run the node's loops until SIGTERM or Ctrl-C."""
    configure_log()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run_work(stop)


def migrate() -> None:
    """Bring the database up to date."""
    database.prepare(home.current().agency)
    typer.echo(_("The database is up to date."))
