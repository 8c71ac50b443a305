"""What the tests of joining and parting stand on: admissions of agencies that are none of this node's."""

import base64
import hashlib
import io
from pathlib import Path
from typing import Any

from mithaq.node import (
    contentkeys,
    dossiers,
    home,
    release,
    resealing,
    store,
)
from mithaq.node.arrivals import Result
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import EntryRow, Officer
from mithaq.node.sealing import CHUNK, Reference, sealed
from mithaq.record.entry import Entry, content_key_of
from mithaq.record.hpke import seal
from mithaq.record.keys import PartyKeys
from partners import AGREE, Partner, seed

MA, ES, PT = "ma.dgsn", "es.policia", "pt.psp"
_laid: dict[str, bytes] = {}


def frames_of(dossier: str, after: int = 0) -> list[bytes]:
    """Return the frames of a dossier as they came in here."""
    rows = EntryRow.objects.filter(dossier_id=dossier, serial__gt=after).order_by("serial")
    return [resealing.whole(row).encode() for row in rows]


def offer(partner: Partner, *entries: Entry) -> list[Result]:
    return store.append([one.encode() for one in entries], source=partner.agency)


def pact_of_two(madrid: Partner, salma: Officer) -> Entry:
    """Return a pact of Rabat and Madrid that both hold and Madrid has signed."""
    pact = release.release(salma, Intent("agree", AGREE, opening=Opening("pact", (MA, ES), exercise=True)))
    madrid.take([pact.encode()])
    offer(madrid, madrid.write(pact.id, "sign", {}))
    madrid.take([one.encode() for one in [release.acknowledge(pact.id)] if one])
    return pact


def decide(officer: Officer, dossier: str, type_: str, second: Officer | None = None, **body: Any) -> Entry:
    return release.release(officer, Intent(type_, body, None, dossier), second=second)


def bodies_of(dossier: str, type_: str) -> list[Any]:
    with dossiers.reading(dossier) as held:
        assert held is not None
        events = (*held._held.events.values(), *held._held.notes.values())
        return [one.body.model_dump() for one in events if one.body.type == type_]


def admitted(
    madrid: Partner, lisbon: Partner, dossier: str, ours: Home, *, beside: bool = False
) -> tuple[Entry, Entry]:
    """Return the admission of this node by Madrid, and its acceptance by Lisbon."""
    held = madrid.dossiers[dossier]
    body, packed = held.admission(ours.keys)
    if beside:
        body |= {"ground": None, "beside": lain_beside(packed)}
    seals = {one.agency: one.keys.seal for one in (madrid, lisbon)} | {MA: ours.keys.seal}
    admission = madrid.sign(dossier, *held.draft_parents(), seals, "admit", body, None)
    for one in (madrid, lisbon):
        one.take([admission.encode()])
    said = {"entry": admission.id, "hash": body["hash"]}
    accept = lisbon.sign(dossier, *lisbon.dossiers[dossier].draft_parents(), seals, "accept", said, None)
    for one in (lisbon, madrid):
        one.take([accept.encode()])
    return admission, accept


def foreign_pact(
    madrid: Partner, lisbon: Partner, *, ours: Home, beside: bool = False
) -> tuple[Entry, Entry, list[Entry]]:
    """Return a pact of Madrid and Lisbon, our admission to it, and all that follows its ground."""
    pact = madrid.open([lisbon.keys], "pact", {"type": "agree", **AGREE})
    lisbon.take([pact.encode()])
    sign = lisbon.write(pact.id, "sign", {})
    madrid.take([sign.encode()])
    told = madrid.acknowledge(pact.id)
    lisbon.take([told.encode()])
    between = lisbon.write(pact.id, "suspend", {})
    madrid.take([between.encode()])
    admission, accept = admitted(madrid, lisbon, pact.id, ours, beside=beside)
    return pact, admission, [told, between, admission, accept]


def lain_beside(packed: bytes) -> dict[str, Any]:
    """Seal a ground as an attachment of Madrid, and return its reference."""
    key = seed("ground")
    data = b"".join(chunk for _, chunk in sealed(io.BytesIO(packed), key))
    name = hashlib.sha256(data).hexdigest()
    _laid[name] = data
    return Reference("ground", "application/zlib", len(packed), name, key, CHUNK).to_json()


def lay(name: str) -> Path:
    """Return a file with a blob of Madrid, as if it had been fetched."""
    part = home.current().blobs / f"{name}.part"
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(_laid[name])
    return part


def sealed_anew(entry: Entry, by: Partner, node: Home) -> dict[str, str]:
    """Return the body by which a party seals an entry anew for this node."""
    key = content_key_of(entry, by.agency, by.opener)
    sealed = seal(node.keys.seal, key, contentkeys.info(entry.id, MA))
    return {"entry": entry.id, "to": MA, "sealed": base64.b64encode(sealed).decode()}


def proposal_of(madrid: Partner, dossier: str, keys: PartyKeys, **changed: Any) -> Entry:
    body, _ = madrid.dossiers[dossier].admission(keys)
    return madrid.write(dossier, "admit", body | changed)


def admission_hash(data: bytes) -> bytes:
    return data.split(b'"hash":"')[1][:64]
