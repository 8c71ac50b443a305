"""The form of one entry: its body's fields, and the handling that always stands beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from pydantic import BaseModel

from mithaq.kinds import Body, Handling, Kind
from mithaq.web import words
from mithaq.web.forms import typed
from mithaq.web.forms.faults import Faults, beneath, faults_of, merged
from mithaq.web.forms.inputs import Around, Input, draw, said
from mithaq.web.shapes import MAPPING, Shape, shape_of

BODY, HANDLING = "body", "handling"

FIRST_OF_HANDLING = ("codes", "purpose", "legal_basis", "note")
"""What every entry needs; the rest of the handling is folded until it is needed."""

ADOPT = "adopt"
"""The entry whose body is taken from the pact as it stands: there is nothing to fill in."""

NEEDED = frozenset({"purpose", "legal_basis"})
"""What the handling of every entry that carries information must name."""

MADE_BY_THE_NODE = frozenset({"calendars"})
"""Fields that a node fills in from its own tables, not an officer."""


@dataclass(frozen=True, slots=True)
class Form:
    """One entry's form: the models that judge it and the shapes that draw it."""

    model: type[Body]
    body: Shape
    handling: Shape
    corrected: type[BaseModel] | None = None
    """The model of the entry that this one corrects."""

    @property
    def handled(self) -> bool:
        """Whether the entry needs handling."""
        return self.model.handled

    def read(self, data: QueryDict) -> "Typed":
        """Return what was typed."""
        return Typed(typed.read(self.body, data, BODY) or {}, typed.read(self.handling, data, HANDLING) or {})

    def faults(self, body: Any, handling: Any) -> dict[str, tuple[str, ...]]:
        """Return what is wrong with the form of body and handling, by field."""
        found = faults_of(self.model, body, BODY)
        if self.corrected is not None:
            inner = (body or {}).get("body", {})
            found = merged(found, faults_of(self.corrected, inner, f"{BODY}.body"))
        if handling is not None or self.handled:
            found = merged(found, faults_of(Handling, handling or {}, HANDLING))
        return found

    def draw(self, written: "Typed", faults: Faults, around: Around) -> "Drawn":
        """Return the fields, ready to be drawn."""
        body = draw(self.body, BODY, written.body, faults, around)
        handling = draw(self.handling, HANDLING, written.handling, faults, around)
        first = tuple(
            part for part in handling.parts if part.name.removeprefix("handling.") in FIRST_OF_HANDLING
        )
        rest = tuple(part for part in handling.parts if part not in first)
        return Drawn(
            body.parts,
            first,
            rest,
            any(beneath(faults, part.name) or said(part.shape, part.value) for part in rest),
        )


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, blank items of repeats included."""

    body: dict[str, Any]
    handling: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The fields of a form, in the groups in which they are drawn."""

    body: tuple[Input, ...]
    handling: tuple[Input, ...]
    more_handling: tuple[Input, ...]
    more_open: bool


def form_of(
    kind: Kind[Any], type_: str, body: Mapping[str, Any], entry_types: Mapping[str, str]
) -> Form | None:
    """Return the form of a type; `entry_types` says of which type each entry of the dossier is."""
    model = kind.body(type_)
    if model is None:
        return None
    shape, corrected = _without(shape_of(model), MADE_BY_THE_NODE), None
    if type_ == ADOPT:
        shape = replace(shape, parts=())
    if type_ == "correct":
        corrected = kind.body(entry_types.get(str(body.get("entry", "")), ""))
        shape = _with_body(shape, corrected) if corrected else shape
    return Form(model, shape, _handling(model.handled), corrected)


def cleaned(form: Form, written: Typed) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Return body and handling as a draft keeps them: without anything blank."""
    body = typed.clean(form.body, written.body) or {}
    handling = typed.clean(form.handling, written.handling)
    # A flag that stands at its default says nothing; only where its group is there does it count.
    return body, handling


def title_of(form: Form) -> str:
    """Return the form's title in the reader's language."""
    return words.message(form.model.title)


def _handling(needed: bool) -> Shape:
    """Return the handling's shape; what the gate will ask for is not called optional (KND-21, KND-22)."""
    shape = shape_of(Handling)
    if not needed:
        return replace(shape, required=False)
    parts = tuple(
        (name, replace(inner, required=inner.required or name in NEEDED)) for name, inner in shape.parts
    )
    return replace(shape, parts=parts)


def _without(shape: Shape, names: frozenset[str]) -> Shape:
    parts = tuple((name, _without(inner, names)) for name, inner in shape.parts if name not in names)
    return replace(shape, parts=parts) if shape.parts else shape


def _with_body(shape: Shape, corrected: type[BaseModel]) -> Shape:
    """Return a correction's shape with the corrected entry's own fields in place of its body."""
    inner = _without(shape_of(corrected), MADE_BY_THE_NODE)
    parts = tuple(
        (name, replace(inner, title=part.title) if part.kind == MAPPING else part)
        for name, part in shape.parts
    )
    return replace(shape, parts=parts)
