"""Times as people read them: in the officer's zone, in the words of the reader's language."""

from datetime import UTC, date, datetime, timedelta

from babel.dates import format_date, format_skeleton, format_time, format_timedelta, get_datetime_format
from django.utils import timezone

from mithaq.web import words

LOCALES = {"ar": "ar_MA", "es": "es_ES", "de": "de_DE", "fr": "fr_FR", "en": "en_GB"}
"""Morocco's months (ماي، يوليوز، غشت) are those of ar_MA alone."""

SOON = timedelta(hours=72)
"""What is due within this time is due soon."""


def locale() -> str:
    """Return Babel's locale for the reader."""
    return LOCALES[words.language()]


def moment(text: str) -> datetime | None:
    """Return the time that an entry writes, or None where it is no time."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def in_words(when: datetime) -> str:
    """Return day and time in the officer's zone, such as "24 Nov 2026, 08:15"."""
    local, spoken = timezone.localtime(when), locale()
    day, time = format_skeleton("yMMMd", local, locale=spoken), format_time(local, "HH:mm", locale=spoken)
    # The pattern has the comma of the language: Arabic writes another one.
    return (
        str(get_datetime_format("medium", locale=spoken))
        .replace("{1}", day)
        .replace("{0}", time)
        .replace("'", "")
    )


def day_in_words(day: date) -> str:
    """Return a day, such as "24 November 2026"."""
    return str(format_date(day, "long", locale=locale()))


def distance(when: datetime, now: datetime) -> str:
    """Return how far a time is from now, such as "in 2 days" or "3 hours ago"."""
    return str(format_timedelta(when - now, add_direction=True, threshold=1.2, locale=locale()))


def urgency(due: str, now: datetime) -> str:
    """Return "late", "soon", "later", or "none" where there is no deadline."""
    when = moment(due)
    if when is None:
        return "none"
    if when <= now:
        return "late"
    return "soon" if when - now <= SOON else "later"


def for_input(text: str) -> str:
    """Return an entry's time as a datetime-local field takes it, in the officer's zone; "" if it is none."""
    when = moment(text)
    return timezone.localtime(when).strftime("%Y-%m-%dT%H:%M") if when else ""


def from_input(text: str) -> str:
    """Return the entry's form of what a datetime-local field gave; the text itself if it is no time."""
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        return text
    zoned = local if local.tzinfo else local.replace(tzinfo=timezone.get_current_timezone())
    return zoned.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
