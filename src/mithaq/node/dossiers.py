"""The dossiers in memory: read once, kept while they are used, brought up to date by version.

A Dossier is mutable, so each has a lock: an append holds it until its transaction has ended, a
reader while it looks. A reader writes nothing meanwhile (the append it would wait for may be
waiting for it).
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from mithaq.kinds import law
from mithaq.node import home, rows
from mithaq.node.models import DossierBase
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.header import parse
from mithaq.record.law import Opened, read_plaintext

# Dossiers and entries kept in memory at most; about 3 KiB an entry.
MAX_DOSSIERS = 2_000
MAX_ENTRIES = 50_000
# Entries that must have become stable before a base is worth writing.
BASE_EVERY = 256

_HEADS = (
    "SELECT id, version, d.count, exercise, locked_until_returned, b.count FROM node_dossierrow d"
    " LEFT JOIN node_dossierbase b ON b.dossier_id = d.id WHERE id IN {}"
)
_ENTRIES = (
    "SELECT dossier, serial, entry, payload, body FROM node_entryrow"
    " WHERE dossier IN {} AND serial > %s ORDER BY serial"
)
_SERIALS = "SELECT serial FROM node_entryrow WHERE entry IN {}"
_BASES = "SELECT dossier_id, packed, serial FROM node_dossierbase WHERE dossier_id IN {}"
_BASE = ("dossier_id", "packed", "count", "serial")
_BASE_AGAIN = (
    "(dossier_id) DO UPDATE SET packed = excluded.packed, count = excluded.count, serial = excluded.serial"
)
_SPOKEN = "SELECT dossier, entry, verdict FROM node_entryrow WHERE dossier IN {} AND verdict IS NOT NULL"


@dataclass(slots=True)
class Held:
    """A dossier in memory, and up to where it has been read."""

    dossier: Dossier
    version: int = 0
    serial: int = 0
    count: int = 0
    base_count: int = 0
    awaits: tuple[str, ...] = ()
    """After a restore: the partners that have not yet returned our entries; nothing may be written."""
    opener: str = ""
    opened_at: str = ""
    members: tuple[str, ...] = ()
    exercise: bool = False
    spoken: dict[str, str] = field(default_factory=dict)
    """What is stored as the verdict of those entries of which there is something to say."""
    cards: dict[tuple[str, str], tuple[Any, ...]] | None = None
    """The stored cards by (kind, key); None until they are read."""
    summary: Any = None
    """What is stored for lists (mithaq.node.summary); None until it is read."""
    unopened: dict[str, set[str]] = field(default_factory=dict)
    """By party: the entries that it has said it cannot open."""
    ground: bytes = b""
    """The ground that an admission has brought, until it is stored: what stands in it has no rows here."""
    seal_anew: bool = True
    """Whether something may be here that was not sealed to a newcomer."""
    receipts: set[tuple[str, str, str]] | None = None
    """The stored receipts by (entry, agency, what); None until they are read."""
    lock: threading.RLock = field(default_factory=threading.RLock)


_shelf: OrderedDict[str, Held] = OrderedDict()
_shelf_lock = threading.Lock()
_reading = threading.local()


def forget(ids: Iterable[str]) -> None:
    """Take dossiers off the shelf: what is in memory of them may not be what is stored."""
    with _shelf_lock:
        for one in ids:
            _shelf.pop(one, None)


def forget_all() -> None:
    """Empty the shelf."""
    with _shelf_lock:
        _shelf.clear()


def keep(one: str, held: Held) -> None:
    """Put a new dossier on the shelf."""
    with _shelf_lock:
        _shelf[one] = held
        _drop_oldest()


@contextmanager
def reading(one: str) -> Iterator[Dossier | None]:
    """Yield the dossier as it is stored now, or None; change nothing in it, and write nothing meanwhile."""
    with reading_all([one]) as held:
        yield held.get(one)


@contextmanager
def reading_all(ids: Iterable[str]) -> Iterator[dict[str, Dossier]]:
    """Yield those of the dossiers that are stored, as `reading` does one, by one query for all."""
    with taken(ids) as held:
        _reading.depth = getattr(_reading, "depth", 0) + 1
        try:
            yield {one: known.dossier for one, known in held.items()}
        finally:
            _reading.depth -= 1


def check_not_reading() -> None:
    """Raise RuntimeError in a thread that is looking at a dossier: its writing could wait for ever."""
    if getattr(_reading, "depth", 0):
        raise RuntimeError("nothing may be written while a dossier is being read")


@contextmanager
def taken(ids: Iterable[str]) -> Iterator[dict[str, Held]]:
    """Yield those of the dossiers that are stored, up to date, locked until the end."""
    with ExitStack() as stack:
        yield take(ids, stack)


def take(ids: Iterable[str], stack: ExitStack) -> dict[str, Held]:
    """Return those of the dossiers that are stored, up to date; their locks are released with the stack."""
    # Locks first and versions then: what is read of a dossier is never older than what is in memory.
    found = locked(ids, stack)
    return brought_up_to_date(found, heads(found)())


def locked(ids: Iterable[str], stack: ExitStack) -> dict[str, Held]:
    """Return these dossiers as they are in memory, known or not; their locks are released with the stack."""
    found: dict[str, Held] = {}
    for one in sorted(set(ids)):
        found[one] = _on_shelf(one)
        stack.enter_context(found[one].lock)
    return found


def heads(found: Mapping[str, Held]) -> Callable[[], list[rows.Row]]:
    """Ask for what `brought_up_to_date` compares."""
    return rows.later(_HEADS, [bytes.fromhex(one) for one in found])


def brought_up_to_date(found: Mapping[str, Held], heads: Sequence[rows.Row]) -> dict[str, Held]:
    """Return those that are stored, read as far as they are."""
    versions = {bytes(row[0]).hex(): row[1:] for row in heads}
    forget(found.keys() - versions.keys())
    stale: dict[int, dict[str, Held]] = {}
    for one, head in versions.items():
        if found[one].version != head[0]:
            stale.setdefault(found[one].serial, {})[one] = found[one]
    _stand_on_bases(stale.pop(0, {}), stale)
    for serial, some in stale.items():
        _read(some, serial)
    for one, head in versions.items():
        held = found[one]
        held.version, held.count, held.exercise = head[0], head[1], bool(head[2])
        held.awaits, held.base_count = tuple(json.loads(rows.json_text(head[3]))), head[4] or 0
    return {one: found[one] for one in versions}


def peek(one: str) -> Dossier | None:
    """Return the dossier as it is in memory, perhaps out of date, without a look at the database."""
    held = _shelf.get(one)
    return held.dossier if held else None


def _on_shelf(one: str) -> Held:
    with _shelf_lock:
        held = _shelf.get(one)
        if held is not None:
            _shelf.move_to_end(one)
            return held
        held = _shelf[one] = Held(Dossier.begin(law, home.current().agency))
        _drop_oldest()
        return held


def _drop_oldest() -> None:
    entries = sum(kept.count for kept in _shelf.values()) if len(_shelf) % 16 == 0 else 0
    while len(_shelf) > MAX_DOSSIERS or entries > MAX_ENTRIES:
        _, dropped = _shelf.popitem(last=False)
        entries -= dropped.count


def note(held: Held, author: str, opened: Opened) -> None:
    """Remember who has said that it cannot open what."""
    if opened.type == "cannot-open":
        held.unopened.setdefault(author, set()).update(entries_named(opened))


def entries_named(opened: Opened) -> list[str]:
    """Return the entries that a body names in a list; nothing that a partner puts there is an error."""
    named = opened.body.get("entries")
    return [one for one in named if isinstance(one, str)] if isinstance(named, list) else []


def renew_base(one: str, held: Held) -> None:
    """Write the base anew when half as much again has become stable: so it costs little an entry."""
    stable = held.dossier.stable_through + 1
    if stable - held.base_count >= max(BASE_EVERY, held.base_count // 2):
        write_base(one, held)


def write_base(one: str, held: Held) -> None:
    """Write all up to the last stable place, from which the dossier is read next time."""
    try:
        packed, after = held.dossier.dump_base(), held.dossier.after_base()
    except Refusal:
        # Something near its beginning cannot be opened or folded here yet: it is read from the first entry.
        return
    serials = [at for (at,) in rows.select(_SERIALS, map(bytes.fromhex, after))]
    serial = min(serials) - 1 if serials else held.serial
    held.base_count = len(held.dossier.graph.nodes) - len(after)
    _keep_base(one, packed, held.base_count, serial)


def _keep_base(one: str, packed: bytes, count: int, serial: int) -> None:
    rows.insert(DossierBase, _BASE, [(bytes.fromhex(one), packed, count, serial)], conflict=_BASE_AGAIN)


def write_ground(one: str, held: Held) -> None:
    """Write the ground on which a dossier has begun here; all its rows follow it."""
    _keep_base(one, held.ground, held.base_count, 0)
    held.ground = b""


def stand_again(one: str, held: Held, dossier: Dossier, packed: bytes) -> None:
    """Let a dossier that this agency left go on from the ground on which it is admitted again."""
    held.dossier, held.ground, held.base_count = dossier, packed, len(dossier.graph.nodes)
    _read({one: held}, 0)


def before_newcomer(dossier: Dossier, agency: str) -> int:
    """Return the serial after which all stands that is not in a newcomer's ground; 0 for any other."""
    behind = dossier.behind_ground(agency)
    serials = [at for (at,) in rows.select(_SERIALS, map(bytes.fromhex, behind))]
    return min(serials) - 1 if serials else 0


