"""The officials that a text names: an office, the agency or nation that it is of, and the name beside it."""

from bisect import bisect_left
from dataclasses import replace

from mithaq.reader.agencies import OFFICES, agencies_of, nation_after, nation_before
from mithaq.reader.marks import Mark
from mithaq.reader.naming import name_after, name_before
from mithaq.reader.page import Page
from mithaq.reader.parties import Actor, Words, inside


def actors_of(page: Page) -> list[Actor]:
    """Return every mention in the order of the text."""
    agencies = agencies_of(page)
    officials, used = _officials(page, agencies)
    plain = [one for index, one in enumerate(agencies) if index not in used]
    officials = _of_one_country(officials)
    named = _people(page, officials, agencies)
    return sorted(_told_apart(page, [*officials, *plain, *named]), key=lambda one: (one.first, one.key))


def _told_apart(page: Page, actors: list[Actor]) -> list[Actor]:
    """Return the mentions with "the German police" taken for the one German agency that is named."""
    own: dict[str, set[str]] = {}
    for one in actors:
        if one.country and one.agency and one.key != f"{one.country} police":
            own.setdefault(one.country, set()).add(one.key)
    return [
        replace(one, key=_police_of(page, one.country, own.get(one.country, set())) or one.key)
        if one.country and one.key == f"{one.country} police"
        else one
        for one in actors
    ]


def _police_of(page: Page, country: str, named: set[str]) -> str | None:
    """Return which agency a country's police is: the only one in the text, or the national police."""
    if len(named) == 1:
        return next(iter(named))
    national = page.lists.means.get((country, "national-police"))
    return national if national in named else None


def _of_one_country(officials: list[Actor]) -> list[Actor]:
    """Return the officials with "the minister" taken for the minister of the one country told of."""
    places: dict[str, set[str]] = {}
    for one in officials:
        if one.country and one.office in {"minister", "counterpart"}:
            places.setdefault(one.office, set()).add(one.country)
    return [
        replace(
            one, country=next(iter(places[one.office])), key=f"{next(iter(places[one.office]))} {one.office}"
        )
        if one.country is None and not one.agency and len(places.get(one.office, ())) == 1
        else one
        for one in officials
    ]


def _officials(page: Page, agencies: list[Actor]) -> tuple[list[Actor], set[int]]:
    """Return the officials, and the indexes of the agencies that they head."""
    found: list[Actor] = []
    used: set[int] = set()
    end = -1
    for role in page.marks.by_kind.get("roles", []):
        if role.code not in OFFICES or role.first < end or _of_a_delegation(page, role):
            continue
        headed = _headed_agencies(page, role, agencies)
        made = _official(page, role, [agencies[index] for index in headed], agencies)
        if made:
            found += made
            used |= set(headed)
            end = made[0].role[1] if made[0].role else role.last
    return found, used


def _of_a_delegation(page: Page, role: Mark) -> bool:
    """Whether these are the many who came along: a delegation of directors of the DGSN."""
    sentence = page.sentence(page.words.sentence_at(role.first))
    before = page.marks.cue(max(role.first - 9, sentence.first), role.first, "delegation", "accompany")
    headed = page.words.words[max(role.first - 3, sentence.first) : role.first]
    led_by = any(word in page.words_of("by") or word in page.words_of("own") for word in headed)
    plain = [one for one in before if one.code == "delegation" or page.joined(one.last, role.first, room=1)]
    follows = any(page.words.words[role.first].endswith(end) for end in ("es", "s", "en", "ren"))
    many = follows or page.words.words[role.first] in page.words_of("many")
    return bool(plain) and many and not led_by


def _headed_agencies(page: Page, role: Mark, agencies: list[Actor]) -> list[int]:
    """Return which agencies an office is of: one, or two of one country that are named together."""
    sentence = page.sentence(page.words.sentence_at(role.first))
    headed: list[int] = []
    end = role.last
    begin = bisect_left(agencies, role.first, key=lambda one: one.first)
    for index in range(begin, len(agencies)):
        one = agencies[index]
        if one.first >= sentence.last:
            break
        room = 3 if not headed else 1
        if one.first - end > 6 or page.marks.within(max(role.last, end), one.first, "roles"):
            break
        if one.first >= end and (
            not page.joined(end, one.first, room=room) or (not headed and page.broken(end - 1, one.first - 1))
        ):
            break
        if headed and one.country != agencies[headed[0]].country:
            break
        if one.first > end and page.marks.cue(end, one.first):
            break
        if not headed and role.code == "counterpart":
            break
        headed.append(index)
        end = max(end, one.last)
    return headed or _right_before(page, role, agencies, begin)


