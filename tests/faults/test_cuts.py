"""Calls cut in their middle, delayed, brought twice or late: nothing is lost, and all come to the same."""

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from faults.conftest import making
from faults.proxy import FATES, Line
from faults.storm import Storm
from nodes import NodeProcess, introduce, running

AGENCIES = ("ma.dgsn", "es.policia", "de.bundespolizei")
CALLS = 120


def test_three_nodes_over_bad_lines_come_to_the_same(tmp_path: Path, seed: int) -> None:
    with making(tmp_path, AGENCIES) as pairs, ExitStack() as stack:
        lines: dict[tuple[str, str], Line] = {}

        def url(one: NodeProcess, other: NodeProcess) -> str:
            line = lines[one.agency, other.agency] = stack.enter_context(Line(other.port, seed + len(lines)))
            return line.url

        introduce(*pairs, url=url)
        storm = Storm(pairs, seed)
        with running(*(node for node, _ in pairs)):
            storm.begin()
            fates: Counter[str] = Counter()
            with storm.writing():
                while sum(fates.values()) < CALLS or len(fates) < len(FATES):
                    storm.rest(0.5)
                    fates = sum((line.fates for line in lines.values()), Counter())
                # Potsdam is cut off from both for a while, and they go on without it.
                away = [line for pair, line in lines.items() if "de.bundespolizei" in pair]
                for line in away:
                    line.down = True
                storm.rest(1.5)
                for line in lines.values():
                    line.heal()
            storm.settle()
            # What still was on its way when all was settled changes nothing any more.
            for line in lines.values():
                line.deliver_kept()
            storm.settle()
        print(storm.figures(), dict(fates))  # noqa: T201 - figures
        assert all(desk.refused == 0 for desk in storm.desks)
