"""The one door: what is new, known, waiting, refused; and that nothing changes where nothing may."""

import pytest

from mithaq.node import dossiers, store, waiting
from mithaq.node.home import Home
from mithaq.node.models import CardRow, DossierRow, EntryRow, Party, WaitingRow
from mithaq.node.store import Result
from mithaq.record.entry import Entry
from partners import AGREE, ASK, HANDLING, INFORM, Partner


def give(*entries: Entry, source: str | None = "es.policia") -> list[Result]:
    """Append entries as one batch."""
    return store.append([entry.encode() for entry in entries], source=source)


def statuses(results: list[Result]) -> list[str]:
    return [result.refusal.code if result.refusal else result.status for result in results]


def pact_of(madrid: Partner, node: Home) -> Entry:
    """Return a pact that Madrid has opened, and that nobody else holds yet."""
    return madrid.open([node.keys], "pact", {"type": "agree", **AGREE})


def request_of(madrid: Partner, node: Home, pact: Entry) -> Entry:
    body = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    return madrid.open([node.keys], "request", body, pact=pact.id, handling=HANDLING)


def stored() -> list[object]:
    """Return all that is stored of entries and dossiers: for "nothing has changed"."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (EntryRow, DossierRow, Party, CardRow, WaitingRow)
    ]


def test_a_pact_from_a_contact_is_taken_in(node: Home, madrid: Partner) -> None:
    pact = pact_of(madrid, node)
    assert statuses(give(pact)) == ["new"]
    row = DossierRow.objects.get()
    assert (row.id, row.kind, row.members, row.count) == (pact.id, "pact", ["es.policia", "ma.dgsn"], 1)
    clocks = {one.agency: one.clock for one in Party.objects.all()}
    assert clocks == {"es.policia": {"es.policia": 1}, "ma.dgsn": {}}
    entry = EntryRow.objects.get()
    assert (entry.serial, entry.entry, entry.type, entry.verdict, entry.source) == (
        1, pact.id, "open", None, "es.policia",
    )  # fmt: skip
    assert CardRow.objects.get().owner == "ma.dgsn"


def test_the_same_entry_twice_changes_nothing(node: Home, madrid: Partner) -> None:
    pact = pact_of(madrid, node)
    give(pact)
    before = stored()
    assert statuses(give(pact, pact)) == ["known", "known"]
    assert stored() == before


def test_entries_in_any_order_come_to_the_same(node: Home, madrid: Partner) -> None:
    pact = pact_of(madrid, node)
    request = request_of(madrid, node, pact)
    more = [madrid.write(request.id, "inform", INFORM, HANDLING) for _ in range(4)]
    assert set(statuses(give(*reversed([pact, request, *more])))) == {"new"}
    assert DossierRow.objects.get(id=request.id).count == 5
    assert not EntryRow.objects.exclude(verdict=None).exists()
    with dossiers.reading(request.id) as held:
        assert held is not None
        assert held.fold().state == madrid.dossiers[request.id].fold().state


def test_what_lacks_a_parent_waits_and_is_taken_when_it_comes(node: Home, madrid: Partner) -> None:
    pact = pact_of(madrid, node)
    request = request_of(madrid, node, pact)
    first, second = (madrid.write(request.id, "inform", INFORM, HANDLING) for _ in range(2))
    results = give(second, first, request)
    assert statuses(results) == ["waiting", "waiting", "waiting"]
    assert results[2].wanted == (pact.id,)
    assert EntryRow.objects.count() == 0
    assert statuses(give(pact)) == ["new"]
    assert set(EntryRow.objects.values_list("entry", flat=True)) == {pact.id, request.id, first.id, second.id}
    assert WaitingRow.objects.count() == 0
    assert statuses(give(second, request)) == ["known", "known"]


def test_waiting_entries_are_bounded_for_each_contact(
    node: Home, madrid: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MAX_WAITING", 3)
    pact = pact_of(madrid, node)
    request = request_of(madrid, node, pact)
    later = [madrid.write(request.id, "inform", INFORM, HANDLING) for _ in range(5)]
    give(*later)
    assert list(WaitingRow.objects.values_list("entry", flat=True)) == [entry.id for entry in later[2:]]
    give(pact, request)
    assert DossierRow.objects.get(id=request.id).count == 1
    assert set(statuses(give(*later))) == {"new"}


def test_a_stranger_gets_nothing_stored(node: Home, madrid: Partner) -> None:
    mallory = Partner("xx.elsewhere")
    give(pact_of(madrid, node))
    before = stored()
    pact = mallory.open([node.keys], "pact", {"type": "agree", **AGREE})
    assert statuses(give(pact, source="xx.elsewhere")) == ["contact-unknown"]
    assert statuses(give(pact, source="es.policia")) == ["contact-unknown"]
    assert stored() == before


def test_a_contact_opens_nothing_under_a_pact_it_is_no_party_of(node: Home, madrid: Partner) -> None:
    potsdam = Partner("de.bundespolizei")
    potsdam.become_contact()
    pact = pact_of(madrid, node)
    give(pact)
    before = stored()
    foreign = request_of(potsdam, node, pact)
    assert statuses(give(foreign, source="de.bundespolizei")) == ["pact-foreign"]
    assert stored() == before


def test_a_forged_author_is_refused(node: Home, madrid: Partner) -> None:
    pact = pact_of(madrid, node)
    request = request_of(madrid, node, pact)
    give(pact, request)
    honest = madrid.write(request.id, "inform", INFORM, HANDLING)
    assert statuses(give(honest)) == ["new"]
    before = stored()
    mallory = Partner("xx.elsewhere")
    mallory.become_contact()
    mallory.agency = "es.policia"
    header = honest.header
    seals = {"es.policia": madrid.keys.seal, "ma.dgsn": node.keys.seal}
    forged = mallory.sign(request.id, header.seq + 1, (honest.id,), seals, "inform", INFORM, HANDLING)
    result = give(forged)
    # Its key is that of a contact, so the signature is good: it is the author that is not.
    assert statuses(result) in (["new"], ["key-unknown"], ["key-differs"])
    if statuses(result) == ["new"]:
        assert EntryRow.objects.get(entry=forged.id).verdict["refusal"][0] == "key-not-current"
    else:
        assert stored() == before


def test_every_flipped_byte_is_found(node: Home, madrid: Partner) -> None:
    pact = pact_of(madrid, node)
    frame = pact.encode()
    flipped = []
    for at in range(0, len(frame), 7):
        bad = bytearray(frame)
        bad[at] ^= 1 << (at % 8)
        flipped.append(bytes(bad))
    results = store.append(flipped, source="es.policia")
    assert {result.status for result in results} <= {"refused", "waiting"}
    assert EntryRow.objects.count() == 0
    WaitingRow.objects.all().delete()
    assert statuses(give(pact)) == ["new"]


def test_junk_of_any_kind_is_refused_with_a_code(node: Home, madrid: Partner) -> None:
    junk = [b"", b"\0" * 10, b"x" * 1000, (2**31).to_bytes(4, "big") * 30, b"[" * 100_000]
    results = store.append(junk, source="es.policia")
    assert [result.status for result in results] == ["refused"] * len(junk)
    assert all(result.refusal is not None for result in results)


def test_a_body_outside_the_profile_is_stored_and_refused_by_the_law(node: Home, madrid: Partner) -> None:
    pact = pact_of(madrid, node)
    request = request_of(madrid, node, pact)
    give(pact, request)
    bad = madrid.write(request.id, "no-such-type", {}, HANDLING)
    assert statuses(give(bad)) == ["new"]
    assert EntryRow.objects.get(entry=bad.id).verdict["refusal"] == ["type-unknown", {"kind": "request"}]


def test_what_was_undone_leaves_nothing_in_memory(
    node: Home, madrid: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    pact = pact_of(madrid, node)
    request = request_of(madrid, node, pact)
    give(pact, request)
    more = madrid.write(request.id, "inform", INFORM, HANDLING)
    before = stored()

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("mithaq.node.writing.write", full)
        with pytest.raises(OSError, match="no space"):
            give(more)
    assert stored() == before
    assert statuses(give(more)) == ["new"]
    assert DossierRow.objects.get(id=request.id).count == 2


def test_a_dossier_is_the_same_after_it_was_read_again(node: Home, madrid: Partner) -> None:
    pact = pact_of(madrid, node)
    request = request_of(madrid, node, pact)
    give(pact, request, *(madrid.write(request.id, "inform", INFORM, HANDLING) for _ in range(3)))
    with dossiers.reading(request.id) as held:
        assert held is not None
        state = held.fold().state
    dossiers.forget_all()
    with dossiers.reading(request.id) as held:
        assert held is not None
        assert held.fold().state == state
    cards = stored()[3]
    give(madrid.write(request.id, "inform", INFORM, HANDLING))
    assert len(cards) <= len(stored()[3])  # type: ignore[arg-type]
