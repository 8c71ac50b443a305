"""What the node writes by itself: acknowledgements after a quiet moment, and signed read receipts."""

from datetime import timedelta
from threading import Event

import pytest

from mithaq.node import acknowledging, reading, store
from mithaq.node.acknowledging import MOST, QUIET, REST, Watch
from mithaq.node.home import Home
from mithaq.node.models import DossierRow, EntryRow, Officer, ReadMark, Receipt
from mithaq.record.entry import Entry
from partners import AGREE, Partner

# ---------------------------------------------------------------- when


def test_a_dossier_is_due_after_a_quiet_moment() -> None:
    watch = Watch()
    watch.grew(["a"], 10.0)
    assert watch.take_due(10.0 + QUIET - 0.01) == []
    assert watch.take_due(10.0 + QUIET) == ["a"]
    assert watch.take_due(99.0) == []


def test_while_others_grow_it_is_due_when_it_has_come_to_rest() -> None:
    watch = Watch()
    watch.grew(["a"], 0.0)
    for step in range(1, 40):
        watch.grew(["b"], step * 0.1)
        due = watch.take_due(step * 0.1)
        assert due == (["a"] if step == round(REST * 10) else [])


def test_one_that_never_rests_is_due_all_the_same() -> None:
    watch = Watch()
    written = []
    for step in range(200):
        now = step * 0.1
        watch.grew(["a"], now)
        written += [now for _ in watch.take_due(now)]
    assert written == pytest.approx([MOST, 2 * MOST + 0.1, 3 * MOST + 0.2], abs=0.2)


def test_the_pause_ends_when_the_next_is_due() -> None:
    watch = Watch()
    assert watch.pause(0.0) == acknowledging.LOOK
    watch.grew(["a"], 0.0)
    assert watch.pause(0.05) == pytest.approx(QUIET - 0.05)


# ---------------------------------------------------------------- what


@pytest.fixture
def pacts(node: Home, madrid: Partner) -> list[Entry]:
    """Three pacts that Madrid has opened and sent."""
    made = [madrid.open([node.keys], "pact", {"type": "agree", **AGREE}) for _ in range(3)]
    store.append([entry.encode() for entry in made], source="es.policia")
    return made


def acknowledgements() -> int:
    return EntryRow.objects.filter(author="ma.dgsn", type="acknowledgement").count()


def test_several_dossiers_are_acknowledged_at_once_and_each_once(pacts: list[Entry]) -> None:
    ids = [entry.id for entry in pacts]
    assert acknowledging.acknowledge(ids) == 3
    assert acknowledging.acknowledge(ids) == 0
    assert acknowledgements() == 3


def test_a_dossier_that_awaits_its_own_entries_back_is_not_written_in(pacts: list[Entry]) -> None:
    DossierRow.objects.filter(id=pacts[0].id).update(locked_until_returned=["es.policia"])
    assert acknowledging.acknowledge([entry.id for entry in pacts]) == 2


def test_after_a_start_what_was_left_is_found(pacts: list[Entry]) -> None:
    acknowledging.acknowledge([pacts[0].id])
    assert set(acknowledging._left_over()) == {pacts[1].id, pacts[2].id}


def test_one_that_breaks_our_own_code_holds_up_no_other(
    pacts: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = acknowledging._calls

    def breaks(batch: object, dossier: str) -> bool:
        if dossier == pacts[1].id:
            raise ZeroDivisionError
        return calls(batch, dossier)  # type: ignore[arg-type]

    monkeypatch.setattr(acknowledging, "_calls", breaks)
    acknowledging._each(acknowledging.acknowledge, [entry.id for entry in pacts])
    assert acknowledgements() == 2


# ---------------------------------------------------------------- read receipts


@pytest.fixture
def nothing_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SETTLED", timedelta(0))
    monkeypatch.setattr(reading, "_written", {})


def read(officer: Officer, dossier: str, serial: int) -> None:
    ReadMark.objects.update_or_create(officer=officer, dossier_id=dossier, defaults={"serial": serial})


@pytest.mark.usefixtures("nothing_written")
def test_what_an_officer_has_read_is_receipted_once(
    pacts: list[Entry], salma: Officer, anas: Officer
) -> None:
    read(salma, pacts[0].id, 1)
    assert reading.write_receipts(Event()) == 1
    assert reading.write_receipts(Event()) == 0
    receipt = Receipt.objects.get(what="read")
    assert (receipt.entry, receipt.agency) == (pacts[0].id, "ma.dgsn")
    read(anas, pacts[0].id, 2)
    assert reading.write_receipts(Event()) == 0
    assert EntryRow.objects.filter(type="read").count() == 1


@pytest.mark.usefixtures("nothing_written")
def test_an_agency_may_sign_none(pacts: list[Entry], salma: Officer, settings: object) -> None:
    settings.READ_RECEIPTS = False  # type: ignore[attr-defined]
    read(salma, pacts[0].id, 1)
    assert reading.write_receipts(Event()) == 0
    assert not EntryRow.objects.filter(type="read").exists()
