"""What a visit shows in tasks, calendar and figures (VIS-17 to VIS-19)."""

from collections.abc import Iterator

from mithaq.kinds.cards import Card, View
from mithaq.kinds.visit.progress import Meeting, Visit, stage

ANSWER = "Accept or decline the visit"
WRITE = "Write the minutes of a meeting"
APPROVE = "Approve minutes or send them back"
REWRITE = "Minutes were sent back"
TEXT = "Approve the communiqué or send it back"
RETEXT = "The communiqué was sent back"
RELEASE = "Release the communiqué"
CARRY = "Enter a decision in the register"
CONCLUDE = "Conclude the visit"
DAYS, MEETING, EMBARGO = "Visit", "Meeting of a visit", "The communiqué becomes public"
HELD, DECIDED = "Meeting held", "Decision taken"

WORDS = (
    ANSWER, WRITE, APPROVE, REWRITE, TEXT, RETEXT, RELEASE, CARRY, CONCLUDE,
    DAYS, MEETING, EMBARGO, HELD, DECIDED,
)  # fmt: skip
OVER = ("declined", "cancelled")


def cards(state: Visit, view: View) -> tuple[Card, ...]:
    """Return the tasks of each agency, the moments and the figures, in the order of the state."""
    how_far = stage(state)
    if how_far in OVER:
        return ()
    found: list[Card] = []
    if how_far != "concluded":
        found += _answers(state, how_far)
        for meeting in state.agenda:
            found += _of_meeting(state, meeting, how_far)
        if state.agenda and all(meeting.final for meeting in state.agenda):
            found.append(Card("task", state.opening, "conclude", CONCLUDE, owner=state.host, state=how_far))
    found += _text(state)
    found += _decisions(state)
    found += _moments(state, how_far)
    return tuple(found)


def _answers(state: Visit, how_far: str) -> Iterator[Card]:
    for agency in state.awaited:
        due = f"{state.start}T00:00:00.000Z"
        yield Card("task", state.opening, f"answer/{agency}", ANSWER, due=due, owner=agency, state=how_far)


def _of_meeting(state: Visit, meeting: Meeting, how_far: str) -> Iterator[Card]:
    args = (("meeting", meeting.kind),)
    if not meeting.minutes:
        if how_far != "invited":
            writer = state.host if state.host in meeting.agencies else meeting.agencies[0]
            due = meeting.end or f"{state.end}T23:59:59.999Z"
            yield Card("task", meeting.id, f"minutes/{meeting.id}", WRITE, args, due, writer, how_far)
    elif not meeting.final:
        for agency in meeting.agencies:
            if agency not in (*meeting.approved, *meeting.sent_back):
                key = f"approve/{meeting.minutes}/{agency}"
                yield Card("task", meeting.minutes, key, APPROVE, args, owner=agency, state=how_far)
        if meeting.sent_back:
            key, writer = f"rewrite/{meeting.minutes}", meeting.approved[0]
            yield Card("task", meeting.minutes, key, REWRITE, args, owner=writer, state=how_far)


def _text(state: Visit) -> Iterator[Card]:
    text = state.draft
    if text is None:
        return
    for agency in state.parts:
        if agency not in (*text.approved, *text.sent_back):
            yield Card("task", text.id, f"text/{text.id}/{agency}", TEXT, owner=agency, state="draft")
    if text.sent_back:
        yield Card("task", text.id, f"retext/{text.id}", RETEXT, owner=text.author, state="draft")
    elif set(state.parts) <= set(text.approved):
        yield Card("task", text.id, f"release/{text.id}", RELEASE, owner=text.author, state="draft")


def _decisions(state: Visit) -> Iterator[Card]:
    final = {meeting.minutes for meeting in state.agenda if meeting.final}
    for key, one in state.decisions.items():
        if one.id not in final:
            continue
        args = (("commitment", one.commitment),)
        due = f"{one.due}T23:59:59.999Z" if one.due else ""
        if not one.register:
            yield Card("task", one.id, f"carry/{key}", CARRY, args, owner=one.owners[0], state="decided")
        for owner in one.owners:
            yield Card("figure", one.id, f"decided/{key}/{owner}", DECIDED, args, due, owner, "decided", 1)


def _moments(state: Visit, how_far: str) -> Iterator[Card]:
    start, end = f"{state.start}T00:00:00.000Z", f"{state.end}T23:59:59.999Z"
    yield Card("moment", state.opening, "start", DAYS, due=start, state=how_far)
    if state.end != state.start:
        yield Card("moment", state.opening, "end", DAYS, due=end, state=how_far)
    for meeting in state.agenda:
        args = (("meeting", meeting.kind),)
        if meeting.start:
            key = f"meeting/{meeting.id}"
            yield Card("moment", meeting.id, key, MEETING, args, meeting.start, state=how_far)
        if meeting.minutes:
            for area in meeting.areas:
                key = f"held/{meeting.id}/{area}"
                yield Card("figure", meeting.id, key, HELD, (("area", area),), state=meeting.kind, value=1)
    for text in state.communiques.values():
        if text.published and text.embargo and not text.withdrawn:
            yield Card("moment", text.id, f"embargo/{text.id}", EMBARGO, due=text.embargo, state="published")
