"""Say what is missing or unsound in the message catalogues of the tree; 0 when nothing is.

In each `locale` folder every language of LANGUAGES has the same catalogues with the same
messages; none is fuzzy; none is empty, save in English, which is the source; a translation
uses the placeholders of its source, no others; and every message marked in Python or in a
template stands in a catalogue. It needs no GNU gettext: Babel reads what Django's own
`templatize` makes of a template.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src"
LANGUAGES = ("ar", "de", "en", "es", "fr")
MARKS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Source = tuple[str | None, str]  # context and source text (its singular)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def load(catalogue: Path) -> Catalog:
    """Return the messages of one .po file."""
    with catalogue.open("rb") as file:
        return read_po(file, locale=catalogue.parent.parent.name)


def texts(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the forms of a message: one, or singular and plurals."""
    return (value or "",) if isinstance(value, str | None) else tuple(value)


def placeholders(text: str) -> list[str]:
    """Return the placeholders of a text, sorted; "%%" is a percent sign and none."""
    return sorted(match.group() for match in PLACEHOLDER.finditer(text.replace("%%", "")))


def differs(message: Message) -> bool:
    """Return whether a translation takes other values than its source gives.

    A plural's form for one or two may leave the number out, as Arabic does.
    """
    given = {name for text in texts(message.id) for name in placeholders(text)}
    forms = [placeholders(text) for text in texts(message.string)]
    if len(forms) == 1:
        return forms[0] != placeholders(texts(message.id)[0])
    return any(not set(form) <= given for form in forms)


def source_of(message: Message) -> Source:
    """Return what a message is known by."""
    return message.context, texts(message.id)[0]


def marked(path: Path) -> Iterator[tuple[int, Source]]:
    """Yield line and source of each message marked in a Python file or a template."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        # Within parentheses Python minds no indentation.
        text = f"({templatize(text, origin=str(path))})"
    for line, found, _, context in extract("python", io.BytesIO(text.encode()), MARKS):
        yield line, (context, found if isinstance(found, str) else found[0])


def check_marked(source: Path, known: set[Source]) -> Iterator[str]:
    """Yield each marked message that no catalogue has."""
    for path in sorted([*source.rglob("*.py"), *source.rglob("templates/**/*.html")]):
        for line, message in marked(path):
            if message not in known and message[1]:
                yield f"{path}:{line}: {message[1]!r} is in no catalogue"


def faults_of(message: Message, language: str) -> Iterator[str]:
    """Yield what is wrong with one message."""
    forms = texts(message.string)
    if message.fuzzy:
        yield "is fuzzy"
    if not all(forms):
        if language != "en" or any(forms):
            yield "is not translated"
    elif differs(message):
        yield "has other placeholders than its source"


def check_catalogue(path: Path, catalogue: Catalog, known: set[Source]) -> Iterator[str]:
    """Yield what is wrong with one catalogue, given what its sisters know."""
    messages = [message for message in catalogue if message.id]
    for _, text in sorted(known - {source_of(message) for message in messages}, key=str):
        yield f"{path}: {text!r} is absent"
    for message in messages:
        for fault in faults_of(message, path.parent.parent.name):
            yield f"{path}: {texts(message.id)[0]!r} {fault}"


def check_folder(folder: Path, seen: set[Source]) -> Iterator[str]:
    """Yield what is wrong with the catalogues of one `locale` folder; add what they know to `seen`."""
    for name in sorted({path.name for path in folder.glob("*/LC_MESSAGES/*.po")}):
        paths = [folder / language / "LC_MESSAGES" / name for language in LANGUAGES]
        catalogues = {path: load(path) for path in paths if path.exists()}
        known = {source_of(message) for one in catalogues.values() for message in one if message.id}
        seen |= known
        for path in paths:
            if path in catalogues:
                yield from check_catalogue(path, catalogues[path], known)
            else:
                yield f"{path}: there is no catalogue"


def main(source: Path = SOURCE) -> int:
    """Print one line a fault; 1 when there is one."""
    if not settings.configured:
        settings.configure()  # templatize asks for a setting or two; any will do
    seen: set[Source] = set()
    found = [fault for folder in sorted(source.rglob("locale")) for fault in check_folder(folder, seen)]
    found += check_marked(source, seen)
    for fault in found:
        print(fault.replace(f"{source.parent}/", ""))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
