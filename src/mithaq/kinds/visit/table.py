"""Who may write what about a visit, when, and what then follows (docs/spec/visit.md)."""

from dataclasses import replace
from typing import Any

from mithaq.kinds.agreement import Terms
from mithaq.kinds.predicates import PARTY, Act, Past, areas_are_agreed, covers
from mithaq.kinds.rule import Rule, texts_only
from mithaq.kinds.visit import bodies as b
from mithaq.kinds.visit.conditions import (
    AGREED,
    ALL_FINAL,
    APPROVED,
    AREAS,
    ASKED,
    ASKS,
    CORRECTS,
    DAYS,
    EDITIONS,
    EMPTY,
    ENDS_AFTER,
    HAS_AGENDA,
    HAS_DECISION,
    HAS_PUBLIC,
    HAS_TEXT,
    HOST,
    IS_PUBLIC,
    IS_TEXT,
    LIVE,
    MEASURED,
    MY_TEXT,
    NO_MINUTES,
    NOT_ANSWERED,
    NOT_FINAL,
    NUMBER,
    OWN,
    OWNERS,
    PART,
    STANDS,
    TAKE_PART,
    THERE,
    WAITS,
    decision_of,
    meeting_by_minutes,
    meeting_of,
)
from mithaq.kinds.visit.progress import Approval, Communique, Decided, Meeting, Visit, required
from mithaq.record.errors import Refusal

# ------------------------------------------------------------------ how it opens


def begin(act: Act[Any], terms: Terms | None, past: Past) -> Visit | Refusal:
    """VIS-1: who opens it takes part; an invitation is the host's."""
    problem = _problem(act, terms, past)
    if problem is not None:
        return problem
    body: b.Invite | b.Enter = act.body
    return Visit(
        opening=act.id,
        opener=act.author,
        opened_as=body.type,
        terms=terms,
        host=body.host,
        guests=body.guests,
        start=body.start,
        end=body.end,
        areas=body.areas,
        confirmed=(act.author,),
    )


def _problem(act: Act[Any], terms: Terms | None, past: Past) -> Refusal | None:
    body: b.Invite | b.Enter = act.body
    if body.host in body.guests:
        return Refusal("host-among-guests")
    strangers = [agency for agency in (body.host, *body.guests) if agency not in past.parties()]
    if strangers:
        return Refusal("guest-not-a-party", {"agency": strangers[0]})
    if act.author not in (body.host, *body.guests):
        return Refusal("takes-no-part")
    if isinstance(body, b.Invite) and act.author != body.host:
        return Refusal("not-the-host")
    if body.end < body.start:
        return Refusal("visit-ends-before")
    if not covers(terms, body.areas):
        return Refusal("areas-not-in-pact")
    return None


def amend_opening(state: Visit, act: Act[Any], past: Past) -> Visit | Refusal:
    """VIS-4: a correction keeps who takes part and the days; other days are a move."""
    if act.id != state.opening:
        return state
    body: b.Invite | b.Enter = act.body
    if (body.host, body.guests, body.start, body.end) != (state.host, state.guests, state.start, state.end):
        return Refusal("correction-changes-visit")
    if not areas_are_agreed(state, act, past):
        return Refusal("areas-not-in-pact")
    return replace(state, areas=body.areas)


# ------------------------------------------------------------------ what then


def _confirmed(state: Visit, act: Act[Any], past: Past) -> Visit:
    return replace(state, confirmed=(*state.confirmed, act.author))


def _declined(state: Visit, act: Act[Any], past: Past) -> Visit:
    return replace(state, declined=(*state.declined, act.author))


def _moved(state: Visit, act: Act[b.Move], past: Past) -> Visit:
    """VIS-5: other days ask every other agency anew, who had declined among them."""
    return replace(state, start=act.body.start, end=act.body.end, confirmed=(act.author,), declined=())


def _cancelled(state: Visit, act: Act[Any], past: Past) -> Visit:
    return replace(state, cancelled=act.id)


def _named(state: Visit, act: Act[Any], past: Past) -> Visit:
    return replace(state, delegations=state.delegations.put(act.author, act.id))


def _put(state: Visit, meeting: Meeting) -> Visit:
    return replace(state, meetings=state.meetings.put(meeting.id, meeting))


def _added(state: Visit, act: Act[b.Meet], past: Past) -> Visit:
    body = act.body
    times = (body.start or "", body.end or "")
    return _put(state, Meeting(act.id, body.meeting, body.agencies, body.areas, *times, by=act.author))


def _meeting_corrected(state: Visit, act: Act[b.Meet], past: Past) -> Visit | Refusal:
    """VIS-8: a correction keeps the agencies; with others it is another meeting."""
    known, body = state.meetings.get(act.id), act.body
    if known is None or sorted(known.agencies) != sorted(body.agencies):
        return Refusal("correction-changes-meeting")
    for when in (NUMBER, ENDS_AFTER, AREAS):
        refusal = when.refusal(state, act, past)
        if refusal is not None:
            return refusal
    start, end = body.start or "", body.end or ""
    return _put(state, replace(known, kind=body.meeting, areas=body.areas, start=start, end=end))


def _struck(state: Visit, act: Act[Any], past: Past) -> Visit:
    known = meeting_of(state, act)
    return _put(state, replace(known, struck=True)) if known else state


def _minuted(state: Visit, act: Act[b.Minutes], past: Past) -> Visit:
    """VIS-10: new minutes take the place of the old, and every agency is asked anew."""
    known = meeting_of(state, act)
    if known is None:  # never: STANDS was asked before
        return state
    decided = state.decisions
    for number, one in enumerate(act.body.decisions, 1):
        item = Decided(act.id, number, one.commitment, one.areas, one.owners, one.due or "")
        decided = decided.put(f"{act.id}/{number}", item)
    old = [key for key in decided if known.minutes and key.startswith(known.minutes)]
    after = replace(state, decisions=decided.without(old))
    return _finish(after, replace(known, minutes=act.id, approved=(act.author,), sent_back=()), past)


