"""What agencies report of a delivery: facts, which are never refused (DEL-23 to DEL-40)."""

from typing import Annotated, ClassVar

from pydantic import Field

from mithaq.kinds.body import Body, Json, exercise
from mithaq.kinds.delivery.bodies import LEG_OF, LegNumber
from mithaq.kinds.delivery.plan import Place
from mithaq.kinds.fields import EntryId, Quantity, Several, Short, Text, Time, member
from mithaq.terms import DeliveryEvent

Count = Annotated[int, Field(ge=0, le=99_999)]
Grams = Annotated[int, Field(ge=0, lt=2**53)]
Seals = Annotated[Several[Short], Field(max_length=50)]
AT = "2030-01-07T09:00:00.000Z"


class _Found(Body):
    """How much of the goods, and of what replaces them; nothing said where nobody could look."""

    quantity: Quantity | None = member("Quantity of the goods", default=None)
    substitute: Quantity | None = member("Quantity of the substitute", default=None)
    at: Time = member("When", form="time")


class Report(Body):
    """What has happened on a leg."""

    type = "report"
    title = "Report what has happened"
    done = "reported"
    about = "A report is never refused: what does not fit stands beside it."
    example: ClassVar[Json] = {"event": "departed", "leg": 1, "at": AT}

    @classmethod
    def fitted(cls, example: Json, agency: str) -> Json:
        """Return the example with the leg that the agency answers for."""
        return {**example, "leg": LEG_OF.get(agency, 1)}

    event: DeliveryEvent = member("Event")
    leg: LegNumber = member("Leg", form="pick", of="legs")
    at: Time = member("When", form="time")
    place: Place | None = member("Where", default=None)
    text: Text | None = member("Text", default=None)


class HandOver(_Found):
    """The giver's signature: control is offered to the agency of a leg."""

    type = "hand-over"
    title = "Hand control over"
    done = "handed control over"
    about = "Control passes when the agency of the leg takes it over, and what both write agrees."
    example: ClassVar[Json] = {"leg": 2, "at": AT, "held": False}

    @classmethod
    def fitted(cls, example: Json, agency: str) -> Json:
        """Return the example with the leg after the agency's own."""
        return {**example, "leg": LEG_OF.get(agency, 1) % 3 + 1}

    leg: LegNumber = member("Leg that begins", form="pick", of="legs")
    spot: Short | None = member("Where", default=None)
    held: bool = member("Your agency itself holds the goods", "Then say seals and weight.", form="flag")
    weight: Grams | None = member("Weight in grams", form="number", default=None)
    seals: Seals = member("Seals", default=())
    text: Text | None = member("Remarks", default=None)


class TakeOver(_Found):
    """The taker's signature: what was found."""

    type = "take-over"
    title = "Take control over"
    done = "took control over"
    about = "Write what you find: if it differs, control stays with the giver, and what is missing is booked."
    example: ClassVar[Json] = {"entry": "@hand-over", "at": AT}

    entry: EntryId = member("Handing over", form="entry", of="hand-over")
    weight: Grams | None = member("Weight found, in grams", form="number", default=None)
    seals: Seals = member("Seals found", default=())
    text: Text | None = member("Remarks", default=None)


class Substitute(Body):
    """That goods were removed and something else put in."""

    type = "substitute"
    title = "Report a substitution"
    done = "substituted goods"
    example: ClassVar[Json] = {
        "removed": {"value": 390, "unit": "kg"},
        "put": {"value": 390, "unit": "kg"},
        "at": AT,
        "by": exercise("by order of the competent prosecutor."),
    }

    removed: Quantity = member("Quantity removed")
    put: Quantity = member("Quantity put in")
    at: Time = member("When", form="time")
    by: Text = member("Who has ordered it, and what was put in")
    seals: Seals = member("New seals", default=())


class Sample(Body):
    """That a sample was taken."""

    type = "sample"
    title = "Report a sample"
    done = "took a sample"
    example: ClassVar[Json] = {
        "quantity": {"value": 1, "unit": "kg"},
        "at": AT,
        "laboratory": "Exercise laboratory",
        "seals": ["EX-100"],
    }

    quantity: Quantity = member("Quantity")
    at: Time = member("When", form="time")
    laboratory: Short = member("Laboratory")
    seals: Seals = member("Seals of the sample", default=())
    text: Text | None = member("Remarks", default=None)


class Seize(_Found):
    """That goods were seized, wherever they were."""

    type = "seize"
    title = "Report a seizure"
    done = "seized goods"
    about = "What was missing and is found again counts as seized."
    example: ClassVar[Json] = {"quantity": {"value": 10, "unit": "kg"}, "at": AT}

    text: Text | None = member("Remarks", default=None)


class Missing(_Found):
    """That goods are not accounted for."""

    type = "missing"
    title = "Report that goods are missing"
    done = "reported goods as missing"
    example: ClassVar[Json] = {
        "quantity": {"value": 2, "unit": "kg"},
        "at": AT,
        "text": exercise("not found."),
    }

    text: Text = member("What is known")


class Intercept(_Found):
    """That an agency has intervened: the delivery ends there, for good."""

    type = "intercept"
    title = "Report an interception"
    done = "intercepted the delivery"
    about = "Ends the delivery for good: nothing is ordered any more."
    example: ClassVar[Json] = {"quantity": {"value": 9, "unit": "kg"}, "at": AT, "arrests": 2}

    place: Place | None = member("Where", default=None)
    arrests: Count = member("Persons arrested", form="number", default=0)
    text: Text | None = member("Remarks", default=None)


class Abort(Body):
    """That an agency stops the delivery: at any time, for good, whatever anybody thinks of it."""

    type = "abort"
    title = "Abort the delivery"
    done = "aborted the delivery"
    about = "Cannot be undone: nothing is ordered any more. Telephone the partners that it has not reached."
    handled = False
    at_once = True
    example: ClassVar[Json] = {"text": exercise("the team was seen.")}

    text: Text | None = member("Reason", default=None)


class Outcome(Body):
    """What came of it at one agency, in figures, and harm beside; the newest counts."""

    type = "outcome"
    title = "Report your outcome"
    done = "reported its outcome"
    about = "Figures of your agency alone; write noughts where there was nothing."
    example: ClassVar[Json] = {"arrests": 2, "searches": 1, "victims": 0, "injured": 0, "dead": 0}

    arrests: Count = member("Persons arrested", form="number")
    searches: Count = member("Searches", form="number", default=0)
    victims: Count = member("Victims found", form="number")
    injured: Count = member("Persons injured", form="number")
    dead: Count = member("Persons dead", form="number")
    errors: Count = member("Mistakes", form="number", default=0)
    harm: Text | None = member("Harm, and what went wrong", default=None)
    text: Text | None = member("Report", default=None)
