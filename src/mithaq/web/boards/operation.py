"""The board of a joint operation: phases, agencies and their means, tasks, incidents, results."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from mithaq.kinds.operation.bodies import Halt
from mithaq.kinds.operation.progress import Operation, stage, totals
from mithaq.web import moments, words
from mithaq.web.boards.room import Alarm, Charge, Room, Sight, Stop, Texts, look_of, order_stands
from mithaq.web.boards.telephones import Telephone, once

LOOKS = MappingProxyType(
    {
        "planned": "soon",
        "agreed": "good",
        "declined": "late",
        "under-way": "info",
        "halted": "late",
        "ended": "good",
        "broken-off": "late",
        "concluded": "good",
    }
)
MOST = 12
"""Open tasks and incidents that the board shows, the tasks by their time and the newest incidents."""


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """One phase: when it is to be, and whether its beginning was ordered and given."""

    number: int
    name: Texts | None
    start: str
    end: str
    look: str
    said: str


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One participating agency: what it says to the plan, what it puts in, how things stand there."""

    agency: str
    own: bool
    leads: bool
    look: str
    said: str
    means: tuple[str, ...]
    function: Texts | None
    situation: str
    at: str
    report: Texts | None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One open task."""

    owner: str
    own: bool
    text: Texts | None
    priority: str
    taken: bool
    due: str
    look: str
    left: str


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One incident."""

    author: str
    kind: str
    at: str
    injured: int
    dead: int
    text: Texts | None


@dataclass(frozen=True, slots=True)
class Board:
    """What the board of an operation shows below its head."""

    phases: tuple[PhaseLine, ...]
    agencies: tuple[AgencyLine, ...]
    tasks: tuple[TaskLine, ...]
    incidents: tuple[IncidentLine, ...]
    results: tuple[tuple[str, str], ...]


def _draw(sight: Sight) -> Board:
    return Board(
        tuple(_phases(sight)),
        tuple(_agency(sight, one) for one in sight.state.agencies),
        tuple(_tasks(sight)),
        tuple(_incidents(sight)),
        tuple(_results(sight.state)),
    )


def _phases(sight: Sight) -> Iterator[PhaseLine]:
    state: Operation = sight.state
    for number, phase in enumerate(state.phases, 1):
        order = state.begun.get(str(number)) or ""
        name = sight.text(state.plan, f"phases.{number - 1}.name")
        yield PhaseLine(number, name, phase.start, phase.end, *_begun(sight, order, phase.start))


def _begun(sight: Sight, order: str, start: str) -> tuple[str, str]:
    """Return how the order for the beginning of a phase stands."""
    if not order:
        passed = not sight.state.over and moments.urgency(start, sight.now) in {"late", "critical"}
        return "late" if passed else "", _("not ordered")
    return order_stands(sight, order)


def _agency(sight: Sight, agency: str) -> AgencyLine:
    state: Operation = sight.state
    committed, reported = state.resources.get(agency), state.situations.get(agency)
    look, said = _answer(state, agency)
    means = committed.means if committed else ()
    return AgencyLine(
        agency,
        agency == sight.own,
        agency == state.lead,
        look,
        said,
        tuple(
            f"{words.name('resource-categories', one.category)}: {moments.number(one.number)}"
            for one in means
        ),
        sight.text(committed.id, "function") if committed else None,
        words.name("situations", reported.situation) if reported else "",
        reported.at if reported else "",
        sight.text(reported.id, "text") if reported else None,
    )


def _answer(state: Operation, agency: str) -> tuple[str, str]:
    if agency in state.declined:
        return "late", _("has declined the plan")
    return ("good", _("accepts the plan")) if agency in state.accepted else ("soon", _("has not answered"))


def _tasks(sight: Sight) -> Iterator[TaskLine]:
    found = [one for one in sight.state.tasks.values() if one.is_open]
    for one in sorted(found, key=lambda task: task.due or "9")[:MOST]:
        yield TaskLine(
            one.owner,
            one.owner == sight.own,
            sight.text(one.id, "text"),
            words.name("task-priorities", one.priority),
            bool(one.taken),
            one.due,
            look_of(moments.urgency(one.due, sight.now)),
            moments.time_left(one.due, sight.now),
        )


def _incidents(sight: Sight) -> Iterator[IncidentLine]:
    for one in tuple(sight.state.incidents.values())[: -MOST - 1 : -1]:
        kind = words.name("incident-kinds", one.kind)
        yield IncidentLine(one.author, kind, one.at, one.injured, one.dead, sight.text(one.id, "text"))


def _results(state: Operation) -> Iterator[tuple[str, str]]:
    for (category, unit), value in sorted(totals(state).items()):
        measure = words.name("units", unit) if unit else ""
        yield words.name("result-categories", category), f"{moments.number(value)} {measure}".strip()


def _alarms(sight: Sight) -> tuple[Alarm, ...]:
    state: Operation = sight.state
    found = []
    if state.course == "halted":
        found.append(
            Alarm(_("Halted: it goes on only when all have accepted anew and the start is ordered."))
        )
    injured, dead = (sum(getattr(one, of) for one in state.incidents.values()) for of in ("injured", "dead"))
    if injured or dead:
        said = _("Injured: %(injured)s. Dead: %(dead)s.") % {"injured": injured, "dead": dead}
        found.append(Alarm(said, look="late" if dead else "soon"))
    return tuple(found)


def _telephones(sight: Sight) -> tuple[Telephone, ...]:
    """Return the desks of the agencies, the lead's first."""
    state: Operation = sight.state
    found = []
    for agency in sorted(state.agencies, key=lambda one: one != state.lead):
        committed = state.resources.get(agency)
        body: Any = sight.body(committed.id) if committed else None
        if body is not None:
            found.append(Telephone(agency, body.telephone, body.desk))
    return once(found)


def _stop(sight: Sight) -> Stop | None:
    if sight.state.course != "under-way":
        return None
    return Stop(
        Halt.type,
        _("Halt the operation"),
        (
            _("The operation stops at once, for every agency."),
            _("It goes on only when every agency has accepted the plan anew and the lead orders the start."),
        ),
        _("Halted from the live board; the reason follows."),
    )


def _ended(state: Operation) -> tuple[str, ...]:
    """Return what has halted it since its last start, or broken it off."""
    if state.course == "broken-off":
        return tuple(entry for entry, mark in state.entries.items() if mark.type == "break-off")
    return state.halts if state.course == "halted" else ()


def _wanted(state: Operation) -> Iterable[str]:
    """Return the entries whose texts are shown."""
    tasks = [one.id for one in state.tasks.values() if one.is_open]
    incidents = [one.id for one in state.incidents.values()][-MOST:]
    held = [one.id for some in (state.resources, state.situations) for one in some.values()]
    return [state.plan or state.opening, *tasks, *incidents, *held]


OPERATION = Room(
    kind="operation",
    template="web/boards/operation.html",
    ended=_ended,
    wanted=_wanted,
    draw=_draw,
    title=lambda sight: "",
    look=lambda sight: LOOKS.get(stage(sight.state), ""),
    alarms=_alarms,
    charge=lambda sight: Charge(_("Lead agency"), sight.state.lead),
    telephones=_telephones,
    stop=_stop,
    brief=MappingProxyType(
        {
            "plan": ("areas", "agencies", "lead"),
            "change-plan": ("areas", "agencies", "lead"),
            "resources": ("desk", "telephone"),
            "give-task": ("agency", "priority", "due", "phase"),
            "situation": ("situation", "phase", "at"),
            "incident": ("incident", "phase", "at"),
        }
    ),
)
