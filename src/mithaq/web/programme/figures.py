"""What this node has counted of a pact's dossiers in a period: its view, until the agency signs it.

Counting goes through all dossiers of the period. It is done once a minute at most, whoever looks how often.
"""

from collections import Counter
from collections.abc import Iterator

from django.core.cache import cache
from django.db.models import Sum
from django.db.models.functions import Coalesce

from mithaq.node.models import CardRow, DossierRow
from mithaq.web.layout import own_agency

REQUEST = {"in-time": "answered-in-time", "late": "answered-late", "refused": "refusals"}
"""How a request went -> the figure that counts it."""

KINDS = {"operation": "operations", "delivery": "deliveries"}
TOGETHER = {"refused": "refusals", "harm": "harm", "errors": "errors"}
"""What a figure of an operation or a delivery says beside that; others are its own."""

KEPT = 60
"""Seconds for which counts are remembered."""

Counts = dict[tuple[str, str], int]
"""(area, figure) -> number."""


def counted(pact: str | None, areas: tuple[str, ...], start: str, end: str) -> Counts:
    """Return the figures of the dossiers under a pact that were opened in a period, both days included."""
    key = f"mithaq-figures-{own_agency()}-{pact}-{start}-{end}"
    known: Counts | None = cache.get(key)
    if known is None:
        found: Counter[tuple[str, str]] = Counter()
        for area, figure, number in _counts(pact, start, f"{end}T23:59:59.999Z"):
            found[area, figure] += number
        known = dict(found)
        cache.set(key, known, KEPT)
    return {pair: number for pair, number in known.items() if pair[0] in areas}


def _counts(pact: str | None, start: str, end: str) -> Iterator[tuple[str, str, int]]:
    """Yield area, figure and number; one query, grouped by the database."""
    inside = DossierRow.objects.filter(pact=pact, opened_at__gte=start, opened_at__lte=end)
    cards = (
        CardRow.objects.filter(kind="figure", dossier__in=inside)
        .values("dossier_kind", "title", "state")
        .annotate(number=Sum(Coalesce("value", 1)))
        .order_by()
    )
    for card in cards:
        area = str(card["title"][1].get("area", ""))
        kind, state, number = card["dossier_kind"], card["state"], card["number"]
        if kind == "request":
            yield area, "requests-asked", number
            if state in REQUEST:
                yield area, REQUEST[state], number
        elif kind in KINDS and state in {"carried-out", *TOGETHER}:
            yield area, TOGETHER.get(state, KINDS[kind]), number
        elif kind == "expertise" and state == "held":
            yield area, "trainings", number
