"""What a kind gives the record, and what the record says of entries (docs/spec/record-law.md).

`Law` is a kind's side: a pure fold. `Past` is all that a law may know beside the state: the entry's
own past, never what happens to be here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeGuard, TypeVar

from mithaq.record import jsonprofile
from mithaq.record.bodies import ACKNOWLEDGEMENT, UNOPENED
from mithaq.record.errors import Refusal
from mithaq.record.graph import Key, Placed
from mithaq.record.limits import MAX_BODY

S = TypeVar("S")

_is_salt_text = re.compile("[0-9a-f]{32}").fullmatch


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry as the law folds it.

    `type` is "acknowledgement" for an entry without a body and "unopened" where this node cannot open
    it. `fault` is what is wrong with the plaintext itself, equal at every node that opens it.
    """

    placed: Placed
    type: str
    body: Mapping[str, Any]
    handling: Mapping[str, Any] | None = None
    fault: Refusal | None = None


class Past(Protocol):
    """The past of the entry that is being judged."""

    @property
    def id(self) -> str:
        """The entry's id."""
        ...

    @property
    def author(self) -> str:
        """Who wrote it."""
        ...

    @property
    def seq(self) -> int:
        """Its number."""
        ...

    @property
    def time(self) -> str:
        """The latest time of the entry and its past, so that nobody gains by dating back."""
        ...

    def has(self, entry: str, /) -> bool:
        """Return whether an entry is in this past."""
        ...

    def stable(self, entry: str, /) -> bool:
        """Return whether every party is known, in this past, to hold an entry."""
        ...

    def parties(self) -> tuple[str, ...]:
        """Return the members by this past, sorted."""
        ...

    def receipt(self, entry: str, agency: str, /) -> str | None:
        """Return the time of an agency's first entry in this past that descends from `entry`."""
        ...


@dataclass(frozen=True, slots=True)
class Deviating(Generic[S]):
    """What `apply` returns for a report that breaks rules: it has effect, with what it breaks beside it."""

    state: S
    deviations: tuple[Refusal, ...]


def is_deviating(outcome: Any) -> TypeGuard[Deviating[Any]]:
    """Return whether an outcome of `apply` is that of a report that breaks rules."""
    return isinstance(outcome, Deviating)


class Law(Protocol):
    """One version of a kind's rules. All of it is pure; states are values that are never changed."""

    @property
    def name(self) -> str:
        """The kind."""
        ...

    @property
    def version(self) -> int:
        """The version of its rules."""
        ...

    def start(self, opening: Opened, past: Past, /) -> Any:
        """Return the state of an opening, or a Refusal; the kind's own body is `opening.body["body"]`."""
        ...

    def apply(self, state: Any, entry: Opened, past: Past, /) -> Any:
        """Return the next state, a Refusal, or a Deviating."""
        ...

    def forget(self, state: Any, ids: frozenset[str], /) -> Any:
        """Return the state without what these entries brought."""
        ...

    def dump(self, state: Any, /) -> bytes:
        """Return a state as bytes, the same at every node."""
        ...

    def load(self, data: bytes, /) -> Any:
        """Return a state that this or the former version dumped."""
        ...

    def is_order(self, type_: str, /) -> bool:
        """Return whether entries of this type are orders."""
        ...

    def is_report(self, type_: str, /) -> bool:
        """Return whether entries of this type are reports."""
        ...


Laws = Callable[[str, int], "Law | None"]
"""(kind, rules version) -> its law; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the law says of one entry, here and now.

    `refusal` is why it has no effect; `awaiting` the members that are not known to hold it; `gone`
    whether it was recalled or erased.
    """

    refusal: Refusal | None
    deviations: tuple[Refusal, ...]
    stable: bool
    order_key: Key
    gone: bool
    awaiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """What a dossier comes to. `verdicts` is read as it is asked for: it is true until the next change.

    `changed` are the entries whose verdict may differ since the last fold; `given` the orders that hold;
    `waiting` every other order that has effect, with the parties that it waits for.
    """

    state: Any
    verdicts: Mapping[str, Verdict]
    changed: frozenset[str]
    members: tuple[str, ...]
    given: frozenset[str]
    waiting: Mapping[str, tuple[str, ...]]


def read_plaintext(placed: Placed, plaintext: bytes | None, *, acknowledgement: bool = False) -> Opened:
    """Return an entry with its body read; never raises for what the author wrote (LAW-29).

    No plaintext makes an entry that this node cannot open, unless it is an acknowledgement.
    """
    if plaintext is None:
        return Opened(placed, ACKNOWLEDGEMENT if acknowledgement else UNOPENED, {})
    try:
        value = jsonprofile.parse(plaintext, most=MAX_BODY)
    except Refusal as refusal:
        return Opened(placed, "", {}, fault=refusal)
    return read_members(placed, value)


def read_members(placed: Placed, value: Any) -> Opened:
    """Return an entry from its parsed plaintext: salt, type, handling and body (LAW-29)."""
    if not jsonprofile.is_object(value):
        value = {}
    for field, sound in _MEMBERS:
        if field not in value or not sound(value[field]):
            return Opened(placed, "", {}, fault=Refusal("plaintext-invalid", {"field": field}))
    return Opened(placed, value["type"], value["body"], value["handling"])


def _is_salt(value: Any) -> bool:
    return isinstance(value, str) and _is_salt_text(value) is not None


def _is_type(value: Any) -> bool:
    return isinstance(value, str) and value not in ("", ACKNOWLEDGEMENT, UNOPENED) and len(value) <= 64


def _is_handling(value: Any) -> bool:
    return value is None or jsonprofile.is_object(value)


_MEMBERS: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("salt", _is_salt),
    ("type", _is_type),
    ("handling", _is_handling),
    ("body", jsonprofile.is_object),
)
