"""What is unsound in a catalogue: fuzzy, empty, other placeholders than the source, forms too few."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message
from tools.messages.catalogues import PLURALS, SOURCE_LANGUAGE, texts

PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%[sd]|\{\w*\}")


def placeholders(text: str) -> list[str]:
    """Return the placeholders of a text, sorted; "%%" is a percent sign and none."""
    return sorted(match.group() for match in PLACEHOLDER.finditer(text.replace("%%", "")))


def differs(message: Message) -> bool:
    """Return whether a translation takes other values than its source gives.

    A plural's form for none, one or two may leave the number out, as Arabic does.
    """
    given = {name for text in texts(message.id) for name in placeholders(text)}
    forms = [placeholders(text) for text in texts(message.string)]
    if len(forms) == 1:
        return set(forms[0]) != set(placeholders(texts(message.id)[0]))
    return set(forms[-1]) != given or any(not set(form) <= given for form in forms)


def faults_of(message: Message, language: str) -> Iterator[str]:
    """Yield what is wrong with one message."""
    forms = texts(message.string)
    if message.fuzzy:
        yield "is fuzzy"
    if not all(forms):
        if language != SOURCE_LANGUAGE or any(forms):
            yield "is not translated"
    elif differs(message):
        yield "has other placeholders than its source"
    elif len(forms) > 1 and len(forms) != PLURALS[language][0]:
        yield "has not as many forms as its language"
    elif edges(texts(message.id)[0]) != edges(forms[0]):
        yield "begins or ends with another space than its source"


def edges(text: str) -> tuple[bool, bool]:
    """Return whether a text begins and ends with a space."""
    return text[:1].isspace(), text[-1:].isspace()


def faults(catalogue: Catalog, language: str) -> Iterator[str]:
    """Yield one line for each fault of a catalogue."""
    for message in catalogue:
        if message.id:
            for fault in faults_of(message, language):
                yield f"{texts(message.id)[0]!r} {fault}"
