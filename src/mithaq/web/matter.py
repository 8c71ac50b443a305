"""One dossier as its page shows it: read in one piece under the dossier's lock, drawn after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mithaq.kinds import Kind
from mithaq.node import delivery, dossiers
from mithaq.node.models import DossierRow, EntryRow
from mithaq.node.views import HeldView, view_of
from mithaq.record.errors import Refusal
from mithaq.web import deeds, sides, surroundings, timeline, words
from mithaq.web.deeds import Deed, Step, Turn
from mithaq.web.headings import cut, state_name
from mithaq.web.marking import Marking, marking_of
from mithaq.web.reading import Said
from mithaq.web.sides import Side
from mithaq.web.timeline import Line, Wanted


@dataclass(frozen=True, slots=True)
class Matter:
    """What a dossier has come to, for its page."""

    row: DossierRow
    kind: Kind[Any] | None
    stage: str
    state: str
    lines: tuple[Line, ...]
    older: int | None
    sides: tuple[Side, ...]
    deeds: tuple[Deed, ...] = ()
    turns: tuple[Turn, ...] = ()
    """What partners can do now."""
    steps: tuple[Step, ...] = ()
    """What is expected next, the most pressing first."""
    said: Said | None = None
    """What it is about: the first text of its opening, as corrected."""
    translated: Said | None = None
    """The newest signed translation of that text into the reader's language."""
    marking: Marking = field(default_factory=Marking)
    awaiting: tuple[str, ...] = ()
    """The parties that are not known to hold the newest entry of substance."""
    since: str = ""
    """When that entry was written."""
    references: tuple[tuple[str, str], ...] = ()
    """Agency and the reference number that it gave."""
    broken: Refusal | None = None
    """Why the opening itself opens nothing."""
    correctable: frozenset[str] = frozenset()
    types: tuple[tuple[str, str], ...] = ()
    """The types of entries that it has, with their names, to choose from."""

    @property
    def complete(self) -> bool:
        """Whether this node knows the dossier's rules and all of its entries."""
        return self.kind is not None and not self.row.incomplete

    @property
    def shown(self) -> frozenset[str]:
        """The ids of the entries on this page."""
        return frozenset(line.id for line in self.lines)

    @property
    def due(self) -> Step | None:
        """The step that is due first."""
        return next((step for step in self.steps if step.due), None)


def load(
    row: DossierRow, own: str, wanted: Wanted | None = None, rows: list[EntryRow] | None = None
) -> Matter:
    """Return a dossier with one page of its entries, the newest first; or with exactly these `rows`."""
    kind = timeline.kind_of(row)
    rows, older = timeline.page_of(row.id, wanted or Wanted()) if rows is None else (rows, None)
    with dossiers.reading_all([one for one in (row.id, row.pact) if one]) as held:
        if row.id not in held:
            raise Refusal("dossier-unknown")
        view = view_of(held[row.id])
        parties = delivery.standings(row.id, [one.entry for one in rows])
        if kind is None or view is None:
            return _unread(row, kind, held[row.id].fold().state, rows, older, parties)
        names_it, refer = deeds.texts_of_opening(view), dict(view.state.references.items())
        known = timeline.beside(view, rows, row.id, names_it, *filter(None, refer.values()))
        shown = timeline.drawn(kind, view, rows, parties, known, _stable(row))
        said, translated = _called(kind, view, known, names_it)
        newest = next((line for line in shown if not line.quiet), None)
        awaiting = tuple(one for one in newest.awaiting if one != own) if newest else ()
        stage = kind.stage(view.state)
        opening = timeline.told_by(known[names_it])[1] if names_it in known else {}
        return Matter(
            row,
            kind,
            stage,
            state_name(kind, stage),
            tuple(shown),
            older,
            sides.sides(row, view, opening, parties, own, awaiting),
            deeds.deeds(kind, view, own, surroundings.adoption_in(held.get(row.pact or ""))),
            deeds.turns(kind, view, own),
            deeds.steps(kind, view),
            said,
            translated,
            marking_of((opening_handling(known, row.id), *(line.marking for line in shown))),
            awaiting,
            newest.time if newest else "",
            tuple(_references(refer, known)),
            None,
            deeds.correctable(kind, view, rows, own),
            deeds.types(kind, view),
        )


def _unread(
    row: DossierRow,
    kind: Kind[Any] | None,
    state: Any,
    rows: list[EntryRow],
    older: int | None,
    parties: list[delivery.Standing],
) -> Matter:
    """Return a dossier whose rules are not known here, or whose opening opens nothing."""
    shown = timeline.drawn(kind, None, rows, parties, {}, _stable(row))
    broken = state if isinstance(state, Refusal) else None
    return Matter(
        row, kind, "", "", tuple(shown), older, sides.bare(row, parties), broken=broken,
        marking=marking_of(line.marking for line in shown),
    )  # fmt: skip


def _stable(row: DossierRow) -> tuple[int, str]:
    return row.stable_depth, row.stable_entry or ""


def _called(
    kind: Kind[Any], view: HeldView, known: Mapping[str, EntryRow], names_it: str
) -> tuple[Said | None, Said | None]:
    """Return what the dossier is about, and how a party has translated it for this reader."""
    row = known.get(names_it)
    if row is None or row.gone:
        return None, None
    # The translations are of the opening, also where a correction of it has the text that holds now.
    facts = timeline.said_in(kind, view, row, timeline.translations(view, view.state.opening, known))
    fact = next((one for one in facts if one.kind == "words"), None)
    if fact is None or fact.said is None:
        return None, None
    language = words.language()
    others = [one for one in fact.translations if one.language == language != fact.said.language]
    return _short(fact.said), _short(others[-1]) if others else None


def _short(said: Said) -> Said:
    return Said(cut(said.text), said.language, said.by, said.entry)


def opening_handling(known: Mapping[str, EntryRow], opening: str) -> Mapping[str, Any] | None:
    """Return the handling of an opening as written."""
    return timeline.told_by(known[opening])[2] if opening in known else None


def _references(given: Mapping[str, str], known: Mapping[str, EntryRow]) -> Iterable[tuple[str, str]]:
    for agency, entry in given.items():
        text = timeline.told_by(known[entry])[1].get("reference") if entry in known else None
        if text:
            yield agency, str(text)
