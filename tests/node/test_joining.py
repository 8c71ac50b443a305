"""A newcomer joins, reads from then on and writes; a party leaves, and another is excluded."""

import base64
import hashlib
import io
from pathlib import Path
from typing import Any

import pytest

from mithaq.kinds import law
from mithaq.node import (
    blobs,
    contentkeys,
    delivery,
    dossiers,
    drafts,
    export,
    home,
    newcomer,
    parties,
    release,
    resealing,
    store,
)
from mithaq.node.arrivals import Result
from mithaq.node.composing import Intent, Opening
from mithaq.node.exchange import outgoing, turn
from mithaq.node.exchange.contacts import CONTACTS
from mithaq.node.exchange.protocol import Want
from mithaq.node.home import Home
from mithaq.node.models import Blob, Contact, DossierRow, EntryRow, Officer, Party, Resync, WaitingRow
from mithaq.node.sealing import CHUNK, Reference, sealed
from mithaq.node.views import read_body
from mithaq.record import joining
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Entry, content_key_of, decode
from mithaq.record.errors import Refusal
from mithaq.record.hpke import seal
from mithaq.record.keys import PartyKeys
from mithaq.record.verify import verify
from mithaq.web import matter, surroundings
from mithaq.web import writing as webwriting
from partners import AGREE, ASK, HANDLING, Partner, officer, seed

MA, ES, PT = "ma.dgsn", "es.policia", "pt.psp"


@pytest.fixture
def lisbon(node: Home) -> Partner:
    """Lisbon, a contact of this node."""
    partner = Partner(PT)
    partner.become_contact()
    return partner


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


_laid: dict[str, bytes] = {}
"""The blobs of Madrid, by hash."""


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


def proposal_of(madrid: Partner, dossier: str, keys: PartyKeys, **changed: Any) -> Entry:
    body, _ = madrid.dossiers[dossier].admission(keys)
    return madrid.write(dossier, "admit", body | changed)


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


def test_who_left_gets_nothing_further_and_may_come_back(
    node: Home, madrid: Partner, salma: Officer, youssef: Officer
) -> None:
    pact = pact_of_two(madrid, salma)
    gone = madrid.write(pact.id, "leave", {"reason": None})
    offer(madrid, gone)
    assert DossierRow.objects.get(id=pact.id).members == [MA]
    assert Party.objects.get(dossier_id=pact.id, agency=ES).until
    serial = outgoing.last_serial()
    after = decide(salma, pact.id, "suspend")
    assert outgoing.ordinary(ES, serial, outgoing.Room()).offers == ()
    want = [Want(pact.id, {}, (after.id,))]
    asked = {decode(one.frame).id for one in outgoing.supply(ES, want, outgoing.Room())[0]}
    assert after.id not in asked
    assert gone.id in asked
    assert Contact.objects.filter(agency=ES).exists()
    # It may be admitted again: nobody else is left to accept.
    decide(youssef, pact.id, "admit", agency=ES)
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA]
    assert Party.objects.get(dossier_id=pact.id, agency=ES).until == ""


def test_this_node_comes_back_to_a_dossier_that_it_left(
    node: Home, madrid: Partner, lisbon: Partner, salma: Officer, youssef: Officer
) -> None:
    pact = madrid.open([lisbon.keys, node.keys], "pact", {"type": "agree", **AGREE})
    lisbon.take([pact.encode()])
    offer(madrid, pact)
    with pytest.raises(Refusal, match="second-officer-needed"):
        decide(youssef, pact.id, "leave")
    gone = decide(youssef, pact.id, "leave", salma)
    for one in (madrid, lisbon):
        one.take([gone.encode()])
    assert DossierRow.objects.get(id=pact.id).members == [ES, PT]
    with pytest.raises(Refusal, match="not-a-member"):
        decide(salma, pact.id, "sign")
    away = [lisbon.write(pact.id, "sign", {})]
    madrid.take([one.encode() for one in away])
    for writer, reader in ((madrid, lisbon), (lisbon, madrid)):
        away.append(writer.acknowledge(pact.id))
        reader.take([away[-1].encode()])
    admission, accept = admitted(madrid, lisbon, pact.id, node)
    behind = [
        one for one in (*away, admission, accept) if one.id in madrid.dossiers[pact.id].behind_ground(MA)
    ]
    assert away[0] not in behind
    assert {one.status for one in offer(madrid, *behind)} == {"new"}
    assert not WaitingRow.objects.exists()
    assert DossierRow.objects.get(id=pact.id).members == [ES, MA, PT]
    assert Party.objects.get(dossier_id=pact.id, agency=MA).until == ""
    for forgotten in (False, True):
        if forgotten:
            dossiers.forget_all()
        with dossiers.reading(pact.id) as held:
            assert held is not None
            assert held.order == madrid.dossiers[pact.id].order
            assert held.fold().state == madrid.dossiers[pact.id].fold().state
    signed = decide(salma, pact.id, "sign")
    assert signed.header.seq == gone.header.seq + 1
    madrid.take([signed.encode()])
    assert MA in madrid.dossiers[pact.id].fold().state.signed


def test_a_second_officer_is_shown_who_is_to_go_and_decides(
    node: Home, madrid: Partner, salma: Officer, youssef: Officer
) -> None:
    pact = pact_of_two(madrid, salma)
    amal = officer("Amal", "supervisor")
    reason = "Exercise: not reached for a month."
    draft = drafts.begin(youssef, Intent("exclude", {"agency": ES, "reason": reason}, None, pact.id))
    with pytest.raises(Refusal, match="second-officer-needed"):
        drafts.send(youssef, draft)
    around = surroundings.of_draft(draft, amal)
    assert around is not None
    seen = webwriting.preview(draft, around)
    assert seen is not None
    assert [fact.text for fact in seen.facts][1:] == [reason]
    assert seen.second
    with pytest.raises(Refusal, match="second-officer-same"):
        drafts.second(youssef, draft)
    vote = drafts.second(amal, draft)
    assert vote.header.to == (ES, MA)
    assert DossierRow.objects.get(id=pact.id).members == [MA]
    assert Party.objects.get(dossier_id=pact.id, agency=ES).until


def test_what_a_newcomer_exports_is_verified_on_its_ground(
    node: Home, madrid: Partner, lisbon: Partner, youssef: Officer
) -> None:
    pact, _, behind = foreign_pact(madrid, lisbon, ours=node)
    offer(madrid, *behind)
    data = export.bundle(youssef, pact.id, why="exercise")
    report = verify(data, law)
    assert report.findings == ()
    assert report.members == (ES, MA, PT)
    assert report.incomplete  # Lisbon has not sealed anew what it wrote before it knew
    at = data.index(admission_hash(data)) + 4
    assert verify(data[:at] + b"0" + data[at + 1 :], law).findings


def admission_hash(data: bytes) -> bytes:
    return data.split(b'"hash":"')[1][:64]
