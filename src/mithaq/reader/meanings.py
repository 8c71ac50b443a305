"""What the codes of the notes on a visit's days mean, in English (docs/guide/reader.md)."""


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogues; who shows it looks it up."""
    return message


NOTES = {
    "announced": gettext_noop("The visit is announced, not held."),
    "year-differs": gettext_noop("The year does not fit the weekday or the day of publication."),
    "weekday-differs": gettext_noop("The weekday does not fit the date."),
    "year-unknown": gettext_noop("The text gives no year."),
    "publication-unknown": gettext_noop("The day depends on the day of publication, which is not known."),
    "no-such-day": gettext_noop("There is no such day."),
}
