"""What the vectors of every kind that has a register of evidence say about it (docs/spec/evidence.md)."""

from typing import Any

from tools.vectors.dossiers import Json, Line, line, vector
from tools.vectors.kinds import MADRID, MALLORY, NOTE, NOWHERE, RABAT

from mithaq.kinds import Kind

HASH = "a" * 64


def registered(kind: Kind[Any], *begun: Line) -> list[Json]:
    """Return the vectors of evidence once Rabat and Madrid take part, after `begun`."""
    first, second, third, fourth = (f"{len(begun) + place:064x}" for place in (1, 2, 3, 4))
    item = dict(kind.table["enter-evidence"].body.example)
    outside: dict[str, Any] = {"to": None, "authority": NOTE, "document": "EX-1"}
    return [
        vector(
            kind,
            "custody-passes",
            *begun,
            line(RABAT, "enter-evidence"),
            line(RABAT, "give-evidence", item=first),
            line(MADRID, "take-evidence", entry=second, seal="A 004799"),
            line(MADRID, "take-evidence", entry=second, seal="a004711"),
            line(MADRID, "take-evidence", entry=second),
            line(RABAT, "give-evidence", item=first),
            line(RABAT, "give-evidence", item=NOWHERE),
            line(RABAT, "end-custody", item=first),
            line(MADRID, "end-custody", item=NOWHERE),
            line(RABAT, "enter-evidence"),
            line(RABAT, "end-custody", item=first),
            line(MADRID, "end-custody", item=first),
            line(MADRID, "enter-evidence"),
            line(MADRID, "end-custody", item=first),
            line(MADRID, "give-evidence", item=first),
            line(MADRID, "seal-broken", item=first),
            line(MADRID, "re-seal", item=first),
            line(RABAT, "correct", entry=first, body={**item, "seal": "B 1"}),
            line(RABAT, "correct", entry=first, body={**item, "description": NOTE}),
        ),
        vector(
            kind,
            "evidence-of-strangers",
            *begun,
            line(MALLORY, "enter-evidence"),
            line(RABAT, "enter-evidence"),
            line(MALLORY, "give-evidence", item=second),
            line(RABAT, "give-evidence", item=second),
            line(MALLORY, "take-evidence", entry=fourth),
            line(MALLORY, "seal-broken", item=second),
            line(MALLORY, "re-seal", item=second),
            line(MALLORY, "end-custody", item=second),
            line(RABAT, "seal-broken", item=NOWHERE),
            line(RABAT, "re-seal", item=NOWHERE),
            line(MADRID, "re-seal", item=second),
        ),
        vector(
            kind,
            "seals-and-files",
            *begun,
            line(RABAT, "enter-evidence", item="digital-file"),
            line(RABAT, "enter-evidence", sha256=HASH),
            line(RABAT, "give-evidence", item=second),
            line(MADRID, "take-evidence", entry=third),
            line(RABAT, "seal-broken", item=second),
            line(RABAT, "give-evidence", item=second),
            line(MADRID, "take-evidence", entry=third, sha256=HASH),
            line(RABAT, "re-seal", item=second),
            line(RABAT, "give-evidence", item=second),
            line(RABAT, "give-evidence", item=second, seal="A 004712", to=MALLORY),
            line(RABAT, "give-evidence", item=second, seal="A 004712", **outside),
            line(RABAT, "give-evidence", item=second, seal="A 004712"),
        ),
    ]
