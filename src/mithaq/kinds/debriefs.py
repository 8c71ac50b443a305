"""Debriefings and their lessons, for every kind that ends with them (docs/spec/team.md, TEA-19 to TEA-21).

A kind that has debriefings

- adds the fields `debriefs: Ledger[Debriefed]` and `lessons: Ledger[Learnt]` to its state;
- adds `*debrief_rules(by=MEMBER, over=OVER)` to its table: who debriefs, and when;
- yields `from lesson_cards(state.lessons, how_far)` among its tasks and
  `from achievement_cards(ACHIEVED, state.debriefs)` among its figures; `*DEBRIEF_WORDS` among its words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from pydantic import Field

from mithaq.kinds.body import Body, Json, Part, exercise
from mithaq.kinds.cards import Card
from mithaq.kinds.fields import EntryId, Link, Many, Several, Text, member
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import PARTY, Act, Past, When, Who, covers, reading
from mithaq.kinds.rule import Rule
from mithaq.record.errors import Refusal
from mithaq.terms import AchievementCode, AreaCode

# ------------------------------------------------------------------ what agencies write


class Lesson(Part):
    """Something learnt, for the catalogue of expertise."""

    areas: Annotated[Several[AreaCode], Field(min_length=1)] = member("Areas of cooperation")
    text: Text = member("Lesson", "Without persons: it is for all parties of the pact.")


class Debrief(Body):
    """How an agency sees it afterwards."""

    type = "debrief"
    title = "Give your debriefing"
    done = "gave its debriefing"
    about = "Once; what was counted stands in the reports."
    example: ClassVar[Json] = {
        "achieved": "partly",
        "well": exercise("one radio channel for both."),
        "badly": exercise("two maps with different names."),
        "lessons": [{"areas": ["drugs"], "text": exercise("agree on one map before the start.")}],
    }

    achieved: AchievementCode = member("Objective")
    well: Text = member("What went well")
    badly: Text = member("What did not go well")
    lessons: Annotated[Many[Lesson], Field(max_length=30)] = member("Lessons", default=())


class LessonPublished(Body):
    """That a lesson stands in a catalogue of expertise."""

    type = "lesson-published"
    title = "Note that a lesson is in the catalogue of expertise"
    done = "noted where a lesson is published"
    handled = False
    example: ClassVar[Json] = {"entry": "@debrief", "number": 1, "link": {"dossier": "a" * 64}}

    entry: EntryId = member("Debriefing", form="entry", of="debrief")
    number: Annotated[int, Field(ge=1, le=30)] = member("Number of the lesson", form="number")
    link: Link = member("Catalogue and lesson")


# ------------------------------------------------------------------ what it comes to


@dataclass(frozen=True, slots=True)
class Debriefed:
    """An agency's debriefing."""

    id: str
    achieved: str
    lessons: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """One lesson of a debriefing, and the catalogue where it stands."""

    id: str
    """The debriefing."""
    number: int
    author: str
    areas: tuple[str, ...]
    catalogue: str = ""


# ------------------------------------------------------------------ when


def _lesson(state: Any, act: Act[LessonPublished]) -> Learnt | None:
    lessons: Ledger[Learnt] = state.lessons
    return lessons.get(f"{act.body.entry}/{act.body.number}")


def _lesson_waits(state: Any, act: Act[LessonPublished], past: Past) -> bool:
    found = _lesson(state, act)
    return found is not None and not found.catalogue


def _any_waits(state: Any, act: Act[Any], past: Past) -> bool:
    return any(not one.catalogue for one in state.lessons.values())


def _areas_are_agreed(state: Any, act: Act[Debrief], past: Past) -> bool:
    return covers(state.terms, (area for lesson in act.body.lessons for area in lesson.areas))


def _not_given(state: Any, act: Act[Any], past: Past) -> bool:
    return act.author not in state.debriefs


NOT_DEBRIEFED = When("not debriefed by it", "debrief-given", _not_given)
LESSON_AREAS = When("areas are agreed", "areas-not-in-pact", _areas_are_agreed, reads=True)
HAS_LESSON = When("a lesson is not published", "no-lesson-open", _any_waits)
LESSON_WAITS = reading("is not published", "lesson-not-open", _lesson_waits)

# ------------------------------------------------------------------ what then


def _debriefed(state: Any, act: Act[Debrief], past: Past) -> Any:
    """TEA-19: each lesson waits to be published."""
    body = act.body
    lessons = state.lessons
    for number, lesson in enumerate(body.lessons, 1):
        lessons = lessons.put(f"{act.id}/{number}", Learnt(act.id, number, act.author, lesson.areas))
    made = Debriefed(act.id, body.achieved, len(body.lessons))
    return replace(state, debriefs=state.debriefs.put(act.author, made), lessons=lessons)


def _corrected(state: Any, act: Act[Debrief], past: Past) -> Any:
    """TEA-20: a correction keeps how many lessons there are and their areas: they may stand elsewhere."""
    known = [one.areas for one in state.lessons.values() if one.id == act.id]
    if known != [lesson.areas for lesson in act.body.lessons]:
        return Refusal("correction-changes-lessons")
    made = Debriefed(act.id, act.body.achieved, len(known))
    return replace(state, debriefs=state.debriefs.put(act.author, made))


def _published(state: Any, act: Act[LessonPublished], past: Past) -> Any:
    """TEA-21: the catalogue of expertise in which a lesson stands."""
    known = _lesson(state, act)
    if known is None:  # never: LESSON_WAITS was asked before
        return state
    changed = replace(known, catalogue=act.body.link.dossier)
    return replace(state, lessons=state.lessons.put(f"{known.id}/{known.number}", changed))


def debrief_rules(*, by: Who, over: When) -> tuple[Rule[Any, Any], ...]:
    """Return the lines of a table that has debriefings: who gives one, and when."""
    return (
        Rule(Debrief, by=by, when=(over, NOT_DEBRIEFED, LESSON_AREAS), then=_debriefed, amend=_corrected),
        Rule(LessonPublished, by=PARTY, when=(HAS_LESSON, LESSON_WAITS), then=_published, aside=True),
    )


# ------------------------------------------------------------------ lists

GIVE, PUBLISH = "Give your debriefing", "Publish a lesson in the catalogue of expertise"
DEBRIEF_WORDS = (GIVE, PUBLISH)


def achievement_cards(title: str, debriefs: Ledger[Debriefed]) -> Iterator[Card]:
    """Yield whether the objective was reached, as each agency sees it."""
    for agency, known in debriefs.items():
        args = (("achievement", known.achieved),)
        key = f"achieved/{agency}"
        yield Card("figure", known.id, key, title, args, owner=agency, state=known.achieved, value=1)


def lesson_cards(lessons: Ledger[Learnt], how_far: str) -> Iterator[Card]:
    """Yield the lessons that wait to be published, for the agencies that learnt them."""
    for key, lesson in lessons.items():
        if not lesson.catalogue:
            args = tuple(("area", area) for area in lesson.areas[:1])
            yield Card("task", lesson.id, f"publish/{key}", PUBLISH, args, owner=lesson.author, state=how_far)
