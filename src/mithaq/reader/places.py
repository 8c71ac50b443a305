"""Where it happened: the city or country that is named as the place, never one that is only concluded."""

from mithaq.reader.frames import long_ago
from mithaq.reader.marks import Mark
from mithaq.reader.page import Page
from mithaq.reader.wording import Sentence


def country_of_place(page: Page, told: list[Sentence]) -> str | None:
    """Return the country where it happened: of the city, or of the country that was travelled to."""
    for sentence in told:
        for cue in page.cue(sentence, "visit"):
            country = destination(page, cue, sentence)
            if country is not None:
                return country.code
    for sentence in told:
        cities = _cities(page, sentence)
        if cities:
            return cities[0].code
    for sentence in told:
        for mark in page.marks.within(sentence.first, sentence.last, "countries"):
            if _preposition(page, mark):
                return mark.code
    titles = [page.sentence(index) for index in page.title]
    return next((mark.code for one in titles for mark in _cities(page, one)), None)


def _preposition(page: Page, mark: Mark) -> bool:
    """Whether a place stands after a word such as "in" or "to", or is written as one with it."""
    index = mark.first - 1
    while index >= 0 and page.words.words[index] in page.words_of("articles"):
        index -= 1
    if (
        index >= 0
        and page.words.words[index] in page.words_of("towards")
        and not page.broken(index, mark.first)
    ):
        return True
    own = page.words.words[mark.first]
    return (
        page.language == "ar" and own.startswith(("بال", "لل", "ب")) and mark.kind in {"cities", "countries"}
    )


def destination(page: Page, cue: Mark, sentence: Sentence) -> Mark | None:
    """Return the place that a word of travel leads to: after it by a preposition, or as its object."""
    places = sorted(
        [
            *page.marks.within(sentence.first, sentence.last, "cities"),
            *page.marks.within(sentence.first, sentence.last, "countries"),
        ]
    )
    after = [mark for mark in places if mark.first >= cue.last and mark.first - cue.last <= 25]
    for mark in after:
        if _preposition(page, mark):
            return mark
    for mark in after:
        if mark.first - cue.last <= 9 and page.joined(cue.last, mark.first, room=7) and _is_noun(page, mark):
            return mark
    before = [mark for mark in places if mark.last <= cue.first and _preposition(page, mark)]
    return before[-1] if before else None


_OF_PEOPLE = tuple("isch ische ischen ischer isches ish ese ian ans an ch ais aise ol".split())


def _is_noun(page: Page, mark: Mark) -> bool:
    """Whether the name of a place and no nationality; a city always is."""
    if mark.kind == "cities":
        return True
    keys = page.lists.first
    word = page.words.words[mark.first]
    exact = any(
        phrase.kind == "countries" and phrase.code == mark.code for phrase in keys.get("=" + word, ())
    )
    return exact or (
        page.words.as_given(mark.first, mark.last)[0].isupper()
        and not word.endswith(
            (
                "isch",
                "ische",
                "ischen",
                "ischer",
                "isches",
                "ish",
                "ese",
                "ian",
                "ans",
                "an",
                "ch",
                "ais",
                "aise",
                "ol",
            )
        )
    )


def _cities(page: Page, sentence: Sentence) -> list[Mark]:
    return [
        mark
        for mark in page.marks.within(sentence.first, sentence.last, "cities")
        if not page.marks.within(
            max(mark.first - 6, sentence.first), mark.first + 1, "agencies", "AE abu-dhabi", "AE dubai"
        )
        and not _between(page, mark)
    ]


def _between(page: Page, mark: Mark) -> bool:
    """Whether two capitals stand for their governments: between Rabat and Madrid."""
    before = page.words.words[max(mark.first - 3, 0) : mark.first]
    return any(word in {"بين", "entre", "between", "zwischen"} for word in before)


def place_of(page: Page, told: list[Sentence], country: str | None) -> Mark | None:
    """Return the city that is named where it happened; else the country that was travelled to, as written."""
    if country is None and not told:
        return None
    body = [page.sentence(index) for index in page.body]
    near = told + [
        one for one in body if page.cue(one, "meeting", "receive", "sign") and not long_ago(page, one)
    ]
    for sentence in near:
        for mark in _cities(page, sentence):
            if mark.code == country or country is None:
                return mark
    for index in page.title:
        for mark in _cities(page, page.sentence(index)):
            if mark.code == country:
                return mark
    for sentence in told:
        for cue in page.cue(sentence, "visit", "receive"):
            there = destination(page, cue, sentence)
            posted = there and page.marks.within(max(there.first - 9, 0), there.first, "roles", "ambassador")
            if there is not None and there.kind == "countries" and there.code == country and not posted:
                return there
    return None
