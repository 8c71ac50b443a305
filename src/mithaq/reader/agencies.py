"""Agencies in a text: by a name of their own, or by a general word with a country beside it.

An agency is found only where it is named. A country alone, or a city, makes no agency.
"""

from dataclasses import replace

from mithaq.reader.marks import Mark
from mithaq.reader.page import Page
from mithaq.reader.parties import Actor, Words
from mithaq.terms import is_agency_id

NATIONAL_SECURITY = frozenset({"ma.dgsn", "ma.dgst"})
"""Agencies whose names other countries' services bear too."""


ALSO_SO_NAMED = frozenset("DZ TN MR SN ML TD GA CM GN NE CF CG TG BF".split())
"""Countries with a general directorate of national security, or one that French or Arabic call so."""

_GENERAL_DIRECTORATE = ("عامه", "عام", "general", "generale", "generaldirektion", "generaldirektor")


SEVERAL = frozenset({"intelligence", "state-security"})
"""General words of which a country may have several services, told apart by their names."""


ONLY_HEADED = frozenset({"police", "judicial-police"})
"""General words that name an agency only after an office: the head of the Italian police."""


OF_ONE_NATION = frozenset(
    {"national-police", "federal-police", "internal-security", "external-security", "state-security"}
)
"""General words that, headed by somebody and without a country, mean the one foreign country told of."""


OFFICES = ("head", "minister", "counterpart", "ambassador")


def agencies_of(page: Page) -> list[Actor]:
    """Return every mention of an agency, in order, none within another."""
    found: list[Actor] = [_named(page, mark) for mark in page.marks.by_kind.get("agencies", [])]
    taken = {at for one in found for at in range(one.first, one.last)}
    forces = sorted(
        page.marks.by_kind.get("forces", []), key=lambda one: (-(one.last - one.first), one.first)
    )
    known: dict[str, Actor] = {}
    waiting: list[Mark] = []
    for force in forces:
        if taken.isdisjoint(range(force.first, force.last)):
            actor = _general(page, force)
            if actor is None:
                waiting.append(force)
                continue
            taken.update(range(actor.first, actor.last))
            known.setdefault(force.code, actor)
            found.append(actor)
    for force in waiting:
        if taken.isdisjoint(range(force.first, force.last)):
            actor = _from_context(page, force, known)
            if actor is not None:
                taken.update(range(actor.first, actor.last))
                found.append(actor)
    return _outermost(found)


def _outermost(found: list[Actor]) -> list[Actor]:
    kept: list[Actor] = []
    for one in sorted(found, key=lambda one: (one.first, -one.last)):
        if kept and one.last <= kept[-1].last and one.key == kept[-1].key:
            continue
        kept.append(one)
    return kept


def _named(page: Page, mark: Mark) -> Actor:
    """Return the agency that goes by its own name, unless the nation beside it is another's."""
    country, key = _entry(mark.code)
    nation = nation_after(page, mark.last)
    if nation is not None and nation.code != country and country not in {"INT", "EU"}:
        words = (mark.first, nation.last)
        return Actor(*words, nation.code, f"{nation.code} {mark.code}", agency=words)
    if key in NATIONAL_SECURITY:
        elsewhere = _another_maghreb(page)
        if elsewhere:
            words = _without_office(page, (mark.first, mark.last))
            return Actor(mark.first, mark.last, elsewhere, f"{elsewhere} {mark.code}", agency=words)
    last = nation.last if nation is not None else mark.last
    agency = (mark.first, mark.last if is_agency_id(key) else last)
    if key in NATIONAL_SECURITY and not _names_morocco(page) and not _moroccan_by_name(page, mark):
        return Actor(mark.first, last, None, f"? {mark.code}", agency=_without_office(page, agency))
    return Actor(mark.first, last, country, key, agency=agency)


def _entry(code: str) -> tuple[str, str]:
    if is_agency_id(code):
        return code[:2].upper(), code
    return code.split(" ", maxsplit=1)[0], code


def _another_maghreb(page: Page) -> str:
    """Return the other country whose police bears the same name, if the text never names Morocco."""
    if _names_morocco(page):
        return ""
    named = page.countries() | page.marks.codes("cities")
    return next((code for code in ("DZ", "TN", "MR") if code in named), "")


def _names_morocco(page: Page) -> bool:
    """Whether the text names Morocco, a city or head of service of it, or a service that only it has."""
    kinds = ("countries", "cities", "people", "agencies")
    codes = {code for kind in kinds for code in page.marks.codes(kind)}
    return "MA" in codes or any(code.startswith("MA ") or code == "ma.dgst" for code in codes)


