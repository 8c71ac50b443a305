"""The entries of one dossier as its page shows them: who, when, what it says, and how far it has come."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mithaq.kinds import Handling, Kind, law
from mithaq.node import delivery, home
from mithaq.node.blobs import references
from mithaq.node.delivery import Delivery
from mithaq.node.models import DossierRow, EntryRow
from mithaq.node.sealing import Reference
from mithaq.node.views import HeldView
from mithaq.record.errors import Refusal
from mithaq.web import acts, words
from mithaq.web.reading import Fact, Said, facts

PAGE = 40
"""Entries on one page of a dossier."""

BIG = ("payload", "signature", "sealed")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, ready to be drawn."""

    row: EntryRow
    done: str
    facts: tuple[Fact, ...]
    handling: tuple[Fact, ...]
    deliveries: tuple[Delivery, ...]
    attachments: tuple[Reference, ...]
    refusal: Refusal | None
    deviations: tuple[Refusal, ...]
    gone: bool
    stable: bool
    quiet: bool
    corrected_by: str = ""
    corrects: str = ""

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


def page_of(dossier: str, before: int | None, *, quiet: bool) -> tuple[list[EntryRow], int | None]:
    """Return the newest entries before a serial, newest first, and the serial before which there are more."""
    rows = EntryRow.objects.filter(dossier=dossier).defer(*BIG).order_by("-serial")
    if not quiet:
        # One that has no effect is shown all the same, with its reason.
        rows = rows.exclude(type__in=acts.QUIET, verdict__isnull=True)
    if before is not None:
        rows = rows.filter(serial__lt=before)
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
    deliveries = delivery.of_entries(dossier, some)
    translations = _translations(view, some)
    own = home.current().agency
    return [
        _line(
            kind,
            view,
            row,
            tuple(one for one in deliveries[row.entry] if one.agency != own),
            translations.get(row.entry, {}),
            stable,
        )
        for row in some
    ]


def _line(
    kind: Kind[Any] | None,
    view: HeldView | None,
    row: EntryRow,
    deliveries: tuple[Delivery, ...],
    translations: Mapping[str, tuple[Said, ...]],
    stable: tuple[int, str],
) -> Line:
    verdict = row.verdict or {}
    type_, told, handling = told_by(row)
    mark = view.state.entries.get(row.entry) if view else None
    model = kind.body(type_) if kind else None
    corrected = None
    if type_ == "correct" and view and kind:
        target = view.state.entries.get(str(told.get("entry")))
        corrected = kind.body(target.type) if target else None
    said = facts(model, told, translations) if model else common_facts(told)
    if corrected:
        inner = told.get("body")
        said += facts(corrected, inner if isinstance(inner, dict) else {}, translations)
    return Line(
        row,
        acts.done(kind, type_),
        said,
        facts(Handling, handling) if handling else (),
        deliveries,
        references(told),
        _refusal(verdict.get("refusal")),
        tuple(one for one in map(_refusal, verdict.get("deviations", ())) if one),
        row.gone or row.locked or bool(verdict.get("gone")),
        (row.depth, row.entry) <= stable,
        row.type in acts.QUIET and row.type != "translate",
        corrected_by=mark.corrections[-1] if mark and mark.corrections else "",
        corrects=str(told.get("entry", "")) if type_ == "correct" else "",
    )


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
        found.append(Fact("line", "", "agency", words.agency(told["agency"])))
    if isinstance(told.get("reason"), str) and told["reason"]:
        found.append(Fact("plain", "", "reason", told["reason"]))
    if isinstance(told.get("entries"), list):
        found.append(Fact("entries", "", "entries", lines=tuple(map(str, told["entries"]))))
    return tuple(found)


def _translations(view: HeldView | None, rows: Iterable[EntryRow]) -> dict[str, dict[str, tuple[Said, ...]]]:
    """Return the signed translations of these entries' texts: entry -> path -> texts; one query for all."""
    if view is None:
        return {}
    marks = {row.entry: view.state.entries.get(row.entry) for row in rows}
    wanted = {one.id: (entry, one) for entry, mark in marks.items() if mark for one in mark.translations}
    found: dict[str, dict[str, tuple[Said, ...]]] = {}
    for row in EntryRow.objects.filter(entry__in=list(wanted), gone=False).defer(*BIG):
        entry, one = wanted[row.entry]
        _type, told, _handling = told_by(row)
        text = told.get("text")
        if isinstance(text, dict) and text.get("text"):
            said = Said(str(text["text"]), str(text.get("language", "")), row.author, row.entry)
            paths = found.setdefault(entry, {})
            paths[one.field] = (*paths.get(one.field, ()), said)
    return found
