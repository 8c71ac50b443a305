"""What a delivery shows in tasks, calendar and figures (DEL-41 to DEL-43)."""

from collections.abc import Iterator

from mithaq.kinds.cards import Card, View
from mithaq.kinds.deadlines import later
from mithaq.kinds.delivery.progress import (
    Delivery,
    Leg,
    denied,
    is_authorised,
    is_cleared,
    required,
    responsible,
    stage,
    wanted,
)
from mithaq.kinds.evidence import WORDS as EVIDENCE_WORDS
from mithaq.kinds.evidence import evidence_cards
from mithaq.terms import country_of

AUTHORISE = "Authorise a leg or refuse it"
CONSENT = "Enter the consent by document"
TEAM = "Confirm your team for a leg"
SAFETY = "Assess the safety of people on a leg"
ORDER = "Order a leg"
TAKE = "Take control over"
HAND = "Hand control over to the next leg"
REPORT = "Report again"
REGAIN = "Contact is lost: regain it or intervene"
OUTCOME = "Report the outcome of the delivery"
GOODS = "Say where the goods are that are still on the way"
CONCLUDE = "Report to all and close the delivery"
DEPARTS, ARRIVES, EXPIRES = "A leg departs", "A leg arrives", "An authorisation ends"
DELIVERY, DENIED, ARRESTS, VICTIMS, HARMED, ERRORS, LACKING = (
    "Controlled delivery",
    "Leg refused",
    "Persons arrested",
    "Victims found",
    "Persons injured or dead",
    "Mistakes",
    "Goods missing",
)

WORDS = (
    AUTHORISE, CONSENT, TEAM, SAFETY, ORDER, TAKE, HAND, REPORT, REGAIN, OUTCOME, GOODS, CONCLUDE,
    DEPARTS, ARRIVES, EXPIRES, DELIVERY, DENIED, ARRESTS, VICTIMS, HARMED, ERRORS, LACKING, *EVIDENCE_WORDS,
)  # fmt: skip


def cards(state: Delivery, view: View) -> tuple[Card, ...]:
    """Return the tasks of each agency, the moments and the figures, in the sequence of the route."""
    how_far = stage(state)
    found: list[Card] = [*evidence_cards(state, view), *_figures(state)]
    if state.concluded:
        return tuple(found)
    if state.over or state.arrived:
        found += _afterwards(state, view, how_far)
    else:
        for leg in state.route:
            found += _of_leg(state, view, leg, how_far)
        found += _moments(state, how_far)
    found += _control(state, responsible(state, view.parties()), how_far)
    return tuple(found)


def _args(leg: Leg) -> tuple[tuple[str, str], ...]:
    return (("leg", str(leg.number)), ("place", leg.start))


def _of_leg(state: Delivery, view: View, leg: Leg, how_far: str) -> Iterator[Card]:
    if leg.departed or leg.order:
        return
    for key, country in wanted(state, leg):
        if key not in state.consents and not denied(state, (key,)):
            yield from _asked(state, view, leg, key, country, how_far)
    number, ready = str(leg.number), is_authorised(state, leg)
    if number not in state.teams:
        yield _task(state, leg, "team", TEAM, how_far)
    if not is_cleared(state, leg):
        yield _task(state, leg, "safety", SAFETY, how_far)
    before = state.before(leg)
    if ready and number in state.teams and is_cleared(state, leg) and (before is None or before.order):
        yield _task(state, leg, "order", ORDER, how_far)


def _task(state: Delivery, leg: Leg, key: str, title: str, how_far: str) -> Card:
    return Card(
        "task", state.opening, f"{key}/{leg.number}", title, _args(leg), leg.departs, leg.agency, how_far
    )


