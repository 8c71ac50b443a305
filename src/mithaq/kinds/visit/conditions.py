"""Who may write about a visit, and when: the predicates of its table (docs/spec/visit.md)."""

from typing import Any

from mithaq.kinds.predicates import Act, Past, When, Who, covers, in_stage, names, reading
from mithaq.kinds.visit import bodies as b
from mithaq.kinds.visit.progress import Decided, Meeting, Visit, required, stage
from mithaq.terms import GENERAL_COMMITMENT

NUMBERS = {"bilateral": 2, "trilateral": 3}
"""How many agencies a meeting of this kind has; others two or more."""

# ------------------------------------------------------------------ by whom

HOST = Who("host", "not-the-host", lambda state, act, past: act.author == state.host)
PART = Who(
    "agency that takes part",
    "takes-no-part",
    lambda state, act, past: act.author in state.parts and act.author in past.parties(),
)

# ------------------------------------------------------------------ when


def meeting_of(state: Visit, act: Act[Any]) -> Meeting | None:
    """Return the meeting that an act names."""
    return state.meetings.get(act.body.entry)


def meeting_by_minutes(state: Visit, act: Act[Any]) -> Meeting | None:
    """Return the meeting whose minutes that count an act names."""
    return next((one for one in state.agenda if one.minutes == act.body.entry), None)


def _stands(state: Visit, act: Act[Any], past: Past) -> bool:
    found = meeting_of(state, act)
    return found is not None and not found.struck


def _in_meeting(state: Visit, act: Act[Any], past: Past) -> bool:
    found = meeting_of(state, act)
    return found is not None and act.author in found.agencies


def _open_minutes(state: Visit, act: Act[Any], past: Past) -> bool:
    found = meeting_of(state, act)
    return found is not None and not found.final


def _without_minutes(state: Visit, act: Act[Any], past: Past) -> bool:
    found = meeting_of(state, act)
    return found is not None and not found.minutes


def _own_meeting(state: Visit, act: Act[Any], past: Past) -> bool:
    found = meeting_of(state, act)
    return found is not None and act.author in (state.host, found.by)


def _waits_for_me(state: Visit, act: Act[Any], past: Past) -> bool:
    return any(_is_asked(meeting, act.author) for meeting in state.agenda)


def _is_asked(meeting: Meeting, agency: str) -> bool:
    """Return whether minutes wait for an agency's word on them."""
    waits = bool(meeting.minutes) and not meeting.final
    return waits and agency in meeting.agencies and agency not in (*meeting.approved, *meeting.sent_back)


def _asks_me(state: Visit, act: Act[Any], past: Past) -> bool:
    found = meeting_by_minutes(state, act)
    return found is not None and _is_asked(found, act.author)


def _agencies_take_part(state: Visit, act: Act[b.Meet], past: Past) -> bool:
    return set(act.body.agencies) <= set(state.parts)


def _number_fits(state: Visit, act: Act[b.Meet], past: Past) -> bool:
    wanted = NUMBERS.get(act.body.meeting)
    return wanted is None or len(act.body.agencies) == wanted


def _ends_after(state: Visit, act: Act[b.Meet], past: Past) -> bool:
    return not act.body.start or not act.body.end or act.body.start <= act.body.end


def _ends_after_day(state: Visit, act: Act[b.Move], past: Past) -> bool:
    return act.body.start <= act.body.end


def _areas_are_agreed(state: Visit, act: Act[Any], past: Past) -> bool:
    areas = set(getattr(act.body, "areas", ()))
    for decision in getattr(act.body, "decisions", ()):
        areas |= set(decision.areas)
    return covers(state.terms, areas)


def _owners_were_there(state: Visit, act: Act[b.Minutes], past: Past) -> bool:
    found = meeting_of(state, act)
    return found is None or all(set(one.owners) <= set(found.agencies) for one in act.body.decisions)


def _are_measured(state: Visit, act: Act[b.Minutes], past: Past) -> bool:
    return all(one.measure is not None or one.commitment == GENERAL_COMMITMENT for one in act.body.decisions)


def _no_minutes_yet(state: Visit, act: Act[Any], past: Past) -> bool:
    return not any(meeting.minutes for meeting in state.agenda)


def _all_final(state: Visit, act: Act[Any], past: Past) -> bool:
    return bool(state.agenda) and all(meeting.final for meeting in state.agenda)


def _is_draft(state: Visit, act: Act[Any], past: Past) -> bool:
    return state.draft is not None and state.draft.id == act.body.entry


