"""What else there is about the same matter: the pact, dossiers under it, dossiers that entries refer to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from mithaq.node.models import DossierOfficer, DossierRow, EntryRow, Officer, SubjectKey
from mithaq.node.officers import FEW, sees_all, visible
from mithaq.record.limits import ID
from mithaq.web import timeline
from mithaq.web.headings import Heading, headings
from mithaq.web.layout import own_agency
from mithaq.web.lists.statements import first_ids
from mithaq.web.reading import Fact

MOST = 20
"""Dossiers of each sort that are named."""

MOST_KEYS = 200
"""Identifiers of the dossier that are looked for in others."""

MOST_ALIKE = 1000
"""Dossiers with one of these identifiers that are looked through for those that the officer may see."""

LOOKED_THROUGH = 200
"""Newest entries of the dossier that are looked through for dossiers they refer to."""


@dataclass(frozen=True, slots=True)
class Related:
    """Dossiers of one sort; `hidden` is how many more there are that this officer may not see."""

    same: tuple[Heading, ...]
    """Dossiers that name the same identifier."""
    linked: tuple[Heading, ...]
    pact: tuple[Heading, ...]
    under: tuple[Heading, ...]
    hidden: int
    more: bool
    """Whether there are more dossiers under the same pact than are named."""


def related(officer: Officer, row: DossierRow) -> Related:
    """Return what an officer may know of the dossiers around this one."""
    linked = list(dict.fromkeys(_linked(row)))[:MOST]
    pact = row.pact or row.id
    seen, few = _seen(officer)
    others = (few if few is not None else seen).exclude(id=row.id)
    newest = others.filter(pact=pact).order_by("-news_serial", "-id")
    alike = others.filter(id__in=_alike(row)).order_by("-last_entry_at", "-id")
    called = seen.filter(id__in=[*linked, *([row.pact] if row.pact else [])]).exclude(id=row.id)
    asked = [(one, "id") for one in (newest, alike, called)]
    under, same, named = first_ids(asked, MOST + 1, in_order=True)
    ids = {*under[:MOST], *same[:MOST], *named}
    found = headings(DossierRow.objects.filter(id__in=ids).select_related("ownreference"), own_agency())
    known = [one for one in linked if one in found]
    return Related(
        tuple(found[one] for one in same[:MOST]),
        tuple(found[one] for one in known),
        tuple(found[one] for one in [row.pact] if one in found),
        tuple(found[one] for one in under[:MOST]),
        len(linked) - len(known),
        len(under) > MOST,
    )


def _seen(officer: Officer) -> tuple[QuerySet[DossierRow], QuerySet[DossierRow] | None]:
    """Return the dossiers that the officer may see; and those again, looked up, where they are few."""
    seen = visible(officer)
    if sees_all(officer):
        return seen, None
    named = DossierOfficer.objects.filter(officer=officer).values_list("dossier_id", flat=True)
    ids = list(named[: FEW + 1])
    return seen, seen.filter(id__in=ids) if len(ids) <= FEW else None


def _alike(row: DossierRow) -> QuerySet[SubjectKey, Any]:
    """Return the dossiers that name an identifier of this one: not more than are looked through."""
    keys = SubjectKey.objects.filter(dossier=row).order_by("id").values("key")[:MOST_KEYS]
    return SubjectKey.objects.filter(key__in=keys).values("dossier_id")[:MOST_ALIKE]


def _linked(row: DossierRow) -> Iterable[str]:
    """Yield the dossiers that the newest entries refer to."""
    kind = timeline.kind_of(row)
    rows = EntryRow.objects.filter(dossier=row.id, gone=False, locked=False, body__isnull=False)
    for one in rows.defer(*timeline.BIG).order_by("-serial")[:LOOKED_THROUGH]:
        if b'"dossier"' in bytes(one.body or b""):
            yield from _dossiers(timeline.said_in(kind, None, one))


def _dossiers(facts: Iterable[Fact]) -> Iterable[str]:
    for fact in facts:
        if fact.kind == "dossier" and ID.fullmatch(fact.text):
            yield fact.text
        yield from _dossiers(fact.facts)
