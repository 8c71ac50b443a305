"""What a file is, by its first bytes and never by its name or by what its sender says of it.

Signatures are those of the formats' own specifications (PNG 5.2, JPEG ISO/IEC 10918-1 B.1, WebP container,
PDF ISO 32000-2 7.5.2, ZIP APPNOTE 4.3.7). HTML and SVG are never shown: to a browser they are programs.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

HEAD = 4096
"""Bytes that are looked at."""

PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})
TEXT, BYTES = "text/plain", "application/octet-stream"

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)
_ENDINGS = {
    "image/png": {"png"},
    "image/jpeg": {"jpg", "jpeg", "jpe"},
    "image/webp": {"webp"},
    "application/pdf": {"pdf"},
    "application/zip": {"zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "jar", "mithaq"},
    TEXT: {"txt", "csv", "tsv", "md", "json", "xml", "log", "eml", "html", "htm", "svg", "ics", "vcf"},
}
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}


def kind_of(head: bytes) -> str:
    """Return the media type that the first bytes of a file show."""
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return TEXT if _is_text(head) else BYTES


def _is_text(head: bytes) -> bool:
    if not head or _CONTROL & set(head):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as fault:
        return fault.start >= len(head) - 3  # a character that the piece cuts in two
    return True


def name_fits(name: str, kind: str) -> bool:
    """Return whether a file's name ends as what it is; one without an ending says nothing."""
    _stem, dot, ending = name.lower().rpartition(".")
    known = {one for endings in _ENDINGS.values() for one in endings}
    return not dot or ending not in known or ending in _ENDINGS.get(kind, set())


def begun(pieces: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the first bytes, and all of it from the beginning."""
    rest = iter(pieces)
    first = next(rest, b"")
    return first[:HEAD], chain([first], rest)
