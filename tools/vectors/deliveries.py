"""What docs/spec/vectors/kind-delivery.json says: a good step first, then what is refused or deviates."""

from typing import Any

from tools.vectors.delivered import (
    ASK,
    FIFTH,
    LATE,
    LEGS,
    MOVING,
    OPENING,
    READY,
    SECOND,
    THIRD,
    each,
    kg,
    written,
)
from tools.vectors.deliveryfacts import facts
from tools.vectors.dossiers import Json, line, vector
from tools.vectors.kinds import LISBON, MADRID, MALLORY, NOTE, NOWHERE, POTSDAM, RABAT, walked

from mithaq.kinds.delivery import DELIVERY


def deliveries() -> list[Json]:
    """Return the vectors of docs/spec/delivery.md."""
    return [
        *walked(DELIVERY),
        *_openings(),
        *_routes(),
        *_consents(),
        *_teams(),
        *_orders(),
        *facts(),
    ]


def _legs(place: int, **changes: Any) -> list[Json]:
    legs = [dict(leg) for leg in LEGS]
    legs[place] |= changes
    return legs


def _openings() -> list[Json]:
    faults: dict[str, Json] = {
        "nothing": {"quantity": kg(0)},
        "leg-of-a-stranger": {"legs": _legs(1, agency=MALLORY)},
        "leg-of-a-foreigner": {"legs": _legs(1, agency=RABAT)},
        "leg-arrives-before": {"legs": _legs(0, arrives="2030-01-06T18:00:00.000Z")},
        "leg-departs-before": {"legs": _legs(1, departs="2030-01-07T06:00:00.000Z")},
        "route-broken": {"legs": _legs(1, start={"place": "hamburg"})},
        "other-countries": {"transit": []},
    }
    corrections: list[Json] = [{"goods": "cocaine"}, {"legs": LEGS[:2]}, {"necessity": NOTE}]
    return [
        *(vector(DELIVERY, name, line(RABAT, "ask", **changes)) for name, changes in faults.items()),
        vector(DELIVERY, "beyond-the-pact", line(RABAT, "ask"), terms={"areas": ["cybercrime"]}),
        written(
            "opening-corrected",
            *(line(RABAT, "correct", entry=OPENING, body={**ASK, **one}) for one in corrections),
        ),
    ]


def _routes() -> list[Json]:
    other = [{**LEGS[1], "agency": POTSDAM}, LEGS[2]]
    return [
        written(
            "rerouted",
            line(MADRID, "reroute"),
            *MOVING,
            line(RABAT, "reroute", legs=LEGS[2:]),
            line(RABAT, "reroute", legs=other),
            line(MADRID, "order-leg"),
            line(POTSDAM, "authorise", legs=[2, 3]),
            line(POTSDAM, "authorise", legs=[4, 5]),
            line(MADRID, "report", leg=2),
            line(POTSDAM, "confirm-team", leg=4),
            line(RABAT, "abort"),
            line(RABAT, "reroute"),
        ),
        vector(
            DELIVERY, "opener-has-left", line(LISBON, "ask"), line(MADRID, "reroute"), line(LISBON, "reroute")
        ),
    ]


def _consents() -> list[Json]:
    far: Json = {"since": "2030-02-01T00:00:00.000Z", "until": "2030-01-01T00:00:00.000Z"}
    lisbon: Json = {"legs": [2], "country": "PT", "entry": None}
    through: Json = {"legs": _legs(1, countries=["ES", "DE", "PT"]), "transit": ["ES", "PT"]}
    said = [
        line(MADRID, "authorise", legs=[9]),
        line(MADRID, "authorise", country="DE"),
        line(MADRID, "authorise", legs=[3]),
        line(MADRID, "authorise", **far),
        line(MALLORY, "authorise", country="XX"),
        line(MADRID, "refuse", legs=[9]),
        line(MADRID, "refuse", country="DE"),
        line(MADRID, "refuse", legs=[3]),
        line(MALLORY, "refuse", country="XX"),
        line(MADRID, "require", legs=[9]),
        line(MADRID, "require", legs=[3], country="MA"),
        line(MALLORY, "require"),
        line(MADRID, "consent", **lisbon | {"legs": [9]}),
        line(MADRID, "consent", **lisbon | {"legs": [1]}),
        line(MADRID, "consent", **lisbon | {"country": "ES"}),
        line(MADRID, "consent", **lisbon | {"entry": NOWHERE}),
        line(MADRID, "consent", **lisbon | far),
        line(MALLORY, "consent", **lisbon),
        line(MADRID, "withdraw-consent", entry=NOWHERE),
        line(MADRID, "consent", **lisbon),
        line(MADRID, "withdraw-consent", entry=NOWHERE),
        line(MALLORY, "withdraw-consent"),
        line(POTSDAM, "withdraw-consent"),
        line(POTSDAM, "withdraw-consent"),
    ]
    return [
        vector(DELIVERY, "consents", line(RABAT, "ask", **through), *said),
        written(
            "a-no-that-was-not-seen",
            line(MADRID, "refuse", legs=[1]),
            line(MADRID, "authorise", legs=[1], unseen=(SECOND,)),
            line(MADRID, "authorise", legs=[1]),
        ),
        vector(
            DELIVERY,
            "a-withdrawal-that-was-not-seen",
            line(RABAT, "ask", **through),
            line(MADRID, "consent", **lisbon),
            line(POTSDAM, "withdraw-consent"),
            line(MADRID, "consent", **lisbon, unseen=(THIRD,)),
            line(MADRID, "consent", **lisbon),
        ),
    ]


