"""What admits this agency to a dossier of which it holds nothing yet (LAW-59 to LAW-62).

The admission brings the ground on which the dossier starts here. Whoever wrote it is a contact; the keys
that the ground has of our contacts are those that were compared; and membership starts, by the law, only
with acceptances of all parties that repeat the hash of this very ground.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mithaq.kinds import law
from mithaq.node import blobs
from mithaq.node.home import Home
from mithaq.node.models import Blob, DossierRow
from mithaq.node.sealing import Reference, sealed_size
from mithaq.node.views import NOWHERE
from mithaq.record import bodies, ground, joining
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys, key_id
from mithaq.record.law import read_plaintext
from mithaq.record.limits import MAX_GROUND

BESIDE = "beside"
"""The member of an admission that names the blob with a ground too large to stand in the entry."""

MOST_OPEN = 64
"""Dossiers in which one contact has admitted us and not all others have accepted, at most."""

MAX_PACKED = MAX_GROUND // 4
"""Bytes of a packed ground that are read: its ids do not compress to less than half."""


@dataclass(frozen=True, slots=True)
class Admission:
    """An admission of this agency, as it was written."""

    agency: str
    keys: PartyKeys
    members: Mapping[str, Any]


def read(plaintext: bytes | None, own: str) -> Admission | None:
    """Return the admission that a body is, if it is one of this agency; Refusal body-invalid."""
    if plaintext is None:
        return None
    opened = read_plaintext(NOWHERE, plaintext)
    if opened.fault is not None or opened.type != bodies.Admit.type or opened.body.get("agency") != own:
        return None
    body = bodies.read(bodies.Admit.type, opened.body)
    if isinstance(body, Refusal):
        raise body
    keys = bodies.read_keys(bodies.Admit.type, "keys", opened.body["keys"])
    if isinstance(keys, Refusal):
        raise keys
    return Admission(own, keys, opened.body)


def missing_blob(admission: Admission, author: str) -> str | None:
    """Return the blob that must be here first, which is then fetched from the author; or None."""
    reference = _beside(admission)
    if reference is None or blobs.is_here(reference.sha256):
        return None
    size = sealed_size(reference.size, reference.chunk)
    Blob.objects.get_or_create(hash=reference.sha256, defaults={"size": size, "source": author})
    return reference.sha256


def stand(
    admission: Admission, own: Home, author: str, contacts: Mapping[str, PartyKeys]
) -> tuple[Dossier, bytes]:
    """Return the dossier as it starts here, and its ground.

    Refusal ground-..., keys-differ, not-a-member, admissions-too-many.
    """
    if own.keyring.signer_for(key_id(admission.keys.sign)) is None:
        raise Refusal("keys-differ", {"agency": own.agency})
    _check_room(own.agency, author)
    reference = _beside(admission)
    packed = None if reference is None else b"".join(blobs.open_blob(reference))
    packed = ground.pack(joining.ground_of(admission.members, packed))
    dossier = Dossier.restore(law, own.agency, packed)
    members = dossier.members()
    if author not in members:
        raise Refusal("not-a-member", {"agency": author})
    for agency in members:
        known = contacts.get(agency)
        if known is not None and dossier.key_for(key_id(known.sign), agency) is None:
            raise Refusal("keys-differ", {"agency": agency})
    return dossier, packed


def _check_room(own: str, author: str) -> None:
    mine = DossierRow.objects.filter(party__agency=own).values("id")
    if DossierRow.objects.filter(party__agency=author).exclude(id__in=mine).count() >= MOST_OPEN:
        raise Refusal("admissions-too-many", {"agency": author, "most": MOST_OPEN})


def _beside(admission: Admission) -> Reference | None:
    """Return the reference to a ground that does not stand in the entry; Refusal blob-reference."""
    if admission.members.get("ground") is not None:
        return None
    value = admission.members.get(BESIDE)
    reference = Reference.read(value) if isinstance(value, Mapping) else None
    if reference is None:
        raise Refusal("ground-form")
    if reference.size > MAX_PACKED:
        raise Refusal("ground-too-long", {"length": reference.size, "most": MAX_PACKED})
    return reference
