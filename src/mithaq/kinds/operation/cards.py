"""What a joint operation shows in tasks, calendar and figures (OPR-25 to OPR-28)."""

from collections.abc import Iterator

from mithaq.kinds.cards import Card, Facets, View
from mithaq.kinds.debriefs import DEBRIEF_WORDS, GIVE, achievement_cards, lesson_cards
from mithaq.kinds.evidence import WORDS as EVIDENCE_WORDS
from mithaq.kinds.evidence import evidence_cards
from mithaq.kinds.operation.progress import Happened, Operation, stage
from mithaq.kinds.results import result_cards
from mithaq.kinds.tasks import TASK_WORDS, task_cards

ANSWER, COMMIT = "Accept the plan or decline it", "Commit resources"
REPLAN, START, BEGIN, END = (
    "A plan was declined: change it or break the operation off",
    "Order the start",
    "Order the beginning of a phase",
    "End the operation",
)
CONCLUDE = "Conclude the operation"
BEGINS, ENDS = "Phase begins", "Phase ends"
CARRIED_OUT, REFUSED, HAPPENED, COUNTED, ACHIEVED = (
    "Joint operation carried out",
    "Plan of an operation declined",
    "Incident of an operation",
    "Result of an operation",
    "Objective of an operation",
)
WORDS = (
    ANSWER, COMMIT, REPLAN, START, BEGIN, END, CONCLUDE,
    BEGINS, ENDS, CARRIED_OUT, REFUSED, HAPPENED, COUNTED, ACHIEVED,
    *TASK_WORDS, *EVIDENCE_WORDS, *DEBRIEF_WORDS,
)  # fmt: skip

ERRORS = ("uninvolved", "data-breach", "disclosure")
"""Kinds of incident that count as errors; what hurt somebody counts as harm."""


def cards(state: Operation, view: View) -> tuple[Card, ...]:
    """Return the tasks of each agency, the moments and the figures, in the order of the state."""
    how_far = stage(state)
    found: list[Card] = []
    if not state.over:
        found += _of_plan(state, how_far)
        found += _of_lead(state, how_far)
    if how_far not in ("broken-off", "concluded"):
        found += task_cards(state.tasks, how_far)
    found += _afterwards(state, how_far)
    if state.started or not state.over:
        found += _moments(state, how_far)
    found += evidence_cards(state, view)
    found += _figures(state)
    return tuple(found)


def facets(state: Operation) -> Facets:
    """Return the areas of the plan."""
    return Facets(state.areas)


def _of_plan(state: Operation, how_far: str) -> Iterator[Card]:
    """Yield who has to answer and who has to say what it puts in, by the first phase."""
    due = min(phase.start for phase in state.phases)
    for agency in state.agencies:
        if agency not in state.accepted and agency not in state.declined:
            yield Card("task", state.opening, f"answer/{agency}", ANSWER, (), due, agency, how_far)
        if agency not in state.resources:
            yield Card("task", state.opening, f"resources/{agency}", COMMIT, (), due, agency, how_far)


def _of_lead(state: Operation, how_far: str) -> Iterator[Card]:
    """Yield what the lead has to do next."""

    def card(key: str, title: str, due: str = "", *args: tuple[str, str]) -> Card:
        return Card("task", state.opening, key, title, args, due, state.lead, how_far)

    if how_far == "under-way":
        waiting = [number for number in range(1, len(state.phases) + 1) if str(number) not in state.begun]
        for number in waiting[:1]:
            yield card("begin", BEGIN, state.phases[number - 1].start, ("phase", str(number)))
        if not waiting:
            yield card("end", END, max(phase.end for phase in state.phases))
    elif len(state.declined):
        yield card("replan", REPLAN)
    elif state.agreed and state.equipped:
        yield card("start", START, min(phase.start for phase in state.phases))


def _afterwards(state: Operation, how_far: str) -> Iterator[Card]:
    if state.started and how_far in ("ended", "broken-off"):
        awaited = [agency for agency in state.agencies if agency not in state.debriefs]
        for agency in awaited:
            yield Card("task", state.opening, f"debrief/{agency}", GIVE, owner=agency, state=how_far)
        if not awaited:
            yield Card("task", state.opening, "conclude", CONCLUDE, owner=state.lead, state=how_far)
    yield from lesson_cards(state.lessons, how_far)


def _moments(state: Operation, how_far: str) -> Iterator[Card]:
    for number, phase in enumerate(state.phases, 1):
        args = (("phase", str(number)),)
        for end, title, due in (("begins", BEGINS, phase.start), ("ends", ENDS, phase.end)):
            yield Card("moment", state.opening, f"phase/{number}/{end}", title, args, due, state=how_far)


def _figures(state: Operation) -> Iterator[Card]:
    """Yield one of an area for what the review counts (OPR-27), and the results (OPR-28)."""
    for area in state.areas:
        args = (("area", area),)
        if state.started:
            key = f"carried-out/{area}"
            yield Card("figure", state.opening, key, CARRIED_OUT, args, state="carried-out", value=1)
        for agency, entry in state.declined.items():
            key = f"refused/{agency}/{area}"
            yield Card("figure", entry, key, REFUSED, args, owner=agency, state="refused", value=1)
        for incident in state.incidents.values():
            yield from _incident(incident, area)
    yield from achievement_cards(ACHIEVED, state.debriefs)
    for tally in state.results.values():
        yield from result_cards(COUNTED, tally.id, tally.author, tally.figures)


def _incident(incident: Happened, area: str) -> Iterator[Card]:
    args = (("area", area), ("incident", incident.kind))
    hurt = bool(incident.injured or incident.dead) or incident.kind in ("injury", "death")
    states = [*(["harm"] if hurt else []), *(["errors"] if incident.kind in ERRORS else [])]
    for state in states or ["incident"]:
        key = f"{state}/{incident.id}/{area}"
        yield Card("figure", incident.id, key, HAPPENED, args, incident.at, incident.author, state, 1)
