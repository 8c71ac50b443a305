"""What alerts show in tasks and figures (PAC-20, PAC-21)."""

from collections.abc import Iterator

from mithaq.kinds.cards import Card, View
from mithaq.kinds.pact.calls import Call, median_minutes, steps
from mithaq.kinds.pact.progress import Pact

ACKNOWLEDGE = "Acknowledge the alert"
ANSWER = "Answer the reachability test"
TELEPHONE = "Call the contact point by telephone"
ALERTS = "Alert acknowledged"
TESTS = "Reachability test answered"
MEDIAN = "Median minutes until an alert was acknowledged"

CONTACT_WORDS = (ACKNOWLEDGE, ANSWER, TELEPHONE, ALERTS, TESTS, MEDIAN)


def contact_cards(state: Pact, view: View) -> Iterator[Card]:
    """Yield the tasks of whoever is alerted and of whoever alerts, and the figures of each agency."""
    parties = view.parties()
    for call in state.calls.values():
        for agency in call.awaited:
            if agency in parties:
                yield from _tasks(state, call, agency, view)
        for agency in call.to:
            yield _figure(call, agency)
    for agency in parties:
        median = median_minutes(state.calls, agency)
        if median is not None:
            key = f"median/{agency}"
            yield Card("figure", state.opening, key, MEDIAN, owner=agency, value=median)


def _tasks(state: Pact, call: Call, agency: str, view: View) -> Iterator[Card]:
    """Yield the task to acknowledge, due at the first step, and one a level for whoever alerts."""
    found = steps(state.agreed.profile, state.points, call, agency, view)
    title = ANSWER if call.test else ACKNOWLEDGE
    args = (("agency", call.author), ("area", call.area))
    key = f"alert/{call.id}/{agency}"
    yield Card("task", call.id, key, title, args, found[0].due, agency, call.urgency)
    for step in found:
        args = (("agency", agency), ("level", str(step.level)))
        key = f"call/{call.id}/{agency}/{step.level}"
        yield Card("task", call.id, key, TELEPHONE, args, step.due, call.author, call.urgency)


def _figure(call: Call, agency: str) -> Card:
    """Return how an agency answered an alert: "in-time", "late", "unanswered" once it is over, or "open"."""
    answer = call.answer(agency)
    how = "unanswered" if call.over else "open"
    if answer is not None:
        how = "in-time" if answer.in_time else "late"
    title = TESTS if call.test else ALERTS
    args = (("area", call.area), ("alert-urgency", call.urgency))
    return Card("figure", call.id, f"answered/{call.id}/{agency}", title, args, "", agency, how, 1)
