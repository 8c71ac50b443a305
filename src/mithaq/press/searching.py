"""The search: words by their stems, whatever their form, in each language that a text was released in."""

from django.db.models import QuerySet

from mithaq.press.models.texts import Edition, public
from mithaq.text.words import stem, stems, words_of

MOST_WORDS = 8
LONGEST = 200


def indexed(text: str, language: str) -> str:
    """Return the stems of a text with a space around each."""
    return " ".join(["", *dict.fromkeys(stem(word.text, language) for word in words_of(text)), ""])


def found(query: str) -> QuerySet[Edition]:
    """Return the editions that have every word of a query in some form, the newest first."""
    editions = Edition.objects.filter(story__in=public(), story__withdrawn_at=None)
    for word in list(words_of(query[:LONGEST]))[:MOST_WORDS]:
        any_stem = Edition.objects.none()
        for one in stems(word.text):
            any_stem = any_stem | Edition.objects.filter(folded__contains=f" {one} ")
        editions = editions.filter(pk__in=any_stem.values("pk"))
    return editions.select_related("story").order_by("-story__released_at", "-pk")
