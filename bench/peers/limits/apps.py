"""The same three views under Starlette and Django: hello, JSON of 1 KiB, a signature check of a posted 1 KiB.

A web server loads `asgi` or `wsgi` from here; BENCH_APP says which framework.
"""

from __future__ import annotations

import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ed25519

_KEY = ed25519.Ed25519PrivateKey.from_private_bytes(b"k" * 32)
_PUBLIC = _KEY.public_key()
BODY = b"b" * 1024
SIGNATURE = _KEY.sign(BODY).hex()
_RECORD = {"id": "0" * 64, "data": "d" * 900}


def _checked(body: bytes, signature: str) -> dict[str, bool]:
    _PUBLIC.verify(bytes.fromhex(signature), body)
    return {"ok": True}


def _starlette() -> Any:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import JSONResponse, PlainTextResponse, Response
    from starlette.routing import Route

    async def hello(_: Any) -> Response:
        return PlainTextResponse("hello")

    async def record(_: Any) -> Response:
        return JSONResponse(_RECORD)

    async def check(request: Request) -> Response:
        return JSONResponse(_checked(await request.body(), request.headers["x-signature"]))

    return Starlette(
        routes=[Route("/hello", hello), Route("/record", record), Route("/check", check, methods=["POST"])]
    )


def _django(*, asynchronous: bool) -> Any:
    import django
    from django.conf import settings
    from django.core.handlers.asgi import ASGIHandler
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpRequest, HttpResponse, JsonResponse
    from django.urls import path

    def hello(_: HttpRequest) -> HttpResponse:
        return HttpResponse("hello")

    def record(_: HttpRequest) -> HttpResponse:
        return JsonResponse(_RECORD)

    def check(request: HttpRequest) -> HttpResponse:
        return JsonResponse(_checked(request.body, request.headers["x-signature"]))

    def coroutine(view: Any) -> Any:
        async def answer(request: HttpRequest) -> HttpResponse:
            return view(request)

        return answer

    views = {"hello": hello, "record": record, "check": check}
    wrap = coroutine if asynchronous else (lambda view: view)
    global urlpatterns
    urlpatterns = [path(name, wrap(view)) for name, view in views.items()]
    settings.configure(
        SECRET_KEY="bench", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[], LOGGING_CONFIG=None
    )
    django.setup()
    return ASGIHandler() if asynchronous else WSGIHandler()


urlpatterns: list[Any] = []
match os.environ.get("BENCH_APP", ""):
    case "starlette":
        asgi = _starlette()
    case "django_asgi":
        asgi = _django(asynchronous=True)
    case "django_wsgi":
        wsgi = _django(asynchronous=False)
