"""What a joint team shows in tasks, calendar and figures (TEA-23 to TEA-25)."""

from collections.abc import Iterator

from mithaq.kinds.cards import Card, Facets, View
from mithaq.kinds.debriefs import DEBRIEF_WORDS, GIVE, achievement_cards, lesson_cards
from mithaq.kinds.evidence import WORDS as EVIDENCE_WORDS
from mithaq.kinds.evidence import evidence_cards
from mithaq.kinds.results import result_cards
from mithaq.kinds.tasks import TASK_WORDS, task_cards
from mithaq.kinds.team.progress import Reported, Team, stage

SIGN = "Sign the agreement or decline it"
RETEXT = "The agreement was declined: propose another text"
CONSENT = "Consent to a proposal or object to it"
NAME = "Name your members of the joint team"
EXPIRES = "The joint team expires: extend it, or debrief and conclude"
CONCLUDE = "Conclude the joint team"
FIRST, LAST = "First day of the joint team", "Last day of the joint team"
IN_FORCE, REFUSED, REPORTED, COUNTED, ACHIEVED = (
    "Joint team in force",
    "Agreement of a joint team declined",
    "Report of a joint team",
    "Result of a joint team",
    "Objective of a joint team",
)
WORDS = (
    SIGN, RETEXT, CONSENT, NAME, EXPIRES, CONCLUDE, FIRST, LAST,
    IN_FORCE, REFUSED, REPORTED, COUNTED, ACHIEVED, *TASK_WORDS, *EVIDENCE_WORDS, *DEBRIEF_WORDS,
)  # fmt: skip


def cards(state: Team, view: View) -> tuple[Card, ...]:
    """Return the tasks of each agency, the moments and the figures, in the order of the state."""
    how_far = stage(state)
    found: list[Card] = []
    if not state.since:
        found += _signatures(state, how_far)
    elif how_far == "in-force":
        found += _in_force(state, how_far)
    if how_far != "concluded":
        found += task_cards(state.tasks, how_far)
        found += _afterwards(state, how_far)
    found += evidence_cards(state, view)
    found += lesson_cards(state.lessons, how_far)
    if how_far not in ("declined", "ended"):
        found += _moments(state, how_far)
    found += _figures(state)
    return tuple(found)


def facets(state: Team) -> Facets:
    """Return the areas of the agreement."""
    return Facets(state.text.areas)


def _signatures(state: Team, how_far: str) -> Iterator[Card]:
    entry = state.text.id or state.opening
    if state.declined:
        yield Card("task", state.declined, "retext", RETEXT, owner=state.opener, state=how_far)
        return
    for agency in state.agencies:
        if agency not in state.signed:
            yield Card("task", entry, f"sign/{agency}", SIGN, owner=agency, state=how_far)


def _in_force(state: Team, how_far: str) -> Iterator[Card]:
    for one in state.proposals.values():
        for agency in one.asked:
            if agency not in one.consents:
                key = f"consent/{one.id}/{agency}"
                yield Card("task", one.id, key, CONSENT, owner=agency, state="proposed")
    for agency in state.agencies:
        if agency not in state.members:
            yield Card("task", state.opening, f"members/{agency}", NAME, owner=agency, state=how_far)
        if not len(state.debriefs):
            due = state.text.over_at
            yield Card("task", state.opening, f"expires/{agency}", EXPIRES, (), due, agency, how_far)


def _afterwards(state: Team, how_far: str) -> Iterator[Card]:
    """Yield debriefings and conclusion: once it has ended, or a debriefing shows that it has expired."""
    if not state.ended and not len(state.debriefs):
        return
    awaited = [agency for agency in state.agencies if agency not in state.debriefs]
    for agency in awaited:
        yield Card("task", state.opening, f"debrief/{agency}", GIVE, owner=agency, state=how_far)
    if not awaited:
        yield Card("task", state.opening, "conclude", CONCLUDE, owner=state.opener, state=how_far)


def _moments(state: Team, how_far: str) -> Iterator[Card]:
    start = f"{state.text.start}T00:00:00.000Z"
    yield Card("moment", state.opening, "start", FIRST, due=start, state=how_far)
    yield Card("moment", state.opening, "end", LAST, due=state.text.over_at, state=how_far)


def _figures(state: Team) -> Iterator[Card]:
    if state.since:
        for area in state.text.areas:
            args = (("area", area),)
            yield Card("figure", state.opening, f"in-force/{area}", IN_FORCE, args, state="in-force", value=1)
    elif state.declined:
        yield Card("figure", state.declined, "refused", REFUSED, state="refused", value=1)
    newest: dict[str, Reported] = {}  # TEA-18: of each agency the newest figures
    for one in state.reports.values():
        args = (("report", one.kind),)
        yield Card("figure", one.id, f"report/{one.id}", REPORTED, args, "", one.author, one.kind, 1)
        if one.figures:
            newest[one.author] = one
    for one in newest.values():
        yield from result_cards(COUNTED, one.id, one.author, one.figures)
    yield from achievement_cards(ACHIEVED, state.debriefs)
