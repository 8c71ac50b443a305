"""From an officer's words to a durable entry: permission, second officer, gate, law; and what undoes it."""

import pytest

from mithaq.node import backup, drafts, release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import Audit, DossierOfficer, DossierRow, Draft, EntryRow, Officer
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.terms import ASKED_BEFORE_TRANSFER
from partners import AGREE, ASK, HANDLING, INFORM, TERMS, Partner, words

PERSON = {
    "person": True,
    "category": "suspect",
    "assessed": "fact",
    "identifiers": [{"type": "name", "value": "Exercise Person"}],
}


def refusal_of(call: object, *arguments: object, **named: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*arguments, **named)  # type: ignore[operator]
    return caught.value


@pytest.fixture
def pact(node: Home, madrid: Partner, salma: Officer) -> Entry:
    """A pact that Salma has opened and Madrid has signed: in force, and stable here."""
    opening = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    entry = release.release(salma, Intent("agree", AGREE, opening=opening))
    madrid.take([entry.encode()])
    signed = madrid.write(entry.id, "sign", {})
    assert store.append([signed.encode()], source="es.policia")[0].status == "new"
    return entry


def ask(pact: Entry, **changed: object) -> Intent:
    opening = Opening("request", ("es.policia", "ma.dgsn"), pact=pact.id, exercise=True)
    return Intent("ask", {**ASK, **changed}, HANDLING, opening=opening)


def test_an_officer_opens_a_pact_and_a_request_under_it(
    node: Home, madrid: Partner, salma: Officer, pact: Entry
) -> None:
    entry = release.release(salma, ask(pact), why="Exercise: container")
    madrid.take([entry.encode()])
    row = DossierRow.objects.get(id=entry.id)
    assert (row.kind, row.pact, row.exercise, row.members) == (
        "request",
        pact.id,
        True,
        ["es.policia", "ma.dgsn"],
    )
    assert EntryRow.objects.get(entry=entry.id).verdict is None
    assert DossierOfficer.objects.get(dossier_id=entry.id).officer_id == salma.pk
    audit = Audit.objects.order_by("number").last()
    assert audit is not None
    assert (audit.who, audit.what, audit.why, audit.entries, audit.recipients) == (
        salma.email, "release", "Exercise: container", [entry.id], ["es.policia", "ma.dgsn"],
    )  # fmt: skip
    held = madrid.dossiers[entry.id].fold()
    assert held.verdicts[entry.id].refusal is None


def test_numbers_and_parents_follow_each_other(
    node: Home, madrid: Partner, salma: Officer, pact: Entry
) -> None:
    request = release.release(salma, ask(pact))
    made = [release.release(salma, Intent("inform", INFORM, HANDLING, request.id)) for _ in range(3)]
    assert [entry.header.seq for entry in made] == [2, 3, 4]
    madrid.take([request.encode(), *(entry.encode() for entry in made)])
    answer = madrid.write(request.id, "inform", INFORM, HANDLING)
    store.append([answer.encode()], source="es.policia")
    last = release.release(salma, Intent("inform", INFORM, HANDLING, request.id))
    assert last.header.parents == (answer.id,) or last.header.parents[0] == made[-1].id
    madrid.take([last.encode()])


def test_what_the_law_would_refuse_is_not_written(node: Home, salma: Officer, pact: Entry) -> None:
    request = release.release(salma, ask(pact))
    before = EntryRow.objects.count()
    refusal = refusal_of(
        release.release,
        salma,
        Intent("answer", {"result": "hit", "text": words("no"), "evidence": False}, HANDLING, request.id),
    )
    assert refusal.code not in {"body-invalid", "type-unknown"}
    assert EntryRow.objects.count() == before
    assert release.release(salma, Intent("inform", INFORM, HANDLING, request.id)).header.seq == 2


def test_the_gate_refuses_what_lacks_a_purpose(node: Home, salma: Officer, pact: Entry) -> None:
    request = release.release(salma, ask(pact))
    bare = {"codes": ["H1"], "legal_basis": "pact"}
    assert (
        refusal_of(release.release, salma, Intent("inform", INFORM, bare, request.id)).code
        == "purpose-missing"
    )
    assert (
        refusal_of(release.release, salma, Intent("inform", INFORM, None, request.id)).code
        == "handling-missing"
    )
    kept = Audit.objects.filter(what="refused", who=salma.email, dossier=request.id).order_by("number")
    assert [row.subject for row in kept] == ["inform: purpose-missing", "inform: handling-missing"]


def test_who_may_not_may_not_and_it_is_kept(
    node: Home, salma: Officer, anas: Officer, karim: Officer, pact: Entry
) -> None:
    request = release.release(salma, ask(pact))
    intent = Intent("inform", INFORM, HANDLING, request.id)
    assert refusal_of(release.release, anas, intent).code == "dossier-unknown"
    DossierOfficer.objects.create(dossier_id=request.id, officer=anas)
    assert refusal_of(release.release, anas, intent).code == "officer-may-not"
    assert refusal_of(release.release, karim, intent).code == "dossier-unknown"
    assert Audit.objects.filter(what="refused", dossier=request.id).count() == 3


