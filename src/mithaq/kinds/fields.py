"""The kinds of field that bodies are made of, and what forms need to draw them (kind.md, KND-4)."""

import re
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field, Strict, StringConstraints
from pydantic.fields import FieldInfo

from mithaq.kinds.body import Part
from mithaq.terms import (
    MAX_IDENTIFIER,
    CategoryCode,
    CountryCode,
    FactOrAssessment,
    IdentifierType,
    LanguageCode,
    SpecialCategory,
    SpecialGround,
    UnitCode,
)

T = TypeVar("T")

MAX_TEXT = 20_000
MAX_ITEMS = 200


def member(title: str, about: str = "", *, form: str = "", default: Any = ..., **extra: Any) -> Any:
    """Return a field with its title and help; `form` names how it is drawn where its type does not say it.

    Forms know: text, short, time, day, clock, entry, dossier, agency, flag, number, pick, attached; a
    coded field is a list of its vocabulary; a part is a group; a tuple repeats. `section` is the heading
    of the section of a long form that begins with this field; `of` names the types of entries that an
    entry field offers, or what a pick chooses from (`Kind.picks`).
    """
    drawn = {"form": form, **extra} if form else extra
    info: FieldInfo = Field(default, title=title, description=about or None, json_schema_extra=drawn or None)
    return info


def _is_time(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def _is_day(text: str) -> str:
    date.fromisoformat(text)
    return text


def _is_readable(text: str) -> str:
    # Most texts are one line: that has none of these characters is said by one look in C.
    if text.isspace() or not text or not (text.isprintable() or _CONTROL.search(text) is None):
        raise ValueError("empty, or with control characters")
    return text


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

EntryId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Time = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$"),
    AfterValidator(_is_time),
]
"""Exactly YYYY-MM-DDTHH:MM:SS.mmmZ, so that the order of texts is the order of times."""

Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_is_day)]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day on a clock on the wall: HH:MM."""

Telephone = Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{6,14}$")]
"""A number as ITU-T E.164 writes it: + and the country code, digits only."""

Email = Annotated[
    str,
    StringConstraints(
        max_length=254, pattern=r"^[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}$"
    ),
]

_ONE_LINE = r"^[^\x00-\x1f\x7f]+$"
Short = Annotated[str, StringConstraints(max_length=200, pattern=_ONE_LINE), AfterValidator(_is_readable)]
"""One line that is the same in every language: a reference number, the name of a unit."""

Many = Annotated[tuple[T, ...], Strict(False), Field(max_length=MAX_ITEMS)]
"""A list in JSON, a tuple here; the items stay strict."""


def _is_set(codes: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(codes)) != len(codes):
        raise ValueError("one of these stands twice")
    return codes


Several = Annotated[Many[T], AfterValidator(_is_set)]
"""A set of codes or ids, in the order in which its author wrote them."""


class Text(Part):
    """Free text, which says its language; it is never normalised."""

    language: LanguageCode = member("Language")
    text: Annotated[
        str, StringConstraints(min_length=1, max_length=MAX_TEXT), AfterValidator(_is_readable)
    ] = member("Text", form="text")


class Link(Part):
    """A dossier elsewhere under the same or another pact, by its id and the reader's word for it."""

    dossier: EntryId = member("Dossier", form="dossier")
    entry: EntryId | None = member("Entry in it", form="entry", default=None)


class Quantity(Part):
    """A whole number with its unit: quantities are never fractions (kilograms or grams, not 1.5 kg)."""

    value: Annotated[int, Field(ge=0, lt=2**53)] = member("Quantity", form="number")
    unit: UnitCode = member("Unit")


class Identifier(Part):
    """What a subject can be found by, as it was written; the node compares normal forms."""

    type: IdentifierType = member("Kind of identifier")
    value: Annotated[
        str, StringConstraints(max_length=MAX_IDENTIFIER, pattern=_ONE_LINE), AfterValidator(_is_readable)
    ] = member("Identifier", "As it was seen or heard, even if only in part.")


class Subject(Part):
    """Who or what an entry is about, and what the law wants known of a person (LED art. 6, 7, 10)."""

    person: bool = member("This is a person", form="flag")
    category: CategoryCode | None = member(
        "Category of person", "Required for a person: nobody is only a name in a list.", default=None
    )
    assessed: FactOrAssessment | None = member(
        "Fact or personal assessment", "Required for a person.", default=None
    )
    identifiers: Many[Identifier] = member("Identifiers", default=())
    description: Text | None = member("Description", default=None)
    special: Several[SpecialCategory] = member(
        "Special categories of data",
        "Only where strictly necessary, with the ground and the reason.",
        default=(),
    )
    special_ground: SpecialGround | None = member("Ground for special categories", default=None)
    special_reason: Text | None = member("Why they are strictly necessary", default=None)
    asylum: bool = member(
        "Concerns asylum or international protection",
        "Nothing about it may ever reach the state of origin.",
        form="flag",
        default=False,
    )
    origin: CountryCode | None = member("State of origin", default=None)
