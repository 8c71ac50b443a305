"""The legs of a delivery as its board shows them: how far, by whose order, authorised until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.dates import format_timedelta
from django.utils.translation import gettext as _

from mithaq.kinds.delivery.progress import Consent, Delivery, Denial, Leg, denied, is_cleared, wanted
from mithaq.web import maps, moments, words
from mithaq.web.boards.delivery import course
from mithaq.web.boards.room import Sight, Texts, look_of, order_stands
from mithaq.web.boards.telephones import Telephone

PUNCTUAL = timedelta(minutes=15)
"""What differs from the plan by less is on time."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a leg was to begin or end, when it did ("" while it has not), and what that is in words."""

    expected: str
    actual: str
    said: str
    look: str


@dataclass(frozen=True, slots=True)
class Permit:
    """What one country or authority says to a leg. `look` is good, late or soon; `said` is it in words."""

    country: str
    entry: str
    look: str
    said: str
    agency: str = ""
    authority: Texts | None = None
    reference: str = ""
    conditions: Texts | None = None
    forms: tuple[str, ...] = ()
    until: str = ""
    left: str = ""
    reason: Texts | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """The team that stands ready."""

    lead: str
    officers: int
    telephone: Telephone


@dataclass(frozen=True, slots=True)
class LegLine:
    """One leg."""

    number: int
    start: str
    end: str
    transport: str
    agency: str
    own: bool
    state: maps.State
    state_name: str
    departs: Moment
    arrives: Moment
    order: str
    """The order's entry, or "" ."""
    order_look: str
    order_said: str
    permits: tuple[Permit, ...]
    team: Team | None
    unsafe: str
    """What is not yet answered for about the safety of people; "" where nothing is open."""
    safety: Texts | None

    @property
    def granted(self) -> int:
        """How many of its permits are there and valid."""
        return sum(one.look == "good" for one in self.permits)


def lines(sight: Sight) -> tuple[LegLine, ...]:
    """Return the legs in their sequence."""
    return tuple(_line(sight, leg) for leg in sight.state.route)


def _line(sight: Sight, leg: Leg) -> LegLine:
    state: Delivery = sight.state
    how_far = course.state_of(state, leg)
    look, said = _order(sight, leg)
    unsafe, grounds = _safety(sight, leg)
    return LegLine(
        leg.number,
        course.place_name(sight, leg, "start"),
        course.place_name(sight, leg, "end"),
        words.name("transports", leg.transport),
        leg.agency,
        leg.agency == sight.own,
        how_far,
        maps.state_name(how_far),
        _moment(leg.departs, leg.departed, sight.now, open_=not state.over),
        _moment(leg.arrives, leg.arrived, sight.now, open_=not state.over),
        leg.order,
        look,
        said,
        tuple(_permits(sight, leg)),
        _team(sight, leg),
        unsafe,
        grounds,
    )


def _moment(expected: str, actual: str, now: datetime, *, open_: bool) -> Moment:
    planned, happened = moments.moment(expected), moments.moment(actual)
    if planned is None:
        return Moment(expected, actual, "", "")
    if happened is None:
        return Moment(expected, "", *_ahead(planned, now)) if open_ else Moment(expected, "", "", "")
    differs = happened - planned
    if abs(differs) < PUNCTUAL:
        return Moment(expected, actual, _("on time"), "good")
    said = _("%(time)s late") if differs > timedelta() else _("%(time)s early")
    look = "soon" if differs > timedelta() else "good"
    return Moment(expected, actual, said % {"time": _span(abs(differs))}, look)


def _ahead(planned: datetime, now: datetime) -> tuple[str, str]:
    """Return how far a moment is off that has not come, and how it looks: overdue once it has passed."""
    if planned <= now:
        return _("overdue by %(time)s") % {"time": _span(now - planned)}, "late"
    return moments.distance(planned, now), "later"


def _span(time: timedelta) -> str:
    return str(format_timedelta(time, threshold=1.2, locale=moments.locale()))


def _order(sight: Sight, leg: Leg) -> tuple[str, str]:
    """Return how the order for a leg stands; one that fell with the end stands no more (DEL-20)."""
    if not leg.order:
        return ("late", _("departed without an order")) if leg.departed else ("", _("not ordered"))
    return order_stands(sight, leg.order)


def _permits(sight: Sight, leg: Leg) -> Iterator[Permit]:
    state: Delivery = sight.state
    for key, country in wanted(state, leg):
        needed = key.partition("/")[2]
        asked = sight.text(needed, "authority") if needed != country else None
        denials, consent = denied(state, (key,)), state.consents.get(key)
        for denial in denials:
            yield _denied(sight, denial, country, asked)
        if denials:
            continue
        if consent is not None:
            yield _granted(sight, consent, country)
        else:
            yield Permit(country, needed if asked else "", "soon", _("not yet"), authority=asked)


def _denied(sight: Sight, denial: Denial, country: str, asked: Texts | None) -> Permit:
    return Permit(
        country,
        denial.id,
        "late",
        _("refused"),
        denial.agency,
        sight.text(denial.id, "authority") or asked,
        reason=sight.text(denial.id, "text"),
    )


def _granted(sight: Sight, consent: Consent, country: str) -> Permit:
    look, said = _validity(consent.since, consent.until, sight.now)
    return Permit(
        country,
        consent.id,
        look,
        said,
        consent.agency,
        sight.text(consent.id, "authority"),
        getattr(sight.body(consent.id), "reference", ""),
        sight.text(consent.id, "conditions"),
        tuple(words.name("consignment-forms", form) for form in consent.forms),
        consent.until,
        moments.time_left(consent.until, sight.now),
    )


def _validity(since: str, until: str, now: datetime) -> tuple[str, str]:
    begins = moments.moment(since)
    if begins is not None and begins > now:
        return "soon", _("not valid yet")
    urgency = look_of(moments.urgency(until, now))
    if urgency == "late":
        return "late", _("expired")
    return ("soon", _("authorised, ends soon")) if urgency == "soon" else ("good", _("authorised"))


def _team(sight: Sight, leg: Leg) -> Team | None:
    team = sight.state.teams.get(str(leg.number))
    body = sight.body(team.id) if team else None
    if team is None or body is None:
        return None
    return Team(body.lead, body.officers, Telephone(team.agency, body.telephone, body.lead))


def _safety(sight: Sight, leg: Leg) -> tuple[str, Texts | None]:
    """Return what is open about the safety of people on a leg, and the grounds that were given."""
    state: Delivery = sight.state
    found = state.safety.get(str(leg.number))
    grounds = sight.text(found.id, "text") if found else None
    if is_cleared(state, leg) or leg.departed:
        return "", grounds
    if found is not None:
        return _("it cannot be answered for"), grounds
    return _("not yet assessed"), None