def _text_waits_for_me(state: Visit, act: Act[Any], past: Past) -> bool:
    return state.draft is not None and act.author not in (*state.draft.approved, *state.draft.sent_back)


def _text_is_approved(state: Visit, act: Act[Any], past: Past) -> bool:
    return state.draft is not None and required(state.parts, past) <= set(state.draft.approved)


def _is_public(state: Visit, act: Act[Any], past: Past) -> bool:
    found = state.communiques.get(act.body.entry)
    return found is not None and bool(found.published) and not found.withdrawn


def _any_public(state: Visit, act: Act[Any], past: Past) -> bool:
    return any(text.published and not text.withdrawn for text in state.communiques.values())


def _corrects_public(state: Visit, act: Act[b.Draft], past: Past) -> bool:
    found = state.communiques.get(act.body.corrects) if act.body.corrects else None
    return act.body.corrects is None or (found is not None and bool(found.published))


def _editions_fit(state: Visit, act: Act[b.Draft], past: Past) -> bool:
    languages = [edition.text.language for edition in act.body.editions]
    return len(set(languages)) == len(languages) and all(
        edition.title.language == edition.text.language for edition in act.body.editions
    )


def decision_of(state: Visit, act: Act[b.CarryOver]) -> Decided | None:
    """Return the decision that an act names."""
    return state.decisions.get(f"{act.body.entry}/{act.body.number}")


def _decision_waits(state: Visit, act: Act[b.CarryOver], past: Past) -> bool:
    found = decision_of(state, act)
    return found is not None and not found.register


LIVE = When("not over", "visit-over", in_stage(stage, "invited", "planned", "held"))
AGREED = When("accepted by all", "visit-not-confirmed", in_stage(stage, "planned", "held", "concluded"))
NOT_ANSWERED = When(
    "not answered by it", "visit-answered", lambda state, act, past: act.author in state.awaited
)
NO_MINUTES = When("no minutes yet", "visit-has-minutes", _no_minutes_yet)
DAYS = When("ends on or after its first day", "visit-ends-before", _ends_after_day, reads=True)
TAKE_PART = When("all take part", "agency-takes-no-part", _agencies_take_part, reads=True)
NUMBER = When("as many as the kind says", "meeting-kind-differs", _number_fits, reads=True)
ENDS_AFTER = When("ends after it begins", "meeting-ends-before", _ends_after, reads=True)
AREAS = When("areas are agreed", "areas-not-in-pact", _areas_are_agreed, reads=True)
HAS_AGENDA = When("has a meeting", "no-meeting", lambda state, act, past: bool(state.agenda))
STANDS = reading("names a meeting that stands", "meeting-unknown", _stands)
OWN = reading("by the host or who added it", "meeting-not-own", _own_meeting)
EMPTY = reading("without minutes", "meeting-has-minutes", _without_minutes)
THERE = reading("was in the meeting", "not-in-the-meeting", _in_meeting)
NOT_FINAL = reading("minutes not approved by all", "minutes-approved", _open_minutes)
OWNERS = reading("owners were in the meeting", "owner-not-in-the-meeting", _owners_were_there)
MEASURED = When("has a measure", "measure-missing", _are_measured, reads=True)
ASKED = When("minutes wait for it", "no-minutes-pending", _waits_for_me)
ASKS = reading("these minutes wait for it", "minutes-not-pending", _asks_me)
ALL_FINAL = When("all minutes are approved", "minutes-missing", _all_final)
HAS_TEXT = When("a draft waits", "no-text-pending", lambda state, act, past: state.draft is not None)
MY_TEXT = When("not answered by it", "text-answered", _text_waits_for_me)
IS_TEXT = reading("is the newest draft", "text-not-pending", _is_draft)
APPROVED = When("approved by all", "text-not-approved", _text_is_approved)
HAS_PUBLIC = When("a communiqué is public", "no-text-public", _any_public)
IS_PUBLIC = reading("is public", "text-not-public", _is_public)
CORRECTS = When(
    "corrects a released one", "text-not-public", _corrects_public, reads=True, fields=names("corrects")
)
EDITIONS = When("one text a language", "editions-differ", _editions_fit, reads=True)
HAS_DECISION = When(
    "a decision is not in a register",
    "no-decision-open",
    lambda state, act, past: any(not one.register for one in state.decisions.values()),
)
WAITS = reading("is not in a register", "decision-not-open", _decision_waits)
