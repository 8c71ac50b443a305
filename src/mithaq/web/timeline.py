"""The entries of one dossier as its page shows them: who, when, what it says, and how far it has come."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from mithaq.kinds import Handling, Kind, law
from mithaq.node import delivery, home
from mithaq.node.blobs import references
from mithaq.node.delivery import Delivery, Standing
from mithaq.node.models import DossierRow, EntryRow
from mithaq.node.sealing import Reference
from mithaq.node.views import HeldView
from mithaq.record.errors import Refusal
from mithaq.web import acts, words
from mithaq.web.marking import marking_of
from mithaq.web.reading import Fact, Said, facts

PAGE = 25
"""Entries on one page of a dossier."""

BIG = ("payload", "signature", "sealed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page of a dossier's entries, and which of them: by their author, by their type; "" for all."""

    before: int | None = None
    quiet: bool = False
    author: str = ""
    type: str = ""

    @property
    def filtered(self) -> bool:
        """Whether some are left out on purpose."""
        return bool(self.author or self.type)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, ready to be drawn."""

    row: EntryRow
    done: str
    facts: tuple[Fact, ...]
    deliveries: tuple[Delivery, ...]
    attachments: tuple[Reference, ...]
    refusal: Refusal | None
    deviations: tuple[Refusal, ...]
    gone: bool
    stable: bool
    quiet: bool
    type: str = ""
    """The kind's own type: of an opening, that of its body."""
    corrected_by: str = ""
    corrects: str = ""
    marking: Mapping[str, Any] | None = None
    """Its handling as written."""
    awaiting: tuple[str, ...] = ()
    """The parties that are not known to hold it."""

    @property
    def handling(self) -> tuple[Fact, ...]:
        """Its handling in full."""
        return facts(Handling, self.marking) if self.marking else ()

    @property
    def bounds(self) -> str:
        """Its handling in one line: codes, TLP and PAP, the purpose; all of it is on the entry's own page."""
        given = self.marking or {}
        purpose = given.get("purpose")
        said = words.name("purposes", purpose) if isinstance(purpose, str) else ""
        return " · ".join(filter(None, (marking_of([given]).short, said)))

    @property
    def id(self) -> str:
        """The entry's id."""
        return str(self.row.entry)

    @property
    def time(self) -> str:
        """The time that its author's clock showed."""
        return self.row.time

    @property
    def here(self) -> datetime:
        """When it came here."""
        return self.row.received_at


def page_of(dossier: str, wanted: Wanted) -> tuple[list[EntryRow], int | None]:
    """Return the newest entries before a serial, newest first, and the serial before which there are more."""
    rows = EntryRow.objects.filter(dossier=dossier).defer(*BIG).order_by("-serial")
    if not wanted.quiet:
        # One that has no effect is shown all the same, with its reason.
        rows = rows.exclude(type__in=acts.QUIET, verdict__isnull=True)
    if wanted.author:
        rows = rows.filter(author=wanted.author)
    if wanted.type:
        rows = rows.filter(type=wanted.type)
    if wanted.before is not None:
        rows = rows.filter(serial__lt=wanted.before)
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].serial if len(found) > PAGE else None


def kind_of(row: DossierRow) -> Kind[Any] | None:
    """Return the kind whose rules a dossier follows; None where this node does not know them."""
    return law(row.kind, row.rules)


def lines(
    dossier: str,
    kind: Kind[Any] | None,
    view: HeldView | None,
    rows: Iterable[EntryRow],
    stable: tuple[int, str],
) -> list[Line]:
    """Return the lines of these entries; `stable` is up to where the order never changes again."""
    some = list(rows)
    parties = delivery.standings(dossier, [row.entry for row in some])
    return drawn(kind, view, some, parties, beside(view, some), stable)


def drawn(
    kind: Kind[Any] | None,
    view: HeldView | None,
    rows: Iterable[EntryRow],
    parties: Iterable[Standing],
    known: Mapping[str, EntryRow],
    stable: tuple[int, str],
) -> list[Line]:
    """Return the lines of entries; `known` has the rows of what stands beside them: their translations."""
    own = home.current().agency
    others = [party for party in parties if party.agency != own]
    return [
        _line(
            kind,
            view,
            row,
            tuple(one for party in others if (one := party.of(row))),
            translations(view, row.entry, known),
            stable,
        )
        for row in rows
    ]


