"""What agencies write to plan, order and stop a joint operation (docs/spec/operation.md, OPR-1 to OPR-15)."""

from typing import Annotated, ClassVar

from pydantic import Field

from mithaq.kinds import tasks
from mithaq.kinds.body import Body, Json, Part, exercise
from mithaq.kinds.fields import EntryId, Many, Several, Short, Text, Time, member
from mithaq.terms import (
    AgencyId,
    AreaCode,
    CountryCode,
    LegalBasis,
    MediaRule,
    ResourceCategory,
    WeaponRule,
)

Number = Annotated[int, Field(ge=1, le=20)]
"""The number of a phase, from 1."""


class Phase(Part):
    """One phase of an operation."""

    name: Text = member("Phase")
    aim: Text | None = member("Aim of the phase", default=None)
    start: Time = member("Begins", form="time")
    end: Time = member("Ends", form="time")


class Basis(Part):
    """On what an agency acts in a country: the law of that country holds there, whoever acts."""

    agency: AgencyId = member("Agency", form="agency")
    country: CountryCode = member("Country where it acts")
    basis: LegalBasis = member("Legal basis")
    reference: Text | None = member("Provision or order", default=None)


class Force(Part):
    """What officers may carry and use in one country."""

    country: CountryCode = member("Country")
    weapons: WeaponRule = member("Service weapons")
    text: Text | None = member("Rules on coercive measures", "Who commands, what is reported.", default=None)


class _Plan(Body):
    """What is to be done, by whom, when, and by which rules."""

    objective: Text = member("Objective", section="Operation")
    areas: Annotated[Several[AreaCode], Field(min_length=1)] = member("Areas of cooperation")
    place: Text = member("Area of the operation", "Where it takes place.")
    agencies: Annotated[Several[AgencyId], Field(min_length=2, max_length=16)] = member(
        "Participating agencies", form="agency", section="Command"
    )
    lead: AgencyId = member("Lead agency", form="agency")
    centre: Text | None = member(
        "Coordination centre", "Where the agencies' liaison officers sit, or how they confer.", default=None
    )
    phases: Annotated[Many[Phase], Field(min_length=1, max_length=20)] = member("Phases", section="Phases")
    bases: Annotated[Many[Basis], Field(min_length=1, max_length=64)] = member(
        "Legal bases", "One or more for each agency, by the country where it acts.", section="Rules"
    )
    force: Annotated[Many[Force], Field(min_length=1, max_length=32)] = member(
        "Rules on force", "One for each country in which an agency acts."
    )
    media: MediaRule = member("What the public is told")
    media_text: Text | None = member("Rules on the media", default=None)


_PLAN: Json = {
    "objective": exercise("stop the transport of drugs in containers."),
    "areas": ["drugs"],
    "place": exercise("two ports and the road between them."),
    "agencies": ["ma.dgsn", "es.policia"],
    "lead": "ma.dgsn",
    "centre": exercise("the police cooperation centre."),
    "phases": [
        {
            "name": exercise("watch."),
            "start": "2030-03-04T06:00:00.000Z",
            "end": "2030-03-06T18:00:00.000Z",
        },
        {
            "name": exercise("arrests and searches."),
            "start": "2030-03-07T04:00:00.000Z",
            "end": "2030-03-07T20:00:00.000Z",
        },
    ],
    "bases": [
        {"agency": "ma.dgsn", "country": "MA", "basis": "national-law"},
        {"agency": "es.policia", "country": "ES", "basis": "bilateral-agreement"},
    ],
    "force": [
        {"country": "MA", "weapons": "host-only"},
        {"country": "ES", "weapons": "host-only"},
    ],
    "media": "joint",
}


class Plan(_Plan):
    """The lead's plan."""

    type = "plan"
    title = "Plan a joint operation"
    done = "planned the operation"
    about = "Each participating agency accepts exactly this plan or declines it."
    example: ClassVar[Json] = _PLAN


