"""What programs write, and what they are told of it."""

from typing import Annotated, Any

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field

from mithaq.node.release import Intent, Opening
from mithaq.record.entry import Entry

Json = dict[str, Any]
Id = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Agency = Annotated[str, Field(pattern=r"^[a-z]{2}\.[a-z0-9][a-z0-9-]{0,62}$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
Why = Annotated[str, Field(max_length=1000, description="Why, for the audit log.")]

MOST_AT_ONCE = 500


class Written(BaseModel):
    """Strict: a member that is not known is an error, not a typing mistake that nobody sees."""

    model_config = ConfigDict(extra="forbid")


class NewEntry(Written):
    """One entry: a type of the dossier's kind, and a body by its schema (GET /api/kinds)."""

    type: Name
    body: Json = Field(default_factory=dict)
    handling: Json | None = None
    why: Why = ""

    def intent(self, dossier: str) -> Intent:
        """Return what is to be released."""
        return Intent(self.type, self.body, self.handling, dossier)


class NewEntries(Written):
    """Several entries of one dossier, in their order; each is judged by itself."""

    entries: Annotated[list[NewEntry], Field(min_length=1, max_length=MOST_AT_ONCE)]


class NewDossier(Written):
    """The opening of a dossier; `parties` include this agency."""

    kind: Name
    parties: Annotated[list[Agency], Field(min_length=1, max_length=16)]
    pact: Id | None = None
    exercise: bool = False
    type: Name
    body: Json = Field(default_factory=dict)
    handling: Json | None = None
    why: Why = ""

    def intent(self) -> Intent:
        """Return what is to be released."""
        opening = Opening(self.kind, tuple(self.parties), self.pact, exercise=self.exercise)
        return Intent(self.type, self.body, self.handling, None, opening)


class Released(Schema):
    """An entry that is signed and durable here."""

    id: str
    dossier: str
    author: str
    seq: int
    time: str


class Problem(Schema):
    """Why something was not done (RFC 9457, with the code and its fields)."""

    title: str
    status: int
    detail: str
    code: str
    fields: dict[str, str | int]


class Result(Schema):
    """What became of one entry of a batch: exactly one of both."""

    entry: Released | None
    problem: Problem | None


class Results(Schema):
    """What became of a batch, in its order."""

    results: list[Result]


def released(entry: Entry) -> Released:
    """Return what a program is told of its entry."""
    return Released(**told(entry))


def told(entry: Entry) -> dict[str, Any]:
    """Return the members of a `Released`."""
    header = entry.header
    return {
        "id": entry.id,
        "dossier": entry.dossier_id,
        "author": header.author,
        "seq": header.seq,
        "time": header.time,
    }
