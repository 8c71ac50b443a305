"""A text as words: where each stands, its folded form and the stems under which it is found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from snowballstemmer import stemmer  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

from mithaq.text.folding import fold, is_arabic

LANGUAGES = {"de": "german", "en": "english", "es": "spanish", "fr": "french"}
"""The languages whose words snowball stems, by code, and its names for them; Arabic is stemmed here."""

LONGEST = 64
"""Characters of a word that are looked at: what is longer is a key or a hash, and no word."""

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u0640])+")

# Conjunctions and prepositions that Arabic writes together with the article: والشرطة, بالشرطة, للشرطة.
_WITH_ARTICLE = re.compile("^(?:[وف]?(?:[بك]?ال|لل)|وال|فال)(?=.{3})")
# The same without the article, where no more than the length tells them from the word's own letters.
_WITHOUT_ARTICLE = re.compile("^(?:[وف][بلك]?|[بلك])(?=.{3})")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written, and where it begins and ends."""

    text: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text; letters, digits and their marks belong to a word, all else parts words."""
    for found in _WORD.finditer(text):
        yield Word(found[0], found.start(), found.end())


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a word in its language, folded; the folded word where the language has no stemmer.

    Before Arabic words are stemmed, what is written together with their article is taken off.
    """
    if any(char.isdigit() for char in word):
        return fold(word)
    if is_arabic(word):
        return _arabic_stem(_WITH_ARTICLE.sub("", fold(word)))
    if language not in LANGUAGES:
        return fold(word)
    return fold(_stemmer(language).stemWord(word.lower()))


@lru_cache(maxsize=50_000)
def other_stems(word: str) -> tuple[str, ...]:
    """Return under which stems an Arabic word may be found besides: if its first letters are clitics."""
    if not is_arabic(word):
        return ()
    folded = fold(word)
    rest = _WITHOUT_ARTICLE.sub("", folded)
    if rest == folded or _WITH_ARTICLE.match(folded):
        return ()
    return (_arabic_stem(_WITH_ARTICLE.sub("", rest)),)


def stems(word: str) -> tuple[str, ...]:
    """Return the stems of a word whose language is not known: that of each language it may be of."""
    if is_arabic(word):
        return (stem(word, "ar"), *other_stems(word))
    return tuple(dict.fromkeys(stem(word, one) for one in LANGUAGES))


def _arabic_stem(word: str) -> str:
    """Return a folded Arabic word without its endings, each taken off once, as long as three letters stay.

    The "light" stemming of Larkey, Ballesteros and Connell (2007): for search it does better than
    looking for roots, and than snowball's, which leaves الحاويات apart from حاوية.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
    return word


@lru_cache
def _stemmer(language: str) -> Any:
    return stemmer(LANGUAGES[language])  # pyright: ignore[reportUnknownVariableType]
