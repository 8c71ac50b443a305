"""Entries made once, for measuring what receiving them costs: three parties, one pact, many requests.

They lie in `bench/.cache` (or where MITHAQ_BENCH_CACHE says), in a folder named by the hash of the
law's own source, so that another law gets other entries. The receiver's node folder lies beside them.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.environment import ROOT
from mithaq.kinds import kind
from mithaq.record import jsonprofile
from mithaq.record.entry import Draft, Entry, write
from mithaq.record.keys import OpeningKey, PartyKeys, SigningKey

RECEIVER, ASKER, ASKED = "ma.dgsn", "es.policia", "de.bundespolizei"
LETTERS = 1024
"""Bytes of text in each body."""

_SOURCE = ROOT / "src" / "mithaq"
_HANDLING = {"codes": ["H1"], "purpose": "investigation", "legal_basis": "pact"}
_TERMS = {
    "areas": ["drugs"],
    "purposes": ["investigation", "coordination"],
    "kinds": ["request"],
    "handling": ["H0", "H1", "H2", "H3"],
    "tlp": "TLP:AMBER",
    "retention_months": 36,
    "legal_basis": "bilateral-agreement",
}


@dataclass(frozen=True)
class Stock:
    """A folder of entries that grows when more are wanted."""

    folder: Path

    @property
    def home(self) -> Path:
        """The receiver's node folder, to be copied before it is used."""
        return self.folder / "home"

    @property
    def cards(self) -> list[dict[str, str]]:
        """The public keys of the other two parties."""
        return [writer.keys.to_json() for writer in self._writers().values()]

    @property
    def pact(self) -> bytes:
        """The frame of the pact under which all requests are opened."""
        return (self.folder / "pact.bin").read_bytes()

    def dossiers(self, count: int, size: int, start: int = 0) -> Iterator[list[bytes]]:
        """Yield `count` requests from number `start`, each as `size` frames; make what is not there."""
        file = self.folder / f"requests-{size}.bin"
        self._make(file, start + count, size)
        with file.open("rb") as frames:
            for number in range(start + count):
                dossier = [frames.read(int.from_bytes(frames.read(4), "big")) for _ in range(size)]
                if number >= start:
                    yield dossier

    def _make(self, file: Path, count: int, size: int) -> None:
        done = int(file.with_suffix(".count").read_text()) if file.with_suffix(".count").exists() else 0
        if done >= count:
            return
        writers, pact = self._writers(), _id_of(self.pact)
        with file.open("ab") as frames:
            for _ in range(count - done):
                for entry in _request(writers, self._parties(), pact, size):
                    frame = entry.encode()
                    frames.write(len(frame).to_bytes(4, "big") + frame)
        file.with_suffix(".count").write_text(str(count))

    def _parties(self) -> dict[str, PartyKeys]:
        own = PartyKeys.from_json(json.loads((self.home / "keys" / "parties.json").read_text()))
        return {RECEIVER: own, **{agency: writer.keys for agency, writer in self._writers().items()}}

    def _writers(self) -> dict[str, Writer]:
        seeds = json.loads((self.folder / "writers.json").read_text())
        return {agency: Writer.of(agency, bytes.fromhex(seed)) for agency, seed in seeds.items()}


@dataclass
class Writer:
    """A party that writes; `last` is its newest entry in the dossier at hand."""

    signer: SigningKey
    keys: PartyKeys
    seq: int = 0
    last: str = ""

    @classmethod
    def of(cls, agency: str, seed: bytes) -> Writer:
        """Return the party whose keys follow from this seed."""
        sign, recovery = (SigningKey.from_seed(hashlib.sha256(seed + part).digest()) for part in (b"s", b"r"))
        opener = OpeningKey.from_seed(hashlib.sha256(seed + b"o").digest())
        return cls(sign, PartyKeys(agency, sign.public, opener.public, recovery.public))

    def write(
        self,
        dossier: str | None,
        other: str,
        time: datetime,
        parties: Mapping[str, PartyKeys],
        type_: str,
        body: Mapping[str, Any] | None,
    ) -> Entry:
        """Return the next entry of a dossier; its parents are the own last and the other's newest.

        Without a body it is an acknowledgement, which is sealed to nobody.
        """
        self.seq += 1
        parents = tuple(dict.fromkeys(one for one in (self.last, other) if one))
        draft = Draft(
            dossier=dossier,
            author=self.keys.agency,
            seq=self.seq,
            parents=parents,
            time=f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z",
            to=() if body is None else tuple(sorted(parties)),
            handling="" if body is None else "H1",
        )
        said = {"salt": secrets.token_hex(16), "type": type_, "handling": _HANDLING, "body": body}
        plaintext = None if body is None else jsonprofile.dump(said)
        seals = {agency: keys.seal for agency, keys in parties.items()}
        content_key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
        entry = write(draft, plaintext, self.signer, seals, content_key=content_key, nonce=nonce)
        self.last = entry.id
        return entry