def _asked(state: Delivery, view: View, leg: Leg, key: str, country: str, how_far: str) -> Iterator[Card]:
    """Yield whose decision a leg waits for: the country's agencies, or the opener for a document."""
    own = [agency for agency in view.parties() if country_of(agency) == country]
    if own and key.endswith(f"/{country}"):
        for agency in own:
            name = f"authorise/{key}/{agency}"
            yield Card("task", state.opening, name, AUTHORISE, _args(leg), leg.departs, agency, how_far)
    else:
        owner = own[0] if own else state.opener
        name = f"consent/{key}"
        yield Card("task", state.opening, name, CONSENT, _args(leg), leg.departs, owner, how_far)


def _control(state: Delivery, holder: str, how_far: str) -> Iterator[Card]:
    """DEL-42: who must take over, who must report again, who must regain contact."""
    if state.giving is not None:
        giving = state.giving
        yield Card("task", giving.id, f"take/{giving.id}", TAKE, owner=giving.taker, state=how_far)
    if state.lost and not state.over:
        yield Card("task", state.opening, "regain", REGAIN, due=state.lost, owner=holder, state=how_far)
    moving = [leg for leg in state.route if leg.departed]
    if state.over or state.arrived or not moving:
        return
    since = max(state.heard, moving[-1].departed)
    due = later(since, state.report_minutes * 60_000)
    yield Card("task", state.opening, "report", REPORT, due=due, owner=holder, state=how_far)
    if moving[-1].arrived and state.giving is None:
        ahead = [leg for leg in state.route if not leg.departed and leg.agency != holder]
        for leg in ahead[:1]:
            args, due = _args(leg), leg.departs
            yield Card("task", state.opening, f"hand/{leg.number}", HAND, args, due, holder, how_far)


def _afterwards(state: Delivery, view: View, how_far: str) -> Iterator[Card]:
    waiting = [agency for agency in state.agencies if agency in required(state, view)]
    missing = [agency for agency in waiting if agency not in state.outcomes]
    for agency in missing:
        yield Card("task", state.opening, f"outcome/{agency}", OUTCOME, owner=agency, state=how_far)
    if any(account.under_way for account in state.accounts):
        holder = responsible(state, view.parties())
        yield Card("task", state.opening, "goods", GOODS, owner=holder, state=how_far)
    elif not missing:
        yield Card("task", state.opening, "conclude", CONCLUDE, owner=state.opener, state=how_far)


def _moments(state: Delivery, how_far: str) -> Iterator[Card]:
    for leg in state.route:
        key, args = str(leg.number), _args(leg)
        if not leg.departed:
            due = leg.departs
            yield Card("moment", state.opening, f"departs/{key}", DEPARTS, args, due, leg.agency, how_far)
        if not leg.arrived:
            due = leg.arrives
            yield Card("moment", state.opening, f"arrives/{key}", ARRIVES, args, due, leg.agency, how_far)
            for name, _ in wanted(state, leg):
                one = state.consents.get(name)
                if one is not None:
                    yield Card(
                        "moment", one.id, f"expires/{name}", EXPIRES, args, one.until, one.agency, how_far
                    )


def _figures(state: Delivery) -> Iterator[Card]:
    """DEL-43: one a delivery that was carried out, what came of it, and refusals, harm and errors beside."""
    area = (("area", state.area),)
    if state.over or state.arrived:
        yield Card("figure", state.opening, "delivery", DELIVERY, area, state="carried-out", value=1)
    for key, denial in state.denials.items():
        yield Card(
            "figure", denial.id, f"denied/{key}", DENIED, area, owner=denial.agency, state="refused", value=1
        )
    for agency, one in state.outcomes.items():
        for name, title, value in (
            ("arrests", ARRESTS, one.arrests),
            ("victims", VICTIMS, one.victims),
            ("harm", HARMED, one.injured + one.dead),
            ("errors", ERRORS, one.errors),
        ):
            key = f"{name}/{agency}"
            yield Card("figure", one.id, key, title, area, owner=agency, state=name, value=value)
    lacking = state.accounts[0].missing
    if lacking:
        args = (*area, ("unit", state.unit))
        yield Card("figure", state.opening, "missing", LACKING, args, state="missing", value=lacking)
