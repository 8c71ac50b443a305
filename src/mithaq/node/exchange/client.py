"""Calls to one contact: a request signed, sent over one kept connection, its answer verified (EXC-13 on).

Whatever goes wrong on the way, or is wrong with the answer, is a PeerError; the loops try again.
"""

import os
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError

from mithaq.node import home
from mithaq.node.exchange import protocol, signatures
from mithaq.node.exchange.limits import (
    ANSWER_TIMEOUT,
    CONNECT_TIMEOUT,
    MAX_MESSAGE,
    MAX_RANGE,
    MEDIA_TYPE,
)
from mithaq.node.exchange.protocol import Message
from mithaq.record import jsonprofile
from mithaq.record.errors import PeerError, Refusal
from mithaq.record.keys import SigningKey

_MAX_PROBLEM = 64 * 1024
_PIECE = 256 * 1024

# What a partner answers when it does not know us or does not believe us: trying often does not help.
_NOT_OURS = "exchange-signature"
_LASTING = {"exchange-contact-unknown", _NOT_OURS, "exchange-agency", "exchange-version"}


class Caller:
    """One contact's address with a kept connection. Not for two threads at a time."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.url = url
        self._prefix = parts.path.rstrip("/")
        self._pool = urllib3.connection_from_url(
            f"{parts.scheme}://{parts.netloc}",
            maxsize=1,
            timeout=urllib3.Timeout(connect=CONNECT_TIMEOUT, read=ANSWER_TIMEOUT),
            **(_tls() if parts.scheme == "https" else {}),
        )
        self._connected = False
        self._believed = ""

    def exchange(self, message: Message, keys: Mapping[str, bytes]) -> Message:
        """Send a message and return the answer that one of these keys signed; PeerError if there is none."""
        body = protocol.encode(message)
        headers = {"content-type": MEDIA_TYPE, "mithaq-from": message.sender, "mithaq-to": message.receiver}
        data = self._call("POST", "/exchange", headers, keys, body, MAX_MESSAGE)
        try:
            return protocol.parse(data)
        except Refusal as refusal:
            raise PeerError(f"the answer is no message: {refusal.code}", retryable=True) from refusal

    def blob(self, agency: str, keys: Mapping[str, bytes], name: str, start: int, end: int) -> bytes:
        """Return an attachment's bytes from `start` up to before `end`; PeerError if they do not come."""
        headers = {
            "mithaq-from": home.current().agency,
            "mithaq-to": agency,
            "range": f"bytes={start}-{end - 1}",
        }
        return self._call("GET", f"/blobs/{name}", headers, keys, None, MAX_RANGE)

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()

    def _call(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        keys: Mapping[str, bytes],
        body: bytes | None,
        most: int,
    ) -> bytes:
        """Return the answer's body; called with another of our keys where they go by that one (EXC-35)."""
        *others, last = self._signers()
        for signer in others:
            try:
                return self._attempt(signer, method, path, headers, keys, body, most)
            except PeerError as error:
                if not str(error).endswith(_NOT_OURS):
                    raise
        return self._attempt(last, method, path, headers, keys, body, most)

    def _signers(self) -> list[SigningKey]:
        """Return our signing keys: the one that they believed last, then the others, the newest first."""
        return sorted(home.current().keyring.signers, key=lambda one: one.id != self._believed)

    def _attempt(
        self,
        signer: SigningKey,
        method: str,
        path: str,
        headers: dict[str, str],
        keys: Mapping[str, bytes],
        body: bytes | None,
        most: int,
    ) -> bytes:
        """Return the answer's body, called with this key of ours."""
        signed, path = dict(headers), self._prefix + path
        request = signatures.sign_request(signer, method, path, signed, body)
        signed["accept-encoding"] = "identity"
        try:
            status, fields, data = self._send(method, path, signed, body, most)
        except HTTPError as error:
            raise PeerError(f"{type(error).__name__}: {error}"[:200], retryable=True) from error
        if status not in {200, 206}:
            code = _code(data)
            raise PeerError(f"{status} {code}", retryable=code not in _LASTING)
        self._believed = signer.id
        try:
            signatures.verify_answer(signatures.Answer(status, fields, request), keys, data)
        except Refusal as refusal:
            raise PeerError(f"the answer is not theirs: {refusal.code}", retryable=True) from refusal
        return data

    def _send(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None, most: int
    ) -> tuple[int, signatures.Fields, bytes]:
        """Send; once more if the kept connection was closed meanwhile, for calls may be repeated."""
        kept = self._connected
        self._connected = False
        try:
            result = self._send_once(method, path, headers, body, most)
        except HTTPError:
            if not kept:
                raise
            result = self._send_once(method, path, headers, body, most)
        self._connected = True
        return result

    def _send_once(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None, most: int
    ) -> tuple[int, signatures.Fields, bytes]:
        deadline = time.monotonic() + ANSWER_TIMEOUT
        response = self._pool.urlopen(
            method, path, body=body, headers=headers, retries=False, redirect=False, preload_content=False
        )
        try:
            most = most if response.status in {200, 206} else _MAX_PROBLEM
            data = bytearray()
            for piece in response.stream(_PIECE, decode_content=False):
                data += piece
                if len(data) > most:
                    raise PeerError("the answer is too long", retryable=True)
                if time.monotonic() > deadline:
                    raise PeerError("the answer is too slow", retryable=True)
            return response.status, signatures.Fields(response.headers.items()), bytes(data)
        except BaseException:
            response.close()
            raise
        finally:
            response.release_conn()


def _code(data: bytes) -> str:
    """Return the code of a problem (RFC 9457), or nothing."""
    try:
        problem = jsonprofile.parse(data, most=_MAX_PROBLEM)
    except Refusal:
        return ""
    code = problem.get("code") if isinstance(problem, dict) else None
    return code[:64] if isinstance(code, str) else ""


def _tls() -> dict[str, str]:
    """Return what the administrator set for calls to others: own authorities, own certificate."""
    names = {"ca_certs": "MITHAQ_TLS_CA", "cert_file": "MITHAQ_TLS_CERT", "key_file": "MITHAQ_TLS_KEY"}
    return {name: os.environ[variable] for name, variable in names.items() if os.environ.get(variable)}
