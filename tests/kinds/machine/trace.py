"""What a referee is shown of a dossier: the entries that count, in order, each with its past."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mithaq.record import bodies
from mithaq.record.dossier import Dossier

FORM = ("body-invalid", "handling-missing", "type-unknown", "handling-code-unknown")
"""Verdicts on the form of a body: the referee has no opinion on form."""


@dataclass(frozen=True)
class Line:
    """One entry: what it says, and what its own past knows."""

    id: str
    author: str
    type: str
    body: Mapping[str, Any]
    time: str
    parties: tuple[str, ...]
    has: Callable[[str], bool]
    stable: Callable[[str], bool]
    formless: bool
    """Whether it cannot be read as what it says it is."""


def trace(dossier: Dossier) -> list[Line]:
    """Return all entries that have an author who may write, and a body that a kind or a recall is about."""
    folded, held = dossier.fold(), dossier._held
    lines = []
    for entry in dossier.order:
        opened = held.bodies.get(entry)
        if opened is None or entry in held.own or held.bar.refusal(opened.placed) is not None:
            continue
        if opened.type in bodies.COMMON and opened.type not in ("open", "recall", "erase"):
            continue
        verdict, past = folded.verdicts[entry], held.past(opened.placed)
        codes = [one.code for one in (verdict.refusal, *verdict.deviations) if one is not None]
        body = opened.body["body"] if opened.type == "open" else opened.body
        lines.append(
            Line(
                entry,
                opened.placed.author,
                opened.type,
                body,
                past.time,
                past.parties(),
                past.has,
                past.stable,
                any(code in FORM for code in codes),
            )
        )
    return lines
