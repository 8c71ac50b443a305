"""Every order in every state, walked by the examples of a kind's bodies (kind.md, KND-45 to KND-47).

Three agencies and a stranger write every body that the table has, in every situation that such
writing leads to; of a kind with too many, in every situation of the lives that it names. Two situations
are the same if each agency gets the same answers in both; a rule that stands aside is followed once a
stage. From the walk come the table that the tests check, the vectors of refusals, and the diagram of states.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from mithaq.kinds.body import Body, Json, read
from mithaq.kinds.contract import Kind, Path
from mithaq.kinds.predicates import Act
from mithaq.kinds.state import State
from mithaq.record.errors import Refusal
from mithaq.record.graph import Placed
from mithaq.record.law import Deviating, Opened
from mithaq.terms import AREAS, HANDLING, KINDS, PURPOSES

PARTIES = ("de.bundespolizei", "es.policia", "ma.dgsn")
OPENER = "ma.dgsn"
STRANGER = "xx.elsewhere"
MOST = 300
"""Situations; a kind with more is walked as far as this, breadth first."""

NOWHERE = "f" * 64
MOMENT = "2030-01-07T09:00:00.000Z"

TERMS: Json = {
    "areas": list(AREAS.codes),
    "purposes": list(PURPOSES.codes),
    "kinds": list(KINDS.codes),
    "handling": list(HANDLING.codes),
    "tlp": "TLP:RED",
    "retention_months": 120,
    "legal_basis": "bilateral-agreement",
}
CONDITIONS: Json = {"codes": ["H0"], "purpose": "investigation", "legal_basis": "pact"}


@dataclass(frozen=True, slots=True)
class Sketch:
    """A past in which everything is known and stable, and was received within the minute."""

    id: str
    author: str
    seq: int = 1
    time: str = MOMENT

    def has(self, entry: str, /) -> bool:
        """Everything that exists."""
        return entry != NOWHERE

    def stable(self, entry: str, /) -> bool:
        """Everything that exists."""
        return self.has(entry)

    def parties(self) -> tuple[str, ...]:
        """The three agencies."""
        return PARTIES

    def receipt(self, entry: str, agency: str, /) -> str | None:
        """At once."""
        return MOMENT


@dataclass(frozen=True, slots=True)
class Step:
    """What happens if an agency writes a body in a situation: another stage, or a refusal.

    `path` leads to the situation: the opening's author and type, then those of every entry that had effect,
    with what it changes in the example.
    """

    path: Path
    stage: str
    body: type[Body]
    agency: str
    refusal: Refusal | None
    leads_to: str


@cache
def walk(kind: Kind[Any]) -> tuple[Step, ...]:
    """Return each step in each situation, breadth first; the same at every run."""
    return tuple(_walk(kind))


def _walk(kind: Kind[Any]) -> Iterator[Step]:
    situations: list[tuple[Path, Any]] = [(((OPENER, one.opened_as, ""),), one) for one in _beginnings(kind)]
    seen = {_choices(kind, state) for _, state in situations}
    number = len(situations)
    for step, state in _lived(kind, situations[0]):
        yield step
        choices = _choices(kind, state)
        if choices not in seen:
            seen.add(choices)
            situations.append((step.path, state))
    for path, state in situations:
        for agency, rule in product((*PARTIES, STRANGER), kind.rules):
            number += 1
            after = _write(kind, state, rule.body, agency, number)
            if isinstance(after, Refusal):
                yield Step(path, kind.stage(state), rule.body, agency, after, kind.stage(state))
                continue
            yield Step(path, kind.stage(state), rule.body, agency, None, kind.stage(after))
            if kind.lives:
                continue
            choices = (kind.stage(after), rule.body.type) if rule.aside else _choices(kind, after)
            if choices not in seen and len(seen) < MOST:
                seen.add(choices)
                situations.append(((*path, (agency, rule.body.type, "")), after))


def _lived(kind: Kind[Any], begun: tuple[Path, Any]) -> Iterator[tuple[Step, Any]]:
    """Yield each step of a kind's lives, with the path and the state after it; all must have effect."""
    number = 10**6
    for life in kind.lives:
        path, state = begun
        for agency, type_, changes in life:
            number += 1
            model, stage = kind.table[type_].body, kind.stage(state)
            state = _write(kind, state, model, agency, number, changes)
            if isinstance(state, Refusal):
                raise state
            path = (*path, (agency, type_, changes))
            yield Step(path, stage, model, agency, None, kind.stage(state)), state


