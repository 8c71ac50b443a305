"""Fields and types of entries by the names that forms give them; a path is such as "subjects.0.category"."""

from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _
from pydantic import BaseModel

from mithaq.kinds import KINDS, Handling, Terms
from mithaq.web import acts, words
from mithaq.web.shapes import Shape, shape_of

_COMMON: dict[str, type[BaseModel]] = {"handling": Handling, "terms": Terms}


def entry_name(type_: str) -> str:
    """Return a type of entry in words; the type itself where nobody has it."""
    bodies = (kind.body(type_) for kind in KINDS)
    title = next((words.message(body.title) for body in bodies if body is not None), "")
    return title or {"handling": _("Handling"), "terms": _("Terms")}.get(type_) or acts.done(None, type_)


def field_name(path: str, type_: str = "") -> str:
    """Return a field in words, with its place in a list: "Subjects, 1, Category of person"; else the path."""
    steps = tuple(path.split("."))
    if steps[0] in _COMMON and len(steps) > 1:
        type_, steps = steps[0], steps[1:]
    for model in _models(type_):
        titles = _titles(shape_of(model), steps)
        if titles:
            shown = [words.message(title) if not title.isdecimal() else title for title in titles]
            text = shown[0]
            for one in shown[1:]:
                text = _("%(part)s, %(field)s") % {"part": text, "field": one}
            return text
    return path


@cache
def _models(type_: str) -> tuple[type[BaseModel], ...]:
    """Return the bodies of this type, and then all others: fields of one name have one title."""
    return tuple(dict.fromkeys((*_named(type_), *_all())))


def _named(type_: str) -> Iterator[type[BaseModel]]:
    if type_ in _COMMON:
        yield _COMMON[type_]
    for kind in KINDS:
        body = kind.body(type_)
        if body is not None:
            yield body


def _all() -> Iterator[type[BaseModel]]:
    for kind in KINDS:
        yield from kind.opens
        yield from (rule.body for rule in kind.table.values())
    yield from _COMMON.values()


def _titles(shape: Shape, steps: tuple[str, ...]) -> tuple[str, ...]:
    """Return the titles along a path; () where the shape has no such path."""
    found: list[str] = []
    at: Shape | None = shape
    for step in steps:
        if step.isdecimal() and found:
            found.append(str(int(step) + 1))
            at = at.item if at is not None and at.item is not None else at
            continue
        at = dict(at.parts).get(step) if at is not None else None
        if at is None:
            return ()
        if at.title:
            found.append(at.title)
    return tuple(found)
