"""An agency's keys: the public ones by which it is known, and the secret ones (REC-5 to REC-9)."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Any

from mithaq.record import jsonprofile
from mithaq.record.errors import Refusal
from mithaq.record.hpke import OpeningKey as OpeningKey
from mithaq.record.hpke import is_sealing_key
from mithaq.record.hpke import seal as seal
from mithaq.record.hpke import unseal as unseal
from mithaq.record.limits import AGENCY
from mithaq.record.signing import SigningKey as SigningKey
from mithaq.record.signing import is_signing_key
from mithaq.record.signing import key_id as key_id
from mithaq.record.signing import verify as verify

_MEMBERS = {"agency", "sign", "seal", "recovery"}


@dataclass(frozen=True, slots=True)
class PartyKeys:
    """One agency with its raw public keys: for signing, for sealing to it, and its offline recovery key."""

    agency: str
    sign: bytes
    seal: bytes
    recovery: bytes

    def to_json(self) -> dict[str, str]:
        """Return the keys as an entry carries them: base64 with padding (RFC 4648, section 4)."""
        return {
            "agency": self.agency,
            "sign": _text(self.sign),
            "seal": _text(self.seal),
            "recovery": _text(self.recovery),
        }

    @classmethod
    def from_json(cls, value: Any) -> "PartyKeys":
        """Return the keys that to_json wrote; Refusal keys-form names the member at fault."""
        if not jsonprofile.is_object(value) or value.keys() != _MEMBERS:
            raise Refusal("keys-form", {"field": "members"})
        agency = value["agency"]
        if not isinstance(agency, str) or not AGENCY.fullmatch(agency):
            raise Refusal("keys-form", {"field": "agency"})
        sign, seal, recovery = (_raw(value[name], name) for name in ("sign", "seal", "recovery"))
        for name, key in (("sign", sign), ("recovery", recovery)):
            if not is_signing_key(key):
                raise Refusal("keys-form", {"field": name})
        if not is_sealing_key(seal):
            raise Refusal("keys-form", {"field": "seal"})
        return cls(agency, sign, seal, recovery)

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of the JSON text of the keys, 64 hexadecimal characters."""
        return hashlib.sha256(jsonprofile.dump(self.to_json())).hexdigest()

    @property
    def spoken(self) -> str:
        """Return the fingerprint as people compare it by voice: sixteen groups of four."""
        digits = self.fingerprint
        return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _raw(text: Any, name: str) -> bytes:
    """Return the bytes of strict base64: one text for one value, so that a fingerprint is one value's."""
    try:
        raw = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        raw = b""
    if _text(raw) != text:
        raise Refusal("keys-form", {"field": name})
    return raw
