"""What an officer asks for, and the expression that both engines answer.

Words are all to be there; "quotes" ask for the words as they stand, in that order; word* for all that
begins so. Everything else that stands between words is overlooked.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mithaq.node.search.tables import quoted
from mithaq.node.search.tokens import compact
from mithaq.record.errors import Refusal
from mithaq.terms import AGENCIES, KINDS
from mithaq.text import names
from mithaq.text.folding import fold
from mithaq.text.parts import ARTICLES, SMALL_WORDS, Part, part_of, parts_of
from mithaq.text.phones import letters
from mithaq.text.words import stems, words_of

MOST_WORDS, LONGEST = 12, 200
MOST_LIKE, MOST_CANDIDATES = 60, 800
"""Spellings of one name that are asked for, and words that are compared with it."""

MOST_MONTHS = 36
_TERM = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]|(\S+)')


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition on tokens: all, any, first without second, one token, a beginning, or a row of them."""

    what: str
    inner: tuple["Expression", ...] = ()
    tokens: tuple[str, ...] = ()

    def to_sqlite(self) -> str:
        """Return it as FTS5 reads it."""
        if self.what in _JOINED:
            return "(" + f" {_JOINED[self.what][0]} ".join(one.to_sqlite() for one in self.inner) + ")"
        text = '"' + " ".join(self.tokens).replace('"', '""') + '"'
        return f"{text} *" if self.what == "prefix" else text

    def to_postgresql(self) -> str:
        """Return it as a tsquery is written."""
        if self.what in _JOINED:
            return "(" + _JOINED[self.what][1].join(one.to_postgresql() for one in self.inner) + ")"
        text = " <-> ".join(map(quoted, self.tokens))
        return f"{text}:*" if self.what == "prefix" else f"({text})"


_JOINED = {"all": ("AND", " & "), "any": ("OR", " | "), "without": ("NOT", " & !")}


def all_of(inner: Iterable[Expression]) -> Expression:
    """Return that all hold."""
    some = tuple(inner)
    return some[0] if len(some) == 1 else Expression("all", some)


def any_of(inner: Iterable[Expression]) -> Expression:
    """Return that one of them holds."""
    some = tuple(dict.fromkeys(inner))
    return some[0] if len(some) == 1 else Expression("any", some)


def token(text: str) -> Expression:
    """Return that a token is there."""
    return Expression("token", tokens=(text,))


