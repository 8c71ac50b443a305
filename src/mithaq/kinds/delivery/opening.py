"""How a delivery opens, and what a route must be (DEL-1 to DEL-5)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from mithaq.kinds.agreement import Terms
from mithaq.kinds.delivery import plan as p
from mithaq.kinds.delivery.progress import Delivery, Leg
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import Act, Past, covers
from mithaq.record.errors import Refusal
from mithaq.terms import ENDANGERING_AREAS, country_of


def begin(act: Act[p.Ask], terms: Terms | None, past: Past) -> Delivery | Refusal:
    """DEL-1, DEL-2: goods, countries and legs fit together; the first leg's agency is responsible."""
    body = act.body
    if not covers(terms, (body.area,)):
        return Refusal("area-not-in-pact", {"area": body.area})
    if not body.quantity.value:
        return Refusal("quantity-nought")
    countries = {*body.origin, *body.transit, *body.destination}
    problem = route_problem(body.legs, past) or _countries_problem(body.legs, countries)
    if problem is not None:
        return problem
    legs = legs_of(act.id, body.legs, 0)
    return Delivery(
        opening=act.id,
        opener=act.author,
        opened_as=body.type,
        terms=terms,
        area=body.area,
        goods=body.goods,
        unit=body.quantity.unit,
        declared=body.quantity.value,
        form=body.form,
        report_minutes=body.report_minutes,
        tolerance=body.tolerance,
        endangered=body.endangered or body.area in ENDANGERING_AREAS,
        legs=legs,
        last=len(legs),
        holder=body.legs[0].agency,
        since=act.time,
    )


def _countries_problem(legs: Sequence[p.Leg], countries: set[str]) -> Refusal | None:
    touched = {country for leg in legs for country in leg.countries}
    return None if touched == countries else Refusal("route-countries-differ")


def route_problem(legs: Sequence[p.Leg], past: Past, start: str = "") -> Refusal | None:
    """Return what is wrong with legs that begin at `start`: agencies, their countries, times, places."""
    for number, leg in enumerate(legs, 1):
        fields = {"leg": number}
        if leg.agency not in past.parties():
            return Refusal("leg-agency-not-a-party", fields)
        if country_of(leg.agency) not in leg.countries:
            return Refusal("leg-agency-foreign", fields)
        if leg.arrives < leg.departs:
            return Refusal("leg-arrives-before", fields)
    ends = [leg.end.place for leg in legs]
    starts = [leg.start.place for leg in legs]
    joints = [(start, starts[0]), *zip(ends, starts[1:], strict=False)]
    if any(one and one != other for one, other in joints):
        return Refusal("route-broken")
    if any(earlier.arrives > later.departs for earlier, later in pairwise(legs)):
        return Refusal("leg-departs-before")
    return None


def legs_of(source: str, legs: Sequence[p.Leg], last: int) -> Ledger[Leg]:
    """Return legs as the state keeps them, numbered on from `last`."""
    made = (
        Leg(
            last + place,
            source,
            place - 1,
            leg.transport,
            leg.start.place,
            leg.end.place,
            leg.countries,
            leg.agency,
            leg.departs,
            leg.arrives,
        )
        for place, leg in enumerate(legs, 1)
    )
    return Ledger((str(leg.number), leg) for leg in made)


def amend_opening(state: Delivery, act: Act[Any], past: Past) -> Delivery | Refusal:
    """DEL-4: a correction changes words, not what countries have decided on."""
    if act.id != state.opening:
        return state
    new = begin(act, state.terms, past)
    if isinstance(new, Refusal):
        return new
    fixed = ("area", "goods", "unit", "declared", "report_minutes", "tolerance")
    same = (state.endangered or not new.endangered) and all(
        getattr(new, name) == getattr(state, name) for name in fixed
    )
    if not same or _asked(state) != dict(new.legs.items()):
        return Refusal("correction-changes-delivery")
    return state


def _asked(state: Delivery) -> dict[str, Leg]:
    """Return the legs of the opening as they were asked for, on the route still or not."""
    every = [*state.legs.items(), *state.replaced.items()]
    own = sorted((leg.number, key, leg) for key, leg in every if leg.source == state.opening)
    return {key: replace(leg, order="", departed="", arrived="") for _, key, leg in own}