def stock() -> Stock:
    """Return the stock of this law, begun if it is not there."""
    mark = hashlib.sha256()
    for part in ("record", "kinds", "terms"):
        for file in sorted((_SOURCE / part).rglob("*.py")):
            mark.update(file.read_bytes())
    place = Path(os.environ.get("MITHAQ_BENCH_CACHE", ROOT / "bench" / ".cache"))
    found = Stock(place / mark.hexdigest()[:12])
    if not (found.folder / "pact.bin").exists():
        _begin(found)
    return found


def _begin(made: Stock) -> None:
    shutil.rmtree(made.folder, ignore_errors=True)
    made.folder.mkdir(parents=True)
    _make_home(made.home)
    seeds = {agency: secrets.token_hex(32) for agency in (ASKER, ASKED)}
    (made.folder / "writers.json").write_text(json.dumps(seeds))
    parties = made._parties()
    agree = {"type": "agree", "name": _text("a pact"), "terms": _TERMS}
    opening = _opening("pact", None, parties, {}, agree)
    writer = made._writers()[ASKER]
    pact = writer.write(None, "", datetime.now(UTC), parties, "open", opening)
    (made.folder / "pact.bin").write_bytes(pact.encode())


def _make_home(folder: Path) -> None:
    """Make the receiver's folder as `mithaq init` does, in a process that has no settings of a node yet."""
    lines = (
        "import sys, pathlib, django.conf",
        "django.conf.settings.configure()",
        "from mithaq.node.home import init_node",
        f"init_node(pathlib.Path(sys.argv[1]), {RECEIVER!r}, 'http://127.0.0.1:1')",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines), str(folder)], check=True)


def _request(
    writers: Mapping[str, Writer], parties: Mapping[str, PartyKeys], pact: str, size: int
) -> Iterator[Entry]:
    """Yield an opening and then, by turns, answers and more information."""
    asker, asked = writers[ASKER], writers[ASKED]
    for writer in writers.values():
        writer.seq, writer.last = 0, ""
    time = datetime.now(UTC) - timedelta(milliseconds=10 * size)
    first = asker.write(None, "", time, parties, "open", _opening("request", pact, parties, _TERMS, _ask()))
    yield first
    newest = first.id
    for number in range(1, size):
        time += timedelta(milliseconds=10)
        writer, type_, body = (
            (asked, "answer", {"result": "partial", "text": _text(f"{number} "), "evidence": False})
            if number % 2
            else (asker, "inform", {"text": _text(f"{number} "), "area": "drugs", "purpose": "investigation"})
        )
        entry = writer.write(first.id, newest, time, parties, type_, body)
        newest = entry.id
        yield entry


def _ask() -> dict[str, Any]:
    short = {"language": "en", "text": "Exercise."}
    return {
        "type": "ask",
        "asked": [ASKED, RECEIVER],
        "question": _text("where? "),
        "area": "drugs",
        "purpose": "investigation",
        "legal_basis": "pact",
        "urgency": "routine",
        "circumstances": short,
        "offence": short,
        "why_here": short,
        "necessity": short,
        "subjects": [{"person": False, "identifiers": [{"type": "container", "value": "CSQU3054383"}]}],
    }


def _opening(
    name: str,
    pact: str | None,
    parties: Mapping[str, PartyKeys],
    terms: Mapping[str, Any],
    body: Mapping[str, Any],
) -> dict[str, Any]:
    return {
        "kind": name,
        "rules": kind(name).version,
        "pact": {"id": pact, "at": pact} if pact else None,
        "parties": [parties[agency].to_json() for agency in sorted(parties)],
        "terms": terms,
        "exercise": True,
        "body": body,
    }


def _text(start: str) -> dict[str, str]:
    return {"language": "en", "text": ("Exercise: " + start).ljust(LETTERS, "x")}


def _id_of(frame: bytes) -> str:
    from mithaq.record.entry import decode

    return decode(frame).id
