"""The rows that a dossier shows in the lists people work from (kind.md, KND-34 to KND-37)."""

from dataclasses import dataclass
from typing import Literal, Protocol

from mithaq.kinds.body import Body
from mithaq.kinds.gate import is_person, subjects
from mithaq.kinds.predicates import Past

CardKind = Literal["task", "moment", "subject", "figure"]

SUBJECT_TITLE = "Person or thing concerned"


class View(Past, Protocol):
    """Everything that is held here, as a past, and the texts that hold now."""

    def content(self, entry: str, /) -> Body | None:
        """Return an entry's body after correction; None where it is gone or cannot be opened."""
        ...


@dataclass(frozen=True, slots=True)
class Card:
    """One row. `key` is unique in the dossier; `title` is a message, its values are in `args`.

    `due` is a time or empty, `owner` the agency that has to act or is counted, or empty for all.
    Nothing here knows a clock: "overdue" is computed when a page is drawn.
    """

    kind: CardKind
    entry: str
    key: str
    title: str
    args: tuple[tuple[str, str], ...] = ()
    due: str = ""
    owner: str = ""
    state: str = ""
    value: int | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    """Of a subject: kind and value of what it can be searched by, as written."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What lists of dossiers filter by beside kind and state: codes that the state holds."""

    areas: tuple[str, ...] = ()
    urgency: str = ""


def no_facets(_state: object) -> Facets:
    """Return what a kind has that says nothing of it."""
    return Facets()


def cards_of(entry: str, body: Body) -> tuple[Card, ...]:
    """Return the subject cards of one entry: they depend on its text alone (KND-36)."""
    return tuple(
        Card(
            "subject",
            entry,
            f"{entry}/{path}",
            SUBJECT_TITLE,
            state=(subject.category or "person") if is_person(subject) else "",
            identifiers=tuple((identifier.type, identifier.value) for identifier in subject.identifiers),
        )
        for path, subject in subjects(body)
        if subject.identifiers
    )
