"""The contract of a kind, by a small kind of its own: a convoy that is ordered to leave and reported on."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from kinds.paper import CONDITIONS, MADRID, MALLORY, NOTE, POTSDAM, RABAT, Paper
from mithaq.kinds.agreement import Terms
from mithaq.kinds.body import Body
from mithaq.kinds.contract import Kind, Stage
from mithaq.kinds.diagram import diagram, walk
from mithaq.kinds.fields import EntryId, Text, member
from mithaq.kinds.predicates import PARTY, Act, Past, When
from mithaq.kinds.rule import Rule
from mithaq.kinds.state import State
from mithaq.record.errors import Refusal
from mithaq.record.law import Deviating, Law


class Plan(Body):
    type = "plan"
    title = "Plan a convoy"
    done = "planned"
    handled = False


class Authorise(Body):
    type = "authorise"
    title = "Authorise"
    done = "authorised"
    handled = False


class Go(Body):
    type = "go"
    title = "Order to leave"
    done = "ordered"
    handled = False
    example = {"entry": "@authorise"}  # noqa: RUF012

    entry: EntryId = member("Authorisation", form="entry")


class Sighted(Body):
    type = "sighted"
    title = "Report a sighting"
    done = "sighted"
    example = {"text": NOTE}  # noqa: RUF012

    text: Text = member("Report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Convoy(State):
    left: str = ""
    sightings: int = 0


def begin(act: Act[Plan], terms: Terms | None, past: Past) -> Convoy:
    return Convoy(opening=act.id, opener=act.author, opened_as="plan", terms=terms)


def needs(state: Convoy, act: Act[Go], past: Past) -> tuple[str, ...]:
    return (act.body.entry,)


WAITING = When("not left", "request-over", lambda state, act, past: not state.left)
LEFT = When("left", "no-answer-yet", lambda state, act, past: bool(state.left))


def left(state: Convoy, act: Act[Go], past: Past) -> Convoy:
    return replace(state, left=act.id)


def seen(state: Convoy, act: Act[Sighted], past: Past) -> Convoy:
    return replace(state, sightings=state.sightings + 1)


def same(state: Convoy, act: Act[Any], past: Past) -> Convoy:
    return state


CONVOY = Kind[Convoy](
    name="operation",
    version=1,
    title="Convoy",
    about="",
    opens=(Plan,),
    state=Convoy,
    begin=begin,
    rules=(
        Rule(Authorise, by=PARTY, when=(WAITING,), then=same),
        Rule(Go, by=PARTY, when=(WAITING,), then=left, order=True, needs=needs),
        Rule(Sighted, by=PARTY, when=(LEFT,), then=seen, report=True),
    ),
    stages=(Stage("waiting", "Waiting"), Stage("left", "Left")),
    stage=lambda state: "left" if state.left else "waiting",
    cards=lambda state, view: (),
)


def test_it_is_a_law_of_the_record() -> None:
    law: Law = CONVOY
    assert law.is_order("go")
    assert not law.is_order("sighted")
    assert law.is_report("sighted")
    assert not law.is_report("go")
    assert not law.is_order("nothing")
    assert not law.is_report("nothing")


def test_an_order_needs_its_authorisation_stable_in_its_past() -> None:
    paper = Paper(CONVOY).open()
    authorisation = paper.ok(MADRID, "authorise")
    paper.unstable.add(authorisation)
    refusal = paper.no("order-not-stable", RABAT, "go", entry=authorisation)
    assert refusal.fields == {"entry": authorisation}
    paper.no("order-not-stable", RABAT, "go", entry="e" * 64)
    paper.unstable.clear()
    paper.ok(RABAT, "go", entry=authorisation)
    paper.no("request-over", RABAT, "go", entry=authorisation)
    assert paper.stage() == "left"


def test_a_report_is_never_refused_and_what_it_breaks_stands_beside_it() -> None:
    paper = Paper(CONVOY).open()
    early, verdict = paper.verdict(RABAT, "sighted")
    assert isinstance(verdict, Deviating)
    assert [deviation.code for deviation in verdict.deviations] == ["no-answer-yet"]
    assert verdict.state.sightings == 1
    assert early.placed.id in verdict.state.entries
    _, verdict = paper.verdict(MALLORY, "sighted", handling={"codes": ["H0", "H3"]})
    assert isinstance(verdict, Deviating)
    assert [found.code for found in verdict.deviations] == [
        "handling-h0-alone",
        "not-a-party",
        "no-answer-yet",
    ]
    _, verdict = paper.verdict(RABAT, "sighted", handling=None)
    assert [found.code for found in verdict.deviations] == ["handling-missing", "no-answer-yet"]
    paper.ok(RABAT, "go", entry=paper.ok(MADRID, "authorise"))
    _, verdict = paper.verdict(RABAT, "sighted")
    assert isinstance(verdict, Convoy), "nothing is broken"


def test_only_a_report_that_says_nothing_readable_has_no_effect() -> None:
    paper = Paper(CONVOY).open()
    paper.no("body-invalid", RABAT, "sighted", text=7)


def test_options_are_the_table_with_reasons_and_no_body() -> None:
    paper = Paper(CONVOY).open()
    options = {option.type: option for option in CONVOY.options(paper.state, RABAT, paper.past(RABAT))}
    assert list(options) == ["authorise", "go", "sighted", "translate", "correct", "read", "refer", "adopt"]
    assert options["go"].order
    assert options["go"].refusal is None, "which authorisation is asked when the form is filled in"
    assert options["sighted"].refusal is None, "a report may always be written"
    assert paper.options(MALLORY)["authorise"] == "not-a-party"


def test_the_walk_tries_every_body_in_every_stage() -> None:
    steps = list(walk(CONVOY))
    assert {(step.stage, step.body.type) for step in steps} == {
        (stage, body) for stage in ("waiting", "left") for body in ("authorise", "go", "sighted")
    }
    assert "waiting --> left: go" in diagram(CONVOY)


def test_unknown_types_and_unreadable_bodies_are_refused() -> None:
    paper = Paper(CONVOY).open()
    assert paper.no("type-unknown", RABAT, "fly").fields == {"kind": "operation"}
    assert paper.no("body-invalid", RABAT, "go", entry=7).fields == {"type": "go", "field": "entry"}
    assert CONVOY.read("fly", {}) == Refusal("type-unknown", {"kind": "operation"})
    assert isinstance(CONVOY.read("plan", {"of": "a later version"}), Plan)


def test_a_kind_names_each_body_once() -> None:
    with pytest.raises(ValueError, match="two rules"):
        replace(CONVOY, rules=(CONVOY.rules[0], CONVOY.rules[0]))


# ------------------------------------------------------------------ what every kind has


def test_translations_stand_beside_the_text() -> None:
    paper = Paper(CONVOY).open()
    report, _ = paper.verdict(RABAT, "sighted")
    report_id = paper.ok(RABAT, "sighted")
    german = {"language": "de", "text": "Übung: Sichtung."}
    first = paper.ok(POTSDAM, "translate", entry=report_id, field="text", text=german)
    second = paper.ok(POTSDAM, "translate", entry=report_id, field="text", text=german)
    third = paper.ok(MADRID, "translate", entry=report_id, field="text", text={**german, "language": "es"})
    found = paper.state.entries.get(report_id).translations
    assert [(known.id, known.language) for known in found] == [(second, "de"), (third, "es")]
    state = CONVOY.forget(paper.state, frozenset({second}))
    assert [known.id for known in state.entries.get(report_id).translations] == [third]
    assert first in state.entries
    paper.no("entry-unknown", POTSDAM, "translate", entry="e" * 64, field="text", text=german)
    paper.no("body-invalid", POTSDAM, "translate", entry=report_id, field="../x", text=german)
    paper.no("not-a-party", MALLORY, "translate", entry=report_id, field="text", text=german)
    assert report.type == "sighted"


def test_read_receipts_name_what_their_author_holds_and_change_nothing() -> None:
    paper = Paper(CONVOY).open()
    before = paper.state
    paper.ok(MADRID, "read", entries=[before.opening])
    assert paper.state == before
    paper.no("entry-not-in-past", MADRID, "read", entries=["e" * 64])
    paper.no("body-invalid", MADRID, "read", entries=[])


def test_each_agency_has_its_own_reference() -> None:
    paper = Paper(CONVOY).open()
    paper.ok(MADRID, "refer", reference="EX-1")
    second = paper.ok(MADRID, "refer", reference="EX-2")
    third = paper.ok(RABAT, "refer", reference="تمرين-٣")
    assert dict(paper.state.references.items()) == {MADRID: second, RABAT: third}
    assert b"EX-2" not in CONVOY.dump(paper.state), "a state holds ids, never texts"


def test_changed_terms_hold_when_all_have_adopted_the_same() -> None:
    paper = Paper(CONVOY).open()
    new = {**paper.terms, "retention_months": 6}
    at = "a" * 64
    paper.ok(RABAT, "adopt", at=at, terms=new)
    paper.no("terms-differ", MADRID, "adopt", at=at, terms={**new, "retention_months": 7})
    paper.ok(MADRID, "adopt", at=at, terms=new)
    assert paper.state.terms.retention_months == 120
    paper.ok(POTSDAM, "adopt", at=at, terms=new)
    assert paper.state.terms.retention_months == 6
    paper.ok(RABAT, "adopt", at=at, terms=new)
    paper.ok(MADRID, "adopt", at="b" * 64, terms=new)
    assert dict(paper.state.adopting.items()) == {MADRID: "b" * 64}, "the newest proposal counts"
    assert CONVOY.load(CONVOY.dump(paper.state)) == paper.state


def test_handling_is_read_whether_or_not_it_is_needed() -> None:
    paper = Paper(CONVOY).open()
    paper.no("handling-h0-alone", RABAT, "authorise", handling={"codes": ["H0", "H1"]})
    paper.no("body-invalid", RABAT, "authorise", handling={"codes": [7]})
    paper.ok(RABAT, "authorise", handling={**CONDITIONS, "of": "a later version"})
