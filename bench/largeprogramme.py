"""What stands once in the large node beside its requests: a programme long in use, and an attachment.

A register of three agencies with 300 commitments, its challenges, and two reviews whose scores are open: the
board and the reviews show at most that much, whatever else is stored.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from bench.stock import ASKED, ASKER, RECEIVER, _opening

COMMITMENTS, CHALLENGES = 300, 12
DIMENSIONS = ("trust", "speed")
AREAS = ("drugs", "terrorism", "cybercrime")
PERIODS = (("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-06-30"))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)
SALT = "1" * 64


class Chain:
    """One dossier of three parties in which each entry follows the one before."""

    def __init__(self, maker: Any, when: datetime, terms: dict[str, Any]) -> None:
        maker._begin()
        self.writers, self.when, self.terms = maker.writers, when, terms
        self.parties = {agency: writer.keys for agency, writer in maker.writers.items()}
        self.frames: list[bytes] = []
        self.dossier = self.newest = ""

    def write(self, author: str, type_: str, body: dict[str, Any] | None = None) -> str:
        """Write the next entry, without a body an acknowledgement; return its id."""
        self.when += timedelta(minutes=1)
        writer = self.writers[author]
        writer.last = writer.last or self.dossier  # a party's first entry follows the opening
        entry = writer.write(self.dossier or None, self.newest, self.when, self.parties, type_, body)
        self.dossier, self.newest = self.dossier or entry.id, entry.id
        self.frames.append(entry.encode())
        return str(entry.id)

    def hold(self) -> None:
        """Let every party acknowledge what has been written."""
        for agency in self.parties:
            self.write(agency, "acknowledgement")

    def open(self, kind: str, pact: str, body: dict[str, Any], author: str = ASKER) -> str:
        """Open the dossier; return its id."""
        return self.write(author, "open", _opening(kind, pact, self.parties, self.terms, body))


def add(maker: Any, terms: dict[str, Any], ask: dict[str, Any]) -> dict[str, str]:
    """Append both to a node that has its pact; return the ids by which pages ask for them.

    `maker` is bench.largenode's.
    """
    from mithaq.node import store

    chain = Chain(maker, datetime.now(UTC) - timedelta(days=60), terms)
    programme = chain.open("programme", maker.pact, {"type": "register", "name": _text("register")})
    challenges = [chain.write(ASKED, "challenge", _challenge(number)) for number in range(CHALLENGES)]
    for number in range(COMMITMENTS):
        _commitment(chain, number, challenges)
    reviews = [_review(chain, start, end) for start, end in PERIODS]
    maker._append(store, ASKER, [chain.frames])
    return {"programme": programme, "review": reviews[-1], **_attachment(maker, terms, ask)}


def _challenge(number: int) -> dict[str, Any]:
    return {
        "text": _text(f"challenge {number}"),
        "areas": [AREAS[number % 3]],
        "likelihood": number % 5 + 1,
        "impact": (number * 2) % 5 + 1,
        "outlook": "rising",
    }


def _commitment(chain: Chain, number: int, challenges: list[str]) -> None:
    """Write a commitment, and what became of it: two of three are taken on, one of three is fulfilled."""
    owner = (ASKED, RECEIVER)[number % 2]
    body = {
        "commitment": "controlled-deliveries",
        "text": _text(f"carry out delivery {number}"),
        "areas": [AREAS[number % 3]],
        "owners": [owner],
        "measure": _text("closed with a report"),
        "due": f"2026-{number % 12 + 1:02}-15",
        "answers": challenges[number % len(challenges)],
    }
    entry = chain.write(ASKER, "commit", body)
    if number % 3:
        chain.write(owner, "take-on", {"entry": entry})
    if number % 3 == 1:
        chain.write(owner, "fulfil", {"entry": entry, "evidence": _text("two reports")})


def _review(chain: Chain, start: str, end: str) -> str:
    """Write a review: begun, sealed by all, held by all, opened by all, closed."""
    from mithaq.kinds.programme import fingerprint

    asked = {"areas": list(AREAS), "dimensions": list(DIMENSIONS), "start": start, "end": end}
    review = chain.write(ASKER, "review", asked)
    scores = tuple((area, dimension, 1 + len(area) % 5) for area in AREAS for dimension in DIMENSIONS)
    for agency in chain.parties:
        digest = fingerprint(review, agency, SALT, scores)
        chain.write(agency, "seal-scores", {"entry": review, "digest": digest})
    chain.hold()
    told = [{"area": area, "dimension": dimension, "level": level} for area, dimension, level in scores]
    for agency in chain.parties:
        chain.write(agency, "open-scores", {"entry": review, "salt": SALT, "scores": told})
    chain.write(ASKER, "close-review", {"entry": review, "text": _text("well done")})
    return review


def _attachment(maker: Any, terms: dict[str, Any], ask: dict[str, Any]) -> dict[str, str]:
    """Append a request of which an answer has a picture; return where it is."""
    from mithaq.node import blobs, store

    picture = blobs.put_blob(BytesIO(PNG), "port.png", "image/png")
    chain = Chain(maker, datetime.now(UTC) - timedelta(days=40), terms)
    chain.parties = {agency: chain.parties[agency] for agency in (ASKER, RECEIVER)}
    dossier = chain.open("request", maker.pact, ask)
    chain.write(RECEIVER, "acknowledge", {})
    body = {
        "text": _text("the port"),
        "area": "drugs",
        "purpose": "investigation",
        "attachments": [picture.to_json()],
    }
    entry = chain.write(ASKER, "inform", body)
    maker._append(store, ASKER, [chain.frames])
    return {"pictured": dossier, "picture_entry": entry, "picture": picture.sha256}


def _text(words: str) -> dict[str, str]:
    return {"language": "en", "text": f"Exercise: {words}"}
