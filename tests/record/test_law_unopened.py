"""Bodies that do not open, orders, reports, time, receipts (LAW-9, LAW-38, LAW-39, LAW-54 to LAW-56)."""

from mithaq.record.errors import Refusal
from record.world import (
    AGENCIES,
    START,
    Site,
    Written,
    account,
    exchange,
    open_dossier,
    quiet,
    refusal_of,
    verdict_of,
)

MA, ES, DE = AGENCIES


# ---------------------------------------------------------------- bodies that do not open


def test_an_unopened_entry_has_no_effect_until_it_is_opened() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    sites[ES].blind.add(one.id)
    exchange(sites)
    assert sites[ES].dossier.incomplete
    assert refusal_of(sites[ES], one) == Refusal("body-unopened")
    assert sites[ES].dossier.fold().state.total == 0
    sites[ES].see(one)
    assert not sites[ES].dossier.incomplete
    assert account(sites[ES].dossier)[0] == account(sites[MA].dossier)[0]


def test_a_common_body_that_opens_late_counts_for_all_that_came_after_it() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("leave", {"reason": None})
    sites[ES].blind.add(one.id)
    exchange(sites)
    sites[DE].write("add", {"amount": 1})
    exchange(sites)
    sites[ES].dossier.fold()
    sites[ES].see(one)
    exchange(sites)
    assert account(sites[ES].dossier) == account(sites[DE].dossier)
    assert sites[ES].dossier.members() == (DE, ES)


def _cannot(site: Site, *entries: Written) -> Written:
    return site.write("cannot-open", {"entries": [one.id for one in entries]})


def test_saying_that_it_cannot_open_cancels_a_partys_acknowledgement() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    sites[ES].blind.add(one.id)
    exchange(sites)
    said = _cannot(sites[ES], one)
    assert refusal_of(sites[ES], said) is None
    quiet(sites)
    dossier = sites[MA].dossier
    assert not dossier.held_by(one.id, ES)
    assert dossier.held_by(one.id, DE)
    assert not dossier.stable(one.id)
    assert dossier.receipt(one.id, ES) is None
    sites[MA].write("re-seal", {"entry": one.id, "to": ES, "sealed": "AAAA"})
    exchange(sites)
    assert not dossier.held_by(one.id, ES)
    sites[ES].see(one)
    quiet(sites)
    assert dossier.held_by(one.id, ES)
    assert dossier.stable(one.id)
    assert sites[ES].dossier.fold().state.total == 5


def test_a_party_says_at_once_that_it_cannot_open() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    mine = sites[ES].write("add", {"amount": 1})
    exchange(sites)
    sites[ES].write(None)
    assert refusal_of(sites[ES], _cannot(sites[ES], one)) == Refusal("already-held", {"entry": one.id})
    assert refusal_of(sites[ES], _cannot(sites[ES], mine)) == Refusal("entry-own", {"entry": mine.id})


def test_an_entry_names_only_what_is_in_its_past() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    absent = Refusal("entry-unseen", {"entry": one.id})
    for type_, body in (
        ("cannot-open", {"entries": [one.id]}),
        ("re-seal", {"entry": one.id, "to": DE, "sealed": "AAAA"}),
        ("recall", {"entries": [one.id], "reason": None}),
        ("erased", {"entries": [one.id], "done": True, "reason": None}),
        ("confirm-time", {"entry": one.id, "doubt": True}),
    ):
        assert refusal_of(sites[ES], sites[ES].write(type_, body)) == absent


def test_what_every_other_party_declares_unopenable_has_no_effect() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    for agency in (ES, DE):
        sites[agency].blind.add(one.id)
    exchange(sites)
    _cannot(sites[ES], one)
    exchange(sites, (ES, MA))
    assert refusal_of(sites[MA], one) is None
    _cannot(sites[DE], one)
    exchange(sites)
    for site in sites.values():
        assert refusal_of(site, one) == Refusal("unopenable")
        assert not site.dossier.incomplete
        assert site.dossier.fold().state.total == 0


# ---------------------------------------------------------------- orders and reports


def test_an_order_needs_a_stable_authorisation_in_its_past() -> None:
    _, sites = open_dossier()
    permit = sites[MA].write("permit")
    exchange(sites)
    hasty = sites[ES].write("go", {"permit": permit.id})
    assert refusal_of(sites[ES], hasty) == Refusal("proposal-unknown", {"entry": permit.id})
    quiet(sites)
    order = sites[ES].write("go", {"permit": permit.id})
    assert refusal_of(sites[ES], order) is None


