"""A program that calls the API of the node under test."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the JSON if it is any, the raw bytes, and the headers."""

    status: int
    json: Any
    content: bytes
    headers: dict[str, str]


class Program:
    """Calls the API of the node with one token."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.client = Client(raise_request_exception=False)

    def call(
        self, method: str, path: str, body: Any = None, *, raw: bytes | None = None, language: str = "en"
    ) -> Answer:
        """Call once; `raw` is sent as it is instead of `body`."""
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        headers = {"accept-language": language}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        answer = self.client.generic(method, path, data, content_type="application/json", headers=headers)
        is_json = "json" in answer.headers.get("content-type", "")
        parsed = json.loads(answer.content) if is_json and answer.content else None
        return Answer(answer.status_code, parsed, answer.content, dict(answer.headers))

    def get(self, path: str) -> Answer:
        """GET."""
        return self.call("GET", path)

    def post(self, path: str, body: Any) -> Answer:
        """POST."""
        return self.call("POST", path, body)


ProgramOf = Callable[..., Program]
