"""Who is guest and who is host."""

from dataclasses import dataclass

from mithaq.reader.frames import long_ago
from mithaq.reader.marks import Mark
from mithaq.reader.page import Page
from mithaq.reader.parties import ORGANISATIONS, Actor, inside
from mithaq.reader.places import country_of_place, destination
from mithaq.reader.wording import Sentence


@dataclass(frozen=True, slots=True)
class Sides:
    """Who is guest and who is host, as first mentions; and the country where they met, if told."""

    guest: Actor | None
    host: Actor | None
    country: str | None
    guest_country: str | None = None


def sides_of(page: Page, actors: list[Actor], told: list[Sentence]) -> Sides:
    country = country_of_place(page, told)
    lead = [
        one
        for one in actors
        if one.country
        and one.sits
        and (one.agency or one.office in {"minister", "counterpart", "ambassador"} or one.name)
    ]
    near = [one for sentence in told for one in lead if sentence.first <= one.first < sentence.last] or lead
    received = _reception(page, near, told, actors)
    if (
        received is not None
        and received[0].country not in ORGANISATIONS
        and (country is None or _told_before(page, told, received[0]))
    ):
        country = received[0].country
    if received is not None:
        host = received[0]
        guest: Actor | None = received[1]
        if (
            guest
            and len({one.country for one in near[:6]} - {host.country}) > 1
            and not page.cue(told[0], "visit")
        ):
            guest = None
        if country is None or host.country == country or host.country in ORGANISATIONS:
            there = country if host.country in ORGANISATIONS else host.country
            return Sides(guest, host, there, guest.country if guest else None)
    if country is None:
        return _by_visitor(page, near, lead, told)
    return _by_country(page, told, near, lead, country)


def _by_country(
    page: Page, told: list[Sentence], near: list[Actor], lead: list[Actor], country: str
) -> Sides:
    """Return who is of the country where it happened, and who is not."""
    host = next((one for one in near if one.country == country), None) or next(
        (one for one in lead if one.country == country), None
    )
    guest = next((one for one in near if one.country != country), None) or next(
        (one for one in lead if one.country != country), None
    )
    inviting = invited_actor(page, lead, told)
    if inviting is not None and inviting.country == country:
        host = inviting
    others = [one for one in near if one.country != country and told and one.first < told[0].last]
    if told and len({one.country for one in others}) > 1 and not page.cue(told[0], "visit"):
        return Sides(None, host, country)
    return Sides(guest, host, country, guest.country if guest else _guest_country(page, told, country))


def _told_before(page: Page, told: list[Sentence], host: Actor) -> bool:
    """Whether a reception is told of before any sentence names where somebody travelled to."""
    for sentence in told:
        if page.cue(sentence, "receive") and sentence.first <= host.first < sentence.last:
            return True
        if any(destination(page, cue, sentence) for cue in page.cue(sentence, "visit")):
            return False
    return False


def _guest_country(page: Page, told: list[Sentence], country: str) -> str | None:
    for sentence in told[:1]:
        for mark in page.marks.within(sentence.first, sentence.last, "countries"):
            if mark.code != country:
                return mark.code
    return None


def _by_visitor(page: Page, near: list[Actor], lead: list[Actor], told: list[Sentence]) -> Sides:
    body = [page.sentence(index) for index in page.body]
    inviting = invited_actor(page, near, told) or invited_actor(
        page, lead, [one for one in body if not long_ago(page, one)]
    )
    if inviting is not None:
        guest = next((one for one in [*near, *lead] if one.country != inviting.country), None)
        return Sides(guest, inviting, inviting.country, guest.country if guest else None)
    for sentence in told:
        for cue in page.cue(sentence, "visit"):
            before = [one for one in near if sentence.first <= one.first < cue.first]
            if before:
                guest = before[0]
                host = next((one for one in near if one.country != guest.country), None)
                return Sides(guest, host, host.country if host else None, guest.country)
    return Sides(None, None, None)


def _reception(
    page: Page, near: list[Actor], told: list[Sentence], actors: list[Actor]
) -> tuple[Actor, Actor | None] | None:
    """Return host and guest where one receives the other."""
    for sentence in told:
        for cue in page.cue(sentence, "receive"):
            present = [one for one in near if sentence.first <= one.first < sentence.last]
            passive = _passive(page, cue, sentence)
            if page.language == "ar" and cue.first - sentence.first <= 6 and not passive:
                hosts = [one for one in present if one.first > cue.first]
                first = next(iter(inside(actors, cue.first + 1, sentence.last)), None)
                if first is not None and hosts and first.first < hosts[0].first:
                    continue
                if hosts and page.marks.within(cue.last, hosts[0].first, "roles"):
                    continue
                if hosts and page.words.words[cue.first].endswith("ه"):
                    return hosts[0], next((one for one in near if one.country != hosts[0].country), None)
            else:
                hosts = [one for one in present if (one.first > cue.first) == passive]
            if hosts:
                guest = next((one for one in present if one.country != hosts[0].country), None) or next(
                    (one for one in near if one.country != hosts[0].country), None
                )
                return hosts[0], guest
    return None


def _passive(page: Page, cue: Mark, sentence: Sentence) -> bool:
    """Whether the guest stands before the verb: was received by, fue recibido por, wurde empfangen."""
    before = page.words.words[max(cue.first - 5, sentence.first) : cue.first + 1]
    helped = any(word in page.words_of("passive") for word in before)
    if page.language == "de":
        return helped
    if cue.first > sentence.first and page.words.words[cue.first - 1] in page.words_of("passive"):
        return True
    after = page.words.words[cue.last : min(cue.last + 16, sentence.last)]
    return helped and any(word in page.words_of("by") for word in after)


def invited_actor(page: Page, actors: list[Actor], told: list[Sentence]) -> Actor | None:
    for sentence in told:
        for cue in page.cue(sentence, "invite"):
            after = inside(actors, cue.first + 1, min(cue.last + 12, sentence.last))
            if after:
                return after[0]
    return None
