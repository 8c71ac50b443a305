"""The catalogues, one a language: read, merged with the code, written and compiled, to the same bytes."""

import io
from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from tools.messages.sources import Source

PLURALS: Mapping[str, tuple[int, str]] = {
    "ar": (6, "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5"),
    "de": (2, "n != 1"),
    "en": (2, "n != 1"),
    "es": (2, "n != 1"),
    "fr": (2, "n > 1"),
}
"""How many forms a plural has in each language, and which one a whole number takes (Unicode CLDR)."""

LANGUAGES = tuple(PLURALS)
SOURCE_LANGUAGE = "en"
"""The language of the messages in the code: its catalogue may leave them empty."""

WIDTH = 100


class Plain(Catalog):
    """A catalogue whose head says only what a program needs: no date, no name, no version of a tool."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The fields of the head."""
        count, rule = PLURALS[str(self.locale_identifier)]
        return [
            ("Language", str(self.locale_identifier)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", f"nplurals={count}; plural=({rule});"),
        ]


def read(path: Path) -> Catalog:
    """Return the messages of one .po file; an empty catalogue if there is no file."""
    if not path.exists():
        return Catalog(language_of(path))
    with path.open("rb") as file:
        return read_po(file, locale=language_of(path))


def language_of(path: Path) -> str:
    """Return the language of the catalogue at locale/<language>/LC_MESSAGES/<name>.po."""
    return path.parent.parent.name


def texts(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the forms of a message: one, or one a plural."""
    return (value or "",) if isinstance(value, str | None) else tuple(form or "" for form in value)


def key_of(message: Message) -> tuple[str | None, str]:
    """Return what a message is known by."""
    return message.context, texts(message.id)[0]


def merge(old: Catalog, language: str, wanted: Mapping[tuple[str | None, str], list[Source]]) -> Catalog:
    """Return the catalogue of all wanted messages, with the translations that the old one has.

    A new message is empty; there is no guessing from a similar one. What the code no longer holds goes.
    """
    known = {key_of(message): message for message in old if message.id}
    new = Plain(language, header_comment=f"# Mithaq: {language} (docs/guide/translating.md)", fuzzy=False)
    for key, places in wanted.items():
        forms = places[0].forms
        count = PLURALS[language][0] if len(forms) > 1 else 1
        before = known.get(key)
        told = texts(before.string) if before else ()
        told = told if len(told) == count else ("",) * count
        new.add(
            forms if len(forms) > 1 else forms[0],
            told if len(forms) > 1 else told[0],
            locations=[(place, 0) for place in dict.fromkeys(source.place for source in places)],
            flags=before.flags & {"fuzzy"} if before else (),
            auto_comments=list(dict.fromkeys(note for source in places for note in source.notes)),
            user_comments=before.user_comments if before else (),
            context=key[0],
        )
    return new


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as a .po file."""
    output = io.BytesIO()
    write_po(output, catalogue, width=WIDTH, include_lineno=False)
    return output.getvalue()


def compiled(path: Path) -> bytes:
    """Return the .mo of a .po; fuzzy and empty messages stay out, so that the source text shows."""
    language = language_of(path)
    plain = Plain(language, fuzzy=False)
    for message in read(path):
        if message.id and all(texts(message.string)) and not message.fuzzy:
            plain.add(message.id, message.string, context=message.context)
    output = io.BytesIO()
    write_mo(output, plain)
    return output.getvalue()
