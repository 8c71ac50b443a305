"""What docs/spec/vectors/kind-*.json say, one function a file: a good step first, then what is refused."""

import json
from collections.abc import Iterator
from typing import Any

from tools.vectors.dossiers import Json, line, vector

from mithaq.kinds import Kind
from mithaq.kinds.contract import Path
from mithaq.kinds.diagram import TERMS, Step, walk
from mithaq.kinds.pact import PACT
from mithaq.kinds.programme import PROGRAMME
from mithaq.kinds.request import REQUEST

RABAT, MADRID, POTSDAM, LISBON = "ma.dgsn", "es.policia", "de.bundespolizei", "pt.psp"
MALLORY = "xx.elsewhere"
NOTE = {"language": "en", "text": "Exercise: a note."}
NOWHERE = "e" * 64
OPENING, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH = (f"{number:064x}" for number in range(1, 8))
PERSON: Json = {
    "person": True,
    "category": "suspect",
    "assessed": "fact",
    "identifiers": [{"type": "name", "value": "Exercise Person"}],
}


def walked(kind: Kind[Any]) -> Iterator[Json]:
    """Yield vectors that together provoke every pair of a body and a code that the walk comes to.

    Each leads to one situation, and there tries what is refused there and in none before.
    """
    seen: set[tuple[str, str]] = set()
    situations: dict[Path, list[Step]] = {}
    for step in walk(kind):
        pair = (step.body.type, step.refusal.code if step.refusal else "")
        if step.refusal and pair not in seen:
            situations.setdefault(step.path, []).append(step)
        seen.add(pair)
    for number, (path, steps) in enumerate(situations.items(), 1):
        lines = [line(author, type_, **json.loads(changes or "{}")) for author, type_, changes in path]
        tries = [line(step.agency, step.body.type) for step in steps]
        yield vector(kind, f"walk-{number}", *lines, *tries)


def pacts() -> list[Json]:
    """Return the vectors of docs/spec/pact.md."""
    agreed = [line(RABAT, "agree"), line(MADRID, "sign"), line(POTSDAM, "sign")]
    empty: Json = {**PACT.opens[0].example["terms"], "areas": []}
    return [
        *walked(PACT),
        vector(PACT, "signed-by-all", *agreed, line(MADRID, "sign"), line(RABAT, "decline")),
        vector(PACT, "terms-empty", line(RABAT, "agree", terms=empty)),
        vector(PACT, "declined", line(RABAT, "agree"), line(MADRID, "decline"), line(POTSDAM, "sign")),
        vector(
            PACT,
            "too-early",
            line(RABAT, "agree"),
            line(RABAT, "amend"),
            line(MADRID, "amend"),
            line(MADRID, "suspend"),
            line(MALLORY, "sign"),
        ),
        vector(
            PACT,
            "amended",
            *agreed,
            line(MADRID, "consent"),
            line(RABAT, "amend"),
            line(MADRID, "amend"),
            line(RABAT, "consent", entry=FIFTH),
            line(MADRID, "consent", entry=NOWHERE),
            line(MADRID, "consent", entry=FIFTH),
            line(POTSDAM, "consent", entry=FIFTH),
            line(POTSDAM, "object", entry=SIXTH),
        ),
        vector(
            PACT,
            "suspended",
            *agreed,
            line(MADRID, "resume"),
            line(MADRID, "suspend"),
            line(MADRID, "suspend"),
            line(RABAT, "resume"),
            line(MADRID, "resume"),
        ),
    ]


ON_ONE = ("take-on", "start", "endanger", "attach", "fulfil", "drop")


