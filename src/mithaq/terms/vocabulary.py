"""What a controlled term and a controlled vocabulary are (docs/spec/handling.md, HAN-1 to HAN-4).

A code is stable for ever: entries carry codes, never names, so that each reader sees the name in
their own language and a better translation never changes a signed entry.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LANGUAGES: tuple[str, ...] = ("ar", "es", "de", "fr", "en")

Texts = tuple[str, str, str, str, str]
"""One text in each language, in the order of LANGUAGES."""


@dataclass(frozen=True, slots=True)
class Term:
    """One code with its names; `verified` is False where the source was not read, only remembered."""

    code: str
    names: Mapping[str, str] = field(hash=False)
    notes: Mapping[str, str] = field(hash=False)
    source: str = ""
    verified: bool = True

    def name(self, language: str) -> str:
        """Return the name in `language`; in English for a language that Mithaq does not speak."""
        return self.names.get(language, self.names["en"])

    def note(self, language: str) -> str:
        """Return the explanation in `language`, in English for an unknown one, empty where none is needed."""
        return self.notes.get(language, self.notes.get("en", ""))


def term(
    code: str,
    ar: str,
    es: str,
    de: str,
    fr: str,
    en: str,
    note: Texts | None = None,
    source: str = "",
    verified: bool = True,
) -> Term:
    """Return a term from its names, and its notes if any, in the order of LANGUAGES."""
    names = MappingProxyType(dict(zip(LANGUAGES, (ar, es, de, fr, en), strict=True)))
    notes = MappingProxyType(dict(zip(LANGUAGES, note, strict=True)) if note else {})
    return Term(code, names, notes, source, verified)


class Vocabulary:
    """An immutable list of terms in the order in which they are shown, reachable by code."""

    __slots__ = ("_by_code", "_name", "_terms")

    def __init__(self, name: str, *terms: Term) -> None:
        by_code = {entry.code: entry for entry in terms}
        if len(by_code) != len(terms):
            raise ValueError(f"vocabulary {name}: a code appears twice")
        self._name = name
        self._terms = terms
        self._by_code = MappingProxyType(by_code)

    @property
    def name(self) -> str:
        """The name under which VOCABULARIES and JSON schemas know this vocabulary."""
        return self._name

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms in display order."""
        return self._terms

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in display order."""
        return tuple(self._by_code)

    def label(self, code: str, language: str) -> str:
        """Return the name of `code` in `language`, or the code itself where it is unknown (HAN-3)."""
        found = self._by_code.get(code)
        return found.name(language) if found else code

    def choices(self, language: str) -> tuple[tuple[str, str], ...]:
        """Return (code, name) pairs in display order, as a select field wants them."""
        return tuple((entry.code, entry.name(language)) for entry in self._terms)

    def __getitem__(self, code: str) -> Term:
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __repr__(self) -> str:
        return f"Vocabulary({self._name!r}, {len(self._terms)} terms)"
