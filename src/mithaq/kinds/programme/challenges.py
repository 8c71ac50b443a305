"""Common challenges: what all parties face, how likely and how grave (docs/spec/programme.md)."""

from dataclasses import replace
from typing import Any

from mithaq.kinds.predicates import AREAS, PARTY, Act, Past, When, areas_are_agreed, reading
from mithaq.kinds.programme import bodies as b
from mithaq.kinds.programme.register import Challenge, Programme
from mithaq.kinds.rule import Rule, texts_only
from mithaq.record.errors import Refusal


def _stands(state: Programme, act: Act[Any], past: Past) -> bool:
    known = state.challenges.get(act.body.entry)
    return known is not None and not known.retired


def _any_stands(state: Programme, act: Act[Any], past: Past) -> bool:
    return any(not known.retired for known in state.challenges.values())


HAS_CHALLENGE = When("a challenge stands", "no-challenge", _any_stands)
STANDS = reading("names a challenge that stands", "challenge-unknown", _stands)


def _put(state: Programme, known: Challenge) -> Programme:
    return replace(state, challenges=state.challenges.put(known.id, known))


def _added(state: Programme, act: Act[b.Challenge], past: Past) -> Programme:
    body = act.body
    return _put(state, Challenge(act.id, body.areas, body.likelihood, body.impact, body.outlook, act.id))


def _amended(state: Programme, act: Act[b.Challenge], past: Past) -> Programme | Refusal:
    """PRO-10: a correction of the first assessment gives way to a later one."""
    known, body = state.challenges.get(act.id), act.body
    if not areas_are_agreed(state, act, past):
        return Refusal("areas-not-in-pact")
    if known is None:
        return state
    after = replace(known, areas=body.areas)
    if known.by == act.id:
        after = replace(after, likelihood=body.likelihood, impact=body.impact, outlook=body.outlook)
    return _put(state, after)


def _reassessed(state: Programme, act: Act[b.Reassess], past: Past) -> Programme:
    known, body = state.challenges.get(act.body.entry), act.body
    if known is None:  # never: STANDS was asked before
        return state
    after = replace(known, likelihood=body.likelihood, impact=body.impact, outlook=body.outlook, by=act.id)
    return _put(state, after)


def _retired(state: Programme, act: Act[b.Retire], past: Past) -> Programme:
    known = state.challenges.get(act.body.entry)
    return _put(state, replace(known, retired=True)) if known else state


def _rule(body: Any, **line: Any) -> Rule[Programme, Any]:
    return Rule(body, **line)


RULES: tuple[Rule[Programme, Any], ...] = (
    _rule(b.Challenge, by=PARTY, when=(AREAS,), then=_added, amend=_amended),
    _rule(b.Reassess, by=PARTY, when=(HAS_CHALLENGE, STANDS), then=_reassessed),
    _rule(b.Retire, by=PARTY, when=(HAS_CHALLENGE, STANDS), then=_retired, amend=texts_only),
)
