"""The agencies of the vectors, with keys that are hashes of labels."""

import base64
import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

from mithaq.record.errors import Refusal
from mithaq.record.keys import OpeningKey, PartyKeys, SigningKey

AGENCIES = ("de.bundespolizei", "es.policia", "ma.dgsn")
TIME = "2030-06-08T18:00:00.000Z"
Json = dict[str, Any]


def hashed(label: str) -> bytes:
    """Return 32 bytes made of a label: every seed, key and id of the vectors is one."""
    return hashlib.sha256(f"mithaq vectors: {label}".encode()).digest()


def base(data: bytes) -> str:
    """Return base64."""
    return base64.b64encode(data).decode("ascii")


def unbase(text: str) -> bytes:
    """Return what `base` wrote."""
    return base64.b64decode(text, validate=True)


SIGNING = {agency: SigningKey.from_seed(hashed(f"{agency} sign")) for agency in AGENCIES}
OPENING = {agency: OpeningKey.from_seed(hashed(f"{agency} seal")) for agency in AGENCIES}
RECOVERY = {agency: SigningKey.from_seed(hashed(f"{agency} recovery")) for agency in AGENCIES}
CONTENT_KEY = hashed("content key")
NONCE = hashed("nonce")[:12]
IDS = [hashed(f"id {number}").hex() for number in range(18)]


def refusal_of(name: str, code: str, what: Callable[[], object]) -> Json:
    """Return how a bad vector is refused; if it is not, or with another code, the vectors are at fault."""
    try:
        what()
    except Refusal as refusal:
        if refusal.code != code:
            raise AssertionError(f"{name}: {refusal.code} instead of {code}") from refusal
        return {"name": name, "code": refusal.code, "fields": dict(refusal.fields)}
    raise AssertionError(f"{name}: accepted")


def keys() -> Json:
    """Return the keys of the cast, their ids, and how an agency's are written."""
    return {
        "rules": "REC-5 to REC-8",
        "parties": [
            {
                "sign_seed": SIGNING[agency].seed.hex(),
                "seal_seed": OPENING[agency].seed.hex(),
                "recovery_seed": RECOVERY[agency].seed.hex(),
                "json": party(agency).to_json(),
                "sign_id": SIGNING[agency].id,
                "seal_id": OPENING[agency].id,
                "fingerprint": party(agency).fingerprint,
                "spoken": party(agency).spoken,
            }
            for agency in AGENCIES
        ],
        "bad": [
            refusal_of(name, "keys-form", partial(PartyKeys.from_json, value)) | {"json": value}
            for name, value in bad_keys().items()
        ],
    }


def bad_keys() -> Json:
    """Return keys that are not written or not made as they must be."""
    good = party("ma.dgsn").to_json()
    return {
        "no object": [good],
        "a member missing": {name: value for name, value in good.items() if name != "recovery"},
        "a member too many": good | {"later": ""},
        "no agency": good | {"agency": "DGSN"},
        "a short signing key": good | {"sign": base(bytes(31))},
        "no padding": good | {"sign": good["sign"].rstrip("=")},
        "the URL alphabet": good | {"sign": base(b"\xff" * 32).replace("/", "_")},
        "a signing key of small order": good | {"sign": base(bytes([1]) + bytes(31))},
        "a recovery key of small order": good | {"recovery": base(bytes(32))},
        "a sealing key that is none": good | {"seal": base(b"\xff" * 1216)},
        "half a sealing key": good | {"seal": base(bytes(1184))},
        "a key that is a number": good | {"seal": 1},
    }


def party(agency: str) -> PartyKeys:
    """Return an agency's public keys."""
    return PartyKeys(agency, SIGNING[agency].public, OPENING[agency].public, RECOVERY[agency].public)
