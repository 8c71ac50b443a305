"""Names of persons: found only beside an office, after a word of courtesy, or where the lists know them."""

from mithaq.reader.page import Page

PARTICLES = frozenset("de del der den van von da dos das di al el bin ben ibn la le du abu ould".split())
FEWEST, MOST = 2, 6
ARABIC_MOST = 6


def name_after(page: Page, index: int) -> tuple[int, int] | None:
    """Return the name that begins at `index`, past a comma and words of courtesy."""
    words = page.words
    if index >= len(words.words) or index == 0:
        return None
    sentence = page.sentence(words.sentence_at(index - 1))
    gap = words.between(index - 1).strip()
    if index >= sentence.last or gap.strip(",():\"'-. ") != "":
        return None
    known = _known_at(page, index)
    start, courtesy = _past_titles(page, index, sentence.last)
    known = known or _known_at(page, start)
    if known:
        return known
    if page.language == "ar":
        return _arabic(page, start, sentence.last, courtesy=courtesy, comma="," in gap)
    return _latin(page, start, sentence.last)


def name_before(page: Page, index: int) -> tuple[int, int] | None:
    """Return the name that ends right before the word at `index`: "Dieter Romann, president of ..."."""
    words = page.words
    sentence = page.sentence(words.sentence_at(index))
    if index <= sentence.first:
        return None
    gap = words.between(index - 1).strip()
    index = _back_over(page, index, sentence.first)
    if index <= sentence.first:
        return None
    gap = words.between(index - 1).strip()
    for mark in page.marks.within(max(index - MOST, sentence.first), index, "people"):
        if mark.last == index and gap in {",", "", "-", "("}:
            return mark.first, mark.last
    if gap != ",":
        return None
    for start in range(max(index - ARABIC_MOST, sentence.first), index - 1):
        if page.marks.within(start, start + 1, "titles", "title") or page.marks.within(
            start, start + 1, "roles"
        ):
            continue
        found = (
            _arabic(page, start, index, courtesy=_titled(page, start), comma=True)
            if page.language == "ar"
            else _latin(page, start, index)
        )
        if found and found == (start, index) and not (start > sentence.first and _continues(page, start)):
            return found
    return None


def _back_over(page: Page, index: int, first: int) -> int:
    """Return where an office begins with what stands before it: the, dem, Morocco's, der marokkanische."""
    words = page.words
    while index > first + 1 and words.between(index - 1).strip() not in {",", "("}:
        before = words.words[index - 1]
        nation = page.marks.within(index - 1, index, "countries")
        if before in {"y", "e", "et", "und", "and"}:
            break
        if not nation and before != "s" and before not in page.lists.function:
            break
        index -= 1
    return index


def _continues(page: Page, start: int) -> bool:
    """Whether the word before is part of a capitalised run too, so that the name began earlier."""
    return (
        page.language != "ar"
        and page.words.capitals[start - 1]
        and not page.words.breaks[start - 1]
        and (not page.marks.within(start - 1, start, "titles", "title"))
    )


def _known_at(page: Page, index: int) -> tuple[int, int] | None:
    marks = page.marks.within(index, index + 1, "people")
    return (marks[0].first, marks[0].last) if marks else None


def _titled(page: Page, start: int) -> bool:
    return start > 0 and bool(page.marks.within(start - 1, start, "titles", "title"))


def _past_titles(page: Page, index: int, stop: int) -> tuple[int, bool]:
    """Return the first word after words of courtesy, and whether there were any."""
    at = index
    while at < stop - 1 and at < index + 4 and page.marks.within(at, at + 1, "titles", "title"):
        at += 1
    return at, at > index


def _latin(page: Page, start: int, stop: int) -> tuple[int, int] | None:
    words = page.words
    at = start
    capitals = 0
    while at < min(stop, start + MOST):
        if words.capitals[at] and not _is_other(page, at) and words.words[at] not in page.lists.function:
            capitals += 1
        elif words.words[at] not in PARTICLES or at == start:
            break
        at += 1
        if at < stop and words.between(at - 1) not in {" ", "-", "'", ". "}:
            break
    while at > start and words.words[at - 1] in PARTICLES and not words.capitals[at - 1]:
        at -= 1
    return (start, at) if capitals >= FEWEST and at - start >= FEWEST else None


def _is_other(page: Page, index: int) -> bool:
    """Whether a capitalised word is no name: a country, a city, an agency, an office, a day."""
    if page.marks.within(index, index + 1, "countries") or page.marks.within(index, index + 1, "agencies"):
        return True
    if page.marks.within(index, index + 1, "cities") or page.marks.within(index, index + 1, "roles"):
        return True
    if page.marks.within(index, index + 1, "cues", "delegation", "meeting", "visit"):
        return True
    word = page.words.words[index]
    return any(word in phrases for phrases in page.lists.dates.values() if len(word) > 3)


def _arabic(page: Page, start: int, stop: int, *, courtesy: bool, comma: bool) -> tuple[int, int] | None:
    """Return the name at `start`: after a word of courtesy, by a known first name, or between commas."""
    words = page.words
    at = start
    while at < min(stop, start + ARABIC_MOST):
        word = words.words[at]
        if (
            (word in page.words_of("no-name") and not (word == "علي" and at == start and comma))
            or word.isdigit()
            or (_is_other(page, at) and at > start)
            or _verbal(page, at)
        ):
            break
        at += 1
        if words.breaks[at - 1]:
            break
    length = at - start
    if (
        words.words[start] in page.words_of("no-first")
        or length < FEWEST
        or (length == ARABIC_MOST and not courtesy)
    ):
        return None
    by_list = bool(page.marks.within(start, start + 1, "titles", "first-name"))
    after_nation = bool(page.marks.within(max(start - 1, 0), start, "countries"))
    closed = (comma or after_nation) and words.breaks[at - 1]
    if (
        courtesy
        or by_list
        or (closed and not _is_other(page, start) and not words.words[start].startswith("ال"))
    ):
        return start, at
    return None


def _verbal(page: Page, index: int) -> bool:
    return bool(page.marks.cue(index, index + 1))
