"""What was agreed. Talk, praise, offers, hopes, refusals and old agreements are no commitments.

A commitment needs a word of agreement or signature in its sentence (or in the sentence that opens its list),
not denied, not in doubt, not to come and not of long ago. What it promises is read from the measures that
follow that word; without one, a general promise to strengthen cooperation counts as such, and a plain
"agreed on the importance" as nothing.
"""

from dataclasses import dataclass

from mithaq.reader.frames import long_ago
from mithaq.reader.marks import Mark
from mithaq.reader.page import Page
from mithaq.reader.parties import Actor
from mithaq.reader.subjects import area_marks
from mithaq.reader.wording import Sentence

MOST_BEFORE = 3
"""Words after a word of agreement up to which what was agreed is sought before it (German word order)."""

AS_AREAS = {
    "information-exchange": "information-exchange",
    "training": "training",
    "technical-assistance": "technical-cooperation",
}


WORDS_OF_PAPER = frozenset({"strengthening", "other", "agreement"})
"""What a signed paper says in general: part of the paper, no promise beside it."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment: its kind, its area, the words that say it, and the sentence that it is in."""

    kind: str
    area: Mark | None
    first: int
    last: int
    sentence: int
    mark: Mark | None = None

    @property
    def area_code(self) -> str | None:
        """The area's code: the one named, else the one that the kind is itself."""
        return self.area.code if self.area else AS_AREAS.get(self.kind)


def promises_of(page: Page, actors: list[Actor]) -> list[Promise]:
    """Return the commitments in the order of the text, each kind and area once."""
    found: list[Promise] = []
    open_list = False
    for index in page.body:
        sentence = page.sentence(index)
        inherits = open_list and sentence.bullet
        made = _from_sentence(page, index, actors, inherits=inherits)
        ends_open = _gap_after(page, sentence).lstrip(' "').startswith(":")
        open_list = inherits or (ends_open and _agreement(page, sentence) is not None)
        found += made
    return _once(found)


def _gap_after(page: Page, sentence: Sentence) -> str:
    return page.words.between(sentence.last - 1) if sentence.last else ""


def _once(found: list[Promise]) -> list[Promise]:
    kept: list[Promise] = []
    for one in found:
        same = [other for other in kept if other.kind == one.kind]
        if any(
            other.area_code == one.area_code or one.area is None or one.kind == "strengthening"
            for other in same
        ):
            continue
        kept.append(one)
    return kept


def _agreement(page: Page, sentence: Sentence) -> Mark | None:
    """Return the word of agreement that counts, None if it is denied, hoped for or long ago."""
    if long_ago(page, sentence):
        return None
    for cue in page.cue(sentence, "agree", "sign"):
        if not _doubted(page, cue, sentence):
            return cue
    return None


def _doubted(page: Page, cue: Mark, sentence: Sentence) -> bool:
    """Whether the agreement is denied, possible, hoped for, to come, or somebody's wish."""
    start = _clause_start(page, cue, sentence)
    before = page.marks.cue(start, cue.first, "negation", "maybe", "future", "wish", "past")
    if any(one.code != "past" or cue.first - one.last <= 4 for one in before):
        return True
    if page.words.words[cue.first] in {"serait", "seraient", "sera", "seront", "firmaran"}:
        return True
    after = page.marks.cue(cue.last, min(cue.last + 3, sentence.last), "negation")
    if page.language == "de" and _denied_at_end(page, cue, sentence):
        return True
    if (
        page.language == "ar"
        and cue.first > sentence.first
        and page.words.words[cue.first - 1] in {"لم", "لن", "دون"}
    ):
        return True
    if (
        after
        and page.language in {"de", "en", "fr"}
        and not page.marks.within(cue.last, after[0].first, "measures")
    ):
        return True
    return page.language == "fr" and "n" in page.words.words[max(cue.first - 3, 0) : cue.first]


def _denied_at_end(page: Page, cue: Mark, sentence: Sentence) -> bool:
    """Whether a German clause takes back at its end what it began with: kam nicht zustande."""
    return any(
        not page.broken(cue.last - 1, one.first)
        for one in page.marks.cue(cue.last, sentence.last, "negation")
    )


