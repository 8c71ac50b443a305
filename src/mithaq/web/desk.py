"""What officers keep beside a dossier and never send: who is named, notes, tasks. One query reads it all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, DateTimeField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from mithaq.node import clock
from mithaq.node.models import DossierOfficer, DossierRow, Note, Officer, PrivateTask
from mithaq.node.models.fields import IdField

MOST_NOTES = 200
MOST_TASKS = 200
MOST_OFFICERS = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """A note, a task, an officer who is named, or one who could be.

    `what` is note, task, named or officer; `name` is whose it is, `by` who said so.
    """

    what: str
    number: int
    officer: int
    name: str
    by: str
    text: str
    at: datetime
    due: date | None
    entry: str | None
    done_at: datetime | None
    done_by: str

    @property
    def late(self) -> bool:
        """Whether a task's day has passed and it is not done."""
        return self.due is not None and self.done_at is None and self.due < clock.now().date()


@dataclass(frozen=True, slots=True)
class Desk:
    """All of it, in the order in which it was written."""

    people: tuple[Kept, ...] = ()
    others: tuple[Kept, ...] = ()
    notes: tuple[Kept, ...] = ()
    tasks: tuple[Kept, ...] = ()

    @property
    def open_tasks(self) -> tuple[Kept, ...]:
        """What is still to be done, the first due first."""
        some = (one for one in self.tasks if one.done_at is None)
        return tuple(sorted(some, key=lambda one: (one.due or date.max, one.number)))

    @property
    def done_tasks(self) -> tuple[Kept, ...]:
        """What has been done."""
        return tuple(one for one in self.tasks if one.done_at is not None)

    def of_entry(self, entry: str) -> "Desk":
        """Return the notes and tasks about one entry."""
        return Desk(notes=_about(self.notes, entry), tasks=_about(self.tasks, entry))

    @property
    def by_entry(self) -> dict[str, tuple[Kept, ...]]:
        """The notes about single entries, by entry."""
        entries = {one.entry for one in self.notes if one.entry}
        return {entry: _about(self.notes, entry) for entry in entries}


def _about(some: Iterable[Kept], entry: str) -> tuple[Kept, ...]:
    return tuple(one for one in some if one.entry == entry)


def desk(row: DossierRow, *, texts: bool, officers: bool) -> Desk:
    """Return what is kept beside a dossier; notes and tasks for who reads it, officers for who names them."""
    parts: list[QuerySet[Any, Any]] = [_people(row)]
    if texts:
        parts = [_tasks(row), _notes(row), *parts]
    if officers:
        parts.append(_others(row))
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    found = sorted((Kept(*one) for one in rows), key=lambda one: (one.at, one.number))
    named = sorted((one for one in found if one.what in {"named", "officer"}), key=lambda one: one.name)
    return Desk(
        tuple(one for one in named if one.what == "named"),
        tuple(one for one in named if one.what == "officer"),
        tuple(one for one in found if one.what == "note"),
        tuple(one for one in found if one.what == "task"),
    )


_NAMES = tuple(f"k{place}" for place in range(11))
"""The columns of the union have names that are no field's of any of its tables."""


def _columns(query: QuerySet[Any], *columns: Any) -> QuerySet[Any, Any]:
    """Return the query with the columns of `Kept`; each has its type, for they are joined in a union."""
    named: QuerySet[Any, Any] = query.order_by().annotate(**dict(zip(_NAMES, columns, strict=True)))
    return named.values_list(*_NAMES)


def _text(value: str) -> Any:
    return Cast(Value(value), TextField())


_NO_DAY = Cast(Value(None), DateField())
_NO_TIME = Cast(Value(None), DateTimeField())
_NO_ENTRY = Cast(Value(None), IdField())


def _named(field: str) -> Any:
    return Cast(F(field), TextField())


def _tasks(row: DossierRow) -> QuerySet[Any, Any]:
    newest = PrivateTask.objects.filter(dossier=row).order_by("-id").values("id")[:MOST_TASKS]
    return _columns(
        PrivateTask.objects.filter(id__in=newest), _text("task"), F("id"), F("officer_id"),
        _named("officer__name"), _named("by__name"), _named("text"), F("made_at"), F("due"), F("entry"),
        F("done_at"), _named("done_by__name"),
    )  # fmt: skip


def _notes(row: DossierRow) -> QuerySet[Any, Any]:
    newest = Note.objects.filter(dossier=row).order_by("-id").values("id")[:MOST_NOTES]
    return _columns(
        Note.objects.filter(id__in=newest), _text("note"), F("id"), F("officer_id"),
        _named("officer__name"), _text(""), _named("text"), F("at"), _NO_DAY, F("entry"), _NO_TIME, _text(""),
    )  # fmt: skip


def _people(row: DossierRow) -> QuerySet[Any, Any]:
    return _columns(
        DossierOfficer.objects.filter(dossier=row), _text("named"), F("id"), F("officer_id"),
        _named("officer__name"), _named("named_by__name"), _text(""), F("named_at"), _NO_DAY, _NO_ENTRY,
        _NO_TIME, _text(""),
    )  # fmt: skip


def _others(row: DossierRow) -> QuerySet[Any, Any]:
    named = DossierOfficer.objects.filter(dossier=row).values("officer_id")
    active = Officer.objects.filter(is_active=True).exclude(id__in=named).order_by("id").values("id")
    return _columns(
        Officer.objects.filter(id__in=active[:MOST_OFFICERS]), _text("officer"), F("id"), F("id"),
        _named("name"), _text(""), _text(""), F("added_at"), _NO_DAY, _NO_ENTRY, _NO_TIME, _text(""),
    )  # fmt: skip
