"""What proves one entry: its id, who signed it by which key, what it stands on; checked when it is shown."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from mithaq.node.models import EntryRow
from mithaq.record.dossier import Dossier
from mithaq.record.dsse import pae
from mithaq.record.entry import PAYLOAD_TYPE, Entry, check_body, check_signature, decode
from mithaq.record.errors import Refusal
from mithaq.record.header import Header, parse


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked now; `holds` is None where there is nothing left to check."""

    name: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Proof:
    """The signed header, and what was found by checking it.

    `checks` are named id (the hash of the signed bytes), signature (by a key that its author announced),
    sealed (the sealed part is the one that was signed) and text (the text is the one committed to).
    """

    header: Header
    checks: tuple[Check, ...]
    size: int

    @property
    def sound(self) -> bool:
        """Whether nothing that was checked failed."""
        return all(check.holds is not False for check in self.checks)


def proof_of(dossier: Dossier, row: EntryRow) -> Proof:
    """Return what proves an entry, from the bytes as they are stored (REC-20 to REC-27)."""
    payload = bytes(row.payload)
    header = parse(payload)
    sealed = bytes(row.sealed or b"")
    entry = Entry(row.entry, header, payload, bytes(row.signature), sealed)
    public = dossier.key_for(header.key, header.author)
    body = None if row.body is None else bytes(row.body)
    gone = row.sealed is None and header.sealed is not None
    return Proof(
        header,
        (
            Check("id", hashlib.sha256(pae(PAYLOAD_TYPE, payload)).hexdigest() == row.entry),
            Check("signature", public is not None and _holds(lambda: check_signature(entry, public))),
            Check("sealed", None if gone else _holds(lambda: decode(entry.encode()))),
            Check("text", None if body is None else _holds(lambda: check_body(entry, body))),
        ),
        len(payload) + len(sealed),
    )


def _holds(check: Callable[[], object]) -> bool:
    try:
        check()
    except Refusal:
        return False
    return True
