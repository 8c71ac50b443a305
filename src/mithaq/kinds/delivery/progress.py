"""What a delivery has come to: legs, consents, who is responsible, where the goods are, how it ended."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from mithaq.kinds.delivery.goods import Account, Balance, Movement, balance
from mithaq.kinds.evidence import Item
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import Past
from mithaq.kinds.state import State


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of the route that holds. Where its words stand: leg `place` of the entry `source`."""

    number: int
    source: str
    place: int
    transport: str
    start: str
    end: str
    countries: tuple[str, ...]
    agency: str
    departs: str
    arrives: str
    order: str = ""
    """The order for it that has effect; whether it is given, the record knows (`given`)."""
    departed: str = ""
    """When it was reported to have departed, and then to have arrived."""
    arrived: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """The consent of another authority that a party requires for legs."""

    id: str
    country: str
    legs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """What entitles one leg in one country, or for one authority: until when, and to which forms."""

    id: str
    agency: str
    since: str
    until: str
    forms: tuple[str, ...]
    conditions: bool = False


@dataclass(frozen=True, slots=True)
class Denial:
    """A country's or authority's no to a leg; `key` is that of the consent that it denies."""

    id: str
    agency: str
    key: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """A report that people are in danger: who has not seen it clears nothing."""

    id: str


@dataclass(frozen=True, slots=True)
class Team:
    """The team that stands ready for a leg."""

    id: str
    agency: str


@dataclass(frozen=True, slots=True)
class Safety:
    """Whether the agency of a leg answers for the safety of people on it."""

    id: str
    agency: str
    safe: bool


@dataclass(frozen=True, slots=True)
class Giving:
    """A hand-over that waits for its taker. `seals` is the hash of the seals left."""

    id: str
    giver: str
    taker: str
    leg: int
    held: bool
    weight: int | None
    seals: str


@dataclass(frozen=True, slots=True)
class End:
    """That the delivery was aborted or intercepted, by whom, when. It carries no id: no recall undoes it."""

    code: str
    agency: str
    time: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an agency reports in figures."""

    id: str
    arrests: int
    searches: int
    victims: int
    injured: int
    dead: int
    errors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(State):
    """One controlled delivery."""

    area: str
    goods: str
    unit: str
    declared: int
    form: str
    report_minutes: int
    tolerance: int
    endangered: bool
    """Whether people may be endangered: then every leg is cleared before it is ordered."""
    legs: Ledger[Leg] = field(default_factory=Ledger[Leg])
    """Number -> leg of the route that holds."""
    replaced: Ledger[Leg] = field(default_factory=Ledger[Leg])
    """Number -> leg that another route took the place of: it may have departed all the same."""
    last: int = 0
    """The highest number that a leg ever had."""
    needs: Ledger[Need] = field(default_factory=Ledger[Need])
    consents: Ledger[Consent] = field(default_factory=Ledger[Consent])
    """Number/country or number/need -> what entitles."""
    denials: Ledger[Denial] = field(default_factory=Ledger[Denial])
    """Key of the consent and agency -> its no that stands."""
    teams: Ledger[Team] = field(default_factory=Ledger[Team])
    safety: Ledger[Safety] = field(default_factory=Ledger[Safety])
    alarms: Ledger[Alarm] = field(default_factory=Ledger[Alarm])
    holder: str
    """The agency that has control, be it a party still or not: `responsible` says who answers for it."""
    since: str
    """Since when it is."""
    giving: Giving | None = None
    account: Account = field(default_factory=Ledger[Movement])
    heard: str = ""
    """The time of the last report of the responsible agency."""
    lost: str = ""
    """Since when contact is lost."""
    ends: Ledger[End] = field(default_factory=Ledger[End])
    outcomes: Ledger[Outcome] = field(default_factory=Ledger[Outcome])
    concluded: bool = False
    evidence: Ledger[Item] = field(default_factory=Ledger[Item])

    @property
    def route(self) -> tuple[Leg, ...]:
        """The legs in their sequence."""
        return tuple(self.legs.values())

    @property
    def over(self) -> bool:
        """Whether it was aborted or intercepted."""
        return len(self.ends) > 0

    @property
    def arrived(self) -> bool:
        """Whether the last leg has arrived."""
        return bool(self.route) and bool(self.route[-1].arrived)

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies that answer for a leg, each once, in the sequence of the route."""
        return tuple(dict.fromkeys(leg.agency for leg in self.route))

    def leg(self, number: int) -> Leg | None:
        """Return a leg of the route that holds."""
        return self.legs.get(str(number))

    def before(self, leg: Leg) -> Leg | None:
        """Return the leg before it."""
        numbers = [one.number for one in self.route]
        place = numbers.index(leg.number)
        return self.route[place - 1] if place else None

    def put_leg(self, leg: Leg) -> "Delivery":
        """Return the state with a leg changed."""
        return replace(self, legs=self.legs.put(str(leg.number), leg))

    @property
    def accounts(self) -> tuple[Balance, Balance]:
        """Where the goods are, and where what replaces them is."""
        return (
            balance(self.account, "goods", self.declared),
            balance(self.account, "substitute", 0),
        )


