"""What this node has counted of a pact's dossiers in a period: its view, until the agency signs it."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count

from mithaq.node.models import CardRow, DossierRow

REQUEST = {"in-time": "answered-in-time", "late": "answered-late", "refused": "refusals"}
"""How a request went -> the figure that counts it."""

KINDS = {"operation": "operations", "delivery": "deliveries"}

Counts = dict[tuple[str, str], int]
"""(area, figure) -> number."""


def counted(pact: str | None, areas: tuple[str, ...], start: str, end: str) -> Counts:
    """Return the figures of the dossiers under a pact that were opened in a period, both days included."""
    found: Counter[tuple[str, str]] = Counter()
    for area, figure, number in _counts(pact, start, f"{end}T23:59:59.999Z"):
        if area in areas:
            found[area, figure] += number
    return dict(found)


def _counts(pact: str | None, start: str, end: str) -> Iterator[tuple[str, str, int]]:
    """Yield area, figure and number; one query, grouped by the database."""
    inside = DossierRow.objects.filter(pact=pact, opened_at__gte=start, opened_at__lte=end)
    cards = (
        CardRow.objects.filter(kind="figure", dossier__in=inside)
        .values("dossier_kind", "title", "state")
        .annotate(number=Count("pk"))
        .order_by()
    )
    for card in cards:
        area = str(card["title"][1].get("area", ""))
        kind, state, number = card["dossier_kind"], card["state"], card["number"]
        if kind == "request":
            yield area, "requests-asked", number
            if state in REQUEST:
                yield area, REQUEST[state], number
        elif kind in KINDS:
            yield area, KINDS[kind], number
        elif kind == "expertise" and state == "held":
            yield area, "trainings", number
