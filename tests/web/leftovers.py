"""What a page still says in English: texts of the catalogue, and Latin words in Arabic."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[2] / "src/mithaq/locale"
SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-label")
"""Attributes that people read or hear."""

VOID = {"input", "img", "br", "hr", "meta", "link", "col", "source", "wbr", "area"}
UNREAD = {"script", "style", "code", "pre", "kbd", "samp"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
LATIN = re.compile(r"[A-Za-z]{2,}")
ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069\u200e\u200f")


@dataclass
class Texts(HTMLParser):
    """Collects what a page says in its own language, without what is marked as another's or as a code."""

    language: str
    found: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    _silent: list[tuple[str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        foreign = "lang" in values and values["lang"] != self.language
        coded = bool({"code", "foreign"} & set(values.get("class", "").split()))
        silent = foreign or coded or tag in UNREAD or (tag == "bdi" and not values.get("class"))
        if tag not in VOID:
            self._silent.append((tag, silent))
        if not silent and not self._is_silent():
            self.found.extend(values[name] for name in SPOKEN if values.get(name))

    def handle_endtag(self, tag: str) -> None:
        while self._silent:
            if self._silent.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._is_silent():
            self.found.append(data)

    def _is_silent(self) -> bool:
        return any(silent for _tag, silent in self._silent)


def read(html: str, language: str) -> Texts:
    """Return what a page says in its own language, and where it leads."""
    texts = Texts(language)
    texts.feed(html)
    texts.found = [" ".join(text.translate(ISOLATES).split()) for text in texts.found]
    return texts


def english(texts: list[str], language: str) -> Iterator[str]:
    """Yield the texts that are a source text of the catalogue which the language says otherwise."""
    whole, patterns = _sources(language)
    for text in texts:
        if text in whole or any(pattern.fullmatch(text) for pattern in patterns):
            yield text


def latin(texts: list[str], known: frozenset[str]) -> Iterator[str]:
    """Yield the texts with Latin words that are no names, codes or units."""
    for text in texts:
        if {word for word in LATIN.findall(text) if word not in known}:
            yield text


@cache
def _sources(language: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    with (LOCALE / language / "LC_MESSAGES/django.po").open("rb") as file:
        catalogue = read_po(file)
    sources: set[str] = set()
    said: set[str] = set()
    for message in catalogue:
        if message.id:
            ids = (message.id,) if isinstance(message.id, str) else message.id
            forms = (message.string,) if isinstance(message.string, str) else message.string
            sources.update(" ".join(one.split()) for one in ids)
            said.update(" ".join(one.translate(ISOLATES).split()) for one in forms or ())
    # A word that the language shares with English, of this message or another, tells nothing.
    sources -= said
    whole = frozenset(source for source in sources if not PLACEHOLDER.search(source))
    told = [
        source for source in sources - whole if len(re.findall(r"[a-z]{3,}", PLACEHOLDER.sub("", source))) > 1
    ]
    return whole, tuple(re.compile(".+?".join(map(re.escape, PLACEHOLDER.split(one)))) for one in told)
