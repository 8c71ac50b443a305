"""A form in sections: where a body says so, and where a field is a matter of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mithaq.web import words
from mithaq.web.forms.faults import Faults, beneath
from mithaq.web.forms.inputs import Input

LONG = 2
"""Sections from which on a form has a table of contents."""

LARGE = 4
"""Parts of a group that make it a section of its own."""

HANDLING, ATTACHMENTS = "handling", "attachments"


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading."""

    id: str
    title: str
    fields: tuple[Input, ...]
    wrong: int = 0
    """How many of its fields have something wrong in them."""

    @property
    def alone(self) -> bool:
        """Whether it is one field by the same name, so that the name is written once."""
        return len(self.fields) == 1 and self.fields[0].title == self.title


def sections(fields: Iterable[Input], faults: Faults) -> tuple[Section, ...]:
    """Return the fields of a body in sections, none of them empty; hidden fields begin none."""
    runs: list[tuple[str, list[Input]]] = []
    alone = False
    for field in fields:
        title = words.message(field.shape.section) or (field.title if _is_large(field) else "")
        if title or not runs or alone:
            runs.append((title or (_("Further details") if runs else _("The entry")), []))
        alone = _is_large(field) and not field.shape.section
        runs[-1][1].append(field)
    return tuple(
        Section(f"section-{place}", title, tuple(some), sum(beneath(faults, one.name) for one in some))
        for place, (title, some) in enumerate(runs, 1)
    )


def contents(found: tuple[Section, ...], handling: Iterable[Input], faults: Faults) -> tuple[Section, ...]:
    """Return the table of contents: the sections, the handling, the attachments; none for a short form."""
    if len(found) < LONG:
        return ()
    wrong = sum(beneath(faults, one.name) for one in handling)
    return (
        *found,
        Section(HANDLING, _("Handling and purpose"), (), wrong),
        Section(ATTACHMENTS, _("Attachments"), ()),
    )


def _is_large(field: Input) -> bool:
    """Return whether a field is a matter of its own: a group of many, or what repeats such groups."""
    shape = field.shape.item if field.shape.kind == "repeat" and field.shape.item else field.shape
    return len(shape.parts) >= LARGE
