"""The lists that the reader reads by: areas, measures, cues, countries, cities, agencies, offices, dates.

A list is a text: `[code]` opens an entry, `language: phrase ; phrase` gives its phrases. A service extends
the reader with texts of the same names, whose entries are added (docs/guide/reader.md).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mithaq.reader.folding import fold
from mithaq.reader.stems import Keys, stems_of

_JOINTS = re.compile("[-'’.]")

NAMES = (
    "areas",
    "measures",
    "cues",
    "countries",
    "cities",
    "agencies",
    "forces",
    "roles",
    "people",
    "titles",
    "dates",
    "words",
    "outlets",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a phrase: any of these keys, after at most `room` others that are no function words."""

    keys: frozenset[str]
    room: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of one entry of one list."""

    kind: str
    code: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """All phrases of one language, by the key of their first word, and what the dates and forces need."""

    language: str
    keys: Keys
    first: Mapping[str, tuple[Phrase, ...]]
    used: frozenset[str]
    """Every key that some phrase asks for."""
    function: frozenset[str]
    words: Mapping[str, tuple[str, ...]]
    """Sets of words that are no phrases; of those whose name ends in a hyphen, the beginnings."""
    dates: Mapping[str, tuple[str, ...]]
    means: Mapping[tuple[str, str], str]
    """(country, general word of forces) to an agency's entry."""
    heads: Mapping[str, tuple[str, ...]]
    """Entry of a person to the entries of the agencies that this person heads."""
    outlets: tuple[str, ...]


class ListError(ValueError):
    """A list that cannot be read: its name and line are in the message."""


def entries(name: str, text: str) -> list[tuple[str, str, list[str]]]:
    """Return (code, language, phrases) for each line of a list; ListError if it is no list."""
    found: list[tuple[str, str, list[str]]] = []
    code = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            code = line[1:-1].strip()
            continue
        language, colon, phrases = line.partition(":")
        if not code or not colon:
            raise ListError(f"{name}, line {number}: neither an entry nor its phrases")
        found.append((code, language.strip(), [one.strip() for one in phrases.split(";") if one.strip()]))
    return found


@cache
def packaged(name: str) -> str:
    """Return a list that comes with the program."""
    return files("mithaq.reader").joinpath("lists").joinpath(f"{name}.txt").read_text("utf-8")


def lists_for(language: str, extra: Mapping[str, str] | None = None) -> Lists:
    """Return the lists of one language; `extra` holds further texts by the name of the list they extend."""
    unknown = set(extra or {}) - set(NAMES)
    if unknown:
        raise ListError(f"{min(unknown)}: there is no such list")
    return _own(language) if not extra else _made(language, extra)


@cache
def _own(language: str) -> Lists:
    return _made(language, {})


def _made(language: str, extra: Mapping[str, str]) -> Lists:
    texts = {name: [packaged(name), *([extra[name]] if name in extra else [])] for name in NAMES}
    read = {name: [entry for text in texts[name] for entry in entries(name, text)] for name in NAMES}
    keys = Keys(language)
    first: dict[str, list[Phrase]] = {}
    for name in NAMES:
        if name in {"dates", "words", "outlets"}:
            continue
        for code, spoken, phrases in read[name]:
            if spoken not in {language, "any"}:
                continue
            for written in phrases:
                phrase = Phrase(name, code, _steps(written, keys))
                for key in phrase.steps[0].keys:
                    first.setdefault(key, []).append(phrase)
    words = _words(read["words"], language)
    return Lists(
        language,
        keys,
        {key: tuple(phrases) for key, phrases in first.items()},
        frozenset(
            key for rows in first.values() for phrase in rows for step in phrase.steps for key in step.keys
        ),
        frozenset(words.get("function", ())),
        words,
        {
            code: tuple(dict.fromkeys(fold(phrase) for phrase in phrases))
            for code, spoken, phrases in read["dates"]
            if spoken == language
        },
        dict(_means(read["agencies"])),
        {code: tuple(phrases) for code, spoken, phrases in read["people"] if spoken == "heads"},
        tuple(phrase for _code, _spoken, phrases in read["outlets"] for phrase in phrases),
    )


def _words(read: Iterable[tuple[str, str, list[str]]], language: str) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for code, spoken, texts in read:
        if spoken == language:
            words[code] = words.get(code, ()) + tuple(fold(word) for word in texts[0].split())
    return words


def _means(read: Iterable[tuple[str, str, list[str]]]) -> Iterable[tuple[tuple[str, str], str]]:
    for code, word, phrases in read:
        if word == "is":
            for phrase in phrases:
                country, _space, force = phrase.partition(" ")
                yield (country, force.strip()), code


def _steps(written: str, keys: Keys) -> tuple[Step, ...]:
    steps: list[Step] = []
    room = 0
    for word in written.split():
        if word.strip("~") == "":
            room = {1: 1, 2: 3}[len(word)]
            continue
        mark = "=" if word.startswith("=") else ""
        for part in _JOINTS.split(word.removeprefix("=")):
            if part.strip("*"):
                steps.append(Step(frozenset(_step_keys(mark + part, keys)), room))
                room = 0
    return tuple(steps)


def _step_keys(word: str, keys: Keys) -> Iterable[str]:
    for one in word.split("|"):
        if "*" in one:
            yield keys.pattern(fold(one))
        elif one.startswith("="):
            yield "=" + fold(one[1:])
        else:
            yield from stems_of(one, keys.language)
