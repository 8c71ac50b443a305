"""What reports of a joint operation come to: situations, incidents, sums (OPR-16 to OPR-19)."""

from dataclasses import replace

from mithaq.kinds.operation import reports as r
from mithaq.kinds.operation.progress import (
    Happened,
    Operation,
    Reported,
    Tally,
)
from mithaq.kinds.predicates import Act, Past
from mithaq.kinds.results import figures_of
from mithaq.record.errors import Refusal


def situated(state: Operation, act: Act[r.Situation], past: Past) -> Operation:
    """OPR-16: an agency's newest report counts."""
    body = act.body
    made = Reported(act.id, body.situation, body.phase or 0, body.at or act.time)
    return replace(state, situations=state.situations.put(act.author, made))


def resituated(state: Operation, act: Act[r.Situation], past: Past) -> Operation:
    """Return the corrected report, if no newer one counts."""
    known = state.situations.get(act.author)
    return situated(state, act, past) if known and known.id == act.id else state


def happened(state: Operation, act: Act[r.Incident], past: Past) -> Operation:
    """OPR-17: an incident, with how many were hurt on all sides; a correction takes its place."""
    body = act.body
    injured, dead = sum(one.injured for one in body.tolls), sum(one.dead for one in body.tolls)
    made = Happened(act.id, act.author, body.incident, body.phase or 0, body.at or act.time, injured, dead)
    return replace(state, incidents=state.incidents.put(act.id, made))


rehappened = happened


def tallied(state: Operation, act: Act[r.Results], past: Past) -> Operation:
    """OPR-18: all that an agency counts in a phase; the newest takes the place of the older."""
    body = act.body
    made = Tally(act.id, act.author, body.phase or 0, figures_of(body.results))
    return replace(state, results=state.results.put(f"{act.author}/{made.phase}", made))


def recounted(state: Operation, act: Act[r.Results], past: Past) -> Operation | Refusal:
    """OPR-18: a correction keeps the phase, and counts if no newer figures do."""
    known = next((one for one in state.results.values() if one.id == act.id), None)
    if known is None:
        return state
    if known.phase != (act.body.phase or 0):
        return Refusal("correction-changes-phase")
    return tallied(state, act, past)
