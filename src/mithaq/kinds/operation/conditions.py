"""Who may write about a joint operation, and when: the predicates of its table (docs/spec/operation.md)."""

from typing import Any

from mithaq.kinds.operation import bodies as b
from mithaq.kinds.operation.progress import Operation, stage
from mithaq.kinds.predicates import Act, Past, When, Who, in_stage, reading

# ------------------------------------------------------------------ by whom


def _takes_part(state: Operation, act: Act[Any], past: Past) -> bool:
    return act.author in state.agencies and act.author in past.parties()


def _leads(state: Operation, act: Act[Any], past: Past) -> bool:
    """OPR-5: when the lead has left the dossier, every agency that takes part can do what it could."""
    if state.lead in past.parties():
        return act.author == state.lead
    return _takes_part(state, act, past)


PART = Who("participating agency", "not-in-the-operation", _takes_part)
LEAD = Who("lead", "not-the-lead", _leads)

# ------------------------------------------------------------------ when


def _names_plan(state: Operation, act: Act[Any], past: Past) -> bool:
    """OPR-6: it is the plan that counts, and the author knows of every halt since."""
    return act.body.entry == state.plan and all(past.has(entry) for entry in state.halts)


def _is_here(state: Operation, past: Past) -> bool:
    """Return whether every participating agency is still a party."""
    return set(state.agencies) <= set(past.parties())


def _is_agreed(state: Operation, act: Act[Any], past: Past) -> bool:
    return state.agreed and _is_here(state, past)


def _is_under_way(state: Operation, act: Act[Any], past: Past) -> bool:
    return state.course == "under-way" and _is_here(state, past)


def _has_phase(state: Operation, act: Act[Any], past: Past) -> bool:
    return len(state.begun) < len(state.phases)


def _is_next(state: Operation, act: Act[b.BeginPhase], past: Past) -> bool:
    number = act.body.phase
    return number <= len(state.phases) and str(number) not in state.begun


def _was_started(state: Operation, act: Act[Any], past: Past) -> bool:
    return state.started


def _can_debrief(state: Operation, act: Act[Any], past: Past) -> bool:
    return state.started and state.course in ("ended", "broken-off")


def _all_debriefed(state: Operation, act: Act[Any], past: Past) -> bool:
    """OPR-22: who has left the dossier is not waited for."""
    return set(state.agencies) & set(past.parties()) <= set(state.debriefs)


LIVE = When("not over", "operation-over", lambda state, act, past: not state.over)
RESTING = When("not under way", "operation-under-way", lambda state, act, past: state.course != "under-way")
NOT_ACCEPTED = When(
    "not accepted by it", "plan-accepted", lambda state, act, past: act.author not in state.accepted
)
NOT_DECLINED = When(
    "not declined by it", "plan-declined", lambda state, act, past: act.author not in state.declined
)
IS_PLAN = reading("names the plan that counts", "plan-not-current", _names_plan)
AGREED = When("accepted by all", "operation-not-agreed", _is_agreed)
COMMITTED = When(
    "has committed its own resources",
    "own-resources-missing",
    lambda state, act, past: act.author in state.resources,
)
EQUIPPED = When("all have committed resources", "resources-missing", lambda state, act, past: state.equipped)
UNDER_WAY = When("under way", "operation-not-under-way", _is_under_way)
HAS_PHASE = When("a phase has not begun", "no-phase-open", _has_phase)
IS_NEXT = When("names a phase that has not begun", "phase-not-open", _is_next, reads=True)
STARTED = When("was started", "operation-not-started", _was_started)
TASKED = When(
    "neither stopped nor declined", "no-tasks-now", in_stage(stage, "planned", "agreed", "under-way", "ended")
)
DEBRIEFING = When("is over after a start", "operation-not-ended", _can_debrief)
ALL_DEBRIEFED = When("all have given their debriefing", "debrief-missing", _all_debriefed)
