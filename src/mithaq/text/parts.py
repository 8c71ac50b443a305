"""A name as its parts: what belongs together joined, articles and titles told from names.

"Abd el-Kader", "Abdelkader" and عبد القادر have one part; "Mohamed ben Ali" and "Benali Mohamed" two.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mithaq.text.folding import is_arabic
from mithaq.text.phones import letters, phones

MOST = 8
"""Parts of a name that are looked at."""

TITLES = frozenset(
    "mr mrs ms mme mlle dr prof don dona herr frau senor senora sr sra monsieur madame "
    "sidi si moulay mulay moulai moulaye lalla haj hadj hajj elhaj elhadj "
    "cheikh sheikh shaikh shaykh scheich sayyid "
    "سيدي مولاي لالة لالا الحاج الحاجة الشيخ السيد السيدة الدكتور".split()
)
SMALL_WORDS = frozenset(
    "de del la las los y e da do dos das di du des von van vom zu zur der den und le".split()
)
ARTICLES = frozenset("al el ul il as ash ar ad an at az es ech ed er en et ez".split())
_JOINED = {
    # sons and daughters
    **dict.fromkeys(("ben", "bin", "ibn", "ibnou", "bn"), "ben"),
    **dict.fromkeys(("bint", "bent"), "bent"),
    **dict.fromkeys(("ould", "wuld", "weld", "uld", "walad"), "ould"),
    **dict.fromkeys(("بن", "ابن"), "بن"),
    **{word: word for word in ("بنت", "ولد")},
    # fathers, mothers and clans
    **dict.fromkeys(("ait", "aït"), "ait"),
    **dict.fromkeys(("ايت", "آيت", "أيت"), "ايت"),
    **dict.fromkeys(("bou", "abou", "abu", "abi", "aba", "bu"), "bou"),
    **dict.fromkeys(("ابو", "أبو", "أبي", "بو"), "بو"),
    **dict.fromkeys(("oum", "umm", "um"), "oum"),
    **dict.fromkeys(("ام", "أم"), "ام"),
    **dict.fromkeys(("beni", "bani"), "beni"),
    "بني": "بني",
}
_SERVANTS = frozenset("abd abdel abdul abdoul abdal abdu abdou abdil عبد".split())
_OF_THE_FAITH = re.compile("(?:[eauo]|ou|ee)?d+(?:i|ee|ie)ne?$")
_FAITH = frozenset("din dine deen dien eddine uddin eddin addin edine oddin addine الدين".split())
_GOD = frozenset("allah ullah الله".split())
_WRITTEN_TOGETHER = re.compile("(?<=^عبد)ال.{2,}$|(?<=..)الدين$|(?<=..)الله$")
_SPLIT = re.compile(r"[\s,;/()\u2010-\u2015_\-]+")
_ASSIMILATED = re.compile("^[ea](?:(ch|sh|[dlnrstz])\\1|ch|sh|ss|th)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: its letters, how it may be read (sounds, cost of that reading), and what it is."""

    text: str
    readings: tuple[tuple[str, float], ...]
    arabic: bool
    initial: bool = False


@lru_cache(maxsize=20_000)
def parts_of(name: str) -> tuple[Part, ...]:
    """Return the parts of a name, without titles, articles and small words; none where it has no letters."""
    tokens = list(_tokens(name))
    named = [one for one in tokens if one not in TITLES and one not in SMALL_WORDS]
    return tuple(part_of(one) for one in _joined(named or tokens))[:MOST]


def _tokens(name: str) -> Iterator[str]:
    for token in _SPLIT.split(name):
        # "J.-C." and "M.A." are initials; "M'hamed" and "Sa'id" one word.
        pieces = token.split(".") if "." in token else [token]
        for piece in pieces:
            word = letters(piece)
            yield from (
                _WRITTEN_TOGETHER.sub(r" \g<0>", word).split() if is_arabic(word) else [word] * bool(word)
            )


