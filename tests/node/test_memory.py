"""What stays in memory is not searched for garbage, and what goes is still found."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from mithaq.node import memory


class Page:
    """Something that names itself, so that only a search finds that nobody needs it."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def settled() -> Iterator[None]:
    before = list(gc.callbacks)
    gc.callbacks.clear()  # this process has settled already
    memory.settle()
    yield
    gc.callbacks[:] = before
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def test_what_a_full_search_leaves_is_left_out_of_the_next(settled: None) -> None:
    kept = [Page() for _ in range(1000)]
    count = gc.get_freeze_count()
    gc.collect()
    assert gc.get_freeze_count() >= count + len(kept)
    assert not any(isinstance(one, Page) for one in gc.get_objects())


def test_only_the_first_searches_do_so(settled: None) -> None:
    for _ in range(memory.FIRST):
        gc.collect()
    late = Page()
    gc.collect()
    assert any(one is late for one in gc.get_objects())
    known = ref(late)
    del late
    gc.collect()
    assert known() is None
