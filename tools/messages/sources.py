"""Every message that the code holds: marked in Python and in templates, or said by the kinds' tables.

It needs no GNU gettext: Babel reads Python, and what Django's own `templatize` makes of a template.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

from mithaq.kinds import KINDS

MARKS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "plural": (1, 2),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
"""The functions that mark a message, and which of their arguments are its context, singular and plural."""

NOTES = ["Translators:"]
"""How a comment begins that tells the translators something about the message below it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A message as the code holds it. `forms` are singular and plural, or the text alone."""

    context: str | None
    forms: tuple[str, ...]
    place: str
    line: int
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str | None, str]:
        """What gettext knows it by."""
        return self.context, self.forms[0]


def sources(root: Path) -> Iterator[Source]:
    """Yield the messages marked in the files under a folder, in the order of their places."""
    if not settings.configured:
        settings.configure()  # templatize asks for a setting or two; any will do
    for path in sorted(
        [*root.rglob("*.py"), *root.rglob("templates/**/*.html"), *root.rglob("templates/**/*.txt")]
    ):
        yield from marked(path, path.relative_to(root).as_posix())


def marked(path: Path, place: str) -> Iterator[Source]:
    """Yield the messages marked in one Python file or template."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        # Within parentheses Python minds no indentation.
        text = f"({templatize(text, origin=str(path))})"
    for line, found, notes, context in extract("python", io.BytesIO(text.encode()), MARKS, NOTES):
        forms = (found,) if isinstance(found, str) else tuple(form for form in found if form)
        if forms and forms[0]:
            yield Source(context, forms, place, line, tuple(notes))


def of_kinds() -> Iterator[Source]:
    """Yield the messages of the kinds' tables: titles and help of bodies and fields, cards, stages."""
    for kind in KINDS:
        for message in kind.messages():
            yield Source(None, (message,), f"mithaq/kinds/{kind.name}", 0)


def united(found: Iterable[Source]) -> dict[tuple[str | None, str], list[Source]]:
    """Return the messages by their key, each with all its places; a plural comes before its bare singular."""
    together: dict[tuple[str | None, str], list[Source]] = {}
    for source in found:
        together.setdefault(source.key, []).append(source)
    return {key: sorted(some, key=lambda source: -len(source.forms)) for key, some in together.items()}
