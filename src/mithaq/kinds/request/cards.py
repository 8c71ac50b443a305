"""What a request shows in tasks, calendar and figures (REQ-28 to REQ-31)."""

from collections.abc import Iterator

from mithaq.kinds.cards import Card, View
from mithaq.kinds.request.progress import Asked, Request, deadline

ACKNOWLEDGE = "Acknowledge receipt"
ANSWER = "Answer the request"
DEADLINE = "An answer is due"
EXPLAIN = "Answer the question about your request"
CLOSE = "Close the request and say how useful it was"
RATE = "Say how useful the information was"
DECIDE = "Decide on a permission"
COUNT = "Request answered"

WORDS = (ACKNOWLEDGE, ANSWER, DEADLINE, EXPLAIN, CLOSE, RATE, DECIDE, COUNT)


def cards(state: Request, view: View) -> tuple[Card, ...]:
    """Return the tasks of each agency, the deadlines and the figures, in the order of the state."""
    found: list[Card] = []
    for asked in state.asked:
        if not state.over:
            found += _tasks(state, asked, view)
        if not state.spontaneous:
            found.append(_figure(state, asked))
    if not state.over:
        found += _of_asker(state)
    found += _permissions(state)
    return tuple(found)


def _tasks(state: Request, asked: Asked, view: View) -> Iterator[Card]:
    opening, agency = state.opening, asked.agency
    limit = deadline(state, asked, view) or ""
    received = view.receipt(opening, agency) is not None
    how_far = "received" if asked.stage == "asked" and received else asked.stage
    if not asked.acknowledged and not asked.settled and not asked.closed:
        yield Card(
            "task", opening, f"acknowledge/{agency}", ACKNOWLEDGE, owner=agency, state=how_far, due=limit
        )
    if state.spontaneous:
        if not asked.closed:
            yield Card("task", opening, f"rate/{agency}", RATE, owner=agency, state=how_far)
        return
    if not asked.settled:
        yield Card("task", opening, f"answer/{agency}", ANSWER, owner=agency, state=how_far, due=limit)
        if limit:
            yield Card("moment", opening, f"due/{agency}", DEADLINE, owner=agency, state=how_far, due=limit)


def _of_asker(state: Request) -> Iterator[Card]:
    for asked in state.asked:
        for question in asked.questions:
            yield Card(
                "task",
                question.id,
                f"explain/{question.id}",
                EXPLAIN,
                args=(("agency", asked.agency),),
                owner=state.opener,
                state="clarification-asked",
            )
    if not state.spontaneous and all(asked.settled for asked in state.asked):
        yield Card("task", state.opening, "close", CLOSE, owner=state.opener, state="answered")


def _permissions(state: Request) -> Iterator[Card]:
    for wanted in state.permissions.values():
        if not wanted.answer:
            yield Card(
                "task",
                wanted.id,
                f"permission/{wanted.id}",
                DECIDE,
                args=(("agency", wanted.asker), ("use", wanted.use)),
                owner=wanted.originator,
                state="asked",
            )


def _figure(state: Request, asked: Asked) -> Card:
    """Return how one agency did: "in-time", "late", "refused" or "open"."""
    how = "refused" if asked.refused else "open"
    if asked.done:
        how = "in-time" if asked.in_time else "late"
    return Card(
        "figure",
        state.opening,
        f"figure/{asked.agency}",
        COUNT,
        args=(("area", state.area), ("urgency", state.urgency), ("ground", asked.ground)),
        owner=asked.agency,
        state=how,
        value=1,
    )