def _teams() -> list[Json]:
    return [
        written(
            "teams",
            line(LISBON, "confirm-team"),
            line(MADRID, "confirm-team", leg=1),
            line(MADRID, "confirm-team", leg=9),
            line(MADRID, "stand-down"),
            line(LISBON, "stand-down"),
            line(MADRID, "confirm-team"),
            line(MADRID, "stand-down", leg=9),
            line(MADRID, "stand-down", leg=1),
            line(MADRID, "stand-down"),
            line(MADRID, "report", leg=2),
            line(MADRID, "confirm-team"),
            line(MADRID, "stand-down"),
            members=(POTSDAM, MADRID, RABAT, LISBON),
        ),
        written(
            "safety",
            line(MADRID, "assess-safety", leg=9),
            line(MADRID, "assess-safety", leg=1),
            line(MALLORY, "assess-safety", leg=1, safe=False),
            line(MADRID, "assess-safety", leg=1, safe=False),
            line(RABAT, "assess-safety", unseen=(f"{5:064x}",)),
            line(RABAT, "assess-safety"),
            line(POTSDAM, "report", event="danger"),
            line(RABAT, "assess-safety", unseen=(f"{8:064x}",)),
            line(RABAT, "assess-safety"),
            line(MADRID, "abort"),
            line(RABAT, "assess-safety"),
        ),
    ]


def _orders() -> list[Json]:
    intact: Json = {"legs": [1], "forms": ["intact"]}
    return [
        written(
            "orders",
            *each("authorise"),
            line(RABAT, "order-leg"),
            *each("confirm-team"),
            line(LISBON, "order-leg"),
            line(RABAT, "order-leg", leg=9),
            line(RABAT, "order-leg", leg=2),
            line(MADRID, "order-leg"),
            line(RABAT, "order-leg", met=False),
            line(RABAT, "order-leg", unstable=(SECOND,)),
            line(RABAT, "order-leg", unstable=(FIFTH,)),
            line(MADRID, "require", legs=[1], country="ES"),
            line(RABAT, "order-leg"),
            line(MADRID, "consent", legs=[1], country="ES"),
            line(RABAT, "report", event="contact-lost"),
            line(RABAT, "order-leg"),
            line(RABAT, "report", event="contact-regained"),
            line(MADRID, "authorise", **intact),
            line(RABAT, "substitute"),
            line(RABAT, "order-leg"),
            line(MADRID, "authorise", legs=[1]),
            line(RABAT, "order-leg"),
            line(RABAT, "order-leg"),
            line(MADRID, "order-leg", unstable=(f"{26:064x}",)),
            line(RABAT, "report"),
            line(RABAT, "order-leg"),
            line(MADRID, "refuse", legs=[1]),
            line(RABAT, "report", event="crossed"),
            line(POTSDAM, "intercept"),
            line(MADRID, "order-leg"),
            members=(POTSDAM, MADRID, RABAT, LISBON),
        ),
        written("too-late", *READY, line(RABAT, "order-leg", minute=LATE)),
        vector(
            DELIVERY,
            "endangered",
            line(RABAT, "ask", endangered=True),
            *READY,
            line(RABAT, "order-leg"),
            line(RABAT, "assess-safety"),
            line(RABAT, "order-leg", unstable=(f"{9:064x}",)),
            line(RABAT, "order-leg"),
        ),
        *(
            written(f"falls-{name}", *READY, line(RABAT, "order-leg"), one, line(RABAT, "order-leg"))
            for name, one in {
                "with-a-newer-authorisation": line(MADRID, "authorise", legs=[1]),
                "with-a-refusal": line(MADRID, "refuse", legs=[1]),
                "with-a-requirement": line(MADRID, "require", legs=[1], country="ES"),
                "with-its-team": line(RABAT, "stand-down"),
                "with-doubt": line(MADRID, "assess-safety", leg=1, safe=False),
                "with-danger": line(MADRID, "report", event="danger"),
                "with-the-end": line(MADRID, "abort"),
            }.items()
        ),
    ]
