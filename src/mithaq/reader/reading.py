"""`read`: from a text to a draft visit."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mithaq.reader.commitments import Promise, promises_of
from mithaq.reader.folding import Folded
from mithaq.reader.frames import announced, long_ago
from mithaq.reader.furniture import Furniture, furniture_of
from mithaq.reader.languages import language_of
from mithaq.reader.lists import lists_for
from mithaq.reader.marks import Mark, marks_of
from mithaq.reader.meetings import Draft, drafts_of, meeting_of, participants_of, parties_of
from mithaq.reader.model import Commitment, Meeting, Reading, Span
from mithaq.reader.officials import actors_of
from mithaq.reader.page import Page, page_of
from mithaq.reader.parties import Actor, inside
from mithaq.reader.subjects import area_marks, challenges_of, coded
from mithaq.reader.visits import Found, visit_of
from mithaq.reader.wording import Sentence, wording

Table = tuple[Draft, list[Actor]]
"""A meeting and who sat in it."""


def read(text: str, published: date | None = None, lists: Mapping[str, str] | None = None) -> Reading:
    """Return the draft visit that a communiqué or press text tells of; nulls where it tells of none.

    `published` is the day of publication where the reader of the text knows it better than the text says;
    `lists` are texts that extend the reader's lists, by name. ListError if one of them cannot be read.
    """
    folded = Folded.of(text)
    words = wording(folded)
    language = language_of(words)
    if language is None:
        return Reading()
    own = lists_for(language, lists)
    furniture = furniture_of(folded, own)
    page = page_of(
        folded,
        words,
        own,
        marks_of(words, own),
        furniture,
        published or furniture.published or furniture.updated,
    )
    head = _head(folded, furniture, language, published)
    actors = actors_of(page)
    if not _relevant(page, actors):
        return head
    return _told(page, actors, head)


def _head(folded: Folded, furniture: Furniture, language: str, published: date | None) -> Reading:
    spans: dict[str, Span] = {}
    values: dict[str, str] = {}
    for name, place in (
        ("title", furniture.title),
        ("author", furniture.author),
        ("source", furniture.source),
    ):
        if place is not None:
            start, end = _trimmed(folded, place)
            spans[name] = folded.span(start, end)
            values[name] = folded.as_given(start, end)
    for name, place in (("published", furniture.published_at), ("updated", furniture.updated_at)):
        if place is not None:
            spans[name] = folded.span(*place)
    return Reading(
        language,
        values.get("title"),
        furniture.published or published,
        furniture.updated,
        values.get("author"),
        values.get("source"),
        spans=spans,
    )


def _trimmed(folded: Folded, place: tuple[int, int]) -> tuple[int, int]:
    start, end = place
    while start < end - 1 and folded.text[start] in " *#_=|-\n":
        start += 1
    while end > start + 1 and folded.text[end - 1] in " *#_=|\n":
        end -= 1
    return start, end


def _relevant(page: Page, actors: list[Actor]) -> bool:
    """Whether the text is about agencies of two countries that meet: else nothing is read from it."""
    if not any(one.agency or one.person for one in actors):
        return False
    told = [page.sentence(index) for index in (*page.title, *page.body)]
    acting = {one.country for one in actors if one.country and one.sits}
    for sentence in told:
        if len(acting) > 1:
            break
        acting |= _sent_from(page, sentence, actors)
    unplaced = any(one.agency and one.country is None for one in actors)
    return len(acting) + unplaced >= 2 and any(_meets(page, one, actors) for one in told)


def _meets(page: Page, sentence: Sentence, actors: list[Actor]) -> bool:
    """Whether a sentence tells of a visit or meeting, or of what two countries' agencies agreed."""
    if page.cue(sentence, "meeting", "visit", "receive", "sign", "invite"):
        return True
    present = inside(actors, sentence.first, sentence.last)
    return bool(page.cue(sentence, "agree")) and len({one.country for one in present if one.country}) >= 2


def _sent_from(page: Page, sentence: Sentence, actors: list[Actor]) -> set[str]:
    """Return the countries of a sentence that somebody comes from, goes to or answers for."""
    people = page.marks.within(sentence.first, sentence.last, "roles") or page.cue(sentence, "delegation")
    moved = page.cue(sentence, "visit", "receive", "invite", "sign")
    if not people and not (moved and inside(actors, sentence.first, sentence.last)):
        return set()
    kinds = ("countries", "cities") if page.cue(sentence, "visit", "receive", "sign") else ("countries",)
    return {mark.code for kind in kinds for mark in page.marks.within(sentence.first, sentence.last, kind)}


