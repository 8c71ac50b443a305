"""What agencies report of an operation, its tasks, evidence and debriefings (docs/spec/operation.md)."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kinds.paper import MADRID, NOTE, PERSON, POTSDAM, RABAT, Paper
from kinds.test_operation import ended, planned, ready, started, tasks
from mithaq.kinds.operation import OPERATION, totals
from mithaq.record.law import Deviating

LESSON = OPERATION.table["debrief"].body.example["lessons"][0]


def deviations(paper: Paper, author: str, type_: str, **changes: Any) -> list[str]:
    """Write a report; return the codes of what it breaks."""
    entry, verdict = paper.verdict(author, type_, **changes)
    assert isinstance(verdict, Deviating), verdict
    paper.state = verdict.state
    paper._keep(entry, entry.body)
    return [one.code for one in verdict.deviations]


def figures(*results: tuple[str, int]) -> list[dict[str, Any]]:
    return [{"category": category, "number": number} for category, number in results]


# ------------------------------------------------------------------ reports


def test_reports_are_never_refused_and_show_what_they_break() -> None:
    paper = ready()
    assert deviations(paper, MADRID, "situation") == ["operation-not-started"]
    assert deviations(paper, POTSDAM, "incident") == ["not-in-the-operation", "operation-not-started"]
    assert len(paper.state.incidents) == 1
    assert paper.stage() == "agreed"
    paper.ok(RABAT, "break-off")
    assert deviations(paper, MADRID, "halt") == ["operation-over"]
    assert paper.stage() == "broken-off"


def test_newer_figures_take_the_place_of_older_ones() -> None:
    paper = started()
    paper.ok(MADRID, "results", results=figures(("persons-checked", 40)))
    paper.ok(RABAT, "results", results=figures(("persons-checked", 10), ("arrests", 2)))
    paper.ok(MADRID, "results", phase=2, results=figures(("persons-checked", 5)))
    assert totals(paper.state) == {("persons-checked", ""): 55, ("arrests", ""): 2}
    newer = paper.ok(MADRID, "results", results=figures(("persons-checked", 42)))
    assert totals(paper.state) == {("persons-checked", ""): 57, ("arrests", ""): 2}
    shown = [card for card in paper.cards() if card.state == "result"]
    assert sum(card.value for card in shown if ("result", "persons-checked") in card.args) == 57
    assert {card.owner for card in shown} == {MADRID, RABAT}
    state = OPERATION.forget(paper.state, frozenset({newer}))
    assert totals(state) == {("persons-checked", ""): 15, ("arrests", ""): 2}, "40 does not come back"


def test_a_correction_of_results_counts_once_or_not_at_all() -> None:
    paper = started()
    first = paper.ok(MADRID, "results", results=figures(("arrests", 3)))
    body = paper.body("results", {"results": figures(("arrests", 4))})
    paper.ok(MADRID, "correct", entry=first, body=body)
    assert totals(paper.state) == {("arrests", ""): 4}
    paper.no("correction-changes-phase", MADRID, "correct", entry=first, body={**body, "phase": 2})
    paper.ok(MADRID, "results", results=figures(("arrests", 5)))
    paper.ok(MADRID, "correct", entry=first, body={**body, "results": figures(("arrests", 9))})
    assert totals(paper.state) == {("arrests", ""): 5}


def test_numbers_and_quantities_are_never_added_to_each_other() -> None:
    paper = started()
    seized = [
        {"category": "drugs-seized", "number": 1, "quantity": {"value": 120, "unit": "kg"}},
        {"category": "drugs-seized", "number": 2, "quantity": {"value": 3, "unit": "l"}},
    ]
    paper.ok(MADRID, "results", results=seized)
    paper.ok(RABAT, "results", results=seized[:1])
    sums = totals(paper.state)
    assert sums == {("drugs-seized", ""): 4, ("drugs-seized", "kg"): 240, ("drugs-seized", "l"): 3}


@settings(max_examples=60, deadline=None)
@given(
    moves=st.lists(
        st.tuples(
            st.sampled_from([RABAT, MADRID]),
            st.sampled_from([None, 1, 2]),
            st.integers(0, 50),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_the_sum_is_that_of_the_newest_of_each_agency_and_phase(moves: Any) -> None:
    paper = started()
    newest: dict[tuple[str, int | None], tuple[str, int]] = {}
    for author, phase, number, corrects in moves:
        results = figures(("arrests", number))
        if corrects and (author, phase) in newest:
            entry = newest[author, phase][0]
            body = {"phase": phase, "results": results}
            paper.ok(author, "correct", entry=entry, body=body)
        else:
            entry = paper.ok(author, "results", phase=phase, results=results)
        newest[author, phase] = (entry, number)
    expected = sum(number for _entry, number in newest.values())
    assert totals(paper.state).get(("arrests", ""), 0) == expected


def test_the_newest_report_of_each_agency_is_the_situation() -> None:
    paper = started()
    first = paper.ok(MADRID, "situation")
    second = paper.ok(MADRID, "situation", situation="critical", phase=2, at=...)
    found = paper.state.situations.get(MADRID)
    assert (found.id, found.situation, found.phase, found.at) == (second, "critical", 2, paper.now)
    late = paper.body("situation", {"situation": "delayed"})
    paper.ok(MADRID, "correct", entry=first, body=late)
    assert paper.state.situations.get(MADRID).situation == "critical"
    paper.ok(MADRID, "correct", entry=second, body=late)
    assert paper.state.situations.get(MADRID).situation == "delayed"


def test_harm_and_errors_are_counted_beside_what_was_carried_out() -> None:
    paper = started()
    hurt = paper.ok(RABAT, "incident")
    paper.ok(MADRID, "incident", incident="uninvolved", tolls=[])
    paper.ok(MADRID, "incident", incident="uninvolved", tolls=[{"side": "bystanders", "dead": 1}])
    paper.ok(MADRID, "incident", incident="damage", tolls=[])

    def counted() -> list[str]:
        return sorted(card.state for card in paper.cards() if "area" in dict(card.args))

    assert counted() == ["carried-out", "errors", "errors", "harm", "harm", "incident"]
    body = paper.body("incident", {"incident": "escape", "tolls": []})
    paper.ok(RABAT, "correct", entry=hurt, body=body)
    assert counted() == ["carried-out", "errors", "errors", "harm", "incident", "incident"]


def test_persons_stand_in_the_text_and_never_in_the_state() -> None:
    paper = started()
    paper.ok(MADRID, "incident", subjects=[PERSON])
    assert b"Exercise" not in OPERATION.dump(paper.state)


# ------------------------------------------------------------------ tasks, evidence


def test_a_task_is_taken_and_reported_by_whom_it_was_given_to() -> None:
    paper = started()
    task = paper.ok(RABAT, "give-task", phase=1)
    assert ("take", MADRID) in tasks(paper)
    paper.no("task-not-given", MADRID, "take-task", entry="e" * 64)
    paper.ok(MADRID, "take-task")
    assert ("report", MADRID) in tasks(paper)
    paper.ok(MADRID, "halt")
    paper.no("no-tasks-now", RABAT, "give-task")
    done = paper.ok(MADRID, "task-done")
    assert paper.state.tasks.get(task).status == "done"
    assert not {key for key, _ in tasks(paper)} & {"take", "report"}
    state: Any = OPERATION.forget(paper.state, frozenset({done}))
    assert state.tasks.get(task).status == "taken"


def test_what_was_done_before_a_withdrawal_was_known_is_done() -> None:
    paper = started()
    task = paper.ok(RABAT, "give-task")
    withdrawal = paper.ok(RABAT, "withdraw-task")
    assert paper.state.tasks.get(task).status == "withdrawn"
    state: Any = OPERATION.forget(paper.state, frozenset({withdrawal}))
    assert state.tasks.get(task).status == "withdrawn"
    paper.no("no-task-given", MADRID, "take-task")
    paper.ok(MADRID, "task-done")
    assert paper.state.tasks.get(task).status == "done"


def test_a_task_can_be_ones_own_and_is_nobodys_who_takes_no_part() -> None:
    paper = planned()
    own = paper.ok(MADRID, "give-task")
    paper.no("task-for-a-stranger", RABAT, "give-task", agency=POTSDAM)
    new = paper.body("give-task", {"agency": RABAT})
    paper.no("correction-changes-task", MADRID, "correct", entry=own, body=new)
    paper.ok(MADRID, "correct", entry=own, body=paper.body("give-task", {"priority": "immediate"}))
    assert paper.state.tasks.get(own).priority == "immediate"
    paper.ok(MADRID, "task-not-done")
    assert paper.state.tasks.get(own).status == "not-done"


def test_evidence_passes_from_hand_to_hand_in_an_operation() -> None:
    paper = started()
    item = paper.ok(RABAT, "enter-evidence")
    paper.ok(RABAT, "give-evidence")
    assert paper.state.evidence.get(item).holder == RABAT
    paper.ok(RABAT, "end")
    paper.ok(MADRID, "take-evidence")
    assert paper.state.evidence.get(item).holder == MADRID


# ------------------------------------------------------------------ debriefings


def test_a_debriefing_is_given_once_and_keeps_its_lessons() -> None:
    paper = ended()
    debrief = paper.ok(MADRID, "debrief", lessons=[LESSON, {**LESSON, "areas": ["forensic-science"]}])
    paper.no("debrief-given", MADRID, "debrief")
    body = paper.body("debrief", {})
    paper.no("correction-changes-lessons", MADRID, "correct", entry=debrief, body=body)
    paper.ok(
        MADRID,
        "correct",
        entry=debrief,
        body={
            **body,
            "achieved": "reached",
            "lessons": [LESSON, {"areas": ["forensic-science"], "text": NOTE}],
        },
    )
    assert paper.state.debriefs.get(MADRID).achieved == "reached"
    paper.ok(RABAT, "lesson-published", entry=debrief, number=2)
    assert {card.key for card in paper.cards() if card.key.startswith("publish")} == {f"publish/{debrief}/1"}
    state = OPERATION.forget(paper.state, frozenset({debrief}))
    assert (len(state.debriefs), len(state.lessons)) == (0, 0)


def test_who_has_left_is_not_waited_for() -> None:
    paper = ended()
    paper.ok(RABAT, "debrief")
    paper.no("debrief-missing", RABAT, "conclude")
    paper.members = (POTSDAM, RABAT)
    paper.ok(RABAT, "conclude")
