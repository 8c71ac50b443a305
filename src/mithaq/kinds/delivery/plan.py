"""What is to be delivered, by which route and under whose watch (DEL-1 to DEL-6)."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from mithaq.kinds.body import Body, Json, Part, exercise
from mithaq.kinds.fields import Many, Quantity, Several, Short, Subject, Text, Time, member
from mithaq.terms import (
    AgencyId,
    AreaCode,
    ConsignmentForm,
    CountryCode,
    GoodsCode,
    InterventionCode,
    LegalBasis,
    PlaceCode,
    TransportCode,
)

MAX_LEGS = 24

Telephone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()/.-]{2,29}$")]
Countries = Annotated[Several[CountryCode], Field(min_length=1, max_length=16)]


class Position(Part):
    """Where a spot is on the map."""

    longitude: Annotated[int, Field(ge=-180_000, le=180_000)] = member(
        "Longitude in thousandths of a degree", "East is positive.", form="number"
    )
    latitude: Annotated[int, Field(ge=-90_000, le=90_000)] = member(
        "Latitude in thousandths of a degree", "North is positive.", form="number"
    )


class Place(Part):
    """A port, airport, crossing or city, and the spot there."""

    place: PlaceCode = member("Place")
    spot: Short | None = member("Quay, gate, address", default=None)
    position: Position | None = member("Position", default=None)


class Leg(Part):
    """One part of the route, and who answers for it round the clock."""

    transport: TransportCode = member("Transport")
    start: Place = member("From")
    end: Place = member("To", "Where control passes to the agency of the next leg.")
    countries: Countries = member("Countries", "Each of them must authorise this leg.")
    agency: AgencyId = member("Responsible agency", form="agency")
    departs: Time = member("Expected departure", form="time")
    arrives: Time = member("Expected arrival", form="time")
    desk: Short = member("Contact round the clock", "A desk, no officer's name.")
    telephone: Telephone = member("Telephone round the clock")


def _leg(
    transport: str, start: str, end: str, countries: list[str], agency: str, days: tuple[int, int]
) -> Json:
    return {
        "transport": transport,
        "start": {"place": start},
        "end": {"place": end},
        "countries": countries,
        "agency": agency,
        "departs": f"2030-01-{days[0]:02}T06:00:00.000Z",
        "arrives": f"2030-01-{days[1]:02}T18:00:00.000Z",
        "desk": "Exercise desk",
        "telephone": "+000000100",
    }


ROUTE: tuple[Json, ...] = (
    _leg("sea", "tangier-med", "algeciras", ["MA", "ES"], "ma.dgsn", (7, 7)),
    _leg("sea", "algeciras", "hamburg", ["ES", "DE"], "es.policia", (8, 12)),
    _leg("land", "hamburg", "berlin", ["DE"], "de.bundespolizei", (13, 13)),
)

Route = Annotated[Many[Leg], Field(min_length=1, max_length=MAX_LEGS)]


class Ask(Body):
    """The request for a controlled delivery: 1988 Convention art. 1(g) and 11, UNTOC art. 2(i)."""

    type = "ask"
    title = "Request a controlled delivery"
    done = "requested a controlled delivery"
    about = "Every country of the route decides on each leg that touches it; nothing moves before."
    example: ClassVar[Json] = {
        "name": exercise("delivery by sea."),
        "area": "drugs",
        "goods": "cannabis-resin",
        "quantity": {"value": 400, "unit": "kg"},
        "form": "intact",
        "origin": ["MA"],
        "transit": ["ES"],
        "destination": ["DE"],
        "legs": list(ROUTE),
        "offence": exercise("illicit traffic in drugs by an organised group."),
        "extraditable": True,
        "legal_basis": "pact",
        "authority": exercise("the competent prosecutor."),
        "necessity": exercise("the organisers would not be found otherwise."),
        "supervision": exercise("two teams and a tracking device."),
        "interventions": ["at-collection", "contact-lost", "danger"],
        "loss": exercise("ports are told; the vessel is searched at its next call."),
        "report_minutes": 120,
        "subjects": [{"person": False, "identifiers": [{"type": "container", "value": "CSQU3054383"}]}],
    }

    name: Text = member(
        "Name of the delivery",
        "Under which officers know it: what may be read at a glance, in lists and on a screen.",
        section="What is to be delivered",
    )
    area: AreaCode = member("Area of cooperation")
    goods: GoodsCode = member("Goods")
    quantity: Quantity = member("Quantity")
    form: ConsignmentForm = member("Form of the delivery")
    substitution: Text | None = member(
        "Substitution and samples", "What is replaced by what, where, and who decides.", default=None
    )
    concealment: Text | None = member("Concealment", default=None)
    danger: Text | None = member("Dangers of the goods", default=None)
    subjects: Many[Subject] = member("Means of transport and persons", default=())
    origin: Countries = member("Countries of origin", section="Route")
    transit: Several[CountryCode] = member("Countries of transit", default=())
    destination: Countries = member("Countries of destination")
    legs: Route = member("Legs", "In their sequence; each begins where the one before it ends.")
    offence: Text = member("Nature of the offence", section="Law")
    extraditable: bool = member("The offence is extraditable", form="flag")
    legal_basis: LegalBasis = member("Legal basis")
    authority: Text = member("Authority that orders it in your country")
    necessity: Text = member("Why it is necessary and proportionate")
    supervision: Text = member("Plan of surveillance and technical means", section="Watch")
    interventions: Annotated[Several[InterventionCode], Field(min_length=1)] = member("When to intervene")
    intervention: Text | None = member("How to intervene", default=None)
    loss: Text = member("What is done if contact or goods are lost")
    undercover: bool = member("Undercover officers take part", form="flag", default=False)
    armed: bool = member("Officers are armed", form="flag", default=False)
    endangered: bool = member(
        "People may be endangered",
        "Then no leg is ordered before its agency has cleared it as safe for them.",
        form="flag",
        default=False,
    )
    report_minutes: Annotated[int, Field(ge=5, le=10_080)] = member(
        "Longest time between two reports, in minutes", form="number"
    )
    tolerance: Annotated[int, Field(ge=0, le=100)] = member(
        "Weights agree within so many thousandths", form="number", default=5
    )
    reference: Short | None = member("Your reference number", default=None)


class Reroute(Body):
    """Another route for what has not departed; authorisations are given anew."""

    type = "reroute"
    title = "Change the route"
    done = "changed the route"
    about = "Legs that have not departed are replaced; each needs its authorisations and its team anew."
    example: ClassVar[Json] = {"legs": list(ROUTE), "why": exercise("the vessel calls at another port.")}

    legs: Route = member("Legs that take the place of those not departed")
    why: Text = member("Reason")


__all__ = ["MAX_LEGS", "ROUTE", "Ask", "Leg", "Place", "Quantity", "Reroute", "Route", "Telephone"]
