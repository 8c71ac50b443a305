"""What a story is made of: lines, each one entry that an officer writes before the demo begins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Text = Mapping[str, str]
Json = Mapping[str, Any]


def ar(text: str) -> Text:
    """Return an Arabic text that says that it is an exercise."""
    return {"language": "ar", "text": f"تمرين: {text}"}


def es(text: str) -> Text:
    """Return a Spanish text that says that it is an exercise."""
    return {"language": "es", "text": f"Ejercicio: {text}"}


def de(text: str) -> Text:
    """Return a German text that says that it is an exercise."""
    return {"language": "de", "text": f"Übung: {text}"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: who writes it, how many hours before the demo begins, and what it says.

    A text "@name" in the body stands for the id of the entry of that name in the same story; the
    first line opens the dossier and is called "opening". "+48h" and "-5h" stand for the time so many hours
    after or before the demo begins, "+14d" for the day.
    """

    hours: float
    officer: str
    type: str
    body: Json = field(default_factory=dict)
    handling: Json | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One dossier: its kind, the pact it lives under (the name of another story, or empty), and its lines."""

    name: str
    kind: str
    pact: str
    parties: tuple[str, ...]
    lines: tuple[Line, ...]


def handling(
    purpose: str = "investigation", legal_basis: str = "pact", codes: tuple[str, ...] = ("H0",), **more: Any
) -> Json:
    """Return the conditions of an entry without persons."""
    return {"codes": list(codes), "purpose": purpose, "legal_basis": legal_basis, **more}


ROUTINE = handling()
PRIVATE = handling(codes=("H1", "H2"))


def translated(hours: float, officer: str, entry: str, **texts: Text) -> tuple[Line, ...]:
    """Return the signed translations of texts of an entry, by the names of their fields."""
    return tuple(
        Line(
            hours - 0.05 * place,
            officer,
            "translate",
            {"entry": f"@{entry}", "field": name, "text": text},
            ROUTINE,
        )
        for place, (name, text) in enumerate(texts.items())
    )
