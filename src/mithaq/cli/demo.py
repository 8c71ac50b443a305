"""`mithaq demo`: three nodes and a public site on this machine, with an exercise in them, until Ctrl-C."""

import os
import signal
import sys
import threading
import webbrowser
from pathlib import Path

import typer

from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.ports import check_port
from mithaq.cli.progress import bar
from mithaq.cli.words import _
from mithaq.demo import folder as folders
from mithaq.demo import site
from mithaq.demo.cast import CAST
from mithaq.demo.folder import FACTS, SITE, Facts, FolderError
from mithaq.demo.making import TellerError, make
from mithaq.demo.supervisor import NodeError, Served, Supervisor

FIRST_PORT = 8100


def demo(
    directory: Path = typer.Option(Path("mithaq-demo"), "--dir", help=_("Where the demo's data lie.")),
    port: int = typer.Option(
        0, min=0, max=65532, help=_("The first of four ports; without it, that of the last run, or 8100.")
    ),
    reset: bool = typer.Option(False, "--reset", help=_("Begin anew, with new data, keys and passwords.")),
    no_browser: bool = typer.Option(False, "--no-browser", help=_("Open no browser.")),
) -> None:
    """Run the demo until it is told to end."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    folder = directory.absolute()
    try:
        with folders.locked(folder):
            facts = _prepare(folder, port, stop, reset=reset)
            _run(folder, facts, stop, browser=not no_browser)
    except FolderError as error:
        raise Failure(Exit.IN_THE_WAY, _sentence(error.code).format(folder=folder)) from error


def _run(folder: Path, facts: Facts, stop: threading.Event, *, browser: bool) -> None:
    """Run the nodes until stopped; Failure if one does not come to answer."""
    nodes = [Served(node["agency"], folder / node["agency"], _port_of(node["url"])) for node in facts.nodes]
    press = Served(SITE, folder / SITE, _port_of(facts.press["url"]), page="/en/")
    supervisor = Supervisor([*nodes, press], stop)
    try:
        supervisor.start()
        if not stop.is_set():
            _say_ready(folder, facts, browser=browser)
            supervisor.watch(
                lambda agency: _say(_("{agency} has ended and is begun again.").format(agency=agency))
            )
    except NodeError as error:
        log = folder / error.agency / "log" / "demo.log"
        raise Failure(
            Exit.FAULT, _("{agency} does not answer; see {log}.").format(agency=error.agency, log=log)
        ) from error
    finally:
        supervisor.end()


def _prepare(folder: Path, port: int, stop: threading.Event, *, reset: bool) -> Facts:
    """Return the demo that is to run: the one that is there, or a new one; Failure or FolderError."""
    try:
        facts = folders.look(folder)
    except FolderError:
        if not reset:
            raise
        facts = None
    number = port or (facts.port if facts else FIRST_PORT)
    _check_ports(number)
    if facts is not None and not reset:
        return _at_port(folder, facts, number)
    folders.clear(folder)
    return _make(folder, number, stop)


def _sentence(code: str) -> str:
    return {
        "foreign": _("{folder} holds something that is no demo of Mithaq; choose another with --dir."),
        "older": _("The demo in {folder} was made by another version of Mithaq; --reset makes it anew."),
        "unreadable": _("The demo in {folder} is incomplete; --reset makes it anew."),
        "running": _("A demo is running in {folder} already."),
    }[code]


def _make(folder: Path, port: int, stop: threading.Event) -> Facts:
    """Return a new demo; one that is interrupted is made anew by the next start."""

    def moved(done: int, total: int) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        progress(done, total)

    folders.begin(folder)
    try:
        with bar(_("Making the exercise")) as progress:
            facts = make(folder, port, moved)
    except TellerError as error:
        raise Failure(Exit.FAULT, _("The exercise cannot be told: {reason}.").format(reason=error)) from error
    folders.finish(folder, facts)
    return facts


def _at_port(folder: Path, facts: Facts, port: int) -> Facts:
    """Return the demo at these ports; what nodes know of each other's addresses follows at their start."""
    if port == facts.port:
        return facts
    nodes = tuple(
        {**node, "url": f"http://127.0.0.1:{port + place}"} for place, node in enumerate(facts.nodes)
    )
    press = {**facts.press, "url": f"http://127.0.0.1:{port + len(nodes)}"}
    moved = Facts(port, nodes, press)
    urls = {other["agency"]: other["url"] for other in nodes}
    for node in nodes:
        folders.move(folder / node["agency"], node["url"], urls, press["url"])
    site.move(folder / SITE, press["url"])
    folders.write(folder, moved)
    return moved


def _check_ports(port: int) -> None:
    """Refuse to begin where another program listens already."""
    for number in range(port, port + len(CAST) + 1):
        check_port("127.0.0.1", number, _("Choose other ports with --port."))


def _say_ready(folder: Path, facts: Facts, *, browser: bool) -> None:
    for node in facts.nodes:
        _say(f"  {node['agency']:<18}{node['url']}")
    _say(f"  {SITE:<18}{facts.press['url']}")
    _say(
        _("Officers, passwords and tokens: {file}. All of it is an exercise. Ctrl-C ends it.").format(
            file=folder / FACTS
        )
    )
    print("ready", flush=True)  # noqa: T201 - the one line that programs wait for
    if browser and sys.stdout.isatty() and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        webbrowser.open(facts.nodes[0]["url"])


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - this is the program


def _port_of(url: str) -> int:
    return int(url.rpartition(":")[2])
