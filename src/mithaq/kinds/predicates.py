"""Who may write a body and when: predicates with the codes of their refusals (kind.md, KND-6 to KND-8)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from mithaq.kinds.agreement import Terms
from mithaq.kinds.body import Body
from mithaq.kinds.handling import Handling
from mithaq.record.errors import Fields, Refusal
from mithaq.record.law import Past as Past

B = TypeVar("B", bound=Body, covariant=True)


@dataclass(frozen=True, slots=True)
class Act(Generic[B]):
    """One entry as a kind sees it: who says what, and the latest time among it and its past."""

    id: str
    author: str
    time: str
    body: B
    handling: Handling | None = None


Test = Callable[[Any, Act[Any], Past], bool]
"""From a state, an act and its past: a promise kept by every rule's types, not by this alias."""


def _no_fields(_: Act[Any]) -> Fields:
    return {}


@dataclass(frozen=True, slots=True)
class Who:
    """Which agencies a rule is for."""

    name: str
    code: str
    test: Test
    fields: Callable[[Act[Any]], Fields] = _no_fields

    def refusal(self, state: Any, act: Act[Any], past: Past) -> Refusal | None:
        """Return why this author may not, or None."""
        return None if self.test(state, act, past) else Refusal(self.code, self.fields(act))


@dataclass(frozen=True, slots=True)
class When:
    """In which state a rule holds; `reads` says that the test reads the body.

    A test that reads the body is asked once there is one; what an officer can do at all is answered by
    the others (KND-8).
    """

    name: str
    code: str
    test: Test
    reads: bool = False
    fields: Callable[[Act[Any]], Fields] = _no_fields

    def refusal(self, state: Any, act: Act[Any], past: Past) -> Refusal | None:
        """Return why not now, or not so, or None."""
        return None if self.test(state, act, past) else Refusal(self.code, self.fields(act))


def names(field: str) -> Callable[[Act[Any]], Mapping[str, str]]:
    """Return a function that tells which entry an act names in `field`, for a refusal's fields."""
    return lambda act: {"entry": str(getattr(act.body, field))}


def reading(name: str, code: str, test: Test) -> When:
    """Return a condition that reads the entry which an act names, and names it in its refusal."""
    return When(name, code, test, reads=True, fields=names("entry"))


def in_stage(stage: Callable[[Any], str], *stages: str) -> Test:
    """Return a test of how far a dossier has come, by the kind's own word for that."""
    return lambda state, act, past: stage(state) in stages


def _is_party(_: Any, act: Act[Any], past: Past) -> bool:
    return act.author in past.parties()


PARTY = Who("party", "not-a-party", _is_party)


def covers(terms: Terms | None, areas: Iterable[str]) -> bool:
    """Return whether a pact covers all of these areas; without a pact, any may be named."""
    return terms is None or set(areas) <= set(terms.areas)


def areas_are_agreed(state: Any, act: Act[Any], past: Past) -> bool:
    """Return whether the pact covers every area that a body names."""
    return covers(state.terms, act.body.areas)


AREAS = When("areas are agreed", "areas-not-in-pact", areas_are_agreed, reads=True)
