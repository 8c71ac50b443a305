"""What stands around every page: whose site it is, its languages, its own pages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from mithaq.press import consenting
from mithaq.press.place import site as site
from mithaq.terms import AGENCIES, short_name

OWN_NAMES = {"ar": "العربية", "es": "Español", "de": "Deutsch", "fr": "Français", "en": "English"}
"""The languages in the order of the workplace, each by its own name."""


def direction(language: str) -> str:
    """Return how a language is written."""
    return "rtl" if language == "ar" else "ltr"


def language() -> str:
    """Return the reader's language."""
    return (translation.get_language() or "en")[:2]


def agency_name(agency: str) -> str:
    """Return an agency's name in the reader's language."""
    return AGENCIES.label(agency, language())


def _scripts(request: HttpRequest) -> list[str]:
    """Return what this page loads for what its reader has consented to; in an exercise, stand-ins."""
    loaded = consenting.scripts(request)
    stand_ins = consenting.choice(request).purposes if site().exercise else ()
    return [
        *loaded.values(),
        *(reverse("press:fixture", args=[one]) for one in stand_ins if one not in loaded),
    ]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what every template can name."""
    current = language()
    rest = request.path_info.split("/", 2)
    tail = rest[2] if len(rest) > 2 and rest[1] in OWN_NAMES else ""
    return {
        "site": site(),
        "consent": consenting.choice(request) if site().purposes else None,
        "scripts": _scripts(request),
        "mails": settings.MAILS,
        "site_name": agency_name(site().agency),
        "site_short": short_name(site().agency),
        "current": current,
        "direction": direction(current),
        "languages": [
            {"code": code, "name": name, "url": f"/{code}/{tail}", "direction": direction(code)}
            for code, name in OWN_NAMES.items()
        ],
    }
