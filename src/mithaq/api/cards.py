"""GET /api/cards: tasks, moments, subjects and figures of the dossiers that an officer reads."""

from typing import Annotated

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router, Schema

from mithaq.api.access import READ, officer_of
from mithaq.api.pages import Limit
from mithaq.node import audit, officers
from mithaq.node.models import CardRow

router = Router(tags=["cards"], auth=READ)

_PLACE = r"^([0-9TZ:.-]{24}~[0-9]{1,15}|~[0-9]{1,15})?$"
"""A card's deadline, or nothing, and its number."""


class CardOut(Schema):
    """One card. `title` is a message in English and its arguments; "overdue" is for the reader's clock."""

    dossier: str
    dossier_kind: str
    kind: str
    key: str
    entry: str
    title: str
    arguments: dict[str, str]
    due: str
    owner: str
    state: str
    exercise: bool


class Cards(Schema):
    """Some cards; `next` is null where there are no more."""

    items: list[CardOut]
    next: str | None


@router.get("/cards", response=Cards, operation_id="cards", summary="Cards, the soonest due first")
def list_cards(
    request: HttpRequest,
    kind: Annotated[str, Query(pattern=r"^[a-z-]{0,10}$")] = "",
    owner: Annotated[str, Query(pattern=r"^[a-z0-9.-]{0,66}$")] = "",
    dossier: Annotated[str, Query(pattern=r"^([0-9a-f]{64})?$")] = "",
    after: Annotated[str, Query(pattern=_PLACE, description="The `next` of the page before.")] = "",
    limit: Limit = 100,
) -> Cards:
    """Return the cards of dossiers that the officer may read; those without a deadline come last."""
    # Who only controls sees no cards.
    officer = officer_of(request)
    rows = CardRow.objects.filter(dossier__in=officers.readable(officer))
    for field, value in (("kind", kind), ("owner", owner), ("dossier_id", dossier)):
        if value:
            rows = rows.filter(**{field: value})
    if after:
        rows = rows.filter(_beyond(after))
    found = list(rows.order_by("due", "pk")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    seen = sorted({row.dossier_id for row in found[:limit]})
    audit.record("listed", who=officer.email, subject=f"api cards: {len(found[:limit])}", entries=seen)
    return Cards(items=[_out(row) for row in found[:limit]], next=f"{last.due}~{last.pk}" if last else None)


def _beyond(after: str) -> Q:
    due, _mark, number = after.partition("~")
    return Q(due__gt=due) | Q(due=due, pk__gt=int(number))


def _out(row: CardRow) -> CardOut:
    title, arguments = row.title
    return CardOut(
        dossier=row.dossier_id,
        dossier_kind=row.dossier_kind,
        kind=row.kind,
        key=row.key,
        entry=row.entry,
        title=title,
        arguments=arguments,
        due=row.due,
        owner=row.owner,
        state=row.state,
        exercise=row.exercise,
    )
