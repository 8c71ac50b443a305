"""Dossiers on paper for docs/spec/vectors/kind-*.json: who writes what, and what each law says of it.

The past of every entry is all that stands above it in its vector; an agency's receipt of the opening
is its first entry; times are minutes after nine on Monday 7 January 2030.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mithaq.kinds import Kind
from mithaq.kinds.deadlines import later
from mithaq.kinds.diagram import CONDITIONS, PARTIES, TERMS, example
from mithaq.record.errors import Refusal
from mithaq.record.graph import Placed
from mithaq.record.law import Deviating, Opened

NINE = "2030-01-07T09:00:00.000Z"

Json = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One entry to be written: the example of its type, changed; a member changed to ... is left out."""

    author: str
    type: str
    minute: int = 0
    handling: Mapping[str, Any] | None = field(default_factory=lambda: CONDITIONS)
    changes: Mapping[str, Any] = field(default_factory=dict)
    unstable: tuple[str, ...] = ()
    """What of its past is not stable in it."""
    unseen: tuple[str, ...] = ()
    """What stands above it and is not in its past."""


def line(
    author: str,
    type_: str,
    *,
    minute: int = 0,
    handling: Mapping[str, Any] | None = CONDITIONS,
    unstable: tuple[str, ...] = (),
    unseen: tuple[str, ...] = (),
    **changes: Any,
) -> Line:
    """Return a line."""
    return Line(author, type_, minute, handling, changes, unstable, unseen)


@dataclass(frozen=True)
class PaperPast:
    """All that stands above an entry."""

    id: str
    author: str
    seq: int
    time: str
    members: tuple[str, ...]
    known: frozenset[str]
    receipts: Mapping[str, str]
    unstable: tuple[str, ...] = ()

    def has(self, entry: str, /) -> bool:
        return entry in self.known

    def stable(self, entry: str, /) -> bool:
        return entry in self.known and entry not in self.unstable

    def parties(self) -> tuple[str, ...]:
        return self.members

    def receipt(self, entry: str, agency: str, /) -> str | None:
        return self.receipts.get(agency)


class Dossier:
    """One vector in the making."""

    def __init__(self, kind: Kind[Any], name: str, terms: Json | None, members: tuple[str, ...]) -> None:
        self.kind = kind
        self.name = name
        self.terms: Json = {**TERMS, **(terms or {})} if kind.under_terms else {}
        self.members = members
        self.state: Any = None
        self.time = NINE
        self.entries: list[Json] = []
        self.receipts: dict[str, str] = {}

    def write(self, one: Line) -> None:
        """Add an entry with what the law says of it."""
        number = len(self.entries) + 1
        self.time = max(self.time, later(NINE, one.minute * 60_000))
        id_ = f"{number:064x}"
        body = self._body(one)
        placed = Placed(id_, one.author, number, (), number, {}, self.time, self.time)
        receipts = {one.author: self.time} | self.receipts
        known = frozenset(entry["id"] for entry in self.entries) - set(one.unseen)
        past = PaperPast(id_, one.author, number, self.time, self.members, known, receipts, one.unstable)
        opened = Opened(placed, "open" if number == 1 else one.type, body, one.handling)
        verdict = self._judge(opened, past)
        refusal = (
            {"code": verdict.code, "fields": dict(verdict.fields)} if isinstance(verdict, Refusal) else None
        )
        self.entries.append(
            {"id": id_, "author": one.author, "time": self.time, "type": opened.type, "body": body}
            | ({"unstable": one.unstable} if one.unstable else {})
            | ({"unseen": one.unseen} if one.unseen else {})
            | {"handling": one.handling, "refusal": refusal}
            | ({"deviations": _codes(verdict)} if isinstance(verdict, Deviating) else {})
        )
        if refusal is None:
            self.state = verdict.state if isinstance(verdict, Deviating) else verdict
            if one.author != self.state.opener:
                self.receipts.setdefault(one.author, self.time)

    def _judge(self, opened: Opened, past: PaperPast) -> Any:
        if opened.type == "open":
            return self.kind.start(opened, past)
        return self.kind.apply(self.state, opened, past)

    def _body(self, one: Line) -> Json:
        model = self.kind.body(one.type)
        if not self.entries:
            own = {"type": one.type, **_merged(model.example if model else {}, one.changes)}
            return {"terms": self.terms, "body": own}
        return _merged(example(model, self.state, one.author) if model else {}, one.changes)

    def to_json(self) -> Json:
        """Return the vector: entries, each with its refusal or null, and what they come to."""
        stage = self.kind.stage(self.state) if self.state else None
        return {"name": self.name, "members": self.members, "entries": self.entries, "stage": stage}


def _codes(verdict: Deviating[Any]) -> list[str]:
    return [deviation.code for deviation in verdict.deviations]


def _merged(body: Mapping[str, Any], changes: Mapping[str, Any]) -> Json:
    return {name: value for name, value in {**body, **changes}.items() if value is not ...}


def vector(
    kind: Kind[Any], name: str, *lines: Line, terms: Json | None = None, members: tuple[str, ...] = PARTIES
) -> Json:
    """Return one vector of a kind."""
    dossier = Dossier(kind, name, terms, members)
    for one in lines:
        dossier.write(one)
    return dossier.to_json()
