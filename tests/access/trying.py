"""Calls one address as one subject, and says what came of it."""

import asyncio
import json
import re

from asgiref.testing import ApplicationCommunicator

from access.world import World
from mithaq.node.asgi import application

STREAM = "/stream"
BESIDE = ("/exchange", "/blobs/", "/healthz", STREAM)

_VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>|\{(\w+)\}")
_OUTCOMES = {401: "sign in", 403: "no", 404: "unknown"}


def outcome(world: World, subject: str, method: str, route: str) -> str:
    """Return "yes", "no", "unknown" or "sign in"; AssertionError where the node itself failed."""
    values = world.values(route)
    path = "/" + _VARIABLE.sub(lambda found: values[found[1] or found[2]], route).lstrip("/")
    if route in BESIDE:
        cookies = world.client(subject).cookies
        sent_cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
        status = asyncio.run(_beside(method, path, sent_cookies))
        assert status < 500
        return _OUTCOMES.get(status, "yes") if route == STREAM else "yes"
    client, sent = world.client(subject), world.sent(method, route)
    if path.startswith("/api/"):
        client.cookies.clear()
        answer = client.generic(method, path, json.dumps(sent or {}), "application/json")
    else:
        client.defaults.pop("HTTP_AUTHORIZATION", None)
        answer = client.post(path, sent or {}) if method == "POST" else client.get(path)
    if answer.streaming:
        b"".join(answer.streaming_content)
    answer.close()
    status, target = answer.status_code, answer.headers.get("Location", "")
    assert status < 500, (status, answer.content)
    if status == 302 and target.startswith("/accounts/login/?next="):
        return "sign in"
    if status == 403 and "reauthenticate" in path:
        return "yes"  # allauth's own answer to who has just signed in
    return _OUTCOMES.get(status, "yes")


async def _beside(method: str, path: str, cookies: str) -> int:
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "headers": [(b"cookie", cookies.encode())] if path == STREAM else [],
        "query_string": b"",
    }
    call = ApplicationCommunicator(application, scope)
    await call.send_input({"type": "http.request", "body": b"", "more_body": False})
    answer = await call.receive_output(timeout=10)
    await call.send_input({"type": "http.disconnect"})
    return int(answer["status"])
