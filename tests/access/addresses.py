"""Every address of the node, from its own URLs: pages, sign-in, API, and what is answered beside Django."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from mithaq.api.service import api
from mithaq.web.page import METHODS

Address = tuple[str, str]
"""Method and route."""

ASGI = Path(__file__).resolve().parents[2] / "src/mithaq/node/asgi.py"


def addresses() -> set[Address]:
    """Return every method and route that can be called."""
    return {*_django(), *_api(), *_beside()}


def _django() -> Iterator[Address]:
    for route, view in _walk(get_resolver().url_patterns, ""):
        if route.startswith("api/") and route not in {"api/", "api/openapi.json"}:
            continue  # one view for several methods: the schema knows them
        for method in METHODS.get(view, ("GET", "POST")):
            if method != "HEAD":
                yield method, route


def _api() -> Iterator[Address]:
    for path, item in api.get_openapi_schema(path_prefix="api/")["paths"].items():
        for method in item:
            yield method.upper(), path


def _beside() -> Iterator[Address]:
    """Yield what the ASGI application answers itself, as its source compares paths."""
    for route in re.findall(r'\["path"\](?: == |\.startswith\()"(/[a-z/]+)"', ASGI.read_text("utf-8")):
        if route == "/api/":
            continue  # handed on to Django by another bridge: the schema knows its addresses
        for method in ("GET", "POST"):
            yield method, route


def _walk(patterns: Any, before: str) -> Iterator[tuple[str, Any]]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield route, one.callback
