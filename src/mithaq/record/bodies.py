"""The bodies that every dossier has, whatever its kind (docs/spec/record-law.md, LAW-30 to LAW-48).

They are strict: a wrong type is a refusal and never a guess. Members that are not known are ignored
here and kept in the signed body.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, ValidationError

from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys
from mithaq.record.limits import AGENCY, ID, MAX_BODY, MAX_INTEGER, MAX_PARTIES

ACKNOWLEDGEMENT = "acknowledgement"
"""The type of an entry without a body."""

UNOPENED = "unopened"
"""The type of an entry whose body could not be opened here."""

MAX_NAMED = 1000
"""Entries that one body may name."""

MAX_REASON = 2000

Id = Annotated[str, StringConstraints(pattern=f"^{ID.pattern}$", max_length=64)]
Agency = Annotated[str, StringConstraints(pattern=f"^{AGENCY.pattern}$")]
Number = Annotated[int, Field(ge=1, le=MAX_INTEGER)]
Ids = Annotated[tuple[Id, ...], Field(min_length=1, max_length=MAX_NAMED, strict=False)]
Base64 = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9+/]+={0,2}$", max_length=MAX_BODY)]
Reason = Annotated[str, StringConstraints(max_length=MAX_REASON)]
Keys = dict[str, JsonValue]


class Body(BaseModel):
    """What is common to the common bodies."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")
    type: ClassVar[str]


class PactRef(BaseModel):
    """A pact and its last stable entry, as the opener knew them."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")
    id: Id
    at: Id


class Open(Body):
    """Opens a dossier: kind, rules, pact, parties with their keys, and the kind's own body."""

    type = "open"
    kind: Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9-]{0,63}$")]
    rules: Number
    pact: PactRef | None
    parties: Annotated[tuple[Keys, ...], Field(min_length=1, max_length=MAX_PARTIES, strict=False)]
    terms: dict[str, JsonValue]
    exercise: bool
    body: dict[str, JsonValue]


class Admit(Body):
    """Proposes a newcomer with its keys. `hash` is the SHA-256 of the ground it starts from (ground.py).

    `ground` carries it compressed; None, if it travels beside the entry.
    """

    type = "admit"
    agency: Agency
    keys: Keys
    hash: Id
    ground: Base64 | None


class Accept(Body):
    """Accepts the admission, whose hash it repeats, or the rules version that `entry` proposes."""

    type = "accept"
    entry: Id
    hash: Id | None


class Leave(Body):
    """The author leaves the dossier."""

    type = "leave"
    reason: Reason | None


class Exclude(Body):
    """Votes to exclude a party, of whose entries those after `last` no longer count."""

    type = "exclude"
    agency: Agency
    last: Annotated[int, Field(ge=0, le=MAX_INTEGER)]
    reason: Reason | None


class Rotate(Body):
    """New keys of the author. `proof` is the new signing key's signature over `rotation_claim`."""

    type = "keys"
    keys: Keys
    proof: Base64


class Revoke(Body):
    """Takes a key back, signed by the recovery key: what it signed after number `last` does not count."""

    type = "revoke"
    key: Id
    last: Annotated[int, Field(ge=0, le=MAX_INTEGER)]
    keys: Keys


class CannotOpen(Body):
    """The author holds these entries and cannot open them."""

    type = "cannot-open"
    entries: Ids


class Reseal(Body):
    """Seals the content key of an entry anew for one party."""

    type = "re-seal"
    entry: Id
    to: Agency
    sealed: Base64


class Resolve(Body):
    """Signs which branch of a fork stays: `stays` is its first entry, `agency` the author that forked."""

    type = "resolve"
    agency: Agency
    stays: Id


class Recall(Body):
    """The author takes its own entries back."""

    type = "recall"
    entries: Ids
    reason: Reason | None


class Erase(Body):
    """The author asks for its own entries to be erased everywhere."""

    type = "erase"
    entries: Ids
    reason: Reason | None


class Erased(Body):
    """Says what the author did about a recall or an erasure, or why it did nothing."""

    type = "erased"
    entries: Ids
    done: bool
    reason: Reason | None


class Rules(Body):
    """Proposes to go on under another version of the kind's rules."""

    type = "rules"
    version: Number


class ConfirmTime(Body):
    """Doubts the time of an order, or confirms an order whose time is in doubt."""

    type = "confirm-time"
    entry: Id
    doubt: bool


COMMON: Mapping[str, type[Body]] = {
    model.type: model
    for model in (
        Open, Admit, Accept, Leave, Exclude, Rotate, Revoke, CannotOpen, Reseal, Resolve, Recall, Erase,
        Erased, Rules, ConfirmTime,
    )
}  # fmt: skip


def read(type_: str, value: object) -> Body | Refusal:
    """Return a common body from its JSON value; Refusal body-invalid with its first fault (LAW-30)."""
    try:
        return COMMON[type_].model_validate(value)
    except ValidationError as error:
        where = error.errors(include_url=False, include_context=False, include_input=False)[0]["loc"]
        return Refusal("body-invalid", {"type": type_, "field": ".".join(str(step) for step in where)})


def read_keys(type_: str, field: str, value: Any) -> PartyKeys | Refusal:
    """Return the keys that a body carries; Refusal body-invalid."""
    try:
        return PartyKeys.from_json(value)
    except Refusal as refusal:
        return Refusal("body-invalid", {"type": type_, "field": f"{field}.{refusal.fields['field']}"})


def rotation_claim(dossier: str, author: str, number: int, keys: PartyKeys) -> bytes:
    """Return what a new signing key signs to prove that it is the author's (LAW-36)."""
    return f"mithaq keys v1\n{dossier}\n{author}\n{number}\n{keys.fingerprint}\n".encode()
