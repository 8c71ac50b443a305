"""The node as one ASGI application (docs/decisions/, one process a node).

`/exchange` and `/blobs/` are answered here, the stream of news, and `/healthz`, which asks nothing of the
database; all else is Django's, run as WSGI in a few threads. While it runs, the loops run beside it, unless
MITHAQ_WORK is 0.
"""

import asyncio
import gc
import os
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from importlib import import_module
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from mithaq.node.bridge import Bridge
from mithaq.node.connections import Bodies, SlowBodyError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mithaq.node.settings")

PAGE_THREADS = 8

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Node:
    """Sends each request where it belongs."""

    def __init__(self) -> None:
        django: Any = get_wsgi_application()
        pages = WSGIMiddleware(django, workers=PAGE_THREADS)
        self._pages: Any = pages
        self._calls = Bridge(django, pages.executor)
        self._bodies = Bodies()
        # After Django is set up: these modules name its models.
        self._server: Any = import_module("mithaq.node.exchange.server")
        self._work: Any = import_module("mithaq.node.work")
        self._streams: Any = import_module("mithaq.node.news.stream").STREAMS
        # Pages and calls too, which Django would load with the first; all of it stays (see NodeConfig.ready).
        import_module(settings.ROOT_URLCONF)
        gc.freeze()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] != "http":
            await self._pages(scope, receive, send)
        elif scope["path"] == "/exchange":
            await self._server.exchange(scope, receive, send)
        elif scope["path"].startswith("/blobs/"):
            await self._server.blob(scope, receive, send)
        elif scope["path"] == "/stream":
            await self._streams.answer(scope, receive, send)
        elif scope["path"] == "/healthz":
            await _answer(send, 200, b"ok\n")
        else:
            await self._page(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give a page to Django once its body has come, or the beginning of a long one."""
        try:
            body, read_on = await self._bodies.ahead(receive)
        except SlowBodyError:
            await _answer(send, 408, b"Too slow.\n")
            return
        if body is not None and scope["path"].startswith("/api/"):
            await self._calls(scope, body, send)
        else:
            await self._pages(scope, read_on, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Run the loops between the server's start and its end."""
        stop = threading.Event()
        working: asyncio.Future[None] | None = None
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                if os.environ.get("MITHAQ_WORK", "1") != "0":
                    working = asyncio.ensure_future(asyncio.to_thread(self._work.run_work, stop))
                await send({"type": "lifespan.startup.complete"})
            else:
                stop.set()
                if working is not None:
                    await working
                await send({"type": "lifespan.shutdown.complete"})
                return


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    if status == 408:  # what is left of its body is not read
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


application = Node()
