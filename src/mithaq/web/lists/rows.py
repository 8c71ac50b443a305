"""One row of any list, ready to be shown: what it is called, how it presses, how it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mithaq.kinds import law
from mithaq.node import clock, profiles
from mithaq.node.models import CardRow, DossierRow
from mithaq.web import acts, moments, words
from mithaq.web.headings import Heading, headings, state_name
from mithaq.web.layout import own_agency


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, and how much time that leaves, in words."""

    due: datetime
    left: str
    urgency: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `key` is the number of a card, or the id of a dossier. What it has not is empty."""

    key: str
    row: DossierRow
    heading: Heading
    texts: bool
    """Whether the officer may read what the dossier is called: that is a text of it, too."""
    state: str
    deadline: Deadline | None
    title: str = ""
    owner: str = ""
    unread: bool = False
    identifiers: tuple[tuple[str, str], ...] = ()
    group: str = ""
    value: int | None = None
    """Of a figure, where it is more than that something happened once."""

    @property
    def news_by(self) -> str:
        """Who wrote the newest entry of substance."""
        return self.row.news_by

    @property
    def kind_name(self) -> str:
        """The kind of dossier in words."""
        return self.heading.kind_name


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list, and the place after which there is more, or "".

    `older`: of entries with certain words, the serial before which none was looked through; None for all.
    """

    rows: list[Row]
    more: str
    older: int | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What rows need beside their own: names and deadlines, of many dossiers in two queries."""

    heads: Mapping[str, Heading]
    deadlines: Mapping[tuple[str, str | None], Deadline]


def around(dossiers: Iterable[DossierRow], cards: Iterable[CardRow] = ()) -> Around:
    """Return what rows of these dossiers and cards need; the cards' dossiers came with them."""
    shown, drawn = list(dossiers), list(cards)
    rows = {row.id: row for row in (*(card.dossier for card in drawn), *shown)}
    dues = {(row.due, row.pact) for row in shown} | {(card.due, card.dossier.pact) for card in drawn}
    return Around(headings(rows.values(), own_agency()), _deadlines(dues))


def of_dossiers(
    rows: Iterable[DossierRow], given: Around, read: set[str] | None = None, group: str = ""
) -> list[Row]:
    """Return dossiers as rows; `read` are those whose texts the officer may read, None for all."""
    return [
        Row(
            row.id,
            row,
            given.heads[row.id],
            read is None or row.id in read,
            stage_name(row),
            given.deadlines.get((row.due, row.pact)),
            unread=bool(getattr(row, "unread", False)),
            group=_group_of_dossier(row, group),
        )
        for row in rows
    ]


def of_cards(cards: Iterable[CardRow], given: Around, group: str = "") -> list[Row]:
    """Return cards as rows."""
    now = clock.now()
    return [
        Row(
            str(card.pk),
            card.dossier,
            given.heads[card.dossier_id],
            True,
            _state_of(card),
            given.deadlines.get((card.due, card.dossier.pact)),
            acts.card_title(card.title),
            card.owner,
            identifiers=tuple(
                (words.name("identifier-types", kind), value) for kind, value in card.identifiers
            ),
            group=_group_of_card(card, group, now),
            value=card.value if card.value != 1 else None,
        )
        for card in cards
    ]


def stage_name(row: DossierRow) -> str:
    """Return how a dossier stands, in words."""
    return state_name(law(row.kind, row.rules), row.stage)


def _state_of(card: CardRow) -> str:
    if card.kind == "subject":
        return words.name("subject-categories", card.state) if card.state else ""
    if card.kind == "figure":
        return figure_state(card.state) or state_name(law(card.dossier_kind, card.dossier.rules), card.state)
    return state_name(law(card.dossier_kind, card.dossier.rules), card.state)


def figure_state(code: str) -> str:
    """Return how something that is counted went, in words; "" for a state of the kind's own."""
    return {
        "in-time": _("Answered in time"),
        "late": _("Answered late"),
        "open": _("Not answered yet"),
        "rated": _("Rated"),
        "unanswered": _("Never answered"),
    }.get(code, "")


def _group_of_card(card: CardRow, group: str, now: datetime) -> str:
    if group == "owner":
        return card.owner
    return moments.urgency(card.due, now) if group == "due" else ""


def _group_of_dossier(row: DossierRow, group: str) -> str:
    return row.kind if group == "kind" else row.stage if group == "state" else ""


def _deadlines(some: Iterable[tuple[str, str | None]]) -> dict[tuple[str, str | None], Deadline]:
    """Return the deadlines in words, counted in the working days of the pact that each dossier is under."""
    due = {(text, pact) for text, pact in some if text}
    if not due:
        return {}
    calendars = profiles.calendars_of((pact for _, pact in due if pact), own_agency())
    now, found = clock.now(), {}
    for text, pact in due:
        when = moments.moment(text)
        if when is not None:
            left = moments.time_left(text, now, calendars.get(pact or ""))
            found[text, pact] = Deadline(when, left, moments.urgency(text, now))
    return found
