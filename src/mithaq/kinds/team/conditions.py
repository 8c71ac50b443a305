"""Who may write about a joint team, and when: the predicates of its table (docs/spec/team.md)."""

from collections import Counter
from typing import Any

from mithaq.kinds.predicates import Act, Past, When, Who, in_stage, reading
from mithaq.kinds.team import bodies as b
from mithaq.kinds.team.progress import Proposal, Team, in_term, required, stage

# ------------------------------------------------------------------ by whom


def _is_member(state: Team, act: Act[Any], past: Past) -> bool:
    return act.author in state.agencies and act.author in past.parties()


MEMBER = Who("agency of the team", "not-in-the-team", _is_member)

# ------------------------------------------------------------------ when


def _is_active(state: Team, act: Act[Any], past: Past) -> bool:
    """TEA-11: in force, and the last day was not over at the entry's time."""
    return stage(state) == "in-force" and in_term(state, act.time)


def _has_begun(state: Team, act: Act[Any], past: Past) -> bool:
    return bool(state.since)


def _is_over(state: Team, act: Act[Any], past: Past) -> bool:
    """TEA-19: it was in force, and has ended or expired."""
    over = stage(state) == "ended" or (stage(state) == "in-force" and not in_term(state, act.time))
    return bool(state.since) and over


def _can_change(state: Team, act: Act[Any], past: Past) -> bool:
    """TEA-7: another text while none is in force, and as long as one is."""
    return stage(state) in ("proposed", "declined") or _is_active(state, act, past)


def _may_name(state: Team, act: Act[Any], past: Past) -> bool:
    return stage(state) == "proposed" or _is_active(state, act, past)


def _is_text(state: Team, act: Act[Any], past: Past) -> bool:
    return bool(act.body.entry == state.text.id)


def _not_signed(state: Team, act: Act[Any], past: Past) -> bool:
    """TEA-6: where the last one to sign has left, one of the others signs again to bring it into force."""
    return act.author not in state.signed or required(state.agencies, past) <= set(state.signed)


def _signatures_stable(state: Team, act: Act[Any], past: Past) -> bool:
    """TEA-16: every signature that still stands is known to be held by all."""
    return all(past.stable(entry) for entry in state.signed.values())


def proposal_of(state: Team, act: Act[Any]) -> Proposal | None:
    """Return the proposal that an act names."""
    return state.proposals.get(act.body.entry)


def waits_for(proposal: Proposal, agency: str, past: Past) -> bool:
    """Return whether a proposal waits for an agency; of a complete one, for anyone who sees that."""
    complete = required(proposal.asked, past) <= set(proposal.consents)
    return agency in proposal.asked and (agency not in proposal.consents or complete)


def _any_waits(state: Team, act: Act[Any], past: Past) -> bool:
    return any(waits_for(one, act.author, past) for one in state.proposals.values())


def _this_waits(state: Team, act: Act[Any], past: Past) -> bool:
    found = proposal_of(state, act)
    return found is not None and waits_for(found, act.author, past)


def _any_asks(state: Team, act: Act[Any], past: Past) -> bool:
    return any(act.author in one.asked for one in state.proposals.values())


def _this_asks(state: Team, act: Act[Any], past: Past) -> bool:
    found = proposal_of(state, act)
    return found is not None and act.author in found.asked


def _is_later(state: Team, act: Act[b.Extend], past: Past) -> bool:
    return act.body.until > state.text.end


def _one_leader(state: Team, act: Act[b.Members], past: Past) -> bool:
    return Counter(one.role for one in act.body.members)["leader"] == 1


def _powers_agreed(state: Team, act: Act[b.Members], past: Past) -> bool:
    """TEA-13: a power of the agreement, in a state where the team acts."""
    seconded = [one for one in act.body.members if one.power is not None or one.country is not None]
    return all(one.power in state.text.powers and one.country in state.text.states for one in seconded)


def _all_debriefed(state: Team, act: Act[Any], past: Past) -> bool:
    return required(state.agencies, past) <= set(state.debriefs)


PROPOSED = When("waits for signatures", "agreement-not-proposed", in_stage(stage, "proposed"))
UNSIGNED = When("not signed by it", "agreement-signed", _not_signed)
IS_TEXT = reading("names the text that counts", "agreement-not-current", _is_text)
CHANGEABLE = When("not over", "team-over", _can_change)
ACTIVE = When("in force and within its term", "team-not-active", _is_active)
BEGUN = When("was in force", "team-not-begun", _has_begun)
NAMING = When("proposed, or in force within its term", "team-over", _may_name)
STABLE = When("all hold all signatures", "signatures-not-stable", _signatures_stable)
LATER = When("later than its last day", "extension-not-later", _is_later, reads=True)
HAS_WAITING = When("a proposal waits for it", "no-proposal-open", _any_waits)
IS_WAITING = reading("waits for it", "proposal-not-open", _this_waits)
HAS_OPEN = When("a proposal asks it", "no-proposal-open", _any_asks)
IS_OPEN = reading("asks it", "proposal-not-open", _this_asks)
LEADER = When("has one leader", "team-leader-not-one", _one_leader, reads=True)
POWERS = When("with powers agreed on", "powers-not-agreed", _powers_agreed, reads=True)
OVER = When("is over", "team-not-over", _is_over)
ALL_DEBRIEFED = When("all have given their debriefing", "debrief-missing", _all_debriefed)
