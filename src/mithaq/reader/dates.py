"""Dates as texts write them: days, ranges of days, days of the week, and words such as today.

A library was tried (dateparser) and set aside: it knows neither ranges nor which weekday was meant for which
day, and searching a text with it takes longer than all the rest (docs/guide/reader.md).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mithaq.reader.lists import Lists

FIRST_YEAR, LAST_YEAR = 1956, 2099


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as the text says it."""

    day: int
    month: int
    year: int | None
    weekday: int | None = None
    """1 for Monday to 7 for Sunday, where the text gives it."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """Where a date stands in the folded text, and what it says: days, only weekdays, or a day near today."""

    start: int
    end: int
    days: tuple[Day, ...] = ()
    weekdays: tuple[int, ...] = ()
    offset: int | None = None
    """Days from the day of publication: today 0, yesterday -1."""


@dataclass(frozen=True, slots=True)
class _Forms:
    months: dict[str, int]
    weekdays: dict[str, int]
    offsets: dict[str, int]
    pattern: re.Pattern[str]


def dates_in(text: str, lists: Lists, start: int = 0, end: int | None = None) -> list[DateMention]:
    """Return the dates in a stretch of folded text, in their order; what is no possible day is left out."""
    forms = _forms(lists)
    stop = len(text) if end is None else end
    found: list[DateMention] = []
    for match in forms.pattern.finditer(text, start, stop):
        mention = _mention(match, forms)
        if mention is None:
            continue
        if found and mention.weekdays and _continues(text, found[-1], mention):
            first = found.pop()
            mention = DateMention(first.start, mention.end, weekdays=(*first.weekdays, *mention.weekdays))
        found.append(mention)
    return found


_JOIN = re.compile(r"\s*(?:,|و|y|et|und|and|e|-|al?|au|bis|to|الي)?\s*")


def _continues(text: str, first: DateMention, second: DateMention) -> bool:
    """Whether two days of the week are named in a row: yesterday, Wednesday, and today, Thursday."""
    return bool(
        len(first.weekdays) == 1
        and len(second.weekdays) == 1
        and _JOIN.fullmatch(text, first.end, second.start)
    )


@lru_cache(maxsize=16)
def _forms(lists: Lists) -> _Forms:
    months = {
        word: int(code[6:])
        for code, words in lists.dates.items()
        if code.startswith("month")
        for word in words
    }
    weekdays = {
        word: int(code[4:]) for code, words in lists.dates.items() if code.startswith("day") for word in words
    }
    offsets = {
        word: offset
        for code, offset in (("today", 0), ("yesterday", -1), ("tomorrow", 1))
        for word in lists.dates.get(code, ())
    }
    return _Forms(months, weekdays, offsets, re.compile(_pattern(lists, months, weekdays, offsets)))


_LEADS = ("الموافق ل", "الموافق", "den", "dem", "the", "le", "el", "dias", "jours")


def _any(words: Iterable[str]) -> str:
    ordered = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered) + ")"


def _pattern(lists: Lists, months: Iterable[str], weekdays: Iterable[str], offsets: Iterable[str]) -> str:
    """Return the pattern of all forms; the numbered groups are read by `_mention`."""
    arabic = lists.language == "ar"
    edge = r"(?<![\w])"
    close = r"(?!\w)"
    joins = [word for word in lists.dates.get("join", ()) if word not in {"-", "و"}]
    and_joined = r"\s*و\s*|" if arabic else ""
    join = rf"(?:\s*-\s*|{and_joined}\s*,?\s+{_any(joins)}\s*)"
    of = rf"(?:\s*\.?\s*/?\s*|\s+{_any(lists.dates.get('of', ()))}\s+)"
    year_word = rf"(?:\s*[.,]?\s*(?:{_any(lists.dates.get('year', ()))}\s+)?)"
    year = rf"(?:{year_word}(?P<y{{n}}>(?:19|20)\d\d)(?!\d))?"
    month = _any(months)
    month_slash = rf"{month}\.?(?:\s*[/(]\s*{month}\)?)?{close}"
    week = _any(word for word in weekdays) + r"\.?" + close
    long_week = _any(word for word in weekdays if len(word) > 4) + close
    prefix = "[وبل]?" if arabic else ""
    day = r"(?P<d{n}>\d{{1,2}}|فاتح)(?!\d)(?:er|st|nd|rd|th|\.|eme)?"
    lead = rf"(?:\s*[,(/]*\s*(?:{_any(_LEADS)}\s*)?)"

    def weekday(number: str) -> str:
        return rf"(?P<w{number}>{week})"

    one = rf"(?:{weekday('{n}')}{lead})?"
    ranged = (
        rf"(?:{weekday('1')}(?:{join}{weekday('2')})?{lead})?{day.format(n=1)}{join}"
        rf"(?:{weekday('3')}{lead})?{day.format(n=2)}{of}(?P<m1>{month_slash}){year.format(n=1)}"
    )
    single = rf"{one.format(n=4)}{day.format(n=3)}{of}(?P<m2>{month_slash}){year.format(n=2)}"
    second = rf"{join}{one.format(n=5)}{day.format(n=4)}{of}(?P<m3>{month_slash}){year.format(n=3)}"
    first_month = (
        rf"(?:{weekday('6')}(?:{join}{weekday('7')})?{lead})?(?P<m4>{month}){close}\.?\s+{day.format(n=5)}"
        rf"(?:{join}(?:{weekday('8')}{lead})?(?:(?P<m5>{month})\.?\s+)?{day.format(n=6)}(?!\d|:))?{year.format(n=4)}"
    )
    numeric = (
        rf"(?:{weekday('9')}{lead})?(?:{day.format(n=7)}{join})?(?P<d8>\d{{1,2}})\s?[./-]\s?(?P<n1>\d{{1,2}})\s?[./-]\s?"
        r"(?P<y5>(?:19|20)\d\d|\d\d)(?!\d)"
    )
    iso = r"(?P<y6>(?:19|20)\d\d)[/.-](?P<n2>\d{1,2})[/.-](?P<d9>\d{1,2})(?!\d)"
    this = rf"(?:{_any((*lists.dates.get('this', ()), *offsets))}\s*[,/]?\s+)?"
    named = rf"(?P<r2>{this}){prefix}(?P<w10>{long_week})(?:{join}(?P<w11>{long_week}))?(?!{lead}\d{{1,2}}\b)"
    near = rf"(?P<r1>{_any(offsets)}){close}" if tuple(offsets) else r"(?P<r1>(?!))"
    bodies = [ranged, f"{single}(?:{second})?", numeric, iso, named, near]
    if lists.language == "en":
        bodies.insert(0, first_month)
    return edge + prefix + "(?:" + "|".join(f"(?:{body})" for body in bodies) + ")"


def _mention(match: re.Match[str], forms: _Forms) -> DateMention | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    start, end = match.span()
    while start < end and not match.string[start].isalnum():
        start += 1
    while end > start and not match.string[end - 1].isalnum():
        end -= 1
    if "w10" in groups:
        names = [forms.weekdays[_tidy(groups[name])] for name in ("w10", "w11") if name in groups]
        offset = forms.offsets.get(_tidy(groups.get("r2", "")).strip(" ,/"))
        return DateMention(start, end, weekdays=tuple(names), offset=offset)
    if "r1" in groups:
        return DateMention(start, end, offset=forms.offsets[_tidy(groups["r1"])])
    days = _days(groups, forms)
    if not days or not all(_possible(day) for day in days):
        return None
    return DateMention(start, end, days=days)


def _tidy(word: str) -> str:
    return " ".join(word.split())


def _days(groups: dict[str, str], forms: _Forms) -> tuple[Day, ...]:
    def number(name: str) -> int:
        return int(groups[name]) if groups[name].isdigit() else 1

    def year(name: str) -> int | None:
        return int(groups[name]) if name in groups else None

    def week(*names: str) -> int | None:
        return next(
            (forms.weekdays[_tidy(groups[name]).rstrip(".")] for name in names if name in groups), None
        )

    def month(name: str) -> int:
        return _month(groups[name], forms)

    if "m1" in groups:
        ends = year("y1")
        return (
            Day(number("d1"), month("m1"), ends, week("w1")),
            Day(number("d2"), month("m1"), ends, week("w3", "w2")),
        )
    if "m2" in groups:
        first = Day(number("d3"), month("m2"), year("y2"), week("w4"))
        if "m3" not in groups:
            return (first,)
        last = Day(number("d4"), month("m3"), year("y3"), week("w5"))
        return (Day(first.day, first.month, first.year or last.year, first.weekday), last)
    if "m4" in groups:
        first = Day(number("d5"), month("m4"), year("y4"), week("w6"))
        if "d6" not in groups:
            return (first,)
        return (
            first,
            Day(number("d6"), month("m5" if "m5" in groups else "m4"), year("y4"), week("w8", "w7")),
        )
    return _numeric(groups, week("w9"))


def _numeric(groups: dict[str, str], weekday: int | None) -> tuple[Day, ...]:
    if "n2" in groups:
        return (Day(int(groups["d9"]), int(groups["n2"]), int(groups["y6"])),)
    day, month, year = int(groups["d8"]), int(groups["n1"]), int(groups["y5"])
    if month > 12 >= day:
        day, month = month, day
    year = year + 2000 if year < 100 else year
    last = Day(day, month, year, weekday if "d7" not in groups else None)
    return (Day(int(groups["d7"]), month, year, weekday), last) if "d7" in groups else (last,)


def _month(written: str, forms: _Forms) -> int:
    for part in re.split(r"[/()]", written):
        word = _tidy(part).rstrip(".")
        if word in forms.months:
            return forms.months[word]
    return 0


def _possible(day: Day) -> bool:
    return (
        1 <= day.day <= 31
        and 1 <= day.month <= 12
        and (day.year is None or FIRST_YEAR <= day.year <= LAST_YEAR)
    )