def test_many_are_released_together_and_the_good_go_though_one_does_not(
    node: Home, salma: Officer, pact: Entry
) -> None:
    request = release.release(salma, ask(pact))
    good = Intent("inform", INFORM, HANDLING, request.id)
    bad = Intent("inform", INFORM, None, request.id)
    made = release.release_many(salma, [good, good, good])
    assert [one.header.seq for one in made if isinstance(one, Entry)] == [2, 3, 4]
    made = release.release_many(salma, [good, bad, good])
    assert [one.code if isinstance(one, Refusal) else one.header.seq for one in made] == [
        5,
        "handling-missing",
        6,
    ]


def test_a_second_officer_looks_at_persons_who_go_abroad(
    node: Home, salma: Officer, youssef: Officer, pact: Entry
) -> None:
    body = {**INFORM, "subjects": [PERSON]}
    request = release.release(salma, ask(pact))
    draft = drafts.begin(salma, Intent("inform", body, person_goes(), request.id))
    refusal = refusal_of(drafts.send, salma, draft)
    assert refusal.code == "second-officer-needed", refusal.fields
    assert draft.state == Draft.State.SECOND
    assert refusal_of(drafts.second, salma, draft).code == "officer-may-not"
    entry = drafts.second(youssef, draft, why="Exercise: seen")
    draft.refresh_from_db()
    assert (draft.state, draft.entry, draft.second_id) == (Draft.State.RELEASED, entry.id, youssef.pk)
    audit = Audit.objects.get(what="release", why="Exercise: seen")
    assert audit.subject == f"inform seconded by {youssef.email}"
    assert EntryRow.objects.get(entry=entry.id).keep_until is not None


def person_goes() -> dict[str, object]:
    """The handling by which a person's data may go from Rabat to Madrid."""
    transfer = {
        "basis": "binding-instrument",
        "justification": words("needed"),
        "origin": "own-data",
        "onward": "with-authorisation",
    }
    return {
        **HANDLING,
        "evaluation": {"scheme": "4x4", "source": "B", "information": "2"},
        "retention_months": 12,
        "transfer": transfer,
        "risks": [{"risk": risk, "present": False} for risk in ASKED_BEFORE_TRANSFER],
    }


def test_a_correction_is_judged_like_what_it_corrects(node: Home, salma: Officer, pact: Entry) -> None:
    request = release.release(salma, ask(pact))
    told = release.release(salma, Intent("inform", INFORM, HANDLING, request.id))
    body = {"entry": told.id, "reason": "inaccurate", "body": {**INFORM, "subjects": [PERSON]}}

    def code_of(handling: dict[str, object]) -> str:
        return refusal_of(release.release, salma, Intent("correct", body, handling, request.id)).code

    assert code_of(dict(HANDLING)) == "evaluation-missing"
    assert code_of(person_goes()) == "second-officer-needed"
    unmarked = {**PERSON, "category": None}
    body["body"] = {**INFORM, "subjects": [unmarked]}
    assert code_of(person_goes()) == "subject-category-missing"
    body["body"] = INFORM
    assert release.release(salma, Intent("correct", body, HANDLING, request.id)).header.seq == 3


def test_the_second_officer_releases_what_was_looked_at_and_nothing_else(
    node: Home, salma: Officer, youssef: Officer, pact: Entry
) -> None:
    request = release.release(salma, ask(pact))
    body = {**INFORM, "subjects": [PERSON]}
    draft = drafts.begin(salma, Intent("inform", body, person_goes(), request.id))
    assert refusal_of(drafts.send, salma, draft).code == "second-officer-needed"
    looked_at, seen = Draft.objects.get(pk=draft.pk), drafts.version(draft)
    drafts.change(salma, draft, body={**body, "text": words("another")}, handling=person_goes())
    assert refusal_of(drafts.send, salma, draft).code == "second-officer-needed"
    assert refusal_of(drafts.second, youssef, looked_at).code == "draft-changed"
    assert refusal_of(drafts.second, youssef, draft, seen=seen).code == "draft-changed"
    assert drafts.second(youssef, draft, seen=drafts.version(draft)).header.seq == 2


def test_the_second_officer_sees_what_is_to_open_a_dossier(
    node: Home, salma: Officer, youssef: Officer, anas: Officer, pact: Entry
) -> None:
    intent = ask(pact, subjects=[PERSON], link=words("seen beside it"))
    draft = drafts.begin(salma, Intent("ask", intent.body, person_goes(), opening=intent.opening))
    assert not drafts.visible(youssef).filter(pk=draft.pk).exists()
    assert refusal_of(drafts.send, salma, draft).code == "second-officer-needed"
    assert drafts.find(youssef, draft.pk) == draft
    assert drafts.find(salma, draft.pk) == draft
    seen = Audit.objects.get(what="draft-seen")
    assert (seen.who, seen.subject) == (youssef.email, "ask")
    assert refusal_of(drafts.find, anas, draft.pk).code == "draft-unknown"
    assert not drafts.visible(anas).filter(pk=draft.pk).exists()
    assert drafts.second(youssef, draft).dossier_id


