"""The Hijri calendar, as it is calculated (Umm al-Qura): what is observed may differ by a day."""

from datetime import date

from hijridate import Gregorian


def in_words(day: date) -> tuple[int, str, int] | None:
    """Return day, name of the month in Arabic, and year; None out of the tables' range (1924 to 2077)."""
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except (OverflowError, ValueError):
        return None
    return int(found.day), str(found.month_name("ar")), int(found.year)
