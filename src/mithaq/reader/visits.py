"""The visit: who went to whom, when, where, at whose invitation."""

from dataclasses import dataclass, replace

from mithaq.reader.frames import long_ago
from mithaq.reader.model import Span, Visit
from mithaq.reader.page import Page
from mithaq.reader.parties import Actor, inside, label
from mithaq.reader.places import destination, place_of
from mithaq.reader.sides import Sides, sides_of
from mithaq.reader.timing import dated
from mithaq.reader.wording import Sentence

MOST_DELEGATION_WORDS = 22


REACH = 14
"""Words after "at the invitation of" within which the inviting agency is named."""
MOST_PURPOSE_WORDS = 30


@dataclass(frozen=True, slots=True)
class Found:
    """The visit, and where the rest of the reader looks for its sides."""

    visit: Visit
    sides: Sides
    told_in: Sentence | None


def visit_of(page: Page, actors: list[Actor], *, announced: bool) -> Found:
    """Return the visit that the text tells of; an announced one has no days, only the date as written."""
    told = _telling(page, actors)
    sides = sides_of(page, actors, told)
    visit = dated(page, told, announced=announced)
    spans: dict[str, Span] = dict(visit.spans)
    place = place_of(page, told, sides.country)
    values: dict[str, str | None] = {}
    if place is not None:
        values["place"] = page.place_name(place)
        spans["place"] = page.place_span(place)
    for name, actor, country in (
        ("guest", sides.guest, sides.guest_country),
        ("host", sides.host, sides.country),
    ):
        values[name] = label(page, actor, country, actors)
        if actor is not None:
            spans[name] = page.words.span(actor.first, actor.last)
    inviter = _inviter(page, actors, told)
    if inviter is not None:
        values["invited_by"], spans["invited_by"] = inviter
    for name, found in (("delegation", _delegation(page, actors)), ("purpose", _purpose(page, told))):
        if found is not None:
            values[name] = page.words.as_given(*found)
            spans[name] = page.words.span(*found)
    return Found(replace(visit, **values, spans=spans), sides, told[0] if told else None)  # type: ignore[arg-type]


def _telling(page: Page, actors: list[Actor]) -> list[Sentence]:
    """Return the sentences that tell of the visit or a reception, else of a meeting: news, not the past."""
    body = [page.sentence(index) for index in page.body]
    news = [one for one in body if not long_ago(page, one)]
    for codes in (("visit", "receive"), ("meeting",), ("invite",), ("sign", "discuss")):
        found = [one for one in news if page.cue(one, *codes)]
        with_actor = [one for one in found if inside(actors, one.first, one.last)]
        if with_actor and codes[0] == "visit" and not _placed(page, with_actor):
            telling = {one.first for one in with_actor}
            return [one for one in news if one.first in telling or _placed(page, [one], "meeting")]
        if with_actor:
            return with_actor
        if found and codes[0] == "visit" and any(page.dates_of(one) for one in found):
            return found
    return []


def _placed(page: Page, sentences: list[Sentence], *codes: str) -> bool:
    """Whether a place or a date is named beside a visit, or beside a meeting of one that is named."""
    return any(
        (page.marks.within(one.first, one.last, "cities") or page.dates_of(one) or _destined(page, one))
        and (not codes or page.cue(one, *codes))
        for one in sentences
    )


def _destined(page: Page, sentence: Sentence) -> bool:
    return any(destination(page, cue, sentence) for cue in page.cue(sentence, "visit"))


def _inviter(page: Page, actors: list[Actor], told: list[Sentence]) -> tuple[str, Span] | None:
    body = [page.sentence(index) for index in page.body]
    for sentence in told + body:
        for cue in page.cue(sentence, "invite"):
            near = inside(actors, cue.first + 1, min(cue.last + REACH, sentence.last))
            nation = next(
                iter(page.marks.within(cue.first, min(cue.last + 8, sentence.last), "countries")), None
            )
            for one in near:
                apart = nation and nation.last <= one.first and page.broken(nation.last - 1, one.first)
                name = label(page, one, one.country, actors)
                if name and not apart and (one.agency or nation is None):
                    return name, page.words.span(one.first, one.last)
            if nation is not None:
                return nation.code, page.words.span(nation.first, nation.last)
    return None


def _delegation(page: Page, actors: list[Actor]) -> tuple[int, int] | None:
    """Return the passage that says who came along: from "accompanied by", "at the head of", up to its end."""
    for index in page.body:
        sentence = page.sentence(index)
        for cue in page.cue(sentence, "accompany"):
            near = page.marks.cue(cue.first, min(cue.last + 6, sentence.last), "delegation")
            alone = page.words.words[cue.first].startswith(page.words_of("along-"))
            if near or alone:
                last = near[0].last if near else cue.last
                first = _lead_in(page, cue.first, sentence)
                return first, _clause_end(page, last, sentence, MOST_DELEGATION_WORDS)
    return _sent(page, actors)


def _lead_in(page: Page, first: int, sentence: Sentence) -> int:
    """Return where "at the head of" begins: with the words before "head"."""
    if not page.words.words[first].startswith(page.words_of("head-of-") or ("\0",)):
        return first
    while first > sentence.first and page.words.words[first - 1] in page.words_of("at"):
        first -= 1
    return first


def _sent(page: Page, actors: list[Actor]) -> tuple[int, int] | None:
    """Return the delegation that itself is the guest: a delegation of the DGSN."""
    for index in page.body:
        sentence = page.sentence(index)
        if not page.cue(sentence, "visit", "receive", "meeting") or long_ago(page, sentence):
            continue
        for cue in page.cue(sentence, "delegation"):
            for one in inside(actors, cue.last, min(cue.last + 6, sentence.last)):
                if one.agency and page.joined(cue.last, one.agency[0], room=1):
                    return cue.first, max(one.agency[1], one.last if not one.name else 0)
    return None


def _purpose(page: Page, told: list[Sentence]) -> tuple[int, int] | None:
    """Return the passage that says what the visit is for."""
    for sentence in told:
        for cue in page.cue(sentence, "visit"):
            for aim in page.cue(sentence, "purpose"):
                if 0 <= aim.first - cue.last <= 14:
                    return aim.first, _clause_end(page, aim.last, sentence, MOST_PURPOSE_WORDS)
    return None


def _clause_end(page: Page, start: int, sentence: Sentence, most: int) -> int:
    for index in range(start, min(sentence.last, start + most)):
        if page.words.breaks[index]:
            return index + 1
    return min(sentence.last, start + most)
