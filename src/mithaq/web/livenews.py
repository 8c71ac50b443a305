"""What a page needs to hear news while it is looked at: since when, for which dossiers, and its words."""

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.node.news.watching import newest_serial
from mithaq.web import layout, moments

LISTS = frozenset({"home", "inbox", "dossiers", "moments", "subjects", "figures", "calendar", "duty", "news"})
"""Pages that show many dossiers: they say that something new has come, and move nothing by themselves."""

ALL = "all"


@dataclass(frozen=True, slots=True)
class Watch:
    """`scope` is "all" for a list, a dossier's id, or "" where only the counts of the frame matter."""

    since: int
    scope: str
    sentences: tuple[tuple[str, str], ...]
    """How many entries are new, by CLDR's category of plurals; {n} stands for the number."""
    changed: str


def watch(request: HttpRequest) -> Watch:
    """Return what the page of a request listens to."""
    match = request.resolver_match
    scope = ""
    if match is not None and match.url_name in LISTS:
        scope = ALL
    elif match is not None and match.url_name in {"dossier", "live", "live-stop"}:
        scope = str(match.kwargs.get("dossier", ""))
    changed = (
        _("This dossier has changed since.") if scope not in {"", ALL} else _("The list has changed since.")
    )
    counts = getattr(request, layout.FRAME, None)
    newest = counts["newest"] if counts else newest_serial()
    return Watch(newest, scope, _sentences(moments.locale()), changed)


@lru_cache(maxsize=16)
def _sentences(locale: str) -> tuple[tuple[str, str], ...]:
    """Return the sentence for each category of the reader's language, by the first number that is in it."""
    rule = Locale.parse(locale).plural_form
    found: dict[str, str] = {}
    for number in range(121):
        category = rule(number)
        if category not in found:
            said = ngettext("%(count)s new entry of a partner", "%(count)s new entries of partners", number)
            found[category] = said % {"count": "{n}"}
    return tuple(sorted(found.items()))
