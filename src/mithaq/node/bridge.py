"""Gives a request whose body is here to Django, and sends its answer whole: one step in a thread, and back.

The general way between ASGI and WSGI hands over every part of body and answer by itself, six times for a
call of the API, and each is waited for by a thread. Only for answers that fit into memory, as the API's do.
"""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

from a2wsgi.wsgi import build_environ

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Bridge:
    """Runs a WSGI application in the threads of a pool."""

    def __init__(self, application: Application, threads: ThreadPoolExecutor) -> None:
        self._application, self._threads = application, threads

    async def __call__(self, scope: Scope, body: bytes, send: Send) -> None:
        """Answer a request that has this body."""
        environ: Any = build_environ(scope, BytesIO(body))  # type: ignore[arg-type]
        context = contextvars.copy_context()
        loop = asyncio.get_running_loop()
        status, headers, answer = await loop.run_in_executor(
            self._threads, context.run, self._answer, environ
        )
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    def _answer(self, environ: dict[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        begun: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            begun[:] = [int(status.split(" ", 1)[0]), headers]

        parts = self._application(environ, start)
        try:
            answer = b"".join(parts)
        finally:
            close: Callable[[], None] = getattr(parts, "close", lambda: None)
            close()
        status, headers = begun
        lines = [
            (name.strip().lower().encode("latin-1"), value.strip().encode("latin-1"))
            for name, value in headers
            if name.lower() != "content-length"
        ]
        return status, [*lines, (b"content-length", str(len(answer)).encode())], answer
