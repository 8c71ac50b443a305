"""An entry's content key, sealed anew for a party that could not open it (docs/spec/record-law.md).

The author's signed commitment proves that what is opened so is the same text.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from mithaq.node.home import Home
from mithaq.record.entry import Entry, content_key_of, open_with
from mithaq.record.errors import Refusal
from mithaq.record.hpke import seal, unseal

TYPE = "re-seal"


def info(entry: str, to: str) -> bytes:
    """Return what a content key that is sealed anew is bound to: the entry, and for whom (REC-9)."""
    return f"mithaq re-seal v1\n{entry}\n{to}\n".encode()


def seal_anew(entry: Entry, to: str, public: bytes, own: Home) -> dict[str, str]:
    """Return the body that lets a party open an entry that this node can open; Refusal cannot-open."""
    for opener in own.openers:
        try:
            key = content_key_of(entry, own.agency, opener)
        except Refusal:
            continue
        sealed = base64.b64encode(seal(public, key, info(entry.id, to))).decode("ascii")
        return {"entry": entry.id, "to": to, "sealed": sealed}
    raise Refusal("cannot-open")


def open_anew(entry: Entry, body: Mapping[str, Any], own: Home) -> bytes | None:
    """Return the text of an entry by what a partner has sealed anew; None if it is wrong or not for us."""
    try:
        sealed = base64.b64decode(str(body.get("sealed")), validate=True)
    except (binascii.Error, ValueError):
        return None
    for opener in own.openers:
        try:
            return open_with(entry, unseal(opener, sealed, info(entry.id, own.agency)))
        except Refusal:
            continue
    return None