@dataclass(frozen=True, slots=True)
class Term:
    """One part of what was typed: a word, a beginning or a phrase, as folded words."""

    kind: str
    words: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: words, and in which kind of dossier, by whom and when it was written."""

    words: str = ""
    kind: str = ""
    author: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Asked":
        """Return it from a form, a query or what was saved; what is no value of its field is left out."""
        text = {name: str(given.get(name) or "").strip() for name in cls.__slots__}
        return cls(
            " ".join(text["words"].split())[:LONGEST],
            text["kind"] if text["kind"] in KINDS else "",
            text["author"] if text["author"] in AGENCIES else "",
            _day(text["since"]),
            _day(text["until"]),
        )

    def to_json(self) -> dict[str, str]:
        """Return what is not empty, to be saved or put into an address."""
        return {name: value for name in self.__slots__ if (value := str(getattr(self, name)))}

    def spoken(self) -> str:
        """Return it in one line, as the log keeps it."""
        rest = [f"{name}={value}" for name, value in self.to_json().items() if name != "words"]
        return " ".join((self.words, *rest))

    def keys(self) -> list[str]:
        """Return the keys of the names that it may speak of."""
        terms = self.terms()
        words = [part_of(letters(one.text)) for one in terms if one.kind == "word" and _is_namelike(one.text)]
        return sorted({key for part in (*words, *_parts(terms)) for key in names.keys(part)})

    def terms(self) -> tuple[Term, ...]:
        """Return the terms that were typed; Refusal search-empty where there is no word."""
        found: list[Term] = []
        for phrase, word in _TERM.findall(self.words):
            folded = tuple(fold(one.text) for one in words_of(phrase or word))
            if phrase and folded:
                found.append(Term("phrase", folded, phrase))
            elif word.endswith("*") and len(folded) == 1:
                found.append(Term("prefix", folded, word.rstrip("*")))
            else:
                found += [Term("word", (fold(one.text),), one.text) for one in words_of(word)]
        if not found:
            raise Refusal("search-empty")
        return tuple(found[:MOST_WORDS])


@dataclass(slots=True)
class Question:
    """What was asked, as it is looked for: what counts as exact, what counts at all, how words are marked."""

    asked: Asked
    exact: Expression | None
    words: Expression
    candidates: Mapping[str, Sequence[str]] = field(default_factory=dict)
    stems: set[str] = field(default_factory=set)
    folded: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    number: str = ""

    @classmethod
    def of(cls, asked: Asked, candidates: Mapping[str, Sequence[str]]) -> "Question":
        """Return the question; `candidates` are the words here by each key of `asked.keys()`.

        Refusal search-empty, or search-short for a beginning of one letter.
        """
        terms = asked.terms()
        filters = [token(one) for one in _filters(asked)]
        question = cls(asked, None, Expression("all"), candidates)
        question.words = all_of([question._words(terms), *filters])
        exact = [*question._numbers(), *question._subjects(terms)]
        question.exact = all_of([any_of(exact), *filters]) if exact else None
        return question

    @property
    def either(self) -> Expression:
        """Return that it is found in whatever way."""
        return any_of([self.words, self.exact]) if self.exact else self.words

    @property
    def rest(self) -> Expression:
        """Return that it is found, but not exactly."""
        return Expression("without", (self.words, self.exact)) if self.exact else self.words

    def _words(self, terms: tuple[Term, ...]) -> Expression:
        significant = [one for one in terms if one.text.lower() not in ARTICLES | SMALL_WORDS] or list(terms)
        return all_of(self._term(one) for one in significant)

    def _term(self, term: Term) -> Expression:
        if term.kind == "phrase":
            self.folded.update(term.words)
            return Expression("phrase", tokens=tuple(f"={one}" for one in term.words))
        (word,) = term.words
        if term.kind == "prefix":
            if len(word) < 2:
                raise Refusal("search-short")
            self.prefixes.add(word)
            return Expression("prefix", tokens=(f"={word}",))
        some = set(stems(term.text))
        like = self._like(part_of(letters(term.text))) if _is_namelike(term.text) else set()
        self.stems |= some
        self.folded |= {word, *like}
        return any_of(map(token, [f"={word}", *sorted(some), *(f"={one}" for one in sorted(like - {word}))]))

    def _numbers(self) -> list[Expression]:
        """Return the identifiers that the whole may be: only where it has digits."""
        text = self.asked.words.replace('"', "").rstrip("*")
        self.number = compact(text) if sum(map(str.isdigit, text)) >= 3 else ""
        if not self.number:
            return []
        tail = [self.number[-9:]] if self.number.isdecimal() and len(self.number) > 9 else []
        return [token(f"#i{one}") for one in (self.number, *tail)]

    def _subjects(self, terms: tuple[Term, ...]) -> list[Expression]:
        """Return that a subject has this name, however it is written."""
        parts = _parts(terms)
        if not parts or any(part.initial for part in parts):
            return []
        alike = [sorted(self._like(part) | {fold(part.text)}) for part in parts]
        return [all_of(any_of(token(f"~{one}") for one in some) for some in alike)]

    def is_name(self, value: str) -> bool:
        """Return whether a name is one that was asked for."""
        return all(
            any(names.part_likeness(part, one) >= names.THRESHOLD for one in parts_of(value))
            for part in _parts(self.asked.terms())
        )

    def _like(self, part: Part) -> set[str]:
        """Return the words here that are like a part of a name, folded."""
        if part.initial:
            return set()
        words = {word for key in names.keys(part) for word in self.candidates.get(key, ())}
        scored = sorted(((names.part_likeness(part, part_of(word)), word) for word in words), reverse=True)
        return {fold(word) for score, word in scored[:MOST_LIKE] if score >= names.THRESHOLD}


def _parts(terms: tuple[Term, ...]) -> tuple[Part, ...]:
    """Return the parts of a name, if it can be one."""
    text = " ".join(term.text for term in terms)
    if any(term.kind != "word" for term in terms) or any(map(str.isdigit, text)):
        return ()
    return parts_of(text)


def _is_namelike(word: str) -> bool:
    return len(word) > 2 and not any(map(str.isdigit, word))


def _filters(asked: Asked) -> Iterable[str]:
    if asked.kind:
        yield f"#k{asked.kind}"
    if asked.author:
        yield f"#a{asked.author}"


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
