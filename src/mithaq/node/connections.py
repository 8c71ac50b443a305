"""How long, and for how much, the server listens to somebody who has not yet said anything.

Uvicorn waits for ever for the header of a request, takes a header of any length, and turns everybody
away once too many connections are open: so a stranger with a few hundred of them, or one with an
endless header, would shut out every partner.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_TIMEOUT = 10.0
"""Seconds without a request, twice in a row, after which a connection is closed."""

MAX_HEADER = 64 * 1024
"""Bytes of a request before its header has ended."""

MOST_IDLE = 256
"""Connections on which nothing is asked just now; for one more, the one idle for longest is closed."""

BODY_AHEAD = 1024 * 1024
"""Bytes of a page's body that are read before a thread is given to it."""

BODY_TIMEOUT = 15.0
"""Seconds in which these bytes, or all if there are fewer, must have come; and each piece after them."""

BODIES_AT_ONCE = 128
"""Pages whose bodies are being read at one time."""

AT_END: list[Callable[[], None]] = []
"""What is called when the server begins to stop: whatever would never end by itself."""

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]


class Punctual(HttpToolsProtocol):
    """The server's protocol, with an end to its patience; whose idle connection is closed opens another."""

    _idle: ClassVar[dict["Punctual", None]] = {}
    """In the order in which they fell silent."""
    _unread = 0
    """Bytes that have come of a header that has not ended."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to look at the connection."""
        super().connection_made(transport)
        self._rest()
        self.loop.call_later(HEADER_TIMEOUT, self._look, False)

    def connection_lost(self, exc: Exception | None) -> None:
        """Look at it no more."""
        self._idle.pop(self, None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Close a connection whose header does not end."""
        self._unread += len(data)
        super().data_received(data)
        if self._unread > MAX_HEADER and not self.transport.is_closing():
            self.send_400_response("The header is too long.")

    def on_headers_complete(self) -> None:
        """Note that something is asked."""
        self._unread = 0
        self._idle.pop(self, None)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Let a body be as long as whoever reads it allows."""
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Count the next header from here."""
        self._unread = 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Note that nothing is asked any more."""
        super().on_response_complete()
        if not self.transport.is_closing():
            self._rest()

    def shutdown(self) -> None:
        """Let what answers without end come to its end: the server waits for all answers."""
        for end in AT_END:
            end()
        super().shutdown()

    def _rest(self) -> None:
        self._idle.pop(self, None)
        self._idle[self] = None
        if len(self._idle) > MOST_IDLE:
            oldest = next(iter(self._idle))
            del self._idle[oldest]
            oldest.transport.close()

    def _look(self, was_silent: bool) -> None:
        """Close it if it is silent for the second time in a row: once may be between two packets."""
        if self.transport.is_closing():
            return
        cycle: Any = self.cycle  # None before the first request, whatever its type says
        at_work = cycle is not None and not cycle.response_complete
        silent = not at_work and self.timeout_keep_alive_task is None
        if silent and was_silent:
            self.transport.close()
        else:
            self.loop.call_later(HEADER_TIMEOUT, self._look, silent)


class SlowBodyError(Exception):
    """A body did not come in time, or too many others are awaited already."""


class Bodies:
    """Reads the beginning of a page's body before a thread waits for it: there are few threads."""

    def __init__(self) -> None:
        self._reading = 0

    async def ahead(self, receive: Receive) -> tuple[bytes | None, Receive]:
        """Return the body, None if it is long, and a `receive` that gives what was read; SlowBodyError."""
        if self._reading >= BODIES_AT_ONCE:
            raise SlowBodyError
        self._reading += 1
        try:
            async with asyncio.timeout(BODY_TIMEOUT):
                first = await _read(receive)
        except TimeoutError:
            raise SlowBodyError from None
        finally:
            self._reading -= 1
        messages = [first]
        whole = first["type"] == "http.request" and not first["more_body"]

        async def read_on() -> MutableMapping[str, Any]:
            if messages:
                return messages.pop()
            try:
                async with asyncio.timeout(BODY_TIMEOUT):
                    return await receive()
            except TimeoutError:
                return {"type": "http.disconnect"}

        return first["body"] if whole else None, read_on


async def _read(receive: Receive) -> MutableMapping[str, Any]:
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return message
        parts.append(message.get("body", b""))
        more = bool(message.get("more_body"))
        if not more or sum(map(len, parts)) >= BODY_AHEAD:
            return {"type": "http.request", "body": b"".join(parts), "more_body": more}
