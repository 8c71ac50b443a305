"""The meetings of a visit: which there were, who sat in them and on what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from mithaq.reader.calendar import days_of
from mithaq.reader.frames import long_ago, to_come
from mithaq.reader.marks import Mark
from mithaq.reader.model import Meeting, Participant, Span
from mithaq.reader.page import Page
from mithaq.reader.parties import ORGANISATIONS, Actor, fullest, inside
from mithaq.reader.subjects import area_marks, coded
from mithaq.reader.visits import Found
from mithaq.reader.wording import Sentence

THEMATIC, BILATERAL, TRILATERAL, MULTILATERAL = "thematic", "bilateral", "trilateral", "multilateral"

BEFORE = 3
"""Days before the visit from which a dated meeting is another story."""


@dataclass(slots=True)
class Draft:
    """A meeting while the text is read."""

    kind: str
    first: Sentence
    actors: list[Actor] = field(default_factory=list)
    areas: list[Mark] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    named: bool = False
    """Whether the text says of what kind it was."""
    agreed: bool = False
    """Whether something was agreed in the sentence that it opens with."""
    apart: bool = False
    """Whether it was with somebody of a further country, beside the meeting of guest and host."""


def drafts_of(page: Page, actors: list[Actor], found: Found, closed: Mapping[int, int]) -> list[Draft]:
    """Return the meetings in the order of the text; `closed` says where what was agreed begins."""
    drafts: list[Draft] = []
    current: Draft | None = None
    paragraph = -1
    for index in page.body:
        sentence = page.sentence(index)
        if long_ago(page, sentence) or (
            to_come(page, sentence) and not page.cue(sentence, "meeting", "discuss")
        ):
            continue
        if drafts and _on_another_day(page, sentence, found):
            continue
        present = inside(actors, sentence.first, sentence.last)
        kind = _kind(page, sentence, present, closed.get(index, sentence.last))
        if kind is None and not drafts and index in closed and _with_other_side(present, found):
            kind = BILATERAL
        if kind is not None:
            current = _opened(drafts, kind, sentence, page, present)
            current.agreed = current.agreed or (index in closed and current.first is sentence)
        if current is None and _implied(page, sentence):
            current = Draft(BILATERAL, sentence)
            drafts.append(current)
        if current is None:
            continue
        if (
            kind is None
            and sentence.paragraph != paragraph
            and not page.cue(sentence, "discuss", "meeting", "challenge")
        ):
            talk = bool(area_marks(page, sentence.first, sentence.last, actors)) and bool(
                page.cue(sentence, "praise", "wish")
            )
            if not talk:
                continue
        paragraph = sentence.paragraph
        current.sentences.append(sentence)
        if page.cue(sentence, "meeting", "attend") or kind is not None:
            current.actors += present
        if index not in closed:
            current.areas += area_marks(page, sentence.first, sentence.last, actors)
    return [draft for draft in drafts if _held(page, draft, found)]


def _on_another_day(page: Page, sentence: Sentence, found: Found) -> bool:
    """Whether a sentence gives only days well before the visit: it tells of something else."""
    start = found.visit.start
    if start is None or not page.cue(sentence, "meeting", "visit"):
        return False
    days = [days_of(one, page.published).end for one in page.dates_of(sentence)]
    return bool(days) and all(day is not None and (start - day).days > BEFORE for day in days)


def _with_other_side(present: list[Actor], found: Found) -> bool:
    """Whether the guest, told of before, agrees here with somebody of one other country."""
    guest = found.sides.guest
    countries = {one.country for one in present if one.country and one.sits}
    return guest is not None and len(countries) == 1 and guest.country not in countries


def _implied(page: Page, sentence: Sentence) -> bool:
    return bool(page.cue(sentence, "discuss")) and bool(
        page.marks.within(sentence.first, sentence.last, "areas")
    )


def _kind(page: Page, whole: Sentence, present: list[Actor], stop: int) -> str | None:
    """Return which kind of meeting a sentence speaks of before what it says was agreed; None if of none."""
    sentence = replace(whole, last=stop)
    if page.cue(sentence, "trilateral"):
        return TRILATERAL
    if page.cue(sentence, "multilateral"):
        return MULTILATERAL
    if page.cue(sentence, "thematic"):
        return THEMATIC
    if page.cue(sentence, "bilateral"):
        return BILATERAL
    if not page.cue(sentence, "meeting", "receive") and not (
        page.cue(whole, "sign", "discuss", "agree")
        and len({one.country for one in present if one.country and one.sits}) >= 2
    ):
        return None
    countries = {one.country for one in present if one.country and one.country not in ORGANISATIONS}
    if page.marks.within(sentence.first, sentence.last, "roles", "counterpart"):
        countries |= {mark.code for mark in page.marks.within(sentence.first, sentence.last, "countries")}
    if len(countries) == 3 and not page.cue(sentence, "visit"):
        return TRILATERAL
    return "" if len(countries) < 4 else MULTILATERAL


def _opened(drafts: list[Draft], kind: str, sentence: Sentence, page: Page, present: list[Actor]) -> Draft:
    """Return the meeting that a sentence speaks of: one already told of, or a new one."""
    if kind == "":
        if drafts and not _third(drafts, present):
            return drafts[-1]
        kind = BILATERAL
        if drafts:
            drafts.append(Draft(kind, sentence, apart=True))
            return drafts[-1]
    same = [one for one in drafts if one.kind == kind]
    if same:
        return same[-1]
    if (
        kind in {TRILATERAL, MULTILATERAL}
        and len(drafts) == 1
        and not drafts[0].named
        and not drafts[0].agreed
        and not drafts[0].areas
    ):
        drafts[0].kind, drafts[0].named = kind, True
        return drafts[0]
    if kind in {THEMATIC, BILATERAL} and len(drafts) == 1 and not drafts[0].named and not drafts[0].areas:
        drafts[0].kind, drafts[0].named = kind, True
        return drafts[0]
    draft = Draft(
        kind, sentence, named=bool(page.cue(sentence, "trilateral", "thematic", "bilateral", "multilateral"))
    )
    drafts.append(draft)
    return draft


def _third(drafts: list[Draft], present: list[Actor]) -> bool:
    """Whether somebody of a further country is met apart from the meeting told of last."""
    if not drafts or drafts[-1].kind != BILATERAL:
        return False
    known = {one.country for one in drafts[-1].actors if one.country}
    new = {one.country for one in present if one.agency and one.country} - known
    return len(known) >= 2 and bool(new - ORGANISATIONS)


def _held(page: Page, draft: Draft, found: Found) -> bool:
    """Whether a meeting was held, with somebody in it or something talked about."""
    if to_come(page, draft.first) and not page.cue(draft.first, "discuss"):
        return False
    return bool(draft.areas or draft.actors or found.sides.guest)


# -------------------------------------------------------------- participants


def participants_of(page: Page, draft: Draft, actors: list[Actor], found: Found) -> list[Actor]:
    """Return who sat in a meeting: those named there, and guest and host where it was between them."""
    base = [*draft.actors]
    sides = found.sides
    if draft.kind in {BILATERAL, TRILATERAL, MULTILATERAL} or not base:
        guests = _of_side(actors, sides.guest, sides.guest.country if sides.guest else None)
        hosts = _of_side(actors, sides.host, sides.country)
        if draft.apart:
            alone = len({one.country for one in base if one.country}) < 2
            return _merged(page, [*guests, *base] if alone else base, actors)
        if draft.kind == BILATERAL:
            base = [
                one for one in base if one.country in {None, *(x.country for x in guests + hosts)}
            ] or base
        base = [*guests, *hosts, *base]
    return _merged(page, base, actors)


def _of_side(actors: list[Actor], side: Actor | None, country: str | None) -> list[Actor]:
    if side is None or country is None:
        return []
    first = [one for one in actors if one.key == side.key]
    together = [one for one in actors if one.first == side.first and one.key != side.key]
    return first + together


def _merged(page: Page, base: list[Actor], actors: list[Actor]) -> list[Actor]:
    """Return each agency once, with the person that heads it where one is named; then other officials."""
    named: dict[str, list[Actor]] = {}
    for one in actors:
        if one.agency and one.name:
            rows = named.setdefault(one.key, [])
            if all(other.person != one.person for other in rows):
                rows.append(one)
    chosen: dict[tuple[str, str], Actor] = {}
    for one in base:
        if not one.sits:
            continue
        if one.agency:
            rows = named.get(one.key, [])
            best = next((row for row in rows if row.person == one.person), rows[0] if rows else one)
            chosen.setdefault((best.key, best.person), best)
        elif one.name:
            same = [row for rows in named.values() for row in rows if row.person == one.person]
            for row in same:
                chosen.setdefault((row.key, row.person), row)
            if not same:
                chosen.setdefault(("", one.person), one)
    return [
        replace(one, agency=fullest(one, actors)) if one.agency and not one.known else one
        for one in chosen.values()
    ]


# -------------------------------------------------------------- results


def meeting_of(page: Page, draft: Draft, actors: list[Actor], found: Found, *, alone: bool) -> Meeting:
    """Return the meeting as it is handed back."""
    present = (
        []
        if draft.kind == THEMATIC and not alone and not draft.actors
        else (participants_of(page, draft, actors, found))
    )
    if (
        not draft.named
        and draft.kind == BILATERAL
        and len({one.country for one in present if one.country}) == 3
    ):
        draft.kind = TRILATERAL
    codes, spans = coded(page, draft.areas)
    spans = {"kind": page.folded.span(draft.first.start, page.words.ends[draft.first.last - 1]), **spans}
    day, at = _day(page, draft)
    if at:
        spans["date"] = at
    place = next(
        (mark for one in draft.sentences[:2] for mark in page.marks.within(one.first, one.last, "cities")),
        None,
    )
    if place is not None:
        spans["place"] = page.place_span(place)
    return Meeting(
        draft.kind,
        day,
        page.place_name(place) if place is not None else None,
        tuple(participant_of(page, one) for one in present),
        codes,
        spans,
    )


def _day(page: Page, draft: Draft) -> tuple[date | None, Span | None]:
    """Return the day of a meeting, where its sentence gives one day."""
    for sentence in draft.sentences[:2]:
        if not page.cue(sentence, "meeting", "receive", "thematic", "trilateral", "bilateral"):
            continue
        mentions = [one for one in page.dates_of(sentence) if len(one.days) <= 1 and len(one.weekdays) <= 1]
        for mention in mentions:
            days = days_of(mention, page.published)
            if days.start is not None:
                return days.start, page.date_span(mention)
    return None, None


def participant_of(page: Page, actor: Actor) -> Participant:
    """Return one participant: the agency's id where it has one, else its name as written."""
    spans: dict[str, Span] = {}
    values: dict[str, str | None] = {}
    for name, stretch in (("agency", actor.agency), ("name", actor.name), ("role", actor.role)):
        if stretch is not None:
            spans[name] = page.closed_span(*stretch)
            values[name] = (
                page.agency_name(*stretch) if name == "agency" else page.folded.given[slice(*spans[name])]
            )
    if actor.known:
        values["agency"] = actor.known
    if actor.country in ORGANISATIONS:
        spans.pop("country", None)
    elif actor.country and actor.agency:
        spans["country"] = spans["agency"]
    elif actor.country and actor.role:
        spans["country"] = spans["role"]
    country = None if actor.country in ORGANISATIONS else actor.country
    return Participant(country, values.get("agency"), values.get("name"), values.get("role"), spans)


def parties_of(page: Page, present: Iterable[Actor]) -> tuple[str, ...]:
    """Return who is bound: agencies by id, else by their name as written, else countries."""
    found: dict[str, None] = {}
    for one in present:
        label = one.known or (page.agency_name(*one.agency) if one.agency else one.country)
        if label:
            found.setdefault(label)
    return tuple(found)
