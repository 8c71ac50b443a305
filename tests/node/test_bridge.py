"""A call of the API on its way to Django and back, in one step each."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from mithaq.node.bridge import Bridge
from mithaq.node.connections import Bodies

SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/api/x",
    "query_string": b"a=1",
    "http_version": "1.1",
    "headers": [(b"content-type", b"application/json"), (b"x-one", b"two")],
}


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def ask(application: Any, threads: ThreadPoolExecutor, body: bytes = b"") -> list[Any]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Bridge(application, threads)(dict(SCOPE), body, send))
    return sent


def test_a_call_and_its_answer_are_handed_over_whole(threads: ThreadPoolExecutor) -> None:
    seen: dict[str, Any] = {}
    closed = []

    class Answer(list[bytes]):
        def close(self) -> None:
            closed.append(True)

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Answer:
        seen.update(environ, body=environ["wsgi.input"].read())
        start("201 Created", [("Content-Type", "text/plain"), ("Content-Length", "99")])
        return Answer([b"one ", b"two"])

    start, body = ask(application, threads, b'{"a": 1}')
    assert (seen["REQUEST_METHOD"], seen["PATH_INFO"], seen["QUERY_STRING"]) == ("POST", "/api/x", "a=1")
    assert (seen["CONTENT_TYPE"], seen["HTTP_X_ONE"], seen["body"]) == (
        "application/json",
        "two",
        b'{"a": 1}',
    )
    assert start["status"] == 201
    # The length is that of what is sent, whatever was said of it.
    assert start["headers"] == [(b"content-type", b"text/plain"), (b"content-length", b"7")]
    assert body == {"type": "http.response.body", "body": b"one two"}
    assert closed == [True]


def test_what_the_application_raises_goes_on(threads: ThreadPoolExecutor) -> None:
    def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask(application, threads)


@pytest.mark.parametrize(
    "parts, whole",
    [([b"ab"], b"ab"), ([b"a", b"b"], b"ab"), ([b""], b""), ([b"x" * 2**20, b"more"], None)],
)
def test_a_body_is_whole_or_too_long_to_be_read_ahead(parts: list[bytes], whole: bytes | None) -> None:
    rest = [
        {"type": "http.request", "body": part, "more_body": number + 1 < len(parts)}
        for number, part in enumerate(parts)
    ]

    async def receive() -> Any:
        return rest.pop(0)

    async def read() -> tuple[bytes | None, bytes]:
        body, read_on = await Bodies().ahead(receive)
        found, more = b"", True
        while more:
            message = await read_on()
            found, more = found + message["body"], message["more_body"]
        return body, found

    assert asyncio.run(read()) == (whole, b"".join(parts))


def test_who_has_hung_up_has_no_body() -> None:
    async def receive() -> Any:
        return {"type": "http.disconnect"}

    body, _ = asyncio.run(Bodies().ahead(receive))
    assert body is None
