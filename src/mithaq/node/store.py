"""The one door into this node's dossiers, the same for its own entries and for received ones.

    append(frames, source)    verify and open -> | lock, place, fold, write | -> one result an entry
    write(work)               the same for own entries that are made under the lock

Between the bars is one transaction: a result is given when it is durable. The same entry twice
changes nothing. Whatever a partner sends ends as a result, never as an exception.
"""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import lru_cache
from typing import TypeVar

from django.db import transaction
from django.dispatch import Signal

from mithaq.node import arrivals, dossiers, home, incoming, rows, waiting, writing
from mithaq.node.arrivals import Batch
from mithaq.node.arrivals import Result as Result
from mithaq.node.models import DossierRow
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys, key_id

T = TypeVar("T")

_CONTACTS = "SELECT agency, keys FROM node_contact"

appended = Signal()
"""Sent after a batch is durable, with `dossiers`: the ids of those that changed; `source`; and `new_keys`,
whether a contact has other keys from then on."""

# One append at a time in a process: waiting here is fair and costs nothing; waiting for SQLite is neither.
_APPENDING = threading.Lock()


def append(frames: Sequence[bytes], *, source: str | None) -> list[Result]:
    """Take entries in, and return one result for each, in their order; `source` None means our own.

    Raises only for what is our own fault (a full disk): then nothing of the batch was taken.
    """
    own = home.current()
    batch = incoming.decoded(frames)
    with rows.together():
        found, known = rows.later(_CONTACTS), waiting.known(batch)
    contacts = _read_contacts(found())
    waiting.mark_known(batch, known())
    if source is not None and source not in contacts:
        incoming.refuse(batch, Refusal("contact-unknown", {"agency": source}))
    keys = _keys(own, contacts)

    def key_of(entry: Entry) -> bytes | None:
        header, held = entry.header, dossiers.peek(entry.dossier_id)
        known = keys.get((header.author, header.key))
        return known or (held.key_for(header.key, header.author) if held else None)

    incoming.verify_and_open(batch, own, key_of)

    def take(taking: Batch) -> list[Result]:
        return taking.take(batch)

    ids = incoming.dossiers_of(batch)
    if not ids:
        return [arrivals.refused(one) for one in batch]
    return _in_transaction(take, ids, contacts, keys, source)


def write(work: Callable[[Batch], T], ids: Sequence[str]) -> T:
    """Return what `work` returns after what it added to these dossiers is durable; a Refusal undoes it all.

    Own entries are made under the lock, for their numbers and parents must be the newest.
    """
    return _in_transaction(work, ids)


def try_again(missing: str) -> None:
    """Append what waited for an attachment that is here now: the ground of an admission."""
    for source, frame in waiting.waiting_for([missing]):
        result = append([frame], source=source)[0]
        if result.status != "waiting" and result.id:
            waiting.drop([result.id])


def returned(agency: str, dossier: str | None = None) -> None:
    """Note that a partner has returned all that it held of our entries, after this node was restored.

    In all dossiers, or in one. A dossier that awaits nobody else may be written in again.
    """
    locked = DossierRow.objects.exclude(locked_until_returned=[])
    with transaction.atomic():
        for row in locked.filter(id=dossier) if dossier else locked:
            left = [one for one in row.locked_until_returned if one != agency]
            DossierRow.objects.filter(id=row.id).update(locked_until_returned=left)


def _in_transaction(
    work: Callable[[Batch], T],
    ids: Sequence[str],
    contacts: dict[str, PartyKeys] | None = None,
    keys: Mapping[arrivals.KeyName, bytes] | None = None,
    source: str | None = None,
) -> T:
    dossiers.check_not_reading()
    with _APPENDING, ExitStack() as stack:
        taking = Batch(home.current(), contacts or {}, source, keys or {})
        try:
            with transaction.atomic(durable=True):
                _begin(taking, ids, stack, own=contacts is None)
                result = work(taking)
                writing.write(taking)
        except BaseException:
            # What is in memory of them was changed and is not stored.
            dossiers.forget(taking.held)
            raise
        for one, held in taking.opened.items():
            dossiers.keep(one, held)
    if taking.added:
        names = frozenset(taking.groups)
        appended.send(Batch, dossiers=names, source=source, new_keys=taking.new_keys)
    return result


def _begin(taking: Batch, ids: Sequence[str], stack: ExitStack, *, own: bool) -> None:
    """Lock and read in one go what a batch begins with; for own entries also the contacts and keys."""
    mine = dossiers.locked(ids, stack)
    with rows.together():
        rows.lock_appends()
        contacts = rows.later(_CONTACTS) if own else None
        read = taking.begin(mine, stack)
    read()
    if contacts is not None:
        taking.contacts = _read_contacts(contacts())
    # Under the lock: who changes our keys writes so only after they are in use here.
    taking.home = home.current()
    if own:
        taking.keys = _keys(taking.home, taking.contacts)


def _keys(own: home.Home, contacts: Mapping[str, PartyKeys]) -> dict[arrivals.KeyName, bytes]:
    """Return the signing keys that are known without a look at a dossier."""
    mine = (own.keys, *(one.keys for one in own.former))
    known = {(own.agency, key_id(keys.sign)): keys.sign for keys in mine}
    return known | {(agency, key_id(keys.sign)): keys.sign for agency, keys in contacts.items()}


def known_contacts() -> dict[str, PartyKeys]:
    """Return the contacts with their keys; read every time, for another process may have added one."""
    return _read_contacts(rows.ask(_CONTACTS))


def _read_contacts(found: Sequence[rows.Row]) -> dict[str, PartyKeys]:
    return {agency: _party_keys(rows.json_text(keys)) for agency, keys in found}


@lru_cache(maxsize=256)
def _party_keys(keys: str) -> PartyKeys:
    return PartyKeys.from_json(json.loads(keys))
