"""What agencies decide about a delivery: authorisations, teams, orders, the end (DEL-7 to DEL-22)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar

from pydantic import Field

from mithaq.kinds.body import Body, Json, exercise
from mithaq.kinds.delivery.plan import MAX_LEGS, Telephone
from mithaq.kinds.fields import EntryId, Several, Short, Text, Time, member
from mithaq.terms import ConsignmentForm, CountryCode, country_of

LegNumber = Annotated[int, Field(ge=1, le=9999)]
LegNumbers = Annotated[Several[LegNumber], Field(min_length=1, max_length=MAX_LEGS)]
Forms = Annotated[Several[ConsignmentForm], Field(min_length=1)]

LEGS_OF: Mapping[str, tuple[int, ...]] = MappingProxyType({"MA": (1,), "ES": (1, 2), "DE": (2, 3)})
"""The legs of the example's route that touch a country."""
LEG_OF: Mapping[str, int] = MappingProxyType({"ma.dgsn": 1, "es.policia": 2, "de.bundespolizei": 3})
"""The leg of the example's route that an agency answers for."""


class _Country(Body):
    """Something said by or for one country about legs that touch it."""

    legs: LegNumbers = member("Legs", form="pick", of="legs")
    country: CountryCode = member("Country")

    @classmethod
    def fitted(cls, example: Json, agency: str) -> Json:
        """Return the example with the agency's own country and its legs."""
        country = country_of(agency)
        return {**example, "country": country, "legs": list(LEGS_OF.get(country, (1,)))}


class Authorise(_Country):
    """That a country authorises legs: per country and leg, with conditions and validity."""

    type = "authorise"
    title = "Authorise legs"
    done = "authorised legs"
    about = "For your own country, by its competent authority, with conditions and validity."
    example: ClassVar[Json] = {
        "legs": [1],
        "country": "MA",
        "authority": exercise("the competent prosecutor."),
        "reference": "EX-1",
        "forms": ["intact", "partly-replaced", "replaced"],
        "since": "2030-01-01T00:00:00.000Z",
        "until": "2030-02-01T00:00:00.000Z",
    }

    authority: Text = member("Authority")
    reference: Short = member("Reference of its decision")
    conditions: Text | None = member("Conditions", default=None)
    forms: Forms = member("Forms of delivery that it allows")
    since: Time = member("Valid from", form="time")
    until: Time = member("Valid until", form="time")


class Refuse(_Country):
    """That a country refuses legs, or takes its authorisation back."""

    type = "refuse"
    title = "Refuse or withdraw an authorisation"
    done = "refused legs"
    about = "A leg that has not departed can then not be ordered, and an order for it falls."
    example: ClassVar[Json] = {"legs": [1], "country": "MA", "text": exercise("the court has declined.")}

    authority: Text | None = member("Authority", default=None)
    text: Text = member("Reason")


class Require(_Country):
    """That another authority must consent: a prosecutor, customs, the flag state of a ship."""

    type = "require"
    title = "Require the consent of another authority"
    done = "required a consent"
    about = "The legs wait for it like for a country's authorisation."
    example: ClassVar[Json] = {"legs": [1], "country": "MA", "authority": exercise("customs of the port.")}

    authority: Text = member("Authority")
    why: Text | None = member("Reason", default=None)


class Consent(Body):
    """The consent of a country or authority that has no node, by a document that a party answers for."""

    type = "consent"
    title = "Enter a consent by document"
    done = "entered a consent"
    about = "Of a country or authority without a node; your agency answers for the document."
    example: ClassVar[Json] = {
        "legs": [1],
        "country": "MA",
        "entry": "@require",
        "authority": exercise("customs of the port."),
        "reference": "EX-2",
        "document": "exercise-consent.pdf",
        "forms": ["intact", "partly-replaced", "replaced"],
        "since": "2030-01-01T00:00:00.000Z",
        "until": "2030-02-01T00:00:00.000Z",
    }

    legs: LegNumbers = member("Legs", form="pick", of="legs")
    country: CountryCode = member("Country")
    entry: EntryId | None = member(
        "Requirement that it meets",
        "Empty for the country's own consent.",
        form="entry",
        of="require",
        default=None,
    )
    authority: Text = member("Authority")
    reference: Short = member("Reference of its decision")
    document: Short = member("File name of the attachment")
    conditions: Text | None = member("Conditions", default=None)
    forms: Forms = member("Forms of delivery that it allows")
    since: Time = member("Valid from", form="time")
    until: Time = member("Valid until", form="time")


