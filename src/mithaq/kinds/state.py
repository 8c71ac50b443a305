"""What a dossier has come to, in ids, codes and times: never a text or a name (kind.md, KND-12 to KND-17)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from mithaq.kinds.agreement import Terms
from mithaq.kinds.ledger import Ledger

S = TypeVar("S", bound="State")
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Translation:
    """Where a signed translation of one text of an entry stands."""

    id: str
    field: str
    language: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry that has effect: its author, its type, and what was written about it since."""

    author: str
    type: str
    corrections: tuple[str, ...] = ()
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What every kind's state has; a kind adds its own fields of ids, codes and times."""

    opening: str
    opener: str
    opened_as: str
    terms: Terms | None = None
    entries: Ledger[Mark] = field(default_factory=Ledger[Mark])
    references: Ledger[str] = field(default_factory=Ledger[str])
    """Agency -> the newest entry in whose member `reference` it gave its own reference number."""
    adopting: Ledger[str] = field(default_factory=Ledger[str])
    """Agency -> the pact's entry whose terms it wants to hold here, while not all do."""
    proposed: Terms | None = None


def marked(state: S, entry: str, author: str, type_: str) -> S:
    """Return the state that knows an entry and who wrote it."""
    return renewed(state, entries=state.entries.put(entry, Mark(author, type_)))


def renewed(value: D, **changes: Any) -> D:
    """Return `replace(value, **changes)` in a fifth of its time: slot by slot, by no __init__."""
    of: Any = type(value)
    made: D = object.__new__(of)
    read, writers = _slots(of)
    for write, old in zip(writers.values(), read(value), strict=True):
        write(made, old)
    for name, new in changes.items():
        writers[name](made, new)
    return made


@lru_cache
def _slots(of: Any) -> tuple[Callable[[Any], tuple[Any, ...]], dict[str, Callable[[Any, Any], None]]]:
    """Return how to read all fields of a dataclass with slots and how to write each, frozen or not."""
    names = [one.name for one in fields(of)]
    return attrgetter(*names), {name: getattr(of, name).__set__ for name in names}


def effective(state: State, entry: str) -> str:
    """Return the id of the entry whose text holds now: the last correction, or the entry itself (KND-17)."""
    mark = state.entries.get(entry)
    return mark.corrections[-1] if mark and mark.corrections else entry


def forget(state: S, ids: Iterable[str]) -> S:
    """Return the state without what these entries said (KND-16).

    A record that stands for a forgotten entry goes, a mention of one becomes empty. Works on every
    state, because states hold nothing but ids, codes and times.
    """
    gone = frozenset(ids)
    opening = state.opening
    left: S = _forget(state, gone)
    return replace(left, opening=opening)


def _forget(value: Any, gone: frozenset[str]) -> Any:
    if isinstance(value, str):
        return "" if value in gone else value
    if isinstance(value, Mark):
        # A correction that is recalled takes its text away; what it corrected does not come back (KND-17).
        return replace(value, translations=_forget(value.translations, gone))
    if isinstance(value, Ledger):
        kept: Ledger[Any] = value  # pyright: ignore[reportUnknownVariableType]
        return Ledger(
            (key, _forget(item, gone))
            for key, item in kept.items()
            if key not in gone and not _is_of(item, gone)
        )
    if isinstance(value, tuple):
        items: tuple[Any, ...] = value  # pyright: ignore[reportUnknownVariableType]
        return tuple(_forget(item, gone) for item in items if not _is_of(item, gone))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _forget(getattr(value, f.name), gone) for f in fields(value)})
    return value


def _is_of(item: Any, gone: frozenset[str]) -> bool:
    """Return whether an item is what one of the entries said: it carries its id, or is nothing else."""
    if isinstance(item, str):
        return item in gone
    return getattr(item, "id", None) in gone