def _moroccan_by_name(page: Page, mark: Mark) -> bool:
    """Whether the name alone means the Moroccan service: in full, and no other bearer is in the text.

    The text is then about a partner of Morocco's; a general "national security" is left undecided.
    """
    words = page.words.words[mark.first : mark.last]
    full = words[0] in {"dgsn", "dgst"} or any(word.endswith(_GENERAL_DIRECTORATE) for word in words)
    return full and not page.countries() & ALSO_SO_NAMED


def _without_office(page: Page, words: Words) -> Words:
    """Return the name of an agency without the office that a phrase of the list begins with."""
    office = page.marks.within(words[0], words[0] + 1, "roles")
    return (office[0].last, words[1]) if office and office[0].last < words[1] else words


def nation_after(page: Page, index: int) -> Mark | None:
    """Return the country or nationality that follows directly, but for the words that join it."""
    for mark in page.marks.within(index, index + 3, "countries"):
        if (
            page.joined(index, mark.first)
            and _beside(page, index, mark.first)
            and not _begins_list(page, mark)
        ):
            return mark
    return None


def _beside(page: Page, index: int, first: int) -> bool:
    """Whether nothing but a bracket that opens stands between the words before `index` and a country."""
    return all(
        not page.words.breaks[at] or page.words.between(at).strip() == "(" for at in range(index - 1, first)
    )


def _begins_list(page: Page, mark: Mark) -> bool:
    """Whether the country is joined by "and": the police and Spain."""
    before = page.words.words[mark.first - 1] if mark.first else ""
    own = page.words.words[mark.first]
    return before in {"y", "und", "et", "and", "e"} or (page.language == "ar" and own.startswith("و"))


def nation_before(page: Page, index: int) -> Mark | None:
    """Return the country or nationality right before a word: Spain's national police, spanische Polizei."""
    for mark in reversed(page.marks.within(max(index - 4, 0), index, "countries")):
        between = page.words.words[mark.last : index]
        if (
            mark.last <= index
            and all(word == "s" for word in between)
            and not page.broken(mark.last - 1, index - 1)
        ):
            return mark
    return None


def _general(page: Page, force: Mark) -> Actor | None:
    nation = nation_after(page, force.last) or nation_before(page, force.first)
    if nation is None:
        role = next(
            (
                one
                for one in page.marks.within(max(force.first - 5, 0), force.first + 1, "roles")
                if one.last <= force.first and page.joined(one.last, force.first)
            ),
            None,
        )
        nation = nation_before(page, role.first) if role is not None else None
        if nation is None:
            return None
        return _force_of(page, force, nation.code, (force.first, force.last))
    return _force_of(page, force, nation.code, (min(force.first, nation.first), max(force.last, nation.last)))


def _force_of(page: Page, force: Mark, country: str, words: Words) -> Actor | None:
    known = page.lists.means.get((country, force.code))
    if force.code in ONLY_HEADED and known is None and not _headed(page, words):
        return None
    own = f" {' '.join(page.words.words[force.first : force.last])}" if force.code in SEVERAL else ""
    return Actor(words[0], words[1], country, known or f"{country} {force.code}{own}", agency=words)


def _headed(page: Page, words: Words) -> bool:
    """Whether an office stands right before: the head of the Italian police; not: Italian police arrested."""
    roles = page.marks.within(max(words[0] - 5, 0), words[0] + 1, "roles", *OFFICES)
    return any(page.joined(one.last, words[0], room=0) for one in roles if one.last <= words[0])


def _from_context(page: Page, force: Mark, known: dict[str, Actor]) -> Actor | None:
    """Return the agency of a general word without a country, if the text has told which one it is."""
    words = (force.first, force.last)
    earlier = known.get(force.code)
    if earlier is not None and force.code not in {*ONLY_HEADED, "interior-ministry", "national-security"}:
        return replace(earlier, first=force.first, last=force.last, agency=words)
    if force.code not in OF_ONE_NATION or not _headed(page, words):
        return None
    sentence = page.sentence(page.words.sentence_at(force.first))
    nations = {one.code for one in page.marks.within(sentence.first, sentence.last, "countries")} - {"MA"}
    nations = nations or set(page.countries()) - {"MA"}
    return _force_of(page, force, nations.pop(), words) if len(nations) == 1 else None
