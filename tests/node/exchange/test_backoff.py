"""A contact that does not answer is tried ever more rarely, at moments that no two nodes share (EXC-30)."""

from mithaq.node.exchange.backoff import FIRST, LEAST, MOST, Backoff


def test_the_bound_doubles_up_to_the_greatest() -> None:
    backoff = Backoff(lambda: 1.0)
    delays = [backoff.failed() for _ in range(2000)]
    assert delays[:4] == [FIRST, FIRST * 2, FIRST * 4, FIRST * 8]
    assert max(delays) == delays[-1] == MOST


def test_the_delay_lies_anywhere_below_the_bound() -> None:
    numbers = iter([0.0, 0.5, 0.25])
    backoff = Backoff(lambda: next(numbers))
    assert [backoff.failed() for _ in range(3)] == [LEAST, FIRST, FIRST]


def test_a_contact_that_is_heard_begins_anew() -> None:
    backoff = Backoff(lambda: 1.0)
    for _ in range(9):
        backoff.failed()
    backoff.heard()
    assert backoff.failed() == FIRST
