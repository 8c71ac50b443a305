"""What was printed of a dossier: recorded before it leaves, found again by the code on every sheet.

The code is made from all that the paper vouches for: dossier, agency, the ids of the entries that it
shows in their order, language, time and officer. So nobody can print a code for another state, and
from a code an officer learns which state it was, who printed it, and what has come since.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from mithaq.node import audit, clock, home, officers
from mithaq.node.models import Audit, DossierRow, EntryRow, Officer, Paper
from mithaq.record.errors import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, which people take for other signs."""

GROUPS, SIGNS = 4, 5
"""Four groups of five: 100 bits of the digest."""

_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a code stands for. `whole` is whether the entries here still yield the same digest."""

    paper: Paper
    whole: bool
    since: int
    """Entries of the dossier that came after it was printed."""


def code_of(digest: str) -> str:
    """Return the code of a digest, in groups, as it stands on paper."""
    number = int(digest, 16) >> (256 - 5 * GROUPS * SIGNS)
    signs = "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (GROUPS * SIGNS - 1), -1, -5))
    return "-".join(signs[at : at + SIGNS] for at in range(0, len(signs), SIGNS))


def read_code(text: str) -> str:
    """Return a code as it is kept, whatever spaces, dashes and likenesses were typed; "" if it is none."""
    signs = "".join(text.upper().translate(_MISREAD).replace("-", " ").split())
    if len(signs) != GROUPS * SIGNS or set(signs) - set(ALPHABET):
        return ""
    return "-".join(signs[at : at + SIGNS] for at in range(0, len(signs), SIGNS))


def record(
    officer: Officer,
    row: DossierRow,
    entries: Sequence[EntryRow],
    *,
    language: str,
    why: str,
    left_out: int = 0,
) -> Paper:
    """Write down what is about to be printed, and why; Refusal officer-may-not, reason-missing.

    `left_out` are entries of the range that handling keeps off paper; they are named on it and not shown.
    """
    officers.require(officer, "node.export_dossier", row)
    if not why.strip():
        raise Refusal("reason-missing")
    at = clock.text(clock.now())
    serials = [one.serial for one in entries] or [0]
    digest = _digest(row.id, officer.email, language, at, [one.entry for one in entries])
    with transaction.atomic():
        audit.record(
            "printed",
            who=officer.email,
            subject=code_of(digest),
            dossier=row.id,
            entries=[one.entry for one in entries],
            why=why,
        )
        return Paper.objects.create(
            code=code_of(digest),
            digest=digest,
            dossier=row,
            officer=officer,
            at=at,
            language=language,
            from_serial=min(serials),
            to_serial=max(serials),
            count=len(entries),
            left_out=left_out,
            audited=audit.tree().size - 1,
        )


def find(text: str, quiet: Iterable[str] = ()) -> Found | None:
    """Return what a code stands for, or None; the audit row and the entries must both still agree with it.

    Entries of the `quiet` types (receipts and the like) make no paper outdated.
    """
    code = read_code(text)
    paper = Paper.objects.select_related("dossier", "officer").filter(code=code).first() if code else None
    if paper is None:
        return None
    act = Audit.objects.filter(number=paper.audited, what="printed", subject=code).first()
    named = list(act.entries) if act else []
    held = EntryRow.objects.filter(dossier=paper.dossier_id, entry__in=named).count()
    digest = _digest(paper.dossier_id, paper.officer.email, paper.language, paper.at, named)
    since = EntryRow.objects.filter(dossier=paper.dossier_id, serial__gt=paper.to_serial)
    newer = since.exclude(type__in=list(quiet), verdict__isnull=True).count()
    return Found(paper, act is not None and digest == paper.digest and held == len(named), newer)


def _digest(dossier: str, who: str, language: str, at: str, entries: Sequence[str]) -> str:
    told = [dossier, home.current().agency, who, language, at, list(entries)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
