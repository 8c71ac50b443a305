"""Which entries go to a contact, read from the store (docs/spec/exchange.md, EXC-7, EXC-10, EXC-25).

Own entries go by serial, as far as the contact is a party of their dossier. Those of others go only
when they are asked for, or to a partner that was restored or admitted. Serials rise in the order of
commits, parents before children: so a cursor misses nothing, and what is sent in order never waits.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mithaq.node import dossiers, home, rows
from mithaq.node.exchange.limits import FILL, MAX_FRAMES
from mithaq.node.exchange.protocol import Offered, Want
from mithaq.node.models import EntryRow, Party, Resync
from mithaq.record import header as headers

_AT_ONCE = 256
"""Rows that are read at one time: a batch of the greatest entries stays below 80 MiB."""

NEVER = "0"
"""Before every time."""

_COLUMNS = "serial, dossier, payload, signature, sealed, gone"


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries to send, up to which serial they are all for this contact, and whether there are more."""

    offers: tuple[Offered, ...]
    upto: int
    more: bool


class Room:
    """What still fits into a message."""

    __slots__ = ("frames", "size")

    def __init__(self, frames: int = MAX_FRAMES, size: int = FILL) -> None:
        self.frames, self.size = frames, size

    @classmethod
    def beside(cls, offers: Sequence[Offered]) -> "Room":
        """Return what fits beside these."""
        return cls(MAX_FRAMES - len(offers), FILL - sum(len(offer.frame) + 12 for offer in offers))

    def has_any(self) -> bool:
        """Return whether one entry more fits, however big: FILL keeps back the greatest one's length."""
        return self.frames > 0 and self.size > 0

    def take(self, frame: bytes) -> None:
        """Count one entry more."""
        self.frames -= 1
        self.size -= len(frame) + 12


def last_serial() -> int:
    """Return the greatest serial of the store."""
    return int(rows.one(rows.LAST_SERIAL)[0] or 0)


def ordinary(
    agency: str, after: int, room: Room, *, last: int | None = None, everyone_upto: int | None = None
) -> Batch:
    """Return our own entries for a contact after this serial; up to `everyone_upto`, those of all authors.

    `last` is the store's last serial, if it is known.
    """
    end = last_serial() if last is None else last
    offers: list[Offered] = []
    at = after
    while at < end and room.has_any():
        everyone = everyone_upto is not None and at < everyone_upto
        upto = min(end, everyone_upto) if everyone and everyone_upto is not None else end
        some = _read(agency, at, upto, everyone=everyone)
        for row in some:
            if not room.has_any():
                return Batch(tuple(offers), at, more=True)
            at = row[0]
            frame = _for(agency, row)
            if frame is not None:
                room.take(frame)
                offers.append(Offered(at, frame))
        if len(some) < _AT_ONCE:
            at = upto
    return Batch(tuple(offers), at, more=at < end)


def supply(agency: str, wants: Sequence[Want], room: Room) -> tuple[list[Offered], bool]:
    """Return the entries that a contact asks for and may have, and whether some did not fit (EXC-10)."""
    ids = {one for want in wants for one in want.ids}
    have = {want.dossier: want.have for want in wants}
    found = rows.select("SELECT dossier FROM node_entryrow WHERE entry IN {}", map(bytes.fromhex, ids))
    # First what is missing by name: a pact, without which the dossier under it cannot begin.
    named = [*dict.fromkeys(bytes(row[0]).hex() for row in found), *have]
    offers: list[Offered] = []
    for dossier, until in _shared(agency, list(dict.fromkeys(named))).items():
        known = have.get(dossier, {})
        serials = [
            serial
            for serial, author, seq, entry in _listed(dossier, _start(agency, dossier))
            if seq > known.get(author, 0) or bytes(entry).hex() in ids
        ]
        if not _add(agency, until, serials, room, offers):
            return offers, True
    return offers, False


