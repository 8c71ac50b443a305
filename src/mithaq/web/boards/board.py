"""One board, read in one piece under its dossier's lock."""

from dataclasses import dataclass
from typing import Any

from mithaq.node import clock
from mithaq.node.models import DossierRow, EntryRow
from mithaq.web import deeds, words
from mithaq.web.boards import reach as reaching
from mithaq.web.boards.head import Head, head
from mithaq.web.boards.log import Asked, Log, log
from mithaq.web.boards.reach import End, Reach
from mithaq.web.boards.room import Alarm, Charge, Room, Sight, Stop, Texts
from mithaq.web.boards.telephones import Telephone, with_contacts
from mithaq.web.headings import field_of, state_name
from mithaq.web.programme.opened import fetch, opened


@dataclass(frozen=True, slots=True)
class Board:
    """What a board shows, whatever its kind; `own` is what the kind's own template draws."""

    title: str
    called: Texts | None
    """What it is about: the first text of its opening."""
    stage: str
    look: str
    alarms: tuple[Alarm, ...]
    charge: Charge | None
    head: Head
    telephones: tuple[Telephone, ...]
    stop: Stop | None
    reach: Reach | None
    own: Any
    log: Log | None

    @property
    def entries(self) -> list[str]:
        """The entries whose texts the page shows by its log."""
        return self.log.entries if self.log else []


def board(room: Room, row: DossierRow, own: str, asked: Asked | None) -> Board:
    """Return the board of a dossier; without `asked`, without its log."""
    with opened(row, room.kind) as view:
        folded = view.dossier.fold()
        sight = Sight(view, folded.given, folded.waiting, own, clock.now())
        ended = reaching.rows_of(room, view)
        opening = view.state.opening
        fetch(view, [opening, *room.wanted(view.state), *(end.entry for end in ended)])
        numbers = with_contacts(room.telephones(sight), (one for one in row.members if one != own))
        return Board(
            room.title(sight),
            sight.text(opening, field_of(row.kind, row.rules)),
            state_name(view.kind, view.kind.stage(view.state)),
            room.look(sight),
            room.alarms(sight),
            room.charge(sight),
            head(room, sight),
            numbers,
            room.stop(sight),
            reaching.reach(ended, row.id, own, numbers, _ends(sight, ended)) if ended else None,
            room.draw(sight) if asked else None,
            log(room, row, view.kind, sight, asked, deeds.types(view.kind, view)) if asked else None,
        )


def _ends(sight: Sight, rows: list[EntryRow]) -> tuple[End, ...]:
    return tuple(
        End(row.entry, row.author, _done(sight, row.type), row.time, sight.text(row.entry, "text"))
        for row in rows
    )


def _done(sight: Sight, type_: str) -> str:
    model = sight.view.kind.body(type_)
    return words.message(model.done) if model else type_
