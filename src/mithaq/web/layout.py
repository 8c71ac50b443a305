"""The frame around every page: whose node this is, who is signed in, where one can go."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.node import home
from mithaq.node.home import HomeError
from mithaq.node.models import DossierRow, Draft, Officer
from mithaq.web import words

MOST = 99
"""Counts beside the navigation stop here: what they cost must not grow with the node."""


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the navigation."""

    label: str
    url: str
    current: bool
    count: str = ""


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
    places: tuple[Place, ...]
    marking: str
    direction: str
    language: str


def layout(request: HttpRequest, *, exercise: bool | None = None) -> Layout:
    """Return the frame for a request; `exercise` is what the page itself knows of what it shows."""
    user = getattr(request, "user", None)
    officer = user if isinstance(user, Officer) else None
    agency = own_agency()
    current = words.language()
    return Layout(
        agency=words.agency(agency),
        agency_short=words.agency_short(agency),
        officer=officer,
        languages=tuple(
            Language(code, name, words.direction(code), code == current)
            for code, name in words.OWN_NAMES.items()
        ),
        places=tuple(_places(request, officer)) if officer else (),
        marking=_marking(exercise),
        direction=words.direction(current),
        language=current,
    )


def own_agency() -> str:
    """Return this node's agency; "" where there is no node's folder."""
    try:
        return home.current().agency
    except HomeError:
        return ""


def _places(request: HttpRequest, officer: Officer) -> list[Place]:
    roles = set(officer.roles)
    reads = bool(roles - {"administrator"})
    wanted: list[tuple[bool, str, str, str]] = [
        (reads, _("Inbox"), "web:inbox", ""),
        (reads, _("Dossiers"), "web:dossiers", ""),
        (reads, _("Drafts"), "web:drafts", _drafts(officer) if reads else ""),
        (
            "supervisor" in roles,
            _("Release"),
            "web:releases",
            _releases(officer) if "supervisor" in roles else "",
        ),
        (bool(roles & {"supervisor", "data-protection"}), _("Erasures"), "web:erasures", ""),
        ("data-protection" in roles, _("Data protection"), "web:audit", ""),
        (True, _("Contacts"), "web:contacts", ""),
        ("administrator" in roles, _("Officers"), "web:officers", ""),
        (True, _("Account"), "web:account", ""),
    ]
    places = []
    for shown, label, name, count in wanted:
        if shown:
            url = reverse(name)
            here = request.path == url if url == "/" else request.path.startswith(url)
            places.append(Place(label, url, here, count))
    return places


def _drafts(officer: Officer) -> str:
    return capped(Draft.objects.filter(officer=officer, state=Draft.State.OPEN)[: MOST + 1].count())


def _releases(officer: Officer) -> str:
    waiting = Draft.objects.filter(state=Draft.State.SECOND).exclude(officer=officer)
    return capped(waiting[: MOST + 1].count())


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
        known = DossierRow.objects.filter(exercise=exercise).exists()
        cache.set(key, known, 60 if known else 5)
    return bool(known)
