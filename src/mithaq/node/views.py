"""A dossier as people see it: all that is held here as one past, with the texts that hold now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mithaq.kinds import Body, Kind, effective, law
from mithaq.node.models import EntryRow
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.graph import Placed
from mithaq.record.law import Opened, read_plaintext

NOWHERE = Placed("", "", 1, (), 1, {}, "", "")
"""For reading a body without a look at its entry's place."""


@dataclass(slots=True)
class HeldView:
    """What `kinds.cards.View` asks for. Bodies are those in `fresh`, else the stored.

    Who has just read an entry has it in `fresh`, or None there if it is not open.
    """

    dossier: Dossier
    kind: Kind[Any]
    state: Any
    fresh: Mapping[str, Opened | None] = field(default_factory=dict)
    _bodies: dict[str, Body | None] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """No entry's: what is looked at is all that is held."""
        return ""

    @property
    def author(self) -> str:
        """This node's agency."""
        return self.dossier.agency

    @property
    def seq(self) -> int:
        """No entry's."""
        return 0

    @property
    def time(self) -> str:
        """The latest time of all that is held."""
        return latest(self.dossier)

    def has(self, entry: str, /) -> bool:
        """Return whether an entry is held."""
        return entry in self.dossier.graph.nodes

    def stable(self, entry: str, /) -> bool:
        """Return whether every party is known here to hold an entry."""
        return self.has(entry) and self.dossier.stable(entry)

    def parties(self) -> tuple[str, ...]:
        """Return the members, sorted."""
        return self.dossier.members()

    def receipt(self, entry: str, agency: str, /) -> str | None:
        """Return the time of an agency's first entry that acknowledges `entry`."""
        return self.dossier.receipt(entry, agency) if self.has(entry) else None

    def content(self, entry: str, /) -> Body | None:
        """Return an entry's body after correction; None where it is gone or cannot be opened."""
        if entry not in self._bodies:
            self._bodies[entry] = self._content(entry)
        return self._bodies[entry]

    def _content(self, entry: str) -> Body | None:
        if not self.has(entry):
            return None
        verdict = self.dossier.verdict(entry)
        if verdict.refusal is not None or verdict.gone:
            return None
        opened = self._said(entry)
        newest = effective(self.state, entry)
        if opened is None:
            return None
        type_, body = opened
        if newest != entry:
            corrected = self._said(newest)
            if corrected is None:
                return None
            body = corrected[1].get("body", {})
        found = self.kind.read(type_, body)
        return None if isinstance(found, Refusal) else found

    def _said(self, entry: str) -> tuple[str, Mapping[str, Any]] | None:
        if entry in self.fresh:
            opened = self.fresh[entry]
            return None if opened is None else body_of(opened)
        found = EntryRow.objects.filter(entry=entry, locked=False).values_list("body", flat=True).first()
        return read_body(None if found is None else bytes(found))


def read_body(plaintext: bytes | None) -> tuple[str, Mapping[str, Any]] | None:
    """Return (type, body) of a plaintext, of an opening the kind's own; None where there is none to read."""
    return None if plaintext is None else body_of(read_plaintext(NOWHERE, plaintext))


def body_of(opened: Opened) -> tuple[str, Mapping[str, Any]] | None:
    """Return the same of an entry whose plaintext was read."""
    if opened.fault is not None:
        return None
    if opened.type == "open":
        inner = opened.body.get("body")
        return (str(inner.get("type", "")), inner) if isinstance(inner, Mapping) else None
    return opened.type, opened.body


def view_of(dossier: Dossier, fresh: Mapping[str, Opened | None] | None = None) -> HeldView | None:
    """Return the view of a dossier whose rules are known here and whose opening holds; else None."""
    found = law(dossier.kind, dossier.rules)
    state = dossier.fold().state
    if found is None or state is None or isinstance(state, Refusal):
        return None
    return HeldView(dossier, found, state, fresh or {})


def latest(dossier: Dossier) -> str:
    """Return the latest time of all that is held of a dossier."""
    return max((head.latest for heads in dossier.graph.heads.values() for head in heads), default="")


def read_handling(plaintext: bytes) -> Mapping[str, Any] | None:
    """Return the handling that an entry carries, or None."""
    return read_plaintext(NOWHERE, plaintext).handling
