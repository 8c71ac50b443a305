"""A map that never changes (KND-15)."""

from hypothesis import given
from hypothesis import strategies as st

from mithaq.kinds.ledger import Ledger

STEPS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.one_of(st.none(), st.integers())), max_size=60)


@given(STEPS)
def test_it_is_a_dict_that_keeps_all_its_pasts(steps: list[tuple[str, int | None]]) -> None:
    ledger, plain = Ledger[int](), dict[str, int]()
    pasts = []
    for key, value in steps:
        if value is None:
            ledger = ledger.without([key])
            plain.pop(key, None)
        else:
            ledger = ledger.put(key, value)
            plain[key] = value
        pasts.append((ledger, dict(plain)))
    for past, expected in pasts:
        assert list(past.items()) == list(expected.items())
        assert len(past) == len(expected)
        assert past.newest() == next(reversed(expected.values()), None)
        assert [past.get(key) for key in "abcdefgh"] == [expected.get(key) for key in "abcdefgh"]
        assert [key in past for key in "abcdefgh"] == [key in expected for key in "abcdefgh"]


def test_equal_content_is_equal_however_it_was_made() -> None:
    one = Ledger[int]()
    for number in range(20):
        one = one.put(str(number % 10), number)
    other = Ledger({str(number): number + 10 for number in range(10)})
    assert one == other
    assert hash(one) == hash(other)
    assert one != other.put("x", 1)
    assert "'9': 19" in repr(one)


def test_ten_thousand_items_stay_in_few_layers() -> None:
    ledger = Ledger[int]()
    for number in range(10_000):
        ledger = ledger.put(f"{number}", number)
    assert len(ledger._layers) <= 14
    assert list(ledger) == [f"{number}" for number in range(10_000)]
    assert list(ledger.values())[-1] == 9_999
