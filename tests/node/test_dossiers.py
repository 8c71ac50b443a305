"""What is in memory is what is stored: read from a base, by another process, or after it was forgotten."""

import pytest

from mithaq.node import dossiers, release, store
from mithaq.node.home import Home
from mithaq.node.models import CardRow, DossierBase, DossierRow, EntryRow, Party
from mithaq.record.entry import Entry
from partners import AGREE, ASK, HANDLING, INFORM, Partner


def give(madrid: Partner, *entries: Entry) -> None:
    results = store.append([entry.encode() for entry in entries], source="es.policia")
    assert {result.status for result in results} == {"new"}


@pytest.fixture
def request_id(node: Home, madrid: Partner) -> str:
    pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE})
    asked = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    request = madrid.open([node.keys], "request", asked, pact=pact.id, handling=HANDLING)
    give(madrid, pact, request)
    return request.id


def talk(madrid: Partner, dossier: str, rounds: int) -> None:
    """Let Madrid write and this node acknowledge, each holding what the other wrote."""
    for _ in range(rounds):
        give(madrid, *(madrid.write(dossier, "inform", INFORM, HANDLING) for _ in range(3)))
        entry = release.acknowledge(dossier)
        assert entry is not None
        madrid.take([entry.encode()])


def stored(dossier: str) -> list[object]:
    return [
        list(EntryRow.objects.filter(dossier_id=dossier).values("entry", "verdict", "depth")),
        list(
            DossierRow.objects.filter(id=dossier).values("count", "members", "stable_depth", "stable_entry")
        ),
        list(
            Party.objects.filter(dossier_id=dossier)
            .order_by("agency")
            .values("agency", "clock", "cannot_open")
        ),
        list(CardRow.objects.filter(dossier_id=dossier).order_by("kind", "key").values("kind", "key", "due")),
    ]


def test_a_dossier_is_read_from_its_base(
    node: Home, madrid: Partner, request_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossiers, "BASE_EVERY", 8)
    talk(madrid, request_id, 6)
    base = DossierBase.objects.get(dossier_id=request_id)
    assert 8 <= base.count < DossierRow.objects.get(id=request_id).count
    assert base.serial > 0
    with dossiers.reading(request_id) as held:
        assert held is not None
        state, order, stable = held.fold().state, held.order, held.stable_through
    before = stored(request_id)
    dossiers.forget_all()
    with dossiers.reading(request_id) as held:
        assert held is not None
        assert (held.fold().state, held.order, held.stable_through) == (state, order, stable)
        assert state == madrid.dossiers[request_id].fold().state
    assert stored(request_id) == before
    talk(madrid, request_id, 3)
    dossiers.forget_all()
    talk(madrid, request_id, 1)
    assert not EntryRow.objects.exclude(verdict=None).exists()
    assert DossierBase.objects.get(dossier_id=request_id).count > base.count


def test_what_another_process_has_written_is_seen(node: Home, madrid: Partner, request_id: str) -> None:
    talk(madrid, request_id, 2)
    # What this process holds now is put aside while "another" one goes on.
    aside = dict(dossiers._shelf)
    dossiers.forget_all()
    talk(madrid, request_id, 2)
    theirs = stored(request_id)
    dossiers.forget_all()
    dossiers._shelf.update(aside)
    with dossiers.reading(request_id) as held:
        assert held is not None
        assert len(held.order) == DossierRow.objects.get(id=request_id).count
    assert stored(request_id) == theirs
    talk(madrid, request_id, 1)
    assert not EntryRow.objects.exclude(verdict=None).exists()


def test_a_dossier_that_is_not_here_is_not_read(node: Home) -> None:
    with dossiers.reading("ab" * 32) as held:
        assert held is None
    assert "ab" * 32 not in dossiers._shelf


def test_the_shelf_has_an_end(node: Home, madrid: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "MAX_DOSSIERS", 2)
    pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE})
    asked = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    made = [madrid.open([node.keys], "request", asked, pact=pact.id, handling=HANDLING) for _ in range(4)]
    give(madrid, pact)
    for request in made:
        give(madrid, request)
    assert len(dossiers._shelf) <= 3
    give(madrid, *(madrid.write(request.id, "inform", INFORM, HANDLING) for request in made))
    assert set(DossierRow.objects.filter(kind="request").values_list("count", flat=True)) == {2}
