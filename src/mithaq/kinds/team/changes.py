"""How the agreement of a joint team begins, is signed, changed, extended and ended (TEA-1 to TEA-10)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from mithaq.kinds.agreement import Terms
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import Act, Past, covers
from mithaq.kinds.team import bodies as b
from mithaq.kinds.team.agreement import Agree, Agreement, Amend
from mithaq.kinds.team.conditions import proposal_of
from mithaq.kinds.team.progress import Accord, Proposal, Team, required
from mithaq.record.errors import Refusal
from mithaq.terms import JUDICIAL_TEAM

# ------------------------------------------------------------------ what an agreement must be


def begin(act: Act[Agree], terms: Terms | None, past: Past) -> Team | Refusal:
    """TEA-1: who proposes it is one of its agencies and has signed it."""
    found = problem(act.body, act.author, terms, past)
    if found is not None:
        return found
    team = Team(
        opening=act.id, opener=act.author, opened_as=act.body.type, terms=terms, text=accord(act.id, act.body)
    )
    return _signed(team, act.author, act.id, act.time, past)


def problem(body: Agreement, author: str, terms: Terms | None, past: Past) -> Refusal | None:
    """Return what is wrong with a text of the agreement (TEA-2, TEA-3)."""
    return next(_problems(body, author, terms, past), None)


def _problems(body: Agreement, author: str, terms: Terms | None, past: Past) -> Iterator[Refusal]:
    agencies = [party.agency for party in body.parties]
    if len(agencies) < 2 or len(set(agencies)) != len(agencies):
        yield Refusal("team-parties-unfit")
    for agency in agencies:
        if agency not in past.parties():
            yield Refusal("agency-not-a-party", {"agency": agency})
    if author not in agencies:
        yield Refusal("not-in-the-team")
    if body.end < body.start:
        yield Refusal("team-ends-before")
    if not covers(terms, body.areas):
        yield Refusal("areas-not-in-pact")
    if body.form == JUDICIAL_TEAM and any(party.judicial is None for party in body.parties):
        yield Refusal("judicial-authority-missing")


def accord(entry: str, body: Agreement) -> Accord:
    """Return a text of the agreement in codes and days."""
    return Accord(
        id=entry,
        form=body.form,
        agencies=tuple(party.agency for party in body.parties),
        areas=body.areas,
        states=body.states,
        powers=body.powers,
        start=body.start,
        end=body.end,
        notice_days=body.notice_days,
    )


# ------------------------------------------------------------------ before it is in force


def signed(state: Team, act: Act[b.Sign], past: Past) -> Team:
    """TEA-6: a signature is under exactly one text."""
    return _signed(state, act.author, act.id, act.time, past)


def _signed(state: Team, agency: str, entry: str, time: str, past: Past) -> Team:
    signatures = state.signed.put(agency, entry)
    complete = required(state.agencies, past) <= set(signatures)
    return replace(state, signed=signatures, since=time if complete else state.since)


def declined(state: Team, act: Act[b.Decline], past: Past) -> Team:
    """Return the team as it is until another text is proposed."""
    return replace(state, declined=act.id)


# ------------------------------------------------------------------ changes


def amended(state: Team, act: Act[Amend], past: Past) -> Team | Refusal:
    """TEA-7: in place of a text that is not in force at once, of one that is when all have consented."""
    found = problem(act.body, act.author, state.terms, past)
    if found is not None:
        return found
    text = accord(act.id, act.body)
    if not state.since:
        fresh = replace(state, text=text, signed=Ledger[str](), declined="")
        return _signed(fresh, act.author, act.id, act.time, past)
    return _propose(state, act, text, past)


def extended(state: Team, act: Act[b.Extend], past: Past) -> Team:
    """TEA-9: the same text with a later last day."""
    return _propose(state, act, replace(state.text, end=act.body.until), past)


def ending(state: Team, act: Act[b.End], past: Past) -> Team:
    """TEA-10: the end now, by all."""
    return _propose(state, act, state.text, past)


def _propose(state: Team, act: Act[Any], text: Accord, past: Past) -> Team:
    asked = tuple(dict.fromkeys((*state.agencies, *text.agencies)))
    consents = Ledger[str]().put(act.author, act.id)
    return _decide(state, Proposal(act.id, act.body.type, text, asked, consents), act.time, past)


def consented(state: Team, act: Act[b.Consent], past: Past) -> Team:
    """TEA-8: a consent is to exactly one proposal."""
    known = proposal_of(state, act)
    if known is None:  # never: IS_WAITING was asked before
        return state
    return _decide(state, replace(known, consents=known.consents.put(act.author, act.id)), act.time, past)


def _decide(state: Team, proposal: Proposal, time: str, past: Past) -> Team:
    """TEA-8: it holds when all have consented; the others were proposals to change the old text."""
    if not required(proposal.asked, past) <= set(proposal.consents):
        return replace(state, proposals=state.proposals.put(proposal.id, proposal))
    none = Ledger[Proposal]()
    if proposal.what == "end":
        return replace(state, ended=time, proposals=none)
    if proposal.what == "extend":
        return replace(state, text=proposal.text, proposals=none)
    return replace(state, text=proposal.text, signed=proposal.consents, proposals=none)


def objected(state: Team, act: Act[b.Object], past: Past) -> Team:
    """TEA-8: one objection ends a proposal."""
    return replace(state, proposals=state.proposals.without((act.body.entry,)))


def noticed(state: Team, act: Act[b.GiveNotice], past: Past) -> Team | Refusal:
    """TEA-10: after the period of notice, and never later than the last day that was agreed."""
    least = date.fromisoformat(act.time[:10]).toordinal() + state.text.notice_days
    if date.fromisoformat(act.body.until).toordinal() < least:
        return Refusal("notice-too-short", {"days": str(state.text.notice_days)})
    until = min(act.body.until, state.text.end)
    return replace(state, text=replace(state.text, end=until), proposals=Ledger[Proposal]())
