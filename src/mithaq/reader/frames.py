"""How a sentence is meant: as news, as what is to come, as what was long ago, as praise, as a possibility."""

from collections.abc import Iterable

from mithaq.reader.calendar import days_of
from mithaq.reader.page import Page
from mithaq.reader.wording import Sentence

LONG_AGO = 45
"""Days between a date in a sentence and publication from which the sentence tells of the past."""


def to_come(page: Page, sentence: Sentence) -> bool:
    """Whether the sentence announces: will visit, is expected in, soll besuchen, devrait rencontrer."""
    ahead = page.cue(sentence, "future")
    if not ahead:
        return False
    told = page.marks.cue(sentence.first, ahead[0].first, "receive", "agree")
    return not told


def long_ago(page: Page, sentence: Sentence) -> bool:
    """Whether the sentence tells of what was before: last year, in 2019, previously."""
    reference = page.reference
    if reference is None:
        return bool(page.cue(sentence, "past"))
    ages = [
        (reference - days.end).days
        for mention in page.dates_of(sentence)
        if (days := days_of(mention, reference)).end is not None
    ]
    if ages:
        return min(abs(age) for age in ages) > LONG_AGO and not _doubted(page, sentence)
    if page.cue(sentence, "past") or (page.cue(sentence, "before-that") and _follows_past(page, sentence)):
        return True
    return any(year < reference.year - 1 for year in years_in(page, sentence.first, sentence.last))


def _follows_past(page: Page, sentence: Sentence) -> bool:
    """Whether the sentence before, in the same paragraph, looks back: this one goes on with it."""
    index = page.words.sentence_at(sentence.first) - 1
    before = page.sentence(index) if index >= 0 else None
    return before is not None and before.paragraph == sentence.paragraph and bool(page.cue(before, "past"))


def _doubted(page: Page, sentence: Sentence) -> bool:
    """Whether a date in the sentence has a note: it may be recent, and badly written."""
    return any(days_of(mention, page.published).notes for mention in page.dates_of(sentence))


def years_in(page: Page, first: int, last: int) -> Iterable[int]:
    """Return the years that stand as numbers among the words."""
    for index in range(first, last):
        word = page.words.words[index]
        if len(word) == 4 and word.isdigit() and 1980 <= int(word) <= 2060:
            yield int(word)


def announced(page: Page) -> bool:
    """Whether the text only announces: its first sentences tell of a visit to come, none of one held."""
    lead = [page.sentence(index) for index in page.body[:3]]
    telling = [one for one in lead if page.cue(one, "visit", "meeting", "receive", "invite")]
    return (
        bool(telling)
        and to_come(page, telling[0])
        and all(
            to_come(page, one) or page.cue(one, "maybe", "wish") or long_ago(page, one) for one in telling
        )
    )
