"""What holds for every kind."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinds.paper import CAST, CONDITIONS, FOR_PERSONS, MADRID, RABAT, Paper
from mithaq.kinds import KINDS, Kind, kind, law, messages
from mithaq.kinds.diagram import TERMS, diagram, table, walk
from mithaq.kinds.request import REQUEST
from mithaq.record.codes import CODES
from mithaq.record.errors import Refusal
from mithaq.record.law import Deviating
from mithaq.terms import KINDS as NAMES
from mithaq.terms import VOCABULARIES

EACH = pytest.mark.parametrize("known", KINDS, ids=lambda known: known.name)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)

ODD = [
    "",
    " ",
    "\n",
    "\u202e",
    "2030-02-30",
    "0000-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
    "2030-01-07T09:00:00.000Z",
    "e" * 64,
    "E" * 64,
    2**53,
    -1,
    True,
    ["drugs", "drugs"],
    "agreed",
    [RABAT],
]


def test_kinds_are_found_by_name_and_version() -> None:
    assert [known.name for known in KINDS] == [
        "pact",
        "visit",
        "programme",
        "request",
        "operation",
        "delivery",
        "team",
        "expertise",
    ]
    assert all(known.name in NAMES for known in KINDS)
    assert law("request", 1) is REQUEST
    assert law("request", 2) is None
    assert kind("request") is REQUEST
    with pytest.raises(KeyError):
        kind("picnic")


@EACH
def test_every_body_in_every_state(known: Kind[Any], capsys: pytest.CaptureFixture[str]) -> None:
    found = table(known)
    stages = {stage for stage, _ in found}
    assert {body for _, body in found} == {rule.body.type for rule in known.rules}
    assert len(found) == len(stages) * len(known.rules), "every pair was tried"
    assert stages <= {stage.code for stage in known.stages}
    accepted = {body for (_, body), codes in found.items() if "" in codes}
    assert accepted == {rule.body.type for rule in known.rules}, "each body has effect somewhere"
    assert {code for codes in found.values() for code in codes} - {""} <= set(CODES)
    with capsys.disabled():
        print(  # noqa: T201 - the table's size is part of what the tests show
            f"\n{known.name}: {len(stages)} states, {len(known.rules)} bodies, {len(found)} pairs tried"
        )


@EACH
def test_the_diagram_reaches_every_stage_but_those_that_only_a_page_knows(known: Kind[Any]) -> None:
    text = diagram(known)
    assert text.startswith("stateDiagram-v2\n")
    for stage in known.stages:
        if stage.code != "received":  # by the record's receipt, shown on cards
            assert f" as {stage.code.replace('-', '_')}\n" in text
    assert diagram(known) == text


@EACH
def test_examples_are_valid_and_marked_as_exercise(known: Kind[Any]) -> None:
    for step in walk(known):
        assert step.refusal is None or step.refusal.code != "body-invalid", step.body
    for model in (*known.opens, *(rule.body for rule in known.rules)):
        for text in _strings(model.example):
            assert not text.count(" ") or "Exercise" in text, text


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if " " in value and not value.startswith("Unit") else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [text for item in inner for text in _strings(item)]


@EACH
def test_forms_have_words_for_every_field(known: Kind[Any]) -> None:
    for rule in known.table.values():
        assert rule.body.title
        assert rule.body.done
        for name, info in rule.body.model_fields.items():
            assert info.title, f"{rule.body.type}.{name}"
        schema = rule.body.model_json_schema()
        assert schema["type"] == "object"
    assert not known.vocabulary or known.vocabulary in VOCABULARIES


def test_messages_are_collected_once() -> None:
    found = list(messages())
    assert len(found) == len(set(found))
    assert {"Answer the request", "answered", "Question", "Legal basis", "In force", "Sign the pact"} <= set(
        found
    )
    assert all(text.strip() == text and text for text in found)


# ------------------------------------------------------------------ laws

MOVES = st.lists(
    st.tuples(st.sampled_from([*CAST, "xx.elsewhere"]), st.integers(0, 40), st.integers(0, 600)), max_size=40
)


@EACH
@settings(max_examples=60, deadline=None)
@given(moves=MOVES, opened_as=st.integers(0, 1), forgotten=st.sets(st.integers(1, 42), max_size=3))
def test_any_sequence_keeps_the_state_sound(
    known: Kind[Any], moves: list[tuple[str, int, int]], opened_as: int, forgotten: set[int]
) -> None:
    paper = Paper(known).open(known.opens[opened_as % len(known.opens)].type)
    types = list(known.table)
    for author, choice, minute in moves:
        type_ = types[choice % len(types)]
        paper.minute = max(paper.minute, minute)
        before = known.dump(paper.state)
        entry, verdict = paper.verdict(author, type_)  # asks twice and compares
        assert known.dump(paper.state) == before, "the old state is untouched"
        if isinstance(verdict, Refusal):
            assert set(verdict.fields) == set(CODES[verdict.code])
            continue
        paper.state = _undeviated(verdict)
        paper._keep(entry, entry.body)
        assert author in CAST or known.is_report(type_)
    _is_sound(known, paper.state)
    gone = frozenset(f"{number:064x}" for number in forgotten) - {paper.state.opening}
    state = known.forget(paper.state, gone)
    _is_sound(known, state)
    kept = {text for mark in paper.state.entries.values() for text in mark.corrections}
    assert not [entry for entry in gone - kept if entry.encode() in known.dump(state)]
    paper.state = state
    for agency in CAST:
        paper.options(agency)
    assert paper.cards() == paper.cards()


def _undeviated(verdict: Any) -> Any:
    """Return what a report comes to, whatever it breaks."""
    return verdict.state if isinstance(verdict, Deviating) else verdict


def _is_sound(known: Kind[Any], state: Any) -> None:
    dumped = known.dump(state)
    again = known.load(dumped)
    assert again == state
    assert known.dump(again) == dumped
    assert known.stage(state) in {stage.code for stage in known.stages}
    json.loads(dumped)
    assert b"Exercise" not in dumped, "no text in a state"


@EACH
@settings(max_examples=150, deadline=None)
@given(body=JSON, handling=JSON, choice=st.integers(0, 40))
def test_no_json_raises_anything(known: Kind[Any], body: Any, handling: Any, choice: int) -> None:
    paper = Paper(known).open()
    types = list(known.table)
    type_ = types[choice % len(types)]
    members = {**body, **_some(known, type_)} if isinstance(body, dict) else {"entry": body}
    entry = paper._entry(MADRID, type_, members, handling if isinstance(handling, dict) else CONDITIONS)
    verdict = _undeviated(known.apply(paper.state, entry, paper.past(MADRID)))
    assert isinstance(verdict, (Refusal, known.state))
    opening = paper._entry(MADRID, "open", {"terms": body, "body": body}, CONDITIONS)
    assert isinstance(known.start(opening, paper.past(MADRID)), (Refusal, known.state))


def _some(known: Kind[Any], type_: str) -> dict[str, Any]:
    example = dict(known.table[type_].body.example)
    example.popitem() if example else None
    return example


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in items for place in _places(item, (*path, key)))]


def _put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _put(copy[path[0]], path[1:], new)
    return copy


@EACH
@settings(max_examples=250, deadline=None)
@given(choice=st.integers(0, 40), place=st.integers(0, 200), new=JSON | st.sampled_from(ODD))
def test_one_odd_value_in_a_good_entry_raises_nothing(
    known: Kind[Any], choice: int, place: int, new: Any
) -> None:
    paper = Paper(known).open()
    bodies = [*known.opens, *(rule.body for rule in known.table.values())]
    model = bodies[choice % len(bodies)]
    good = {"body": paper.body(model.type, {}), "handling": FOR_PERSONS, "terms": TERMS}
    places = _places(good)[1:]
    odd = _put(good, places[place % len(places)], new)
    body, handling = odd["body"], odd["handling"] if isinstance(odd["handling"], dict) else None
    if model in known.opens:
        opening = {
            "terms": odd["terms"],
            "body": {"type": model.type, **body} if isinstance(body, dict) else body,
        }
        verdict = known.start(paper._entry(RABAT, "open", opening, handling), paper.past(RABAT))
    else:
        members = body if isinstance(body, dict) else {}
        verdict = known.apply(
            paper.state, paper._entry(MADRID, model.type, members, handling), paper.past(MADRID)
        )
    verdict = _undeviated(verdict)
    assert isinstance(verdict, (Refusal, known.state))
    if isinstance(verdict, known.state):
        _is_sound(known, verdict)


def test_ten_thousand_answers_cost_the_same_each(capsys: pytest.CaptureFixture[str]) -> None:
    """KND-15: the last thousand entries of ten thousand cost about what the first thousand did."""
    paper = Paper(REQUEST).open()
    body = paper.body("answer", {"result": "partial"})
    state = paper.state
    past = paper.past(MADRID)
    entries = [paper._entry(MADRID, "answer", body, CONDITIONS) for _ in range(10_000)]
    spent = []
    for start in range(0, 10_000, 1_000):
        begun = time.perf_counter()
        for entry in entries[start : start + 1_000]:
            state = REQUEST.apply(state, entry, past)
        spent.append((time.perf_counter() - begun) * 1_000)
    begun = time.perf_counter()
    dumped = REQUEST.dump(state)
    dumping = (time.perf_counter() - begun) * 1_000
    assert len(state.of(MADRID).answers) == 10_000
    assert min(spent[-3:]) < 4 * max(spent[:3]) + 20
    assert REQUEST.load(dumped) == state
    with capsys.disabled():
        print(  # noqa: T201 - figures of a run, for people
            f"\nanswer: {spent[0]:.1f} us each in the first thousand, {spent[-1]:.1f} us in the tenth;"
            f" dump of 10,000: {dumping:.1f} ms, {len(dumped) / 1024:.0f} KiB"
        )


def test_rabat_is_the_opener_of_the_walk() -> None:
    assert Paper(REQUEST).open().state.opener == RABAT
