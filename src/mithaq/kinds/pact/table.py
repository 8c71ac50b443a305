"""Who may write what about a pact, when, and what then follows (docs/spec/pact.md)."""

from dataclasses import replace
from typing import Any

from mithaq.kinds.agreement import Terms
from mithaq.kinds.pact.bodies import Agree, Amend, Consent, Decline, Object, Resume, Sign, Suspend
from mithaq.kinds.pact.conditions import IN_FORCE, SIGNATORY
from mithaq.kinds.pact.contactrules import CONTACT_RULES
from mithaq.kinds.pact.progress import Amendment, Pact
from mithaq.kinds.predicates import PARTY, Act, Past, When, reading
from mithaq.kinds.rule import Rule, texts_only
from mithaq.record.errors import Refusal


def begin(act: Act[Agree], terms: Terms | None, past: Past) -> Pact | Refusal:
    """PAC-1 to PAC-3: a pact has an area, a purpose, a kind and a handling code; its author has signed it."""
    agreed = act.body.terms
    for name in ("areas", "purposes", "handling", "kinds"):
        if not getattr(agreed, name):
            return Refusal("pact-terms-empty", {"field": name})
    return Pact(
        opening=act.id,
        opener=act.author,
        opened_as=Agree.type,
        agreed=agreed,
        signed=(act.author,),
        in_force=act.id if past.parties() == (act.author,) else "",
    )


def _is_proposed(state: Pact, act: Act[Any], past: Past) -> bool:
    return not state.declined


def _has_not_signed(state: Pact, act: Act[Any], past: Past) -> bool:
    """PAC-4: where the last one to sign has left, one of the others signs again to bring it into force."""
    complete = not state.in_force and set(past.parties()) <= set(state.signed)
    return act.author not in state.signed or complete


def _has_open(state: Pact, act: Act[Any], past: Past) -> bool:
    left = set(past.parties())
    waiting = (one.consents for one in state.amendments.values())
    return any(act.author not in consents or left <= set(consents) for consents in waiting)


def _names_open(state: Pact, act: Act[Any], past: Past) -> bool:
    return act.body.entry in state.amendments


def _has_not_consented(state: Pact, act: Act[Any], past: Past) -> bool:
    amendment = state.amendments.get(act.body.entry)
    if amendment is None:
        return False
    return act.author not in amendment.consents or set(past.parties()) <= set(amendment.consents)


NOT_DECLINED = When("not declined", "pact-declined", _is_proposed)
UNSIGNED = When("not signed by it", "pact-already-signed", _has_not_signed)
NOT_IN_FORCE = When("not in force", "pact-in-force", lambda s, a, p: not s.in_force)
HAS_OPEN = When("an amendment waits for it", "no-amendment-open", _has_open)
HAS_ANY = When("an amendment is open", "no-amendment-open", lambda s, a, p: len(s.amendments) > 0)
NAMES_OPEN = reading("names an open amendment", "amendment-unknown", _names_open)
UNDECIDED = reading("not consented by it", "amendment-consented", _has_not_consented)
NOT_SUSPENDED = When(
    "not suspended by it", "pact-suspended-by-you", lambda s, a, p: a.author not in s.suspended
)
SUSPENDED = When("suspended by it", "pact-not-suspended-by-you", lambda s, a, p: a.author in s.suspended)


def _signed(state: Pact, act: Act[Sign], past: Past) -> Pact:
    """PAC-4: in force when every party of its past has signed; a newcomer signs for itself (PAC-8)."""
    signed = tuple(sorted({*state.signed, act.author}))
    complete = not state.in_force and set(past.parties()) <= set(signed)
    return replace(state, signed=signed, in_force=act.id if complete else state.in_force)


def _declined(state: Pact, act: Act[Decline], past: Past) -> Pact:
    return replace(state, declined=act.id)


def _proposed(state: Pact, act: Act[Amend], past: Past) -> Pact:
    return _decide(state, Amendment(act.id, act.body.terms, (act.author,)), act.id, past)


def _consented(state: Pact, act: Act[Consent], past: Past) -> Pact:
    amendment = state.amendments.get(act.body.entry)
    if amendment is None:  # never: NAMES_OPEN was asked before
        return state
    return _decide(
        state, replace(amendment, consents=tuple(sorted({*amendment.consents, act.author}))), act.id, past
    )


def _decide(state: Pact, amendment: Amendment, by: str, past: Past) -> Pact:
    """PAC-6: an amendment holds when all have consented; proposals to change the old terms end with it."""
    if set(past.parties()) <= set(amendment.consents):
        return replace(state, agreed=amendment.terms, amended=by, amendments=type(state.amendments)())
    return replace(state, amendments=state.amendments.put(amendment.id, amendment))


def _objected(state: Pact, act: Act[Object], past: Past) -> Pact:
    return replace(state, amendments=state.amendments.without((act.body.entry,)))


def _suspended(state: Pact, act: Act[Suspend], past: Past) -> Pact:
    return replace(state, suspended=tuple(sorted((*state.suspended, act.author))))


def _resumed(state: Pact, act: Act[Resume], past: Past) -> Pact:
    return replace(state, suspended=tuple(agency for agency in state.suspended if agency != act.author))


RULES: tuple[Rule[Pact, Any], ...] = (
    Rule(Sign, by=PARTY, when=(NOT_DECLINED, UNSIGNED), then=_signed),
    Rule(Decline, by=PARTY, when=(NOT_IN_FORCE, NOT_DECLINED, UNSIGNED), then=_declined, amend=texts_only),
    Rule(Amend, by=SIGNATORY, when=(IN_FORCE,), then=_proposed),
    Rule(Consent, by=SIGNATORY, when=(HAS_OPEN, NAMES_OPEN, UNDECIDED), then=_consented),
    Rule(Object, by=SIGNATORY, when=(HAS_ANY, NAMES_OPEN), then=_objected, amend=texts_only),
    Rule(Suspend, by=PARTY, when=(IN_FORCE, NOT_SUSPENDED), then=_suspended, amend=texts_only),
    Rule(Resume, by=PARTY, when=(SUSPENDED,), then=_resumed),
    *CONTACT_RULES,
)
