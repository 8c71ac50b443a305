"""This agency changes its own keys: by rotation, or by its offline recovery key (LAW-35 to LAW-37).

First the new keys are durable and in use in the node's folder (`keyring.renew`), then an entry in each
dossier says so, pacts first. Until that entry stands the old key signs there, so a change may be cut
at any moment: whoever comes next goes on with it. Old opening keys are kept for ever.
"""

import base64
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import structlog

from mithaq.kinds import law
from mithaq.node import audit, bell, composing, dossiers, home, keyring, store
from mithaq.node.arrivals import PACT, Batch
from mithaq.node.composing import Intent
from mithaq.node.models import Contact, DossierRow, EntryRow, Party
from mithaq.record import bodies
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys, SigningKey, key_id

log = structlog.get_logger(__name__)

NODE = "node"
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Change:
    """What came of a change of keys.

    `resumed`: one that had been cut was ended, and no new keys were made. `written`: dossiers in which an
    entry says so now; `left`: those in which none can be written at present. `lost`: own entries that
    ceased to have effect. `apart`: contacts that share no pact, who cannot learn of it by an entry.
    """

    keys: PartyKeys
    resumed: bool
    written: tuple[str, ...]
    left: tuple[str, ...]
    lost: int
    apart: tuple[str, ...]


def rotate(*, by: str, why: str = "") -> Change:
    """Take new keys into use everywhere, each signed for by the old and the new one (LAW-36)."""
    usable = {one.id for one in home.current().former if not one.revoked}
    resumed = bool(usable) and any(key in usable for _, key in behind())
    if not resumed:
        _renew("keys-rotated", by, why, revoked=False)
    written, left = _in_each((one for one, _ in behind()), partial(_rotate_in, by))
    return _ended(written, left, resumed=resumed)


def revoke(recovery: SigningKey, *, by: str, since: datetime | None = None, why: str = "") -> Change:
    """Take the keys in use back with the recovery key, and new ones into use (LAW-37).

    What this agency signed counts up to the last entry of each dossier that was durable here before
    `since`, but never less than what was stable; without it, all that is held. Refusal
    recovery-key-differs if it is not this agency's.
    """
    own = home.current()
    if recovery.public != own.keys.recovery:
        raise Refusal("recovery-key-differs")
    revoked = {one.id for one in own.former if one.revoked}
    resumed = bool(revoked) and any(key in revoked and _may_write(one) for one, key in behind())
    if not resumed:
        _renew("keys-revoked", by, why, revoked=True)
    work = partial(_revoke_in, recovery, since, by)
    written, left = _in_each((one for one, _ in behind()), work)
    return _ended(written, left, resumed=resumed)


def follow(some: Iterable[str]) -> None:
    """Rotate in those of these dossiers that go by keys of before: a partner had not heard of the change."""
    if home.current().former:
        _in_each((one for one, _ in behind(some)), partial(_rotate_in, NODE))


def follow_all() -> None:
    """End a rotation that was cut, and follow in dossiers where it could not be written until now."""
    follow(_ours())