def test_an_order_is_given_only_when_it_is_stable_itself() -> None:
    _, sites = open_dossier()
    permit = sites[MA].write("permit")
    quiet(sites)
    order = sites[ES].write("go", {"permit": permit.id})
    folded = sites[ES].dossier.fold()
    assert (folded.given, dict(folded.waiting)) == (frozenset(), {order.id: (DE, MA)})
    exchange(sites, (ES, MA))
    sites[MA].write(None)
    exchange(sites, (MA, ES))
    assert sites[ES].dossier.fold().waiting == {order.id: (DE,)}
    quiet(sites)
    for site in sites.values():
        folded = site.dossier.fold()
        assert (folded.given, dict(folded.waiting)) == ({order.id}, {})


def test_an_order_whose_time_is_in_doubt_waits_until_each_party_confirms() -> None:
    _, sites = open_dossier()
    permit = sites[MA].write("permit")
    quiet(sites)
    order = sites[ES].write("go", {"permit": permit.id})
    exchange(sites)
    doubt = sites[DE].write("confirm-time", {"entry": order.id, "doubt": True})
    assert refusal_of(sites[DE], doubt) is None
    quiet(sites)
    assert sites[MA].dossier.stable(order.id)
    assert sites[MA].dossier.fold().waiting == {order.id: (DE, ES, MA)}
    for agency in AGENCIES:
        sites[agency].write("confirm-time", {"entry": order.id, "doubt": False})
    exchange(sites)
    assert sites[MA].dossier.fold().given == set()
    quiet(sites)
    assert sites[MA].dossier.fold().given == {order.id}


def test_a_doubt_comes_with_a_partys_first_word_or_not_at_all() -> None:
    _, sites = open_dossier()
    permit = sites[MA].write("permit")
    quiet(sites)
    order = sites[ES].write("go", {"permit": permit.id})
    exchange(sites)
    sites[DE].write(None)
    late = sites[DE].write("confirm-time", {"entry": order.id, "doubt": True})
    assert refusal_of(sites[DE], late) == Refusal("already-held", {"entry": order.id})
    quiet(sites)
    assert sites[DE].dossier.fold().given == {order.id}


def test_a_party_that_cannot_open_something_gives_no_orders() -> None:
    _, sites = open_dossier()
    permit = sites[MA].write("permit")
    quiet(sites)
    one = sites[MA].write("add", {"amount": 5})
    sites[ES].blind.add(one.id)
    exchange(sites)
    _cannot(sites[ES], one)
    order = sites[ES].write("go", {"permit": permit.id})
    exchange(sites)
    assert refusal_of(sites[MA], order) == Refusal("author-incomplete")
    sites[MA].write("re-seal", {"entry": one.id, "to": ES, "sealed": "AAAA"})
    exchange(sites)
    sites[ES].see(one)
    order = sites[ES].write("go", {"permit": permit.id})
    assert refusal_of(sites[ES], order) is None


def test_a_report_is_never_refused() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("seen")
    verdict = verdict_of(sites[MA], one)
    assert verdict.refusal is None
    assert verdict.deviations == (Refusal("proposal-unknown", {"entry": one.id}),)
    two = sites[MA].write("seen", {"amount": "many"})
    verdict = verdict_of(sites[MA], two)
    assert verdict.refusal is None
    assert [deviation.code for deviation in verdict.deviations] == ["body-invalid"]


# ---------------------------------------------------------------- time and receipts


def test_nobody_gains_by_dating_back() -> None:
    _, sites = open_dossier()
    sites[MA].write("add", {"amount": 1}, time="2030-06-09T00:00:00.000Z")
    exchange(sites)
    back = sites[ES].write("add", {"amount": 1}, time=START)
    placed = sites[ES].dossier.graph.nodes[back.id]
    assert (placed.time, placed.latest) == (START, "2030-06-09T00:00:00.000Z")
    assert sites[ES].dossier.past_now(START).time == "2030-06-09T00:00:00.000Z"


def test_a_receipt_is_the_first_entry_that_descends() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 1})
    assert sites[MA].dossier.receipt(one.id, ES) is None
    sites[ES].write("add", {"amount": 1}, time="2030-06-08T19:00:00.000Z")
    exchange(sites)
    sites[ES].write(None, time="2030-06-08T20:00:00.000Z")
    sites[ES].write("add", {"amount": 1}, time="2030-06-08T21:00:00.000Z")
    exchange(sites)
    assert sites[MA].dossier.receipt(one.id, ES) == "2030-06-08T20:00:00.000Z"
    last = sites[DE].write(None)
    past = sites[DE].dossier._held.past(sites[DE].dossier.graph.nodes[last.id])
    assert past.receipt(one.id, ES) == "2030-06-08T20:00:00.000Z"
    assert past.receipt(one.id, MA) == START
    assert past.receipt("0" * 64, ES) is None
