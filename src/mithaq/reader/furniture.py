"""What stands around a text on its page: title, dates of publication and update, author, source.

Lines are judged one by one from the head until the text begins, and from the foot. What is furniture is no
part of the story: no visit, agency or commitment is read from it.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from mithaq.reader.calendar import days_of, year_given
from mithaq.reader.dates import DateMention, dates_in
from mithaq.reader.folding import Folded
from mithaq.reader.lines import soft_newlines
from mithaq.reader.lists import Lists, entries, packaged

HEAD_LINES = 14
LONG_LINE = 22
TITLE_WORDS = 32
DATELINE = 110
LONGEST_TITLE = 400
_FULL_STOP = re.compile(r"[^\W\d]{4}\.\s+\w")
SOON_AFTER = 120
"""Days after the last full date of a text within which a dateline without a year is placed."""
KICKER = 3
"""Words below which a line at the head is a heading of the site (Latest news), if a longer one follows."""

Place = tuple[int, int]
"""A stretch of the folded text."""


@dataclass(slots=True)
class Furniture:
    """What was found, each with its place in the folded text; `aside` are the stretches to leave out."""

    title: Place | None = None
    published: date | None = None
    published_at: Place | None = None
    updated: date | None = None
    updated_at: Place | None = None
    author: Place | None = None
    source: Place | None = None
    aside: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())


@cache
def _labels(language: str) -> Mapping[str, tuple[str, ...]]:
    return {
        code: tuple(sorted(phrases, key=len, reverse=True))
        for code, spoken, phrases in entries("labels", packaged("labels"))
        if spoken == language
    }


def furniture_of(folded: Folded, lists: Lists) -> Furniture:
    """Return the furniture of a page."""
    return _Reading(folded, lists).read()


class _Reading:
    def __init__(self, folded: Folded, lists: Lists) -> None:
        self.folded = folded
        self.lists = lists
        self.labels = _labels(lists.language)
        self.found = Furniture()
        self.loose: list[tuple[DateMention, int]] = []
        self.outlets = _outlets(lists)

    def read(self) -> Furniture:
        lines = _lines(self.folded.text)
        seen = 0
        for number, line in enumerate(lines):
            if self._ends_page(line, seen):
                self.found.aside.append((line.start, len(self.folded.text)))
                break
            if self._begins(line.text, "aside") or _is_path(line):
                self.found.aside.append((line.start, line.end))
            elif number < HEAD_LINES and seen == 0:
                seen += self._head(line, last=number + 1 == len(lines))
            else:
                seen += 1
        self._foot(lines)
        self._settle()
        self._title_or_author()
        return self.found

    def _head(self, line: _Line, *, last: bool) -> int:
        """Judge a line before the text has begun; return 1 if the text begins with it."""
        mentions = [one for one in dates_in(self.folded.text, self.lists, line.start, line.end) if one.days]
        if self._labelled(line, mentions) or self._byline(line, mentions):
            self.found.aside.append((line.start, line.end))
            return 0
        if line.words < LONG_LINE and mentions and self._mostly_date(line, mentions):
            self.loose.append((mentions[0], line.start))
            self._name_outlet(line)
            self.found.aside.append((line.start, line.end))
            return 0
        if line.words <= 6 and self._name_outlet(line):
            self.loose += [(mention, line.start) for mention in mentions[:1]]
            self.found.aside.append((line.start, line.end))
            return 0
        if self._dateline(line) or self._dated_city(line, mentions):
            return 1
        stopped = _is_prose(line.text)
        if line.words <= TITLE_WORDS and not stopped and not last and self._better_title(line):
            if self.found.title is not None:
                self.found.aside.append(self.found.title)
            self.found.title = (line.start, line.end)
            return 0
        return int(line.words >= LONG_LINE or stopped)

    def _better_title(self, line: _Line) -> bool:
        """Whether a line may be the title: the first, or the one after a heading of a word or two."""
        title = self.found.title
        if title is None:
            return True
        return len(self.folded.text[slice(*title)].split()) < KICKER and line.words >= KICKER

    def _ends_page(self, line: _Line, seen: int) -> bool:
        return seen > 0 and line.words <= 12 and self._begins(line.text, "end")

    def _begins(self, text: str, code: str) -> bool:
        bare = text.lstrip(" *-#>|(")
        labels = self.labels.get(code, ())
        return any(bare.startswith(label) and not bare[len(label) :][:1].isalpha() for label in labels)

    def _labelled(self, line: _Line, mentions: list[DateMention]) -> bool:
        """Enter dates that a label stands before."""
        used = False
        before = line.start
        for mention in mentions:
            gap = self.folded.text[before : mention.start]
            code = next((code for code in ("updated", "published") if self._has(gap, code)), "")
            before = mention.end
            if code and len(gap) <= 60:
                self._enter(code, mention)
                used = True
            elif used and len(gap) <= 30:
                self._enter("updated" if self.found.published else "published", mention)
        if used:
            self._name_outlet(line)
            self._byline(line, mentions)
        return used and line.words < LONG_LINE

    def _has(self, gap: str, code: str) -> bool:
        return any(re.search(rf"(?<!\w){re.escape(label)}(?!\w)", gap) for label in self.labels.get(code, ()))

    def _enter(self, code: str, mention: DateMention) -> None:
        day = days_of(mention, None).end
        if day is None:
            return
        if code == "updated" and self.found.updated is None:
            self.found.updated, self.found.updated_at = day, (mention.start, mention.end)
        elif code == "published" and self.found.published is None:
            self.found.published, self.found.published_at = day, (mention.start, mention.end)

    def _mostly_date(self, line: _Line, mentions: list[DateMention]) -> bool:
        dated = sum(mention.end - mention.start for mention in mentions)
        rest = re.sub(r"[\d:hH|/.,()\s-]+", " ", _without(line, mentions)).split()
        return len(rest) <= 5 and (dated >= 8 or len(rest) <= 2) and not line.text.rstrip().endswith(".")

    def _byline(self, line: _Line, mentions: list[DateMention]) -> bool:
        """Enter author or source where the line is a byline."""
        bare = line.text.strip()
        offset = line.start + line.text.index(bare) if bare else line.start
        if any(re.fullmatch(rf"{re.escape(label)}[\s.:|,-]*", bare) for label in self.labels.get("desk", ())):
            self.found.author = self.found.author or (offset, offset + len(bare.rstrip(" .:|,-")))
            return True
        match = self._label_at(bare, "source", colon=True)
        if match:
            self.found.source = self.found.source or self._name_after(offset, bare, match, mentions)
            return self.found.source is not None and line.words <= 12
        match = self._label_at(bare, "author", colon=False)
        if not match or line.words > 16 or bare.endswith("."):
            return False
        name = self._name_after(offset, bare, match, mentions)
        if name is None or not _looks_a_name(self.folded, name):
            return False
        self.found.author = self.found.author or name
        self._name_outlet(_Line(name[1], line.end, self.folded.text[name[1] : line.end]))
        return True

    def _label_at(self, bare: str, code: str, *, colon: bool) -> int:
        for label in self.labels.get(code, ()):
            match = re.match(rf"{re.escape(label)}\s*{':' if colon else ':?'}\s*(?=\S)", bare)
            if match and (match.group()[len(label) :] or not bare[len(label) : len(label) + 1].isalnum()):
                return match.end()
        return 0

    def _name_after(self, offset: int, bare: str, skip: int, mentions: list[DateMention]) -> Place | None:
        stop = min(
            (mention.start for mention in mentions if mention.start > offset + skip),
            default=offset + len(bare),
        )
        name = self.folded.text[offset + skip : stop]
        joins = "|".join(re.escape(word) for word in self.labels.get("with", ()) if len(word) > 1)
        cut = re.search(rf"\s[-|/]\s|[|(,\n]|\s(?:{joins})\s|\s(?:le|el|am|on|في|publi\w*|the)\s*$", name)
        name = (name[: cut.start()] if cut else name).rstrip(" -:|,./")
        lead = len(name) - len(name.lstrip())
        return (offset + skip + lead, offset + skip + len(name)) if name.strip() else None

    def _name_outlet(self, line: _Line) -> bool:
        """Enter the source where the line names an outlet as it signs; return whether it does."""
        place = self._outlet_at(line.start, line.end)
        self.found.source = self.found.source or place
        return place is not None

    def _outlet_at(self, start: int, end: int) -> Place | None:
        """Return where an outlet is named in a stretch of the folded text."""
        if end <= start:
            return None
        match = self.outlets.search(self.folded.given, *self.folded.span(start, end))
        if match is None:
            return None
        return self._folded_index(match.start()), self._folded_index(match.end() - 1) + 1

    def _folded_index(self, place: int) -> int:
        return bisect_left(self.folded.places, place)

    def _dateline(self, line: _Line) -> bool:
        """Read "City, date (SOURCE) -" at the head of the text; return whether it was there."""
        text = line.text[:DATELINE]
        match = re.match(
            r"\s*(?P<place>[^\d(\n.:]{0,40}?)[,\s/]*(?P<date>[^(\n]{0,40}?)\s*(?:\((?P<source>[^)\n]{2,40})\))?\s*"
            r"(?:\.\s?-|:-|\s-\s|-\s|/)\s*(?=\S)",
            text,
        )
        if match is None or not (match["source"] or match["place"].strip()):
            return False
        mentions = [
            one
            for one in dates_in(self.folded.text, self.lists, line.start, line.start + match.end())
            if one.days
        ]
        rest = re.sub(
            r"[\d\W]+", " ", _without(_Line(line.start, line.start + match.end(), match.group()), mentions)
        )
        outlet = match["source"] is not None
        if len(rest.split()) > (7 if outlet else 3) or not (
            outlet or mentions or self._is_city(match["place"])
        ):
            return False
        if outlet:
            self.found.source = self.found.source or self._outlet_in(
                line.start + match.start("source"), match["source"]
            )
        self.loose += [(mention, line.start) for mention in mentions[:1]]
        self.found.aside.append((line.start, line.start + match.end()))
        return True

    def _dated_city(self, line: _Line, mentions: list[DateMention]) -> bool:
        """Read "City, 12 May 2025. The police ..." at the head; return whether it was there."""
        if (
            not mentions
            or mentions[0].start > line.start + DATELINE // 2
            or mentions[0].days[-1].year is None
        ):
            return False
        place = self.folded.text[line.start : mentions[0].start].strip(" ,.-")
        place = re.sub(r"\s(?:a|le|el|den|am|on|في|يوم)$", "", place).rstrip(" ,")
        after = re.match(r"\s*[.:]\s?-?\s+(?=\S)", self.folded.text[mentions[0].end : line.end])
        if after is None or not self._is_city(place):
            return False
        self.loose.append((mentions[0], line.start))
        self.found.aside.append((line.start, mentions[0].end + after.end()))
        return True

    def _outlet_in(self, start: int, text: str) -> Place:
        """Return the outlet named in a bracket; all of it where none is known."""
        return self._outlet_at(start, start + len(text)) or (start, start + len(text))

    def _is_city(self, text: str) -> bool:
        words = text.split()
        if not 0 < len(words) <= 3:
            return False
        keys = [self.lists.keys.of(word, word) for word in words]
        return any(phrase.kind == "cities" for key in keys[0] for phrase in self.lists.first.get(key, ()))

    def _foot(self, lines: list[_Line]) -> None:
        if self.found.source is None and lines:
            tail = lines[-1].text.rstrip()
            match = re.search(r"\(([^()]{2,40})\)\.?$", tail)
            if match:
                start = lines[-1].start + match.start(1)
                self._name_outlet(_Line(start, start + len(match[1]), match[1]))
        for line in lines[-4:]:
            mentions = [
                one for one in dates_in(self.folded.text, self.lists, line.start, line.end) if one.days
            ]
            if line.words <= 12 and not any(start <= line.start < end for start, end in self.found.aside):
                bare = line.text.strip()
                signed = self._label_at(bare, "source", colon=True) and self._byline(line, mentions)
                if signed or (mentions and self._labelled(line, mentions)):
                    self.found.aside.append((line.start, line.end))
                elif mentions and line is not lines[0] and self._mostly_date(line, mentions):
                    self.loose.append((mentions[0], line.start))
                    self.found.aside.append((line.start, line.end))

    def _settle(self) -> None:
        """Take a loose date as that of publication; where it has no year, that of the dates in the text."""
        if self.found.published is not None or not self.loose:
            return
        mention = self.loose[0][0]
        if mention.days[-1].year is None:
            years = [
                day.year
                for one in dates_in(self.folded.text, self.lists)
                for day in one.days
                if day.year is not None and abs(day.month - mention.days[-1].month) <= 1
            ]
            year = max(set(years), key=years.count) if years else self._year_after(mention)
            if year is None:
                return
            mention = year_given(mention, year)
        day = days_of(mention, None).end
        if day is not None:
            self.found.published, self.found.published_at = day, (mention.start, mention.end)

    def _title_or_author(self) -> None:
        """Take a title of two words, all of them names, for the author."""
        title = self.found.title
        if title is None or self.found.author is not None:
            return
        words = self.folded.as_given(*title).split()
        named = all(word[0].isupper() for word in words) or self.lists.language == "ar"
        known = any(
            self.lists.keys.of(word, word) & self.lists.used
            for word in self.folded.text[slice(*title)].split()
        )
        if len(words) == KICKER - 1 and named and not known:
            self.found.author, self.found.title = title, None
            self.found.aside.append(title)

    def _year_after(self, mention: DateMention) -> int | None:
        """Return the year in which a day without one follows soon on the last full day of the text."""
        ends = [days_of(one, None).end for one in dates_in(self.folded.text, self.lists) if one.days]
        last = max((end for end in ends if end is not None), default=None)
        if last is None:
            return None
        for year in (last.year, last.year + 1):
            day = days_of(year_given(mention, year), None).end
            if day is not None and 0 <= (day - last).days <= SOON_AFTER:
                return year
        return None


def _lines(text: str) -> list[_Line]:
    soft = soft_newlines(text)
    places: list[Place] = []
    for match in re.finditer(r"[^\n]+", text):
        if match.start() - 1 in soft and places:
            places[-1] = places[-1][0], match.end()
        elif match.group().strip(" *-_=#|"):
            places.append(match.span())
    return [_Line(start, end, text[start:end]) for start, end in places]


def _without(line: _Line, mentions: list[DateMention]) -> str:
    """Return the line without its dates."""
    text = line.text
    for mention in sorted(mentions, key=lambda one: -one.start):
        text = text[: mention.start - line.start] + " " + text[mention.end - line.start :]
    return text


def _is_prose(text: str) -> bool:
    """Whether a line ends as a sentence does, or has the end of one within it."""
    bare = text[:LONGEST_TITLE].rstrip(' "')
    return (bare.endswith((".", ":")) and not bare.endswith("..")) or bool(_FULL_STOP.search(bare))


def _is_path(line: _Line) -> bool:
    """Whether a line is the way through a site: Home > Society."""
    return line.words <= 10 and " > " in line.text


def _looks_a_name(folded: Folded, place: Place) -> bool:
    """Whether a byline names somebody: one to six words, the first with a capital if there are any."""
    first = folded.given[folded.places[place[0]]]
    return 0 < len(folded.text[slice(*place)].split()) <= 6 and (first.isupper() or not first.islower())


@cache
def _outlets(lists: Lists) -> re.Pattern[str]:
    names = sorted(lists.outlets, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in names) + r")(?!\w)")