def _stand_on_bases(fresh: dict[str, Held], stale: dict[int, dict[str, Held]]) -> None:
    """Let dossiers that are not in memory start on their bases; add them by the serial to be read from."""
    bases = rows.select(_BASES, map(bytes.fromhex, fresh)) if fresh else []
    for key, packed, serial in bases:
        one = bytes(key).hex()
        fresh[one].dossier = Dossier.restore(law, home.current().agency, bytes(packed))
        fresh[one].serial = serial
    for one, held in fresh.items():
        stale.setdefault(held.serial, {})[one] = held


def _read(held: dict[str, Held], serial: int) -> None:
    """Put into memory what is stored after this serial, and what is said now of what came before."""
    for key, at, id_, payload, body in rows.select(_ENTRIES, map(bytes.fromhex, held), serial):
        one = held[bytes(key).hex()]
        if bytes(id_).hex() in one.dossier.graph.nodes:
            continue
        header = parse(bytes(payload))
        placed = one.dossier.place_header(bytes(id_).hex(), header)
        plaintext = None if body is None else bytes(body)
        opened = read_plaintext(placed, plaintext, acknowledgement=header.commitment is None)
        one.dossier.put(placed, opened)
        note(one, header.author, opened)
        one.serial = at
    for one in held.values():
        one.seal_anew = True
        one.dossier.fold()
        one.members = one.dossier.members()
        # Another process may have written these; cards are read when they are needed.
        one.cards, one.summary, one.receipts, one.spoken = None, None, set(), {}
    for key, id_, verdict in rows.select(_SPOKEN, map(bytes.fromhex, held)):
        held[bytes(key).hex()].spoken[bytes(id_).hex()] = rows.json_text(verdict)
