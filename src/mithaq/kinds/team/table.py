"""Who may write what about a joint team, when, and what then follows (docs/spec/team.md)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mithaq.kinds.debriefs import debrief_rules
from mithaq.kinds.evidence import evidence_rules
from mithaq.kinds.predicates import PARTY, Act, Past
from mithaq.kinds.results import figures_of
from mithaq.kinds.rule import Rule, texts_only, unchanged
from mithaq.kinds.tasks import task_rules
from mithaq.kinds.team import bodies as b
from mithaq.kinds.team import reports as r
from mithaq.kinds.team.agreement import Amend
from mithaq.kinds.team.changes import (
    amended,
    consented,
    declined,
    ending,
    extended,
    noticed,
    objected,
    signed,
)
from mithaq.kinds.team.conditions import (
    ACTIVE,
    ALL_DEBRIEFED,
    BEGUN,
    CHANGEABLE,
    HAS_OPEN,
    HAS_WAITING,
    IS_OPEN,
    IS_TEXT,
    IS_WAITING,
    LATER,
    LEADER,
    MEMBER,
    NAMING,
    OVER,
    POWERS,
    PROPOSED,
    STABLE,
    UNSIGNED,
)
from mithaq.kinds.team.progress import Listed, Reported, Team
from mithaq.record.errors import Refusal

# ------------------------------------------------------------------ members, notes, reports


def _counted(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(codes).items()))


def _listed(state: Team, act: Act[b.Members], past: Past) -> Team:
    """TEA-12: the newest list counts; the state keeps numbers and no name."""
    members = act.body.members
    powers = _counted(one.power for one in members if one.power is not None)
    made = Listed(act.id, len(members), _counted(one.role for one in members), powers)
    return replace(state, members=state.members.put(act.author, made))


def _relisted(state: Team, act: Act[b.Members], past: Past) -> Team | Refusal:
    """TEA-12: a corrected list is a list, and counts if no newer one does."""
    for when in (LEADER, POWERS):
        refusal = when.refusal(state, act, past)
        if refusal is not None:
            return refusal
    known = state.members.get(act.author)
    return _listed(state, act, past) if known and known.id == act.id else state


def _reported(state: Team, act: Act[r.Report], past: Past) -> Team:
    """TEA-17: a report with the figures that its agency counts so far; a correction takes its place."""
    figures = figures_of(act.body.results)
    made = Reported(act.id, act.author, act.body.report, figures)
    return replace(state, reports=state.reports.put(act.id, made))


def _concluded(state: Team, act: Act[Any], past: Past) -> Team:
    return replace(state, concluded=act.id)


def _parts(state: Team) -> tuple[str, ...]:
    return state.agencies


def _rule(body: Any, **line: Any) -> Rule[Team, Any]:
    return Rule(body, **line)


RULES: tuple[Rule[Team, Any], ...] = (
    # body, by whom, when, what then
    _rule(b.Sign, by=MEMBER, when=(PROPOSED, UNSIGNED, IS_TEXT), then=signed),
    _rule(b.Decline, by=MEMBER, when=(PROPOSED, UNSIGNED, IS_TEXT), then=declined, amend=texts_only),
    _rule(b.End, by=MEMBER, when=(ACTIVE,), then=ending),
    _rule(b.Extend, by=MEMBER, when=(ACTIVE, LATER), then=extended),
    _rule(Amend, by=MEMBER, when=(CHANGEABLE,), then=amended),
    _rule(b.Consent, by=PARTY, when=(ACTIVE, HAS_WAITING, IS_WAITING), then=consented),
    _rule(b.Object, by=PARTY, when=(ACTIVE, HAS_OPEN, IS_OPEN), then=objected, amend=texts_only),
    _rule(b.GiveNotice, by=MEMBER, when=(ACTIVE,), then=noticed),
    _rule(b.Members, by=MEMBER, when=(NAMING, LEADER, POWERS), then=_listed, amend=_relisted, aside=True),
    _rule(b.Note, by=MEMBER, when=(ACTIVE,), then=unchanged, amend=texts_only, aside=True),
    *task_rules(by=MEMBER, live=ACTIVE, parts=_parts),
    _rule(r.Report, by=MEMBER, when=(BEGUN,), then=_reported, report=True, amend=_reported, aside=True),
    *evidence_rules(by=MEMBER, when=(BEGUN,), entering=(ACTIVE, STABLE)),
    *debrief_rules(by=MEMBER, over=OVER),
    _rule(b.Conclude, by=MEMBER, when=(OVER, ALL_DEBRIEFED), then=_concluded, amend=texts_only),
)

__all__ = ["RULES"]