def wanted(state: Delivery, leg: Leg) -> Iterator[tuple[str, str]]:
    """Yield each consent that a leg needs: its key, and the country whose it is (DEL-8)."""
    for country in leg.countries:
        yield f"{leg.number}/{country}", country
    for need in state.needs.values():
        if leg.number in need.legs:
            yield f"{leg.number}/{need.id}", need.country


def consents(state: Delivery, leg: Leg) -> tuple[Consent | None, ...]:
    """Return what entitles a leg, None for each that lacks."""
    return tuple(state.consents.get(key) for key, _ in wanted(state, leg))


def denied(state: Delivery, keys: Collection[str]) -> tuple[Denial, ...]:
    """Return every no to one of these consents."""
    return tuple(one for one in state.denials.values() if one.key in keys)


def is_refused(state: Delivery, leg: Leg) -> bool:
    """Return whether a country or an authority says no to a leg."""
    return bool(denied(state, [key for key, _ in wanted(state, leg)]))


def is_authorised(state: Delivery, leg: Leg) -> bool:
    """Return whether everything that a leg needs is there; validity depends on when."""
    return None not in consents(state, leg)


def allows_form(state: Delivery, leg: Leg) -> bool:
    """Return whether everybody who has consented to a leg allows the form that the delivery has."""
    return all(one is None or state.form in one.forms for one in consents(state, leg))


def is_cleared(state: Delivery, leg: Leg) -> bool:
    """Return whether people are safe on a leg, as its agency answers for, or nobody may be endangered."""
    found = state.safety.get(str(leg.number))
    return not state.endangered or (found is not None and found.safe)


def entitling(state: Delivery, leg: Leg) -> tuple[str, ...]:
    """Return the entries that an order for a leg rests on: all must be stable in its past (DEL-18)."""
    number = str(leg.number)
    team, safety, before = state.teams.get(number), state.safety.get(number), state.before(leg)
    return (
        *(one.id for one in consents(state, leg) if one is not None),
        *((team.id,) if team else ()),
        *((safety.id,) if safety and state.endangered else ()),
        *((before.order,) if before else ()),
    )


def withdrawn(state: Delivery, numbers: tuple[int, ...]) -> Delivery:
    """Return the state in which the orders for these legs have fallen, unless they have departed (DEL-20)."""
    for number in numbers:
        leg = state.leg(number)
        if leg is not None and leg.order and not leg.departed:
            state = state.put_leg(replace(leg, order=""))
    return upheld(state)


def upheld(state: Delivery) -> Delivery:
    """Return the state in which every order has fallen that rests on what is no more (DEL-20)."""
    for leg in state.route:
        if leg.order and not leg.departed and not _is_upheld(state, leg):
            state = state.put_leg(replace(leg, order=""))
    return state


def _is_upheld(state: Delivery, leg: Leg) -> bool:
    before = state.before(leg)
    sequence = before is None or bool(before.order or before.departed)
    authorised = is_authorised(state, leg) and allows_form(state, leg)
    ready = str(leg.number) in state.teams and is_cleared(state, leg)
    return sequence and authorised and ready and not state.over


def responsible(state: Delivery, parties: Collection[str]) -> str:
    """Return the one agency that answers for control: the opener, or the next, if that has left (DEL-30)."""
    candidates = (state.holder, state.opener, *state.agencies, *sorted(parties))
    return next((one for one in candidates if one in parties), state.holder)


def stage(state: Delivery) -> str:
    """Return how far the delivery has come (DEL-3)."""
    if state.concluded:
        return "closed"
    if state.over or state.arrived:
        if set(state.agencies) <= set(state.outcomes):
            return "reported"
        return next(iter(state.ends.values())).code if state.over else "arrived"
    route = state.route
    if any(leg.departed for leg in route):
        return "contact-lost" if state.lost else "under-way"
    if any(leg.order for leg in route):
        return "ordered"
    if any(is_refused(state, leg) for leg in route):
        return "refused"
    if all(is_authorised(state, leg) for leg in route):
        return "ready" if all(str(leg.number) in state.teams for leg in route) else "authorised"
    return "asked"


def required(state: Delivery, past: Past) -> frozenset[str]:
    """Return the agencies whose outcome is waited for: those of the route that are still parties."""
    return frozenset(state.agencies) & frozenset(past.parties())
