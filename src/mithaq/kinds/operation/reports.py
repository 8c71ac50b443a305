"""What agencies write of what happened in a joint operation (docs/spec/operation.md, OPR-16 to OPR-24)."""

from typing import Annotated, ClassVar

from pydantic import Field

from mithaq.kinds.body import Body, Json, Part, exercise
from mithaq.kinds.fields import Many, Subject, Text, Time, member
from mithaq.kinds.operation.bodies import Number
from mithaq.kinds.results import Count, Result
from mithaq.terms import IncidentKind, SideCode, SituationCode


class Situation(Body):
    """How things stand, as an agency sees them."""

    type = "situation"
    title = "Report the situation"
    done = "reported the situation"
    example: ClassVar[Json] = {
        "situation": "as-planned",
        "phase": 1,
        "at": "2030-03-04T09:30:00.000Z",
        "place": exercise("the container terminal."),
        "text": exercise("the container is in row 12, no movement."),
    }

    situation: SituationCode = member("Situation")
    phase: Number | None = member("Phase", form="pick", of="phases", default=None)
    at: Time | None = member("Time", "If it is not the time of writing.", form="time", default=None)
    place: Text | None = member("Place", default=None)
    text: Text = member("Report")
    subjects: Annotated[Many[Subject], Field(max_length=20)] = member("Persons and things", default=())


class Toll(Part):
    """How many of one side were hurt."""

    side: SideCode = member("Side")
    injured: Count = member("Injured", form="number", default=0)
    dead: Count = member("Dead", form="number", default=0)


class Incident(Body):
    """Something that was not to happen."""

    type = "incident"
    title = "Report an incident"
    done = "reported an incident"
    about = "What was not to happen, on any side; nobody has to have broken a rule."
    example: ClassVar[Json] = {
        "incident": "injury",
        "phase": 1,
        "at": "2030-03-04T10:15:00.000Z",
        "text": exercise("an officer fell from a ladder."),
        "tolls": [{"side": "officers", "injured": 1}],
    }

    incident: IncidentKind = member("Kind of incident")
    phase: Number | None = member("Phase", form="pick", of="phases", default=None)
    at: Time | None = member("Time", "If it is not the time of writing.", form="time", default=None)
    place: Text | None = member("Place", default=None)
    text: Text = member("What happened, and what was done")
    tolls: Annotated[Many[Toll], Field(max_length=8)] = member("Injured and dead", default=())
    subjects: Annotated[Many[Subject], Field(max_length=20)] = member("Persons and things", default=())


class Results(Body):
    """All that an agency has to count in a phase so far."""

    type = "results"
    title = "Report results in figures"
    done = "reported results"
    about = (
        "All that your own agency counts in the phase so far, not only what is new: newer figures take the"
        " place of older ones."
    )
    example: ClassVar[Json] = {
        "phase": 1,
        "results": [
            {"category": "persons-checked", "number": 40},
            {"category": "drugs-seized", "number": 1, "quantity": {"value": 120, "unit": "kg"}},
        ],
    }

    phase: Number | None = member(
        "Phase", "Empty for what belongs to no phase.", form="pick", of="phases", default=None
    )
    results: Annotated[Many[Result], Field(min_length=1, max_length=60)] = member("Results")


class Conclude(Body):
    """That nothing more is to be done about the operation."""

    type = "conclude"
    title = "Conclude the operation"
    done = "concluded the operation"
    handled = False
    example: ClassVar[Json] = {}

    text: Text | None = member("Remarks", default=None)