class WithdrawConsent(Body):
    """That a consent by document no longer holds; whoever learns of it says so."""

    type = "withdraw-consent"
    title = "Say that a consent was withdrawn"
    done = "said that a consent was withdrawn"
    example: ClassVar[Json] = {"entry": "@consent", "text": exercise("a letter of that authority.")}

    entry: EntryId = member("Consent", form="entry", of="consent")
    text: Text = member("Reason")


class _OfLeg(Body):
    """Something that the responsible agency of a leg says about it."""

    leg: LegNumber = member("Leg", form="pick", of="legs")

    @classmethod
    def fitted(cls, example: Json, agency: str) -> Json:
        """Return the example with the leg that the agency answers for."""
        return {**example, "leg": LEG_OF.get(agency, 1)}


class ConfirmTeam(_OfLeg):
    """That the team for a leg stands ready, and how it is reached."""

    type = "confirm-team"
    title = "Confirm your team"
    done = "confirmed its team"
    example: ClassVar[Json] = {
        "leg": 1,
        "lead": "Exercise team leader",
        "officers": 12,
        "telephone": "+000000101",
    }

    lead: Short = member("Function of the officer in charge", "No officer's name.")
    officers: Annotated[int, Field(ge=1, le=9999)] = member("Officers", form="number")
    telephone: Telephone = member("Telephone round the clock")
    text: Text | None = member("Remarks", default=None)


class StandDown(_OfLeg):
    """That the team for a leg is not ready any more."""

    type = "stand-down"
    title = "Say that your team is not ready"
    done = "stood its team down"
    about = "A leg that has not departed can then not be ordered, and an order for it falls."
    example: ClassVar[Json] = {"leg": 1, "text": exercise("the vehicle has failed.")}

    text: Text = member("Reason")


class Clear(_OfLeg):
    """Whether a leg is safe for people who may be endangered: surveillance must not cost a victim."""

    type = "assess-safety"
    title = "Assess the safety of people"
    done = "assessed the safety of people"
    about = "Whether it can be answered for, towards possible victims, to watch instead of to intervene."
    example: ClassVar[Json] = {"leg": 1, "safe": True, "text": exercise("nobody is in the container.")}

    safe: bool = member("It can be answered for", form="flag")
    text: Text = member("Grounds")


class Order(_OfLeg):
    """The order that a leg begins; given only when every party is known to hold it."""

    type = "order-leg"
    title = "Order a leg"
    done = "ordered a leg"
    about = "Every authorisation must be held by all; it is given only when all hold the order too."
    example: ClassVar[Json] = {"leg": 1, "met": True}

    met: bool = member("All conditions of the authorisations are met", form="flag")
    text: Text | None = member("Remarks", default=None)


class Remark(Body):
    """A line in the log that changes nothing."""

    type = "note"
    title = "Write in the log"
    done = "wrote in the log"
    example: ClassVar[Json] = {"text": exercise("the shift has changed.")}

    text: Text = member("Text")


class Conclude(Body):
    """The report to all, with which the delivery is closed."""

    type = "conclude"
    title = "Report to all and close"
    done = "closed the delivery"
    about = "When every agency of the route has reported its outcome and no goods are on the way."
    example: ClassVar[Json] = {"text": exercise("the organisers were found; all goods were seized.")}

    text: Text = member("Report")