def _line(
    kind: Kind[Any] | None,
    view: HeldView | None,
    row: EntryRow,
    deliveries: tuple[Delivery, ...],
    translated: Mapping[str, tuple[Said, ...]],
    stable: tuple[int, str],
) -> Line:
    verdict = row.verdict or {}
    type_, told, handling = told_by(row)
    mark = view.state.entries.get(row.entry) if view else None
    return Line(
        row,
        acts.done(kind, type_),
        said_in(kind, view, row, translated),
        deliveries,
        references(told),
        _refusal(verdict.get("refusal")),
        tuple(one for one in map(_refusal, verdict.get("deviations", ())) if one),
        row.gone or row.locked or bool(verdict.get("gone")),
        (row.depth, row.entry) <= stable,
        row.type in acts.QUIET and row.type != "translate",
        type_,
        corrected_by=mark.corrections[-1] if mark and mark.corrections else "",
        corrects=str(told.get("entry", "")) if type_ == "correct" else "",
        marking=handling,
        awaiting=view.dossier.verdict(row.entry).awaiting if view and view.has(row.entry) else (),
    )


def said_in(
    kind: Kind[Any] | None,
    view: HeldView | None,
    row: EntryRow,
    translated: Mapping[str, tuple[Said, ...]] | None = None,
) -> tuple[Fact, ...]:
    """Return what an entry says; of a correction, the new text as well."""
    type_, told, _handling = told_by(row)
    model = kind.body(type_) if kind else None
    if model is None or kind is None:
        return common_facts(told)
    said = facts(model, told, translated)
    target = view.state.entries.get(str(told.get("entry"))) if view and type_ == "correct" else None
    corrected = kind.body(target.type) if target else None
    if corrected:
        inner = told.get("body")
        said += facts(corrected, inner if isinstance(inner, dict) else {}, translated)
    return said


def told_by(row: EntryRow) -> tuple[str, Mapping[str, Any], Mapping[str, Any] | None]:
    """Return type, body and handling of an entry; of an opening, the kind's own type and body."""
    if row.body is None or row.locked:
        return row.type, {}, None
    try:
        plain = json.loads(bytes(row.body))
        body, handling = plain["body"], plain["handling"]
    except (ValueError, KeyError, TypeError):
        return row.type, {}, None  # a body outside the profile: its verdict says so
    if not isinstance(body, dict):
        return row.type, {}, None
    if row.type == "open" and isinstance(body.get("body"), dict):
        return str(body["body"].get("type", "")), body["body"], handling
    return row.type, body, handling if isinstance(handling, dict) else None


def _refusal(pair: Any) -> Refusal | None:
    return Refusal(pair[0], pair[1]) if pair else None


def common_facts(told: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Return what a common body says to people: the agency it names, and its reason."""
    found = []
    if isinstance(told.get("agency"), str):
        found.append(Fact("line", _("Agency"), "agency", words.agency(told["agency"])))
    if isinstance(told.get("reason"), str) and told["reason"]:
        found.append(Fact("plain", _("Reason"), "reason", told["reason"]))
    if isinstance(told.get("entries"), list):
        found.append(Fact("entries", _("Entries"), "entries", lines=tuple(map(str, told["entries"]))))
    return tuple(found)


def beside(view: HeldView | None, rows: Iterable[EntryRow], *more: str) -> dict[str, EntryRow]:
    """Return these rows, those of their translations, and `more` entries, by id; at most one query."""
    found = {row.entry: row for row in rows}
    wanted = set(more)
    for entry in (*found, *more):
        mark = view.state.entries.get(entry) if view else None
        wanted |= {one.id for one in mark.translations} if mark else set()
    missing = wanted - found.keys()
    if missing:
        found |= {row.entry: row for row in EntryRow.objects.filter(entry__in=missing).defer(*BIG)}
    return found


def translations(
    view: HeldView | None, entry: str, known: Mapping[str, EntryRow]
) -> dict[str, tuple[Said, ...]]:
    """Return the signed translations of an entry's texts, by the path of the text."""
    mark = view.state.entries.get(entry) if view else None
    found: dict[str, tuple[Said, ...]] = {}
    for one in mark.translations if mark else ():
        row = known.get(one.id)
        text = told_by(row)[1].get("text") if row and not row.gone else None
        if row and isinstance(text, dict) and text.get("text"):
            said = Said(str(text["text"]), str(text.get("language", "")), row.author, row.entry)
            found[one.field] = (*found.get(one.field, ()), said)
    return found
