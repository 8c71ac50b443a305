"""Who may write what in a request, when, and what then follows (docs/spec/request.md)."""

from dataclasses import replace
from typing import Any

from mithaq.kinds.agreement import Terms
from mithaq.kinds.body import Body
from mithaq.kinds.gate import persons
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import PARTY, Act, Past, When, Who, covers, reading
from mithaq.kinds.request import bodies as b
from mithaq.kinds.request.progress import (
    FINAL,
    GIVEN,
    Asked,
    Permission,
    Request,
    deadline,
    in_time,
    put,
    resume,
    settle,
    stop,
)
from mithaq.kinds.rule import Rule, texts_only
from mithaq.kinds.state import renewed
from mithaq.record.errors import Refusal

# ------------------------------------------------------------------ how it opens


def begin(act: Act[Any], terms: Terms | None, past: Past) -> Request | Refusal:
    """REQ-1 to REQ-5: what a request or spontaneous information must say to be one."""
    problem = _problem(act, terms, past)
    if problem is not None:
        return problem
    body: b.Ask | b.Inform = act.body
    ask = body if isinstance(body, b.Ask) else None
    others = tuple(agency for agency in past.parties() if agency != act.author)
    return Request(
        opening=act.id,
        opener=act.author,
        opened_as=body.type,
        terms=terms,
        references=Ledger({act.author: act.id} if ask and ask.reference else {}),
        area=body.area,
        purpose=body.purpose,
        urgency=ask.urgency if ask else "",
        agreed=(ask.due or "") if ask else "",
        asked=tuple(Asked(agency) for agency in sorted(ask.asked if ask else others)),
    )


def _problem(act: Act[Any], terms: Terms | None, past: Past) -> Refusal | None:
    body: b.Ask | b.Inform = act.body
    if not covers(terms, (body.area,)):
        return Refusal("area-not-in-pact", {"area": body.area})
    if terms is not None and body.purpose not in terms.purposes:
        return Refusal("purpose-not-in-pact", {"purpose": body.purpose})
    return _ask_problem(body, act.author, past) if isinstance(body, b.Ask) else None


def _ask_problem(body: b.Ask, author: str, past: Past) -> Refusal | None:
    if author in body.asked:
        return Refusal("asked-oneself")
    strangers = [agency for agency in body.asked if agency not in past.parties()]
    if strangers:
        return Refusal("asked-not-a-party", {"agency": strangers[0]})
    if body.urgency.startswith("urgent") and not body.urgent_reasons:
        return Refusal("urgency-without-reason")
    if body.urgency == "agreed" and body.due is None:
        return Refusal("agreed-deadline-missing")
    if body.link is None and persons(body):
        return Refusal("link-missing")
    return None


def amend_opening(state: Request, act: Act[Any], past: Past) -> Request | Refusal:
    """REQ-7: a correction keeps who was asked; who else shall be asked is asked anew."""
    if act.id != state.opening:
        return state
    body: b.Ask | b.Inform = act.body
    if isinstance(body, b.Ask) and sorted(body.asked) != [asked.agency for asked in state.asked]:
        return Refusal("correction-changes-asked")
    problem = _problem(act, state.terms, past)
    if problem is not None:
        return problem
    after = replace(state, area=body.area, purpose=body.purpose)
    return replace(after, urgency=body.urgency, agreed=body.due or "") if isinstance(body, b.Ask) else after


# ------------------------------------------------------------------ by whom

ASKED = Who("agency asked", "not-asked", lambda state, act, past: state.of(act.author) is not None)
ASKER = Who("agency that opened it", "not-the-asker", lambda state, act, past: act.author == state.opener)


def _may_close(state: Request, act: Act[Any], past: Past) -> bool:
    return state.of(act.author) is not None if state.spontaneous else act.author == state.opener


CLOSER = Who("agency it was for", "not-for-you", _may_close)

# ------------------------------------------------------------------ when


def _own(state: Request, act: Act[Any]) -> Asked:
    """Return the author's progress; of an agency that was not asked, an empty one."""
    return state.of(act.author) or Asked(act.author)


def _has_answer(state: Request, act: Act[Any], past: Past) -> bool:
    return state.spontaneous or any(asked.settled or len(asked.answers) for asked in state.asked)


def _is_later(state: Request, act: Act[b.Extend], past: Past) -> bool:
    limit = deadline(state, _own(state, act), past)
    return act.body.until > (limit or act.time)


def _open_questions(state: Request) -> set[str]:
    return {question.id for asked in state.asked for question in asked.questions}


def _is_others(state: Request, act: Act[b.AskPermission], past: Past) -> bool:
    mark = state.entries.get(act.body.entry)
    return mark is not None and mark.author != act.author