def _told(page: Page, actors: list[Actor], head: Reading) -> Reading:
    ahead = announced(page)
    found = visit_of(page, actors, announced=ahead)
    promises = [] if ahead else promises_of(page, actors)
    closed = {one.sentence: one.mark.first if one.mark else one.first for one in reversed(promises)}
    drafts = [] if ahead else drafts_of(page, actors, found, closed)
    meetings = tuple(meeting_of(page, draft, actors, found, alone=len(drafts) == 1) for draft in drafts)
    if not ahead:
        found = _with_day_of_meeting(page, found, meetings)
        meetings = tuple(_within(one, found) for one in meetings)
    tables = [(draft, participants_of(page, draft, actors, found)) for draft in drafts]
    everyone = _everyone(tables, found)
    areas = [mark for index in page.body for mark in _areas(page, index, actors)]
    codes, area_spans = coded(page, areas)
    challenges, challenge_spans = challenges_of(page, [page.sentence(index) for index in page.body])
    return replace(
        head,
        visit=found.visit,
        meetings=meetings,
        areas=codes,
        challenges=challenges,
        commitments=tuple(
            _commitment(page, one, _bound(page, one, tables, actors, everyone)) for one in promises
        ),
        spans={**head.spans, **area_spans, **challenge_spans},
    )


def _areas(page: Page, index: int, actors: list[Actor]) -> list[Mark]:
    sentence = page.sentence(index)
    if long_ago(page, sentence):
        return []
    return area_marks(page, sentence.first, sentence.last, actors)


def _with_day_of_meeting(page: Page, found: Found, meetings: tuple[Meeting, ...]) -> Found:
    """Return the visit with the day of its only dated meeting, where the text gives no other."""
    if found.visit.start is not None or found.visit.as_written is not None:
        return found
    dated = [one for one in meetings if one.date is not None]
    if len({one.date for one in dated}) != 1:
        return found
    span = dated[0].spans["date"]
    return replace(
        found,
        visit=replace(
            found.visit,
            start=dated[0].date,
            end=dated[0].date,
            as_written=page.folded.given[slice(*span)],
            spans={**found.visit.spans, "start": span, "end": span, "as_written": span},
        ),
    )


def _within(meeting: Meeting, found: Found) -> Meeting:
    """Return the meeting without a day that lies outside the visit: something else was on that day."""
    start, end = found.visit.start, found.visit.end
    if meeting.date is None or start is None or end is None or start <= meeting.date <= end:
        return meeting
    spans = {name: span for name, span in meeting.spans.items() if name != "date"}
    return replace(meeting, date=None, spans=spans)


def _commitment(page: Page, promise: Promise, bound: list[Actor]) -> Commitment:
    spans = {
        "text": page.words.span(promise.first, promise.last),
        "kind": page.words.span(promise.first, promise.last),
    }
    if promise.mark is not None:
        spans["kind"] = page.words.span(promise.mark.first, promise.mark.last)
    if promise.area is not None:
        spans["area"] = page.words.span(promise.area.first, promise.area.last)
    elif promise.area_code:
        spans["area"] = spans["kind"]
    return Commitment(
        promise.kind,
        promise.area_code,
        parties_of(page, bound),
        page.words.as_given(promise.first, promise.last),
        spans,
    )


def _bound(
    page: Page, promise: Promise, tables: list[Table], actors: list[Actor], everyone: list[Actor]
) -> list[Actor]:
    """Return who is bound: those that the sentence names, else those of the meeting told of before it."""
    sentence = page.sentence(promise.sentence)
    countries = {mark.code for mark in page.marks.within(sentence.first, promise.first, "countries")}
    named = [one for one in everyone if one.country in countries]
    if len({one.country for one in named}) >= 2:
        return named
    inner = [one for one in inside(actors, sentence.first, promise.first) if one.agency]
    if len({one.country for one in inner}) >= 2:
        return inner
    before = [
        present
        for draft, present in tables
        if draft.first.first <= sentence.first and draft.kind != "thematic"
    ]
    return before[-1] if before else everyone


def _everyone(tables: list[Table], found: Found) -> list[Actor]:
    """Return all who sat in some meeting, each once; guest and host where no meeting is told of."""
    if not tables:
        return [one for one in (found.sides.guest, found.sides.host) if one is not None]
    kept: dict[tuple[str, str], Actor] = {}
    for _draft, present in tables:
        for one in present:
            kept.setdefault((one.key, one.person), one)
    return list(kept.values())
