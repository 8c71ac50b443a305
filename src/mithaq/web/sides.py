"""The parties of a dossier on its page: their part in it, their clock, and when they were last heard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from mithaq.kinds import Terms
from mithaq.node import clock
from mithaq.node.delivery import Standing
from mithaq.node.models import DossierRow
from mithaq.node.views import HeldView
from mithaq.web import calendars, moments, words
from mithaq.web.shapes import shape_of


@dataclass(frozen=True, slots=True)
class Side:
    """One party."""

    agency: str
    own: bool
    parts: tuple[str, ...]
    """What it is here: who asks, who is asked."""
    local: str = ""
    """What its clock shows now; "" where that is not known."""
    heard: datetime | None = None
    wrote: datetime | None = None
    waits: bool = False
    """Whether it has not confirmed the newest entry of substance."""
    left: str = ""


def sides(
    row: DossierRow,
    view: HeldView,
    opening: Mapping[str, Any],
    parties: Iterable[Standing],
    own: str,
    awaiting: tuple[str, ...],
) -> tuple[Side, ...]:
    """Return the parties, who opened the dossier first; `opening` is the body as it holds now."""
    named = _named(view, opening)
    found = [
        Side(
            one.agency,
            one.agency == own,
            _parts(one.agency, view, named),
            _local(one.agency, view.state.terms),
            one.last_heard,
            one.last_entry_at,
            one.agency in awaiting,
            one.until,
        )
        for one in parties
    ]
    return tuple(sorted(found, key=lambda side: (bool(side.left), side.agency != row.opened_by, side.agency)))


def bare(row: DossierRow, parties: Iterable[Standing]) -> tuple[Side, ...]:
    """Return the parties of a dossier whose rules are not known here."""
    return tuple(
        Side(one.agency, False, (), "", one.last_heard, one.last_entry_at, False, one.until)
        for one in parties
        if one.agency in row.members or one.until
    )


def _parts(agency: str, view: HeldView, named: Mapping[str, str]) -> tuple[str, ...]:
    """Return the part of an agency in words: by who opened it, and by what the opening names it for."""
    parts = (_opener(view.state.opened_as),) if agency == view.state.opener else ()
    return (*parts, named[agency]) if agency in named else parts


def _opener(type_: str) -> str:
    return {"ask": _("asks"), "inform": _("informs"), "agree": _("proposed the pact")}.get(
        type_, _("opened the dossier")
    )


def _named(view: HeldView, opening: Mapping[str, Any]) -> dict[str, str]:
    """Return the agencies that the opening names, with the title of the field that names them."""
    model = view.kind.opening(view.state.opened_as)
    body = opening.get("body") if "entry" in opening else opening
    found: dict[str, str] = {}
    for name, shape in shape_of(model).parts if model else ():
        value = body.get(name) if isinstance(body, Mapping) else None
        if shape.kind == "choices" and shape.vocabularies == ("agencies",) and isinstance(value, list):
            title = _("is asked") if name == "asked" else words.message(shape.title)
            found |= {str(agency): title for agency in value}
    return found


def _local(agency: str, terms: Terms | None) -> str:
    """Return what an agency's clock shows: by the calendar that the pact has agreed, else by its capital."""
    now = clock.now()
    agreed = terms.profile.calendars if terms else ()
    for calendar in agreed:
        if calendar.agency == agency and calendar.offsets:
            past = [one for one in calendar.offsets if one.since <= clock.text(now)] or calendar.offsets[:1]
            return moments.time_in_words(now.astimezone(UTC) + timedelta(minutes=past[-1].minutes))
    zone = calendars.zone_of(agency)
    return moments.time_in_words(now.astimezone(zone)) if zone else ""
