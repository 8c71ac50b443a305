"""The news as a stream of server-sent events: GET /stream?since=SERIAL, one for each tab that is looked at.

Answered beside Django: a stream holds no thread. One loop a process asks the database every half second
for all its streams, in a thread of its own, and only while there is a stream. An event is

    id: SERIAL
    event: news
    data: {"new": 3, "dossiers": ["..."], "more": false, "counts": {"drafts": 0, "news": 2}}

`new` counts entries of partners since the event before; a browser that comes back names the last event
(Last-Event-ID) and misses nothing. Every few seconds without an event a comment keeps the line open.
A stream ends when its session does. 204 tells a browser not to try again: it has too many already.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

import structlog
from django.conf import settings
from django.db import connection

from mithaq.node import connections
from mithaq.node.news import pulse
from mithaq.node.news.pulse import Listener

log = structlog.get_logger(__name__)

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

EVERY = 0.5
"""Seconds between two looks."""

KEEP_ALIVE = 15.0
"""Seconds without an event after which a comment is sent."""

CHECK_SESSIONS = 2.0
"""Seconds between two looks at whether sessions have ended."""

MOST_AN_OFFICER = 6
MOST = 200
"""Streams of one officer, and of this process: fewer than the connections that the server takes."""

SLOWEST = 30.0
"""Seconds for which a browser may not take what it is sent."""

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
END = None


@dataclass(eq=False, slots=True)
class Stream:
    """One stream: whose it is, and what is to be sent to it."""

    listener: Listener
    waiting: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(32))

    def put(self, what: bytes | None) -> None:
        """Send something, or END; who does not take it for so long is ended."""
        if self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            what = END
        self.waiting.put_nowait(what)


class Streams:
    """All streams of this process, and the loop that feeds them."""

    def __init__(self) -> None:
        self._streams: set[Stream] = set()
        self._loop: asyncio.Task[None] | None = None
        # Two: whoever opens a stream does not wait for the loop's look.
        self._threads = ThreadPoolExecutor(2, "news")
        connections.AT_END.append(self.end)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request for a stream, until it ends."""
        if scope["method"] != "GET":
            await _refuse(send, 405)
            return
        listener = await self._in_thread(pulse.admit, _session(scope), _since(scope))
        if listener is None:
            await _refuse(send, 401)
        elif (
            len([one for one in self._streams if one.listener.officer == listener.officer]) >= MOST_AN_OFFICER
        ):
            await _refuse(send, 204)
        elif len(self._streams) >= MOST:
            await _refuse(send, 503)
        else:
            await self._serve(Stream(listener), receive, send)

    def end(self) -> None:
        """End all streams: the server is about to stop."""
        for stream in self._streams:
            stream.put(END)

    async def _serve(self, stream: Stream, receive: Receive, send: Send) -> None:
        self._streams.add(stream)
        if self._loop is None or self._loop.done():
            self._loop = asyncio.ensure_future(self._feed())
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        gone = asyncio.ensure_future(_gone(receive))
        gone.add_done_callback(lambda _: stream.put(END))
        try:
            await _send(send, b"retry: 2000\n\n")
            while (what := await _next(stream)) is not END:
                await _send(send, what)
        except TimeoutError:
            log.info("stream-too-slow")
        finally:
            self._streams.discard(stream)
            gone.cancel()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _feed(self) -> None:
        """Look for all streams until there are none."""
        checked = time.monotonic()
        while self._streams:
            try:
                if time.monotonic() - checked >= CHECK_SESSIONS:
                    checked = time.monotonic()
                    await self._end_sessions()
                await self._look()
            except Exception:
                # A database that is away for a moment ends no stream.
                log.exception("stream-look-failed")
                await asyncio.sleep(5 * EVERY)
            await asyncio.sleep(EVERY)

    async def _end_sessions(self) -> None:
        over = await self._in_thread(pulse.ended, [one.listener for one in self._streams])
        for stream in self._streams:
            if stream.listener.session in over:
                stream.put(END)

    async def _look(self) -> None:
        now = await self._in_thread(pulse.beat, [one.listener for one in self._streams])
        for stream in list(self._streams):
            known = stream.listener
            version = now.versions.get(known.officer, 0)
            if (now.serial, version) == (known.serial, known.version):
                continue
            said = await self._in_thread(pulse.tell, known, now.serial)
            stream.listener = replace(known, serial=now.serial, version=version)
            data = json.dumps(said, separators=(",", ":"))
            stream.put(f"id: {now.serial}\nevent: news\ndata: {data}\n\n".encode())

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, _run, work, given)


def _run(work: Callable[..., Any], given: tuple[Any, ...]) -> Any:
    try:
        return work(*given)
    except Exception:
        connection.close()
        raise


async def _next(stream: Stream) -> bytes | None:
    try:
        async with asyncio.timeout(KEEP_ALIVE):
            return await stream.waiting.get()
    except TimeoutError:
        return b": still here\n\n"


async def _send(send: Send, what: bytes) -> None:
    async with asyncio.timeout(SLOWEST):
        await send({"type": "http.response.body", "body": what, "more_body": True})


async def _gone(receive: Receive) -> None:
    """Return when the browser has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
    if status == 405:
        headers.append((b"allow", b"GET"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _header(scope: Scope, name: bytes) -> str:
    return b"; ".join(value for key, value in scope["headers"] if key == name).decode("latin-1")


def _session(scope: Scope) -> str:
    """Return the key in the session cookie, or nothing."""
    try:
        found = SimpleCookie(_header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value[:64] if found else ""


def _since(scope: Scope) -> int | None:
    """Return the serial of the last event that the browser had, else of its page; None for none."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("since", [""])[-1]
    last = _header(scope, b"last-event-id") or asked
    return int(last) if last.isdecimal() and last.isascii() and len(last) < 19 else None


STREAMS = Streams()
