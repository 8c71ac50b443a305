"""What of a word is compared: itself, its stems (Snowball), and the patterns of the lists that it fits."""

from functools import cache
from typing import Any, Protocol

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

from mithaq.reader.folding import fold

_STEMMERS = {"ar": "arabic", "es": "spanish", "de": "german", "fr": "french", "en": "english"}
_MOST_LETTERS = 40


class Stemmer(Protocol):
    """What is used of snowballstemmer, which ships no types."""

    def stemWord(self, word: str) -> str: ...  # noqa: N802 - its name


@cache
def _stemmer(language: str) -> Stemmer:
    made: Stemmer = snowballstemmer.stemmer(_STEMMERS[language])  # pyright: ignore[reportUnknownMemberType]
    return made


def stems_of(word: str, language: str) -> set[str]:
    """Return the keys "~stem" of a word as it is written: stemmed with its accents and without."""
    if len(word) > _MOST_LETTERS:
        return {"~" + fold(word)}
    stem = _stemmer(language).stemWord
    if language == "ar":
        return {"~" + stem(variant) for variant in bare_forms(fold(word))}
    folded = fold(word)
    return {"~" + fold(stem(word.lower())), "~" + fold(stem(folded))}


def bare_forms(word: str) -> set[str]:
    """Return a folded Arabic word with and without what is joined to it: و ف ب ل ك and the article."""
    forms = {word}
    if len(word) > 3 and word[0] in "وف":
        forms.add(word[1:])
    for form in tuple(forms):
        if form.startswith("لل") and len(form) > 4:
            forms.add(form[2:])
        elif form.startswith(("بال", "كال")) and len(form) > 5:
            forms.add(form[3:])
        elif form.startswith("ال") and len(form) > 4:
            forms.add(form[2:])
        elif form[0] in "بلك" and len(form) > 4:
            forms.add(form[1:])
    return forms


class Keys:
    """The keys of words in one language: "=word", "~stem", and the patterns "pre*", "*in*", "*end"."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._begin: dict[str, list[str]] = {}
        self._inside: list[tuple[str, str]] = []
        self._end: list[tuple[str, str]] = []
        self._split: list[tuple[str, str, str]] = []
        self._known: dict[str, frozenset[str]] = {}

    def pattern(self, written: str) -> str:
        """Enter a folded pattern and return it as the key."""
        bare = written.strip("*")
        if "*" in bare:
            head, _star, tail = bare.partition("*")
            self._enter(self._split, (head, tail, written))
        elif written.startswith("*") and written.endswith("*"):
            self._enter(self._inside, (bare, written))
        elif written.startswith("*"):
            self._enter(self._end, (bare, written))
        elif written not in self._begin.setdefault(bare[:2], []):
            self._begin[bare[:2]].append(written)
        return written

    @staticmethod
    def _enter(rows: list[Any], row: Any) -> None:
        if row not in rows:
            rows.append(row)

    def of(self, word: str, written: str) -> frozenset[str]:
        """Return the keys of a folded word; `written` is the word as the text gives it."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = frozenset(self._found(word, written))
        return known

    def _found(self, word: str, written: str) -> set[str]:
        forms = bare_forms(word) if self.language == "ar" else {word}
        keys = {"=" + form for form in forms} | stems_of(written, self.language)
        for form in forms:
            keys.update(key for key in self._begin.get(form[:2], ()) if form.startswith(key[:-1]))
            keys.update(
                key for head, tail, key in self._split if form.startswith(head) and tail in form[len(head) :]
            )
        keys.update(key for bare, key in self._inside if bare in word)
        keys.update(key for bare, key in self._end if word.endswith(bare))
        return keys
