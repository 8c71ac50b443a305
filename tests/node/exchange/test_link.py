"""Cursors: what is not durable is not confirmed, nothing is lost or sent for ever (EXC-5 to EXC-12)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.node.exchange.link import PROBE_FIRST, Link
from mithaq.node.exchange.protocol import Message, Position, Want

OURS, THEIRS, NEXT = "aa" * 16, "bb" * 16, "cc" * 16
WANT = (Want("0f" * 32, {"ma.dgsn": 3}),)


def said(cursor: int | None = None, *, epoch: str = THEIRS, ours: str = OURS, **rest: object) -> Message:
    """Return a message of theirs that confirms ours up to `cursor`."""
    got = None if cursor is None else Position(ours, cursor)
    return replace(Message("es.policia", "ma.dgsn", epoch, got=got), **rest)  # type: ignore[arg-type]


def link(cursor: int = 0) -> Link:
    one = Link("es.policia")
    one.hear(said(cursor), OURS, 0.0)
    return one


def test_nothing_is_offered_before_they_have_said_where_they_stand() -> None:
    one = Link("es.policia", acked=7, told=7, scanned=7)
    assert not one.introduced
    one.hear(said(40), OURS, 0.0)
    assert (one.introduced, one.acked, one.told, one.scanned) == (True, 40, 40, 40)


def test_what_they_confirm_is_not_sent_again() -> None:
    one = link()
    assert one.offer(9, 1.0) == 0
    one.hear(said(9), OURS, 1.1)
    assert (one.acked, one.probe_at) == (9, None)
    assert one.offer(12, 2.0) == 9


def test_an_older_confirmation_that_comes_late_takes_nothing_back() -> None:
    one = link()
    one.offer(9, 1.0)
    one.hear(said(9), OURS, 1.1)
    one.hear(said(4), OURS, 1.2)
    assert (one.acked, one.told) == (9, 9)


def test_what_stays_unconfirmed_is_asked_for_and_sent_again_ever_more_rarely() -> None:
    one = link()
    waits = []
    for at in (0.0, 100.0, 200.0):
        one.offer(9, at)
        assert one.probe_at is not None
        waits.append(one.probe_at - at)
        one.hear(said(4), OURS, at + 50)
        one.probed()
        assert (one.told, one.scanned) == (4, 4)
    assert waits == [PROBE_FIRST, PROBE_FIRST * 2, PROBE_FIRST * 4]
    one.offer(9, 300.0)
    one.hear(said(9), OURS, 301.0)
    assert one.probes == 0


def test_a_partner_that_lost_its_cursor_is_believed_at_the_next_probe() -> None:
    one = link(50)
    one.offer(60, 0.0)
    one.hear(said(20), OURS, 1.0)
    one.probed()
    assert (one.acked, one.told) == (20, 20)


def test_a_call_that_was_cut_begins_anew_from_what_they_say() -> None:
    one = link()
    one.offer(9, 0.0)
    one.failed()
    one.hear(said(5), OURS, 1.0)
    assert (one.acked, one.told) == (5, 5)


def test_what_is_not_for_them_needs_no_confirmation() -> None:
    one = link()
    one.skip(1000)
    assert (one.scanned, one.told, one.probe_at) == (1000, 0, None)
    assert one.offer(1001, 0.0) == 0


def test_their_entries_are_confirmed_when_all_are_durable() -> None:
    one = link()
    one.take(0, 5, whole=True)
    one.settle()
    assert one.position() == Position(THEIRS, 5)


def test_a_waiting_entry_is_never_confirmed_until_it_is_placed() -> None:
    one = link()
    one.take(0, 5, whole=True)
    one.waits.add("0f" * 32)
    one.settle()
    one.take(5, 8, whole=True)
    one.settle()
    assert one.position() == Position(THEIRS, 0)
    one.waits.clear()
    one.settle()
    assert one.position() == Position(THEIRS, 8)


def test_an_entry_that_was_thrown_out_is_not_confirmed_by_what_came_after_it() -> None:
    one = link()
    one.take(0, 5, whole=True)
    one.waits.add("0f" * 32)
    one.waits.clear()
    one.evicted()
    one.take(5, 8, whole=True)
    one.settle()
    assert one.position() == Position(THEIRS, 0)


def test_a_batch_with_an_entry_that_was_dropped_is_not_confirmed() -> None:
    one = link()
    one.take(0, 5, whole=False)
    one.take(5, 8, whole=True)
    one.settle()
    assert one.position() == Position(THEIRS, 0)


@given(st.permutations(range(6)))
def test_ranges_may_come_in_any_order(order: list[int]) -> None:
    one = link()
    for number in order:
        one.take(number * 10, number * 10 + 10, whole=True)
    one.settle()
    assert one.received == 60


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10), st.booleans()), max_size=30))
def test_nothing_is_confirmed_that_did_not_come_without_a_gap(ranges: list[tuple[int, int, bool]]) -> None:
    one = link()
    came: set[int] = set()
    for after, count, whole in ranges:
        one.take(after, after + count, whole=whole)
        if whole:
            came.update(range(after + 1, after + count + 1))
    one.settle()
    assert set(range(1, one.received + 1)) <= came


def test_a_new_epoch_of_theirs_counts_from_the_beginning() -> None:
    one = link()
    one.take(0, 5, whole=True)
    one.settle()
    one.offer(9, 0.0)
    one.hear(said(3, epoch=NEXT), OURS, 1.0)
    assert one.position() == Position(NEXT, 0)
    assert (one.acked, one.told) == (3, 3)


def test_a_position_in_an_old_epoch_of_ours_means_nothing() -> None:
    one = Link("es.policia", epoch=THEIRS, acked=70, told=70, scanned=70)
    one.hear(said(70, ours=NEXT), OURS, 0.0)
    assert (one.acked, one.told) == (0, 0)


def test_a_restored_partner_is_returned_everything_once() -> None:
    one = link(50)
    one.hear(said(20, epoch=NEXT, resync=True), OURS, 0.0)
    assert one.resyncing()
    assert one.told == 20
    one.return_upto(60)
    one.offer(40, 1.0)
    one.hear(said(40, epoch=NEXT, resync=True), OURS, 1.1)
    assert (one.returned_to, one.told) == ("", 40)
    one.offer(60, 2.0)
    one.hear(said(60, epoch=NEXT, resync=True), OURS, 2.1)
    assert one.returned_to == NEXT
    assert not one.resyncing()
    one.hear(said(60, epoch=NEXT), OURS, 3.0)
    assert not one.resyncing()


def test_the_same_question_is_answered_ever_more_rarely() -> None:
    one = link()
    at, answered = 0.0, 0
    for at in range(100):
        one.hear(said(0, want=WANT), OURS, float(at))
        if one.may_supply(float(at)):
            answered += 1
            one.supply(float(at))
    assert 5 <= answered <= 9
    one.hear(said(0, want=(replace(WANT[0], have={"ma.dgsn": 4}),)), OURS, 100.0)
    assert one.may_supply(100.0)


@pytest.mark.parametrize("cursor", [None, 5])
def test_a_first_message_may_know_nothing_of_us(cursor: int | None) -> None:
    one = Link("es.policia")
    one.hear(said(cursor), OURS, 0.0)
    assert one.acked == (cursor or 0)
    assert one.position() == Position(THEIRS, 0)
