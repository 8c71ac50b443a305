"""Facts of a delivery in docs/spec/vectors/kind-delivery.json: control, goods, ends, evidence."""

from tools.vectors.delivered import MOVING, READY, SEALS, SECOND, THIRD, each, kg, written
from tools.vectors.dossiers import Json, Line, line
from tools.vectors.kinds import LISBON, MADRID, MALLORY, NOTE, NOWHERE, POTSDAM, RABAT

from mithaq.kinds.delivery import DELIVERY


def facts() -> list[Json]:
    """Return what agencies report, and how it ends."""
    return [*_control(), *_goods(), *_ends(), *_evidence()]


def _control() -> list[Json]:
    weighed: Json = {"held": True, "weight": 1000, "seals": SEALS}
    found: Json = {"weight": 1004, "seals": ["ex2", "EX1"]}
    return [
        written(
            "handed-over-and-taken-over",
            *MOVING,
            line(RABAT, "report", event="arrived"),
            line(MADRID, "hand-over", leg=2),
            line(RABAT, "hand-over", leg=9),
            line(RABAT, "hand-over", leg=1),
            line(RABAT, "hand-over", leg=3),
            line(RABAT, "hand-over", quantity=kg(400, "g")),
            line(RABAT, "hand-over", quantity=kg(398)),
            line(RABAT, "hand-over", quantity=kg(398), **weighed),
            line(MALLORY, "take-over", **found),
            line(POTSDAM, "take-over", **found),
            line(MADRID, "take-over", **found, entry=NOWHERE),
            line(MADRID, "take-over", weight=1004, seals=["EX 3"]),
            line(MADRID, "take-over", weight=1006, seals=SEALS),
            line(MADRID, "take-over", seals=SEALS),
            line(MADRID, "take-over", **found, quantity=kg(400, "g")),
            line(MADRID, "take-over", **found, quantity=kg(399)),
            line(MADRID, "take-over", **found, quantity=kg(399)),
            line(RABAT, "hand-over", leg=2),
            line(MADRID, "report", leg=2, unstable=(f"{10:064x}",)),
            line(MADRID, "report", leg=2, at="2031-01-01T00:00:00.000Z"),
            line(MALLORY, "report", leg=2),
        ),
    ]


def _goods() -> list[Json]:
    reports: list[Line] = []
    for type_ in ("sample", "seize", "missing"):
        reports += [
            line(MALLORY, type_, quantity=kg(1)),
            line(RABAT, type_, quantity=kg(1, "g")),
            line(RABAT, type_, quantity=kg(999)),
        ]
    return [
        written("goods", *reports, line(RABAT, "sample", quantity=kg(1))),
        written(
            "substituted",
            line(POTSDAM, "authorise", forms=["intact"]),
            line(MADRID, "substitute"),
            line(RABAT, "substitute", removed=kg(390, "g")),
            line(RABAT, "substitute", removed=kg(500)),
            line(RABAT, "substitute"),
            line(RABAT, "seize", quantity=kg(1), substitute=kg(390)),
        ),
        written(
            "missing-and-found",
            line(RABAT, "missing", quantity=kg(100)),
            line(RABAT, "sample", quantity=kg(350)),
            line(RABAT, "seize", quantity=kg(60)),
        ),
        *(
            written(f"intercepted-{name}", line(author, "intercept", quantity=quantity))
            for name, author, quantity in (
                ("by-a-stranger", MALLORY, kg(1)),
                ("in-another-unit", RABAT, kg(1, "g")),
                ("more-than-there-is", RABAT, kg(500)),
            )
        ),
        written("aborted-by-a-stranger", line(MALLORY, "abort")),
    ]


