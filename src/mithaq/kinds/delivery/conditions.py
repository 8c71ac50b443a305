"""Who may write about a delivery, and when: the predicates of its table (docs/spec/delivery.md)."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from mithaq.kinds.delivery import bodies as b
from mithaq.kinds.delivery import facts as f
from mithaq.kinds.delivery.progress import (
    Consent,
    Delivery,
    Leg,
    allows_form,
    consents,
    denied,
    is_authorised,
    is_cleared,
    required,
    responsible,
)
from mithaq.kinds.predicates import Act, Past, When, Who, names, reading
from mithaq.record.errors import Fields
from mithaq.terms import country_of

# ------------------------------------------------------------------ by whom

OPENER = Who(
    "opener",
    "not-for-you",
    lambda state, act, past: act.author == (state.opener if state.opener in past.parties() else act.author),
)
"""DEL-6: who asked for it; if that agency has left, any party."""

RESPONSIBLE = Who(
    "responsible agency",
    "not-responsible",
    lambda state, act, past: act.author == responsible(state, past.parties()),
)
ON_ROUTE = Who("agency of a leg", "no-leg-of-yours", lambda state, act, past: act.author in state.agencies)

# ------------------------------------------------------------------ what an act is about


def leg_of(state: Delivery, act: Act[Any]) -> Leg | None:
    """Return the leg that an act names, if it is on the route that holds."""
    return state.leg(act.body.leg)


def _leg_field(act: Act[Any]) -> Fields:
    return {"leg": act.body.leg}


def of_leg(name: str, code: str, test: Callable[[Delivery, Leg, Act[Any]], bool]) -> When:
    """Return a condition on the leg that an act names; it holds for what names none: another says so."""

    def tested(state: Delivery, act: Act[Any], past: Past) -> bool:
        leg = leg_of(state, act)
        return leg is None or test(state, leg, act)

    return When(name, code, tested, reads=True, fields=_leg_field)


def seals_of(seals: tuple[str, ...]) -> str:
    """Return one hash of seals, without regard to spaces, case and sequence; "" for none (DEL-28)."""
    numbers = sorted("".join(seal.split()).upper() for seal in seals)
    return sha256("\n".join(numbers).encode()).hexdigest() if numbers else ""


# ------------------------------------------------------------------ tests


def _legs_known(state: Delivery, act: Act[Any], past: Past) -> bool:
    return all(state.leg(number) is not None for number in act.body.legs)


def _touch(state: Delivery, act: Act[Any], past: Past) -> bool:
    legs = [state.leg(number) for number in act.body.legs]
    return all(leg is None or act.body.country in leg.countries for leg in legs)


def _own_country(state: Delivery, act: Act[Any], past: Past) -> bool:
    return bool(act.body.country == country_of(act.author))


def keys_of(act: Act[Any]) -> tuple[str, ...]:
    """Return the keys of the consents that an act is about: of its country, or for a requirement."""
    by = getattr(act.body, "entry", None) or act.body.country
    return tuple(f"{number}/{by}" for number in act.body.legs)


def _seen_denials(state: Delivery, act: Act[Any], past: Past) -> bool:
    """DEL-11: a no that was not seen is not overruled."""
    return all(past.has(found.id) for found in denied(state, keys_of(act)))


def _ends_after(state: Delivery, act: Act[Any], past: Past) -> bool:
    return bool(act.body.since < act.body.until)


def _without_node(state: Delivery, act: Act[b.Consent], past: Past) -> bool:
    """DEL-13: a country that is a party speaks for itself."""
    return act.body.entry is not None or act.body.country not in _here(past)


def _here(past: Past) -> frozenset[str]:
    """Return the countries that have a party."""
    return frozenset(country_of(agency) for agency in past.parties())


def _need_fits(state: Delivery, act: Act[b.Consent], past: Past) -> bool:
    if act.body.entry is None:
        return True
    need = state.needs.get(act.body.entry)
    return need is not None and need.country == act.body.country and set(act.body.legs) <= set(need.legs)


def _stands(state: Delivery, act: Act[b.WithdrawConsent], past: Past) -> bool:
    return any(one.id == act.body.entry and _is_document(state, one, past) for one in state.consents.values())


def _is_document(state: Delivery, one: Consent, past: Past) -> bool:
    """DEL-14: a consent by document, or what a country authorised that has no party any more."""
    mark = state.entries.get(one.id)
    by_document = mark is not None and mark.type == b.Consent.type
    return by_document or country_of(one.agency) not in _here(past)


def _in_sequence(state: Delivery, leg: Leg, act: Act[Any]) -> bool:
    before = state.before(leg)
    return before is None or bool(before.order)


def _valid(state: Delivery, leg: Leg, act: Act[Any]) -> bool:
    return all(one is None or one.since <= act.time <= one.until for one in consents(state, leg))


def _given(state: Delivery, leg: Leg, past: Past) -> bool:
    return bool(leg.order) and past.stable(leg.order) and leg.agency in past.parties()


def _has_begun(state: Delivery, act: Act[f.Report], past: Past) -> bool:
    """DEL-25: what moves, moves on a leg that was given; after the end goods may still have to move."""
    leg = leg_of(state, act)
    if leg is None or act.body.event not in MOVING:
        return True
    return _given(state, leg, past)


def _holds_then(state: Delivery, leg: Leg, act: Act[f.Report]) -> bool:
    """DEL-25: what moves, moves while every authorisation that its leg needs is there and valid."""
    if act.body.event not in MOVING:
        return True
    return all(one is not None and one.since <= act.body.at <= one.until for one in consents(state, leg))


def _alarms_seen(state: Delivery, act: Act[b.Clear], past: Past) -> bool:
    """DEL-16: a leg is cleared by who knows what was said against it."""
    doubt = state.safety.get(str(act.body.leg))
    said = [*state.alarms, *([doubt.id] if doubt and not doubt.safe else [])]
    return not act.body.safe or all(past.has(entry) for entry in said)


def _may_pass(state: Delivery, act: Act[f.HandOver], past: Past) -> bool:
    leg = leg_of(state, act)
    return leg is None or state.over or _given(state, leg, past)


def _to_another(state: Delivery, act: Act[f.HandOver], past: Past) -> bool:
    leg = leg_of(state, act)
    return leg is None or leg.agency != act.author


def _waits_for(state: Delivery, act: Act[f.TakeOver], past: Past) -> bool:
    giving = state.giving
    return giving is not None and giving.id == act.body.entry and giving.taker == act.author


def _seals_agree(state: Delivery, act: Act[f.TakeOver], past: Past) -> bool:
    giving = state.giving
    return giving is None or not giving.held or giving.seals == seals_of(act.body.seals)


def _weights_agree(state: Delivery, act: Act[f.TakeOver], past: Past) -> bool:
    """DEL-28: within so many thousandths of what was left."""
    giving, found = state.giving, act.body.weight
    if giving is None or not giving.held or (giving.weight is None and found is None):
        return True
    if giving.weight is None or found is None:
        return False
    return abs(found - giving.weight) * 1000 <= giving.weight * state.tolerance


def said(act: Act[Any]) -> tuple[int | None, int | None]:
    """Return the quantities of goods and substitute that a report names, None where it names none."""
    body = act.body
    goods = body.removed if isinstance(body, f.Substitute) else body.quantity
    substitute = getattr(body, "substitute", None)
    return (goods.value if goods else None, substitute.value if substitute else None)


def _all_there(state: Delivery, act: Act[Any], past: Past) -> bool:
    pairs = zip(said(act), state.accounts, strict=True)
    return all(found is None or found == account.under_way for found, account in pairs)


def same_unit(state: Delivery, act: Act[Any], past: Past) -> bool:
    """DEL-36: every quantity is in the unit of the request; others move nothing."""
    amounts = (getattr(act.body, name, None) for name in ("quantity", "substitute", "removed", "put"))
    return all(amount is None or amount.unit == state.unit for amount in amounts)


def _not_more(state: Delivery, act: Act[Any], past: Past) -> bool:
    """DEL-34: what was missing may be found again and seized; nothing else comes from it."""
    again = isinstance(act.body, f.Seize | f.Intercept)
    pairs = zip(said(act), state.accounts, strict=True)
    return all(
        amount is None or amount <= account.under_way + (account.missing if again else 0)
        for amount, account in pairs
    )


def _replacement_allowed(state: Delivery, act: Act[f.Substitute], past: Past) -> bool:
    """DEL-31: nobody who has consented to a leg still to come may forbid the form that results."""
    after = form_after(state, act.body)
    ahead = (leg for leg in state.route if not leg.arrived)
    return all(one is None or after in one.forms for leg in ahead for one in consents(state, leg))


def form_after(state: Delivery, body: f.Substitute) -> str:
    """Return the form of the delivery once so much was removed."""
    goods = state.accounts[0]
    return "replaced" if body.removed.value >= goods.under_way else "partly-replaced"


def _balanced(state: Delivery, act: Act[Any], past: Past) -> bool:
    return all(account.under_way == 0 for account in state.accounts)


def _all_reported(state: Delivery, act: Act[Any], past: Past) -> bool:
    return required(state, past) <= set(state.outcomes)


MOVING = ("departed", "crossed", "arrived")
"""Events that say that the consignment moves."""

OPEN = When("not closed", "delivery-closed", lambda state, act, past: not state.concluded)
LIVE = When("not over", "delivery-over", lambda state, act, past: not state.over and not state.concluded)
ENDED = When("over or arrived", "delivery-not-over", lambda state, act, past: state.over or state.arrived)
LEGS = When("names legs of the route", "legs-unknown", _legs_known, reads=True)
TOUCH = When("touch that country", "country-not-on-leg", _touch, reads=True)
COUNTRY = When("its own country", "country-not-yours", _own_country, reads=True)
SEEN = When("saw every refusal", "refusal-not-seen", _seen_denials, reads=True)
VALIDITY = When("ends after it begins", "validity-ends-before", _ends_after, reads=True)
NO_NODE = When("country without a node", "country-is-a-party", _without_node, reads=True)
NEED = When("meets a requirement", "requirement-unknown", _need_fits, reads=True)
HAS_CONSENT = When(
    "a consent stands",
    "no-consent",
    lambda state, act, past: any(_is_document(state, one, past) for one in state.consents.values()),
)
STANDS = reading("names a consent that stands", "consent-unknown", _stands)
LEG = When(
    "names a leg of the route",
    "leg-unknown",
    lambda state, act, past: leg_of(state, act) is not None,
    reads=True,
    fields=_leg_field,
)
MINE = of_leg("its own leg", "leg-not-yours", lambda state, leg, act: leg.agency == act.author)
WAITING = of_leg("not departed", "leg-departed", lambda state, leg, act: not leg.departed)
NOT_ORDERED = of_leg("not ordered", "leg-ordered", lambda state, leg, act: not leg.order)
HAS_TEAM = of_leg(
    "its team is confirmed", "team-not-confirmed", lambda state, leg, act: str(leg.number) in state.teams
)
SEQUENCE = of_leg("the leg before it is ordered", "leg-out-of-sequence", _in_sequence)
AUTHORISED = of_leg(
    "authorised by all", "leg-not-authorised", lambda state, leg, act: is_authorised(state, leg)
)
VALID = of_leg("authorisations are valid", "authorisation-not-valid", _valid)
FORM = of_leg("its form is allowed", "form-not-authorised", lambda state, leg, act: allows_form(state, leg))
SAFE = of_leg(
    "cleared for people's safety", "safety-not-cleared", lambda state, leg, act: is_cleared(state, leg)
)
CLEARS = of_leg(
    "by its agency, or against it",
    "leg-not-yours",
    lambda state, leg, act: leg.agency == act.author or not act.body.safe,
)
DANGER_SEEN = When("saw every alarm", "danger-not-seen", _alarms_seen, reads=True)
CONTACT = When("contact is held", "contact-is-lost", lambda state, act, past: not state.lost)
MET = When("conditions are met", "conditions-not-met", lambda state, act, past: act.body.met, reads=True)
BEGUN = When("on a leg that was given", "leg-not-given", _has_begun, reads=True, fields=_leg_field)
CURRENT = of_leg("while authorisations are valid", "authorisation-not-valid", _holds_then)
PASSES = When("to a leg that was given", "leg-not-given", _may_pass, reads=True, fields=_leg_field)
OTHER = When("to another agency", "handed-to-oneself", _to_another, reads=True, fields=_leg_field)
WAITS = When("waits for it", "nothing-handed-over", _waits_for, reads=True, fields=names("entry"))
SEALS = reading("finds the seals that were left", "seals-differ", _seals_agree)
WEIGHTS = reading("finds the weight that was left", "weights-differ", _weights_agree)
QUANTITY = When("finds all that should be there", "quantity-differs", _all_there, reads=True)
UNIT = When("in the delivery's unit", "unit-differs", same_unit, reads=True)
ENOUGH = When("not more than there is", "quantity-exceeds", _not_more, reads=True)
REPLACEABLE = When(
    "replacement is authorised", "replacement-not-authorised", _replacement_allowed, reads=True
)
REPORTED = When("every outcome is there", "outcome-missing", _all_reported)
BALANCED = When("no goods are on the way", "goods-under-way", _balanced)
