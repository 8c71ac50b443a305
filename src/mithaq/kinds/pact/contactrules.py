"""Who may name contact points, alert partners and acknowledge, and what then follows (PAC-11 to PAC-16)."""

from dataclasses import replace
from typing import Any

from mithaq.kinds.deadlines import between
from mithaq.kinds.pact import contactbodies as b
from mithaq.kinds.pact.calls import MINUTE, Answer, Call, after, runs_from
from mithaq.kinds.pact.conditions import IN_FORCE, SIGNATORY
from mithaq.kinds.pact.directory import point_of
from mithaq.kinds.pact.progress import Pact
from mithaq.kinds.predicates import PARTY, Act, Past, When, covers, names, reading
from mithaq.kinds.rule import Rule
from mithaq.record.errors import Refusal

# ------------------------------------------------------------------ when


def _own_point(state: Pact, entry: str | None, agency: str) -> bool:
    known = state.points.get(entry or "")
    return entry is None or (known is not None and known.agency == agency)


def _names_point(state: Pact, entry: str | None) -> bool:
    known = state.points.get(entry or "")
    return entry is None or (known is not None and not known.closed)


def _call(state: Pact, act: Act[Any]) -> Call | None:
    return state.calls.get(act.body.entry)


def _has_point(state: Pact, act: Act[Any], past: Past) -> bool:
    return any(one.agency == act.author and not one.closed for one in state.points.values())


def _was_alerted(state: Pact, act: Act[Any], past: Past) -> bool:
    return any(
        act.author in one.to and one.answer(act.author) is None and not (one.over and past.has(one.over))
        for one in state.calls.values()
    )


def _has_alert(state: Pact, act: Act[Any], past: Past) -> bool:
    return any(act.author == one.author and not one.over for one in state.calls.values())


def _is_for_it(state: Pact, act: Act[Any], past: Past) -> bool:
    known = _call(state, act)
    return known is not None and act.author in known.to


def _is_not_over(state: Pact, act: Act[Any], past: Past) -> bool:
    """PAC-16: who could not know that it is over acknowledges all the same."""
    known = _call(state, act)
    return known is not None and not (known.over and past.has(known.over))


def _is_unanswered(state: Pact, act: Act[Any], past: Past) -> bool:
    known = _call(state, act)
    return known is not None and known.answer(act.author) is None


def _is_own(state: Pact, act: Act[Any], past: Past) -> bool:
    known = _call(state, act)
    return known is not None and known.author == act.author


def _areas_agreed(state: Pact, act: Act[Any], past: Past) -> bool:
    return covers(state.agreed, act.body.areas)


def _area_agreed(state: Pact, act: Act[Any], past: Past) -> bool:
    return act.body.area is None or covers(state.agreed, (act.body.area,))


def _points(name: str) -> tuple[When, When]:
    """Return the conditions on the contact point that a body names in a field: it stands, it is its own."""
    return (
        When(
            "names a contact point",
            "contact-point-unknown",
            lambda s, a, p: _names_point(s, getattr(a.body, name)),
            reads=True,
            fields=names(name),
        ),
        When(
            "its own",
            "contact-point-not-own",
            lambda s, a, p: _own_point(s, getattr(a.body, name), a.author),
            reads=True,
            fields=names(name),
        ),
    )


ALERTED = When("an alert waits for it", "not-alerted", _was_alerted)
HAS_POINT = When("has a contact point", "no-contact-point", _has_point)
HAS_ALERT = When("has an alert that is not over", "no-alert", _has_alert)
ONE_DUTY = When(
    "either round the clock or at times",
    "duty-times-unclear",
    lambda s, a, p: a.body.round_the_clock != bool(a.body.duty),
    reads=True,
)
AREAS = When("areas are agreed", "areas-not-in-pact", _areas_agreed, reads=True)
AREA = When(
    "area is agreed",
    "area-not-in-pact",
    _area_agreed,
    reads=True,
    fields=lambda a: {"area": str(a.body.area)},
)
NOT_ONESELF = When("to others", "alerted-oneself", lambda s, a, p: a.author not in a.body.to, reads=True)
PARTIES = When(
    "to parties", "alerted-not-a-party", lambda s, a, p: set(a.body.to) <= set(p.parties()), reads=True
)
KNOWN = reading("names an alert", "alert-unknown", lambda s, a, p: a.body.entry in s.calls)
FOR_IT = reading("it was alerted", "alert-not-for-you", _is_for_it)
NOT_OVER = reading("not over", "alert-over", _is_not_over)
UNANSWERED = reading("not acknowledged by it", "already-acknowledged-alert", _is_unanswered)
OWN = reading("its own alert", "alert-not-own", _is_own)