def _permission(state: Request, act: Act[Any]) -> Permission | None:
    return state.permissions.get(act.body.entry)


def _is_originator(state: Request, act: Act[Any], past: Past) -> bool:
    found = _permission(state, act)
    return found is not None and found.originator == act.author


def _has_standing(answers: tuple[str, ...]) -> Any:
    def test(state: Request, act: Act[Any], past: Past) -> bool:
        return any(
            known.originator == act.author and known.answer in answers for known in state.permissions.values()
        )

    return test


def _stands(answers: tuple[str, ...]) -> Any:
    def test(state: Request, act: Act[Any], past: Past) -> bool:
        found = _permission(state, act)
        return found is not None and found.answer in answers

    return test


PENDING = ("",)

IS_OPEN = When("open", "request-over", lambda state, act, past: not state.over)
IS_QUESTION = When("a question", "nothing-asked", lambda state, act, past: not state.spontaneous)
NOT_ACKNOWLEDGED = When(
    "not acknowledged", "already-acknowledged", lambda state, act, past: not _own(state, act).acknowledged
)
NOT_ANSWERED = When("not answered", "already-answered", lambda state, act, past: not _own(state, act).done)
NOT_REFUSED = When("not refused", "already-refused", lambda state, act, past: not _own(state, act).refused)
NOT_CLOSED = When(
    "not closed by its agency", "already-closed", lambda state, act, past: not _own(state, act).closed
)
BEFORE_DEADLINE = When(
    "before the deadline", "deadline-passed", lambda state, act, past: in_time(state, _own(state, act), past)
)
LATER = When("later than the deadline", "extension-not-later", _is_later, reads=True)
HAS_ANSWER = When("an answer came", "no-answer-yet", _has_answer)
HAS_QUESTION = When(
    "a clarification is open", "no-question-open", lambda state, act, past: bool(_open_questions(state))
)
NAMES_QUESTION = reading(
    "names an open question",
    "question-unknown",
    lambda state, act, past: act.body.entry in _open_questions(state),
)
OTHERS = reading("names another agency's entry", "permission-own-entry", _is_others)
ORIGINATOR = reading("by the originator", "permission-not-yours", _is_originator)
HAS_PENDING = When("a permission was asked for", "no-permission-asked", _has_standing(PENDING))
IS_PENDING = reading("not decided", "permission-decided", _stands(PENDING))
HAS_GIVEN = When("a permission was given", "no-permission-given", _has_standing(GIVEN))
IS_GIVEN = reading("given", "permission-not-given", _stands(GIVEN))

# ------------------------------------------------------------------ what then


def _unchanged(state: Request, act: Act[Body], past: Past) -> Request:
    return state


def _acknowledged(state: Request, act: Act[b.Acknowledge], past: Past) -> Request:
    after = put(state, replace(_own(state, act), acknowledged=act.id))
    if act.body.reference is None:
        return after
    return replace(after, references=after.references.put(act.author, act.id))


def _assigned(state: Request, act: Act[b.Assign], past: Past) -> Request:
    return put(state, replace(_own(state, act), assigned=act.id))


def _answered(state: Request, act: Act[b.Answer], past: Past) -> Request:
    """REQ-12: a final answer ends the agency's questions; REQ-13: it takes back an earlier refusal."""
    asked = _own(state, act)
    answers = asked.answers.put(act.id, act.body.result)
    if act.body.result not in FINAL or asked.done:
        return put(state, renewed(asked, answers=answers, refused="", ground=""))
    timely = in_time(state, asked, past)
    ended = renewed(asked, answers=answers, done=act.id, in_time=timely, refused="", ground="")
    return put(state, renewed(ended, questions=(), stopped=""))


def _answer_corrected(state: Request, act: Act[b.Answer], past: Past) -> Request:
    asked = _own(state, act)
    return settle(put(state, replace(asked, answers=asked.answers.put(act.id, act.body.result))))


def _extended(state: Request, act: Act[b.Extend], past: Past) -> Request:
    return put(state, replace(_own(state, act), extended=act.id, until=act.body.until, paused=0))


def _clarified(state: Request, act: Act[b.Clarify], past: Past) -> Request:
    return put(state, stop(state, _own(state, act), act.id, act.time))


def _explained(state: Request, act: Act[b.Explain], past: Past) -> Request:
    question = act.body.entry
    asker = next(a for a in state.asked if question in {other.id for other in a.questions})
    return put(state, resume(state, asker, question, act.time))


def _refused(state: Request, act: Act[b.Refuse], past: Past) -> Request:
    asked = replace(_own(state, act), refused=act.id, ground=act.body.ground, questions=(), stopped="")
    return put(state, asked)


