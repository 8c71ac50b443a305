"""A map that never changes, for states that grow with their dossier (docs/spec/kind.md, KND-15).

Every value of a state stays valid while later ones are made from it, so that a late entry can be
folded from an older state. Copying a plain dict at every entry would cost as much as all entries
before it; a ledger keeps its items in a few layers, each at least twice as large as the next, and
copies only the small ones: a new item costs about log2(n) copies of one item, a look-up at most as
many look-ups.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

V = TypeVar("V")


class Ledger(Generic[V]):
    """Values by text key, in the order in which the keys first came; the same content compares equal."""

    __slots__ = ("_layers", "_size")

    _layers: tuple[dict[str, V], ...]
    _size: int

    def __init__(self, items: Mapping[str, V] | Iterable[tuple[str, V]] = ()) -> None:
        layer = dict(items)
        self._layers = (layer,) if layer else ()
        self._size = len(layer)

    def put(self, key: str, value: V) -> "Ledger[V]":
        """Return a ledger that also says `value` under `key`; a known key keeps its place."""
        made: Ledger[V] = Ledger()
        made._size = self._size + (key not in self)
        layers = self._layers
        top = {key: value}
        while layers and len(layers[-1]) < 2 * len(top):
            top = {**layers[-1], **top}
            layers = layers[:-1]
        made._layers = (*layers, top)
        return made

    def without(self, keys: Iterable[str]) -> "Ledger[V]":
        """Return a ledger that says nothing under `keys`; itself, if it never did."""
        gone = {key for key in keys if key in self}
        if not gone:
            return self
        return Ledger((key, value) for key, value in self.items() if key not in gone)

    def get(self, key: str) -> V | None:
        """Return what stands under `key`, or None."""
        for layer in reversed(self._layers):
            if key in layer:
                return layer[key]
        return None

    def items(self) -> Iterator[tuple[str, V]]:
        """Yield keys with their newest values, in the order in which the keys first came."""
        if len(self._layers) == 1:
            yield from self._layers[0].items()
            return
        merged: dict[str, V] = {}
        for layer in self._layers:
            merged.update(layer)
        yield from merged.items()

    def values(self) -> Iterator[V]:
        """Yield the newest values, in the order in which their keys first came."""
        return (value for _, value in self.items())

    def newest(self) -> V | None:
        """Return what stands under the key that came last, or None."""
        values = list(self.values())
        return values[-1] if values else None

    def __contains__(self, key: object) -> bool:
        for layer in reversed(self._layers):  # noqa: SIM110 - asked once an entry: a generator costs twice as much
            if key in layer:
                return True
        return False

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.items())

    def __len__(self) -> int:
        return self._size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ledger) and list(self.items()) == list(other.items())  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType, reportUnknownVariableType]

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Ledger({dict(self.items())!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Dump and load a ledger as a JSON object."""
        values = handler.generate_schema(source.__args__[0])
        read = core_schema.no_info_after_validator_function(
            cls, core_schema.dict_schema(core_schema.str_schema(), values)
        )
        written = core_schema.plain_serializer_function_ser_schema(
            lambda ledger: dict(ledger.items()), return_schema=core_schema.dict_schema(values_schema=values)
        )
        return core_schema.json_or_python_schema(read, read, serialization=written)
