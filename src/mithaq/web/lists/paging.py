"""Pages by keyset: a page begins after the last row of the one before, wherever that stands by now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import BooleanField, F, Func, Model, QuerySet, Value

M = TypeVar("M", bound=Model)
_NUMBER = re.compile(r"-?[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Order:
    """Columns that tell every row from every other, all rising or all falling, as an index has them."""

    columns: tuple[str, ...]
    falling: bool = False

    def sorted(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Return the rows in this order."""
        return rows.order_by(*(f"-{name}" if self.falling else name for name in self.columns))

    def key(self, row: Model) -> str:
        """Return the place of a row, as addresses have it."""
        return "~".join(str(getattr(row, name)) for name in self.columns)

    def after(self, rows: QuerySet[M], key: str) -> QuerySet[M]:
        """Return the rows after a place; all of them where it is no place of this order."""
        values = _read(rows.model, self.columns, key)
        return rows if values is None else rows.filter(_Beyond(self.columns, values, falling=self.falling))


class _Beyond(Func):
    """(a, b, c) > (x, y, z), which both engines answer by a place in their index."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, columns: Sequence[str], values: Sequence[Value], *, falling: bool) -> None:
        super().__init__(*(F(name) for name in columns), *values)
        self.count, self.sign = len(columns), "<" if falling else ">"

    def as_sql(
        self, compiler: Any, connection: Any, *_given: Any, **_extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the comparison of both rows."""
        parts = [compiler.compile(one) for one in self.get_source_expressions()]
        left, right = (
            ", ".join(sql for sql, _ in some) for some in (parts[: self.count], parts[self.count :])
        )
        return f"({left}) {self.sign} ({right})", tuple(value for _, given in parts for value in given)

    def copy(self) -> "_Beyond":
        """Return a copy with what the base class does not know of."""
        made: _Beyond = super().copy()
        made.count, made.sign = self.count, self.sign
        return made


def _read(model: type[Model], columns: tuple[str, ...], key: str) -> list[Value] | None:
    parts = key.split("~")
    if not key or len(parts) != len(columns):
        return None
    values = []
    for name, part in zip(columns, parts, strict=True):
        field: Any = model._meta.get_field(name)
        if _is_number(field) and not _NUMBER.fullmatch(part):
            return None
        try:
            made = field.to_python(part)
            field.get_prep_value(made)
        except ValueError:
            return None
        values.append(Value(made, output_field=field))
    return values


def _is_number(field: Any) -> bool:
    return "Integer" in field.get_internal_type() or "Auto" in field.get_internal_type()


def page(rows: QuerySet[M], order: Order, after: str, size: int) -> tuple[list[M], str]:
    """Return the rows after a place, at most `size`, and the place after which there are more, or ""."""
    found = list(order.after(order.sorted(rows), after)[: size + 1])
    more = order.key(found[size - 1]) if len(found) > size else ""
    return found[:size], more
