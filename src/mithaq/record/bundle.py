"""One dossier as one file, to be kept or verified without a node (docs/spec/record.md, REC-40 to REC-45).

    "mithaq bundle v1" newline | manifest: one line of JSON, newline
    | for each entry: frame length (4), frame, 0 or 1, and after 1: body length (4), plaintext body
    | SHA-256 of all that comes before (32)

The bodies are in it in plain, because whoever verifies has no keys; each is proven by the commitment
in its signed header. So a bundle is as confidential as its dossier.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mithaq.record import header, jsonprofile
from mithaq.record.errors import Refusal
from mithaq.record.limits import AGENCY, ID, KIB, MAX_BODY, MAX_BUNDLE, MAX_FRAME, MAX_NOTE
from mithaq.record.signing import key_id

MAGIC = b"mithaq bundle v1\n"
VERSION = 1
MAX_MANIFEST = 1024 * KIB

_DIGEST_LENGTH = 32
_MEMBERS = ["v", "dossier", "agency", "time", "exercise", "count", "keys", "checkpoint"]


@dataclass(frozen=True, slots=True)
class Item:
    """One entry's frame and, if it was opened, its plaintext body; neither is checked here."""

    frame: bytes
    plaintext: bytes | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """A dossier as `agency` exported it at `time`.

    `keys` are the raw public signing keys by their ids; `checkpoint` is the signed note that the agency's
    audit log had then, or None; `exercise` says that nothing in it is real.
    """

    dossier: str
    agency: str
    time: str
    exercise: bool
    keys: Mapping[str, bytes]
    checkpoint: str | None
    items: tuple[Item, ...]


def write_bundle(bundle: Bundle) -> bytes:
    """Return the file; Refusal bundle-manifest for members that a reader would refuse."""
    manifest = jsonprofile.dump(
        {
            "v": VERSION,
            "dossier": bundle.dossier,
            "agency": bundle.agency,
            "time": bundle.time,
            "exercise": bundle.exercise,
            "count": len(bundle.items),
            "keys": {name: _base64(raw) for name, raw in sorted(bundle.keys.items())},
            "checkpoint": bundle.checkpoint,
        }
    )
    _manifest(manifest)
    content = b"".join((MAGIC, manifest, b"\n", *_sections(bundle.items)))
    return content + hashlib.sha256(content).digest()


def read_bundle(data: bytes) -> Bundle:
    """Return what is in the file; Refusal bundle-... if it is no bundle or any byte of it was changed.

    Who meant to change it can make it whole again: the entries' signatures and the bodies' commitments
    are for `mithaq.record.verify` to check.
    """
    if len(data) > MAX_BUNDLE:
        raise Refusal("bundle-too-long", {"length": len(data), "most": MAX_BUNDLE})
    if not data.startswith(MAGIC):
        raise Refusal("bundle-magic")
    content = memoryview(data)[:-_DIGEST_LENGTH]
    if hashlib.sha256(content).digest() != data[-_DIGEST_LENGTH:]:
        raise Refusal("bundle-digest")
    end = data.find(b"\n", len(MAGIC), len(content))
    if end < 0:
        raise Refusal("bundle-form")
    manifest, keys = _manifest(data[len(MAGIC) : end])
    items = tuple(_items(content, end + 1))
    if len(items) != manifest["count"]:
        raise Refusal("bundle-manifest", {"field": "count"})
    return Bundle(
        manifest["dossier"],
        manifest["agency"],
        manifest["time"],
        manifest["exercise"],
        keys,
        manifest["checkpoint"],
        items,
    )


def _sections(items: Iterable[Item]) -> Iterator[bytes]:
    for item in items:
        yield len(item.frame).to_bytes(4, "big")
        yield item.frame
        if item.plaintext is None:
            yield b"\0"
        else:
            yield b"\1" + len(item.plaintext).to_bytes(4, "big")
            yield item.plaintext


def _items(content: memoryview, at: int) -> Iterator[Item]:
    while at < len(content):
        frame, at = _section(content, at, MAX_FRAME)
        present, at = bytes(content[at : at + 1]), at + 1
        if present == b"\0":
            yield Item(frame, None)
        elif present == b"\1":
            plaintext, at = _section(content, at, MAX_BODY)
            yield Item(frame, plaintext)
        else:
            raise Refusal("bundle-form")


def _section(content: memoryview, at: int, most: int) -> tuple[bytes, int]:
    """Return the section that begins at `at` with its length, and where it ends."""
    start = at + 4
    end = start + int.from_bytes(content[at:start], "big")
    if end > len(content) or end - start > most:
        raise Refusal("bundle-form")
    return bytes(content[start:end]), end


def _manifest(line: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the manifest's members and its keys; members that are not known are ignored."""
    members = jsonprofile.parse(line, most=MAX_MANIFEST)
    if not jsonprofile.is_object(members) or not members.keys() >= set(_MEMBERS):
        raise Refusal("bundle-manifest", {"field": "members"})
    valid = {
        "v": members["v"] == VERSION and type(members["v"]) is int,
        "dossier": _is_text(members["dossier"]) and ID.fullmatch(members["dossier"]) is not None,
        "agency": _is_text(members["agency"]) and AGENCY.fullmatch(members["agency"]) is not None,
        "time": _is_text(members["time"]) and header.is_time(members["time"]),
        "exercise": type(members["exercise"]) is bool,
        "count": type(members["count"]) is int,
        "checkpoint": members["checkpoint"] is None or _is_note(members["checkpoint"]),
    }
    for field, holds in valid.items():
        if not holds:
            raise Refusal("bundle-manifest", {"field": field})
    return members, _keys(members["keys"])


def _keys(value: Any) -> dict[str, bytes]:
    keys: dict[str, bytes] = {}
    for name, text in value.items() if jsonprofile.is_object(value) else (("", ""),):
        try:
            keys[name] = base64.b64decode(text, validate=True) if _is_text(text) else b""
        except (binascii.Error, ValueError):
            keys[name] = b""
        if key_id(keys[name]) != name:
            raise Refusal("bundle-manifest", {"field": "keys"})
    return keys


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_note(value: Any) -> bool:
    return isinstance(value, str) and len(value.encode("utf-8")) <= MAX_NOTE
