"""One line of a kind's table: which body, by whom, when, and what then follows (kind.md, KND-6)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mithaq.kinds.body import Body
from mithaq.kinds.predicates import Act, Past, When, Who
from mithaq.kinds.state import State
from mithaq.record.errors import Refusal

S = TypeVar("S", bound=State)
B = TypeVar("B", bound=Body)

Amend = Callable[[Any, Act[Any], Past], Any]
"""From a state, an act with the corrected entry's id and its new body, and a past: a state or a Refusal."""


def _nothing(_state: Any, _act: Act[Any], _past: Past) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Rule(Generic[S, B]):
    """One line of a kind's table.

    An order must name in `needs` the entries that authorise it: all must be stable in its past
    (KND-18). A report is never refused for who or when; `deviant` is what follows if something speaks
    against it (KND-19). `amend` says what a correction of such an entry changes in the state; without it
    such entries cannot be corrected (KND-17).
    """

    body: type[B]
    by: Who
    when: tuple[When, ...]
    then: Callable[[S, Act[B], Past], S | Refusal]
    order: bool = False
    report: bool = False
    needs: Callable[[S, Act[B], Past], tuple[str, ...]] = _nothing
    amend: Amend | None = None
    kept: bool = True
    """Whether later entries may name such an entry."""
    deviant: Callable[[S, Act[B], Past], S | Refusal] | None = None
    """What follows instead of a report that something speaks against (KND-19)."""
    aside: bool = False
    """Whether it stands beside the course of things, as a task does: walked once a stage (KND-46)."""

    def barriers(self, state: S, act: Act[B], past: Past, *, reading: bool = True) -> Iterator[Refusal]:
        """Yield what speaks against an act, in order; without `reading`, what can be said without a body."""
        stranger = self.by.refusal(state, act, past)
        if stranger is not None:
            yield stranger
        for when in self.when:
            refusal = when.refusal(state, act, past) if reading or not when.reads else None
            if refusal is not None:
                yield refusal
        if reading:
            for entry in self.needs(state, act, past) if self.order else ():
                if not past.stable(entry):
                    yield Refusal("order-not-stable", {"entry": entry})


def unchanged(state: Any, _act: Act[Any], _past: Past) -> Any:
    """Return the state as it is: what follows from an entry of which the state knows nothing but the id."""
    return state


texts_only = unchanged
"""The `amend` of such entries: a correction changes their texts alone."""
