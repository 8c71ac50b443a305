"""A refusal as an HTTP answer: application/problem+json (RFC 9457) with the code and its fields.

For programs: no sentence, for a partner's node reads codes. What went wrong on our own side is said
without a word about how.
"""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from mithaq.node import problems
from mithaq.node.exchange.limits import RETRY_AFTER
from mithaq.record.errors import Refusal

MEDIA_TYPE = "application/problem+json"


async def send(
    sender: Callable[[MutableMapping[str, Any]], Awaitable[None]], refusal: Refusal | None
) -> None:
    """Answer with a refusal; with None, that it is our own fault."""
    status = 500 if refusal is None else problems.status(refusal.code)
    code = "internal" if refusal is None else refusal.code
    problem = {"type": "about:blank", "status": status, "code": code, **(refusal.fields if refusal else {})}
    body = json.dumps(problem).encode()
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    if status == 429:
        headers.append((b"retry-after", str(RETRY_AFTER).encode()))
    # The body of a refused call was not read: the connection cannot be used again.
    headers.append((b"connection", b"close"))
    await sender({"type": "http.response.start", "status": status, "headers": headers})
    await sender({"type": "http.response.body", "body": body})
