"""The signature base of RFC 9421 (section 2.5) for the few components that the exchange signs.

The library knows every form of a signed message, and costs a millisecond each time. What this node
signs always has the same form: it is written here, and what comes in just that form is read here.
Whatever looks otherwise, or does not verify, is left to the library, which alone refuses.
"""

import base64
import re
from collections.abc import Mapping
from typing import Any

from mithaq.record.keys import SigningKey, verify

_PATH = re.compile(r"(/[A-Za-z0-9._-]+)+").fullmatch
_VALUE = re.compile(r"[!-~](?:[ -~]*[!-~])?").fullmatch
# 64 bytes in base64: the last letter carries four bits that are nought.
_SIGNATURE = re.compile(r"([a-z]+)=:([A-Za-z0-9+/]{85}[AQgw]==):").fullmatch
_PARAMETERS = re.compile(
    r'([a-z]+)=(\([^()]*\));created=([1-9][0-9]{0,14});keyid="([0-9a-f]{64})";alg="ed25519"'
    r';nonce="([A-Za-z0-9_-]{1,128})";tag="([a-z-]+)"'
).fullmatch


def sign(
    key: SigningKey, message: Any, covered: tuple[str, ...], label: str, tag: str, nonce: str, created: int
) -> bool:
    """Add both signature fields to the headers of a message; return False where that is for the library."""
    lines = _lines(message, covered, label)
    if lines is None:
        return False
    parameters = (
        f'{_inner(covered)};created={created};keyid="{key.id}";alg="ed25519";nonce="{nonce}";tag="{tag}"'
    )
    signature = base64.b64encode(key.sign(_whole(lines, parameters))).decode("ascii")
    message.headers["Signature-Input"] = f"{label}={parameters}"
    message.headers["Signature"] = f"{label}=:{signature}:"
    return True


def verifies(message: Any, keys: Mapping[str, bytes], covered: tuple[str, ...], label: str, tag: str) -> bool:
    """Return whether one of these keys has signed just these components in just our own form."""
    given = _PARAMETERS(_one(message.headers, "signature-input") or "")
    signature = _signature(message.headers, label)
    if given is None or signature is None:
        return False
    if (given[1], given[2], given[6]) != (label, _inner(covered), tag) or given[4] not in keys:
        return False
    lines = _lines(message, covered, label)
    if lines is None:
        return False
    parameters = given[0][len(label) + 1 :]
    return verify(keys[given[4]], base64.b64decode(signature), _whole(lines, parameters))


def _whole(lines: list[str], parameters: str) -> bytes:
    return "\n".join([*lines, f'"@signature-params": {parameters}']).encode("ascii")


def _inner(covered: tuple[str, ...]) -> str:
    return f"({' '.join(_name(one) for one in covered)})"


def _name(component: str) -> str:
    """Return a component's identifier as it is written; one with parameters is already."""
    return component if component.startswith('"') else f'"{component}"'


def _lines(message: Any, covered: tuple[str, ...], label: str) -> list[str] | None:
    """Return the line of each component; None if one is not there just once, in a plain form."""
    lines = []
    for component in covered:
        value = _value(message, component, label)
        if value is None:
            return None
        lines.append(f"{_name(component)}: {value}")
    return lines


def _value(message: Any, component: str, label: str) -> str | None:
    if component == "@method":
        return str(message.method) if message.method in {"GET", "POST"} else None
    if component == "@path":
        return str(message.path) if _PATH(message.path) else None
    if component == "@status":
        return str(message.status_code)
    if component.startswith('"signature";req;'):
        signature = _signature(message.request.headers, label)
        return None if signature is None else f":{signature}:"
    value = _one(message.headers, component)
    return value if value is not None and _VALUE(value) else None


def _signature(headers: Any, label: str) -> str | None:
    """Return the signature under this label in base64, if the field holds that alone."""
    found = _SIGNATURE(_one(headers, "signature") or "")
    return found[2] if found is not None and found[1] == label else None


def _one(headers: Any, name: str) -> str | None:
    """Return the value of a field that stands there exactly once, else None."""
    found = [value for key, value in headers.items() if key.lower() == name]
    return found[0] if len(found) == 1 else None
