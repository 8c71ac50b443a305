"""What a body is made of, as forms and pages see it: one walk over a pydantic model serves both.

A shape says how a field is drawn and read; it knows nothing of HTML. `shape_of` looks at a model
once and keeps what it found.
"""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mithaq.kinds.fields import Identifier, Quantity, Text
from mithaq.kinds.handling import Evaluation, Risk
from mithaq.terms import Coded, Graded, Open

MAPPING = "body"
"""The shape of a field that holds another whole body: a correction."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One field, or a group of fields.

    kind         choice | choices | flag | number | short | text | time | day | clock | entry | entries |
                 dossier | hidden | pick | picks | body | group | words (a Text) | quantity | evaluation |
                 identifier | risks | repeat
    vocabularies where the choices come from: one, or one a grid
    parts        the fields of a group, by name
    item         what a repeat repeats
    default      what a flag is before anybody touched it
    section      the heading under which a form begins with this field
    of           the types of entries that an entry field may name, none where any; what a pick chooses from
    """

    kind: str
    title: str = ""
    about: str = ""
    required: bool = True
    vocabularies: tuple[str, ...] = ()
    parts: tuple[tuple[str, "Shape"], ...] = ()
    item: "Shape | None" = None
    default: bool = False
    section: str = ""
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """What the field around an annotation says."""

    title: str = ""
    about: str = ""
    required: bool = True
    form: str = ""
    default: bool = False
    section: str = ""
    of: tuple[str, ...] = ()

    def shape(self, kind: str, **more: Any) -> Shape:
        return Shape(
            kind,
            self.title,
            self.about,
            self.required,
            default=self.default,
            section=self.section,
            of=self.of,
            **more,
        )


_GROUPS = {Text: "words", Quantity: "quantity", Evaluation: "evaluation", Identifier: "identifier"}
_FORMS = frozenset(
    {"number", "short", "text", "time", "day", "clock", "entry", "dossier", "hidden", "body", "flag", "pick"}
)


@cache
def shape_of(model: type[BaseModel]) -> Shape:
    """Return the shape of a model: a group of its fields."""
    return _Told().shape("group", parts=_parts(model))


def field_of(model: type[BaseModel], name: str) -> Shape:
    """Return the shape of one field of a model."""
    return dict(shape_of(model).parts)[name]


def _parts(model: type[BaseModel]) -> tuple[tuple[str, Shape], ...]:
    return tuple(
        (name, _field(field)) for name, field in model.model_fields.items() if not _is_attached(field)
    )


def _is_attached(field: FieldInfo) -> bool:
    """Return whether a field names attachments: a form has its own place for those of the entry."""
    extra = field.json_schema_extra
    return isinstance(extra, dict) and extra.get("form") == "attached"


def _field(field: FieldInfo) -> Shape:
    extra = field.json_schema_extra
    form, section, of = (
        str(extra.get(name, "")) if isinstance(extra, dict) else "" for name in ("form", "section", "of")
    )
    told = _Told(
        field.title or "",
        field.description or "",
        field.is_required(),
        form,
        field.default is True,
        section,
        tuple(of.split()),
    )
    return _shape(field.annotation, tuple(field.metadata), told)


def _shape(annotation: Any, marks: tuple[Any, ...], told: _Told) -> Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _shape(inner, (*marks, *more), told)
    if origin in (Union, types.UnionType):
        inner = next(one for one in get_args(annotation) if one is not type(None))
        return _shape(inner, marks, told)
    if origin is tuple:
        return _several(get_args(annotation)[0], told)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        kind = next((_GROUPS[one] for one in annotation.__mro__ if one in _GROUPS), "group")
        return told.shape(kind, parts=_parts(annotation))
    if origin is not None and issubclass(origin, Mapping):
        return told.shape(MAPPING)
    return _single(annotation, marks, told)


def _single(annotation: Any, marks: tuple[Any, ...], told: _Told) -> Shape:
    for mark in marks:
        if isinstance(mark, Coded | Open):
            return told.shape("choice", vocabularies=(mark.vocabulary,))
        if isinstance(mark, Graded):
            return told.shape("choice", vocabularies=(mark.vocabulary, mark.admiralty))
    if told.form in _FORMS:
        return told.shape(told.form)
    plain = {bool: "flag", int: "number"}
    return told.shape(plain.get(annotation, "short"))


def _several(inner: Any, told: _Told) -> Shape:
    """Return a set of codes, a set of entries, or what repeats."""
    item = _shape(inner, (), _Told(form=told.form))
    if inner is Risk:
        return told.shape("risks", item=item)
    if item.kind == "choice":
        return told.shape("choices", vocabularies=item.vocabularies)
    if item.kind == "entry":
        return told.shape("entries")
    if item.kind == "pick":
        return told.shape("picks")
    return told.shape("repeat", item=item)
