"""The commitments of a programme in columns: by state, area, owner, or the meeting that decided them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mithaq.kinds.programme.register import LIVE, Commitment
from mithaq.node.views import HeldView
from mithaq.terms import COMMITMENT_STATES
from mithaq.web import moments, words
from mithaq.web.programme.opened import fetch, said
from mithaq.web.reading import Said

BY = ("state", "area", "owner", "meeting")
MOST = 100
"""Commitments on one board, those not done yet first, the newest of each; all are in the dossier."""

ENDS = "T23:59:59.999Z"


@dataclass(frozen=True, slots=True)
class Item:
    """One commitment on the board."""

    known: Commitment
    said: Said | None
    translated: Said | None
    measure: Said | None
    evidence: Said | None
    due: datetime | None
    urgency: str
    waiting: tuple[str, ...]
    """The owners that have not taken it on."""
    meeting: str
    decided_in: str
    """The dossier and the entry that it says it was decided in; "" where it says none."""


@dataclass(frozen=True, slots=True)
class Column:
    """Commitments that have one thing in common."""

    code: str
    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All columns, and the counts above them."""

    columns: tuple[Column, ...]
    total: int
    overdue: int
    open: int
    done: int
    left_out: int


def board(view: HeldView, by: str, now: datetime) -> Board:
    """Return the board of a programme, in columns of `by`; the challenges' texts are read with it."""
    known: list[Commitment] = list(view.state.commitments.values())
    shown = _first(known)
    standing = (one.id for one in view.state.challenges.values() if not one.retired)
    fetch(view, (*(entry for one in shown for entry in (one.id, one.by) if entry), *standing))
    items = [_item(view, one, now) for one in shown]
    return Board(
        tuple(_columns(items, by)),
        len(known),
        sum(item.urgency == "late" for item in items),
        sum(one.status in LIVE for one in known),
        sum(one.status == "fulfilled" for one in known),
        len(known) - len(shown),
    )


def _first(known: list[Commitment]) -> list[Commitment]:
    """Return what one board shows, in the order in which it was written."""
    newest = sorted(enumerate(known), key=lambda one: (one[1].status not in LIVE, -one[0]))[:MOST]
    return [one for _place, one in sorted(newest, key=lambda one: one[0])]


def _item(view: HeldView, known: Commitment, now: datetime) -> Item:
    body: Any = view.content(known.id)
    source = getattr(body, "source", None)
    due = f"{known.due}{ENDS}" if known.due else ""
    live = known.status in LIVE
    text, translated = said(view, known.id, "text")
    return Item(
        known,
        text,
        translated,
        said(view, known.id, "measure")[0],
        said(view, known.by, "evidence")[0] if known.by != known.id else None,
        moments.moment(due),
        _urgency(due, now) if live else "",
        tuple(owner for owner in known.owners if live and owner not in known.taken),
        source.entry or source.dossier if source else "",
        source.dossier if source else "",
    )


def _urgency(due: str, now: datetime) -> str:
    """Return how much a commitment presses: it is overdue or not, by days, and never critically by hours."""
    found = moments.urgency(due, now)
    return "late" if found == "critical" else found


def _columns(items: list[Item], by: str) -> Iterator[Column]:
    """Yield the columns: every state, or those areas, owners or meetings that there are."""
    if by == "state":
        for term in COMMITMENT_STATES:
            name = words.name(COMMITMENT_STATES.name, term.code)
            yield Column(term.code, name, tuple(one for one in items if one.known.status == term.code))
        return
    codes = dict.fromkeys(code for item in items for code in _codes(item, by))
    for code in codes:
        yield Column(code, _name(code, by), tuple(one for one in items if code in _codes(one, by)))


def _codes(item: Item, by: str) -> tuple[str, ...]:
    if by == "area":
        return item.known.areas
    return item.known.owners if by == "owner" else (item.meeting,)


def _name(code: str, by: str) -> str:
    if by == "area":
        return words.name("areas", code)
    return words.agency(code) if by == "owner" else ""
