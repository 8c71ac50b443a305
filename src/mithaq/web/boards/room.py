"""What a kind says of its live board, and what it is given to say it with."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from mithaq.node.views import HeldView
from mithaq.web import words
from mithaq.web.boards.telephones import Telephone
from mithaq.web.programme.opened import said
from mithaq.web.reading import Said


@dataclass(frozen=True, slots=True)
class Texts:
    """A text as written, and as a party has translated and signed it for this reader."""

    said: Said
    translated: Said | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """A dossier as it is looked at now: its state with the bodies read, which orders are given, the time."""

    view: HeldView
    given: frozenset[str]
    waiting: Mapping[str, tuple[str, ...]]
    """Every other order that has effect, with the parties that it waits for."""
    own: str
    now: datetime

    @property
    def state(self) -> Any:
        """The kind's own state."""
        return self.view.state

    def body(self, entry: str) -> Any:
        """Return what an entry says, as corrected; None where it is gone."""
        return self.view.content(entry) if entry else None

    def text(self, entry: str, field: str) -> Texts | None:
        """Return a text of an entry; None where it says nothing there."""
        written, translated = said(self.view, entry, field) if entry else (None, None)
        return Texts(written, translated) if written else None


@dataclass(frozen=True, slots=True)
class Alarm:
    """What must be seen first, in one sentence; `look` is a state of the stylesheet."""

    said: str
    since: str = ""
    look: str = "late"


@dataclass(frozen=True, slots=True)
class Charge:
    """Who is in charge, since when ("" where that is not known)."""

    title: str
    agency: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """The entry that stops a matter at once: its type, its words, what it means."""

    type: str
    title: str
    consequences: tuple[str, ...]
    unsaid: str = ""
    """The reason that is written where an officer gives none; "" where none is needed."""


@dataclass(frozen=True, slots=True)
class Room:
    """What one kind puts on its board. Everything is asked under the dossier's lock."""

    kind: str
    template: str
    ended: Callable[[Any], Iterable[str]]
    """The entries that have stopped the matter, the first one first: whom these have reached is shown."""
    wanted: Callable[[Any], Iterable[str]]
    """The entries whose texts the board shows, all read in one query."""
    draw: Callable[[Sight], Any]
    """What its own template draws."""
    title: Callable[[Sight], str]
    """What the matter is called in the reader's words; "" where the first text of its opening says it."""
    look: Callable[[Sight], str]
    """How the stage looks: a state of the stylesheet."""
    alarms: Callable[[Sight], tuple[Alarm, ...]]
    charge: Callable[[Sight], Charge | None]
    telephones: Callable[[Sight], tuple[Telephone, ...]]
    stop: Callable[[Sight], Stop | None]
    """What can still stop it; None once nothing can, or nothing needs to."""
    brief: Mapping[str, tuple[str, ...]]
    """The fields that the log says of an entry in one line, by type."""
    routine: frozenset[str] = frozenset()
    """Titles of tasks that are no decision: a report that is due again and again."""
    lapses: frozenset[str] = frozenset()
    """Titles of moments that are overdue once they have passed; of others nothing follows."""
    first: tuple[str, ...] = ()
    """Titles of tasks that come before all others, whatever is due when."""


def agencies(codes: Iterable[str]) -> str:
    """Return agencies in short, in one line."""
    return " · ".join(words.agency_short(code) for code in codes)


def order_stands(sight: Sight, order: str) -> tuple[str, str]:
    """Return the look of an order that has effect, and in words: given, or waiting and for whom."""
    if order in sight.given:
        return "good", _("order given")
    missing = sight.waiting.get(order, ())
    if missing:
        return "soon", _("ordered, waiting for %(agencies)s") % {"agencies": agencies(missing)}
    return "soon", _("ordered, not given")


def look_of(urgency: str) -> str:
    """Return the look of a deadline's urgency."""
    return "late" if urgency == "critical" else urgency