def returns(agency: str, room: Room) -> tuple[list[Offered], list[tuple[int, int | None]]]:
    """Return entries of dossiers that a contact is to have from the beginning, for `returns_sent` to note.

    The notes are (row of Resync, serial up to which all is in the offers, None when it is complete).
    """
    offers: list[Offered] = []
    notes: list[tuple[int, int | None]] = []
    for resync in Resync.objects.filter(contact_id=agency).order_by("pk"):
        serials = [row[0] for row in _listed(resync.dossier, resync.from_serial)]
        before = len(offers)
        until = _shared(agency, [resync.dossier]).get(resync.dossier, NEVER)
        if _add(agency, until, serials, room, offers):
            notes.append((resync.pk, None))
            continue
        if len(offers) > before:
            notes.append((resync.pk, serials[len(offers) - before - 1]))
        break
    return [Offered(0, offer.frame) for offer in offers], notes


def returns_sent(notes: Iterable[tuple[int, int | None]]) -> None:
    """Note that these have arrived, so that they are not sent again."""
    for pk, serial in notes:
        if serial is None:
            Resync.objects.filter(pk=pk).delete()
        else:
            Resync.objects.filter(pk=pk).update(from_serial=serial)


def _start(agency: str, dossier: str) -> int:
    """Return the serial after which a dossier is for an agency: a newcomer has a ground instead."""
    with dossiers.reading(dossier) as held:
        return dossiers.before_newcomer(held, agency) if held else 0


def _add(agency: str, until: str, serials: Sequence[int], room: Room, offers: list[Offered]) -> bool:
    """Add these entries as asked for; return whether all fitted. A former party has what it was sent."""
    for at in range(0, len(serials), _AT_ONCE):
        portion = serials[at : at + _AT_ONCE]
        query = f"SELECT {_COLUMNS} FROM node_entryrow WHERE serial IN {{}} ORDER BY serial"  # noqa: S608
        for row in rows.select(query, portion):
            if not room.has_any():
                return False
            frame = None if until and _is_later(agency, until, row) else _frame(row)
            if frame is not None:
                room.take(frame)
                offers.append(Offered(0, frame))
    return True


def _is_later(agency: str, until: str, row: tuple[Any, ...]) -> bool:
    """Return whether an entry was written after an agency ceased to be a party, and is not for it."""
    header = headers.parse(bytes(row[2]))
    return agency not in header.to and header.time > until


def _listed(dossier: str, after: int) -> Iterator[tuple[int, str, int, bytes]]:
    query = (
        EntryRow.objects.filter(dossier_id=dossier, serial__gt=after, gone=False)
        .order_by("serial")
        .values_list("serial", "author", "seq", "entry")
    )
    for serial, author, seq, entry in query.iterator(2000):
        yield serial, author, seq, bytes.fromhex(entry)


def _read(agency: str, after: int, upto: int, *, everyone: bool) -> list[tuple[Any, ...]]:
    """Return rows; at the end of each, until when the agency was a party of its dossier (None: never)."""
    own = "" if everyone else "AND author = %s"
    author = () if everyone else (home.current().agency,)
    return rows.ask(
        f"SELECT {_COLUMNS}, until FROM node_entryrow"  # noqa: S608
        " LEFT JOIN node_party ON dossier_id = dossier AND agency = %s"
        f" WHERE serial > %s AND serial <= %s {own} ORDER BY serial LIMIT {_AT_ONCE}",
        *(agency, after, upto, *author),
    )


def _shared(agency: str, some: Collection[str]) -> dict[str, str]:
    """Return, of these dossiers, those that the agency is or was a party of, with the time until when."""
    found = Party.objects.filter(agency=agency, dossier_id__in=list(some))
    shared = dict(found.values_list("dossier_id", "until"))
    return {dossier: shared[dossier] for dossier in some if dossier in shared}


def _for(agency: str, row: tuple[Any, ...]) -> bytes | None:
    """Return the frame of a row if it is for the agency; a former party has what it was sent (EXC-7)."""
    until = row[-1]
    if until is None or (until and agency not in headers.parse(bytes(row[2])).to):
        return None
    return _frame(row)


def _frame(row: tuple[Any, ...]) -> bytes | None:
    """Return the frame, or None if the entry was erased here: its body is gone at every party (EXC-27)."""
    payload, signature, sealed, gone = row[2:6]
    if gone:
        return None
    payload, sealed = bytes(payload), bytes(sealed or b"")
    return b"".join(
        (len(payload).to_bytes(4, "big"), payload, bytes(signature), len(sealed).to_bytes(4, "big"), sealed)
    )
