"""What was typed becomes JSON that loses nothing, and faults find their fields, for every body."""

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from kinds.paper import Paper
from mithaq.kinds import KINDS, Body, Handling, Kind
from mithaq.kinds.body import Part
from mithaq.kinds.request.bodies import Answer, Ask, AskPermission
from mithaq.kinds.visit.bodies import Draft, Minutes
from mithaq.web.forms import typed
from mithaq.web.forms.entry import ADOPT, Typed, cleaned, form_of
from mithaq.web.forms.faults import faults_of
from mithaq.web.forms.inputs import Around, Input, draw, titles
from mithaq.web.forms.sections import contents, sections
from mithaq.web.shapes import Shape, shape_of

BODIES = [
    pytest.param(kind, model, id=f"{kind.name}-{model.type}")
    for kind in KINDS
    for model in (*kind.opens, *(rule.body for rule in kind.table.values()))
]
AROUND = Around(("es.policia", "ma.dgsn"), (("0" * 64, "an entry"),), (("1" * 64, "a dossier"),), "ar")


def posted(drawn: Input) -> list[tuple[str, str]]:
    """Return what a browser would send of a drawn form that nobody touched."""
    shape = drawn.shape
    found: list[tuple[str, str]] = []
    if "count" in drawn.more:
        found.append((f"{drawn.name}.count", str(drawn.more["count"])))
    if drawn.template == "web/form/risk.html":
        found.append((f"{drawn.name}.risk", str(drawn.value)))
        found += [(f"{drawn.name}.present", choice.code) for choice in drawn.choices if choice.chosen]
        return found + [pair for part in drawn.parts for pair in posted(part)]
    if drawn.parts:
        return found + [pair for part in drawn.parts for pair in posted(part)]
    if shape.kind == "flag":
        return [(drawn.name, "yes")] if drawn.value else []
    if drawn.choices or shape.kind in {"choice", "choices", "entry", "entries", "dossier", "pick", "picks"}:
        return found + [(drawn.name, choice.code) for choice in drawn.choices if choice.chosen]
    if shape.kind in {"repeat", "body", "group"}:
        return found
    return [*found, (drawn.name, str(drawn.value))]


def through_the_form(shape: Shape, value: Any) -> Any:
    """Return what comes back of a value that is drawn and sent."""
    data = QueryDict(mutable=True)
    for name, one in posted(draw(shape, "body", value, {}, AROUND)):
        data.appendlist(name, one)
    return typed.clean(shape, typed.read(shape, data, "body"))


@pytest.mark.parametrize("kind, model", BODIES)
def test_the_example_of_every_body_survives_its_form(kind: Kind[Any], model: type[Body]) -> None:
    example = {name: value for name, value in _settled(model.example).items() if name in model.model_fields}
    came_back = through_the_form(shape_of(model), example) or {}
    if model.type == "correct":
        came_back["body"] = example["body"]
    assert faults_of(model, came_back, "body") == faults_of(model, example, "body")
    if not faults_of(model, example, "body"):
        assert _sorted(model.model_validate(came_back)) == _sorted(model.model_validate(example))


def _sorted(value: Any) -> Any:
    """Return a body's content; sets of codes come back in the order in which the form shows them."""
    if isinstance(value, Part):
        return {name: _sorted(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return sorted(map(_sorted, value), key=str)
    return value


def _settled(example: Any) -> Any:
    """Return an example with an id in place of "@type"."""
    if isinstance(example, str):
        return "0" * 64 if example.startswith("@") else example
    if isinstance(example, dict):
        return {name: _settled(value) for name, value in example.items()}
    return [_settled(one) for one in example] if isinstance(example, list | tuple) else example


@pytest.mark.parametrize("kind, model", BODIES)
def test_every_field_of_every_body_is_drawn(kind: Kind[Any], model: type[Body]) -> None:
    form = form_of(kind, model.type, {}, {})
    assert form is not None
    drawn = form.draw(Typed({}, {}), {}, AROUND)
    names = {name for part in drawn.body for name, _ in titles(part)}
    fields = () if model.type == ADOPT else model.model_fields  # it is taken from the pact as it stands
    drawn_apart = {"attachments"}  # a form has its own place for those
    assert {f"body.{name}" for name in fields if name not in drawn_apart} <= names


@pytest.mark.parametrize("kind, model", BODIES)
def test_an_empty_form_says_of_each_required_field_what_is_missing(
    kind: Kind[Any], model: type[Body]
) -> None:
    form = form_of(kind, model.type, {}, {})
    assert form is not None
    body, handling = cleaned(form, form.read(QueryDict("")))
    faults = form.faults(body, handling)
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    flags = {name for name, shape in form.body.parts if shape.kind == "flag"}
    assert {f"body.{name}" for name in required - flags} <= faults.keys()
    if model.handled:
        assert "handling.codes" in faults


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=40)


@given(TEXT.filter(str.strip))
def test_a_text_is_kept_as_it_was_typed(text: str) -> None:
    shape = shape_of(Answer)
    data = QueryDict(mutable=True)
    data["body.text.language"], data["body.text.text"] = "ar", text
    kept = typed.clean(shape, typed.read(shape, data, "body"))
    assert kept["text"] == {"language": "ar", "text": text.replace("\r\n", "\n")}


@given(st.dictionaries(st.sampled_from(["body", *(f"body.{name}" for name in Ask.model_fields)]), TEXT), TEXT)
def test_no_form_data_breaks_the_reader(fields: dict[str, str], count: str) -> None:
    data = QueryDict(mutable=True)
    data.update(fields)
    data["body.subjects.count"] = count
    body = typed.clean(shape_of(Ask), typed.read(shape_of(Ask), data, "body")) or {}
    assert faults_of(Ask, body, "body")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT,
        lambda one: st.lists(one) | st.dictionaries(TEXT, one),
    )
)
def test_any_stored_draft_can_be_drawn(value: Any) -> None:
    body = dict.fromkeys(Ask.model_fields, value)
    draw(shape_of(Ask), "body", body, {}, AROUND)
    draw(shape_of(Handling), "handling", dict.fromkeys(Handling.model_fields, value), {}, AROUND)
    typed.clean(shape_of(Ask), body)


