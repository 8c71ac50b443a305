"""The board of a controlled delivery: the course on a map, the legs, the goods, who can be telephoned."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _

from mithaq.kinds.delivery.cards import ARRIVES, DEPARTS, EXPIRES, REGAIN, REPORT, TAKE
from mithaq.kinds.delivery.facts import Abort, Intercept
from mithaq.kinds.delivery.goods import Balance
from mithaq.kinds.delivery.progress import Delivery, responsible
from mithaq.kinds.delivery.progress import stage as stage_of
from mithaq.web import maps, words
from mithaq.web.boards.delivery import course, legs
from mithaq.web.boards.delivery.legs import LegLine
from mithaq.web.boards.room import Alarm, Charge, Room, Sight, Stop
from mithaq.web.boards.telephones import Telephone, once

LOOKS: Mapping[str, str] = MappingProxyType(
    {
        "asked": "soon",
        "refused": "late",
        "authorised": "info",
        "ready": "good",
        "ordered": "good",
        "under-way": "info",
        "contact-lost": "late",
        "arrived": "good",
        "intercepted": "late",
        "aborted": "late",
    }
)


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the account of goods."""

    name: str
    balance: Balance


@dataclass(frozen=True, slots=True)
class Board:
    """What the board of a delivery shows below its head."""

    goods: str
    form: str
    unit: str
    accounts: tuple[Account, ...]
    legs: tuple[LegLine, ...]
    map: maps.Map | None
    small: maps.Map | None
    """The same for a telephone."""
    unplaced: tuple[str, ...]
    """Places whose position is not known."""


def _draw(sight: Sight) -> Board:
    state: Delivery = sight.state
    goods, substitute = state.accounts
    shown = course.draw(sight)
    return Board(
        words.name("goods", state.goods),
        words.name("consignment-forms", state.form),
        words.name("units", state.unit),
        (
            Account(_("Goods"), goods),
            *((Account(_("Substitute"), substitute),) if substitute.declared or substitute.surplus else ()),
        ),
        legs.lines(sight),
        shown.map,
        shown.small,
        shown.unplaced,
    )


def _title(sight: Sight) -> str:
    """Return what goes from where to where: in the reader's own words, whoever asked for it."""
    state: Delivery = sight.state
    first, last = state.route[0], state.route[-1]
    way = f"{course.place_name(sight, first, 'start')} – {course.place_name(sight, last, 'end')}"
    return f"{words.name('goods', state.goods)} · {way}"


def _look(sight: Sight) -> str:
    return LOOKS.get(stage_of(sight.state), "")


def _alarms(sight: Sight) -> tuple[Alarm, ...]:
    state: Delivery = sight.state
    found = []
    if state.lost and not state.over:
        found.append(Alarm(_("Contact with the goods is lost."), state.lost))
    if state.endangered and not state.concluded:
        found.append(Alarm(_("People may be endangered: no leg is ordered before it is cleared.")))
    missing = sum(one.missing for one in state.accounts)
    if missing:
        unit = words.name("units", state.unit)
        said = _("Goods are missing: %(quantity)s %(unit)s.") % {"quantity": missing, "unit": unit}
        found.append(Alarm(said, look="soon"))
    return tuple(found)


def _charge(sight: Sight) -> Charge:
    state: Delivery = sight.state
    holder = responsible(state, sight.view.parties())
    return Charge(_("Responsible for control"), holder, state.since if holder == state.holder else "")


def _telephones(sight: Sight) -> tuple[Telephone, ...]:
    """Return teams that are confirmed, the newest first, then the desks of the legs."""
    return once((*_teams(sight), *_desks(sight)))


def _teams(sight: Sight) -> Iterator[Telephone]:
    for number, team in reversed(tuple(sight.state.teams.items())):
        body = sight.body(team.id)
        if body is not None:
            yield Telephone(team.agency, body.telephone, body.lead, _("team, leg %(leg)s") % {"leg": number})


def _desks(sight: Sight) -> Iterator[Telephone]:
    for leg in sight.state.route:
        body = course.plan_of(sight, leg)
        if body is not None:
            about = _("desk, leg %(leg)s") % {"leg": leg.number}
            yield Telephone(leg.agency, body.telephone, body.desk, about)


def _stop(sight: Sight) -> Stop | None:
    if sight.state.over or sight.state.concluded:
        return None
    return Stop(
        Abort.type,
        _("Abort the delivery"),
        (
            _("The delivery ends for good: no later entry and no recall undoes it."),
            _("Orders for what has not departed fall at once; nothing is ordered any more."),
            _("What is on the way stays somebody's responsibility: it is seized or accounted for."),
        ),
    )


def _ended(state: Delivery) -> tuple[str, ...]:
    return tuple(entry for entry, mark in state.entries.items() if mark.type in (Abort.type, Intercept.type))


def _wanted(state: Delivery) -> Iterable[str]:
    """Return the entries whose texts are shown: routes, decisions, teams, clearances, reported places."""
    found = [leg.source for leg in state.route]
    found += [one.id for some in (state.consents, state.denials, state.teams) for one in some.values()]
    found += [one.id for some in (state.needs, state.safety) for one in some.values()]
    return [*found, *course.reports(state)]


DELIVERY = Room(
    kind="delivery",
    template="web/boards/delivery.html",
    ended=_ended,
    wanted=_wanted,
    draw=_draw,
    title=_title,
    look=_look,
    alarms=_alarms,
    charge=_charge,
    telephones=_telephones,
    stop=_stop,
    brief=MappingProxyType(
        {
            "ask": ("goods", "quantity", "form", "origin", "transit", "destination"),
            "authorise": ("legs", "country", "reference", "until"),
            "refuse": ("legs", "country"),
            "require": ("legs", "country"),
            "consent": ("legs", "country", "reference", "until"),
            "confirm-team": ("leg", "lead", "officers", "telephone"),
            "report": ("event", "leg", "at", "place"),
            "hand-over": ("leg", "quantity", "substitute", "weight", "seals", "at"),
            "take-over": ("quantity", "substitute", "weight", "seals", "at"),
            "reroute": (),
        }
    ),
    routine=frozenset({REPORT}),
    lapses=frozenset({DEPARTS, ARRIVES, EXPIRES}),
    first=(REGAIN, TAKE),
)
