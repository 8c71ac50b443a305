"""What templates may ask for: names of codes, times in words, sentences of refusals, the frame."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mithaq.node import clock
from mithaq.node.models import Audit
from mithaq.record.errors import Refusal
from mithaq.web import layout, logwords, moments, words
from mithaq.web.sentences import sentence

register = template.Library()


@register.simple_tag(takes_context=True)
def page_layout(context: template.Context) -> layout.Layout:
    """Return what the frame around every page shows; works on sign-in pages, too."""
    return layout.layout(context["request"], exercise=context.get("exercise"))


@register.filter
def code_name(code: str, vocabulary: str) -> str:
    """Return a code's name in the reader's language."""
    return words.name(vocabulary, code)


@register.filter
def agency_name(code: str) -> str:
    """Return an agency's full name."""
    return words.agency(code)


@register.filter
def agency_short(code: str) -> str:
    """Return what an agency calls itself in short."""
    return words.agency_short(code)


@register.filter
def kind_name(code: str) -> str:
    """Return the name of a kind of dossier."""
    return words.kind(code)


@register.filter
def message(text: str) -> str:
    """Return a message of the law's tables in the reader's language."""
    return words.message(text)


@register.filter
def refusal_sentence(refusal: Refusal) -> str:
    """Return a refusal in words."""
    return sentence(refusal)


@register.filter
def when(value: str | datetime | None) -> SafeString:
    """Return a time in words, marked up for machines."""
    found = moments.moment(value) if isinstance(value, str) else value
    if found is None:
        return format_html("{}", value or "")
    return format_html('<time datetime="{}">{}</time>', clock.text(found), moments.in_words(found))


@register.filter
def distance(value: str | datetime | None) -> SafeString:
    """Return how far a time is from now, in words."""
    found = moments.moment(value) if isinstance(value, str) else value
    if found is None:
        return format_html("{}", "")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        clock.text(found),
        moments.in_words(found),
        moments.distance(found, clock.now()),
    )


@register.filter
def short_id(value: str | None) -> str:
    """Return the first digits of an id, enough to tell two apart on a page."""
    return (value or "")[:10]


@register.filter
def spoken(value: str | None) -> str:
    """Return a fingerprint in groups of four, to be read aloud."""
    text = value or ""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


@register.filter
def item(mapping: Any, key: str) -> Any:
    """Return what a mapping has under a key."""
    return mapping.get(key) if mapping else None


@register.filter
def act_name(what: str) -> str:
    """Return an act of the audit log in words."""
    return logwords.act(what)


@register.filter
def act_subject(row: Audit) -> str:
    """Return what an act of the audit log was done to."""
    return logwords.subject(row.what, row.subject)


@register.filter
def field_id(path: str) -> str:
    """Return the id in the page of a form's field."""
    return path.replace(".", "-")


@register.filter
def delivery_name(state: str) -> str:
    """Return how far an entry has come, in words."""
    return words.name("delivery-states", "unopenable" if state == "cannot-open" else state)
