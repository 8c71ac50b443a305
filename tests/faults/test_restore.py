"""A node made again from a backup: it writes nothing until its partners have returned its own entries."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from faults.conftest import making
from faults.desk import Desk
from faults.storm import Storm
from nodes import SOURCE, NodeProcess, introduce, running, until


def mithaq(node: NodeProcess, *arguments: str) -> None:
    """Run a command of the program at a node."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "MITHAQ_HOME": str(node.home)}
    command = [sys.executable, "-m", "mithaq", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_restored_node_does_not_become_a_forker(tmp_path: Path) -> None:
    with making(tmp_path, ("ma.dgsn", "es.policia", "de.bundespolizei")) as pairs:
        introduce(*pairs)
        (rabat, here), (madrid, _), (potsdam, third) = pairs
        storm = Storm(pairs, seed=0)
        with running(rabat, madrid, potsdam):
            storm.begin()
            pact = storm.dossier
            assert storm.desks[1].note(pact, "before the backup")
            storm.settle()
            mithaq(madrid, "backup", str(tmp_path / "madrid.backup"))
            lost = [storm.desks[1].note(pact, "after the backup") for _ in range(10)]
            until(lambda: all(set(lost) <= set(agent.call("entries")) for agent in (here, third)), seconds=30)
            madrid.kill9()
            shutil.rmtree(madrid.home)
            mithaq(madrid, "restore", str(tmp_path / "madrid.backup"), "--folder", str(madrid.home))
            potsdam.stop()
            madrid.start()
            with madrid.agent() as again:
                desk = Desk.at(madrid, again)
                # Rabat returns what it has; Potsdam is away, and might hold more.
                until(lambda: again.call("locked", dossier=pact) == ["de.bundespolizei"], seconds=30)
                status, answer = desk.call("POST", f"/api/dossiers/{pact}/entries", {"type": "sign"})
                assert (status, answer["code"]) == (409, "dossier-awaits-return")
                mine = [row for row in again.call("verdicts", dossier=pact) if row[2] == "es.policia"]
                assert set(lost) <= {row[0] for row in mine}
                potsdam.start()
                until(lambda: again.call("locked", dossier=pact) == [], seconds=30)
                storm.desks[1] = desk
                new = desk.note(pact, "and on")
                assert new is not None
                until(lambda: all(new in agent.call("entries") for agent in (here, third)), seconds=30)
                storm.pairs = (pairs[0], (madrid, again), pairs[2])
                storm.settle()
                verdicts = again.call("verdicts", dossier=pact)
                assert all(said is None for _, _, _, said in verdicts)
