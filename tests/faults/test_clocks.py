"""Clocks that are wrong by days: nobody is cut off, the entries are marked, and all come to the same."""

from pathlib import Path

import pytest

from faults.conftest import making
from faults.storm import Storm
from nodes import introduce, running, until

WRONG = """
import datetime
from mithaq.node import clock
clock.set_ahead(datetime.timedelta(days={days}))
"""


@pytest.mark.parametrize("days", [9, -9])
def test_a_clock_wrong_by_days_is_marked_and_cuts_nobody_off(tmp_path: Path, days: int) -> None:
    with making(tmp_path, ("ma.dgsn", "es.policia", "de.bundespolizei")) as pairs:
        introduce(*pairs)
        (rabat, here), (madrid, there), (potsdam, third) = pairs
        storm = Storm(pairs, seed=days)
        madrid.start(before=WRONG.format(days=days))
        with running(rabat, potsdam):
            storm.begin()
            mine = storm.desks[0].note(storm.dossier, "before")
            until(lambda: mine in there.call("entries"), seconds=20)
            wrong = [storm.desks[1].note(storm.dossier, "by a wrong clock") for _ in range(3)]
            until(lambda: set(wrong) <= set(here.call("entries")), seconds=20)
            after = [desk.note(storm.dossier, "after it") for desk in storm.desks]
            storm.settle()
            for agent in (here, third):
                marked = set(agent.call("doubtful", dossier=storm.dossier))
                # A clock that is behind writes before what it has read; one that is ahead is ahead of ours.
                assert set(wrong) <= marked
                assert mine not in marked
                assert after[0] not in marked
                assert after[2] not in marked
            verdicts = here.call("verdicts", dossier=storm.dossier)
            assert all(said is None for _, _, _, said in verdicts)
        madrid.stop()