def test_no_officer_leaves_a_dossier_alone(
    node: Home, madrid: Partner, salma: Officer, youssef: Officer, pact: Entry
) -> None:
    request = release.release(salma, ask(pact))
    draft = drafts.begin(salma, Intent("leave", {"reason": "Exercise: done"}, dossier=request.id))
    assert refusal_of(drafts.send, salma, draft).code == "second-officer-needed"
    madrid.take([request.encode(), drafts.second(youssef, draft).encode()])
    assert madrid.dossiers[request.id].members() == ("es.policia",)
    intent = Intent("inform", INFORM, HANDLING, request.id)
    assert refusal_of(release.release, salma, intent).code == "not-a-member"


def test_two_officers_say_which_branch_of_a_fork_stays(
    node: Home, madrid: Partner, salma: Officer, youssef: Officer, pact: Entry
) -> None:
    request = release.release(salma, ask(pact))
    madrid.take([request.encode()])
    held = madrid.dossiers[request.id]
    seq, parents = held.draft_parents()
    seals = {agency: held.keys_of(agency).seal for agency in held.members()}
    branches = [
        madrid.sign(
            request.id, seq, tuple(parents), seals, "inform", {**INFORM, "text": words(said)}, HANDLING
        )
        for said in ("one text", "another text")
    ]
    store.append([one.encode() for one in branches], source="es.policia")

    def refused(entry: Entry) -> object:
        verdict = EntryRow.objects.get(entry=entry.id).verdict or {}
        return (verdict.get("refusal") or [None])[0]

    assert [refused(one) for one in branches] == ["fork-open", "fork-open"]
    body = {"agency": "es.policia", "stays": branches[1].id}
    said = release.release(salma, Intent("resolve", body, dossier=request.id), second=youssef)
    assert refused(said) is None
    assert [refused(one) for one in branches] == ["fork-lost", None]


def test_a_draft_that_does_not_go_loses_nothing(node: Home, salma: Officer, pact: Entry) -> None:
    request = release.release(salma, ask(pact))
    draft = drafts.begin(salma, Intent("inform", {"text": words("half")}, HANDLING, request.id))
    assert refusal_of(drafts.send, salma, draft).code == "body-invalid"
    draft.refresh_from_db()
    assert (draft.state, draft.body, (draft.refusal or [""])[0]) == (
        Draft.State.OPEN,
        {"text": words("half")},
        "body-invalid",
    )
    drafts.change(salma, draft, body=INFORM, handling=HANDLING)
    entry = drafts.send(salma, draft)
    assert refusal_of(drafts.send, salma, draft).code == "draft-state"
    assert EntryRow.objects.filter(entry=entry.id).count() == 1


def test_a_draft_is_released_once_however_often_it_is_sent(node: Home, salma: Officer, pact: Entry) -> None:
    request = release.release(salma, ask(pact))
    draft = drafts.begin(salma, Intent("inform", INFORM, HANDLING, request.id))
    again = Draft.objects.get(pk=draft.pk)
    entry = drafts.send(salma, draft)
    count = EntryRow.objects.count()
    assert refusal_of(drafts.send, salma, again).code == "draft-changed"
    assert EntryRow.objects.count() == count
    draft.refresh_from_db()
    assert (draft.state, draft.entry) == (Draft.State.RELEASED, entry.id)
    # The entry may be erased one day: no second copy of what it says stays behind.
    assert (draft.body, draft.handling) == ({}, None)


def test_a_restored_node_writes_nothing_until_its_partners_have_answered(
    node: Home, salma: Officer, pact: Entry
) -> None:
    request = release.release(salma, ask(pact))
    backup.lock_all(node.agency)
    intent = Intent("inform", INFORM, HANDLING, request.id)
    assert refusal_of(release.release, salma, intent).code == "dossier-awaits-return"
    assert release.acknowledge(pact.id) is None
    store.returned("es.policia")
    assert release.release(salma, intent).header.seq == 2


def test_an_acknowledgement_is_written_once_and_calls_for_none(
    node: Home, madrid: Partner, salma: Officer, pact: Entry
) -> None:
    request = release.release(salma, ask(pact))
    assert release.acknowledge(request.id) is None
    madrid.take([request.encode()])
    store.append([madrid.write(request.id, "inform", INFORM, HANDLING).encode()], source="es.policia")
    entry = release.acknowledge(request.id)
    assert entry is not None
    assert entry.header.commitment is None
    assert release.acknowledge(request.id) is None
    madrid.take([entry.encode()])


def test_a_pact_that_is_not_in_force_carries_nothing(node: Home, madrid: Partner, salma: Officer) -> None:
    opening = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    pact = release.release(salma, Intent("agree", AGREE, opening=opening))
    assert refusal_of(release.release, salma, ask(pact)).code == "pact-not-in-force"
    assert TERMS
