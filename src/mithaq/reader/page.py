"""One text with all that was found in it: what every part of the reader works on."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from mithaq.reader.calendar import days_of
from mithaq.reader.dates import DateMention, dates_in
from mithaq.reader.folding import Folded
from mithaq.reader.furniture import Furniture
from mithaq.reader.lists import Lists
from mithaq.reader.marks import Mark, Marks
from mithaq.reader.wording import Sentence, Wording


@dataclass(frozen=True, slots=True)
class Page:
    """A text, its words, sentences, marks and dates; `body` are the indexes of the sentences of the story."""

    folded: Folded
    words: Wording
    lists: Lists
    marks: Marks
    furniture: Furniture
    published: date | None
    dates: tuple[DateMention, ...]
    reference: date | None
    """The day of publication, else the last day that the text gives in full."""
    body: tuple[int, ...]
    title: tuple[int, ...]

    @property
    def language(self) -> str:
        """The language of the lists it was read by."""
        return self.lists.language

    def words_of(self, code: str) -> tuple[str, ...]:
        """Return a set of words of the language; empty where it has none."""
        return self.lists.words.get(code, ())

    def sentence(self, index: int) -> Sentence:
        """Return a sentence by its index."""
        return self.words.sentences[index]

    def dates_of(self, sentence: Sentence) -> list[DateMention]:
        """Return the dates that begin in a sentence."""
        first = bisect_left(self.dates, sentence.start, key=lambda one: one.start)
        return list(self.dates[first : bisect_left(self.dates, sentence.end, key=lambda one: one.start)])

    def countries(self) -> frozenset[str]:
        """Return every country that the text names, or whose people it names."""
        return self.marks.codes("countries")

    def cue(self, sentence: Sentence, *codes: str) -> list[Mark]:
        """Return the cues of these codes in a sentence."""
        return self.marks.cue(sentence.first, sentence.last, *codes)

    def date_span(self, mention: DateMention) -> tuple[int, int]:
        """Return where a date stands in the text as given, with the bracket that closes if it opens one."""
        return self._closed(*self.folded.span(mention.start, mention.end))

    def _closed(self, start: int, end: int) -> tuple[int, int]:
        given = self.folded.given
        if given.count("(", start, end) > given.count(")", start, end) and given[end : end + 1] == ")":
            end += 1
        return start, end

    def bare_span(self, first: int, last: int) -> tuple[int, int]:
        """Return where a name stands, without an Arabic "and" or "in" written as one with it."""
        return self.folded.span(self._bare_start(first), self.words.ends[last - 1])

    def _bare_start(self, word: int) -> int:
        start = self.words.starts[word]
        return start + 1 if self.words.words[word].startswith(self.words_of("joined-") or ("\0",)) else start

    def closed_span(self, first: int, last: int) -> tuple[int, int]:
        """Return the same with the bracket that closes, if one was opened within."""
        return self._closed(*self.bare_span(first, last))

    def agency_name(self, first: int, last: int) -> str:
        """Return a name as written, without what Arabic joins to its front; للشرطة gets its article back."""
        start, end = self.closed_span(first, last)
        given = self.folded.given[start:end]
        return "ال" + given[2:] if self.language == "ar" and given.startswith("لل") else given

    def place_span(self, mark: Mark) -> tuple[int, int]:
        """Return where a place stands, without "in" or "to" that Arabic joins to it."""
        last = mark.last
        for other in self.marks.within(mark.last, mark.last + 1, "countries", mark.code):
            if mark.kind == "countries" and self.words.between(mark.last - 1) == " ":
                last = other.last
        start = self.words.starts[mark.first]
        word = self.words.words[mark.first]
        alone = "=" + word[1:] in self.lists.first
        if self.language == "ar" and word[0] in "بو" and (alone or word[1:3] == "ال"):
            start += 1
        return self.folded.span(start, self.words.ends[last - 1])

    def place_name(self, mark: Mark) -> str:
        """Return a place as written."""
        start, end = self.place_span(mark)
        given = self.folded.given[start:end]
        return "ال" + given[2:] if self.language == "ar" and given.startswith("لل") else given

    def joined(self, first: int, last: int, *, room: int = 0) -> bool:
        """Whether the words [first, last) are only function words, but for `room` others."""
        return sum(1 for word in self.words.words[first:last] if word not in self.lists.function) <= room

    def broken(self, first: int, last: int) -> bool:
        """Whether a comma or bracket stands after any of the words [first, last)."""
        return any(self.words.breaks[first:last])


def page_of(
    folded: Folded, words: Wording, lists: Lists, marks: Marks, furniture: Furniture, published: date | None
) -> Page:
    """Return the page; a sentence that lies in the furniture is no part of the story."""
    body: list[int] = []
    title: list[int] = []
    for index, whole in enumerate(words.sentences):
        sentence = _after_furniture(words, whole, furniture.aside)
        if sentence is None:
            continue
        words.sentences[index] = sentence
        in_title = furniture.title and furniture.title[0] <= sentence.start < furniture.title[1]
        (title if in_title else body).append(index)
    dates = tuple(one for one in dates_in(folded.text, lists) if not _inside(one.start, furniture.aside))
    reference = published or _last_full(dates)
    return Page(
        folded, words, lists, marks, furniture, published, dates, reference, tuple(body), tuple(title)
    )


def _last_full(dates: tuple[DateMention, ...]) -> date | None:
    full = [days_of(one, None).end for one in dates if one.days and one.days[-1].year is not None]
    return max((day for day in full if day is not None), default=None)


def _after_furniture(words: Wording, sentence: Sentence, aside: list[tuple[int, int]]) -> Sentence | None:
    """Return what of a sentence is no furniture: a dateline is left out; None if nothing remains."""
    end = max((end for start, end in aside if start <= sentence.start < end), default=sentence.start)
    first = next(
        (at for at in range(sentence.first, sentence.last) if words.starts[at] >= end), sentence.last
    )
    if first == sentence.last:
        return None
    return sentence if first == sentence.first else replace(sentence, first=first, start=words.starts[first])


def _inside(place: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in stretches)
