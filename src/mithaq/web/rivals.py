"""Two texts of one draft: what is kept, and what was typed over an older one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from mithaq.kinds import Handling
from mithaq.node.models import Draft
from mithaq.web import words
from mithaq.web.forms import entry as entries
from mithaq.web.forms.entry import Form
from mithaq.web.reading import Fact, facts


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of which two texts say different things."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Rival:
    """What is kept of a draft, beside what was typed."""

    by: str
    """Who kept it, by name; "" where that is not known."""
    when: datetime
    differences: tuple[Difference, ...]
    said: tuple[Fact, ...]
    """What the kept text says in the fields that differ."""


def rival_of(form: Form, draft: Draft, body: Mapping[str, Any], handling: Mapping[str, Any] | None) -> Rival:
    """Return what `draft` has kept, and where the typed body and handling say something else."""
    shapes = {entries.BODY: form.body, entries.HANDLING: form.handling}
    kept = {entries.BODY: draft.body, entries.HANDLING: draft.handling or {}}
    typed = {entries.BODY: body, entries.HANDLING: handling or {}}
    found = [
        (root, name, words.message(shape.title))
        for root, one in shapes.items()
        for name, shape in one.parts
        if kept[root].get(name) != typed[root].get(name)
    ]
    models: dict[str, type[BaseModel]] = {entries.BODY: form.model, entries.HANDLING: Handling}
    said = [
        fact for root, name, _title in found for fact in facts(models[root], {name: kept[root].get(name)})
    ]
    differences = tuple(Difference(f"{root}.{name}", title) for root, name, title in found)
    by = draft.changed_by.name if draft.changed_by else ""
    return Rival(by, draft.changed_at, differences, tuple(said))
