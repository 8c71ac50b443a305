"""A partner that changes its keys in a pact is known by them from then on, and by the old ones no more."""

import base64

from mithaq.node import store
from mithaq.node.home import Home
from mithaq.node.models import Contact, EntryRow
from mithaq.record.bodies import rotation_claim
from mithaq.record.entry import Entry
from mithaq.record.keys import PartyKeys, SigningKey
from partners import AGREE, Partner


def rotated(madrid: Partner, pact: str, new: SigningKey, prover: SigningKey) -> Entry:
    """Return Madrid's entry that takes a new signing key, proven by `prover`."""
    keys = PartyKeys("es.policia", new.public, madrid.keys.seal, madrid.keys.recovery)
    number = madrid.dossiers[pact].draft_parents()[0]
    proof = prover.sign(rotation_claim(pact, "es.policia", number, keys))
    body = {"keys": keys.to_json(), "proof": base64.b64encode(proof).decode()}
    return madrid.write(pact, "keys", body)


def test_a_rotation_reaches_the_contact(node: Home, madrid: Partner) -> None:
    pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE})
    store.append([pact.encode()], source="es.policia")
    new, old = SigningKey.generate(), madrid.signer
    entry = rotated(madrid, pact.id, new, new)
    assert store.append([entry.encode()], source="es.policia")[0].status == "new"
    assert EntryRow.objects.get(entry=entry.id).verdict is None
    contact = Contact.objects.get()
    assert PartyKeys.from_json(contact.keys).sign == new.public
    assert contact.fingerprint == madrid.keys.fingerprint
    madrid.signer = new
    after = madrid.acknowledge(pact.id)
    assert store.append([after.encode()], source="es.policia")[0].status == "new"
    assert EntryRow.objects.get(entry=after.id).verdict is None
    madrid.signer = old
    stale = madrid.acknowledge(pact.id)
    store.append([stale.encode()], source="es.policia")
    verdict = EntryRow.objects.get(entry=stale.id).verdict
    assert verdict["refusal"][0] == "key-not-current"


def test_a_rotation_without_proof_changes_nothing(node: Home, madrid: Partner) -> None:
    pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE})
    store.append([pact.encode()], source="es.policia")
    before = Contact.objects.get().keys
    entry = rotated(madrid, pact.id, SigningKey.generate(), madrid.signer)
    assert store.append([entry.encode()], source="es.policia")[0].status == "new"
    assert EntryRow.objects.get(entry=entry.id).verdict["refusal"][0] == "proof-invalid"
    assert Contact.objects.get().keys == before
