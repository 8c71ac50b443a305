"""What requests are made of: the questions that every one answers, and subjects that are no persons."""

from mithaq.demo.stories.line import Json, Text

TWO, THREE = "pact-rabat-madrid", "pact-rabat-madrid-potsdam"


def ask(
    asked: tuple[str, ...],
    area: str,
    question: Text,
    circumstances: Text,
    offence: Text,
    why_here: Text,
    necessity: Text,
    **more: object,
) -> Json:
    """Return the body of a request, routine unless it says otherwise."""
    return {
        "asked": list(asked),
        "question": question,
        "area": area,
        "purpose": "investigation",
        "legal_basis": "pact",
        "urgency": "routine",
        "circumstances": circumstances,
        "offence": offence,
        "why_here": why_here,
        "necessity": necessity,
        **more,
    }


def thing(kind: str, value: str) -> Json:
    """Return a subject that is no person."""
    return {"person": False, "identifiers": [{"type": kind, "value": value}]}
