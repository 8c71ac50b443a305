"""What an entry says, ready to be shown: codes in the reader's language, texts as they were written.

The raw body is walked along the shape of its model, so that an entry which the law refuses for its
form is still shown as far as it goes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from mithaq.record.limits import ID
from mithaq.web import moments, words
from mithaq.web.shapes import Shape, shape_of

MAX_SHOWN = 500
FEW = 8
"""Lines that are shown at once."""


@dataclass(frozen=True, slots=True)
class Said:
    """A free text: as written, or as a party has translated and signed it."""

    text: str
    language: str
    by: str = ""
    entry: str = ""

    @property
    def direction(self) -> str:
        """The direction of the text's language."""
        return words.direction(self.language)

    @property
    def language_name(self) -> str:
        """The name of the text's language, in the reader's."""
        return words.name("languages", self.language)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what an entry says.

    kind: line | lines | words | facts (a group) | list (groups that repeat) | entry | code
    """

    kind: str
    title: str
    path: str
    text: str = ""
    lines: tuple[str, ...] = ()
    facts: "tuple[Fact, ...]" = ()
    said: Said | None = None
    translations: tuple[Said, ...] = ()

    @property
    def near(self) -> tuple[Said, ...]:
        """The translations for this reader: those into the reader's language; all, where there is none."""
        own = tuple(one for one in self.translations if one.language == words.language())
        read = own or (self.said is not None and self.said.language == words.language())
        return own if read else self.translations

    @property
    def far(self) -> tuple[Said, ...]:
        """The translations into other languages, which are shown on demand."""
        near = self.near
        return tuple(one for one in self.translations if one not in near)

    @property
    def size(self) -> int:
        """How many lines or groups it has."""
        return len(self.lines) or len(self.facts)

    @property
    def folded(self) -> bool:
        """Whether it is so long that it is shown on demand: many lines, or groups deep within groups."""
        groups = any(fact.kind == "facts" for fact in self.facts)
        return len(self.lines) > FEW or (self.kind == "list" and groups and self.path.count(".") > 1)


Translations = Mapping[str, tuple[Said, ...]]
"""Signed translations by the path of the text that they translate."""


def facts(
    model: type[BaseModel], body: Mapping[str, Any], translations: Translations | None = None
) -> tuple[Fact, ...]:
    """Return what a body says, field by field; what is not said is left out."""
    return tuple(_group(shape_of(model), body, "", translations or {}))


def _group(shape: Shape, value: Any, path: str, translations: Translations) -> Iterator[Fact]:
    if not isinstance(value, Mapping):
        return
    for name, inner in shape.parts:
        fact = _fact(inner, value.get(name), f"{path}.{name}" if path else name, translations)
        if fact is not None:
            yield fact


def _fact(shape: Shape, value: Any, path: str, translations: Translations) -> Fact | None:
    title = words.message(shape.title)
    if value is None or value in ("", [], (), {}):
        return None
    if shape.kind == "flag" and value is False and not shape.required and not shape.default:
        return None
    if shape.kind == "words":
        said = _said(value)
        if said is None:
            return None
        return Fact("words", title, path, said=said, translations=translations.get(path, ()))
    if shape.kind in _SUMMARIES:
        return Fact("line", title, path, _SUMMARIES[shape.kind](value))
    if shape.kind in {"group", "identifier"}:
        inner = tuple(_group(shape, value, path, translations))
        return Fact("facts", title, path, facts=inner) if inner else None
    if shape.kind in {"repeat", "risks"} and shape.item and isinstance(value, list | tuple):
        return _list(shape.item, title, value, path, translations)
    return _plain(shape, title, value, path)


def _plain(shape: Shape, title: str, value: Any, path: str) -> Fact | None:
    """Return what has no parts: a value, or a set of them."""
    if shape.kind in _SETS and isinstance(value, list | tuple):
        lines = tuple(_line(shape, one) for one in value[:MAX_SHOWN])
        return Fact(_SETS[shape.kind], title, path, lines=lines)
    if shape.kind in {"body", "hidden"}:
        return None
    kind = _KINDS.get(shape.kind, "line")
    if kind in {"entry", "dossier"} and not ID.fullmatch(str(value)):
        kind = "plain"
    return Fact(kind, title, path, _line(shape, value))


_SETS = {"choices": "codes", "entries": "entries", "picks": "lines"}
_KINDS = {"entry": "entry", "dossier": "dossier", "text": "plain", "short": "plain"}


def _list(item: Shape, title: str, value: Any, path: str, translations: Translations) -> Fact:
    """Return what repeats: groups under each other, or single values as lines."""
    some = value[:MAX_SHOWN]
    if not item.parts:
        return Fact("lines", title, path, lines=tuple(_line(item, one) for one in some))
    inner = []
    for place, one in enumerate(some):
        at = f"{path}.{place}"
        summary = identifier(one)
        if summary:
            inner.append(Fact("identifier", summary[0], at, summary[1]))
        else:
            parts = tuple(_group(item, one, at, translations))
            inner.append(Fact("facts", str(place + 1), at, facts=parts))
    return Fact("list", title, path, facts=tuple(inner))


def identifier(value: Any) -> tuple[str, str] | None:
    """Return what kind of identifier this is, and what it says; None if it is none."""
    if isinstance(value, Mapping) and value.keys() >= {"type", "value"} and len(value) == 2:
        return words.name("identifier-types", str(value["type"])), str(value["value"])
    return None


def _line(shape: Shape, value: Any) -> str:
    if shape.kind in {"choice", "choices"}:
        if shape.vocabularies == ("agencies",):
            return words.agency(str(value))
        return words.name(shape.vocabularies[0], str(value))
    if shape.kind == "flag":
        return _("yes") if value else _("no")
    if shape.kind == "time":
        when = moments.moment(str(value))
        return moments.in_words(when) if when else str(value)
    if shape.kind == "day":
        when = moments.moment(str(value))
        return moments.day_in_words(when.date()) if when else str(value)
    return str(value)


def _said(value: Any) -> Said | None:
    if not isinstance(value, Mapping) or not value.get("text"):
        return None
    return Said(str(value["text"]), str(value.get("language", "")))


def _evaluation(value: Any) -> str:
    given = value if isinstance(value, Mapping) else {}
    return words.evaluation(*(str(given.get(part, "")) for part in ("scheme", "source", "information")))


def _quantity(value: Any) -> str:
    given = value if isinstance(value, Mapping) else {}
    return f"{given.get('value', '')} {words.name('units', str(given.get('unit', '')))}"


_SUMMARIES = {"evaluation": _evaluation, "quantity": _quantity}
