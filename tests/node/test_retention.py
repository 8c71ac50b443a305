"""Data goes when it must, never by a partner's hand, and everything else still verifies."""

from datetime import timedelta

import pytest

from mithaq.node import clock, dossiers, release, retention, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import Audit, DossierRow, EntryRow, Officer, TaskRow
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from partners import AGREE, ASK, HANDLING, INFORM, Partner

KEPT_SHORT = {**HANDLING, "retention_months": 1}
State = TaskRow.State


@pytest.fixture
def request_id(node: Home, madrid: Partner, salma: Officer) -> str:
    """A request of ours to Madrid, which Madrid holds."""
    opening = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    pact = release.release(salma, Intent("agree", AGREE, opening=opening))
    madrid.take([pact.encode()])
    give(madrid, madrid.write(pact.id, "sign", {}))
    request = release.release(
        salma,
        Intent("ask", ASK, HANDLING, opening=Opening("request", ("es.policia", "ma.dgsn"), pact.id, True)),
    )
    madrid.take([request.encode()])
    return request.id


def give(madrid: Partner, *entries: Entry) -> None:
    for entry in entries:
        assert store.append([entry.encode()], source="es.policia")[0].status == "new"


def frames(dossier: str) -> list[bytes]:
    """Return our own entries of a dossier as the exchange sends them."""
    rows = EntryRow.objects.filter(dossier_id=dossier, author="ma.dgsn", gone=False).order_by("serial")
    return [
        len(row.payload).to_bytes(4, "big") + bytes(row.payload) + bytes(row.signature)
        + len(row.sealed or b"").to_bytes(4, "big") + bytes(row.sealed or b"")
        for row in rows
    ]  # fmt: skip


def settle(madrid: Partner, dossier: str) -> None:
    """Let both sides hold and acknowledge everything."""
    for _ in range(2):
        madrid.take(frames(dossier))
        if madrid.dossiers[dossier].wants_acknowledgement():
            give(madrid, madrid.acknowledge(dossier))
        release.acknowledge(dossier)


def test_a_partners_erasure_is_a_task_and_deletes_nothing(
    node: Home, madrid: Partner, youssef: Officer, request_id: str
) -> None:
    said = madrid.write(request_id, "inform", INFORM, HANDLING)
    give(madrid, said)
    give(madrid, madrid.write(request_id, "erase", {"entries": [said.id], "reason": "Exercise"}))
    settle(madrid, request_id)
    task = TaskRow.objects.get()
    assert (task.state, task.why, task.entries) == (State.OPEN, "erase", [said.id])
    assert retention.finish(clock.now()) == 0
    assert EntryRow.objects.get(entry=said.id).body is not None


def test_what_was_decided_is_locked_then_gone_when_the_erasure_is_stable(
    node: Home, madrid: Partner, youssef: Officer, request_id: str
) -> None:
    said = madrid.write(request_id, "inform", INFORM, HANDLING)
    give(madrid, said)
    give(madrid, madrid.write(request_id, "erase", {"entries": [said.id], "reason": "Exercise"}))
    retention.decide(TaskRow.objects.get(), youssef, erase=True, reason="Exercise: agreed")
    row = EntryRow.objects.get(entry=said.id)
    assert (row.locked, row.gone, row.body is None) == (True, False, False)
    # Madrid does not know yet that we hold its erasure.
    assert retention.finish(clock.now()) == 0
    settle(madrid, request_id)
    assert retention.finish(clock.now()) == 1
    row = EntryRow.objects.get(entry=said.id)
    assert (row.gone, row.body, row.sealed) == (True, None, None)
    assert bytes(row.payload) == said.payload
    answer = EntryRow.objects.get(type="erased")
    assert (answer.author, answer.verdict) == ("ma.dgsn", None)
    assert Audit.objects.filter(what="erase", dossier=request_id).count() == 1
    assert retention.finish(clock.now()) == 0


def test_a_dossier_goes_on_above_what_was_erased(
    node: Home, madrid: Partner, salma: Officer, youssef: Officer, request_id: str
) -> None:
    said = madrid.write(request_id, "inform", INFORM, HANDLING)
    give(madrid, said)
    give(madrid, madrid.write(request_id, "erase", {"entries": [said.id], "reason": None}))
    settle(madrid, request_id)
    retention.decide(TaskRow.objects.get(), youssef, erase=True, reason="Exercise: agreed")
    assert retention.finish(clock.now()) == 1
    dossiers.forget_all()
    release.release(salma, Intent("inform", INFORM, HANDLING, request_id))
    settle(madrid, request_id)
    with dossiers.reading(request_id) as held:
        assert held is not None
        assert held.fold().state == madrid.dossiers[request_id].fold().state
    count = EntryRow.objects.filter(dossier_id=request_id).count()
    assert DossierRow.objects.get(id=request_id).count == count
    assert (
        not EntryRow.objects.filter(dossier_id=request_id)
        .exclude(verdict=None)
        .exclude(entry=said.id)
        .exists()
    )


def test_keeping_is_answered_with_its_reason(
    node: Home, madrid: Partner, youssef: Officer, request_id: str
) -> None:
    said = madrid.write(request_id, "inform", INFORM, HANDLING)
    give(madrid, said)
    give(madrid, madrid.write(request_id, "recall", {"entries": [said.id], "reason": "Exercise"}))
    task = TaskRow.objects.get()
    with pytest.raises(Refusal, match="reason-missing"):
        retention.decide(task, youssef, erase=False, reason="")
    retention.decide(task, youssef, erase=False, reason="Exercise: needed in court")
    with pytest.raises(Refusal, match="task-state"):
        retention.decide(task, youssef, erase=True, reason="Exercise")
    assert EntryRow.objects.filter(type="erased", author="ma.dgsn").count() == 1
    assert EntryRow.objects.get(entry=said.id).verdict["gone"] is True


def test_retention_opens_a_task_and_its_erasure_runs(
    node: Home, madrid: Partner, salma: Officer, hind: Officer, anas: Officer, request_id: str
) -> None:
    entry = release.release(salma, Intent("inform", INFORM, KEPT_SHORT, request_id))
    settle(madrid, request_id)
    assert retention.expire(clock.now()) == 0
    later = clock.now() + timedelta(days=40)
    assert retention.expire(later) == 1
    assert retention.expire(later) == 0
    task = TaskRow.objects.get()
    assert (task.why, task.entries) == ("retention", [entry.id])
    with pytest.raises(Refusal, match="dossier-unknown"):
        retention.decide(task, anas, erase=True, reason="Exercise")
    retention.decide(task, hind, erase=True, reason="Exercise: time is over")
    settle(madrid, request_id)
    assert retention.finish(later) == 1
    assert EntryRow.objects.get(entry=entry.id).body is None
    assert TaskRow.objects.get().state == State.DONE
