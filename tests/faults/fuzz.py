"""Bodies that nobody meant: the examples of a kind and the common bodies, with a member or two made wrong."""

import copy
import os
import random
from collections.abc import Mapping, Sequence
from typing import Any

from mithaq.kinds import kind
from mithaq.record.bodies import COMMON

LEFT_OUT = frozenset({"leave"})
"""Whoever has left says nothing more."""

NASTY: tuple[Any, ...] = (
    None, True, 0, -1, 2**53 - 1, 2**40, "", " ", "x" * 3000, "\u202e\u0600", "@", "%s{}{0}", "../../etc",
    "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", "9999-12-31", "Africa/Casablanca", "A" * 64,
    "f" * 64, [], {}, [[[[]]]], [None], {"": ""}, [{}], {"language": "ar", "text": "x"},
    {"language": "xx", "text": ""},
    ["f" * 64] * 1000,
)  # fmt: skip

_FIELDS = (
    "entry",
    "entries",
    "agency",
    "keys",
    "hash",
    "ground",
    "last",
    "reason",
    "proof",
    "key",
    "to",
    "sealed",
    "stays",
)
TIMES = ("9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", "2000-02-29T00:00:00.000Z")
HANDLINGS: tuple[Any, ...] = (
    None,
    {},
    {"codes": 5, "retention_months": 10**9},
    {"codes": ["H1", "H9"], "purpose": [], "retention_months": 1200},
    {"codes": ["H3"], "tlp": {"a": 1}, "evaluation": "x", "transfer": 7},
)


class Fuzz:
    """Draws bodies from a seed; `entries` are ids that bodies may name."""

    def __init__(self, seed: int, kind_name: str, entries: Sequence[str]) -> None:
        self.random = random.Random(seed)
        self.entries = entries
        examples = {rule: found.body.example for rule, found in kind(kind_name).table.items()}
        self.examples = {name: example for name, example in examples.items() if name not in LEFT_OUT}
        self.types = [name for name in (*self.examples, *COMMON) if name not in LEFT_OUT]

    def draw(self) -> tuple[str, dict[str, Any], Any]:
        """Return type, body and handling."""
        type_ = self.random.choice(self.types)
        body = copy.deepcopy(dict(self.examples.get(type_) or self._common(type_)))
        for _ in range(self.random.randint(1, 2)):
            self._spoil(body)
        if self.random.random() < 0.05:
            type_ = self.random.choice(["unheard-of", "x" * 64, "Übung", type_.upper()])
        return type_, body, self.random.choice(HANDLINGS)

    def _common(self, type_: str) -> Mapping[str, Any]:
        named = [self.random.choice(self.entries)]
        known = {
            "entry": named[0],
            "entries": named,
            "agency": "es.policia",
            "to": "ma.dgsn",
            "reason": None,
            "last": 1,
        }
        fields = COMMON[type_].model_fields if type_ in COMMON else _FIELDS
        return {field: known.get(field, self._value()) for field in fields}

    def _spoil(self, body: Any) -> None:
        """Change, add or take out one member, somewhere."""
        holder = body
        while isinstance(holder, dict) and holder:
            name = self.random.choice(list(holder))
            if not isinstance(holder[name], dict) or self.random.random() < 0.5:
                if self.random.random() < 0.2:
                    del holder[name]
                else:
                    holder[name] = self._value()
                return
            holder = holder[name]
        if isinstance(holder, dict):
            holder[self.random.choice(_FIELDS)] = self._value()

    def _value(self) -> Any:
        if self.random.random() < 0.25:
            return self.random.choice([self.random.choice(self.entries), os.urandom(32).hex()])
        return copy.deepcopy(self.random.choice(NASTY))
