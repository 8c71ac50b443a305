"""What the reader's notes on the days of a visit mean, in the reader's language (docs/guide/reader.md)."""

from django.utils.translation import gettext as _

from mithaq.reader.meanings import NOTES


def in_words(note: str) -> tuple[str, str]:
    """Return a note as a sentence in the reader's language, and the days or years that it names."""
    code, _colon, days = note.partition(":")
    return _(NOTES.get(code, code)), days.strip().replace("->", "→")