def table(kind: Kind[Any]) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return, for every stage and type of body, the codes of all its verdicts; "" stands for accepted."""
    found: dict[tuple[str, str], set[str]] = {}
    for step in walk(kind):
        code = step.refusal.code if step.refusal else ""
        found.setdefault((step.stage, step.body.type), set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


def diagram(kind: Kind[Any]) -> str:
    """Return the states and what leads from one to another, in Mermaid's language for state diagrams."""
    edges: dict[tuple[str, str], dict[str, None]] = {}
    for step in walk(kind):
        if step.refusal is None and step.stage != step.leads_to:
            edges.setdefault((step.stage, step.leads_to), {})[step.body.type] = None
    starts = dict.fromkeys(kind.stage(state) for state in _beginnings(kind))
    reached = {*starts, *(end for _, end in edges)}
    names = [f'    state "{s.title}" as {_name(s.code)}' for s in kind.stages if s.code in reached]
    arrows = [f"    {_name(a)} --> {_name(b)}: {', '.join(types)}" for (a, b), types in edges.items()]
    begin = [f"    [*] --> {_name(start)}" for start in starts]
    return "\n".join(["stateDiagram-v2", *names, *begin, *arrows, ""])


def _name(code: str) -> str:
    return code.replace("-", "_")


def _beginnings(kind: Kind[Any]) -> Iterator[Any]:
    for number, model in enumerate(kind.opens):
        body = {"terms": TERMS, "body": {"type": model.type, **model.example}}
        placed = _placed(number, OPENER)
        state = kind.start(Opened(placed, "open", body, CONDITIONS), Sketch(placed.id, OPENER))
        if isinstance(state, Refusal):
            raise state
        yield state


def _write(
    kind: Kind[Any], state: Any, model: type[Body], agency: str, number: int, changes: str = ""
) -> Any:
    placed = _placed(number, agency)
    body = {**example(model, state, agency), **json.loads(changes or "{}")}
    after: Any = kind.apply(state, Opened(placed, model.type, body, CONDITIONS), Sketch(placed.id, agency))
    return after.state if isinstance(after, Deviating) else after  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


def example(model: type[Body], state: State, agency: str) -> Json:
    """Return a body's example for an agency, with "@type" as the id of the newest entry of that type.

    "@type|other" is that of the other if there is none.
    """
    newest = {mark.type: entry for entry, mark in state.entries.items()} | {"opening": state.opening}
    filled: Json = _fill(model.example, newest)
    return model.fitted(filled, agency)


def _fill(value: Any, newest: Mapping[str, str]) -> Any:
    if isinstance(value, str) and value.startswith("@"):
        return next((newest[name] for name in value[1:].split("|") if name in newest), NOWHERE)
    if isinstance(value, Mapping):
        members: Json = value  # pyright: ignore[reportUnknownVariableType]
        return {name: _fill(member, newest) for name, member in members.items()}
    if isinstance(value, (list, tuple)):
        items: list[Any] = list(value)  # pyright: ignore[reportUnknownArgumentType]
        return [_fill(item, newest) for item in items]
    return value


def _placed(number: int, author: str) -> Placed:
    identity = f"{number:064x}"
    return Placed(identity, author, 1, (), 1, {}, MOMENT, MOMENT)


def _choices(kind: Kind[Any], state: Any) -> tuple[str, ...]:
    """Return what makes two situations the same: the stage, and the answer to each agency's examples.

    What stands aside makes no difference: it is followed once a stage.
    """
    found = [kind.stage(state)]
    for rule in (rule for rule in kind.rules if not rule.aside):
        for agency in PARTIES:
            body: Any = read(rule.body, example(rule.body, state, agency), rule.body.type)
            act: Act[Any] = Act(NOWHERE, agency, MOMENT, body)
            barrier = next(rule.barriers(state, act, Sketch(NOWHERE, agency)), None)
            found.append(barrier.code if barrier else "")
    return tuple(found)
