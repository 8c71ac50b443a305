"""Long lists in portions: a page names what comes after it, and costs the same wherever it lies."""

from collections.abc import Sequence
from typing import Annotated, Generic, TypeVar

from ninja import Query, Schema

T = TypeVar("T")

MOST = 500

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
After = Annotated[int, Query(ge=0, le=2**53 - 1, description="The `next` of the page before.")]


class Page(Schema, Generic[T]):
    """Some of a list; `next` is null where there is no more."""

    items: list[T]
    next: int | None


def page(items: Sequence[T], limit: int, place: int | None) -> Page[T]:
    """Return a page of at most `limit` items; `place` is that of its last one, to be asked for next."""
    return Page(items=list(items[:limit]), next=place if len(items) > limit else None)