def _finish(state: Visit, meeting: Meeting, past: Past) -> Visit:
    """VIS-11: minutes hold when every agency of the meeting that is still a party approves them."""
    final = required(meeting.agencies, past) <= set(meeting.approved)
    return _put(state, replace(meeting, final=final))


def _approved(state: Visit, act: Act[Any], past: Past) -> Visit:
    known = meeting_by_minutes(state, act)
    return _finish(state, replace(known, approved=(*known.approved, act.author)), past) if known else state


def _sent_back(state: Visit, act: Act[Any], past: Past) -> Visit:
    known = meeting_by_minutes(state, act)
    return _put(state, replace(known, sent_back=(*known.sent_back, act.author))) if known else state


def _text(state: Visit, text: Communique) -> Visit:
    return replace(state, communiques=state.communiques.put(text.id, text))


def _drafted(state: Visit, act: Act[b.Draft], past: Past) -> Visit:
    """VIS-13: its author approves what it drafts."""
    made = Communique(act.id, act.author, act.body.corrects or "", (Approval(act.id, act.author),))
    return _text(state, made)


def _text_approved(state: Visit, act: Act[Any], past: Past) -> Visit:
    known = state.draft
    if known is None:  # never: HAS_TEXT was asked before
        return state
    return _text(state, replace(known, approvals=(*known.approvals, Approval(act.id, act.author))))


def _text_refused(state: Visit, act: Act[Any], past: Past) -> Visit:
    known = state.draft
    return _text(state, replace(known, sent_back=(*known.sent_back, act.author))) if known else state


def _approvals(state: Visit, act: Act[Any], past: Past) -> tuple[str, ...]:
    """VIS-14: the entries by which every agency approved these words; all must be stable."""
    known = state.communiques.get(act.body.entry)
    return tuple(one.id for one in known.approvals) if known else ()


def _published(state: Visit, act: Act[b.Publish], past: Past) -> Visit:
    known = state.draft
    return _text(state, replace(known, published=act.id, embargo=act.body.embargo or "")) if known else state


def _text_withdrawn(state: Visit, act: Act[Any], past: Past) -> Visit:
    known = state.communiques.get(act.body.entry)
    return _text(state, replace(known, withdrawn=act.id)) if known else state


def _carried(state: Visit, act: Act[b.CarryOver], past: Past) -> Visit:
    known = decision_of(state, act)
    if known is None:  # never: WAITS was asked before
        return state
    key = f"{known.id}/{known.number}"
    return replace(state, decisions=state.decisions.put(key, replace(known, register=act.body.link.dossier)))


def _concluded(state: Visit, act: Act[Any], past: Past) -> Visit:
    return replace(state, concluded=act.id)


def _rule(body: Any, **line: Any) -> Rule[Visit, Any]:
    return Rule(body, **line)


RULES: tuple[Rule[Visit, Any], ...] = (
    # body, by whom, when, what then
    _rule(b.Confirm, by=PART, when=(LIVE, NOT_ANSWERED), then=_confirmed),
    _rule(b.Decline, by=PART, when=(LIVE, NOT_ANSWERED), then=_declined, amend=texts_only),
    _rule(b.Move, by=HOST, when=(LIVE, NO_MINUTES, DAYS), then=_moved),
    _rule(b.Cancel, by=PART, when=(LIVE, NO_MINUTES), then=_cancelled, amend=texts_only),
    _rule(b.Delegation, by=PART, when=(LIVE,), then=_named, amend=texts_only),
    _rule(
        b.Meet,
        by=PART,
        when=(LIVE, TAKE_PART, NUMBER, ENDS_AFTER, AREAS),
        then=_added,
        amend=_meeting_corrected,
    ),
    _rule(b.Strike, by=PART, when=(LIVE, HAS_AGENDA, STANDS, OWN, EMPTY), then=_struck),
    _rule(
        b.Minutes,
        by=PART,
        when=(LIVE, AGREED, HAS_AGENDA, STANDS, THERE, NOT_FINAL, OWNERS, AREAS, MEASURED),
        then=_minuted,
    ),
    _rule(b.Approve, by=PART, when=(LIVE, ASKED, ASKS), then=_approved),
    _rule(b.SendBack, by=PART, when=(LIVE, ASKED, ASKS), then=_sent_back, amend=texts_only),
    _rule(b.CarryOver, by=PARTY, when=(HAS_DECISION, WAITS), then=_carried),
    _rule(b.Draft, by=PART, when=(AGREED, EDITIONS, CORRECTS), then=_drafted),
    _rule(b.ApproveText, by=PART, when=(AGREED, HAS_TEXT, MY_TEXT, IS_TEXT), then=_text_approved),
    _rule(
        b.RefuseText,
        by=PART,
        when=(AGREED, HAS_TEXT, MY_TEXT, IS_TEXT),
        then=_text_refused,
        amend=texts_only,
    ),
    _rule(
        b.Publish,
        by=PART,
        when=(AGREED, HAS_TEXT, APPROVED, IS_TEXT),
        then=_published,
        order=True,
        needs=_approvals,
    ),
    _rule(b.WithdrawText, by=PART, when=(HAS_PUBLIC, IS_PUBLIC), then=_text_withdrawn, amend=texts_only),
    _rule(b.Conclude, by=HOST, when=(LIVE, ALL_FINAL), then=_concluded, amend=texts_only),
)

__all__ = ["RULES", "amend_opening", "begin"]