def _clause_start(page: Page, cue: Mark, sentence: Sentence) -> int:
    """Return where the clause of a word begins: after the last comma that is not right before it."""
    for index in range(cue.first - 1, sentence.first - 1, -1):
        if page.words.breaks[index] and cue.first - index > 3:
            return index + 1
    return sentence.first


def _from_sentence(page: Page, index: int, actors: list[Actor], *, inherits: bool) -> list[Promise]:
    sentence = page.sentence(index)
    if inherits:
        return _items(page, index, sentence.first, sentence.last, actors, signed=False)
    cue = _agreement(page, sentence)
    if cue is None:
        return []
    if cue.code == "sign":
        return _signed(page, index, cue, actors)
    first, last = _scope(page, cue, sentence)
    if first >= last or _weak(page, first, last):
        return []
    if page.marks.cue(first, last, "maybe") and not page.marks.within(first, last, "measures"):
        return []
    return _items(page, index, first, last, actors, signed=False)


def _scope(page: Page, cue: Mark, sentence: Sentence) -> tuple[int, int]:
    """Return the words that say what was agreed: up to a verb of another sort, or before a final one."""
    first, last = cue.last, sentence.last
    for other in page.marks.cue(first + 1, last, "discuss", "praise", "negation"):
        if _breaks_off(page, other, first):
            last = other.first
            break
    if not page.marks.within(first, last, "measures") and (
        last - first <= MOST_BEFORE or not _says_something(page, first, last)
    ):
        return sentence.first, cue.first
    return first, last


def _breaks_off(page: Page, other: Mark, first: int) -> bool:
    """Whether a later word ends what was agreed: it begins a clause of its own."""
    if not page.words.breaks[other.first - 1] and other.code != "negation":
        return False
    return other.first - first > 4


def _says_something(page: Page, first: int, last: int) -> bool:
    return bool(page.marks.within(first, last, "measures")) or last - first > 6


def _weak(page: Page, first: int, last: int) -> bool:
    """Whether only importance or need was agreed on."""
    near = page.marks.cue(first, min(first + 4, last), "weak")
    return bool(near)


def _signed(page: Page, index: int, cue: Mark, actors: list[Actor]) -> list[Promise]:
    """Return the agreement that was signed, with the area it is on."""
    sentence = page.sentence(index)
    paper = page.marks.within(sentence.first, sentence.last, "measures", "agreement")
    if not paper:
        return []
    near = min(paper, key=lambda one: abs(one.first - cue.first))
    if abs(near.first - cue.first) > 14:
        return []
    last = sentence.last
    areas = [one for one in area_marks(page, near.first, last, actors) if one.first >= near.first]
    promises = [
        Promise("agreement", areas[0] if areas else None, min(cue.first, near.first), last, index, near)
    ]
    for later in page.cue(sentence, "agree"):
        if later.first > near.last and not _doubted(page, later, sentence):
            first, end = _scope(page, later, sentence)
            promises = [
                Promise(
                    "agreement",
                    next((one for one in areas if one.first < later.first), None),
                    min(cue.first, near.first),
                    later.first,
                    index,
                    near,
                )
            ]
            items = [
                one
                for one in _items(page, index, first, end, actors, signed=True)
                if one.kind not in WORDS_OF_PAPER
            ]
            if not items:
                area = next(iter(areas), None)
                return [Promise("agreement", area, min(cue.first, near.first), last, index, near)]
            promises += items
    return promises


def _items(
    page: Page, index: int, first: int, last: int, actors: list[Actor], *, signed: bool
) -> list[Promise]:
    """Return the commitments in the words [first, last), one a measure."""
    measures = _chosen(page, first, last)
    if not measures:
        return (
            []
            if signed or not _acts(page, first, last)
            else [Promise("other", _area(page, first, last, None, actors), first, last, index)]
        )
    promises: list[Promise] = []
    start = first
    for number, mark in enumerate(measures):
        following = measures[number + 1] if number + 1 < len(measures) else None
        stop = _boundary(page, mark, following) if following else last
        promises.append(Promise(mark.code, _area(page, start, stop, mark, actors), start, stop, index, mark))
        start = stop
    return promises