def behind(some: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield those of our dossiers that know this agency by another key than the one in use, with that key."""
    own, ids = home.current(), list(_ours() if some is None else some)
    for at in range(0, len(ids), _AT_ONCE):
        found = []
        with dossiers.taken(ids[at : at + _AT_ONCE]) as held:
            for one in ids[at : at + _AT_ONCE]:
                if one in held and own.agency in held[one].dossier.members():
                    key = key_id(held[one].dossier.keys_of(own.agency).sign)
                    if key != own.signer.id:
                        found.append((one, key))
        yield from found


def read_recovery_key(text: str) -> SigningKey:
    """Return the key of a recovery key file; Refusal keys-form if it holds something else."""
    try:
        return SigningKey.from_seed(bytes.fromhex(text.strip()))
    except ValueError:
        raise Refusal("keys-form", {"field": "recovery"}) from None


def _renew(what: str, by: str, why: str, *, revoked: bool) -> None:
    keys = keyring.renew(home.current().folder / "keys", revoked=revoked)
    audit.record(what, who=by, subject=keys.fingerprint, why=why)


def _ours() -> list[str]:
    """Return the dossiers of which this agency is a party, pacts first: by them partners know its keys."""
    mine = Party.objects.filter(agency=home.current().agency, until="").values("dossier_id")
    found = DossierRow.objects.filter(id__in=mine).order_by("last_serial").values_list("id", "kind")
    return [one for one, _ in sorted(found, key=lambda row: row[1] != PACT)]


def _in_each(
    some: Iterable[str], work: Callable[[str, Batch], bool]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Do it in each dossier, in a transaction of its own; return where it was done, and where refused."""
    written, left = [], []
    for one in some:
        try:
            if store.write(partial(work, one), [one]):
                written.append(one)
        except Refusal as refusal:
            log.warning("keys-not-changed", dossier=one, code=refusal.code)
            left.append(one)
    return tuple(written), tuple(left)


def _rotate_in(by: str, one: str, batch: Batch) -> bool:
    """Write that the keys in use are ours from now on; False if that stands there already."""
    dossier, new = _writable(batch, one), batch.home.keys
    signer = composing.signer_in(batch, dossier)
    if signer.public == new.sign:
        return False
    number, _ = dossier.draft_parents()
    proof = batch.home.signer.sign(bodies.rotation_claim(one, batch.home.agency, number, new))
    body = {"keys": new.to_json(), "proof": base64.b64encode(proof).decode("ascii")}
    _add(batch, Intent(bodies.Rotate.type, body, None, one), signer, by)
    return True


def _revoke_in(recovery: SigningKey, since: datetime | None, by: str, one: str, batch: Batch) -> bool:
    """Write that the key by which we are known there is taken back; False if that stands there already."""
    dossier, new = _writable(batch, one), batch.home.keys
    known = key_id(dossier.keys_of(batch.home.agency).sign)
    if known == batch.home.signer.id:
        return False
    number, _ = dossier.draft_parents()
    last = min(number - 1, _last_before(since, one, batch.home.agency, number - 1))
    # What is stable by all that is held here is what the law lets stand.
    last = max(last, _last_stable(batch, one))
    body = {"key": _stolen(dossier, batch.home.agency, last) or known, "last": last, "keys": new.to_json()}
    _add(batch, Intent(bodies.Revoke.type, body, None, one), recovery, by)
    return True


def _stolen(dossier: Dossier, agency: str, last: int) -> str:
    """Return the key that signed first behind our last good number; what it has brought goes with it."""
    known = {key_id(dossier.keys_of(agency).recovery), *dossier.revoked(agency)}
    behind = [
        one
        for one in dossier.graph.nodes.values()
        if one.author == agency and one.seq > last and one.signer not in known
    ]
    return min(behind, key=lambda one: one.key).signer if behind else ""


def _writable(batch: Batch, one: str) -> Dossier:
    """Return a dossier in which this agency may write; Refusal if it may not."""
    held = batch.held.get(one)
    if held is None:
        raise Refusal("dossier-unknown")
    for agency in held.awaits:
        raise Refusal("dossier-awaits-return", {"agency": agency})
    if law(held.dossier.kind, held.dossier.rules) is None:
        raise Refusal("dossier-incomplete")
    return held.dossier


def _may_write(one: str) -> bool:
    row = DossierRow.objects.get(id=one)
    return not row.locked_until_returned and law(row.kind, row.rules) is not None


def _add(batch: Batch, intent: Intent, signer: SigningKey, by: str) -> None:
    """Put our own entry through the door; Refusal if the door or the law does not take it."""
    arrival = composing.compose(batch, intent, signer)
    entry, result = arrival.entry, batch.take([arrival])[0]
    if entry is None or result.status != "new":
        raise result.refusal or Refusal("parents-missing", {"count": len(result.wanted)})
    verdict = batch.fold(entry.dossier_id).verdicts[entry.id]
    if verdict.refusal is not None:
        raise verdict.refusal
    batch.acts.append(
        audit.Act("release", by, intent.type, entry.dossier_id, [entry.id], "", list(entry.header.to))
    )


def _last_before(since: datetime | None, one: str, agency: str, last: int) -> int:
    """Return our last number in a dossier of which all up to it were durable here before `since`."""
    if since is None:
        return last
    later = EntryRow.objects.filter(dossier_id=one, author=agency, received_at__gte=since)
    first = later.order_by("seq").values_list("seq", flat=True).first()
    return last if first is None else first - 1


def _last_stable(batch: Batch, one: str) -> int:
    """Return our last number in a dossier that is stable."""
    dossier, agency = batch.held[one].dossier, batch.home.agency
    nodes = (dossier.graph.nodes[entry] for entry in dossier.order[: dossier.stable_through + 1])
    return max((node.seq for node in nodes if node.author == agency), default=0)


def _ended(written: tuple[str, ...], left: tuple[str, ...], *, resumed: bool) -> Change:
    own = home.current()
    bell.ring(own.socket)
    pacts = DossierRow.objects.filter(kind=PACT).values_list("members", flat=True)
    known = {agency for members in pacts if own.agency in members for agency in members}
    apart = Contact.objects.exclude(agency__in=known).values_list("agency", flat=True)
    refused = EntryRow.objects.filter(author=own.agency, dossier_id__in=written, verdict__isnull=False)
    verdicts: Iterable[Any] = refused.values_list("verdict", flat=True)
    lost = sum((said["refusal"] or [""])[0] == "key-revoked" for said in verdicts)
    return Change(own.keys, resumed, written, left, lost, tuple(sorted(apart)))
