"""The one JSON profile, and the one parser for all that a partner sends (docs/spec/record.md, REC-1).

UTF-8 without a mark; no name twice in an object; no NUL and no lone surrogate, escaped ones
included; integers below 2^53 in absolute value, no minus zero, no fractions, exponents or
constants; at most 16 objects and arrays within each other. Text is never normalised.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn, TypeGuard

from mithaq.record.errors import Refusal
from mithaq.record.limits import MAX_DEPTH, MAX_INTEGER

_SPACE = " \t\n\r"
_SURROGATE = re.compile("[\ud800-\udfff]")
# A string that does not end is taken to the end: otherwise each escaped quote in it would start
# another search, and the time would grow with the square of the length.
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NO_BRACKETS = re.compile(r"[^\[\]{}]+")
_LONGEST_INTEGER = len(str(-MAX_INTEGER))


def parse(data: bytes, *, most: int) -> Any:
    """Return the value of a JSON text of at most this many bytes; Refusal json-... and nothing else."""
    if len(data) > most:
        raise Refusal("json-too-long", {"length": len(data), "most": most})
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("json-utf8") from None
    if text.startswith("\ufeff"):
        raise Refusal("json-bom")
    # Before the parser, which recurses: so the answer never depends on how deep our own stack is.
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        raise Refusal("json-depth", {"most": MAX_DEPTH})
    if text[:1] in _SPACE:
        text = text.lstrip(_SPACE)
    try:
        value, end = _DECODER.raw_decode(text)
    except ValueError:
        raise Refusal("json-syntax") from None
    if end != len(text) and text[end:].strip(_SPACE):
        raise Refusal("json-trailing")
    if "\\u" in text:
        _check_escaped(value)
    return value


def dump(value: Any) -> bytes:
    """Return the compact JSON text of a value, members in their own order.

    What is written is read back, so nothing leaves that a partner would refuse; Refusal json-...
    """
    data = compact(value)
    parse(data, most=len(data))
    return data


def compact(value: Any) -> bytes:
    """Return the compact JSON text of a value of this node's own, or in the profile; not read back."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except RecursionError:
        raise Refusal("json-depth", {"most": MAX_DEPTH}) from None
    except UnicodeEncodeError:
        raise Refusal("json-surrogate") from None


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Return whether a parsed value is an object."""
    return isinstance(value, dict)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """Return whether a parsed value is an array."""
    return isinstance(value, list)


def _depth(text: str) -> int:
    """Return how many brackets are open at most at one place, those within strings left out."""
    depth = deepest = 0
    for mark in _NO_BRACKETS.sub("", _STRING.sub("", text)):
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    return deepest


def _check_escaped(value: Any) -> None:
    """Refuse what an escape can bring into a text that its bytes cannot."""
    for text in _texts(value):
        if "\0" in text:
            raise Refusal("json-nul")
        if _SURROGATE.search(text):
            raise Refusal("json-surrogate")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_object(value):
        for name, member in value.items():
            yield from _texts(name)
            yield from _texts(member)
    elif is_list(value):
        for member in value:
            yield from _texts(member)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Refusal("json-duplicate")
    return members


def _integer(text: str) -> int:
    if len(text) > _LONGEST_INTEGER or text == "-0" or abs(number := int(text)) > MAX_INTEGER:
        raise Refusal("json-number")
    return number


def _float(_text: str) -> NoReturn:
    raise Refusal("json-float")


def _constant(_name: str) -> NoReturn:
    raise Refusal("json-constant")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_constant
)
