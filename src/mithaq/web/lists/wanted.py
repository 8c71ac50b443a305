"""What an address asks of a list: filters, order, groups, and after which row it goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from django.http import QueryDict

AFTER, BEFORE, EVERYTHING = "after", "before", "all"
"""BEFORE: the serial of an entry, where words are looked for further back than in the newest entries."""

LONGEST = 100
"""Characters of one value; a longer one is no filter."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The names that a list knows, with what the address says of each; nothing else is kept."""

    values: Mapping[str, str]
    after: str = ""

    @classmethod
    def of(cls, query: QueryDict, names: frozenset[str]) -> "Wanted":
        """Return what an address asks for; what is too long or unknown is left out."""
        said = {name: query.get(name, "").strip() for name in sorted(names)}
        kept = {name: value for name, value in said.items() if value and len(value) <= LONGEST}
        if BEFORE in kept and not (kept.get("text") and _is_serial(kept[BEFORE])):
            del kept[BEFORE]
        return cls(MappingProxyType(kept), query.get(AFTER, "")[:LONGEST])

    def from_newest(self) -> "Wanted":
        """Return the same, looked for in the newest entries: as a view is kept."""
        return Wanted({name: value for name, value in self.values.items() if name != BEFORE})

    def get(self, name: str) -> str:
        """Return what is said of a name, or nothing."""
        return self.values.get(name, "")

    def having(self, **changes: str) -> str:
        """Return the address's query with some values changed, from the first page on; "" takes one away."""
        return urlencode(sorted((name, value) for name, value in {**self.values, **changes}.items() if value))

    @property
    def query(self) -> str:
        """The filters as an address has them, from the first page on."""
        return self.having()


def _is_serial(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
