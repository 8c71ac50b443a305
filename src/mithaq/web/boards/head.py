"""The head of a board: the next decision and whose it is, what is overdue, what is due again and again."""

from collections.abc import Iterable
from dataclasses import dataclass

from mithaq.kinds.cards import Card
from mithaq.web import acts, moments
from mithaq.web.boards.room import Room, Sight, look_of

MOST = 6
"""Decisions that the head shows; all are on the dossier's page."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that somebody has to do, or a moment that has passed."""

    title: str
    owner: str
    own: bool
    due: str
    look: str
    left: str


@dataclass(frozen=True, slots=True)
class Head:
    """What has to happen next."""

    next: Step | None
    then: tuple[Step, ...]
    more: int
    """Decisions that are not shown."""
    overdue: tuple[Step, ...]
    routine: tuple[Step, ...]


def head(room: Room, sight: Sight) -> Head:
    """Return what has to happen next, from the cards of the kind."""
    cards = sight.view.kind.cards(sight.state, sight.view)
    tasks = sorted(_of(cards, "task"), key=lambda card: _rank(room, card))
    lapsing = [card for card in _of(cards, "moment") if card.title in room.lapses]
    decisions = [card for card in tasks if card.title not in room.routine]
    shown = [_step(sight, card) for card in decisions[: MOST + 1]]
    passed = [card for card in (*tasks, *lapsing) if _is_past(sight, card)]
    passed = [card for card in passed if card.title not in room.first]  # these are alarms
    return Head(
        shown[0] if shown else None,
        tuple(shown[1:]),
        max(0, len(decisions) - MOST - 1),
        tuple(_step(sight, card) for card in sorted(passed, key=lambda card: card.due)[:MOST]),
        tuple(
            _step(sight, card) for card in tasks if card.title in room.routine and not _is_past(sight, card)
        ),
    )


def _of(cards: Iterable[Card], kind: str) -> list[Card]:
    return [card for card in cards if card.kind == kind]


def _rank(room: Room, card: Card) -> tuple[int, str]:
    """Return where a task stands: what cannot wait, then by its time, which follows the route."""
    first = room.first.index(card.title) if card.title in room.first else len(room.first)
    return first, card.due or "9"


def _is_past(sight: Sight, card: Card) -> bool:
    return moments.urgency(card.due, sight.now) in {"late", "critical"}


def _step(sight: Sight, card: Card) -> Step:
    return Step(
        acts.card_title([card.title, dict(card.args)]),
        card.owner,
        card.owner in {"", sight.own},
        card.due,
        look_of(moments.urgency(card.due, sight.now)),
        moments.time_left(card.due, sight.now),  # round the clock: no working days
    )
