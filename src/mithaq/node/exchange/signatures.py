"""HTTP Message Signatures (RFC 9421) as the exchange uses them (docs/spec/exchange.md, EXC-13 to EXC-19).

A request's signature covers method, path, digest (RFC 9530), type and length of the body, and both
agencies; an answer's covers its status and digest, and the request's signature, so that no answer
passes for that to another request. There is no time window: a replay changes nothing, and a wrong
clock must not cut a partner off. The host is not covered: a partner may stand behind a proxy.
"""

import base64
import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier
from http_message_signatures.algorithms import HTTPSignatureAlgorithm
from http_message_signatures.exceptions import HTTPMessageSignaturesException
from http_message_signatures.resolvers import HTTPSignatureKeyResolver

from mithaq.node.exchange import signature_base
from mithaq.record.errors import Refusal
from mithaq.record.keys import SigningKey, verify

LABEL = "mithaq"
TAG = "mithaq-exchange"

_ANYWHERE = "http://node"  # the library reads the path from a whole address; the host is not covered
_REQUEST = ("@method", "@path", "mithaq-from", "mithaq-to")
_BODY = ("content-digest", "content-type", "content-length")
_ANSWER = ("@status", "content-type", "content-digest", f'"signature";req;key="{LABEL}"')


class Fields:
    """Header fields as they came, several lines of one name included; the form the library reads."""

    __slots__ = ("_lines",)

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._lines = list(lines)

    @classmethod
    def from_asgi(cls, lines: Iterable[tuple[bytes, bytes]]) -> "Fields":
        """Return the fields of an ASGI scope."""
        return cls((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in lines)

    def items(self) -> list[tuple[str, str]]:
        """Return every line, in order."""
        return self._lines

    def get(self, name: str) -> str | None:
        """Return the value of a field that stands there exactly once, else None."""
        found = [value for key, value in self._lines if key.lower() == name]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it is signed."""

    method: str
    path: str
    headers: Any

    @property
    def url(self) -> str:
        """Return an absolute address with this path."""
        return _ANYWHERE + self.path


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is signed, with the request that it answers."""

    status_code: int
    headers: Any
    request: Request


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes a signature this one and no other: a nonce, and when it was made (never judged, EXC-16)."""

    nonce: str
    created: datetime

    @classmethod
    def now(cls) -> "Stamp":
        """Return a new one."""
        return cls(secrets.token_urlsafe(16), datetime.now(UTC))


class _Ed25519(HTTPSignatureAlgorithm):
    """Ed25519 by the record's own keys, so that there is one place that holds private keys."""

    algorithm_id = "ed25519"

    def __init__(self, public_key: bytes | None = None, private_key: SigningKey | None = None) -> None:
        self._public, self._private = public_key, private_key

    def sign(self, message: bytes) -> bytes:
        if self._private is None:
            raise ValueError("no private key")
        return self._private.sign(message)

    def verify(self, signature: bytes, message: bytes) -> None:
        if self._public is None or not verify(self._public, signature, message):
            raise HTTPMessageSignaturesException("the signature does not verify")


@dataclass(frozen=True)
class _Keys(HTTPSignatureKeyResolver):
    """The one key that a signature is made with or must verify with."""

    public: Mapping[str, bytes] = field(default_factory=dict)
    private: SigningKey | None = None

    def resolve_public_key(self, key_id: str) -> bytes | None:
        return self.public.get(key_id)

    def resolve_private_key(self, key_id: str) -> SigningKey | None:
        return self.private


class _Verifier(HTTPMessageVerifier):
    """The library's verifier without its time window (EXC-16)."""

    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:
        """Accept any time."""


def digest(body: bytes) -> str:
    """Return the value of Content-Digest for a body."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode('ascii')}:"


def sign_request(
    key: SigningKey,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes | None = None,
    stamp: Stamp | None = None,
) -> Request:
    """Add digest and signature to the headers, which already name both agencies; return what was signed."""
    covered: tuple[str, ...] = _REQUEST
    if body is not None:
        headers["content-length"] = str(len(body))
        headers["content-digest"] = digest(body)
        covered += _BODY
    elif "range" in headers:
        covered += ("range",)
    request = Request(method, path, headers)
    _sign(key, request, covered, stamp or Stamp.now())
    return request


def verify_request(request: Request, keys: Mapping[str, bytes]) -> None:
    """Refuse a request that none of these keys (id -> raw public key) has signed as EXC-14 asks.

    The body is not looked at: its digest is signed, so a stranger is turned away before it is read.
    """
    covered: tuple[str, ...] = _REQUEST
    if request.method == "POST":
        covered += _BODY
    elif request.headers.get("range") is not None:
        covered += ("range",)
    _verify(request, keys, covered)


def sign_answer(
    key: SigningKey,
    status: int,
    headers: dict[str, str],
    request: Request,
    body: bytes,
    stamp: Stamp | None = None,
) -> None:
    """Add digest and signature to the headers of an answer; the request must bear our LABEL's signature."""
    headers["content-digest"] = digest(body)
    _sign(key, Answer(status, headers, request), _ANSWER, stamp or Stamp.now())


def verify_answer(answer: Answer, keys: Mapping[str, bytes], body: bytes) -> None:
    """Refuse an answer that none of these keys has signed for this request and this body (EXC-15)."""
    _verify(answer, keys, _ANSWER)
    check_digest(answer.headers, body)


def check_digest(headers: Fields, body: bytes) -> None:
    """Refuse a body whose SHA-256 is not the one in the header (EXC-17)."""
    if headers.get("content-digest") != digest(body):
        raise Refusal("exchange-digest")


def _sign(key: SigningKey, message: Request | Answer, covered: tuple[str, ...], stamp: Stamp) -> None:
    created = int(stamp.created.timestamp())
    if signature_base.sign(key, message, covered, LABEL, TAG, stamp.nonce, created):
        return
    signer = HTTPMessageSigner(signature_algorithm=_Ed25519, key_resolver=_Keys(private=key))
    signer.sign(
        message,
        key_id=key.id,
        created=stamp.created,
        nonce=stamp.nonce,
        label=LABEL,
        tag=TAG,
        covered_component_ids=covered,
        use_existing_digest="content-digest" in covered,
    )


def _verify(message: Request | Answer, keys: Mapping[str, bytes], covered: tuple[str, ...]) -> None:
    if signature_base.verifies(message, keys, covered, LABEL, TAG):
        return
    verifier = _Verifier(signature_algorithm=_Ed25519, key_resolver=_Keys(public=keys))
    try:
        found = verifier.verify(
            message, max_age=None, expect_tag=TAG, expect_label=LABEL, require_components=covered
        )
    except (HTTPMessageSignaturesException, ValueError, TypeError, RecursionError):
        raise Refusal("exchange-signature") from None
    if not found:
        raise Refusal("exchange-signature")
