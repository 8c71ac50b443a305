"""What lists show, sort and filter of a dossier, kept beside it: in codes, ids and times, never a text.

Written in the transaction of the entries that change it, so that a list of any length is read from its
index without opening a dossier. What a dossier is called is read from the entry that says so, which
recall, erasure and correction reach; here is only which entry that is.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from mithaq.kinds import effective, law
from mithaq.node import rows
from mithaq.node.arrivals import Added, Batch
from mithaq.node.dossiers import Held
from mithaq.node.models import DossierRow, Facet
from mithaq.record.bodies import ACKNOWLEDGEMENT
from mithaq.record.errors import Refusal
from mithaq.record.law import Folded

QUIET = frozenset({ACKNOWLEDGEMENT, "read", "accept", "confirm-time", "re-seal", "cannot-open", "translate"})
"""Types that say nothing new, or stand beside what they are about: no news in a list."""

AREA, URGENCY, HANDLING, PARTNER = "area", "urgency", "handling", "partner"
MOST_CODES = 64
"""Codes of one facet that are listed: a dossier under more is found by the others."""

_COLUMNS = (
    "stage", "facets", "title_entry", "translations", "news_serial", "news_at", "news_by", "due",
)  # fmt: skip
_STORED = f"SELECT id, {', '.join(_COLUMNS)} FROM node_dossierrow WHERE id IN {{}}"  # noqa: S608
_TEXT_LENGTH = 40

Codes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Summary:
    """The list columns of one dossier, as they are stored."""

    stage: str = ""
    facets: str = "{}"
    title_entry: bytes | None = None
    translations: str = "{}"
    news_serial: int = 0
    news_at: Any = None
    news_by: str = ""
    due: str = ""

    @property
    def row(self) -> rows.Row:
        """The values in the order of the columns."""
        return tuple(getattr(self, name) for name in _COLUMNS)

    @property
    def codes(self) -> set[tuple[str, str]]:
        """Every (facet, code) that it is listed under."""
        return {(name, code) for name, codes in json.loads(self.facets).items() for code in codes}


def write(batch: Batch, folded: Mapping[str, Folded]) -> None:
    """Bring the summaries of a batch's dossiers up to date; its cards are written before."""
    for one in batch.opened.keys() & folded.keys():
        batch.held[one].summary = Summary()
    _read_stored({one: batch.held[one] for one in folded if batch.held[one].summary is None})
    last = max((batch.held[one].serial for one in folded), default=0)
    serials = {id(added): last - before for before, added in enumerate(reversed(batch.added))}
    changed: list[rows.Row] = []
    more: list[rows.Row] = []
    for one, result in folded.items():
        held = batch.held[one]
        before = held.summary or Summary()
        after = _summary(batch, one, result, before, serials)
        if after != before:
            changed.append((bytes.fromhex(one), *after.row))
            more += _facets(one, before, after)
            held.summary = after
    rows.update(DossierRow, "id", _COLUMNS, changed)
    rows.insert(Facet, ("dossier_id", "name", "code"), more, conflict="(name, code, dossier_id) DO NOTHING")


def _summary(batch: Batch, one: str, result: Folded, before: Summary, serials: Mapping[int, int]) -> Summary:
    held, added = batch.held[one], batch.groups[one]
    kind = law(held.dossier.kind, held.dossier.rules)
    state = None if isinstance(result.state, Refusal) else result.state
    known = kind is not None and state is not None
    facets = kind.facets(state) if kind is not None and known else None
    codes = {
        AREA: _first(facets.areas if facets else ()),
        URGENCY: (facets.urgency,) if facets and facets.urgency else (),
        HANDLING: _handling(before, added),
        PARTNER: tuple(agency for agency in result.members if agency != batch.home.agency),
    }
    title, translations = _title(state, one) if known else (None, "{}")
    news = next((entry for entry in reversed(added) if entry.opened.type not in QUIET), None)
    return Summary(
        kind.stage(state)[:_TEXT_LENGTH] if kind is not None and known else "",
        rows.json_text({name: list(some) for name, some in codes.items() if some}),
        title,
        translations,
        serials[id(news)] if news else before.news_serial,
        connection.ops.adapt_datetimefield_value(batch.now) if news else before.news_at,
        news.entry.header.author if news else before.news_by,
        _due(held, batch.home.agency),
    )


def _first(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(codes)))[:MOST_CODES]


def _handling(before: Summary, added: Iterable[Added]) -> tuple[str, ...]:
    """Return every handling code that an entry of the dossier has ever had."""
    known = set(json.loads(before.facets).get(HANDLING, ()))
    for one in added:
        known.update(code for code in one.entry.header.handling.split("+") if code)
    return _first(known)


def _title(state: Any, one: str) -> tuple[bytes | None, str]:
    """Return the entry whose text the opening has now, and the newest translation of each of its texts."""
    mark = state.entries.get(one)
    if mark is None:
        return None, "{}"
    translations = {f"{tr.field} {tr.language}": tr.id for tr in mark.translations if tr.id}
    return bytes.fromhex(effective(state, one)), rows.json_text(translations)


def _due(held: Held, own: str) -> str:
    """Return the soonest deadline of what this agency has to do."""
    cards = (held.cards or {}).items()
    return min(
        (row[2] for (kind, _), row in cards if kind == "task" and row[2] and row[3] in (own, "")), default=""
    )


def _facets(one: str, before: Summary, after: Summary) -> list[rows.Row]:
    """Take away what the dossier is no longer listed under, and return the rows that are new."""
    for name, code in before.codes - after.codes:
        Facet.objects.filter(dossier_id=one, name=name, code=code).delete()
    return [(bytes.fromhex(one), name, code) for name, code in sorted(after.codes - before.codes)]


def _read_stored(missing: Mapping[str, Held]) -> None:
    for held in missing.values():
        held.summary = Summary()
    for one, stage, facets, title, translations, *rest in rows.select(_STORED, map(bytes.fromhex, missing)):
        missing[bytes(one).hex()].summary = Summary(
            stage,
            rows.json_text(facets or {}),
            None if title is None else bytes(title),
            rows.json_text(translations or {}),
            *rest,
        )