def _right_before(page: Page, role: Mark, agencies: list[Actor], begin: int) -> list[int]:
    """Return the agency whose name the office follows: FBI director, BKA-Präsident, Europol's director."""
    if role.code != "head" or page.language not in {"de", "en"} or not begin:
        return []
    one = agencies[begin - 1]
    between = page.words.words[one.last : role.first]
    near = one.last <= role.first and all(word in {"s", "executive"} for word in between)
    return [begin - 1] if near and not page.broken(one.last - 1, role.first - 1) else []


def _official(page: Page, role: Mark, agencies: list[Actor], everybody: list[Actor]) -> list[Actor]:
    end = max([role.last, *(one.last for one in agencies)])
    nation = None
    if role.code == "ambassador":
        nation, end = _sent_by(page, role)
        if nation is None:
            return []
        agencies = []
    elif not agencies:
        nation = (
            nation_after(page, role.last) or nation_before(page, role.first) or _nation_further(page, role)
        )
        if nation is not None:
            end = max(end, nation.last)
    else:
        end = _past_nation(page, end, agencies[-1].country)
    name = name_after(page, end) or name_before(page, role.first)
    own = name is not None and not agencies and role.code not in {"counterpart", "ambassador"}
    led = _led_agencies(page, role.first, everybody) if own else []
    agencies = agencies or led
    if name is not None and role.code != "ambassador" and not any(one.known for one in agencies):
        agencies = headed_by(page, person_key(page, name), everybody) or agencies
    if nation is None and not agencies and name is None:
        nation, name = _nation_with_name(page, end)
        end = nation.last if nation is not None else end
    if role.code == "minister" and not agencies:
        name = name or _name_after_comma(page, end)
    of_service = role.code != "head" or (
        nation is not None and name is not None and not _of_state(page, role, end)
    )
    if not agencies and not ((nation is not None or name) and of_service):
        return _head_of_nothing(page, role, nation, name)
    first = min(role.first, name[0]) if name else role.first
    last = max(end, name[1]) if name else end
    if led:
        first = min(role.first, name[0]) if name else role.first
    start = agencies[0].first if agencies and not led and agencies[0].first < role.first else role.first
    country = nation.code if nation else _country_of_office(page, role) or _country_of_person(page, name)
    base = Actor(first, last, country, "", name=name, role=(start, end), office=role.code)
    base = replace(base, person=person_key(page, name) if name else "")
    unique = {one.key: one for one in agencies}
    if not unique:
        return [replace(base, key=f"{base.country} {role.code}" if base.country else role.code)]
    return [replace(base, key=one.key, country=one.country, agency=one.agency) for one in unique.values()]


def _led_agencies(page: Page, index: int, agencies: list[Actor]) -> list[Actor]:
    """Return the agency whose head or delegate stands at a word; two where they are named together."""
    sentence = page.sentence(page.words.sentence_at(index))
    before = [one for one in inside(agencies, sentence.first, index) if one.last <= index]
    if not before:
        return []
    nearest = before[-1]
    together = [
        one for one in before[-2:-1] if one.country == nearest.country and nearest.first - one.last <= 2
    ]
    own = any(word in page.words_of("own") for word in page.words.words[max(index - 2, nearest.last) : index])
    led = page.marks.cue(nearest.last, index, "accompany")
    apart = page.marks.cue(nearest.last, index, "meeting", "receive", "visit", "discuss", "agree")
    return [*together, nearest] if (own or led) and not apart and index - nearest.last <= 8 else []


def headed_by(page: Page, person: str, agencies: list[Actor]) -> list[Actor]:
    """Return the agencies that a person of the lists heads, so far as the text names them."""
    heads = page.lists.heads.get(person, ())
    firsts = (next((one for one in agencies if one.agency and one.key == key), None) for key in heads)
    return sorted((one for one in firsts if one is not None), key=lambda one: one.first)


def _sent_by(page: Page, role: Mark) -> tuple[Mark | None, int]:
    """Return the country of an ambassador, and the word after the office, past where the mission is."""
    before = nation_before(page, role.first)
    end, found = role.last, before
    sentence = page.sentence(page.words.sentence_at(role.first))
    for mark in sorted(
        [
            *page.marks.within(role.last, min(role.last + 9, sentence.last), "countries"),
            *page.marks.within(role.last, min(role.last + 9, sentence.last), "cities"),
        ]
    ):
        if page.broken(end - 1, mark.first) or mark.first - end > 5 or mark.first < end:
            break
        if found is None and mark.kind == "cities":
            break
        found, end = found or mark, mark.last
    return found, end


