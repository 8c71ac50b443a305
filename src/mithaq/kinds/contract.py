"""A kind is a table: which body, by whom, when, and what then follows (docs/spec/kind.md).

A kind is one file with its bodies, its state, one tuple of rules and its cards. From the table
come the law that the record folds (`start`, `apply`), what an agency can do now with the reason
beside what it cannot (`options`), the forms, the diagram and the walk through every order in every
state (`mithaq.kinds.diagram`), and the API. To add a kind, copy one.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter

from mithaq.kinds import state as states
from mithaq.kinds.agreement import Terms
from mithaq.kinds.body import Body, messages, read
from mithaq.kinds.cards import SUBJECT_TITLE, Card, Facets, View, no_facets
from mithaq.kinds.handling import Handling
from mithaq.kinds.predicates import Act, Past
from mithaq.kinds.rule import Amend, Rule
from mithaq.kinds.shared import Correct, Correctable, shared_rules
from mithaq.kinds.state import State
from mithaq.record.errors import Refusal
from mithaq.record.jsonprofile import is_object
from mithaq.record.law import Deviating, Opened

S = TypeVar("S", bound=State)
B = TypeVar("B", bound=Body)
Model = type[Body]
Path = tuple[tuple[str, str, str], ...]
"""Entries one after the other: author, type, and what they change in the example, as JSON or empty."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that an agency could write now, or the reason why it cannot."""

    type: str
    body: Model
    refusal: Refusal | None
    order: bool
    report: bool = False
    deviates: Refusal | None = None
    """Of a report, which is never refused: what would stand beside it now, whatever it says (KND-19)."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A named state, in words for people."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Pick:
    """A numbered part of a state that a field may name, with the codes that tell people which it is."""

    number: int
    codes: tuple[tuple[str, str], ...] = ()
    """Vocabulary and code, such as the places where a leg begins and ends."""


Picks = Mapping[str, tuple[Pick, ...]]


def _no_picks(_state: Any) -> Picks:
    return {}


def _nothing_permitted(_state: Any, _entry: str, _agency: str, _use: str) -> bool:
    return False


@dataclass(frozen=True)
class Kind(Generic[S]):
    """A kind of dossier: the record's law, and all that people need to work with it."""

    name: str
    version: int
    title: str
    about: str
    opens: tuple[type[Body], ...]
    state: type[S]
    begin: Callable[[Act[Any], Terms | None, Past], S | Refusal]
    rules: tuple[Rule[S, Any], ...]
    stages: tuple[Stage, ...]
    stage: Callable[[S], str]
    cards: Callable[[S, View], tuple[Card, ...]]
    vocabulary: str = ""
    """The vocabulary that names its stages in every language, if one does."""
    words: tuple[str, ...] = ()
    """The titles of its cards, for the translators."""
    facets: Callable[[S], Facets] = no_facets
    """What lists filter its dossiers by."""
    picks: Callable[[S], Picks] = _no_picks
    """What fields of the form "pick" choose from, by the name that they say in `of`."""
    under_terms: bool = True
    """Whether it lives under a pact, so that its opening carries the pact's terms."""
    settle: Callable[[S], S] = lambda state: state
    """What a kind puts right after entries were forgotten."""
    permitted: Callable[[S, str, str, str], bool] = _nothing_permitted
    """Whether the originator permits a use: (state, entry, agency that wants it, use)."""
    amend_opening: Amend | None = None
    """What a correction of the opening's body changes."""
    lives: tuple[Path, ...] = ()
    """Where trying everything everywhere would never end: the lives along which it is tried (KND-46)."""
    table: Mapping[str, Rule[S, Any]] = field(init=False, repr=False, compare=False)
    """Its own rules by type, and then those that every kind has."""

    def __post_init__(self) -> None:
        own = {rule.body.type: Correctable(rule.body, rule.amend) for rule in self.rules}
        own |= {model.type: Correctable(model, self.amend_opening) for model in self.opens}
        rules = (*self.rules, *shared_rules(own, self.under_terms))
        table = {rule.body.type: rule for rule in rules}
        if len(table) != len(rules):
            raise ValueError(f"kind {self.name}: a body stands in two rules")
        object.__setattr__(self, "table", table)

    # -------------------------------------------------------- the law that the record folds

    def start(self, opening: Opened, past: Past) -> S | Refusal:
        """Return the state of an opening, or why it opens nothing (KND-9)."""
        common = opening.body
        data = common.get("body")
        if not is_object(data):
            return Refusal("body-invalid", {"type": "open", "field": "body"})
        model = self.opening(data.get("type", self.opens[0].type))
        if model is None:
            return Refusal("opening-unknown", {"kind": self.name})
        terms = self._terms(common.get("terms"))
        if isinstance(terms, Refusal):
            return terms
        act = self._act(model, opening, data, past)
        if isinstance(act, Refusal):
            return act
        begun = self.begin(act, terms, past)
        return begun if isinstance(begun, Refusal) else states.marked(begun, act.id, act.author, model.type)

    def apply(self, state: S, entry: Opened, past: Past) -> S | Deviating[S] | Refusal:
        """Return the next state, or why the entry has no effect; a report may only deviate (KND-11, KND-19).

        An entry is judged by its past and the state before it, and by nothing else.
        """
        rule = self.table.get(entry.type)
        if rule is None:
            return Refusal("type-unknown", {"kind": self.name})
        act = self._act(rule.body, entry, entry.body, past, mild=rule.report)
        if isinstance(act, Refusal):
            return act
        barriers = rule.barriers(state, act, past)
        if not rule.report and (refusal := next(barriers, None)) is not None:
            return refusal
        broken = tuple(barriers)
        deviations = (*self._faults(rule.body, entry), *broken) if rule.report else ()
        after = (rule.deviant if rule.deviant and broken else rule.then)(state, act, past)
        if isinstance(after, Refusal):
            return after
        if rule.kept:
            after = states.marked(after, act.id, act.author, rule.body.type)
        return Deviating(after, deviations) if deviations else after

    def forget(self, state: S, ids: frozenset[str]) -> S:
        """Return the state without what these entries said: recalled or erased (KND-16)."""
        return self.settle(states.forget(state, ids))

    def dump(self, state: S) -> bytes:
        """Return a state as bytes, the same at every node (KND-14)."""
        dumped: bytes = self._adapter.dump_json(state)
        return dumped

    def load(self, data: bytes) -> S:
        """Return the state that was dumped."""
        return self._adapter.validate_json(data)

    def is_order(self, type_: str, /) -> bool:
        """Return whether entries of this type are orders."""
        return type_ in self.table and self.table[type_].order

    def is_report(self, type_: str, /) -> bool:
        """Return whether entries of this type are reports."""
        return type_ in self.table and self.table[type_].report

    @cached_property
    def _adapter(self) -> TypeAdapter[S]:
        return TypeAdapter(self.state)

    # -------------------------------------------------------- what people need

    def options(self, state: S, agency: str, past: Past) -> tuple[Option, ...]:
        """Return all that an agency could write, in the order of the table, with the reason why not."""
        nobody: Act[Any] = Act("", agency, past.time, body=Body.model_construct())
        return tuple(_option(rule, state, nobody, past) for rule in self.table.values())

    def opening(self, type_: object) -> type[Body] | None:
        """Return the opening body of a type."""
        return next((model for model in self.opens if model.type == type_), None)

    def body(self, type_: str) -> type[Body] | None:
        """Return the body of a type, an opening's included."""
        rule = self.table.get(type_)
        return rule.body if rule else self.opening(type_)

    def read(self, type_: str, body: object) -> Body | Refusal:
        """Return a body from its JSON; of an opening, its inner body."""
        model = self.body(type_)
        return read(model, body, type_) if model else Refusal("type-unknown", {"kind": self.name})

    def said(self, body: Body, type_of: Callable[[str], str | None]) -> Body | Refusal:
        """Return what a body says in the end: of a correction, the new text that it carries (KND-40).

        `type_of` gives the type of an entry that has effect.
        """
        if not isinstance(body, Correct):
            return body
        type_ = type_of(body.entry)
        return self.read(type_, body.body) if type_ else Refusal("entry-unknown", {"entry": body.entry})

    def messages(self) -> Iterator[str]:
        """Yield every message of this kind, to be collected for translation."""
        yield from (self.title, self.about, SUBJECT_TITLE, *self.words)
        if not self.vocabulary:
            yield from (stage.title for stage in self.stages)
        models: list[type[BaseModel]] = [*self.opens, *(rule.body for rule in self.table.values()), Handling]
        for model in models:
            yield from messages(model)

    def _terms(self, data: object) -> Terms | Refusal | None:
        if not self.under_terms:
            return None
        terms = read(Terms, data, "terms")
        if isinstance(terms, Terms) and self.name not in terms.kinds:
            return Refusal("kind-not-in-pact", {"kind": self.name})
        return terms

    def _act(
        self, model: type[B], entry: Opened, data: Mapping[str, Any], past: Past, *, mild: bool = False
    ) -> Act[B] | Refusal:
        """Return an entry as this kind sees it; `mild` lets pass a report whose handling is unsound."""
        body = read(model, data, model.type)
        if isinstance(body, Refusal):
            return body
        handling = _handling(model, entry)
        if isinstance(handling, Refusal):
            if not mild:
                return handling
            handling = None
        return Act(entry.placed.id, entry.placed.author, past.time, body, handling)

    def _faults(self, model: type[Body], entry: Opened) -> Iterator[Refusal]:
        handling = _handling(model, entry)
        if isinstance(handling, Refusal):
            yield handling


def _option(rule: Rule[Any, Any], state: Any, nobody: Act[Any], past: Past) -> Option:
    barrier = next(rule.barriers(state, nobody, past, reading=False), None)
    refusal, deviates = (None, barrier) if rule.report else (barrier, None)
    return Option(rule.body.type, rule.body, refusal, rule.order, rule.report, deviates)


def _handling(model: type[Body], entry: Opened) -> Handling | Refusal | None:
    """Return an entry's handling, sound by itself, or what is wrong with it (KND-10)."""
    if entry.handling is None:
        return Refusal("handling-missing") if model.handled else None
    handling = read(Handling, entry.handling, "handling")
    if isinstance(handling, Refusal):
        return handling
    return handling.problem() or handling
