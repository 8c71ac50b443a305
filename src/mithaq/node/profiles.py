"""The calendar of working days that counts for an agency under a pact, as pages and reminders use it."""

from collections.abc import Iterable
from functools import lru_cache

from django.core.cache import cache

from mithaq.kinds.deadlines import Calendar, Profile
from mithaq.node import dossiers
from mithaq.node.models import DossierRow
from mithaq.node.views import view_of

PACT = "pact"

REMEMBERED = 30
"""Seconds for which lists count by a pact's calendar as it was: it changes when all parties agree."""


def calendar_of(pact: str | None, agency: str) -> Calendar:
    """Return an agency's calendar by the pact's profile; the plain one without a pact that is known here."""
    if pact is None:
        return Profile().calendar(agency)
    version = DossierRow.objects.filter(id=pact).values_list("version", flat=True).first()
    return _profile(pact, version).calendar(agency) if version is not None else Profile().calendar(agency)


def calendars_of(pacts: Iterable[str], agency: str) -> dict[str, Calendar]:
    """Return an agency's calendar by each pact that is known here, as it was within the last half minute."""
    keys = {f"mithaq-calendar-{agency}-{pact}": pact for pact in pacts}
    found = {keys[key]: calendar for key, calendar in cache.get_many(keys).items()}
    missing = sorted(set(keys.values()) - found.keys())
    if missing:
        rows = list(DossierRow.objects.filter(id__in=missing).values_list("id", "version"))
        fresh = {pact: _profile(pact, version).calendar(agency) for pact, version in rows}
        cache.set_many({f"mithaq-calendar-{agency}-{pact}": one for pact, one in fresh.items()}, REMEMBERED)
        found |= fresh
    return found


@lru_cache(maxsize=256)
def _profile(pact: str, _version: int) -> Profile:
    """Return a pact's profile; read again whenever something was appended to the pact."""
    with dossiers.reading(pact) as dossier:
        view = view_of(dossier) if dossier else None
        agreed = getattr(view.state, "agreed", None) if view is not None and view.kind.name == PACT else None
        found = getattr(agreed, "profile", None)
    return found if isinstance(found, Profile) else Profile()
