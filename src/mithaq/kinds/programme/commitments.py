"""Who may write what about a commitment, when, and what then follows (docs/spec/programme.md)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mithaq.kinds.predicates import AREAS, PARTY, Act, Past, Test, When, areas_are_agreed, names, reading
from mithaq.kinds.programme.bodies import Attach, Commit, Drop, Endanger, Fulfil, Start, TakeOn
from mithaq.kinds.programme.register import LIVE, Commitment, Programme
from mithaq.kinds.rule import Rule, texts_only
from mithaq.record.errors import Refusal
from mithaq.terms import GENERAL_COMMITMENT


def _one(state: Programme, act: Act[Any]) -> Commitment | None:
    return state.commitments.get(act.body.entry)


def _any_mine(*statuses: str) -> Test:
    def test(state: Programme, act: Act[Any], past: Past) -> bool:
        return any(
            act.author in known.owners and known.status in statuses for known in state.commitments.values()
        )

    return test


def _this_is(*statuses: str) -> Test:
    def test(state: Programme, act: Act[Any], past: Past) -> bool:
        known = _one(state, act)
        return known is not None and known.status in statuses

    return test


def _is_owner(state: Programme, act: Act[Any], past: Past) -> bool:
    known = _one(state, act)
    return known is not None and act.author in known.owners


def _is_taken(state: Programme, act: Act[Any], past: Past) -> bool:
    known = _one(state, act)
    return known is not None and set(known.owners) & set(past.parties()) <= set(known.taken)


def _is_not_taken(state: Programme, act: Act[Any], past: Past) -> bool:
    known = _one(state, act)
    return known is not None and act.author not in known.taken


def _owners_are_parties(state: Programme, act: Act[Commit], past: Past) -> bool:
    return set(act.body.owners) <= set(past.parties())


def _is_measured(state: Programme, act: Act[Commit], past: Past) -> bool:
    return act.body.measure is not None or act.body.commitment == GENERAL_COMMITMENT


def _answers_one(state: Programme, act: Act[Commit], past: Past) -> bool:
    known = state.challenges.get(act.body.answers) if act.body.answers else None
    return act.body.answers is None or (known is not None and not known.retired)


OWNERS = When("owners are parties", "owner-not-a-party", _owners_are_parties, reads=True)
MEASURED = When("has a measure", "measure-missing", _is_measured, reads=True)
ANSWERS = When(
    "answers a challenge that stands",
    "challenge-unknown",
    _answers_one,
    reads=True,
    fields=names("answers"),
)
HAS_OPEN = When("owns an open commitment", "no-commitment-open", _any_mine("open"))
HAS_LIVE = When("owns a commitment that is not done", "no-commitment-live", _any_mine(*LIVE))
OWNER = reading("by an owner", "commitment-not-owner", _is_owner)
TAKEN = reading("taken on by all owners", "commitment-not-taken-on", _is_taken)
NOT_TAKEN = reading("not taken on by it", "commitment-taken-on", _is_not_taken)
IS_LIVE = reading("not done", "commitment-done", _this_is(*LIVE))
NOT_UNDER_WAY = reading("not under way", "commitment-under-way", _this_is("open", "at-risk"))
NOT_AT_RISK = reading("not at risk", "commitment-at-risk", _this_is("open", "under-way"))


def _added(state: Programme, act: Act[Commit], past: Past) -> Programme:
    """PRO-4: its author has taken it on, if it is an owner."""
    body = act.body
    taken = (act.author,) if act.author in body.owners else ()
    known = Commitment(act.id, body.commitment, body.areas, body.owners, taken, body.due or "", by=act.id)
    known = replace(known, answers=body.answers or "")
    return replace(state, commitments=state.commitments.put(act.id, known))


def _amended(state: Programme, act: Act[Commit], past: Past) -> Programme | Refusal:
    """PRO-5: a correction keeps the owners and their consent; other owners are another commitment."""
    known, body = state.commitments.get(act.id), act.body
    if known is None or sorted(known.owners) != sorted(body.owners):
        return Refusal("correction-changes-owners")
    if not areas_are_agreed(state, act, past):
        return Refusal("areas-not-in-pact")
    if not _is_measured(state, act, past):
        return Refusal("measure-missing")
    if not _answers_one(state, act, past):
        return Refusal("challenge-unknown", {"entry": body.answers or ""})
    changed = replace(
        known, kind=body.commitment, areas=body.areas, due=body.due or "", answers=body.answers or ""
    )
    return replace(state, commitments=state.commitments.put(act.id, changed))


def _change(state: Programme, act: Act[Any], **changes: Any) -> Programme:
    known = _one(state, act)
    if known is None:  # never: OWNER was asked before
        return state
    changed = replace(known, by=act.id, **changes)
    return replace(state, commitments=state.commitments.put(known.id, changed))


def _took_on(state: Programme, act: Act[TakeOn], past: Past) -> Programme:
    known = _one(state, act)
    return _change(state, act, taken=(*(known.taken if known else ()), act.author))


def _becomes(status: str) -> Callable[[Programme, Act[Any], Past], Programme]:
    return lambda state, act, past: _change(state, act, status=status)


def _linked(state: Programme, act: Act[Attach], past: Past) -> Programme:
    return _change(state, act, links=_links(state, act))


def _links(state: Programme, act: Act[Any]) -> tuple[str, ...]:
    known = _one(state, act)
    before = known.links if known else ()
    return tuple(dict.fromkeys((*before, *(link.dossier for link in act.body.links))))


def _fulfilled(state: Programme, act: Act[Fulfil], past: Past) -> Programme:
    return _change(state, act, status="fulfilled", links=_links(state, act))


RULES: tuple[Rule[Programme, Any], ...] = (
    Rule(Commit, by=PARTY, when=(OWNERS, AREAS, MEASURED, ANSWERS), then=_added, amend=_amended),
    Rule(TakeOn, by=PARTY, when=(HAS_OPEN, OWNER, IS_LIVE, NOT_TAKEN), then=_took_on),
    Rule(
        Start,
        by=PARTY,
        when=(HAS_LIVE, OWNER, IS_LIVE, TAKEN, NOT_UNDER_WAY),
        then=_becomes("under-way"),
        amend=texts_only,
    ),
    Rule(
        Endanger,
        by=PARTY,
        when=(HAS_LIVE, OWNER, IS_LIVE, TAKEN, NOT_AT_RISK),
        then=_becomes("at-risk"),
        amend=texts_only,
    ),
    Rule(Attach, by=PARTY, when=(HAS_LIVE, OWNER, IS_LIVE), then=_linked),
    Rule(Fulfil, by=PARTY, when=(HAS_LIVE, OWNER, IS_LIVE, TAKEN), then=_fulfilled, amend=texts_only),
    Rule(Drop, by=PARTY, when=(HAS_LIVE, OWNER, IS_LIVE), then=_becomes("dropped"), amend=texts_only),
)
