"""Words and patterns that hold a comment for a closer look; they refuse nothing by themselves (PRS-13).

The defaults are few and plain. A site adds its own in words/LANGUAGE.txt of its folder, a line a pattern:
plain words, or a regular expression between slashes. Letters are folded first, so that one way of writing
a word stands for all. What comments are held by is read anew when a file has changed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mithaq.text.folding import fold

DEFAULTS = {
    "any": (r"/https?:\/\//", r"/\b[\w.+-]+@[\w-]+\.\w+/", r"/(\+|00)\d[\d \-]{7,}/"),
    "ar": ("كلب", "حمار", "خائن", "كافر", "مرتد", "اقتلوا"),
    "de": ("idiot", "dummkopf", "verräter", "ungläubige", "abschaum"),
    "en": ("idiot", "moron", "traitor", "infidel", "scum"),
    "es": ("idiota", "imbécil", "traidor", "infiel", "escoria"),
    "fr": ("idiot", "imbécile", "traître", "mécréant", "racaille"),
}
MOST = 2_000
"""Patterns of one file that are read."""

SHOWN = 10
"""Patterns that are shown of those that a comment met."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of a list that is no pattern."""

    file: Path
    line: int
    said: str
    why: str


def held(text: str, language: str, folder: Path) -> list[str]:
    """Return the patterns that a text meets, as they stand in the lists; all languages are tried."""
    folded, plain = fold(text), text.lower()
    found: dict[str, None] = {}
    for code in dict.fromkeys((language, *DEFAULTS)):
        path = _file(folder, code)
        for said, pattern in _patterns(code, str(path), _changed(path)):
            if pattern.search(folded) or pattern.search(plain):
                found[said] = None
    return list(found)[:SHOWN]


def faults(folder: Path) -> Iterator[Fault]:
    """Yield what is no pattern in the site's own lists: such a line holds nothing."""
    for code in DEFAULTS:
        path = _file(folder, code)
        for number, line in _lines(path):
            try:
                _compiled(line)
            except re.error as error:
                yield Fault(path, number, line, str(error))


@lru_cache(maxsize=64)
def _patterns(language: str, path: str, _changed: int) -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = [*DEFAULTS[language], *(line for _number, line in _lines(Path(path)))]
    return tuple(_those_that_are(lines))


def _those_that_are(lines: list[str]) -> Iterator[tuple[str, re.Pattern[str]]]:
    for line in lines:
        try:
            yield line, _compiled(line)
        except re.error:
            continue  # `mithaq press words` names it


def _compiled(line: str) -> re.Pattern[str]:
    """Return a line as a pattern; re.error if it is none."""
    if len(line) > 2 and line.startswith("/") and line.endswith("/"):
        return re.compile(line[1:-1], re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?:[وفبكل]|ال|وال|بال|لل)?{re.escape(fold(line))}(?!\w)")


def _lines(path: Path) -> list[tuple[int, str]]:
    """Return the lines of a list with their numbers; a file that cannot be read has none."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    numbered = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    return [(number, line) for number, line in numbered if line and not line.startswith("#")][:MOST]


def _file(folder: Path, code: str) -> Path:
    return folder / "words" / f"{code}.txt"


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
