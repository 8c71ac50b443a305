"""A dossier on paper: one kind's law, an honest past, and the standing cast, without keys or bytes.

Every entry's past is all that was written before it, unless a test says otherwise. Times are minutes
after nine on a Monday; an agency's receipt is its first entry after the opening.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mithaq.kinds import Kind
from mithaq.kinds.deadlines import later
from mithaq.kinds.diagram import CONDITIONS, TERMS, example
from mithaq.record.errors import Refusal
from mithaq.record.graph import Placed
from mithaq.record.law import Deviating, Opened

RABAT, MADRID, POTSDAM, LISBON = "ma.dgsn", "es.policia", "de.bundespolizei", "pt.psp"
MALLORY = "xx.elsewhere"
CAST = (POTSDAM, MADRID, RABAT)
NINE = "2030-01-07T09:00:00.000Z"
NOWHERE = "f" * 64

PERSON = {
    "person": True,
    "category": "suspect",
    "assessed": "fact",
    "identifiers": [{"type": "name", "value": "Exercise Person"}],
}
NOTE = {"language": "en", "text": "Exercise: a note."}
RISKS = [
    {"risk": risk, "present": False}
    for risk in ("torture", "death-penalty", "asylum", "political-offence", "fair-trial")
]
FOR_PERSONS = {
    **CONDITIONS,
    "evaluation": {"scheme": "4x4", "source": "B", "information": "2"},
    "retention_months": 12,
    "risks": RISKS,
    "transfer": {
        "basis": "binding-instrument",
        "justification": NOTE,
        "origin": "own-data",
        "onward": "not-allowed",
    },
}


@dataclass(frozen=True)
class PaperPast:
    """The past of one entry on paper: `receipts` of the opening, and what is neither known nor stable."""

    id: str
    author: str
    seq: int
    time: str
    members: tuple[str, ...]
    known: frozenset[str]
    unstable: frozenset[str] = frozenset()
    receipts: Mapping[str, str] = field(default_factory=dict)

    def has(self, entry: str, /) -> bool:
        return entry in self.known

    def stable(self, entry: str, /) -> bool:
        return entry in self.known and entry not in self.unstable

    def parties(self) -> tuple[str, ...]:
        return self.members

    def receipt(self, entry: str, agency: str, /) -> str | None:
        return self.receipts.get(agency)


class Paper:
    """One dossier and what it has come to."""

    def __init__(self, kind: Kind[Any], members: tuple[str, ...] = CAST, terms: Any = TERMS) -> None:
        self.kind = kind
        self.members = members
        self.terms = terms
        self.minute = 0
        self.number = 0
        self.state: Any = None
        self.known: set[str] = set()
        self.unstable: set[str] = set()
        self.receipts: dict[str, str] = {}
        self.bodies: dict[str, Any] = {}

    @property
    def now(self) -> str:
        return later(NINE, self.minute * 60_000)

    def past(self, author: str, entry: str = NOWHERE) -> PaperPast:
        receipts = dict(self.receipts)
        if author != (self.state.opener if self.state else author):
            receipts.setdefault(author, self.now)
        return PaperPast(
            entry,
            author,
            self.number,
            self.now,
            self.members,
            frozenset(self.known),
            frozenset(self.unstable),
            receipts,
        )

    def _entry(self, author: str, type_: str, body: Any, handling: Any) -> Opened:
        self.number += 1
        placed = Placed(f"{self.number:064x}", author, self.number, (), self.number, {}, self.now, self.now)
        return Opened(placed, type_, body, handling)

    def start(self, type_: str = "", author: str = RABAT, handling: Any = CONDITIONS, **changes: Any) -> Any:
        """Try to open; return the state or the refusal."""
        model = self.kind.opening(type_ or self.kind.opens[0].type)
        assert model is not None
        body = {"type": model.type, **_merged(model.example, changes)}
        entry = self._entry(author, "open", {"terms": self.terms, "body": body}, handling)
        begun = self.kind.start(entry, self.past(author, entry.placed.id))
        if not isinstance(begun, Refusal):
            self.state = begun
            self._keep(entry, body)
        return begun

    def open(self, type_: str = "", author: str = RABAT, **changes: Any) -> "Paper":
        begun = self.start(type_, author, **changes)
        assert not isinstance(begun, Refusal), (begun.code, begun.fields)
        return self

    def body(self, type_: str, changes: Mapping[str, Any], author: str = RABAT) -> dict[str, Any]:
        model = self.kind.body(type_)
        assert model is not None, type_
        return _merged(example(model, self.state, author), changes)

    def verdict(
        self, author: str, type_: str, handling: Any = CONDITIONS, **changes: Any
    ) -> tuple[Opened, Any]:
        """Return an entry made from the example of its type, and what the law says of it; twice the same."""
        body = self.body(type_, changes, author) if self.kind.body(type_) else changes
        entry = self._entry(author, type_, body, handling)
        past = self.past(author, entry.placed.id)
        verdict = self.kind.apply(self.state, entry, past)
        assert self.kind.apply(self.state, entry, past) == verdict
        return entry, verdict

    def ok(self, author: str, type_: str, handling: Any = CONDITIONS, **changes: Any) -> str:
        """Write an entry that must have effect; return its id."""
        entry, verdict = self.verdict(author, type_, handling, **changes)
        assert not isinstance(verdict, Refusal), (verdict.code, verdict.fields)
        self.state = verdict.state if isinstance(verdict, Deviating) else verdict
        self._keep(entry, entry.body)
        return entry.placed.id

    def no(self, code: str, author: str, type_: str, handling: Any = CONDITIONS, **changes: Any) -> Refusal:
        """Write an entry that must be refused with `code`, and leave the state as it is."""
        before = self.kind.dump(self.state)
        _, verdict = self.verdict(author, type_, handling, **changes)
        assert isinstance(verdict, Refusal), f"accepted: {type_} by {author}"
        assert verdict.code == code, (verdict.code, verdict.fields)
        assert self.kind.dump(self.state) == before
        return verdict

    def _keep(self, entry: Opened, body: Any) -> None:
        self.known.add(entry.placed.id)
        self.bodies[entry.placed.id] = (entry.type if entry.type != "open" else body["type"], body)
        if self.state is not None and entry.placed.author != self.state.opener:
            self.receipts.setdefault(entry.placed.author, self.now)

    def stage(self) -> str:
        return self.kind.stage(self.state)

    def options(self, agency: str) -> dict[str, str]:
        """Return what an agency can write now: type -> "" or the code of the reason why not."""
        found = self.kind.options(self.state, agency, self.past(agency))
        return {option.type: option.refusal.code if option.refusal else "" for option in found}

    def cards(self) -> tuple[Any, ...]:
        return self.kind.cards(self.state, PaperView(self))


class PaperView(PaperPast):
    """Everything that is held, as the one who looks knows it."""

    def __init__(self, paper: Paper) -> None:
        past = paper.past(RABAT)
        super().__init__(**{name: getattr(past, name) for name in PaperPast.__dataclass_fields__})
        object.__setattr__(self, "paper", paper)

    def content(self, entry: str, /) -> Any:
        paper: Paper = self.paper  # type: ignore[attr-defined]
        type_, body = paper.bodies[entry]
        return paper.kind.read(type_, body)


def _merged(body: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a body with members changed; a member that is changed to ... is left out."""
    return {name: value for name, value in {**body, **changes}.items() if value is not ...}
