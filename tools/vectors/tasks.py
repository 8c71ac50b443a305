"""What the vectors of every kind that has tasks say about them: each guard's good step, then its refusal."""

from typing import Any

from tools.vectors.dossiers import Json, Line, line, vector
from tools.vectors.kinds import MADRID, MALLORY, NOWHERE, POTSDAM, RABAT

from mithaq.kinds import Kind

ABOUT_TASKS = ("give-task", "take-task", "task-done", "task-not-done", "withdraw-task")


def tasked(kind: Kind[Any], *begun: Line, stopped: tuple[Line, ...]) -> list[Json]:
    """Return the vectors of tasks of a dossier in which Rabat and Madrid take part once `begun` is written.

    After `stopped` no tasks are given or taken.
    """
    number = len(begun)
    first, second, third = (f"{number + place:064x}" for place in (1, 2, 3))
    return [
        vector(
            kind,
            "tasks",
            *begun,
            line(RABAT, "give-task"),
            line(RABAT, "give-task", agency=RABAT),
            line(MADRID, "give-task"),
            line(RABAT, "give-task", agency=MALLORY),
            line(MALLORY, "give-task"),
            line(POTSDAM, "take-task", entry=first),
            line(RABAT, "take-task", entry=first),
            line(MADRID, "take-task", entry=NOWHERE),
            line(MADRID, "take-task", entry=first),
            line(MADRID, "take-task", entry=first),
            line(RABAT, "task-done", entry=first),
            line(RABAT, "task-not-done", entry=first),
            line(MADRID, "withdraw-task", entry=first),
            line(RABAT, "correct", entry=first, body=_other(kind, agency=RABAT)),
            line(RABAT, "correct", entry=first, body=_other(kind, priority="immediate")),
            line(MADRID, "task-done", entry=first),
            line(MADRID, "task-done", entry=first),
            line(MADRID, "task-not-done", entry=third),
            line(RABAT, "withdraw-task", entry=first),
            line(RABAT, "withdraw-task", entry=second),
            line(RABAT, "withdraw-task", entry=second),
            line(RABAT, "task-done", entry=second),
            line(RABAT, "task-not-done", entry=second),
            line(RABAT, "task-done", entry=second),
            line(MALLORY, "take-task", entry=first),
            line(MALLORY, "task-done", entry=first),
            line(MALLORY, "task-not-done", entry=first),
            line(MALLORY, "withdraw-task", entry=first),
        ),
        vector(
            kind,
            "tasks-after-a-stop",
            *begun,
            line(RABAT, "give-task"),
            line(MADRID, "give-task"),
            *stopped,
            line(RABAT, "give-task"),
            line(MADRID, "take-task", entry=first),
            line(MADRID, "task-not-done", entry=first),
            line(MADRID, "withdraw-task", entry=second),
            line(MADRID, "task-done", entry=second),
        ),
    ]


def _other(kind: Kind[Any], **changes: Any) -> Json:
    return {**kind.table["give-task"].body.example, **changes}
