"""Scores that the agencies give blind, and the lines by which they are given and opened."""

from mithaq.demo.stories.line import Line

Scores = tuple[tuple[str, str, int], ...]


def _scores(**areas: tuple[int, int, int]) -> Scores:
    """Return scores of areas (with _ for -) in the dimensions trust, speed, results."""
    dimensions = ("trust", "speed", "results")
    return tuple(
        (area.replace("_", "-"), dimension, level)
        for area, levels in areas.items()
        for dimension, level in zip(dimensions, levels, strict=True)
    )


FIRST_RABAT = _scores(terrorism=(5, 4, 4), drugs=(4, 3, 3), irregular_migration=(4, 3, 3))
FIRST_MADRID = _scores(terrorism=(5, 5, 4), drugs=(4, 2, 3), irregular_migration=(3, 3, 2))
SECOND_MADRID = _scores(
    terrorism=(5, 5, 5), drugs=(4, 4, 4), irregular_migration=(4, 3, 3), emerging_threats=(3, 3, 2)
)

GIVE, OPEN, KEEP = "give-scores", "open-scores", "press-text"
"""No bodies that an officer writes: the node seals what is given, opens it by itself, keeps a text here."""


def given(hours: float, officer: str, review: str, scores: Scores) -> Line:
    """Return the line by which an officer gives the agency's scores."""
    return Line(hours, officer, GIVE, {"entry": f"@{review}", "scores": scores})


def opened(hours: float, officer: str) -> Line:
    """Return the line at which this officer's node opens what all have given."""
    return Line(hours, officer, OPEN)
