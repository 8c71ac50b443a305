"""The parts that all pages are made of, each drawn in both directions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from mithaq.node import clock
from mithaq.web import samples, tokens, words
from mithaq.web.page import page, show

SCHEMES = ("light", "dark")
OTHER = {"rtl": "de", "ltr": "ar"}
"""The language of the second drawing: one that is read the other way."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: the template of its example, its name, and when it is used."""

    name: str
    title: str | Promise
    about: str | Promise
    words: Callable[[], dict[str, Any]] = dict


PARTS: tuple[Part, ...] = (
    Part("type", _("Lettering"), _("One family for both scripts; five sizes and two weights.")),
    Part("head", _("Head of a page"), _("Where one is, what it is, how it stands, what can be done.")),
    Part(
        "actions",
        _("Buttons"),
        _("One main action; quiet ones beside it; a red edge for what cannot be undone."),
    ),
    Part(
        "filters",
        _("Filters and pages"),
        _("Filters stand in the address; one that is set can be taken off."),
    ),
    Part("states", _("States"), _("A word, an icon and a colour, never one of them alone.")),
    Part("notes", _("Messages"), _("What one must know before going on.")),
    Part("tiles", _("Counts"), _("Each opens its list.")),
    Part("table", _("Lists"), _("Groups by urgency; on a telephone each row becomes lines.")),
    Part("form", _("Forms"), _("Label above, help below it, errors before the field.")),
    Part("facts", _("Facts and texts"), _("Codes in the reader's language, texts as they were written.")),
    Part("timeline", _("Timeline"), _("What was written, and who holds it.")),
    Part("board", _("Board"), _("Columns of what stands alike.")),
    Part("steps", _("Steps"), _("How far one matter is.")),
    Part("empty", _("Nothing here"), _("What is empty, and what brings something into it.")),
    Part("dialog", _("Dialog and toast"), _("Without script a dialog is a page and a toast a message.")),
    Part("charts", _("Charts"), _("Drawn on the server, each with its table."), samples.charts_words),
    Part(
        "map",
        _("Map"),
        _("Cropped to its places; lines between countries only where the node says so."),
        samples.route,
    ),
    Part(
        "icons", _("Icons"), _("Beside words and never instead of them."), lambda: {"icons": samples.icons()}
    ),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An example in one language."""

    language: str
    direction: str
    html: SafeString


@page()
def style(request: HttpRequest) -> HttpResponse:
    """Show every part in the reader's direction and in the other one, and the tokens with their contrast."""
    mine = words.language()
    both = (mine, OTHER[words.direction(mine)])
    scheme = request.GET.get("scheme", "")
    return show(
        request,
        "style",
        parts=[(part, [drawn(part, language) for language in both], source(part)) for part in PARTS],
        colours=tokens.colours().values(),
        pairs=tokens.pairs(),
        spaces=samples.spaces(),
        scheme=scheme if scheme in SCHEMES else "",
        schemes=(("", _("As the device says")), ("light", _("Light")), ("dark", _("Dark"))),
    )


def drawn(part: Part, language: str) -> Drawn:
    """Return a part's example in a language."""
    now = clock.now()
    with translation.override(language):
        given = {
            "side": language,
            "late": now - timedelta(days=2),
            "soon": now + timedelta(days=2),
            **part.words(),
        }
        html = render_to_string(template_of(part), given)
    return Drawn(language, words.direction(language), html)


def source(part: Part) -> str:
    """Return the template of a part's example, to copy from."""
    return str(get_template(template_of(part)).template.source)  # type: ignore[attr-defined]


def template_of(part: Part) -> str:
    """Return where a part's example lies."""
    return f"web/style/{part.name}.html"
