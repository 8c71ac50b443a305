"""The send gate's pure half: what may not leave, and why (docs/spec/kind.md, KND-20 to KND-33).

Each check cites its rule. All refusals are returned at once, so that a form can show them together; the
first in the list is the first that an officer should see to.
"""

from collections.abc import Iterator
from itertools import chain

from mithaq.kinds.agreement import Terms
from mithaq.kinds.body import Body, Part, walk
from mithaq.kinds.fields import Subject, Text
from mithaq.kinds.handling import Handling
from mithaq.record.errors import Refusal
from mithaq.terms import TLP, WITHOUT_PERSONS, country_of, within_ceiling

_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU_MEMBERS = frozenset(_EU.split())
"""The states between which Directive (EU) 2016/680 lets personal data move freely (art. 9(4))."""

PERSONAL = frozenset({"name", "alias", "nationality", "date-of-birth", "document-number"})
"""Identifiers that only a person has: a subject with one of them is a person."""

Subjects = tuple[tuple[str, Subject], ...]
"""Subjects of a body, each with its path."""

MIGRATION = "irregular-migration"
NOT_THIRD = "no-third-country"


def gate(
    body: Body,
    handling: Handling | None,
    *,
    author: str,
    to: tuple[str, ...],
    terms: Terms | None,
    area: str = "",
) -> tuple[Refusal, ...]:
    """Return why `author` may not send this body to `to`; nothing means that it may go.

    `terms` are the dossier's (None: a pact that is only being agreed), `area` is the dossier's area of
    cooperation, where the body itself has none.
    """
    if handling is None:
        return (Refusal("handling-missing"),) if body.handled or persons(body) else ()
    of_body = getattr(body, "area", "") or area
    every = subjects(body)
    people = tuple((path, subject) for path, subject in every if is_person(subject))
    return tuple(
        chain(
            _form(handling, needed=body.handled),
            _ceiling(body, handling, terms, of_body),
            _people(every, people, handling, of_body),
            _transfer(people, handling, author, to),
            _asylum(every, to),
        )
    )


def subjects(body: Body) -> Subjects:
    """Return every subject of a body with its path."""
    return tuple((path, part) for path, part in walk(body) if isinstance(part, Subject))


def texts(body: Part) -> tuple[tuple[str, Text], ...]:
    """Return every free text of a body with its path: what can be translated and searched."""
    return tuple((path, part) for path, part in walk(body) if isinstance(part, Text))


def persons(body: Body) -> Subjects:
    """Return the subjects that are persons, marked or not."""
    return tuple((path, subject) for path, subject in subjects(body) if is_person(subject))


def is_person(subject: Subject) -> bool:
    """Return whether a subject is a person, by its mark or by what only persons have."""
    return (
        subject.person
        or subject.category is not None
        or any(identifier.type in PERSONAL for identifier in subject.identifiers)
    )


def _form(handling: Handling, *, needed: bool) -> Iterator[Refusal]:
    """KND-21 to KND-23: codes, purpose, legal basis."""
    problem = handling.problem()
    if problem is not None:
        yield problem
    if needed and handling.purpose is None:
        yield Refusal("purpose-missing")
    if needed and handling.legal_basis is None:
        yield Refusal("legal-basis-missing")
    if handling.legal_basis == "other" and handling.legal_reference is None:
        yield Refusal("legal-reference-missing")


def _ceiling(body: Body, handling: Handling, terms: Terms | None, area: str) -> Iterator[Refusal]:
    """KND-24: nothing beyond the pact; a body's own purpose counts like that of its handling.

    A purpose that is described in words is no code, and nothing that the pact could cover or not.
    """
    if terms is None:
        return
    for purpose in dict.fromkeys((handling.purpose, getattr(body, "purpose", None))):
        if isinstance(purpose, str) and purpose not in terms.purposes:
            yield Refusal("purpose-not-in-pact", {"purpose": purpose})
    if area and area not in terms.areas:
        yield Refusal("area-not-in-pact", {"area": area})
    for code in handling.codes:
        if code not in terms.handling:
            yield Refusal("handling-above-ceiling", {"handling": code})
    if handling.tlp is not None and not within_ceiling(TLP, handling.tlp, terms.tlp):
        yield Refusal("tlp-above-ceiling", {"tlp": handling.tlp, "most": terms.tlp})
    if (handling.retention_months or 0) > terms.retention_months:
        yield Refusal("retention-above-ceiling", {"most": terms.retention_months})


def _people(every: Subjects, people: Subjects, handling: Handling, area: str) -> Iterator[Refusal]:
    """KND-25 to KND-29: what must be known before a person's data move at all (LED art. 5, 6, 7, 10)."""
    for path, subject in people:
        if subject.category is None:
            yield Refusal("subject-category-missing", {"field": path})
        if subject.assessed is None:
            yield Refusal("subject-assessment-missing", {"field": path})
    for path, subject in every:
        if subject.special and (subject.special_ground is None or subject.special_reason is None):
            yield Refusal("special-category-not-necessary", {"field": path})
    if people:
        yield from _with_persons(handling, area)


def _with_persons(handling: Handling, area: str) -> Iterator[Refusal]:
    if handling.evaluation is None:
        yield Refusal("evaluation-missing")
    if handling.retention_months is None:
        yield Refusal("retention-missing")
    if handling.purpose in WITHOUT_PERSONS:
        yield Refusal("purpose-without-persons", {"purpose": handling.purpose or ""})
    if area == MIGRATION:
        yield Refusal("migration-without-crime")
    yield from (Refusal("risk-not-answered", {"risk": risk}) for risk in handling.unanswered_risks())
    yield from (Refusal("risk-present", {"risk": answer.risk}) for answer in handling.risks if answer.present)


def _transfer(people: Subjects, handling: Handling, author: str, to: tuple[str, ...]) -> Iterator[Refusal]:
    """KND-30: a person's data leave for another legal order only on a basis that fits (LED art. 35 to 38)."""
    third = third_countries(author, to)
    if not third or not people:
        return
    if handling.transfer is None:
        yield Refusal("transfer-basis-missing", {"country": third[0]})
    elif handling.transfer.basis == NOT_THIRD:
        yield Refusal("transfer-basis-unfit", {"country": third[0]})


def third_countries(author: str, to: tuple[str, ...]) -> tuple[str, ...]:
    """Return the recipients' countries that are another legal order than the author's, sorted."""
    home = country_of(author)
    others = {country_of(agency) for agency in to} - {home}
    return tuple(sorted(others - EU_MEMBERS if home in EU_MEMBERS else others))


def _asylum(every: Subjects, to: tuple[str, ...]) -> Iterator[Refusal]:
    """KND-31: nothing about asylum to the state of origin, nor where that state is not said."""
    countries = {country_of(agency) for agency in to}
    for path, subject in every:
        if subject.asylum and subject.origin is None:
            yield Refusal("asylum-origin-unknown", {"field": path})
        elif subject.asylum and subject.origin in countries:
            yield Refusal("asylum-to-origin", {"field": path})