def _past_nation(page: Page, end: int, country: str | None) -> int:
    """Return the word after the nation that follows the names of two agencies: DGSN und DGST Marokkos."""
    for mark in page.marks.within(end, end + 2, "countries"):
        gaps = [page.words.between(at).strip(" ()") for at in range(end - 1, mark.first)]
        if mark.code == country and not any(gaps) and page.joined(end, mark.first):
            return mark.last
    return end


def _nation_further(page: Page, role: Mark) -> Mark | None:
    """Return the nation before the words that an English office begins with: U.S. National ... Director."""
    if page.language != "en":
        return None
    for mark in page.marks.within(max(role.first - 5, 0), role.first, "countries"):
        capitals = all(page.words.capitals[at] for at in range(mark.last, role.first))
        if mark.last <= role.first and capitals and not page.broken(mark.last - 1, role.first - 1):
            return mark
    return None


def _country_of_person(page: Page, name: Words | None) -> str | None:
    """Return the country of somebody whom the lists know."""
    marks = page.marks.within(*name, "people") if name else []
    return marks[0].code.partition(" ")[0] if marks else None


def _country_of_office(page: Page, role: Mark) -> str | None:
    """Return the country that the word for an office says by itself: Bundesinnenminister."""
    return "DE" if page.words.words[role.first].startswith("bundesinnenminister") else None


def _name_after_comma(page: Page, end: int) -> Words | None:
    """Return the name after the words that say of what somebody is minister: for Justice, NAME."""
    for index in range(end, min(end + 7, len(page.words.words) - 1)):
        if page.words.breaks[index]:
            return name_after(page, index + 1)
    return None


def _nation_with_name(page: Page, end: int) -> tuple[Mark | None, Words | None]:
    """Return nation and name after an office of a service that no list knows."""
    for mark in page.marks.within(end, end + 5, "countries"):
        if page.broken(end - 1, mark.first) or page.marks.within(end, mark.first, "roles"):
            break
        name = name_after(page, mark.last)
        if name is not None:
            return mark, name
    return None, None


def _of_state(page: Page, role: Mark, end: int) -> bool:
    """Whether the office is of a state, a parliament or a federation of sport: no service of police."""
    return any(
        word.removeprefix("ال").startswith(page.words_of("state-"))
        for word in page.words.words[role.first : end]
    )


def _head_of_nothing(page: Page, role: Mark, nation: Mark | None, name: Words | None) -> list[Actor]:
    """Return the official of no named agency, if it is somebody that the lists know by name."""
    if name is None or not page.marks.within(name[0], name[1], "people"):
        return []
    end = nation.last if nation is not None and nation.first >= role.first else role.last
    country = nation.code if nation is not None else None
    return [
        Actor(
            min(role.first, name[0]),
            max(end, name[1]),
            country,
            "",
            name=name,
            role=(role.first, end),
            person=person_key(page, name),
            office=role.code,
        )
    ]


def person_key(page: Page, name: Words) -> str:
    """Return what tells persons apart: the entry of the list, else the last word of the name."""
    marks = page.marks.within(name[0], name[1], "people")
    return marks[0].code if marks else page.words.words[name[1] - 1]


def _people(page: Page, officials: list[Actor], agencies: list[Actor]) -> list[Actor]:
    """Return mentions of persons alone: of those the lists know, and of officials by their last name."""
    found: list[Actor] = []
    held = {at for one in officials if one.name for at in range(*one.name)}
    by_person = {one.person: one for one in reversed(officials) if one.person}
    for mark in page.marks.by_kind.get("people", []):
        if not held.isdisjoint(range(mark.first, mark.last)):
            continue
        words = (mark.first, mark.last)
        base = by_person.get(mark.code)
        led = _led_agencies(page, mark.first, agencies) if base is None else []
        led = led or (headed_by(page, mark.code, agencies) if base is None else [])
        found += [replace(one, first=words[0], last=words[1], name=words, person=mark.code) for one in led]
        if base is None and not led:
            found.append(Actor(*words, mark.code.partition(" ")[0], "", name=words, person=mark.code))
        elif base is not None:
            found += [
                replace(one, first=words[0], last=words[1])
                for one in inside(officials, base.first, base.first + 1)
                if one.person == mark.code
            ]
    found += _by_last_name(page, officials)
    return found


def _by_last_name(page: Page, officials: list[Actor]) -> list[Actor]:
    """Return later mentions of officials by their last name alone."""
    last_names: dict[str, list[Actor]] = {}
    for one in officials:
        if one.name:
            rows = last_names.setdefault(page.words.words[one.name[1] - 1], [])
            if not rows or rows[0].first == one.first:
                rows.append(one)
    found: list[Actor] = []
    for index, word in enumerate(page.words.words):
        found += [
            replace(one, first=index, last=index + 1)
            for one in last_names.get(word, ())
            if one.name and index >= one.name[1]
        ]
    return found
