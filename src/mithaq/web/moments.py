"""Times as people read them: in the officer's zone, in the words of the reader's language."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta, get_datetime_format
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.kinds.deadlines import Calendar, working_days_left
from mithaq.node import clock
from mithaq.node import hijri as hijri_calendar
from mithaq.node.news.deadlines import SOON as SOON
from mithaq.web import words

LOCALES = {"ar": "ar_MA", "es": "es_ES", "de": "de_DE", "fr": "fr_FR", "en": "en_GB"}
"""Morocco's months (ماي، يوليوز، غشت) are those of ar_MA alone."""

HIJRI = "ar"
"""The language whose readers are shown the Hijri date beside the Gregorian."""

CRITICAL = timedelta(hours=72)
"""What is overdue for longer than this is critically overdue."""

GROUPS = ("critical", "late", "soon", "later", "none")
"""How much deadlines press, the most pressing first."""

WORKING_DAYS_FROM = timedelta(hours=24)
"""What is due later than this is counted in working days, too."""


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
    return _minute(timezone.localtime(when).replace(second=0, microsecond=0, tzinfo=None), locale())


@lru_cache(maxsize=8192)
def _minute(local: datetime, spoken: str) -> str:
    """Return a time by its own clock in words: a list asks for the same ones at every visit."""
    day, time = format_skeleton("yMMMd", local, locale=spoken), format_time(local, "HH:mm", locale=spoken)
    # The pattern has the comma of the language: Arabic writes another one.
    return (
        str(get_datetime_format("medium", locale=spoken))
        .replace("{1}", day)
        .replace("{0}", time)
        .replace("'", "")
    )


def time_in_words(when: datetime) -> str:
    """Return the time of day by its own clock, such as "08:15"."""
    return str(format_time(when, "HH:mm", locale=locale(), tzinfo=when.tzinfo))


def day_in_words(day: date) -> str:
    """Return a day, such as "24 November 2026"."""
    return _day(day.toordinal(), "long", locale())


def weekday(day: date) -> str:
    """Return the name of a day of the week, such as "Tuesday"."""
    return _day(day.toordinal(), "EEEE", locale())


@lru_cache(maxsize=4096)
def _day(ordinal: int, pattern: str, spoken: str) -> str:
    """Return a day in words: a calendar asks for the same ones at every visit."""
    return str(format_date(date.fromordinal(ordinal), pattern, locale=spoken))


def weekday_short(day: date) -> str:
    """Return it in short, where the language has a short form."""
    return str(format_date(day, "EEE", locale=locale()))


def month_title(day: date) -> str:
    """Return month and year, such as "November 2026"."""
    return str(format_skeleton("yMMMM", day, locale=locale()))


def month_name(day: date) -> str:
    """Return the month alone, as it stands in a calendar."""
    return str(format_date(day, "LLLL", locale=locale()))


def first_weekday() -> int:
    """Return the day with which weeks begin for the reader: 0 is Monday."""
    return int(Locale.parse(locale()).first_week_day)


def number(value: int) -> str:
    """Return a number as the reader's language groups it; Morocco writes 0 to 9 in Arabic, too."""
    return str(format_decimal(value, locale=locale()))


def hijri(day: date) -> str:
    """Return the day in the Hijri calendar, for readers of Arabic; "" for others and out of its range.

    It is calculated (Umm al-Qura); what is observed may differ by a day, and in Morocco often does.
    """
    found = hijri_calendar.in_words(day) if words.language() == HIJRI else None
    return f"{found[0]} {found[1]} {found[2]} هـ" if found else ""


def hijri_day(day: date) -> str:
    """Return the number of a day in the Hijri calendar, with its month on the first; "" as `hijri`."""
    found = hijri_calendar.in_words(day) if words.language() == HIJRI else None
    if found is None:
        return ""
    return f"{found[0]} {found[1]}" if found[0] == 1 else str(found[0])


def zone_name(when: datetime | None = None) -> str:
    """Return the officer's time zone as a page says it, such as "Africa/Casablanca (UTC+1)"."""
    local = timezone.localtime(when or clock.now())
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"{timezone.get_current_timezone_name()} (UTC{sign}{hours}{f':{rest:02}' if rest else ''})"


def time_left(due: str, now: datetime, calendar: Calendar | None = None) -> str:
    """Return how much time a deadline leaves: working days by the pact's calendar, else the plain distance.

    "" where there is no deadline.
    """
    when = moment(due)
    if when is None:
        return ""
    if calendar is None or when - now < WORKING_DAYS_FROM:
        return distance(when, now)
    days = working_days_left(calendar, clock.text(now), due)
    if not days:
        return _("%(time)s, no working day before it") % {"time": distance(when, now)}
    left = ngettext("%(count)s working day left", "%(count)s working days left", days)
    return left % {"count": days}


def distance(when: datetime, now: datetime) -> str:
    """Return how far a time is from now, such as "in 2 days" or "3 hours ago"."""
    return str(format_timedelta(when - now, add_direction=True, threshold=1.2, locale=locale()))


def urgency(due: str, now: datetime) -> str:
    """Return how much a deadline presses: one of GROUPS, "none" where there is none."""
    when = moment(due)
    if when is None:
        return "none"
    if when <= now:
        return "critical" if when <= now - CRITICAL else "late"
    return "soon" if when - now <= SOON else "later"


def window(group: str, now: datetime) -> tuple[str, str]:
    """Return the times (after, up to and with) between which deadlines of a group lie, as in entries."""
    texts = [clock.text(one) for one in (now - CRITICAL, now, now + SOON)]
    edges = {"critical": ("", texts[0]), "late": (texts[0], texts[1]), "soon": (texts[1], texts[2])}
    return edges.get(group, (texts[2], "~"))


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
