"""What lists can be filtered by: each filter's title and choices in the reader's language; what is set."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mithaq.kinds import KINDS, kind
from mithaq.node.models import Contact
from mithaq.terms import VOCABULARIES
from mithaq.web import moments, words
from mithaq.web.headings import state_name
from mithaq.web.layout import own_agency
from mithaq.web.lists.wanted import Wanted

Choices = Sequence[tuple[str, str]]
"""Codes with their names, in the order in which they are offered."""

_KEPT = 30
"""Seconds for which the contacts are remembered: a new one may be filtered by a little later."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter. `choices` gets what is wanted already: states depend on the kind."""

    name: str
    title: Callable[[], str]
    choices: Callable[[Wanted], Choices]


@dataclass(frozen=True, slots=True)
class Field:
    """A filter as the form shows it."""

    name: str
    title: str
    choices: Choices
    value: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, and the address without it."""

    title: str
    said: str
    address: str


def fields(filters: Iterable[Filter], wanted: Wanted) -> list[Field]:
    """Return the form's fields."""
    return [Field(one.name, one.title(), one.choices(wanted), wanted.get(one.name)) for one in filters]


def chips(shown: Iterable[Field], wanted: Wanted, more: Mapping[str, tuple[str, str]]) -> list[Chip]:
    """Return what is set, each with the address that is left without it; `more` names what has no field."""
    said = [(one.name, one.title, dict(one.choices).get(one.value, one.value)) for one in shown if one.value]
    said += [(name, title, value) for name, (title, value) in more.items()]
    return [Chip(title, value, "?" + (wanted.having(**{name: ""}) or "all")) for name, title, value in said]


def allowed(filters: Iterable[Filter], wanted: Wanted) -> Wanted:
    """Return what is wanted without values that no choice offers."""
    known = {one.name: {code for code, _name in one.choices(wanted)} for one in filters}
    kept = {name: value for name, value in wanted.values.items() if value in known.get(name, {value})}
    return Wanted(kept, wanted.after)


def partners() -> list[str]:
    """Return the agencies of this node's contacts."""
    key = f"mithaq-partners-{own_agency()}"
    known: list[str] | None = cache.get(key)
    if known is None:
        known = list(Contact.objects.order_by("agency").values_list("agency", flat=True))
        cache.set(key, known, _KEPT)
    return known


def forget_partners() -> None:
    """Read the contacts anew at the next use."""
    cache.delete(f"mithaq-partners-{own_agency()}")


def _terms(vocabulary: str) -> Callable[[Wanted], Choices]:
    def choices(_wanted: Wanted) -> Choices:
        named = [(term.code, words.name(vocabulary, term.code)) for term in VOCABULARIES[vocabulary]]
        return sorted(named, key=lambda one: one[1]) if vocabulary == "areas" else named

    return choices


def _kinds(_wanted: Wanted) -> Choices:
    return [(one.name, words.kind(one.name)) for one in KINDS]


def _stages(wanted: Wanted) -> Choices:
    """Return the states of the kind that is wanted; of all kinds, each word once."""
    some = [kind(wanted.get("kind"))] if wanted.get("kind") in {one.name for one in KINDS} else KINDS
    found: dict[str, str] = {}
    for one in some:
        for stage in one.stages:
            found.setdefault(stage.code, state_name(one, stage.code))
    return list(found.items())


def _partners(_wanted: Wanted) -> Choices:
    return [(agency, words.agency_short(agency)) for agency in partners()]


def _due(_wanted: Wanted) -> Choices:
    return [(name, due_name(name)) for name in moments.GROUPS]


def due_name(group: str) -> str:
    """Return how much a deadline presses, in words."""
    return {
        "critical": _("Critically overdue"),
        "late": _("Overdue"),
        "soon": _("Due soon"),
        "later": _("Not due"),
        "none": _("Without a deadline"),
    }[group]


def _exercise(_wanted: Wanted) -> Choices:
    return [("yes", _("Exercise only")), ("no", _("No exercise"))]


KIND = Filter("kind", lambda: _("Kind of dossier"), _kinds)
STATE = Filter("state", lambda: _("State"), _stages)
PARTNER = Filter("partner", lambda: _("Partner"), _partners)
AREA = Filter("area", lambda: _("Area"), _terms("areas"))
URGENCY = Filter("urgency", lambda: _("Urgency"), _terms("urgency"))
HANDLING = Filter("handling", lambda: _("Handling"), _terms("handling"))
DUE = Filter("due", lambda: _("Deadline"), _due)
EXERCISE = Filter("exercise", lambda: _("Exercise"), _exercise)
OWNER = Filter("owner", lambda: _("Who has to act"), _partners)
NEWS = Filter("news", lambda: _("News"), lambda _wanted: [("unread", _("Not read yet"))])
PEOPLE = Filter(
    "people",
    lambda: pgettext("officers", "People"),
    lambda _wanted: [("named", _("Dossiers that name me")), ("mine", _("Dossiers that I answer for"))],
)
WHOSE = Filter(
    "whose",
    lambda: _("Whose tasks"),
    lambda _wanted: [
        ("ours", _("For us to do")),
        ("theirs", _("Waiting for partners")),
        ("everybody", pgettext("whose tasks", "All")),
    ],
)
BESIDE = {"area": AREA, "urgency": URGENCY, "handling": HANDLING, "partner": PARTNER}
"""Filters that are answered by a dossier's facets."""
