"""Many statements in one go: what is read, what fails, and when it is durable, on both engines alike."""

import threading
from collections.abc import Callable

import pytest
from django.core.signals import request_finished, request_started
from django.db import IntegrityError, connection, connections, transaction

from mithaq.node import database, dossiers, release, rows, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import Audit, EntryRow, Officer, Receipt
from mithaq.record.entry import Entry
from partners import AGREE, Partner

COLUMNS = ("dossier_id", "entry", "agency", "what", "reason", "by", "time")
ONCE = "(dossier_id, entry, agency, what) DO NOTHING"
ASKED = "SELECT agency FROM node_receipt WHERE agency IN {} ORDER BY agency"


@pytest.fixture
def pact(node: Home, madrid: Partner, salma: Officer) -> Entry:
    return propose(salma)


def propose(officer: Officer) -> Entry:
    opening = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    return release.release(officer, Intent("agree", AGREE, opening=opening))


def receipt(dossier: str, agency: str) -> rows.Row:
    return (bytes.fromhex(dossier), b"\1" * 32, agency, "read", "", b"\2" * 32, "2026-11-24T10:00:00.000Z")


def insert_and_end(*some: rows.Row) -> None:
    """Insert each by a statement of its own, and end the transaction with the last."""
    with transaction.atomic(), rows.together():
        for one in some:
            rows.insert(Receipt, COLUMNS, [one])
        rows.commit()


def elsewhere(look: Callable[[], int]) -> int:
    """Return what another connection to the same database sees."""
    found: list[int] = []

    def run() -> None:
        found.append(look())
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def test_what_is_sent_together_is_carried_out_in_its_order(pact: Entry) -> None:
    some = [receipt(pact.id, agency) for agency in ("xx.a", "xx.b", "xx.c")]
    with rows.together(), transaction.atomic():
        rows.insert(Receipt, COLUMNS, some[:1])
        rows.insert(Receipt, COLUMNS, some, conflict=ONCE)
        later = rows.later(ASKED, ["xx.a", "xx.c", "xx.z"])
        rows.update(Receipt, "agency", ("reason",), [("xx.a", "one")])
        rows.update(Receipt, "agency", ("reason",), [("xx.b", "two"), ("xx.c", "three")])
        assert rows.select(ASKED, ["xx.b"]) == [("xx.b",)]
        assert later() == [("xx.a",), ("xx.c",)]
    found = Receipt.objects.order_by("agency").values_list("agency", "reason")
    assert list(found) == [("xx.a", "one"), ("xx.b", "two"), ("xx.c", "three")]


def test_nothing_is_asked_for_no_values(node: Home) -> None:
    with rows.together():
        assert rows.later(ASKED, [])() == []
        assert rows.select(ASKED, []) == []


def test_the_first_fault_is_raised_as_django_has_it_and_nothing_is_kept(pact: Entry) -> None:
    one = receipt(pact.id, "xx.a")
    with pytest.raises(IntegrityError):
        insert_and_end(receipt(pact.id, "xx.b"), one, one, receipt(pact.id, "xx.c"))
    assert not Receipt.objects.exists()
    with transaction.atomic(), rows.together():
        rows.insert(Receipt, COLUMNS, [one])
    assert Receipt.objects.count() == 1


def test_a_fault_shows_at_the_next_look_too(pact: Entry) -> None:
    one = receipt(pact.id, "xx.a")

    def insert_and_look() -> None:
        with transaction.atomic(), rows.together():
            rows.insert(Receipt, COLUMNS, [one])
            rows.insert(Receipt, COLUMNS, [one])
            rows.select(ASKED, ["xx.a"])

    with pytest.raises(IntegrityError):
        insert_and_look()
    assert not Receipt.objects.exists()


def test_an_end_that_is_sent_along_is_durable_and_within_another_block_is_none(pact: Entry) -> None:
    insert_and_end(receipt(pact.id, "xx.a"))
    assert elsewhere(Receipt.objects.count) == 1

    def fail_around() -> None:
        with transaction.atomic():
            insert_and_end(receipt(pact.id, "xx.b"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_around()
    assert Receipt.objects.count() == 1


def test_a_release_that_cannot_be_written_leaves_nothing_anywhere(
    node: Home, pact: Entry, salma: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (EntryRow.objects.count(), Audit.objects.count())
    last = rows.one(rows.LAST_SERIAL)[0]
    taken = EntryRow.objects.values_list("serial", flat=True).get(entry=pact.id)
    # Another entry has the serial that comes next, as no sound store has it.
    monkeypatch.setattr(rows, "LAST_SERIAL", f"SELECT {taken - 1} + 0 * count(*) FROM node_entryrow")
    with pytest.raises(IntegrityError):
        propose(salma)
    monkeypatch.undo()
    assert (EntryRow.objects.count(), Audit.objects.count()) == before
    assert propose(salma).header.seq == 1
    assert rows.one(rows.LAST_SERIAL)[0] == last + 1
    with dossiers.reading(pact.id) as held:
        assert held is not None
    assert store.append([pact.encode()], source="es.policia")[0].status == "known"


def test_a_statement_of_the_driver_is_counted_as_the_orms_are(node: Home) -> None:
    with connection.execute_wrapper(lambda go, *rest: go(*rest)):
        connection.force_debug_cursor = True
        try:
            before = len(connection.queries_log)
            rows.one(rows.LAST_SERIAL)
            assert len(connection.queries_log) == before + 1
        finally:
            connection.force_debug_cursor = False


def test_a_connection_is_tried_after_a_rest_and_not_at_every_request(
    node: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bool] = []

    def is_usable(_connection: object) -> bool:
        tried.append(True)
        return True

    def answer() -> int:
        """Return how often the connection is tried in one request."""
        tried.clear()
        request_started.send(sender=None)
        rows.one(rows.LAST_SERIAL)
        request_finished.send(sender=None)
        return len(tried)

    rows.one(rows.LAST_SERIAL)
    # Django's test client, wherever it was used before, has put the trial behind what spares it.
    request_started.disconnect(dispatch_uid="database trust")
    request_started.connect(database.trust, dispatch_uid="database trust")
    monkeypatch.setattr(type(connections["default"]), "is_usable", is_usable)
    monkeypatch.setattr(database, "RESTED", 3600.0)
    answer()
    assert [answer(), answer()] == [0, 0]
    monkeypatch.setattr(database, "RESTED", 0.0)
    assert answer() == (1 if rows.is_postgresql() else 0)


def test_one_value_and_many_are_asked_for_alike(pact: Entry) -> None:
    rows.insert(Receipt, COLUMNS, [receipt(pact.id, agency) for agency in ("xx.a", "xx.b", "xx.c")])
    fixed = "SELECT agency FROM node_receipt WHERE agency IN {} AND what = %s ORDER BY agency"
    assert rows.select(fixed, ["xx.b"], "read") == [("xx.b",)]
    assert rows.select(fixed, ["xx.b", "xx.a"], "read") == [("xx.a",), ("xx.b",)]
    assert rows.select(fixed, ["xx.b"], "refused") == rows.select(fixed, ["xx.b", "xx.a"], "refused") == []


def test_nothing_is_asked_in_a_transaction_that_is_lost(pact: Entry) -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            rows.one(rows.LAST_SERIAL)