# ------------------------------------------------------------------ what then


def _named(state: Pact, act: Act[b.ContactPoint], past: Past) -> Pact:
    """PAC-13: the newer one stands in place of the older, and knows by which entries it was known."""
    old = state.points.get(act.body.entry or "")
    former = (*old.former, old.id) if old else ()
    left = state.points.without((old.id,)) if old else state.points
    return replace(state, points=left.put(act.id, point_of(act.id, act.author, act.body, former)))


def _closed(state: Pact, act: Act[b.CloseContactPoint], past: Past) -> Pact:
    known = state.points.get(act.body.entry)
    if known is None:  # never: it was asked before
        return state
    return replace(state, points=state.points.put(known.id, replace(known, closed=act.id)))


def _alerted(state: Pact, act: Act[b.Alert], past: Past) -> Pact:
    body = act.body
    call = Call(act.id, act.author, body.to, body.area or "", body.urgency, body.test, act.time)
    return replace(state, calls=state.calls.put(act.id, call))


def _corrected(state: Pact, act: Act[b.Alert], past: Past) -> Pact | Refusal:
    """PAC-14: a correction changes the words; whom it calls, where and how soon stay."""
    known, body = state.calls.get(act.id), act.body
    said = (body.to, body.area or "", body.urgency, body.test)
    if known is None or said != (known.to, known.area, known.urgency, known.test):
        return Refusal("correction-changes-alert")
    return state


def _acknowledged(state: Pact, act: Act[b.AlertAcknowledged], past: Past) -> Pact:
    """PAC-15: in time by the agency's own receipt (PAC-18), whatever happens to the desks later."""
    call = _call(state, act)
    if call is None:  # never: KNOWN was asked before
        return state
    limit = after(runs_from(call, act.author, past), state.agreed.profile.steps(call.urgency)[0])
    took = between(call.at, act.time) // MINUTE
    answer = Answer(act.id, act.author, act.body.point or "", act.time, took, act.time <= limit)
    return replace(state, calls=state.calls.put(call.id, replace(call, answers=(*call.answers, answer))))


def _over(state: Pact, act: Act[b.AlertOver], past: Past) -> Pact:
    call = _call(state, act)
    return replace(state, calls=state.calls.put(call.id, replace(call, over=act.id))) if call else state


CONTACT_RULES: tuple[Rule[Pact, Any], ...] = (
    Rule(
        b.ContactPoint,
        by=SIGNATORY,
        when=(IN_FORCE, ONE_DUTY, AREAS, *_points("entry")),
        then=_named,
    ),
    Rule(b.CloseContactPoint, by=PARTY, when=(HAS_POINT, *_points("entry")), then=_closed),
    Rule(
        b.Alert,
        by=SIGNATORY,
        when=(IN_FORCE, NOT_ONESELF, PARTIES, AREA),
        then=_alerted,
        amend=_corrected,
    ),
    Rule(
        b.AlertAcknowledged,
        by=PARTY,
        when=(ALERTED, KNOWN, FOR_IT, NOT_OVER, UNANSWERED, *_points("point")),
        then=_acknowledged,
    ),
    Rule(b.AlertOver, by=PARTY, when=(HAS_ALERT, KNOWN, OWN, NOT_OVER), then=_over),
)
"""What a party says of its desks, and how it calls others'; table.py has the rest."""