def _joined(tokens: list[str]) -> Iterator[str]:
    """Yield the words of a name with what belongs to the next or the one before joined to it."""
    waiting, last = "", ""
    for place, token in enumerate(tokens):
        more = place + 1 < len(tokens)
        if not waiting and more and token in _JOINED:
            waiting = _JOINED[token]
        elif not waiting and more and token in _SERVANTS:
            waiting = "عبد" if is_arabic(token) else "abd"
        elif last and token in _FAITH:
            last += "دين" if is_arabic(token) else "edin"
        elif last and token in _GOD:
            # As in Abdallah, of which the article is no part either.
            last += "له" if is_arabic(token) else "lah"
        elif token in ARTICLES and more:
            continue
        else:
            if last:
                yield last
            servant = waiting in {"abd", "عبد"}
            last = waiting + (_without_article(token) if waiting else token)
            if servant and token in _JOINED and more:
                waiting = last
                last = ""
                continue
            waiting = ""
    if last or waiting:
        yield last + waiting


@lru_cache(maxsize=50_000)
def part_of(word: str) -> Part:
    """Return a word of a name as a part of it."""
    arabic = is_arabic(word)
    if len(word) == 1 and not arabic:
        return Part(word, ((phones(word), 0.0),), arabic, initial=True)
    read: dict[str, float] = {}
    for text, cost in _arabic_readings(word) if arabic else _latin_readings(word):
        sounds = phones(text)
        read[sounds] = min(cost, read.get(sounds, cost))
    return Part(word, tuple(read.items()), arabic)


def _arabic_readings(word: str) -> Iterator[tuple[str, float]]:
    bare = _without_article(word)
    if bare.startswith(("ابو", "أبو")) and len(bare) > 5:
        bare = bare[1:]
    yield bare, 0.0
    if bare.startswith("بن") and len(bare) > 5:
        yield _without_article(bare[2:]), 0.3


def _latin_readings(word: str) -> Iterator[tuple[str, float]]:
    """Yield how a word may be read: as it is, with its umlauts as such, without an article grown onto it."""
    if len(word) > 6 and word.startswith("abd"):
        word = "abd" + _of_the_servant(word[3:])
    if len(word) > 7 and _OF_THE_FAITH.search(word):
        word = _OF_THE_FAITH.sub("edin", word)
    if len(word) > 5 and word.startswith("abou"):
        word = word[1:]
    elif len(word) > 5 and word.startswith("abu"):
        word = "bou" + word[3:]
    elif len(word) > 6 and word.endswith(("allah", "ullah", "ellah", "oullah")):
        word = re.sub("(?:ou|[aue])llah$", "lah", word)
    yield word, 0.0
    if re.search("(?<![aeoq])(?:ae|oe|ue)", word):
        yield word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü"), 0.02
    if len(word) > 5 and re.match("[ae]l[^aeiouy]", word):
        yield word[2:], 0.05
    if _ASSIMILATED.match(word) and len(word) > 5:
        yield word[1:], 0.1
    if len(word) > 4 and re.match("l[aeiouhmrsy]", word):
        yield word[1:], 0.2
    if len(word) > 5 and re.match("l[ae][^aeiouy]", word):
        yield word[2:], 0.2
    if len(word) > 5 and word.startswith("ben"):
        yield word[3:], 0.3


def _of_the_servant(rest: str) -> str:
    """Return the second half of a name with Abd- without its article: elkader, errahman, slam."""
    for article in ("oul", "ul", "el", "al", "il"):
        if rest.startswith(article) and len(rest) > len(article) + 2:
            return rest[len(article) :]
    found = re.match("(?:ou|[eau])(?=(ch|sh|[dlnrstz])(?:\\1|h)|ch|sh)", rest)
    return rest[found.end() :] if found else rest


def _without_article(word: str) -> str:
    if is_arabic(word):
        return word[2:] if word.startswith("ال") and len(word) > 3 else word
    return word
