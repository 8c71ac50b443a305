"""Who may write what about a delivery, when, and what then follows (docs/spec/delivery.md)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mithaq.kinds.delivery import bodies as b
from mithaq.kinds.delivery import conditions as c
from mithaq.kinds.delivery import facts as f
from mithaq.kinds.delivery.account import counted, found, missing, sampled, substituted
from mithaq.kinds.delivery.opening import legs_of, route_problem
from mithaq.kinds.delivery.plan import Reroute
from mithaq.kinds.delivery.progress import (
    Alarm,
    Consent,
    Delivery,
    Denial,
    End,
    Giving,
    Leg,
    Need,
    Outcome,
    Safety,
    Team,
    denied,
    entitling,
    responsible,
    upheld,
    withdrawn,
)
from mithaq.kinds.evidence import evidence_rules
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import PARTY, Act, Past
from mithaq.kinds.rule import Rule, texts_only, unchanged
from mithaq.record.errors import Refusal

# ------------------------------------------------------------------ what is decided


def _rerouted(state: Delivery, act: Act[Reroute], past: Past) -> Delivery | Refusal:
    """DEL-5: what has departed stays; the rest is new, and everybody decides anew."""
    kept = [leg for leg in state.route if leg.departed]
    problem = route_problem(act.body.legs, past, kept[-1].end if kept else "")
    if problem is not None:
        return problem
    new = legs_of(act.id, act.body.legs, state.last)
    legs = Ledger([*((str(leg.number), leg) for leg in kept), *new.items()])
    gone = [(key, replace(leg, order="")) for key, leg in state.legs.items() if not leg.departed]
    giving = state.giving if state.giving and str(state.giving.leg) in legs else None
    replaced = Ledger([*state.replaced.items(), *gone])
    return replace(state, legs=legs, replaced=replaced, last=state.last + len(new), giving=giving)


def _consent_of(act: Act[Any]) -> Consent:
    body = act.body
    return Consent(act.id, act.author, body.since, body.until, body.forms, body.conditions is not None)


def _entitled(state: Delivery, act: Act[Any], past: Past) -> Delivery:
    """DEL-9, DEL-13: the newest decision of a country or authority on a leg counts."""
    consents, keys = state.consents, c.keys_of(act)
    for key in keys:
        consents = consents.put(key, _consent_of(act))
    denials = state.denials.without([f"{one.key}/{one.agency}" for one in denied(state, keys)])
    return withdrawn(replace(state, consents=consents, denials=denials), act.body.legs)


def _denied(state: Delivery, act: Act[Any], keys: Iterable[str]) -> Delivery:
    """DEL-10, DEL-14: what was consented is gone, and with it an order that rests on it."""
    denials, keys = state.denials, tuple(keys)
    for key in keys:
        denials = denials.put(f"{key}/{act.author}", Denial(act.id, act.author, key))
    return upheld(replace(state, consents=state.consents.without(keys), denials=denials))


def _refused(state: Delivery, act: Act[b.Refuse], past: Past) -> Delivery:
    return _denied(state, act, c.keys_of(act))


def _required(state: Delivery, act: Act[b.Require], past: Past) -> Delivery:
    need = Need(act.id, act.body.country, act.body.legs)
    return upheld(replace(state, needs=state.needs.put(act.id, need)))


def _consent_withdrawn(state: Delivery, act: Act[b.WithdrawConsent], past: Past) -> Delivery:
    return _denied(state, act, [key for key, one in state.consents.items() if one.id == act.body.entry])


def _team_confirmed(state: Delivery, act: Act[b.ConfirmTeam], past: Past) -> Delivery:
    return replace(state, teams=state.teams.put(str(act.body.leg), Team(act.id, act.author)))


def _stood_down(state: Delivery, act: Act[b.StandDown], past: Past) -> Delivery:
    return upheld(replace(state, teams=state.teams.without((str(act.body.leg),))))


def _assessed(state: Delivery, act: Act[b.Clear], past: Past) -> Delivery:
    """DEL-16: who says that it cannot be answered for stops the leg."""
    body = act.body
    safety = state.safety.put(str(body.leg), Safety(act.id, act.author, body.safe))
    if body.safe:
        return replace(state, safety=safety)
    return upheld(replace(state, safety=safety, endangered=True))


def _entitling(state: Delivery, act: Act[b.Order], past: Past) -> tuple[str, ...]:
    """DEL-18: consents, team, clearance, and the order of the leg before."""
    leg = c.leg_of(state, act)
    return entitling(state, leg) if leg is not None else ()


def _ordered(state: Delivery, act: Act[b.Order], past: Past) -> Delivery:
    leg = c.leg_of(state, act)
    return state if leg is None else state.put_leg(replace(leg, order=act.id))


def _concluded(state: Delivery, act: Act[Any], past: Past) -> Delivery:
    return replace(state, concluded=True)


# ------------------------------------------------------------------ what has happened


def _reported(state: Delivery, act: Act[f.Report], past: Past) -> Delivery:
    """DEL-24 to DEL-27: a fact is a fact, whatever speaks against it."""
    event = act.body.event
    if act.author == responsible(state, past.parties()):
        state = replace(state, heard=act.time)
    if event in c.MOVING:
        state = _moved(state, act)
    if event == "contact-lost":
        return replace(state, lost=state.lost or act.body.at)
    if event == "danger":
        return _endangered(state, act)
    return replace(state, lost="") if event == "contact-regained" else state


def _moved(state: Delivery, act: Act[f.Report]) -> Delivery:
    """DEL-24: it has departed, be it on a leg that another route took the place of meanwhile."""
    leg = c.leg_of(state, act)
    if leg is None:
        leg = state.replaced.get(str(act.body.leg))
        if leg is None:
            return state
        state = _returned(state, leg)
    leg = replace(leg, departed=leg.departed or act.body.at)
    return state.put_leg(replace(leg, arrived=act.body.at) if act.body.event == "arrived" else leg)


def _returned(state: Delivery, leg: Leg) -> Delivery:
    """DEL-5: the leg goes before what has not departed; orders for that fall."""
    kept = [(key, one) for key, one in state.legs.items() if one.departed]
    ahead = [(key, one) for key, one in state.legs.items() if not one.departed]
    key = str(leg.number)
    legs = Ledger([*kept, (key, leg), *ahead])
    after = replace(state, legs=legs, replaced=state.replaced.without((key,)))
    return withdrawn(after, tuple(one.number for _, one in ahead))


def _endangered(state: Delivery, act: Act[f.Report]) -> Delivery:
    """DEL-17: what was cleared before people were in danger is not cleared any more."""
    alarms = state.alarms.put(act.id, Alarm(act.id))
    return upheld(replace(state, endangered=True, safety=Ledger[Safety](), alarms=alarms))


def _offered(state: Delivery, act: Act[f.HandOver], past: Past) -> Delivery:
    """DEL-28: control stays with the giver until it is taken."""
    body, leg = act.body, c.leg_of(state, act)
    if leg is None:  # never: LEG was asked before
        return state
    seals = c.seals_of(body.seals)
    giving = Giving(act.id, act.author, leg.agency, leg.number, body.held, body.weight, seals)
    return replace(state, giving=giving, heard=act.time)


def _passed(state: Delivery, act: Act[f.TakeOver], past: Past) -> Delivery:
    """DEL-29: giver and taker have signed, and agree."""
    return replace(state, holder=act.author, since=act.time, giving=None, heard=act.time)


def _intercepted(state: Delivery, act: Act[f.Intercept], past: Past) -> Delivery:
    return _ended(found(state, act, past), act, "intercepted")


def _aborted(state: Delivery, act: Act[f.Abort], past: Past) -> Delivery:
    return _ended(state, act, "aborted")


def _ended(state: Delivery, act: Act[Any], code: str) -> Delivery:
    """DEL-37: for good; orders for what has not departed fall."""
    ends = state.ends.put(f"{code}/{act.author}", End(code, act.author, act.time))
    return upheld(replace(state, ends=ends))


def _outcome(state: Delivery, act: Act[f.Outcome], past: Past) -> Delivery:
    body = act.body
    outcome = Outcome(act.id, body.arrests, body.searches, body.victims, body.injured, body.dead, body.errors)
    return replace(state, outcomes=state.outcomes.put(act.author, outcome))


def _rule(body: Any, **line: Any) -> Rule[Delivery, Any]:
    return Rule(body, **line)


def _report(body: Any, **line: Any) -> Rule[Delivery, Any]:
    return Rule(body, report=True, **line)


_COUNTRY = (c.LIVE, c.LEGS, c.COUNTRY, c.TOUCH)
_LEG = (c.LIVE, c.LEG, c.MINE, c.WAITING)
_FOUND = (c.OPEN, c.UNIT)

RULES: tuple[Rule[Delivery, Any], ...] = (
    # what is decided: body, by whom, when, what then
    _rule(Reroute, by=c.OPENER, when=(c.LIVE,), then=_rerouted),
    _rule(b.Authorise, by=PARTY, when=(*_COUNTRY, c.SEEN, c.VALIDITY), then=_entitled),
    _rule(b.Refuse, by=PARTY, when=_COUNTRY, then=_refused, amend=texts_only),
    _rule(b.Require, by=PARTY, when=(c.LIVE, c.LEGS, c.TOUCH), then=_required, amend=None),
    _rule(
        b.Consent,
        by=PARTY,
        when=(c.LIVE, c.LEGS, c.TOUCH, c.NO_NODE, c.NEED, c.SEEN, c.VALIDITY),
        then=_entitled,
    ),
    _rule(b.WithdrawConsent, by=PARTY, when=(c.LIVE, c.HAS_CONSENT, c.STANDS), then=_consent_withdrawn),
    _rule(b.ConfirmTeam, by=c.ON_ROUTE, when=_LEG, then=_team_confirmed),
    _rule(b.StandDown, by=c.ON_ROUTE, when=(*_LEG, c.HAS_TEAM), then=_stood_down),
    _rule(b.Clear, by=PARTY, when=(c.LIVE, c.LEG, c.CLEARS, c.DANGER_SEEN), then=_assessed),
    _rule(
        b.Order,
        by=c.ON_ROUTE,
        when=(
            *_LEG,
            c.NOT_ORDERED,
            c.SEQUENCE,
            c.AUTHORISED,
            c.VALID,
            c.FORM,
            c.HAS_TEAM,
            c.SAFE,
            c.CONTACT,
            c.MET,
        ),
        then=_ordered,
        order=True,
        needs=_entitling,
    ),
    _rule(b.Remark, by=PARTY, when=(c.OPEN,), then=unchanged, amend=texts_only),
    _rule(b.Conclude, by=c.OPENER, when=(c.OPEN, c.ENDED, c.REPORTED, c.BALANCED), then=_concluded),
    # what has happened
    _report(f.Report, by=PARTY, when=(c.OPEN, c.LEG, c.BEGUN, c.CURRENT), then=_reported),
    _report(
        f.HandOver,
        by=c.RESPONSIBLE,
        when=(c.OPEN, c.LEG, c.OTHER, c.PASSES, c.UNIT, c.QUANTITY),
        then=_offered,
        deviant=counted,
    ),
    _report(
        f.TakeOver,
        by=PARTY,
        when=(c.OPEN, c.WAITS, c.SEALS, c.WEIGHTS, c.UNIT, c.QUANTITY),
        then=_passed,
        deviant=counted,
    ),
    _report(f.Substitute, by=c.RESPONSIBLE, when=(*_FOUND, c.ENOUGH, c.REPLACEABLE), then=substituted),
    _report(f.Sample, by=PARTY, when=(*_FOUND, c.ENOUGH), then=sampled, amend=None),
    _report(f.Seize, by=PARTY, when=(*_FOUND, c.ENOUGH), then=found),
    _report(f.Missing, by=PARTY, when=(*_FOUND, c.ENOUGH), then=missing),
    _report(f.Intercept, by=PARTY, when=(*_FOUND, c.ENOUGH), then=_intercepted),
    _report(f.Abort, by=PARTY, when=(), then=_aborted, amend=texts_only),
    _report(f.Outcome, by=PARTY, when=(c.OPEN, c.ENDED), then=_outcome),
    *evidence_rules(by=PARTY),
)

__all__ = ["RULES"]