def _ground_corrected(state: Request, act: Act[b.Refuse], past: Past) -> Request:
    asked = _own(state, act)
    return put(state, replace(asked, ground=act.body.ground)) if asked.refused == act.id else state


def _permission_asked(state: Request, act: Act[b.AskPermission], past: Past) -> Request:
    body = act.body
    mark = state.entries.get(body.entry)
    wanted = Permission(act.id, body.entry, mark.author if mark else "", act.author, body.use)
    return replace(state, permissions=state.permissions.put(act.id, wanted))


def _decided(state: Request, act: Act[Any], answer: str) -> Request:
    found = _permission(state, act)
    if found is None:  # never: ORIGINATOR was asked before
        return state
    decided = replace(found, answer=answer, by=act.id)
    return replace(state, permissions=state.permissions.put(found.id, decided))


def _permitted(state: Request, act: Act[b.Permit], past: Past) -> Request:
    return _decided(state, act, "granted-with-conditions" if act.body.conditions else "granted")


def _denied(state: Request, act: Act[b.Deny], past: Past) -> Request:
    return _decided(state, act, "denied")


def _permission_withdrawn(state: Request, act: Act[b.WithdrawPermission], past: Past) -> Request:
    return _decided(state, act, "withdrawn")


def _closed(state: Request, act: Act[b.Close], past: Past) -> Request:
    """REQ-17: its asker closes a request; information closes when every receiver has rated it."""
    usefulness = act.body.usefulness
    if not state.spontaneous:
        return replace(state, closed=act.id, usefulness=usefulness)
    after = put(state, replace(_own(state, act), closed=act.id, usefulness=usefulness))
    everyone = all(asked.closed for asked in after.asked)
    return replace(after, closed=act.id, usefulness=usefulness) if everyone else after


def _usefulness_corrected(state: Request, act: Act[b.Close], past: Past) -> Request:
    after = replace(state, usefulness=act.body.usefulness) if state.closed == act.id else state
    own = state.of(act.author)
    return put(after, replace(own, usefulness=act.body.usefulness)) if own and own.closed == act.id else after


def _withdrawn(state: Request, act: Act[b.Withdraw], past: Past) -> Request:
    return replace(state, withdrawn=act.id)


def _rule(body: Any, **line: Any) -> Rule[Request, Any]:
    return Rule(body, **line)


RULES: tuple[Rule[Request, Any], ...] = (
    # body, by whom, when, what then
    _rule(b.Acknowledge, by=ASKED, when=(IS_OPEN, NOT_ACKNOWLEDGED), then=_acknowledged),
    _rule(b.Assign, by=ASKED, when=(IS_OPEN,), then=_assigned),
    _rule(b.Answer, by=ASKED, when=(IS_QUESTION, IS_OPEN), then=_answered, amend=_answer_corrected),
    _rule(
        b.Extend,
        by=ASKED,
        when=(IS_QUESTION, IS_OPEN, NOT_ANSWERED, NOT_REFUSED, BEFORE_DEADLINE, LATER),
        then=_extended,
    ),
    _rule(b.Clarify, by=ASKED, when=(IS_OPEN, NOT_ANSWERED, NOT_REFUSED), then=_clarified, amend=texts_only),
    _rule(
        b.Explain, by=ASKER, when=(IS_OPEN, HAS_QUESTION, NAMES_QUESTION), then=_explained, amend=texts_only
    ),
    _rule(
        b.Refuse,
        by=ASKED,
        when=(IS_QUESTION, IS_OPEN, NOT_ANSWERED, NOT_REFUSED),
        then=_refused,
        amend=_ground_corrected,
    ),
    _rule(b.Inform, by=PARTY, when=(IS_OPEN,), then=_unchanged, amend=texts_only),
    _rule(b.AskPermission, by=PARTY, when=(OTHERS,), then=_permission_asked),
    _rule(b.Permit, by=PARTY, when=(HAS_PENDING, ORIGINATOR, IS_PENDING), then=_permitted),
    _rule(b.Deny, by=PARTY, when=(HAS_PENDING, ORIGINATOR, IS_PENDING), then=_denied),
    _rule(b.WithdrawPermission, by=PARTY, when=(HAS_GIVEN, ORIGINATOR, IS_GIVEN), then=_permission_withdrawn),
    _rule(
        b.Close,
        by=CLOSER,
        when=(IS_OPEN, NOT_CLOSED, HAS_ANSWER),
        then=_closed,
        amend=_usefulness_corrected,
    ),
    _rule(b.Withdraw, by=ASKER, when=(IS_QUESTION, IS_OPEN), then=_withdrawn),
)

__all__ = ["RULES", "amend_opening", "begin"]
