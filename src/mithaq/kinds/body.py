"""What an entry says: bodies, their words for people, and how they are read (kind.md, KND-1 to KND-5)."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from mithaq.record.errors import Refusal
from mithaq.record.jsonprofile import is_object

M = TypeVar("M", bound=BaseModel)

Json = Mapping[str, Any]
"""A JSON object."""


def exercise(text: str) -> dict[str, str]:
    """Return an English text of an example, marked as exercise."""
    return {"language": "en", "text": f"Exercise: {text}"}


class Part(BaseModel):
    """A frozen, strict piece of a body; members it does not know stay in the signed text and mean nothing."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class Body(Part):
    """One type of entry of a kind. Titles and descriptions are messages in English, to be translated.

    `handled` says that it carries information, so that it needs handling (KND-10); `at_once` that it stops
    something and waits for nobody: whoever may write it releases it, alone (KND-53); `example` is one
    body of this type that the guide, the diagram and the tests use: a text "@type" in it stands
    for the id of the newest entry of that type.
    """

    type: ClassVar[str]
    title: ClassVar[str]
    done: ClassVar[str]
    about: ClassVar[str] = ""
    handled: ClassVar[bool] = True
    at_once: ClassVar[bool] = False
    example: ClassVar[Json] = {}

    @classmethod
    def fitted(cls, example: Json, agency: str) -> Json:
        """Return the example, whose names are filled in, as this agency would write it."""
        return example


def read(model: type[M], data: object, name: str) -> M | Refusal:
    """Return the model that `data` (parsed JSON) is, or "body-invalid" with the path of the first fault.

    Nothing else is raised by any JSON value (KND-3).
    """
    try:
        # What model_validate comes to, without its options: twice for every entry that is folded.
        found: M = model.__pydantic_validator__.validate_python(data)
        return found
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        path = ".".join(str(step) for step in first["loc"])
        return Refusal("body-invalid", {"type": name, "field": path})


def messages(model: type[BaseModel]) -> Iterator[str]:
    """Yield every message of a model: its own words, its fields' titles, help, sections, its parts'."""
    for word in ("title", "done", "about"):
        text = getattr(model, word, "") if issubclass(model, Body) else ""
        if text:
            yield text
    for field in model.model_fields.values():
        if field.title:
            yield field.title
        if field.description:
            yield field.description
        drawn: object = field.json_schema_extra  # pyright: ignore[reportUnknownMemberType]
        if is_object(drawn) and "section" in drawn:
            yield str(drawn["section"])
        for part in parts_of(field.annotation):
            yield from messages(part)


def parts_of(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that an annotation is made of: X, X | None, tuple[X, ...], Annotated[X, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts_of(inner)


def walk(value: object, path: str = "") -> Iterator[tuple[str, Part]]:
    """Yield every part within a body with its path, such as "subjects.0.description"."""
    if isinstance(value, Part):
        if path:
            yield path, value
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
            yield from walk(item, f"{path}.{place}")  # pyright: ignore[reportUnknownArgumentType]