@pytest.mark.parametrize("kind, model", BODIES)
def test_every_field_stands_in_one_section_of_its_form(kind: Kind[Any], model: type[Body]) -> None:
    form = form_of(kind, model.type, {}, {})
    assert form is not None
    drawn = form.draw(Typed({}, {}), {}, AROUND)
    found = sections(drawn.body, {})
    assert tuple(field for section in found for field in section.fields) == drawn.body
    assert all(section.title and section.fields for section in found)
    assert len({section.id for section in found}) == len(found)


def test_a_long_form_has_a_table_of_contents_that_says_where_something_is_wrong() -> None:
    drawn = [draw(shape, f"body.{name}", None, {}, AROUND) for name, shape in shape_of(Ask).parts]
    faults = {"body.area": ("x",), "body.subjects.0.category": ("x",), "handling.codes": ("x",)}
    found = sections(drawn, faults)
    handling = draw(shape_of(Handling), "handling", None, {}, AROUND).parts
    named = [(one.title, one.wrong) for one in contents(found, handling, faults)]
    assert named == [
        ("What is asked", 1),
        ("How urgent it is", 0),
        ("Facts and grounds", 0),
        ("Subjects", 1),
        ("Your file", 0),
        ("Handling and purpose", 1),
        ("Attachments", 0),
    ]
    assert contents(sections(drawn[:2], {}), handling, {}) == ()


def test_a_choice_offers_what_the_pact_allows_and_a_set_offers_all() -> None:
    around = Around(
        AROUND.agencies,
        language="ar",
        allowed={"areas": ("drugs",), "purposes": ("prevention", "investigation")},
    )
    parts = dict(shape_of(Ask).parts)
    area = draw(parts["area"], "body.area", None, {}, around)
    assert [(one.code, one.chosen) for one in area.choices] == [("drugs", True)]
    kept = draw(parts["area"], "body.area", "terrorism", {}, around)
    assert {(one.code, one.chosen) for one in kept.choices} == {("drugs", False), ("terrorism", True)}
    purpose = draw(parts["purpose"], "body.purpose", None, {}, around)
    assert not any(one.chosen for one in purpose.choices)
    codes = draw(dict(shape_of(Handling).parts)["codes"], "handling.codes", None, {}, around)
    assert len(codes.choices) > 1


def test_an_entry_field_offers_the_entries_of_its_types_and_keeps_another_that_was_chosen() -> None:
    ids = {type_: str(place) * 64 for place, type_ in enumerate(("meet", "minutes", "approve"))}
    around = Around(
        entries=tuple((entry, type_) for type_, entry in ids.items()),
        types={entry: type_ for type_, entry in ids.items()},
    )
    meeting = dict(shape_of(Minutes).parts)["entry"]
    offered = draw(meeting, "body.entry", None, {}, around)
    assert [one.label for one in offered.choices] == ["meet"]
    kept = draw(meeting, "body.entry", ids["approve"], {}, around)
    assert [one.code for one in kept.choices if one.chosen] == [ids["approve"]]
    any_entry = draw(dict(shape_of(AskPermission).parts)["entry"], "body.entry", None, {}, around)
    assert len(any_entry.choices) == len(ids)


@pytest.mark.parametrize("kind, model", BODIES)
def test_entry_fields_name_types_that_the_kind_has(kind: Kind[Any], model: type[Body]) -> None:
    parts = [shape for _name, shape in shape_of(model).parts]
    named = {type_ for shape in parts if shape.kind not in {"pick", "picks"} for type_ in shape.of}
    assert named <= {one.type for one in kind.opens} | set(kind.table)
    picked = {of for shape in parts if shape.kind in {"pick", "picks"} for of in shape.of}
    offered = kind.picks(Paper(kind).open().state) if picked else {}
    assert picked <= set(offered)


def test_what_is_required_and_repeats_begins_with_one_blank_item_that_says_nothing() -> None:
    editions = draw(dict(shape_of(Draft).parts)["editions"], "body.editions", None, {}, AROUND)
    assert editions.more["count"] == 1
    assert draw(dict(shape_of(Draft).parts)["pictures"], "body.pictures", None, {}, AROUND).parts == ()
    assert not through_the_form(shape_of(Draft), None)
