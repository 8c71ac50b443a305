"""A partner that changes its keys in a pact is known by them from then on, and by the old ones no more."""

import base64

import pytest

from mithaq.node import introductions, store
from mithaq.node.home import Home
from mithaq.node.models import Contact, EntryRow
from mithaq.record.bodies import rotation_claim
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys, SigningKey
from partners import AGREE, ASK, HANDLING, Partner, seed

RECOVERY = SigningKey.from_seed(seed("es.policia recovery"))


@pytest.fixture
def pact(node: Home, madrid: Partner) -> Entry:
    """A pact that Madrid proposed and the node holds."""
    made = madrid.open([node.keys], "pact", {"type": "agree", **AGREE})
    assert taken(made) == ["new"]
    return made


def taken(*entries: Entry) -> list[str]:
    """Let the node take in what Madrid wrote; return each one's status, or the code of its refusal."""
    results = store.append([entry.encode() for entry in entries], source="es.policia")
    return [result.refusal.code if result.refusal else result.status for result in results]


def asked(node: Home, madrid: Partner, pact: Entry) -> Entry:
    """Return the opening of a request of Madrid's."""
    body = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    return madrid.open([node.keys], "request", body, pact=pact.id, handling=HANDLING)


def renewed(madrid: Partner, pact: str) -> Entry:
    """Return Madrid's entry that takes a new key, with which it goes on."""
    new = SigningKey.generate()
    entry = rotated(madrid, pact, new, new)
    madrid.signer = new
    madrid.keys = PartyKeys("es.policia", new.public, madrid.keys.seal, madrid.keys.recovery)
    return entry


def revoked(madrid: Partner, pact: str) -> Entry:
    """Return Madrid's entry that takes its key back; it goes on with another."""
    new = SigningKey.generate()
    keys = PartyKeys("es.policia", new.public, madrid.keys.seal, madrid.keys.recovery)
    number = madrid.dossiers[pact].draft_parents()[0]
    body = {"key": madrid.signer.id, "last": number - 1, "keys": keys.to_json()}
    madrid.signer = RECOVERY
    entry = madrid.write(pact, "revoke", body)
    madrid.signer, madrid.keys = new, keys
    return entry


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


def test_a_new_key_and_what_it_opens_may_come_together(node: Home, madrid: Partner, pact: Entry) -> None:
    entry = renewed(madrid, pact.id)
    assert taken(entry, asked(node, madrid, pact)) == ["new", "new"]


def test_what_a_new_key_opens_waits_for_the_entry_that_says_so(
    node: Home, madrid: Partner, pact: Entry
) -> None:
    entry = renewed(madrid, pact.id)
    request = asked(node, madrid, pact)
    assert taken(request) == ["waiting"]
    assert taken(entry) == ["new"]
    assert EntryRow.objects.filter(entry=request.id).exists()
    again = renewed(madrid, pact.id)
    assert taken(asked(node, madrid, pact), again) == ["new", "new"]


def test_what_an_old_key_opened_before_is_still_taken(node: Home, madrid: Partner, pact: Entry) -> None:
    request = asked(node, madrid, pact)
    assert taken(renewed(madrid, pact.id), request) == ["new", "new"]


@pytest.mark.parametrize("together", [True, False])
def test_a_revoked_key_opens_nothing(node: Home, madrid: Partner, pact: Entry, together: bool) -> None:
    stolen = asked(node, madrid, pact)
    entry = revoked(madrid, pact.id)
    if together:
        assert taken(entry, stolen) == ["new", "key-not-current"]
    else:
        assert [taken(entry), taken(stolen)] == [["new"], ["key-not-current"]]
    assert taken(asked(node, madrid, pact)) == ["new"]


def test_nobody_opens_under_a_key_that_is_not_announced_in_the_pact(
    node: Home, madrid: Partner, pact: Entry
) -> None:
    madrid.signer = SigningKey.generate()
    assert taken(asked(node, madrid, pact)) == ["waiting"]
    mallory = Partner("xx.elsewhere")
    mallory.become_contact()
    mallory.signer = SigningKey.generate()
    body = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    forged = mallory.open([node.keys], "request", body, pact=pact.id, handling=HANDLING)
    result = store.append([forged.encode()], source="xx.elsewhere")[0]
    assert result.refusal is not None
    assert result.refusal.code == "key-unknown"


def test_a_contact_shows_what_was_compared_and_how_its_keys_changed(
    node: Home, madrid: Partner, pact: Entry
) -> None:
    compared = madrid.keys.fingerprint
    assert introductions.new_keys(Contact.objects.get()) is None
    taken(renewed(madrid, pact.id))
    contact = Contact.objects.get()
    assert contact.fingerprint == compared
    assert introductions.new_keys(contact) == introductions.NewKeys(madrid.keys.spoken, revoked=False)
    taken(revoked(madrid, pact.id))
    contact = Contact.objects.get()
    assert contact.fingerprint == compared
    assert introductions.new_keys(contact) == introductions.NewKeys(madrid.keys.spoken, revoked=True)


def test_a_thief_that_rotates_in_another_pact_is_not_followed(
    node: Home, madrid: Partner, pact: Entry
) -> None:
    other = madrid.open([node.keys], "pact", {"type": "agree", **AGREE})
    taken(other)
    thief = SigningKey.generate()
    stolen = rotated(madrid, other.id, thief, thief)
    taken(revoked(madrid, pact.id))
    now = Contact.objects.get().keys
    assert taken(stolen) == ["new"]
    assert Contact.objects.get().keys == now


def test_the_recovery_key_opens_nothing(node: Home, madrid: Partner, pact: Entry) -> None:
    madrid.signer = RECOVERY
    madrid.keys = PartyKeys("es.policia", RECOVERY.public, madrid.keys.seal, madrid.keys.recovery)
    assert taken(asked(node, madrid, pact)) == ["key-not-current"]


def test_an_old_card_does_not_bring_old_keys_back(node: Home, madrid: Partner, pact: Entry) -> None:
    old = madrid.keys
    taken(renewed(madrid, pact.id))
    introductions.introduce(old, old.fingerprint, "http://127.0.0.1:2", by="test")
    contact = Contact.objects.get()
    assert (contact.url, contact.keys) == ("http://127.0.0.1:2", madrid.keys.to_json())
    assert contact.fingerprint == old.fingerprint
    # Once people have compared the new ones, these are the compared ones.
    introductions.introduce(madrid.keys, madrid.keys.fingerprint, "http://127.0.0.1:2", by="test")
    assert Contact.objects.get().fingerprint == madrid.keys.fingerprint
    assert introductions.new_keys(Contact.objects.get()) is None
    with pytest.raises(Refusal, match="contact-known"):
        introductions.introduce(old, old.fingerprint, "http://127.0.0.1:2", by="test")