def programmes() -> list[Json]:
    """Return the vectors of docs/spec/programme.md."""
    begun = [line(RABAT, "register"), line(RABAT, "commit")]
    taken = [*begun, line(MADRID, "take-on")]
    return [
        *walked(PROGRAMME),
        vector(
            PROGRAMME,
            "fulfilled",
            line(RABAT, "register"),
            line(RABAT, "take-on"),
            line(RABAT, "start"),
            line(RABAT, "commit"),
            line(RABAT, "start"),
            line(POTSDAM, "take-on"),
            line(MADRID, "take-on"),
            line(MADRID, "take-on"),
            line(RABAT, "start"),
            line(RABAT, "start"),
            line(RABAT, "endanger"),
            line(RABAT, "endanger"),
            line(MADRID, "attach"),
            line(MADRID, "fulfil"),
            line(RABAT, "drop"),
            line(RABAT, "commit"),
            line(RABAT, "drop", entry=FOURTH),
        ),
        vector(
            PROGRAMME,
            "not-an-owner",
            *taken,
            line(POTSDAM, "commit", owners=[POTSDAM]),
            *(line(POTSDAM, type_, entry=SECOND) for type_ in ON_ONE),
            line(MALLORY, "commit"),
        ),
        vector(
            PROGRAMME,
            "done-is-done",
            *begun,
            line(RABAT, "drop"),
            line(RABAT, "commit"),
            *(line(MADRID, type_, entry=SECOND) for type_ in ON_ONE),
        ),
        vector(
            PROGRAMME,
            "what-a-commitment-says",
            line(RABAT, "register"),
            line(RABAT, "commit", owners=[MALLORY]),
            line(RABAT, "commit", measure=None),
            line(RABAT, "commit", measure=None, commitment="strengthening"),
        ),
        vector(
            PROGRAMME,
            "beyond-the-pact",
            line(RABAT, "register"),
            line(RABAT, "commit"),
            terms={"areas": ["terrorism"]},
        ),
        vector(
            PROGRAMME,
            "corrected",
            *begun,
            line(RABAT, "correct", entry=SECOND, body={**_commit(), "owners": [RABAT]}),
            line(RABAT, "correct", entry=SECOND, body={**_commit(), "due": "2031-01-01"}),
        ),
    ]


def _commit() -> Json:
    return dict(PROGRAMME.table["commit"].body.example)


def answer(**changes: Any) -> Json:
    """Return the body of an answer."""
    return {"result": "no-hit", "text": NOTE, "evidence": False, **changes}


def requests() -> list[Json]:
    """Return the vectors of docs/spec/request.md."""
    return [*walked(REQUEST), *_openings(), *_lives(), *_permissions(), *_corrections(), *_shared()]


def _openings() -> list[Json]:
    faults: dict[str, Json] = {
        "asked-oneself": {"asked": [RABAT]},
        "asked-a-stranger": {"asked": [MALLORY]},
        "urgent-without-reason": {"urgent_reasons": []},
        "agreed-without-time": {"urgency": "agreed"},
        "person-without-link": {"subjects": [PERSON]},
        "no-question": {"question": ...},
    }
    limits: dict[str, Json] = {
        "area-beyond-the-pact": {"areas": ["terrorism"]},
        "purpose-beyond-the-pact": {"purposes": ["prevention"]},
        "kind-beyond-the-pact": {"kinds": ["programme"]},
    }
    return [
        vector(REQUEST, "opens-nothing", line(RABAT, "agree")),
        vector(REQUEST, "without-handling", line(RABAT, "ask", handling=None)),
        *(vector(REQUEST, name, line(RABAT, "ask", **changes)) for name, changes in faults.items()),
        *(vector(REQUEST, name, line(RABAT, "ask"), terms=terms) for name, terms in limits.items()),
    ]


