"""The answering side: `POST /exchange` and `GET /blobs/<hash>` as a small ASGI application (EXC-13 on).

A stranger is turned away by the header alone: the signature covers the digest of the body, so it is
checked before the body is read. One contact has CALLS_AT_ONCE places and cannot take another's.
"""

import asyncio
import contextvars
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import structlog
from django.db import DatabaseError, connection

from mithaq.node import bell, blobs, home, storage
from mithaq.node.exchange import problems, protocol, signatures, turn
from mithaq.node.exchange.contacts import CONTACTS, Peer
from mithaq.node.exchange.limits import BODY_TIMEOUT, CALLS_AT_ONCE, MAX_MESSAGE, MAX_RANGE, MEDIA_TYPE
from mithaq.record.errors import Refusal

log = structlog.get_logger(__name__)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
T = TypeVar("T")

_THREADS = ThreadPoolExecutor(8, "exchange")
SAVE_EVERY = 5.0
"""Seconds between two times that cursors are kept while calls come in; the loops keep them at rest."""

_busy: Counter[str] = Counter()
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{1,15})")


class _GoneError(Exception):
    """The caller has hung up."""


async def exchange(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `POST /exchange`."""
    await _guard(_exchange, scope, receive, send)


async def blob(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer `GET /blobs/<hash>` with the range that is asked for."""
    await _guard(_blob, scope, receive, send)


async def _guard(
    handler: Callable[[Scope, Receive, Send], Awaitable[None]], scope: Scope, receive: Receive, send: Send
) -> None:
    """Run a handler; whatever it raises becomes a problem, and nothing reaches the server."""
    try:
        await handler(scope, receive, send)
    except Refusal as refusal:
        log.info("refused", path=scope["path"], code=refusal.code, client=(scope.get("client") or [""])[0])
        await problems.send(send, refusal)
    except _GoneError:
        return
    except Exception as error:
        log.exception("failed", path=scope["path"])
        await problems.send(send, storage.refusal_of(error))


async def _exchange(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["method"] != "POST":
        raise Refusal("exchange-method")
    fields = signatures.Fields.from_asgi(scope["headers"])
    if fields.get("content-type") != MEDIA_TYPE:
        raise Refusal("exchange-media-type")
    length = _length(fields)
    peer, request = await _caller(scope, fields)
    with _Place(peer.agency):
        body = await _read(receive, length)
        headers, answer, penalty = await _in_thread(_work, peer, request, body)
        if penalty:
            await asyncio.sleep(penalty)
    await _send(send, 200, headers, answer)


async def _blob(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["method"] != "GET":
        raise Refusal("exchange-method")
    fields = signatures.Fields.from_asgi(scope["headers"])
    asked = _RANGE.fullmatch(fields.get("range") or "")
    if asked is None or not 0 <= int(asked[2]) - int(asked[1]) < MAX_RANGE:
        raise Refusal("blob-range")
    peer, request = await _caller(scope, fields)
    with _Place(peer.agency):
        name = scope["path"].removeprefix("/blobs/")
        headers, data = await _in_thread(_piece, peer, request, name, int(asked[1]), int(asked[2]) + 1)
    await _send(send, 206, headers, data)


class _Place:
    """One of a contact's places while its call is worked on; Refusal exchange-busy if there is none."""

    def __init__(self, agency: str) -> None:
        self.agency = agency

    def __enter__(self) -> None:
        if _busy[self.agency] >= CALLS_AT_ONCE:
            raise Refusal("exchange-busy")
        _busy[self.agency] += 1

    def __exit__(self, *_: object) -> None:
        _busy[self.agency] -= 1


async def _caller(scope: Scope, fields: signatures.Fields) -> tuple[Peer, signatures.Request]:
    """Return the contact that has signed this request; Refusal before anything of the body is read."""
    sender = fields.get("mithaq-from") or ""
    peer = CONTACTS.find(sender) if CONTACTS.is_fresh() else await _in_thread(CONTACTS.find, sender)
    if peer is None:
        raise Refusal("exchange-contact-unknown")
    receiver = fields.get("mithaq-to") or ""
    if receiver != home.current().agency:
        raise Refusal("exchange-agency", {"agency": receiver[:66]})
    request = signatures.Request(scope["method"], scope["path"], fields)
    signatures.verify_request(request, peer.keys)
    return peer, request


def _length(fields: signatures.Fields) -> int:
    text = fields.get("content-length") or ""
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise Refusal("exchange-length-absent")
    if int(text) > MAX_MESSAGE:
        raise Refusal("exchange-too-long", {"length": int(text), "most": MAX_MESSAGE})
    return int(text)


async def _read(receive: Receive, length: int) -> bytes:
    """Return the whole body; Refusal exchange-slow if it takes longer than BODY_TIMEOUT."""
    parts: list[bytes] = []
    try:
        async with asyncio.timeout(BODY_TIMEOUT):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise _GoneError
                parts.append(message.get("body", b""))
                length -= len(parts[-1])
                if not message.get("more_body") or length < 0:
                    break
    except TimeoutError:
        raise Refusal("exchange-slow") from None
    if length:
        raise Refusal("exchange-form")
    return b"".join(parts)


def _work(peer: Peer, request: signatures.Request, body: bytes) -> tuple[dict[str, str], bytes, float]:
    """Return the headers and body of the answer to a message, and the seconds to wait before it goes."""
    signatures.check_digest(request.headers, body)
    message = protocol.parse(body)
    taken = turn.absorb(peer, message)
    answer = protocol.encode(turn.answer(peer, taken))
    headers = {"content-type": MEDIA_TYPE}
    signer = home.current().keyring.speaking_with(message.knows)
    signatures.sign_answer(signer, 200, headers, request, answer)
    turn.save(peer.link, every=SAVE_EVERY)
    if peer.link.failing:
        # It is there: the loop that tries to reach it need not wait any longer (EXC-30).
        peer.link.heard = True
        bell.heard(peer.agency)
    return headers, answer, taken.penalty


def _piece(
    peer: Peer, request: signatures.Request, name: str, start: int, end: int
) -> tuple[dict[str, str], bytes]:
    data, size = blobs.piece(name, peer.agency, start, end)
    headers = {
        "content-type": "application/octet-stream",
        "content-range": f"bytes {start}-{start + len(data) - 1}/{size}",
    }
    signer = home.current().keyring.speaking_with(peer.link.knows)
    signatures.sign_answer(signer, 206, headers, request, data)
    return headers, data


async def _in_thread(function: Callable[..., T], *args: Any) -> T:
    """Run something that uses the database in a thread that keeps its connection."""
    context = contextvars.copy_context()
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_THREADS, context.run, _kept, function, args)


def _kept(function: Callable[..., T], args: Iterable[Any]) -> T:
    try:
        return function(*args)
    except DatabaseError:
        # The next call opens another: this one may have lost its server.
        connection.close()
        raise


async def _send(send: Send, status: int, headers: dict[str, str], body: bytes) -> None:
    lines = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    lines.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": body})
