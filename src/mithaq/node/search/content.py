"""What an entry says in words: its texts with their languages, and the identifiers in it.

Any kind's body is read alike: a text says its language, an identifier its type, and a code of a
vocabulary is no word. So a new kind is found without a line for it here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mithaq.record import bodies
from mithaq.record.limits import AGENCY, ID
from mithaq.terms import IDENTIFIER_TYPES, VOCABULARIES

OPEN, CORRECT = "open", "correct"

_NO_WORDS = frozenset(
    {bodies.ACKNOWLEDGEMENT, bodies.UNOPENED, "read"}
    | {model.type for model in bodies.COMMON.values() if model.type != OPEN}
)
"""Entries by which nobody says anything to anybody."""

_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?")
_KEY = re.compile(r"[A-Za-z0-9+/=_-]{80,}")


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the code of its language; "" where it is the same in every language."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """All that an entry says in words."""

    texts: tuple[Said, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    corrects: str | None = None
    """The entry in whose place this one stands."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names and aliases of its subjects."""
        return tuple(value for type_, value in self.identifiers if type_ in {"name", "alias"})


def content_of(type_: str, body: bytes | memoryview | None) -> Content | None:
    """Return what an entry says; None for one that says nothing, or that cannot be read."""
    if body is None or type_ in _NO_WORDS:
        return None
    try:
        plain = json.loads(bytes(body))
    except ValueError:  # a body outside the JSON profile: its verdict says so
        return None
    told = plain.get("body") if isinstance(plain, dict) else None
    if not isinstance(told, dict):
        return None
    inner = told.get("body") if type_ in {OPEN, CORRECT} else told
    target = told.get("entry") if type_ == CORRECT else None
    texts: dict[Said, None] = {}
    identifiers: dict[tuple[str, str], None] = {}
    for one in _walk([inner, plain.get("handling")]):
        (texts if isinstance(one, Said) else identifiers)[one] = None  # type: ignore[index]
    return Content(tuple(texts), tuple(identifiers), target if _is_id(target) else None)


def _walk(value: Any) -> Iterator[Said | tuple[str, str]]:
    if isinstance(value, str):
        if _is_word(value):
            yield Said(value)
    elif isinstance(value, list):
        for one in value:
            yield from _walk(one)
    elif isinstance(value, Mapping):
        text, language = value.get("text"), value.get("language")
        if isinstance(text, str) and isinstance(language, str):
            yield Said(text, language)
            value = {name: one for name, one in value.items() if name not in {"text", "language"}}
        type_, its = value.get("type"), value.get("value")
        if isinstance(its, str) and isinstance(type_, str) and type_ in IDENTIFIER_TYPES:
            yield type_, its
        else:
            for one in value.values():
                yield from _walk(one)


def _is_word(text: str) -> bool:
    """Return whether a text is for people, and no code, id, time or key."""
    return bool(text) and not (
        text in _codes()
        or ID.fullmatch(text)
        or AGENCY.fullmatch(text)
        or _TIME.fullmatch(text)
        or _KEY.fullmatch(text)
    )


def _is_id(value: object) -> bool:
    return isinstance(value, str) and ID.fullmatch(value) is not None


@cache
def _codes() -> frozenset[str]:
    return frozenset(one.code for vocabulary in VOCABULARIES.values() for one in vocabulary)