def _lives() -> list[Json]:
    return [
        vector(
            REQUEST,
            "answered-and-closed",
            line(RABAT, "ask"),
            line(RABAT, "close"),
            line(MADRID, "acknowledge", minute=50),
            line(MADRID, "acknowledge"),
            line(MADRID, "assign"),
            line(RABAT, "explain"),
            line(MADRID, "clarify", minute=60),
            line(RABAT, "explain", entry=OPENING),
            line(MADRID, "explain"),
            line(RABAT, "explain", minute=120),
            line(MADRID, "answer", result="partial"),
            line(MADRID, "answer"),
            line(MADRID, "refuse"),
            line(RABAT, "answer"),
            line(POTSDAM, "refuse", ground="torture"),
            line(POTSDAM, "refuse"),
            line(MADRID, "close"),
            line(RABAT, "close"),
            line(POTSDAM, "answer"),
        ),
        vector(
            REQUEST,
            "extended",
            line(RABAT, "ask"),
            line(MADRID, "acknowledge"),
            line(MADRID, "extend", until="2030-01-07T17:00:00.000Z"),
            line(MADRID, "extend", until="2030-01-08T09:00:00.000Z", minute=480),
            line(POTSDAM, "acknowledge"),
            line(MADRID, "extend", minute=1441),
            line(MADRID, "answer"),
        ),
        vector(
            REQUEST,
            "the-clock-stands-still",
            line(RABAT, "ask"),
            line(MADRID, "acknowledge"),
            line(MADRID, "clarify", minute=60),
            line(RABAT, "explain", minute=120),
            line(MADRID, "extend", minute=541),
            line(MADRID, "answer", minute=541),
        ),
        vector(REQUEST, "withdrawn", line(RABAT, "ask"), line(RABAT, "withdraw"), line(MADRID, "answer")),
        vector(
            REQUEST,
            "spontaneous-information",
            line(MADRID, "inform"),
            line(RABAT, "answer"),
            line(RABAT, "acknowledge"),
            line(RABAT, "close"),
            line(RABAT, "close"),
            line(POTSDAM, "close"),
        ),
    ]


def _permissions() -> list[Json]:
    return [
        vector(
            REQUEST,
            "permission",
            line(RABAT, "ask"),
            line(MADRID, "answer"),
            line(MADRID, "permit"),
            line(MADRID, "ask-permission"),
            line(RABAT, "ask-permission"),
            line(MADRID, "withdraw-permission"),
            line(MADRID, "ask-permission", entry=OPENING),
            line(RABAT, "permit", entry=FIFTH),
            line(MADRID, "permit", entry=FIFTH, conditions=NOTE),
            line(RABAT, "deny", entry=SEVENTH),
            line(POTSDAM, "ask-permission", entry=SECOND),
            line(MADRID, "permit", entry=FIFTH),
            line(MADRID, "deny", entry=FIFTH),
            line(MADRID, "withdraw-permission", entry=f"{11:064x}"),
            line(MADRID, "withdraw-permission", entry=FIFTH),
        )
    ]


def _corrections() -> list[Json]:
    ask = dict(REQUEST.opens[0].example)
    return [
        vector(
            REQUEST,
            "corrected",
            line(RABAT, "ask"),
            line(MADRID, "answer"),
            line(POTSDAM, "correct", entry=SECOND, body=answer()),
            line(MADRID, "correct", entry=NOWHERE, body=answer()),
            line(MADRID, "correct", entry=SECOND, body={"result": "hit"}),
            line(MADRID, "correct", entry=SECOND, body=answer(result="partial")),
            line(MADRID, "acknowledge"),
            line(MADRID, "correct", entry=SEVENTH, body={}),
            line(RABAT, "correct", entry=OPENING, body={**ask, "asked": [MADRID]}),
            line(RABAT, "correct", entry=OPENING, body={**ask, "urgency": "routine"}),
        )
    ]


def _shared() -> list[Json]:
    new = {**TERMS, "retention_months": 6}
    at = "a" * 64
    german = {"language": "de", "text": "Übung: eine Antwort."}
    return [
        vector(
            REQUEST,
            "translated-read-referred-adopted",
            line(RABAT, "ask"),
            line(MADRID, "answer"),
            line(POTSDAM, "translate", entry=SECOND, field="text", text=german),
            line(POTSDAM, "translate", entry=NOWHERE, field="text", text=german),
            line(POTSDAM, "read", entries=[OPENING, SECOND]),
            line(POTSDAM, "read", entries=[NOWHERE]),
            line(MADRID, "refer"),
            line(MADRID, "adopt", at=at, terms=new),
            line(RABAT, "adopt", at=at, terms=dict(TERMS)),
            line(RABAT, "adopt", at=at, terms=new),
            line(POTSDAM, "adopt", at=at, terms=new),
            line(MADRID, "fly"),
            line(MADRID, "answer", handling={"codes": ["H0", "H1"]}),
        )
    ]
