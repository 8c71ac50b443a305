"""When it was: the date of the visit among the dates of a text."""

from datetime import date, timedelta

from mithaq.reader.calendar import Days, days_of
from mithaq.reader.dates import DateMention
from mithaq.reader.frames import long_ago
from mithaq.reader.model import Visit
from mithaq.reader.page import Page
from mithaq.reader.wording import Sentence

NEAR = 14
"""Words between a day of the week and the word of visit or meeting that it dates."""


def dated(page: Page, told: list[Sentence], *, announced: bool) -> Visit:
    mention, sentence = _date(page, told)
    if mention is None or sentence is None:
        return Visit(needs_confirmation=announced, notes=("announced",) if announced else ())
    days = days_of(mention, page.published, ahead=announced)
    spans = {"as_written": page.date_span(mention)}
    written = page.folded.given[slice(*spans["as_written"])]
    if announced:
        return Visit(
            as_written=written, needs_confirmation=True, notes=(_announced(days), *days.notes), spans=spans
        )
    start, end = _stretched(page, sentence, days)
    if start is not None:
        spans = {"start": spans["as_written"], "end": spans["as_written"], **spans}
    return Visit(start, end, written, days.doubtful, days.notes, spans=spans)


def _announced(days: Days) -> str:
    if days.start is None or days.end is None:
        return "announced"
    same = days.start == days.end
    return f"announced: {days.start}" if same else f"announced: {days.start} -> {days.end}"


def _date(page: Page, told: list[Sentence]) -> tuple[DateMention | None, Sentence | None]:
    """Return the date of the visit: the first that tells of it, or a range around it told of later."""
    best: tuple[DateMention, Sentence] | None = None
    for sentence in _dating(page, told):
        mentions = [one for one in page.dates_of(sentence) if _tells(page, sentence, one)]
        if not mentions:
            continue
        mention = next((one for one in mentions if _is_range(one)), None) or next(
            (one for one in mentions if one.days), mentions[0]
        )
        if best is None:
            best = mention, sentence
        elif _is_range(mention) and not _is_range(best[0]) and _fits(page, best[0], mention):
            return mention, sentence
    return best or (None, None)


def _tells(page: Page, sentence: Sentence, mention: DateMention) -> bool:
    """Whether a date is that of the visit, not of a statement or of something else in the sentence."""
    if _is_range(mention):
        return True
    if _of_publication(page, sentence, mention):
        return False
    if mention.days:
        return True
    at = _word_at(page, sentence, mention)
    cues = page.cue(sentence, "visit", "meeting", "receive", "sign", "invite")
    return any(abs(one.first - at) <= NEAR for one in cues)


def _fits(page: Page, first: DateMention, later: DateMention) -> bool:
    """Whether a range told of later is that of the same visit as a day told of first."""
    if page.published is None:
        return later.days[-1].year is None if later.days else True
    days, span = days_of(first, page.published), days_of(later, page.published)
    if days.start is None or span.start is None or span.end is None:
        return False
    return span.start - timedelta(days=1) <= days.start <= span.end + timedelta(days=1)


def _word_at(page: Page, sentence: Sentence, mention: DateMention) -> int:
    """Return the first word of a date."""
    starts = page.words.starts
    return next(
        (at for at in range(sentence.first, sentence.last) if starts[at] >= mention.start), sentence.last
    )


def _dating(page: Page, told: list[Sentence]) -> list[Sentence]:
    """Return the sentences in which the date is sought: of the visit, then of its meetings."""
    body = [page.sentence(index) for index in page.body]
    known = {one.first for one in told}
    others = [
        one
        for one in body
        if one.first not in known
        and page.cue(one, "visit", "meeting", "receive", "sign")
        and not long_ago(page, one)
    ]
    return told[:4] + others[:4]


def _is_range(mention: DateMention) -> bool:
    return len(mention.days) > 1 or len(mention.weekdays) > 1


def _of_publication(page: Page, sentence: Sentence, mention: DateMention) -> bool:
    """Whether the day is that of a statement: said on Tuesday in a statement, hieß es am Montag."""
    index = next(
        (at for at in range(sentence.first, sentence.last) if page.words.starts[at] >= mention.start),
        sentence.last,
    )
    before = page.words.words[max(index - 4, sentence.first) : index]
    return any(word in page.words_of("saying") for word in before)


def _stretched(page: Page, sentence: Sentence, days: Days) -> tuple[date | None, date | None]:
    """Return first and last day where one is given with how long it lasts: a two-day visit began on."""
    counted = page.cue(sentence, "days")
    if days.start is None or days.end is None or days.start != days.end or not counted:
        return days.start, days.end
    word = page.words.words[counted[0].first]
    count = next((number for number in range(2, 6) if word in page.words_of(f"number-{number}")), 1)
    if page.cue(sentence, "conclude"):
        return days.end - timedelta(days=count - 1), days.end
    if page.cue(sentence, "begin"):
        return days.start, days.start + timedelta(days=count - 1)
    return days.start, days.end
