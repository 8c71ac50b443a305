"""A newcomer joins, reads from then on and writes."""

import pytest

from mithaq.kinds import law
from mithaq.node import (
    blobs,
    delivery,
    dossiers,
    newcomer,
    parties,
    release,
    resealing,
    store,
)
from mithaq.node.composing import Intent, Opening
from mithaq.node.exchange import outgoing, turn
from mithaq.node.exchange.contacts import CONTACTS
from mithaq.node.home import Home
from mithaq.node.models import Blob, Contact, DossierRow, EntryRow, Officer, Party, Resync, WaitingRow
from mithaq.node.sealing import Reference
from mithaq.node.views import read_body
from mithaq.record import joining
from mithaq.record.dossier import Dossier
from mithaq.record.entry import decode
from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys
from mithaq.web import matter
from newcomers import (
    ES,
    MA,
    PT,
    bodies_of,
    decide,
    foreign_pact,
    lay,
    offer,
    pact_of_two,
    proposal_of,
    sealed_anew,
)
from partners import ASK, HANDLING, Partner


@pytest.fixture
def lisbon(node: Home) -> Partner:
    """Lisbon, a contact of this node."""
    partner = Partner(PT)
    partner.become_contact()
    return partner


def test_a_party_admits_and_the_newcomer_reads_what_follows(
    node: Home, madrid: Partner, lisbon: Partner, salma: Officer, youssef: Officer
) -> None:
    pact = pact_of_two(madrid, salma)
    admission = decide(youssef, pact.id, "admit", agency=PT)
    assert admission.header.to == (ES, MA, PT)
    assert not Party.objects.filter(agency=PT).exists()
    between = decide(salma, pact.id, "suspend")
    assert PT not in between.header.to
    madrid.take([admission.encode(), between.encode()])
    held = madrid.dossiers[pact.id]
    hash_ = held.past_now("").standing.proposals[admission.id].event.body.hash
    assert held.agrees(admission.id)
    accept = madrid.write(pact.id, "accept", {"entry": admission.id, "hash": hash_})
    assert offer(madrid, accept)[0].status == "new"
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA, PT]
    assert Party.objects.get(dossier_id=pact.id, agency=PT).until == ""
    # What stands behind the ground goes to the newcomer, and nothing from before.
    resync = Resync.objects.get(contact_id=PT)
    sent = [decode(one.frame) for one in outgoing.returns(PT, outgoing.Room())[0]]
    assert pact.id not in {one.id for one in sent}
    assert {admission.id, between.id} <= {one.id for one in sent}
    assert resync.from_serial > 0
    # Nobody says of an entry from before that it is on its way to the newcomer.
    rows = EntryRow.objects.filter(dossier_id=pact.id)
    reached = {
        entry: {each.agency for each in come} for entry, come in delivery.of_entries(pact.id, rows).items()
    }
    assert PT not in reached[pact.id]
    after = decide(salma, pact.id, "resume")
    assert PT in {one.agency for one in delivery.of_entries(pact.id, rows.filter(entry=after.id))[after.id]}
    # What was not sealed to it is sealed anew, once.
    assert resealing.answer_all([pact.id]) == 2
    assert resealing.answer_all([pact.id]) == 0
    anew = {row["entry"] for row in bodies_of(pact.id, "re-seal")}
    assert between.id in anew


def test_this_node_joins_a_dossier_of_others(
    node: Home, madrid: Partner, lisbon: Partner, salma: Officer, youssef: Officer
) -> None:
    pact, admission, behind = foreign_pact(madrid, lisbon, ours=node)
    results = offer(madrid, *behind)
    assert {one.status for one in results} <= {"new", "known"}, results
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA, PT]
    row = DossierRow.objects.get(id=pact.id)
    assert (row.kind, row.opened_by, row.exercise) == ("pact", ES, True)
    assert not EntryRow.objects.filter(entry=pact.id).exists()
    closed = EntryRow.objects.get(type="unopened")
    assert closed.author == PT
    assert row.incomplete
    # Lisbon seals anew what it wrote before it knew.
    whole = next(one for one in behind if one.id == closed.entry)
    offer(lisbon, lisbon.write(pact.id, "re-seal", sealed_anew(whole, lisbon, node)))
    row.refresh_from_db()
    assert not row.incomplete
    # The same from the database as in memory.
    dossiers.forget_all()
    with dossiers.reading(pact.id) as held:
        assert held is not None
        state = held.fold().state
        assert state == lisbon.dossiers[pact.id].fold().state
        assert state.suspended == (PT,)
    shown = matter.load(row, MA)
    assert shown.state
    assert {line.row.entry for line in shown.lines} >= {closed.entry, admission.id}
    signed = decide(salma, pact.id, "sign")
    lisbon.take([signed.encode()])
    assert MA in lisbon.dossiers[pact.id].fold().state.signed
    assert lisbon.dossiers[pact.id].verdict(signed.id).refusal is None


def test_the_order_in_which_an_admission_comes_does_not_matter(
    node: Home, madrid: Partner, lisbon: Partner
) -> None:
    pact, _, behind = foreign_pact(madrid, lisbon, ours=node)
    assert offer(madrid, pact)[0].status == "waiting"
    for one in reversed(behind):
        offer(madrid, one)
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA, PT]
    assert not WaitingRow.objects.exists()
    assert offer(lisbon, pact)[0].status == "known"


