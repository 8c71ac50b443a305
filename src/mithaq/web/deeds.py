"""What can be written in a dossier now, by whom, and why not; and what is expected next, of whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mithaq.kinds import Kind, Option, effective
from mithaq.node import clock
from mithaq.node.models import EntryRow
from mithaq.node.views import HeldView
from mithaq.record.errors import Refusal
from mithaq.web import acts, moments, words
from mithaq.web.forms.entry import ADOPT

BY_THE_ENTRY = frozenset({"translate", "correct"})
"""What is offered beside the entry that it is about, not in the list of all that can be done."""

BY_THE_NODE = frozenset({"read", "open-scores"})
"""What no officer writes: read receipts, and scores that were given blind."""

ALWAYS = BY_THE_ENTRY | BY_THE_NODE | {"refer", ADOPT}
"""What every party can write at any time: no turn of anybody's."""


MOST_MARKS = 1000
"""Entries that are looked through for the types that there are."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be written now, or cannot, and then why."""

    type: str
    title: str
    about: str
    refusal: Refusal | None
    report: bool = False
    """Whether it says what has happened, which is never refused."""
    deviates: Refusal | None = None
    """What would stand beside such a report now."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one partner can write now."""

    agency: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is expected of an agency; `due` is a time or empty, `left` how much time that leaves."""

    title: str
    owner: str
    due: str
    urgency: str
    left: str


def deeds(kind: Kind[Any], view: HeldView, own: str, adoption: Mapping[str, Any] | None) -> tuple[Deed, ...]:
    """Return what this agency can write by hand, or cannot, in the order of the kind's table."""
    options = kind.options(view.state, own, view)
    return tuple(_deed(one) for one in options if _by_hand(one, view, adoption))


def _deed(option: Option) -> Deed:
    about = words.message(option.body.about)
    title = words.message(option.body.title)
    return Deed(option.type, title, about, option.refusal, option.report, option.deviates)


def _by_hand(option: Option, view: HeldView, adoption: Mapping[str, Any] | None) -> bool:
    """Return whether the page offers it: changed terms only where the pact has others than the dossier."""
    if option.type == ADOPT:
        terms = view.state.terms
        return (
            adoption is not None and terms is not None and terms.model_dump(mode="json") != adoption["terms"]
        )
    return option.type not in BY_THE_ENTRY | BY_THE_NODE


def turns(kind: Kind[Any], view: HeldView, own: str) -> tuple[Turn, ...]:
    """Return what each partner can write now; those that can write nothing of their own are left out."""
    found = []
    for agency in view.parties():
        if agency != own:
            options = kind.options(view.state, agency, view)
            open_to = (one for one in options if one.refusal is None and one.deviates is None)
            titles = tuple(words.message(one.body.title) for one in open_to if one.type not in ALWAYS)
            if titles:
                found.append(Turn(agency, titles))
    return tuple(found)


def steps(kind: Kind[Any], view: HeldView) -> tuple[Step, ...]:
    """Return what is expected next and of whom: the dossier's tasks, the first due first."""
    now = clock.now()
    tasks = [card for card in kind.cards(view.state, view) if card.kind == "task"]
    tasks.sort(key=lambda card: card.due or "9")
    terms = view.state.terms
    calendars = {one.agency: one for one in terms.profile.calendars} if terms else {}
    return tuple(
        Step(
            acts.card_title([card.title, dict(card.args)]),
            card.owner,
            card.due,
            moments.urgency(card.due, now),
            moments.time_left(card.due, now, calendars.get(card.owner)),
        )
        for card in tasks
    )


def correctable(kind: Kind[Any], view: HeldView, rows: Iterable[EntryRow], own: str) -> frozenset[str]:
    """Return our own entries here that the kind lets us correct."""
    found = []
    for row in rows:
        mark = view.state.entries.get(row.entry) if row.author == own else None
        rule = kind.table.get(mark.type) if mark else None
        opening = mark is not None and kind.opening(mark.type) is not None
        if (rule and rule.amend) or (opening and kind.amend_opening):
            found.append(row.entry)
    return frozenset(found)


def texts_of_opening(view: HeldView) -> str:
    """Return the entry that says what the dossier is about: its opening, or the last correction of it."""
    return effective(view.state, view.state.opening)


def types(kind: Kind[Any], view: HeldView) -> tuple[tuple[str, str], ...]:
    """Return the types of the entries that have effect, as they are stored, with their names.

    Of a long dossier, all that its kind has: looking through it would cost what it holds.
    """
    marks = view.state.entries
    few = len(marks) <= MOST_MARKS
    found = {mark.type for mark in marks.values()} if few else {*kind.table, view.state.opened_as}
    names = {}
    for type_ in found:
        body = kind.body(type_)
        stored = "open" if kind.opening(type_) and type_ == view.state.opened_as else type_
        names[stored] = words.message(body.title) if body else type_
    return tuple(sorted(names.items(), key=lambda one: one[1]))
