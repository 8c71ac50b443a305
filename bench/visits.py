"""One node's pages, each asked for many times by an officer who may see it: prints milliseconds as JSON.

    python -m bench.visits FOLDER ENGINE DOSSIERS TIMES WORD

A page that is added to the node's addresses is measured without being named here, as the first role that
gets an answer.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench import largenode
from bench.stock import RECEIVER

ROLES = (
    "liaison",
    "supervisor",
    "data-protection",
    "administrator",
    "analyst",
    "newcomer",
    "press",
    "secretariat",
)
LISTS = (
    ("inbox theirs", "liaison", "/inbox/?whose=theirs"),
    ("inbox overdue", "liaison", "/inbox/?due=late"),
    ("inbox without deadline", "liaison", "/inbox/?due=none"),
    ("inbox by owner", "liaison", "/inbox/?whose=everybody&group=owner"),
    ("inbox one partner", "liaison", "/inbox/?owner=es.policia"),
    ("inbox rare area", "liaison", f"/inbox/?area={largenode.RARE}"),
    ("inbox urgent drugs", "liaison", "/inbox/?area=drugs&urgency=urgent-direct"),
    ("inbox, few dossiers", "newcomer", "/inbox/"),
    ("inbox, supervisor", "supervisor", "/inbox/"),
    ("dossiers of a kind", "liaison", "/dossiers/?kind=request"),
    ("dossiers in a state", "liaison", "/dossiers/?kind=request&state=acknowledged"),
    ("dossiers by kind", "liaison", "/dossiers/?group=kind"),
    ("dossiers by state", "liaison", "/dossiers/?group=state"),
    ("dossiers by deadline", "liaison", "/dossiers/?sort=due"),
    ("dossiers overdue", "liaison", "/dossiers/?due=late"),
    ("dossiers rare area", "liaison", f"/dossiers/?area={largenode.RARE}"),
    ("dossiers one partner", "supervisor", "/dossiers/?partner=es.policia&urgency=routine"),
    ("dossiers not read", "liaison", "/dossiers/?news=unread"),
    ("dossiers by reference", "liaison", "/dossiers/?text=MA-1"),
    ("dossiers by words", "liaison", "/dossiers/?text=container"),
    ("dossiers by words, supervisor", "supervisor", "/dossiers/?text=submarine+ship"),
    ("inbox by words", "liaison", "/inbox/?text=illicit+traffic"),
    ("dossiers by two filters", "liaison", "/dossiers/?area=drugs&urgency=urgent-direct"),
    ("search for what few have", "liaison", "/search/?words=exercise+CSQU0000050"),
    ("search for what none has", "liaison", "/search/?words=exercise+submarine"),
    ("dossiers exercise", "liaison", "/dossiers/?exercise=no"),
    ("dossiers, few", "newcomer", "/dossiers/"),
    ("dossiers, control", "data-protection", "/dossiers/"),
    ("moments of a partner", "liaison", "/moments/?owner=es.policia"),
    ("calendar, supervisor", "supervisor", "/calendar/"),
    ("calendar, a week", "supervisor", "/calendar/?week=2026-11-24"),
    ("duty of nobody", "supervisor", "/duty/?officer=nobody"),
    ("duty of an officer", "supervisor", "/duty/?officer=1"),
    ("search for a word", "liaison", "/search/?words=container"),
    ("search for words, few dossiers", "newcomer", "/search/?words=container+traffic"),
    ("search for a phrase", "supervisor", "/search/?words=%22ship+calls%22&kind=request"),
    ("search for a beginning", "liaison", "/search/?words=illic*"),
    ("search for a number", "supervisor", "/search/?words=CSQU+305438-3"),
    ("search for a name", "liaison", "/search/?words=%D8%AD%D9%85%D9%88%D8%B4%D9%8A"),
    ("audit of one officer", "data-protection", "/audit/?who=liaison@dgsn.example"),
    ("audit of exports", "data-protection", "/audit/?what=export"),
    ("audit of one act", "data-protection", "/audit/?what=listed"),
)
DEEP = ("/inbox/", "/dossiers/", "/subjects/", "/figures/", "/moments/")
"""Lists whose thirtieth page is measured, too: no page is dear for standing far behind."""

_VARIABLE = re.compile(r"<(?:\w+:)?(\w+)>")


class Visitor:
    """Asks the node's pages as its officers do."""

    def __init__(self, place: Path) -> None:
        from django.core.handlers.wsgi import WSGIHandler
        from django.test import Client

        self.made = json.loads((place / largenode.DONE).read_text())
        self.handler = WSGIHandler()
        self.clients = {role: self._signed_in(Client(), role) for role in ROLES}

    def _signed_in(self, client: Any, role: str) -> str:
        from mithaq.node.models import Officer

        officer = Officer.objects.get(email=f"{role}@dgsn.example")
        client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
        return "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())

    def get(self, role: str, path: str) -> tuple[int, bytes, float, float]:
        """Return status, body, milliseconds by the clock, and milliseconds of this process's work."""
        from django.test import RequestFactory

        environ = RequestFactory().get(path, HTTP_COOKIE=self.clients[role], HTTP_HOST="127.0.0.1").environ
        status: list[int] = []
        began, used = time.perf_counter(), time.process_time()
        answer: Any = self.handler(environ, _status_into(status))
        body = b"".join(answer)
        took, worked = (time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000
        answer.close()
        return status[0], body, took, worked

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """Yield (name, role, path) of every page that can be read."""
        from mithaq.web.page import METHODS
        from mithaq.web.urls import urlpatterns

        values = self._values()
        for pattern in urlpatterns:
            route = str(pattern.pattern)
            if "GET" not in METHODS.get(pattern.callback, ("GET",)) or route in STREAMS:
                continue
            names = _VARIABLE.findall(route)
            if any(name not in values for name in names):
                print(f"not measured: {route}", file=sys.stderr)
                continue
            given = self._given(route, values)
            path = "/" + _VARIABLE.sub(partial(_value, given), route)
            role = next((one for one in ROLES if self.get(one, path)[0] in (200, 302)), "")
            if role:
                yield route or "home", role, path
            else:
                print(f"nobody gets an answer: {route}", file=sys.stderr)
        for role in ROLES[1:]:
            yield f"home, {role}", role, "/"
        yield from LISTS
        for kind, dossier in self.made["kinds"].items():
            yield from self._of_kind(kind, f"/dossiers/{dossier}/")
        for path in DEEP:
            yield f"{path} page 30", "liaison", self._deep(path)

    def _given(self, route: str, values: dict[str, Any]) -> dict[str, Any]:
        """Return what an address is asked for by, where that is another draft or dossier than most are."""
        made = self.made
        if route.startswith("releases/"):
            return {**values, "number": values["waiting"]}
        if route.startswith(("texts/", "search/kept/")):
            return {**values, "number": made["text" if route.startswith("texts/") else "search"]}
        if "/scores/" in route or "/seal-scores/" in route:
            return {**values, "dossier": made["scoring"], "entry": made["open_review"]}
        if "/recall/" in route:
            return {**values, "dossier": made["recalled"], "entry": made["own_entry"]}
        if "/board/" in route or "/reviews/" in route:
            return {**values, "dossier": made["programme"], "entry": made["review"]}
        if "<id:sha256>" in route:
            return {**values, "dossier": made["pictured"], "entry": made["picture_entry"]}
        return values

    def _of_kind(self, kind: str, address: str) -> Iterator[tuple[str, str, str]]:
        """Yield the page of a dossier and the form of everything that it offers to write."""
        yield f"{kind}: dossier", "liaison", address
        offered = re.findall(
            rb'href="/dossiers/[0-9a-f]{64}/write/([a-z-]+)/', self.get("liaison", address)[1]
        )
        for type_ in sorted({one.decode() for one in offered}):
            yield f"{kind}: write {type_}", "liaison", f"{address}write/{type_}/"

    def _deep(self, path: str) -> str:
        """Return the address of a list's thirtieth page, or of its last."""
        address = path
        for _ in range(29):
            more = re.search(rb'rel="next" href="\?([^"]+)"', self.get("liaison", address)[1])
            if more is None:
                break
            address = f"{path}?{more[1].decode().replace('&amp;', '&')}"
        return address

    def _values(self) -> dict[str, Any]:
        from mithaq.node.models import DossierRow, Draft, EntryRow, Officer

        long = DossierRow.objects.filter(kind="request", stage="acknowledged", count=largenode.ENTRIES)
        row = long.latest("news_serial")
        liaison = Officer.objects.get(email="liaison@dgsn.example")
        draft = Draft.objects.filter(officer=liaison, state=Draft.State.OPEN).latest("pk")
        entry = EntryRow.objects.filter(dossier=row.id, author=RECEIVER, type="inform").last()
        return {
            "dossier": row.id,
            "entry": entry.entry if entry else row.id,
            "number": draft.pk,
            "waiting": Draft.objects.filter(state=Draft.State.SECOND).latest("pk").pk,
            "kind_of_entry": "inform",
            "name": "areas",
            "sha256": self.made["picture"],
        }


def _status_into(status: list[int]) -> Any:
    """Return what WSGI calls with the line of the status."""

    def start(line: str, _headers: Any, _fault: Any = None, /) -> Any:
        status.append(int(line.split(maxsplit=1)[0]))

    return start


def _value(given: dict[str, Any], found: re.Match[str]) -> str:
    return str(given[found[1]])


STREAMS = ("news/stream/", "events/", "stream/")
"""Addresses that never end."""


def measure(visitor: Visitor, times: int, only: str) -> dict[str, Any]:
    """Return for each page its status, its queries and the milliseconds of each request."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name, role, path in visitor.pages():
        if only not in name:
            continue
        for _ in range(3):  # what is kept between pages is there
            visitor.get(role, path)
        with CaptureQueriesContext(connection) as captured:
            status, body, *_ms = visitor.get(role, path)
        asked = [one["sql"] for one in captured if not one["sql"].startswith(("BEGIN", "COMMIT"))]
        asked = [sql for sql in asked if "node_auditnode" not in sql]
        ms = [visitor.get(role, path)[2:] for _ in range(times)]
        found[name] = {
            "status": status,
            "queries": len(asked),
            "bytes": len(body),
            "ms": [took for took, _ in ms],
            "cpu": [worked for _, worked in ms],
        }
        if only and times <= 3:
            print(*asked, sep="\n", file=sys.stderr)
    return found


def main() -> None:
    """Measure one node."""
    folder, engine, dossiers, times, only = [*sys.argv[1:], ""][:5]
    with largenode.node(Path(folder), engine, int(dossiers)) as place:
        from mithaq.node.search import indexing

        indexing.catch_up()  # a node that runs has made its entries findable
        print(json.dumps(measure(Visitor(place), int(times), only)))


if __name__ == "__main__":
    main()
