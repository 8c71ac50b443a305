"""Releases of one moment share one transaction, and nothing else: each has its own result or refusal."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from mithaq.node import release, store, together
from mithaq.node.arrivals import Batch
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import DossierRow, EntryRow, Officer
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from partners import AGREE, ASK, HANDLING, INFORM, Partner


@pytest.fixture
def dossier(node: Home, madrid: Partner, salma: Officer) -> str:
    """A request under a pact in force."""
    opening = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    pact = release.release(salma, Intent("agree", AGREE, opening=opening))
    madrid.take([pact.encode()])
    store.append([madrid.write(pact.id, "sign", {}).encode()], source="es.policia")
    under = Opening("request", ("es.policia", "ma.dgsn"), pact.id, exercise=True)
    return release.release(salma, Intent("ask", ASK, HANDLING, opening=under)).id


def test_who_waits_shares_a_transaction_and_one_that_is_refused_harms_no_other(
    node: Home, salma: Officer, dossier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    transactions = []
    honest = store.write

    def counted(work: object, ids: object) -> object:
        transactions.append(ids)
        return honest(work, ids)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "write", counted)
    started = threading.Barrier(8)

    def one(number: int) -> Entry | Refusal:
        # Every fourth closes a request that nobody has answered, which the law refuses.
        wrong = number % 4 == 3
        started.wait()
        try:
            if wrong:
                return release.release(salma, Intent("close", {"usefulness": "useful"}, None, dossier))
            return release.release(salma, Intent("inform", INFORM, HANDLING, dossier))
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(one, range(8)))
    for number, result in enumerate(results):
        if number % 4 == 3:
            assert result == Refusal("no-answer-yet")
        else:
            assert isinstance(result, Entry)
            assert EntryRow.objects.get(entry=result.id).type == "inform"
    rows = EntryRow.objects.filter(dossier_id=dossier)
    assert sorted(rows.values_list("seq", flat=True)) == list(range(1, 8))
    assert DossierRow.objects.get(id=dossier).count == 7


def test_all_that_waits_is_done_in_one_transaction(node: Home, salma: Officer, dossier: str) -> None:
    begun, free = threading.Event(), threading.Event()
    seen: list[int] = []

    def slow(batch: Batch) -> str:
        begun.set()
        free.wait(30)
        return "slow"

    def quick(batch: Batch) -> int:
        seen.append(id(batch))
        return id(batch)

    def ask(work: object) -> object:
        try:
            return together.write(work, [dossier])  # type: ignore[arg-type]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(ask, slow)
        assert begun.wait(30)
        others = [pool.submit(ask, quick) for _ in range(5)]
        while len(together._queue) < 5:
            pass
        free.set()
        assert first.result() == "slow"
        batches = {other.result() for other in others}
    assert len(batches) == 1
    assert len(seen) == 5


def test_what_breaks_is_raised_where_it_was_asked(node: Home, salma: Officer, dossier: str) -> None:
    def broken(batch: Batch) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        together.write(broken, [dossier])
    assert together.write(lambda batch: 7, [dossier]) == 7
