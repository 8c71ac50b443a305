"""One dossier as its page shows it: read in one piece under the dossier's lock, drawn after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mithaq.kinds import Kind, Option
from mithaq.node import dossiers
from mithaq.node.models import DossierRow, EntryRow
from mithaq.node.views import HeldView, view_of
from mithaq.record.errors import Refusal
from mithaq.web import acts, surroundings, timeline, words
from mithaq.web.forms.entry import ADOPT
from mithaq.web.headings import state_name
from mithaq.web.timeline import Line

BY_THE_ENTRY = frozenset({"translate", "correct"})
"""What is offered beside the entry that it is about, not in the list of all that can be done."""

BY_THE_NODE = frozenset({"read"})
"""What no officer writes: read receipts."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be written now, or cannot, and then why."""

    type: str
    title: str
    about: str
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Matter:
    """What a dossier has come to, for its page."""

    row: DossierRow
    kind: Kind[Any] | None
    state: str
    lines: tuple[Line, ...]
    deeds: tuple[Deed, ...]
    older: int | None
    awaiting: tuple[str, ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    """Agency and the reference number that it gave."""
    broken: Refusal | None = None
    """Why the opening itself opens nothing."""
    correctable: frozenset[str] = field(default_factory=frozenset)

    @property
    def complete(self) -> bool:
        """Whether this node knows the dossier's rules and all of its entries."""
        return self.kind is not None and not self.row.incomplete


def load(row: DossierRow, own: str, *, before: int | None = None, quiet: bool = False) -> Matter:
    """Return a dossier with one page of its entries, the newest first."""
    kind = timeline.kind_of(row)
    adoption = surroundings.adoption(row)
    rows, older = timeline.page_of(row.id, before, quiet=quiet)
    with dossiers.reading(row.id) as dossier:
        if dossier is None:
            raise Refusal("dossier-unknown")
        folded = dossier.fold()
        view = view_of(dossier)
        stable = (row.stable_depth, row.stable_entry or "")
        shown = tuple(timeline.lines(row.id, kind, view, rows, stable))
        return Matter(
            row,
            kind,
            state_name(kind, kind.stage(view.state)) if kind and view else "",
            shown,
            tuple(_deed(one) for one in kind.options(view.state, own, view) if _by_hand(one, view, adoption))
            if kind and view
            else (),
            older,
            _awaiting(folded.verdicts, rows, own),
            tuple(_references(view)) if view else (),
            folded.state if isinstance(folded.state, Refusal) else None,
            _correctable(kind, view, rows, own),
        )


def _by_hand(option: Option, view: HeldView, adoption: Mapping[str, Any] | None) -> bool:
    """Return whether the page offers it: changed terms only where the pact has others than the dossier."""
    if option.type == ADOPT:
        terms = view.state.terms
        return (
            adoption is not None and terms is not None and terms.model_dump(mode="json") != adoption["terms"]
        )
    return option.type not in BY_THE_ENTRY | BY_THE_NODE


def _deed(option: Option) -> Deed:
    return Deed(
        option.type, words.message(option.body.title), words.message(option.body.about), option.refusal
    )


def _awaiting(verdicts: Any, rows: Iterable[EntryRow], own: str) -> tuple[str, ...]:
    """Return the parties that are not known to hold the newest entry of substance."""
    newest = next((row for row in rows if row.type not in acts.QUIET), None)
    verdict = verdicts.get(newest.entry) if newest else None
    return tuple(agency for agency in verdict.awaiting if agency != own) if verdict else ()


def _references(view: HeldView) -> Iterable[tuple[str, str]]:
    for agency, entry in view.state.references.items():
        body = view.content(entry) if entry else None
        if body is not None:
            yield agency, str(getattr(body, "reference", ""))


def _correctable(
    kind: Kind[Any] | None, view: HeldView | None, rows: Iterable[EntryRow], own: str
) -> frozenset[str]:
    """Return our own entries here that the kind lets us correct."""
    if kind is None or view is None:
        return frozenset()
    found = []
    for row in rows:
        mark = view.state.entries.get(row.entry) if row.author == own else None
        rule = kind.table.get(mark.type) if mark else None
        opening = mark is not None and kind.opening(mark.type) is not None
        if (rule and rule.amend) or (opening and kind.amend_opening):
            found.append(row.entry)
    return frozenset(found)
