"""Who may write what about a joint operation, when, and what then follows (docs/spec/operation.md)."""

from dataclasses import replace
from typing import Any

from mithaq.kinds.debriefs import debrief_rules
from mithaq.kinds.evidence import evidence_rules
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.operation import bodies as b
from mithaq.kinds.operation import reports as r
from mithaq.kinds.operation.accounts import (
    happened,
    recounted,
    rehappened,
    resituated,
    situated,
    tallied,
)
from mithaq.kinds.operation.conditions import (
    AGREED,
    ALL_DEBRIEFED,
    COMMITTED,
    DEBRIEFING,
    EQUIPPED,
    HAS_PHASE,
    IS_NEXT,
    IS_PLAN,
    LEAD,
    LIVE,
    NOT_ACCEPTED,
    NOT_DECLINED,
    PART,
    RESTING,
    STARTED,
    TASKED,
    UNDER_WAY,
)
from mithaq.kinds.operation.planning import phases, problem
from mithaq.kinds.operation.progress import Committed, Means, Operation, halted
from mithaq.kinds.predicates import Act, Past
from mithaq.kinds.rule import Rule, texts_only
from mithaq.kinds.tasks import task_rules
from mithaq.record.errors import Refusal

# ------------------------------------------------------------------ the plan and its answers


def _changed(state: Operation, act: Act[b.ChangePlan], past: Past) -> Operation | Refusal:
    """OPR-7: another plan asks every other agency anew; whoever writes it takes part in it."""
    body = act.body
    found = problem(body, state.terms, past)
    if found is None and act.author not in body.agencies:
        found = Refusal("not-in-the-operation")
    if found is not None:
        return found
    return replace(
        state,
        plan=act.id,
        lead=body.lead,
        agencies=body.agencies,
        areas=body.areas,
        phases=phases(body),
        accepted=Ledger[str]().put(act.author, act.id),
        declined=Ledger[str](),
        begun=Ledger[str](),
    )


def _accepted(state: Operation, act: Act[b.Accept], past: Past) -> Operation:
    accepted = state.accepted.put(act.author, act.id)
    return replace(state, accepted=accepted, declined=state.declined.without((act.author,)))


def _declined(state: Operation, act: Act[b.Decline], past: Past) -> Operation:
    """OPR-8: who declines has no longer accepted; what is under way stops."""
    stopped = halted(state, act.id) if state.course == "under-way" else state
    accepted = stopped.accepted.without((act.author,))
    return replace(stopped, accepted=accepted, declined=stopped.declined.put(act.author, act.id))


def _committed(state: Operation, act: Act[b.Resources], past: Past) -> Operation:
    means = tuple(Means(one.category, one.number) for one in act.body.resources)
    return replace(state, resources=state.resources.put(act.author, Committed(act.id, means)))


def _recommitted(state: Operation, act: Act[b.Resources], past: Past) -> Operation:
    """OPR-9: a correction counts if nothing newer does."""
    known = state.resources.get(act.author)
    return _committed(state, act, past) if known and known.id == act.id else state


# ------------------------------------------------------------------ orders, and what stops


def _authorised(state: Operation, act: Act[Any], past: Past) -> tuple[str, ...]:
    """OPR-10: the plan, each agency's acceptance of it and its resources; all must be stable."""
    accepted = (state.accepted.get(agency) for agency in state.agencies)
    committed = (state.resources.get(agency) for agency in state.agencies)
    return (state.plan, *(one for one in accepted if one), *(one.id for one in committed if one))


def _started(state: Operation, act: Act[Any], past: Past) -> Operation:
    return replace(state, course="under-way", started=True, order=act.id, halts=())


def _begun(state: Operation, act: Act[b.BeginPhase], past: Past) -> Operation:
    return replace(state, begun=state.begun.put(str(act.body.phase), act.id))


def _halted(state: Operation, act: Act[Any], past: Past) -> Operation:
    """OPR-11: whoever says stop stops it; what is over stays over."""
    return state if state.over else halted(state, act.id)


def _ended(state: Operation, act: Act[Any], past: Past) -> Operation:
    return replace(state, course="ended")


def _broken_off(state: Operation, act: Act[Any], past: Past) -> Operation:
    return replace(state, course="broken-off")


def _concluded(state: Operation, act: Act[Any], past: Past) -> Operation:
    return replace(state, course="concluded")


def _parts(state: Operation) -> tuple[str, ...]:
    return state.agencies


def _rule(body: Any, **line: Any) -> Rule[Operation, Any]:
    return Rule(body, **line)


RULES: tuple[Rule[Operation, Any], ...] = (
    # body, by whom, when, what then
    _rule(b.Accept, by=PART, when=(LIVE, NOT_ACCEPTED, IS_PLAN), then=_accepted),
    _rule(b.Decline, by=PART, when=(LIVE, NOT_DECLINED, IS_PLAN), then=_declined, amend=texts_only),
    _rule(b.ChangePlan, by=LEAD, when=(LIVE, RESTING), then=_changed),
    _rule(b.Resources, by=PART, when=(LIVE,), then=_committed, amend=_recommitted),
    _rule(
        b.Start,
        by=LEAD,
        when=(LIVE, RESTING, COMMITTED, EQUIPPED, AGREED),
        then=_started,
        order=True,
        needs=_authorised,
        amend=texts_only,
    ),
    _rule(
        b.BeginPhase,
        by=LEAD,
        when=(UNDER_WAY, HAS_PHASE, IS_NEXT),
        then=_begun,
        order=True,
        needs=_authorised,
    ),
    _rule(b.Halt, by=PART, when=(LIVE,), then=_halted, report=True, amend=texts_only),
    _rule(b.End, by=LEAD, when=(LIVE, STARTED), then=_ended, amend=texts_only),
    _rule(b.BreakOff, by=LEAD, when=(LIVE,), then=_broken_off, amend=texts_only),
    *task_rules(by=PART, live=TASKED, parts=_parts, give=b.GiveTask),
    *evidence_rules(by=PART),
    _rule(r.Situation, by=PART, when=(STARTED,), then=situated, report=True, amend=resituated),
    _rule(r.Incident, by=PART, when=(STARTED,), then=happened, report=True, amend=rehappened),
    _rule(r.Results, by=PART, when=(STARTED,), then=tallied, report=True, amend=recounted),
    *debrief_rules(by=PART, over=DEBRIEFING),
    _rule(r.Conclude, by=LEAD, when=(DEBRIEFING, ALL_DEBRIEFED), then=_concluded, amend=texts_only),
)

__all__ = ["RULES"]