class ChangePlan(_Plan):
    """Another whole plan in its place."""

    type = "change-plan"
    title = "Change the plan"
    done = "changed the plan"
    about = "Your agency accepts it by writing it; every other agency is asked anew."
    example: ClassVar[Json] = {**_PLAN, "why": exercise("the ship is late.")}

    why: Text = member("What has changed, and why", section="Change")


class _OnPlan(Body):
    entry: EntryId = member("Plan", form="entry", of="plan change-plan")


class Accept(_OnPlan):
    """That an agency accepts exactly this plan."""

    type = "accept-plan"
    title = "Accept the plan"
    done = "accepted the plan"
    about = "For exactly this plan: after a change or a halt you are asked anew."
    handled = False
    example: ClassVar[Json] = {"entry": "@change-plan|opening"}


class Decline(_OnPlan):
    """That an agency does not or no longer agree to this plan."""

    type = "decline-plan"
    title = "Decline the plan"
    done = "declined the plan"
    about = "Your consent is gone at once; an operation that is under way is halted by it."
    example: ClassVar[Json] = {"entry": "@change-plan|opening", "text": exercise("no legal basis here.")}

    text: Text = member("Reason")


class Resource(Part):
    """So many of one sort."""

    category: ResourceCategory = member("Resource")
    number: Annotated[int, Field(ge=1, lt=1_000_000)] = member("Number", form="number")
    note: Text | None = member("Remarks", default=None)


class Resources(Body):
    """What an agency puts in, who is in charge there, and how it is reached at any hour."""

    type = "resources"
    title = "Commit resources"
    done = "committed resources"
    about = "A newer list takes the place of an older one."
    example: ClassVar[Json] = {
        "resources": [{"category": "officers", "number": 24}, {"category": "vehicles", "number": 6}],
        "officer": "Exercise Officer",
        "function": exercise("head of the operations desk"),
        "desk": "Unit 1",
        "telephone": "+00-0000-0000",
    }

    resources: Annotated[Many[Resource], Field(min_length=1, max_length=40)] = member("Resources")
    officer: Short = member("Officer in charge", "In an official capacity.", section="Command")
    function: Text = member("Function")
    desk: Short = member("Desk round the clock")
    telephone: Short = member("Telephone")


class GiveTask(tasks.GiveTask):
    """A task within an operation."""

    phase: Number | None = member("Phase", form="pick", of="phases", default=None)


class Start(Body):
    """The order to start, or after a halt to go on."""

    type = "start"
    title = "Order the start"
    done = "ordered the start"
    about = "Needs every agency's acceptance of this plan and its resources, held by all."
    handled = False
    example: ClassVar[Json] = {}

    text: Text | None = member("Remarks", default=None)


class BeginPhase(Body):
    """The order to begin a phase."""

    type = "begin-phase"
    title = "Order the beginning of a phase"
    done = "ordered the beginning of a phase"
    handled = False
    example: ClassVar[Json] = {"phase": 1}

    phase: Number = member("Phase", form="pick", of="phases")
    text: Text | None = member("Remarks", default=None)


class Halt(Body):
    """That the operation stops at once."""

    type = "halt"
    title = "Halt the operation"
    done = "halted the operation"
    about = "At once and by any agency. It goes on only when all have accepted anew and the start is ordered."
    handled = False
    at_once = True
    example: ClassVar[Json] = {"text": exercise("an officer is in danger.")}

    text: Text = member("Reason")


class End(Body):
    """That the operation is over as planned."""

    type = "end"
    title = "End the operation"
    done = "ended the operation"
    handled = False
    example: ClassVar[Json] = {}

    text: Text | None = member("Remarks", default=None)


class BreakOff(Body):
    """That the operation is given up for good."""

    type = "break-off"
    title = "Break the operation off for good"
    done = "broke the operation off"
    handled = False
    example: ClassVar[Json] = {"text": exercise("the transport did not come.")}

    text: Text = member("Reason")
