"""Tasks that an agency gives another or itself, for every kind that has them (kind.md, KND-48 to KND-52).

A kind that has tasks

- adds the field `tasks: Ledger[Task] = field(default_factory=Ledger[Task])` to its state;
- adds `*task_rules(by=PART, live=LIVE, parts=lambda state: state.parts)` to its table: who takes part,
  when tasks are given and taken, and the agencies that can be given one;
- yields `from task_cards(state.tasks, how_far)` among its cards, and has `*TASK_WORDS` among its words.

A kind that says more of a task (its phase) hands its own `give`, a body that extends `GiveTask`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from mithaq.kinds.body import Body, Json, exercise
from mithaq.kinds.cards import Card
from mithaq.kinds.fields import EntryId, Text, Time, member
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import Act, Past, Test, When, Who, reading
from mithaq.kinds.rule import Rule, texts_only
from mithaq.kinds.state import renewed
from mithaq.record.errors import Refusal
from mithaq.terms import AgencyId, TaskPriority

# ------------------------------------------------------------------ what agencies write


class GiveTask(Body):
    """Something that an agency is to do."""

    type = "give-task"
    title = "Give a task"
    done = "gave a task"
    about = "To another agency that takes part or to your own; each decides for itself whether it takes it."
    example: ClassVar[Json] = {
        "agency": "es.policia",
        "priority": "normal",
        "text": exercise("watch the container at the terminal."),
        "due": "2030-03-04T18:00:00.000Z",
    }

    agency: AgencyId = member("Agency", form="agency")
    priority: TaskPriority = member("Priority")
    text: Text = member("Task")
    due: Time | None = member("Due", form="time", default=None)


class TakeTask(Body):
    """That an agency takes a task that it was given."""

    type = "take-task"
    title = "Take a task"
    done = "took a task"
    handled = False
    example: ClassVar[Json] = {"entry": "@give-task"}

    entry: EntryId = member("Task", form="entry", of="give-task")


class TaskDone(Body):
    """That a task is done, and what came of it."""

    type = "task-done"
    title = "Report a task as done"
    done = "did a task"
    example: ClassVar[Json] = {"entry": "@give-task", "text": exercise("watched until 18:00, no movement.")}

    entry: EntryId = member("Task", form="entry", of="give-task")
    text: Text | None = member("What came of it", default=None)


class TaskNotDone(Body):
    """That a task is not or will not be done, and why."""

    type = "task-not-done"
    title = "Report a task as not done"
    done = "did not do a task"
    about = "Also the answer to a task that your agency does not take."
    example: ClassVar[Json] = {"entry": "@give-task", "text": exercise("no vehicle was free.")}

    entry: EntryId = member("Task", form="entry", of="give-task")
    text: Text = member("Reason")


class WithdrawTask(Body):
    """That a task no longer stands."""

    type = "withdraw-task"
    title = "Withdraw a task"
    done = "withdrew a task"
    handled = False
    example: ClassVar[Json] = {"entry": "@give-task"}

    entry: EntryId = member("Task", form="entry", of="give-task")
    text: Text | None = member("Reason", default=None)


# ------------------------------------------------------------------ what it comes to


@dataclass(frozen=True, slots=True)
class Task:
    """One task, and the entries by which it was taken and settled."""

    id: str
    giver: str
    owner: str
    priority: str
    due: str = ""
    taken: str = ""
    done: str = ""
    failed: str = ""
    withdrawn: bool = False
    """A withdrawal that is recalled does not bring a task back (KND-51)."""

    @property
    def status(self) -> str:
        """Return given, taken, done, not-done or withdrawn (KND-50): what was done stays done."""
        if self.done:
            return "done"
        if self.failed:
            return "not-done"
        if self.withdrawn:
            return "withdrawn"
        return "taken" if self.taken else "given"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status in ("given", "taken")


def _task(state: Any, act: Act[Any]) -> Task | None:
    tasks: Ledger[Task] = state.tasks
    return tasks.get(act.body.entry)


def _put(state: Any, task: Task) -> Any:
    return replace(state, tasks=state.tasks.put(task.id, task))


# ------------------------------------------------------------------ when


def _is_given(task: Task, agency: str) -> bool:
    return task.owner == agency and task.status == "given"


def _is_unreported(task: Task, agency: str) -> bool:
    """Return whether an agency has not yet said what came of its task; a withdrawn one may have been done."""
    return task.owner == agency and task.status not in ("done", "not-done")


def _is_own_open(task: Task, agency: str) -> bool:
    return task.giver == agency and task.is_open


def _any(fits: Callable[[Task, str], bool]) -> Test:
    return lambda state, act, past: any(fits(task, act.author) for task in state.tasks.values())


def _this(fits: Callable[[Task, str], bool]) -> Test:
    def test(state: Any, act: Act[Any], past: Past) -> bool:
        found = _task(state, act)
        return found is not None and fits(found, act.author)

    return test


HAS_GIVEN = When("a task waits for it", "no-task-given", _any(_is_given))
IS_GIVEN = reading("names a task that waits for it", "task-not-given", _this(_is_given))
HAS_UNREPORTED = When("has a task to report on", "no-task-to-report", _any(_is_unreported))
IS_UNREPORTED = reading("names a task to report on", "task-not-to-report", _this(_is_unreported))
HAS_OPEN = When("gave a task that is open", "no-task-open", _any(_is_own_open))
IS_OPEN = reading("names an open task that it gave", "task-not-open", _this(_is_own_open))

# ------------------------------------------------------------------ what then


def _given(state: Any, act: Act[GiveTask], past: Past) -> Any:
    body = act.body
    return _put(state, Task(act.id, act.author, body.agency, body.priority, body.due or ""))


def _regiven(state: Any, act: Act[GiveTask], past: Past) -> Any:
    """KND-49: a correction keeps whose the task is."""
    known, body = state.tasks.get(act.id), act.body
    if known is None or known.owner != body.agency:
        return Refusal("correction-changes-task")
    return _put(state, replace(known, priority=body.priority, due=body.due or ""))


def _becomes(field: str) -> Callable[[Any, Act[Any], Past], Any]:
    def then(state: Any, act: Act[Any], past: Past) -> Any:
        known = _task(state, act)
        return _put(state, renewed(known, **{field: act.id})) if known else state

    return then


def _withdrawn(state: Any, act: Act[Any], past: Past) -> Any:
    known = _task(state, act)
    return _put(state, replace(known, withdrawn=True)) if known else state


def task_rules(
    *, by: Who, live: When, parts: Callable[[Any], tuple[str, ...]], give: type[GiveTask] = GiveTask
) -> tuple[Rule[Any, Any], ...]:
    """Return the lines of a table that has tasks: who takes part, when tasks are given, and to whom (KND-48).

    Whoever was given a task may always say what came of it, whatever has become of the dossier.
    """
    to_part = When(
        "the agency takes part",
        "task-for-a-stranger",
        lambda state, act, past: act.body.agency in parts(state),
        reads=True,
    )
    return (
        Rule(give, by=by, when=(live, to_part), then=_given, amend=_regiven, aside=True),
        Rule(TakeTask, by=by, when=(live, HAS_GIVEN, IS_GIVEN), then=_becomes("taken"), aside=True),
        _report(TaskDone, by, "done"),
        _report(TaskNotDone, by, "failed"),
        Rule(WithdrawTask, by=by, when=(HAS_OPEN, IS_OPEN), then=_withdrawn, amend=texts_only, aside=True),
    )


def _report(body: type[Body], by: Who, field: str) -> Rule[Any, Any]:
    when = (HAS_UNREPORTED, IS_UNREPORTED)
    return Rule(body, by=by, when=when, then=_becomes(field), amend=texts_only, aside=True)


# ------------------------------------------------------------------ lists

TAKE, REPORT = "Take a task or say why not", "Say what came of a task"
TASK_WORDS = (TAKE, REPORT)


def task_cards(tasks: Ledger[Task], how_far: str) -> Iterator[Card]:
    """Yield what each agency has to do about its tasks (KND-52)."""
    for task in tasks.values():
        if task.is_open:
            key, title = ("report", REPORT) if task.taken else ("take", TAKE)
            args = (("priority", task.priority),)
            yield Card("task", task.id, f"{key}/{task.id}", title, args, task.due, task.owner, how_far)