def test_a_ground_too_large_for_its_entry_is_fetched_first(
    node: Home, madrid: Partner, lisbon: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    pact, admission, behind = foreign_pact(madrid, lisbon, ours=node, beside=True)
    statuses = [one.status for one in offer(madrid, *behind)]
    assert statuses == ["waiting"] * 4
    blob = Blob.objects.get(complete=False)
    assert blob.source == ES
    # What waits for an attachment is no entry that a partner could be asked for.
    assert turn.wants(CONTACTS.find(ES).link) == ()
    assert not DossierRow.objects.exists()
    blobs.keep(lay(blob.hash), blob.hash)
    Blob.objects.filter(hash=blob.hash).update(complete=True)
    store.try_again(blob.hash)
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA, PT]
    assert not WaitingRow.objects.exists()
    assert EntryRow.objects.get(entry=admission.id).verdict is None


def test_a_large_ground_goes_beside_the_admission_of_this_node(
    node: Home,
    madrid: Partner,
    salma: Officer,
    youssef: Officer,
    lisbon: Partner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(joining, "MAX_INSIDE", 0)
    pact = pact_of_two(madrid, salma)
    admission = decide(youssef, pact.id, "admit", agency=PT)
    body = read_body(bytes(EntryRow.objects.get(entry=admission.id).body or b""))
    assert body is not None
    assert body[1]["ground"] is None
    reference = Reference.read(body[1]["beside"])
    assert reference is not None
    packed = b"".join(blobs.open_blob(reference))
    assert Dossier.join(law, PT, body[1], packed).id == pact.id


def test_what_an_officer_may_not_decide_is_refused(
    node: Home, madrid: Partner, salma: Officer, youssef: Officer
) -> None:
    pact = pact_of_two(madrid, salma)
    for type_, body in (("admit", {"agency": PT}), ("accept", {"entry": pact.id})):
        with pytest.raises(Refusal, match="officer-may-not"):
            decide(salma, pact.id, type_, **body)
    for type_, body in (("leave", {}), ("exclude", {"agency": ES})):
        with pytest.raises(Refusal, match="second-officer-needed"):
            decide(salma, pact.id, type_, **body)
    with pytest.raises(Refusal) as caught:
        decide(youssef, pact.id, "admit", agency=PT)
    assert caught.value == Refusal("contact-unknown", {"agency": PT})
    Partner(PT).become_contact()
    request = release.release(
        salma, Intent("ask", ASK, HANDLING, opening=Opening("request", (ES, MA), pact.id, exercise=True))
    )
    with pytest.raises(Refusal) as caught:
        decide(youssef, request.id, "admit", agency=PT)
    assert caught.value == Refusal("party-not-in-pact", {"agency": PT})
    with pytest.raises(Refusal) as caught:
        decide(youssef, pact.id, "admit", agency=ES)
    assert caught.value == Refusal("already-a-member", {"agency": ES})
    with pytest.raises(Refusal) as caught:
        decide(youssef, pact.id, "accept", entry=pact.id)
    assert caught.value == Refusal("proposal-unknown", {"entry": pact.id})
    with pytest.raises(Refusal) as caught:
        decide(youssef, pact.id, "exclude", salma, agency=PT)
    assert caught.value == Refusal("not-another-member", {"agency": PT})


def test_a_party_accepts_only_whom_it_knows_and_only_the_ground_that_it_comes_to(
    node: Home, madrid: Partner, lisbon: Partner, salma: Officer, youssef: Officer
) -> None:
    pact = pact_of_two(madrid, salma)
    lie = proposal_of(madrid, pact.id, lisbon.keys, hash="0" * 64)
    other = Partner("xx.other").keys
    false = PartyKeys(PT, other.sign, other.seal, other.recovery)
    stranger = proposal_of(madrid, pact.id, false)
    unknown = proposal_of(madrid, pact.id, other)
    offer(madrid, lie, stranger, unknown)
    for entry, code in ((lie, "ground-differs"), (stranger, "keys-differ"), (unknown, "contact-unknown")):
        with pytest.raises(Refusal, match=code):
            decide(youssef, pact.id, "accept", entry=entry.id)
    sound = proposal_of(madrid, pact.id, lisbon.keys)
    offer(madrid, sound)
    with dossiers.reading(pact.id) as held:
        assert held is not None
        assert parties.proposed(held)[sound.id] == PT
    accept = decide(youssef, pact.id, "accept", entry=sound.id)
    assert accept.header.to == (ES, MA, PT)
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA, PT]


def test_an_admission_by_a_stranger_or_with_other_keys_of_a_contact_begins_nothing(
    node: Home, madrid: Partner, lisbon: Partner
) -> None:
    _, admission, behind = foreign_pact(madrid, lisbon, ours=node)
    Contact.objects.filter(agency=PT).update(keys=Partner("xx.other").keys.to_json() | {"agency": PT})
    assert offer(madrid, *behind)[2].refusal == Refusal("keys-differ", {"agency": PT})
    Contact.objects.filter(agency=PT).delete()
    Contact.objects.filter(agency=ES).delete()
    berlin = Partner("de.bundespolizei")
    berlin.become_contact()
    assert offer(berlin, admission)[0].refusal == Refusal("contact-unknown", {"agency": ES})
    assert not DossierRow.objects.exists()


def test_one_contact_has_only_so_many_admissions_open(
    node: Home, madrid: Partner, lisbon: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newcomer, "MOST_OPEN", 0)
    _, _, behind = foreign_pact(madrid, lisbon, ours=node)
    refusal = offer(madrid, *behind)[2].refusal
    assert refusal == Refusal("admissions-too-many", {"agency": ES, "most": 0})
