"""What templates may ask for: names of codes, times in words, sentences of refusals, the frame."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from babel.lists import format_list
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mithaq.node import clock
from mithaq.node.models import Audit
from mithaq.record.errors import Refusal
from mithaq.record.limits import ID
from mithaq.web import layout, livenews, logwords, moments, words
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
def agencies(codes: Iterable[str]) -> str:
    """Return several agencies in short, joined as the reader's language joins a list.

    Each is isolated: Arabic writes its "and" onto the next name, whatever its script.
    """
    names = [f"\u2068{words.agency_short(code)}\u2069" for code in codes]
    return str(format_list(names, locale=moments.locale()))


@register.filter
def is_id(text: str) -> bool:
    """Return whether this can be an entry's id, whatever a partner has written there."""
    return bool(ID.fullmatch(text))


@register.filter
def check_name(name: str) -> str:
    """Return what was checked of an entry, in words."""
    return logwords.checks().get(name, name)


@register.filter
def media_name(kind: str) -> str:
    """Return what a file is, in words; its media type where it has none here."""
    return logwords.media().get(kind, kind)


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
    day = moments.hijri(timezone.localtime(found).date())
    if day:
        return format_html(
            '<time datetime="{}" title="{}">{}</time>', clock.text(found), day, moments.in_words(found)
        )
    return format_html('<time datetime="{}">{}</time>', clock.text(found), moments.in_words(found))


@register.filter
def dated(value: str | datetime | date | None) -> SafeString:
    """Return a time or a day in words, in Arabic with the Hijri day beside it."""
    found = moments.moment(value) if isinstance(value, str) else value
    if found is None:
        return format_html("{}", value or "")
    if isinstance(found, datetime):
        day, text, said = timezone.localtime(found).date(), clock.text(found), moments.in_words(found)
    else:
        day, text, said = found, found.isoformat(), moments.day_in_words(found)
    hijri = moments.hijri(day)
    written = format_html('<time datetime="{}">{}</time>', text, said)
    if not hijri:
        return written
    # Its direction is said: two isolated texts beside each other give a sentence none to guess it by.
    return format_html('<span dir="rtl">{} <span class="hijri">{}</span></span>', written, hijri)


@register.filter
def clock_time(value: str | datetime) -> SafeString:
    """Return the time of day on the officer's clock."""
    found = moments.moment(value) if isinstance(value, str) else value
    if found is None:
        return format_html("{}", value)
    local = timezone.localtime(found)
    return format_html('<time datetime="{}">{}</time>', clock.text(found), local.strftime("%H:%M"))


@register.filter
def number(value: int) -> str:
    """Return a number as the reader's language groups it."""
    return moments.number(value)


@register.simple_tag
def zone_name() -> str:
    """Return the time zone in which the page shows times."""
    return moments.zone_name()


@register.simple_tag(takes_context=True)
def news_of_page(context: template.Context) -> livenews.Watch:
    """Return from where on, and for what, this page listens to news."""
    return livenews.watch(context["request"])


@register.filter
def day(value: str) -> str:
    """Return a day, written 2030-01-28, in words."""
    found = moments.moment(value)
    return moments.day_in_words(found.date()) if found else value


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
