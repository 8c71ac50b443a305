"""Contact points and alerts: an agency's desks, and its calls to others' (PAC-11 to PAC-16)."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from mithaq.kinds.body import Body, Json, Part
from mithaq.kinds.fields import (
    Clock,
    Day,
    Email,
    EntryId,
    Link,
    Many,
    Several,
    Short,
    Telephone,
    Text,
    member,
)
from mithaq.terms import AgencyId, AlertUrgency, AreaCode, LanguageCode, Weekday

MAX_LEVEL = 9


class DutyTime(Part):
    """On which days, from when until when, by the agency's own clock (PAC-12)."""

    days: Annotated[Several[Weekday], Field(min_length=1)] = member("Days")
    start: Clock = member("From", form="clock")
    end: Clock = member("Until", "Not later than the start: on the next day.", form="clock")


class ContactPoint(Body):
    """An agency's own desk, in its official capacity: never an officer's name (PAC-11)."""

    type = "contact-point"
    title = "Name a contact point"
    done = "named a contact point"
    about = "A desk of your agency that partners can reach. No officer's name: desks stay, officers change."
    handled = False
    example: ClassVar[Json] = {
        "desk": "Exercise desk",
        "round_the_clock": True,
        "telephone": "+15550100",
        "level": 1,
    }

    desk: Short = member("Name of the desk", "The office, not an officer.")
    areas: Several[AreaCode] = member(
        "Areas of cooperation", "None means that it answers for all areas.", default=()
    )
    level: Annotated[int, Field(ge=1, le=MAX_LEVEL)] = member(
        "Order of escalation", "1 is called first, then 2, and so on.", form="number"
    )
    round_the_clock: bool = member("On duty round the clock", form="flag", default=False)
    duty: Annotated[Many[DutyTime], Field(max_length=14)] = member(
        "Times of duty",
        "By your agency's clock; on its days off the desk is closed. Only if not round the clock.",
        default=(),
    )
    telephone: Telephone = member("Telephone", "With + and the country code, digits only.")
    email: Email | None = member("E-mail", default=None)
    languages: Several[LanguageCode] = member("Languages spoken", default=())
    until: Day | None = member("Valid until", form="day", default=None)
    entry: EntryId | None = member(
        "In place of",
        "The contact point that this one replaces.",
        form="entry",
        of="contact-point",
        default=None,
    )


class CloseContactPoint(Body):
    """That a desk answers no more."""

    type = "close-contact-point"
    title = "Close a contact point"
    done = "closed a contact point"
    handled = False
    example: ClassVar[Json] = {"entry": "@contact-point"}

    entry: EntryId = member("Contact point", form="entry", of="contact-point")
    text: Text | None = member("Reason", default=None)


class Alert(Body):
    """A call to partners' contact points that must be acknowledged; or a test of them (PAC-14)."""

    type = "alert"
    title = "Send an alert"
    done = "sent an alert"
    about = (
        "Every agency alerted has to acknowledge it; without that, its next contact point is called by"
        " telephone. A reachability test is an alert that says that it is one."
    )
    example: ClassVar[Json] = {
        "to": ["de.bundespolizei", "es.policia", "ma.dgsn"],
        "area": "drugs",
        "urgency": "at-once",
        "text": {"language": "en", "text": "Exercise: a consignment is under way."},
    }

    to: Annotated[Several[AgencyId], Field(min_length=1)] = member("To", form="agency")
    area: AreaCode | None = member("Area of cooperation", default=None)
    urgency: AlertUrgency = member("To be acknowledged")
    test: bool = member("This is a reachability test", form="flag", default=False)
    text: Text = member("Text")
    link: Link | None = member("Dossier that it concerns", default=None)

    @classmethod
    def fitted(cls, example: Json, agency: str) -> Json:
        """Return the example to all others."""
        others: Any = [one for one in example["to"] if one != agency]
        return {**example, "to": others}


class AlertAcknowledged(Body):
    """That an alerted agency has taken note, and which of its desks did (PAC-15)."""

    type = "alert-acknowledged"
    title = "Acknowledge an alert"
    done = "acknowledged the alert"
    handled = False
    example: ClassVar[Json] = {"entry": "@alert"}

    entry: EntryId = member("Alert", form="entry", of="alert")
    point: EntryId | None = member(
        "Contact point that answers", form="entry", of="contact-point", default=None
    )
    text: Text | None = member("Note", default=None)


class AlertOver(Body):
    """That its author expects nothing more (PAC-16)."""

    type = "alert-over"
    title = "End an alert"
    done = "ended the alert"
    handled = False
    example: ClassVar[Json] = {"entry": "@alert"}

    entry: EntryId = member("Alert", form="entry", of="alert")
    text: Text | None = member("Note", default=None)
