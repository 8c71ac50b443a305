"""One user of a homeserver, over its client API, and what that user can read."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import time
from typing import Any

import aiohttp

from bench.peers.matrix.homeserver import Homeserver

HEAD = 24  # characters by which a message is known again
_BODY = 1024
_FILTER = {
    "room": {"timeline": {"limit": 5000}, "ephemeral": {"types": []}},
    "presence": {"types": []},
}

Arrivals = dict[str, float]  # head of a message -> moment it was read


class User:
    """A registered user; `call` raises RuntimeError for any answer but 200."""

    def __init__(self, session: aiohttp.ClientSession, server: Homeserver) -> None:
        self._session, self._server = session, server
        self._headers: dict[str, str] = {}
        self.id = ""

    async def call(self, method: str, path: str, body: Any = None, params: Any = None) -> Any:
        """One request to the user's own homeserver, and its JSON."""
        request = self._session.request(
            method,
            self._server.url + path,
            json=body,
            params=params,
            headers=self._headers,
            timeout=aiohttp.ClientTimeout(total=90),
        )
        async with request as answer:
            data = await answer.json(content_type=None)
            if answer.status != 200:
                raise RuntimeError(f"{method} {path}: {answer.status} {data}")
            return data

    async def register(self, name: str) -> None:
        """Make the user, by the shared secret that homeservers keep for this."""
        nonce = (await self.call("GET", "/_synapse/admin/v1/register"))["nonce"]
        password = secrets.token_hex(8)
        mac = hmac.new(self._server.registration_secret.encode(), digestmod=hashlib.sha1)
        mac.update(b"\x00".join([nonce.encode(), name.encode(), password.encode(), b"notadmin"]))
        order = {
            "nonce": nonce,
            "username": name,
            "password": password,
            "admin": False,
            "mac": mac.hexdigest(),
        }
        data = await self.call("POST", "/_synapse/admin/v1/register", order)
        self._headers = {"Authorization": f"Bearer {data['access_token']}"}
        self.id = data["user_id"]

    async def send(self, room: str, text: str) -> None:
        """Send one message; returns when the homeserver has stored it."""
        path = f"/_matrix/client/v3/rooms/{room}/send/m.room.message/{secrets.token_hex(8)}"
        await self.call("PUT", path, {"msgtype": "m.text", "body": text})

    async def send_all(self, room: str, texts: list[str], senders: int) -> None:
        """Send all, `senders` at a time."""
        waiting = list(reversed(texts))

        async def sender() -> None:
            while waiting:
                await self.send(room, waiting.pop())

        await asyncio.gather(*(sender() for _ in range(senders)))

    async def sync(self, since: str | None, wait_ms: int) -> Any:
        """What is new since a token, waiting for it up to `wait_ms`."""
        params = {"timeout": str(wait_ms), "filter": json.dumps(_FILTER)}
        if since:
            params["since"] = since
        return await self.call("GET", "/_matrix/client/v3/sync", params=params)

    async def read(
        self, room: str, since: str, wanted: set[str], seen: Arrivals, seconds: float = 120
    ) -> str:
        """Read until all wanted heads are in `seen` or the time is over; returns the token to go on from.

        Synapse may fetch missed messages as history, which a sync never shows: a quiet second with
        messages missing, or a gap that a sync reports, is filled by reading the room backwards.
        """
        end = time.monotonic() + seconds
        while wanted - seen.keys() and time.monotonic() < end:
            answer = await self.sync(since, 1000)
            timeline = answer.get("rooms", {}).get("join", {}).get(room, {}).get("timeline", {})
            _note(timeline.get("events", []), seen)
            if timeline.get("limited"):
                await self._read_back(room, timeline["prev_batch"], wanted, seen, end)
            elif not timeline and len(wanted) > 1:
                await self._read_back(room, None, wanted, seen, end)
            since = answer["next_batch"]
        return since

    async def _read_back(
        self, room: str, token: str | None, wanted: set[str], seen: Arrivals, end: float
    ) -> None:
        while wanted - seen.keys() and time.monotonic() < end:
            params = {"dir": "b", "limit": "100", **({"from": token} if token else {})}
            page = await self.call("GET", f"/_matrix/client/v3/rooms/{room}/messages", params=params)
            found = _note(page.get("chunk", []), seen)
            token = page.get("end")
            if not page.get("chunk"):
                await asyncio.sleep(0.1)
            if not token or (found and not found & wanted):
                return


def message(series: str, number: int) -> str:
    """A text of 1 KiB whose first characters name it."""
    head = f"{series}-{number:06d}-".ljust(HEAD, "_")
    return head + secrets.token_hex(_BODY // 2)[: _BODY - HEAD]


def _note(events: list[Any], seen: Arrivals) -> set[str]:
    now = time.perf_counter()
    heads = {
        event["content"]["body"][:HEAD]
        for event in events
        if event["type"] == "m.room.message" and "body" in event.get("content", {})
    }
    for head in heads:
        seen.setdefault(head, now)
    return heads
