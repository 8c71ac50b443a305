"""The frame around every page: whose node this is, who is signed in, where one can go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.node import home
from mithaq.node.home import HomeError
from mithaq.node.models import CardRow, DossierRow, Draft, EntryRow, Notice, Officer
from mithaq.node.news import alerts
from mithaq.node.officers import WRITERS
from mithaq.web import words
from mithaq.web.lists.statements import counted

FRAME = "frame_counts"
"""The attribute of a request in which a page leaves the frame's counts."""

MOST = 99
"""Counts beside the navigation stop here: what they cost must not grow with the node."""


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the navigation."""

    label: str
    url: str
    current: bool
    count: str = ""
    name: str = ""
    """The name of its address, by which its count is brought up to date."""


@dataclass(frozen=True, slots=True)
class Section:
    """Places that belong together; "" for those that need no heading."""

    label: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """One language that the page can be had in, by its own name."""

    code: str
    name: str
    direction: str
    current: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """What the frame shows."""

    agency: str
    agency_short: str
    officer: Officer | None
    languages: tuple[Language, ...]
    sections: tuple[Section, ...]
    marking: str
    direction: str
    language: str
    alerts: int = 0
    """Alerts that wait for this agency, and that the officer may acknowledge: at most MOST + 1."""
    answers: bool = False
    """Whether alerts concern the officer at all: then the page listens for them."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Return all places, in the order of the navigation."""
        return tuple(place for section in self.sections for place in section.places)

    @property
    def language_name(self) -> str:
        """Return what the page's language calls itself."""
        return words.OWN_NAMES[self.language]


def layout(request: HttpRequest, *, exercise: bool | None = None) -> Layout:
    """Return the frame for a request; `exercise` is what the page itself knows of what it shows."""
    user = getattr(request, "user", None)
    officer = user if isinstance(user, Officer) else None
    agency = own_agency()
    current = words.language()
    answers = officer is not None and not set(WRITERS).isdisjoint(officer.roles)
    return Layout(
        agency=words.agency(agency),
        agency_short=words.agency_short(agency),
        officer=officer,
        languages=tuple(
            Language(code, name, words.direction(code), code == current)
            for code, name in words.OWN_NAMES.items()
        ),
        sections=tuple(_sections(request, officer)) if officer else (),
        marking=_marking(exercise),
        direction=words.direction(current),
        language=current,
        alerts=_counts(request, officer)["desks"] if officer else 0,
        answers=answers,
    )


def own_agency() -> str:
    """Return this node's agency; "" where there is no node's folder."""
    try:
        return home.current().agency
    except HomeError:
        return ""


Wanted = tuple[bool, str, str, str]
"""One place: whether it is shown, its word, the name of its address, its count."""


def _sections(request: HttpRequest, officer: Officer) -> list[Section]:
    roles = set(officer.roles)
    said = (
        ("", _work(roles, _counts(request, officer))),
        (_("Oversight"), _oversight(roles)),
        (_("This node"), _node(roles)),
    )
    sections = (Section(label, tuple(_places(request, wanted))) for label, wanted in said)
    return [section for section in sections if section.places]


def _work(roles: set[str], counts: Mapping[str, int]) -> tuple[Wanted, ...]:
    reads, supervises = bool(roles - {"administrator"}), "supervisor" in roles
    return (
        (True, _("Today"), "web:home", ""),
        (reads, _("Inbox"), "web:inbox", ""),
        (reads, _("Dossiers"), "web:dossiers", ""),
        (reads, _("Search"), "web:search", ""),
        (reads, _("Drafts"), "web:drafts", capped(counts["drafts"])),
        (reads, _("Calendar"), "web:calendar", ""),
        (reads, _("Contacts round the clock"), "web:desks", capped(counts["desks"])),
        (True, _("Notices"), "web:news", capped(counts["notices"])),
        (supervises, _("Release"), "web:releases", capped(counts["releases"])),
    )


def _oversight(roles: set[str]) -> tuple[Wanted, ...]:
    return (
        ("supervisor" in roles, _("Duty"), "web:duty", ""),
        (bool(roles & {"supervisor", "data-protection"}), _("Erasures"), "web:erasures", ""),
        ("data-protection" in roles, _("Data protection"), "web:audit", ""),
    )


def _node(roles: set[str]) -> tuple[Wanted, ...]:
    return (
        (True, _("Contacts"), "web:contacts", ""),
        (True, _("Printed papers"), "web:papers", ""),
        ("administrator" in roles, _("Officers"), "web:officers", ""),
        (True, _("Account"), "web:account", ""),
    )


def _places(request: HttpRequest, wanted: tuple[Wanted, ...]) -> list[Place]:
    places = []
    for shown, label, name, count in wanted:
        if shown:
            url = reverse(name)
            here = request.path == url if url == "/" else request.path.startswith(url)
            places.append(Place(label, url, here, count, name))
    return places


def counted_rows(officer: Officer) -> dict[str, QuerySet[Any]]:
    """Return what the frame counts for an officer, for a page that counts more in the same statement."""
    waiting = Draft.objects.filter(state=Draft.State.SECOND).exclude(officer=officer)
    return {
        "drafts": Draft.objects.filter(officer=officer, state=Draft.State.OPEN),
        "notices": Notice.objects.filter(officer=officer, read_at=None),
        "desks": _alerts(officer),
        "releases": waiting if "supervisor" in officer.roles else Draft.objects.none(),
    }


def _alerts(officer: Officer) -> QuerySet[Any]:
    """Return the alerts that wait for the officer's agency, if they are for such an officer to answer."""
    if set(WRITERS).isdisjoint(officer.roles):
        return CardRow.objects.none()
    return alerts.waiting(own_agency(), officer)


def newest() -> dict[str, QuerySet[Any]]:
    """Return what the frame asks for in the same statement: the newest entry, after which all is news."""
    return {"newest": EntryRow.objects.order_by("-serial").values("serial")}


def _counts(request: HttpRequest, officer: Officer) -> Mapping[str, int]:
    """Return the frame's counts: those that the page has made with its own, else in one statement."""
    made: Mapping[str, int] | None = getattr(request, FRAME, None)
    if made is None:
        made = counted(counted_rows(officer), MOST, first=newest())
        setattr(request, FRAME, made)
    return made


def capped(count: int) -> str:
    """Return a count as the frame shows it; nothing for none."""
    return "" if not count else f"{MOST}+" if count > MOST else str(count)


def _marking(exercise: bool | None) -> str:
    """Return the marking of the page: what it shows is an exercise, or some of it may be."""
    if exercise:
        return _("EXERCISE · nothing here is real")
    if exercise is None and _holds("exercise", exercise=True):
        if _holds("earnest", exercise=False):
            return _("This node also holds exercise data")
        return _("EXERCISE · nothing here is real")
    return ""


def _holds(name: str, *, exercise: bool) -> bool:
    """Return whether the node has such dossiers; what is so once is not asked for again for a while."""
    key = f"mithaq-holds-{own_agency()}-{name}"
    known = cache.get(key)
    if known is None:
        # A value in a list, which an index answers: of a plain "not" the engines look at every row.
        known = DossierRow.objects.filter(exercise__in=[exercise]).exists()
        cache.set(key, known, 60 if known else 5)
    return bool(known)
