"""The guide's first node as it is typed: two nodes made, introduced and served; a request goes."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.conftest import call, eventually, free_ports
from partners import AGREE
from program import assert_failure, mithaq, surroundings

SALMA, LUCIA = "salma@dgsn.example", "lucia@policia.example"
PASSWORD = "long enough for an officer 1"
TEXTS = ("--question", "--circumstances", "--offence", "--why-here", "--necessity")


class Node:
    """A node that was made by `mithaq init`, with one officer who supervises and has a token."""

    def __init__(self, place: Path, agency: str, email: str, port: int) -> None:
        self.agency, self.email, self.port = agency, email, port
        self.folder = place / agency
        self.url = f"http://127.0.0.1:{port}"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.run(
            "init", agency, "--url", self.url, "--port", str(port), "--folder", str(self.folder), home=False
        )
        roles = ("--role", "liaison", "--role", "supervisor")
        self.run(
            "officer",
            "add",
            email,
            "--name",
            email.split("@", maxsplit=1)[0].title(),
            *roles,
            given=f"{PASSWORD}\n",
        )
        scopes = ("--scope", "read", "--scope", "release")
        self.token = self.run("officer", "token", email, *scopes).strip()

    def run(self, *words: str, home: bool = True, given: str = "") -> str:
        """Run a command of this node that must succeed."""
        done = mithaq(*words, home=self.folder if home else None, given=given)
        assert done.returncode == 0, (words, done.stderr)
        return done.stdout

    def start(self, *words: str) -> None:
        """Start a command that goes on until it is ended."""
        command = [sys.executable, "-m", "mithaq", "--home", str(self.folder), *words]
        log = (self.folder / "log" / f"{words[0]}.log").open("wb")
        self.processes.append(subprocess.Popen(command, env=surroundings(), stdout=log, stderr=log))
        log.close()

    def end(self) -> list[int]:
        """End everything as Ctrl-C does and return the exit codes."""
        for process in self.processes:
            process.send_signal(signal.SIGINT)
        return [process.wait(60) for process in self.processes]

    def call(self, method: str, path: str, body: object = None) -> tuple[int, object]:
        """Call the API for the officer."""
        return call(self.url, self.token, method, path, body)


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Node, Node]]:
    place, port = tmp_path_factory.mktemp("two"), free_ports(2)
    rabat, madrid = Node(place, "ma.dgsn", SALMA, port), Node(place, "es.policia", LUCIA, port + 1)
    for own, other in ((rabat, madrid), (madrid, rabat)):
        card = other.folder / "card.json"
        spoken = mithaq("card", home=other.folder).stderr.strip().removeprefix("Fingerprint: ")
        own.run("peer", "add", other.agency, other.url, "--card", str(card), "--fingerprint", spoken)
    rabat.start("serve")
    madrid.start("serve", "--no-work")
    madrid.start("work")
    for node in (rabat, madrid):
        eventually(lambda node=node: node.call("GET", "/api/me")[0] == 200, "it answers")
    yield rabat, madrid
    assert rabat.end() == [0]
    assert madrid.end() == [0, 0]


def test_a_pact_is_concluded_and_a_request_goes_by_command(nodes: tuple[Node, Node]) -> None:
    rabat, madrid = nodes
    parties = ["es.policia", "ma.dgsn"]
    new = {"kind": "pact", "parties": parties, "exercise": True, "type": "agree", "body": AGREE}
    status, pact = rabat.call("POST", "/api/dossiers", new)
    assert status == 201, pact
    path = f"/api/dossiers/{pact['id']}"  # type: ignore[index]
    eventually(lambda: madrid.call("GET", path)[0] == 200, "the pact is in Madrid")
    assert madrid.call("POST", f"{path}/entries", {"type": "sign"})[0] == 201
    eventually(lambda: rabat.call("GET", path)[1]["stage"] == "in-force", "the pact is in force")  # type: ignore[index]
    texts = [word for option in TEXTS for word in (option, f"Exercise: {option[2:]}")]
    words = ("request", "--as", SALMA, "--asked", "es.policia", "--area", "drugs", "--exercise", *texts)
    dossier = rabat.run(*words).strip()
    eventually(lambda: dossier[:12] in madrid.run("inbox", "--as", LUCIA), "it waits in Lucía's inbox")
    shown = json.loads(madrid.run("show", dossier, "--as", LUCIA, "--json"))
    assert "Exercise: question" in shown["entries"][0]["texts"]
    assert "es.policia" in rabat.run("peer", "list")
    again = mithaq(*words[:-2], "--area", "weather", home=rabat.folder)
    assert_failure(again, 3, "body-invalid", "area")
    assert "draft" in again.stderr.splitlines()[0]


def test_a_port_in_use_and_a_partner_that_is_away_are_told(nodes: tuple[Node, Node]) -> None:
    rabat, _ = nodes
    second = mithaq("serve", home=rabat.folder)
    assert_failure(second, 7, str(rabat.port))
