"""Whatever three agencies write, and in whatever order it arrives, all come to the same."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinds.agencies import begin, exchange
from mithaq.kinds import KINDS, Kind

MOVES = st.lists(
    st.tuples(
        st.integers(0, 2),  # who
        st.integers(0, 40),  # writes what
        st.integers(0, 700),  # when, by a clock that nobody checks
        st.sampled_from(["nobody", "one", "all"]),  # and who hears of it
        st.booleans(),
    ),
    min_size=2,
    max_size=10,
)


@pytest.mark.parametrize("known", KINDS, ids=lambda known: known.name)
@settings(max_examples=25, deadline=None)
@given(moves=MOVES, opened_as=st.integers(0, 1))
def test_the_same_state_and_the_same_refusals(
    known: Kind[Any], moves: list[tuple[int, int, int, str, bool]], opened_as: int
) -> None:
    agencies = begin(known, known.opens[opened_as % len(known.opens)].type)
    types = [rule.body.type for rule in known.rules] + [
        "translate",
        "read",
        "refer",
        "acknowledgement",
        "recall",
    ]
    for who, choice, minute, heard, backwards in moves:
        author, type_ = agencies[who], types[choice % len(types)]
        if type_ == "acknowledgement":
            author.acknowledge(minute)
        elif type_ == "recall":
            mine = [
                known_ for known_, mark in author.folded().state.entries.items() if mark.author == author.name
            ]
            named = {"entries": mine[-1:] or [author.dossier.id], "reason": None}
            author.write("recall", named, minute, handling=None)
        else:
            author.say(type_, minute)
        if heard == "all":
            exchange(*(reversed(agencies) if backwards else agencies))
        elif heard == "one":
            exchange(author, agencies[(who + 1 + backwards) % 3])
    exchange(*agencies)
    order = agencies[0].dossier.order
    for agency in agencies:
        assert agency.dossier.order == order
    verdicts = [[agency.verdict(entry) for entry in order] for agency in agencies]
    assert verdicts[0] == verdicts[1] == verdicts[2]
    states = {known.dump(agency.folded().state) for agency in agencies}
    assert len(states) == 1
