"""What the site's templates may ask for."""

from datetime import datetime, timedelta
from typing import Any

from babel.dates import format_date
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from mithaq.press import frame
from mithaq.press.sentences import reason

register = template.Library()
PURPOSES = {
    "content": (
        _("Fitting content and advertising"),
        _("Chooses texts and notices by what you have read here."),
    ),
    "social": (
        _("Social media"),
        _("Shows what is said of a text on other services, which then learn of your visit."),
    ),
    "analysis": (_("Analysis of visits"), _("Counts which texts are read, how long and from where.")),
}
QUEUES = {
    "waiting": _("Waiting"),
    "appealed": _("Appeals"),
    "approved": _("Approved"),
    "refused": _("Refused"),
}
ACTS = {
    "signed-in": _("signed in"),
    "comment-approved": _("approved a comment"),
    "comment-refused": _("refused a comment"),
    "comment-appealed": _("appealed"),
    "comment-deleted": _("deleted a comment"),
    "addresses-erased": _("erased e-mail addresses"),
    "moderator-added": _("added a moderator"),
    "moderator-removed": _("removed a moderator"),
}
LOCALES = {"ar": "ar_MA"}
"""The months as Morocco names them."""


def _locale() -> str:
    return LOCALES.get(frame.language(), frame.language())


@register.filter
def when(value: datetime | None) -> SafeString:
    """Return a time in words, marked up for machines."""
    if value is None:
        return format_html("{}", "")
    local = timezone.localtime(value)
    said = f"{format_date(local, 'long', locale=_locale())}{_COMMA.get(frame.language(), ',')} {local:%H:%M}"
    return format_html('<time datetime="{}">{} {}</time>', local.isoformat(), said, _zone(local))


_COMMA = {"ar": "،"}


def _zone(local: datetime) -> SafeString:
    """Return how far a clock is from UTC, so that a reader elsewhere is not misled."""
    hours, minutes = divmod(int((local.utcoffset() or timedelta()).total_seconds()) // 60, 60)
    said = "" if not hours and not minutes else f"{hours:+d}" + (f":{minutes:02d}" if minutes else "")
    return format_html('<bdi class="zone">UTC{}</bdi>', said)


@register.filter
def day(value: datetime | None) -> SafeString:
    """Return a day in words."""
    if value is None:
        return format_html("{}", "")
    local = timezone.localtime(value)
    said = format_date(local, "long", locale=_locale())
    return format_html('<time datetime="{}">{}</time>', local.date().isoformat(), said)


@register.filter
def agency(code: str) -> str:
    """Return an agency's name in the reader's language."""
    return frame.agency_name(code)


@register.filter
def direction(code: str) -> str:
    """Return how a language is written."""
    return frame.direction(code)


@register.filter
def own_name(code: str) -> str:
    """Return a language by its own name."""
    return frame.OWN_NAMES.get(code, code)


@register.filter
def chosen(texts: list[dict[str, str]], _unused: Any = None) -> str:
    """Return the text in the reader's language, in English, or the first."""
    by = {one["language"]: one["text"] for one in texts}
    return by.get(frame.language()) or by.get("en") or next(iter(by.values()), "")


@register.filter
def reason_name(code: str) -> str:
    """Return why a comment is refused, in words."""
    return reason(code)


@register.filter
def purpose_name(code: str) -> str:
    """Return what consent is asked for, in words."""
    return str(PURPOSES[code][0])


@register.filter
def purpose_about(code: str) -> str:
    """Return what a purpose does, in words."""
    return str(PURPOSES[code][1])


@register.filter
def queue_name(code: str) -> str:
    """Return a queue of the moderators in words."""
    return str(QUEUES[code])


@register.filter
def act_name(code: str) -> str:
    """Return what was done, in words."""
    return str(ACTS.get(code, code))


@register.filter
def item(mapping: dict[str, Any], key: str) -> Any:
    """Return what a mapping has under a key."""
    return mapping.get(key)
