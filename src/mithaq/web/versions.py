"""How the versions of a corrected entry differ: field by field, and within a text word by word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, Literal

from django.utils.translation import gettext as _

from mithaq.kinds import Kind
from mithaq.node.models import EntryRow
from mithaq.node.views import HeldView
from mithaq.web import timeline, words
from mithaq.web.reading import Fact, facts

How = Literal["same", "gone", "new"]
MOST_WORDS = 4000
"""Words of a text that are compared one by one; of a longer one, the whole is shown before and after."""

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text: in both versions, only before, or only after."""

    how: How
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs. `parts` are both versions in one, where their texts are of one language."""

    title: str
    before: str
    after: str
    language: str = ""
    direction: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A version after the first: the entry that brought it, why, and what it changed."""

    row: EntryRow
    reason: str
    changes: tuple[Change, ...]
    same: int
    """How many fields are as they were."""


@dataclass(frozen=True, slots=True)
class Value:
    """What one field says, flat."""

    title: str
    text: str
    language: str = ""


def chain(view: HeldView, row: EntryRow) -> tuple[str, ...]:
    """Return an entry and its corrections in their order, whichever of them this is; () if there are none."""
    first = str(timeline.told_by(row)[1].get("entry", "")) if row.type == "correct" else row.entry
    mark = view.state.entries.get(first)
    return (first, *mark.corrections) if mark and mark.corrections else ()


def versions(kind: Kind[Any], view: HeldView, rows: list[EntryRow]) -> tuple[Version, ...]:
    """Return what each correction changed; `rows` are the entry as first written and its corrections."""
    mark = view.state.entries.get(rows[0].entry) if rows else None
    model = kind.body(mark.type) if mark else None
    if model is None:
        return ()
    found = []
    bodies = [timeline.told_by(rows[0])[1], *(_inner(row) for row in rows[1:])]
    for (before, after), row in zip(pairwise(bodies), rows[1:], strict=True):
        old, new = flat(facts(model, before)), flat(facts(model, after))
        changes = tuple(_changes(old, new))
        same = sum(old.get(path) == value for path, value in new.items())
        reason = words.name("correction-reasons", str(timeline.told_by(row)[1].get("reason", "")))
        found.append(Version(row, reason, changes, same))
    return tuple(found)


def _inner(row: EntryRow) -> Mapping[str, Any]:
    body = timeline.told_by(row)[1].get("body")
    return body if isinstance(body, Mapping) else {}


def flat(some: tuple[Fact, ...], above: str = "") -> dict[str, Value]:
    """Return what a body says, a value for each path."""
    found: dict[str, Value] = {}
    for fact in some:
        title = _("%(part)s, %(field)s") % {"part": above, "field": fact.title} if above else fact.title
        if fact.said:
            found[fact.path] = Value(title, fact.said.text, fact.said.language)
        elif fact.facts:
            found |= flat(fact.facts, title)
        else:
            found[fact.path] = Value(title, "\n".join(fact.lines) if fact.lines else fact.text)
    return found


def _changes(old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[Change]:
    for path in dict.fromkeys((*old, *new)):
        before, after = old.get(path), new.get(path)
        known = after or before
        if before == after or known is None:
            continue
        one = before.text if before else ""
        two = after.text if after else ""
        language = known.language
        same_language = before is None or after is None or before.language == after.language
        parts = compare(one, two) if language and same_language and one and two else ()
        yield Change(known.title, one, two, language, words.direction(language) if language else "", parts)


def compare(before: str, after: str) -> tuple[Part, ...]:
    """Return both texts as one: what stands in both, what went and what came, word by word."""
    one, two = _WORD.findall(before), _WORD.findall(after)
    if len(one) + len(two) > MOST_WORDS:
        return ()
    parts: list[Part] = []
    for how, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if how == "equal":
            parts.append(Part("same", "".join(one[a:b])))
            continue
        if a < b:
            parts.append(Part("gone", "".join(one[a:b])))
        if c < d:
            parts.append(Part("new", "".join(two[c:d])))
    return tuple(parts)
