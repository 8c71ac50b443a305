"""What can be done to several rows at once: only what nobody outside this agency ever sees."""

from collections.abc import Iterable, Sequence

from django.core.cache import cache

from mithaq.node import audit, duty
from mithaq.node.models import CardRow, DossierRow, Officer, ReadMark
from mithaq.node.officers import readable, visible
from mithaq.record.limits import ID
from mithaq.web.layout import own_agency
from mithaq.web.lists.listing import DOSSIERS, Listing

KEPT = 30
"""Seconds for which the officers are remembered."""

MOST = 200
"""Rows that can be chosen at once: more than a page has."""


def dossiers_of(listing: Listing, officer: Officer, chosen: Iterable[str]) -> list[str]:
    """Return the dossiers of the chosen rows, without those that the officer may not see."""
    some = list(chosen)[:MOST]
    if listing is DOSSIERS:
        seen = visible(officer).filter(id__in=[one for one in some if ID.fullmatch(one)])
        return sorted(seen.values_list("id", flat=True))
    numbers = [int(one) for one in some if one.isdecimal() and len(one) < 19]
    cards = CardRow.objects.filter(pk__in=numbers, dossier__in=readable(officer))
    return sorted(set(cards.values_list("dossier_id", flat=True)))


def colleagues() -> list[tuple[int, str]]:
    """Return who can answer for a dossier, by number and name; a new officer is among them a little later."""
    key = f"mithaq-colleagues-{own_agency()}"
    known: list[tuple[int, str]] | None = cache.get(key)
    if known is None:
        known = [(officer.pk, officer.name) for officer in duty.officers()]
        cache.set(key, known, KEPT)
    return known


def put_aside(officer: Officer, dossiers: Sequence[str]) -> int:
    """Let what is new in dossiers be no news for an officer any more; return in how many.

    It is not thereby read: nothing tells partners that it was (mithaq.node.reading goes by `serial`).
    """
    news = DossierRow.objects.filter(id__in=dossiers, news_serial__gt=0)
    serials = dict(news.values_list("id", "news_serial"))
    made = [ReadMark(officer=officer, dossier_id=one) for one in serials]
    ReadMark.objects.bulk_create(made, ignore_conflicts=True)
    for one, serial in serials.items():
        ReadMark.objects.filter(officer=officer, dossier=one, aside__lt=serial).update(aside=serial)
    audit.record("put-aside", who=officer.email, entries=sorted(serials))
    return len(serials)
