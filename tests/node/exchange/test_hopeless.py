"""What waits for a refused entry waits in vain; no partner can bring that about for another's entry."""

import pytest

from mithaq.node.arrivals import Result
from mithaq.node.exchange.hopeless import LONGEST, MOST, Hopeless
from mithaq.record.errors import Refusal

ONE, OTHER, THIRD, FOURTH = ("1" * 64, "2" * 64, "3" * 64, "4" * 64)


def refused(entry: str, refusal: Refusal) -> Result:
    return Result(entry, "refused", refusal)


def test_what_waits_for_a_refused_entry_waits_in_vain_and_what_waits_for_that_too() -> None:
    hopeless = Hopeless()
    hopeless.note([refused(ONE, Refusal("opening-closed")), None, Result(FOURTH, "new")])
    waiting = {THIRD: (OTHER,), OTHER: (FOURTH, ONE)}
    assert hopeless.among(waiting) == {OTHER, THIRD}
    assert hopeless.among({ONE: (FOURTH,)}) == set()
    assert hopeless.among({"5" * 64: (THIRD,)}) == {"5" * 64}


@pytest.mark.parametrize(
    "refusal", [Refusal("signature-invalid"), Refusal("relayed-by-stranger", {"agency": "xx.elsewhere"})]
)
def test_a_copy_that_a_liar_spoiled_says_nothing_about_the_entry(refusal: Refusal) -> None:
    hopeless = Hopeless()
    hopeless.note([refused(ONE, refusal)])
    assert hopeless.among({OTHER: (ONE,)}) == set()


def test_it_is_forgotten_in_time_and_when_contacts_change() -> None:
    hopeless = Hopeless()
    hopeless.note([refused(ONE, Refusal("opening-closed"))], now=0.0)
    assert hopeless.among({OTHER: (ONE,)}, now=LONGEST - 1) == {OTHER}
    assert hopeless.among({THIRD: (ONE,)}, now=LONGEST + 1) == set()
    hopeless.forget()
    assert hopeless.among({THIRD: (OTHER,)}, now=LONGEST - 1) == set()


def test_what_is_remembered_is_bounded() -> None:
    hopeless = Hopeless()
    hopeless.note([refused(ONE, Refusal("opening-closed"))])
    hopeless.note([refused(f"{number:064x}", Refusal("opening-closed")) for number in range(MOST)])
    assert hopeless.among({OTHER: (ONE,)}) == set()