def _chosen(page: Page, first: int, last: int) -> list[Mark]:
    """Return the measures that count: of those that overlap the longest; a means makes no second promise."""
    marks = [one for one in page.marks.within(first, last, "measures") if one.last <= last + 1]
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (_rank(one), one.first - one.last)):
        if all(mark.last <= one.first or one.last <= mark.first for one in kept):
            kept.append(mark)
    kept.sort()
    kept = [one for one in kept if one.code != "strengthening" or not _as_purpose(page, one, first, kept)]
    concrete = [one for one in kept if one.code != "strengthening"]
    if concrete:
        kept = [one for one in kept if one.code != "strengthening" or _own(page, one, concrete)]
    papers = [one for one in kept if one.code == "agreement"]
    others = [one for one in kept if one.code not in {"agreement", "strengthening"}]
    if papers and others:
        kept = [
            one
            for one in kept
            if one.code != "agreement" or not any(0 <= other.first - one.last <= 6 for other in others)
        ]
    events = [one for one in kept if one.code == "event-security"]
    if events and others != events:
        kept = [one for one in kept if one.code != "event-security" or one is kept[0]]
    return kept


def _as_purpose(page: Page, mark: Mark, first: int, kept: list[Mark]) -> bool:
    """Whether strengthening is only what something else is for: in order to, بغرض, afin de."""
    aims = page.marks.cue(max(mark.first - 4, first + 2), mark.first, "purpose")
    return bool(aims) and any(one.first < mark.first for one in kept)


def _rank(mark: Mark) -> int:
    return {"strengthening": 1, "event-security": 2, "other": 2, "agreement": 1}.get(mark.code, 0)


def _own(page: Page, mark: Mark, concrete: list[Mark]) -> bool:
    """Whether strengthening is promised for itself, not by the measures named after it."""
    after = [one for one in concrete if one.first >= mark.last]
    if not after:
        return True
    between = page.marks.cue(mark.last, after[0].first, "instrument")
    comma = any(page.words.breaks[mark.last - 1 : after[0].first])
    conjunction = any(_conjunction(page, at) for at in range(mark.last, after[0].first))
    return not between and (comma or conjunction)


def _conjunction(page: Page, index: int) -> bool:
    word = page.words.words[index]
    return word in {"y", "e", "et", "und", "and", "sowie", "asi", "ainsi"} or (
        page.language == "ar" and word.startswith("و") and len(word) > 3
    )


def _boundary(page: Page, mark: Mark, following: Mark) -> int:
    """Return where one promise ends and the next begins: the last comma or "and" between them."""
    for index in range(following.first - 1, mark.last - 2, -1):
        if page.words.breaks[index]:
            return index + 1
        if index >= mark.last and _conjunction(page, index):
            return index
    return following.first


def _area(page: Page, first: int, last: int, mark: Mark | None, actors: list[Actor]) -> Mark | None:
    """Return the area that a promise is in: one named in its words, other than what the measure is itself."""
    areas = area_marks(page, first, last, actors)
    own: set[str] = {AS_AREAS.get(mark.code, "")} if mark else set()
    return next((one for one in areas if one.code not in own and one.first < last), None)


_ACTS = {
    "en": ("to",),
    "de": ("zu",),
    "fr": ("de", "d", "a"),
    "es": (),
    "ar": ("علي",),
}


def _acts(page: Page, first: int, last: int) -> bool:
    """Whether something is to be done: agreed to, acordaron hacer, convenus de faire, vereinbart zu tun."""
    words = page.words.words[first:last]
    if len(words) < MOST_BEFORE:
        return False
    if page.language == "es":
        return any(word.endswith(("ar", "er", "ir", "arse", "erse", "irse")) for word in words[:4])
    if page.language == "de":
        return any(word == "zu" or ("zu" in word[2:] and word.endswith("en")) for word in words)
    if page.language == "fr":
        return any(word.endswith(("er", "ir", "re", "oir")) for word in words[:4]) and words[0] in _ACTS["fr"]
    if page.language == "ar":
        return words[0] == "علي" and not page.marks.cue(first, last, "weak", "discuss")
    return words[0] in _ACTS["en"] and words[1] not in {"be", "the", "this", "a"}