def _ends() -> list[Json]:
    decisions = [
        line(RABAT, "authorise"),
        line(RABAT, "refuse"),
        line(RABAT, "require"),
        line(RABAT, "consent", entry=SECOND, country="ES"),
        line(RABAT, "withdraw-consent", entry=THIRD),
        line(RABAT, "confirm-team"),
        line(RABAT, "stand-down"),
        line(RABAT, "assess-safety"),
        line(RABAT, "order-leg"),
        line(RABAT, "reroute"),
        line(RABAT, "conclude"),
    ]
    facts = ("report", "hand-over", "take-over", "substitute", "sample", "seize", "missing", "intercept")
    all_of_it: Json = {"quantity": kg(400)}
    return [
        written(
            "over",
            line(MADRID, "require", legs=[1], country="ES"),
            line(RABAT, "consent", legs=[1], country="ES"),
            *READY,
            line(MALLORY, "outcome"),
            line(RABAT, "outcome"),
            line(POTSDAM, "abort"),
            *decisions,
            line(MADRID, "outcome"),
            line(POTSDAM, "outcome"),
            line(RABAT, "conclude"),
            line(RABAT, "seize", **all_of_it),
            line(MADRID, "conclude"),
            line(LISBON, "note"),
            line(RABAT, "conclude"),
            *(line(RABAT, type_) for type_ in facts),
            line(RABAT, "outcome"),
            line(RABAT, "note"),
            line(RABAT, "conclude"),
            line(RABAT, "abort"),
        ),
        written("not-over", *each("outcome"), line(RABAT, "seize", **all_of_it), line(RABAT, "conclude")),
        written("concluded-by-a-stranger", line(MALLORY, "conclude"), line(LISBON, "note")),
    ]


def _evidence() -> list[Json]:
    outside: Json = {"to": None, "authority": NOTE, "document": "EX-1"}
    item = SECOND
    return [
        written(
            "evidence",
            line(MADRID, "enter-evidence"),
            line(MALLORY, "enter-evidence"),
            line(MADRID, "enter-evidence", item="digital-file"),
            line(MALLORY, "give-evidence", item=item),
            line(POTSDAM, "give-evidence", item=item),
            line(MADRID, "give-evidence", item=NOWHERE),
            line(MADRID, "give-evidence", item=item, to=MALLORY),
            line(MADRID, "give-evidence", item=item, seal="B 1"),
            line(MADRID, "give-evidence", item=item),
            line(POTSDAM, "take-evidence"),
            line(MALLORY, "take-evidence"),
            line(RABAT, "take-evidence", seal="B 1"),
            line(POTSDAM, "seal-broken", item=item),
            line(MALLORY, "seal-broken", item=item),
            line(POTSDAM, "seal-broken", item=NOWHERE),
            line(MADRID, "give-evidence", item=item),
            line(RABAT, "take-evidence", entry=f"{10:064x}"),
            line(MALLORY, "re-seal", item=item),
            line(POTSDAM, "re-seal", item=item),
            line(MADRID, "re-seal", item=NOWHERE),
            line(MADRID, "re-seal", item=item),
            line(MADRID, "give-evidence", item=item, seal="A 004712", **outside),
            line(MADRID, "give-evidence", item=item, seal="A 004712"),
            line(MADRID, "end-custody", item=NOWHERE),
            line(POTSDAM, "end-custody", item=item),
            line(MALLORY, "end-custody", item=item),
            line(POTSDAM, "enter-evidence"),
            line(POTSDAM, "end-custody", item=item),
            line(MADRID, "end-custody", item=item),
            line(MADRID, "enter-evidence"),
            line(MADRID, "end-custody", item=item),
            line(MADRID, "give-evidence", item=item, seal="A 004712"),
            line(MADRID, "seal-broken", item=item),
            line(MADRID, "re-seal", item=item),
        ),
        written(
            "a-file-is-another",
            line(MADRID, "enter-evidence", item="digital-file", sha256="a" * 64),
            line(MADRID, "correct", entry=SECOND, body={**_item(), "item": "weapon"}),
            line(MADRID, "give-evidence"),
            line(RABAT, "take-evidence", sha256="b" * 64),
            line(RABAT, "take-evidence", sha256="a" * 64),
        ),
    ]


def _item() -> Json:
    return dict(DELIVERY.table["enter-evidence"].body.example)
