"""Every page and endpoint, tried as every role, as a stranger to the dossier, and as nobody."""

import pytest

from access.addresses import addresses
from access.table import TABLE, Line
from access.trying import outcome
from access.world import World


def test_every_address_has_its_line_and_every_line_its_address() -> None:
    lines = [(line.method, line.route) for line in TABLE]
    assert len(lines) == len(set(lines))
    assert addresses() - set(lines) == set(), "addresses without a line in tests/access/table.py"
    assert set(lines) - addresses() == set(), "lines of addresses that are gone"


@pytest.mark.parametrize("line", TABLE, ids=lambda line: f"{line.method} {line.route}")
def test_each_subject_gets_what_the_table_says(world: World, line: Line) -> None:
    found = tuple((subject, outcome(world, subject, line.method, line.route)) for subject, _ in line.outcomes)
    assert found == line.outcomes
