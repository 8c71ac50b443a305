"""What the law answers to entries of every sort (LAW-11 to LAW-14, LAW-29, LAW-43 to LAW-58)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record import bodies, jsonprofile
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.law import read_plaintext
from record.world import (
    AGENCIES,
    START,
    Site,
    Written,
    account,
    exchange,
    keys,
    laws,
    make,
    open_dossier,
    opening_body,
    quiet,
    signing,
)

MA, ES, DE = AGENCIES


def _verdict(site: Site, one: Written) -> Any:
    return site.dossier.fold().verdicts[one.id]


def _refusal(site: Site, one: Written) -> Refusal | None:
    refusal: Refusal | None = _verdict(site, one).refusal
    return refusal


# ---------------------------------------------------------------- the door


def _door(site: Site, one: Written) -> Refusal:
    before = account(site.dossier)
    with pytest.raises(Refusal) as caught:
        site.dossier.place(one.entry)
    assert account(site.dossier) == before
    return caught.value


def test_the_door_wants_numbers_without_gaps_and_the_authors_own_previous_entry_first() -> None:
    first, sites = open_dossier()
    site = sites[MA]
    add = site.write("add", {"amount": 1})
    assert _door(site, make(MA, first.id, 4, [add.id], None)) == Refusal("chain-broken", {"number": 4})
    assert _door(site, make(ES, first.id, 2, [add.id], None)) == Refusal("chain-broken", {"number": 2})
    assert _door(site, make(ES, first.id, 1, [add.id], None)) == Refusal("party-unknown", {"agency": ES})
    assert _door(site, make(MA, first.id, 1, [first.id], None)) == Refusal("party-unknown", {"agency": MA})


def test_the_door_wants_the_parents_first() -> None:
    first, sites = open_dossier()
    unknown = make(ES, first.id, 1, ["0" * 64], None)
    assert sites[MA].dossier.missing(unknown.entry.header) == ("0" * 64,)
    assert _door(sites[MA], unknown) == Refusal("parents-missing", {"count": 1})


def test_the_door_wants_the_newest_of_each_other_party_once() -> None:
    first, sites = open_dossier()
    site = sites[MA]
    one = site.write("add", {"amount": 1})
    two = site.write("add", {"amount": 1})
    spanish = make(ES, first.id, 1, [first.id, two.id, one.id], None)
    assert _door(site, spanish) == Refusal("parent-repeated", {"agency": MA})
    assert _door(site, make(MA, first.id, 4, [two.id, one.id], None)) == Refusal("parent-own")


def test_the_door_wants_entries_of_this_dossier() -> None:
    _, sites = open_dossier()
    other, _ = open_dossier(exercise=False)
    site = sites[MA]
    assert _door(site, make(ES, other.id, 1, [site.dossier.id], None)) == Refusal("dossier-differs")
    assert _door(site, other) == Refusal("dossier-differs")
    empty = Dossier.begin(laws, MA)
    with pytest.raises(Refusal, match="dossier-differs"):
        empty.place(make(ES, other.id, 1, [site.dossier.id], None).entry)


def test_the_same_entry_twice_changes_nothing() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 1})
    before = account(sites[MA].dossier)
    assert sites[MA].dossier.place(one.entry) is sites[MA].dossier.place(one.entry)
    sites[MA].take(one)
    assert account(sites[MA].dossier) == before


# ---------------------------------------------------------------- who, with which key, to whom


def test_an_entry_is_sealed_to_every_member_by_its_past() -> None:
    first, sites = open_dossier()
    one = make(MA, first.id, 2, [first.id], "add", {"amount": 1}, to=[MA, ES])
    sites[MA].take(one)
    assert _refusal(sites[MA], one) == Refusal("recipient-absent", {"agency": DE})


def test_an_entry_is_signed_with_its_authors_key() -> None:
    first, sites = open_dossier()
    one = make(MA, first.id, 2, [first.id], "add", {"amount": 1}, key=signing(ES).id)
    sites[MA].take(one)
    assert _refusal(sites[MA], one) == Refusal("key-not-current")


# ---------------------------------------------------------------- bodies


def test_a_body_outside_the_profile_is_refused_alike_everywhere() -> None:
    first, _ = open_dossier()
    one = make(MA, first.id, 2, [first.id], "add", {"amount": 1})
    broken = {
        b'{"a":1,"a":2}': Refusal("json-duplicate"),
        b"\xff": Refusal("json-utf8"),
        b'{"a":"\\u0000"}': Refusal("json-nul"),
        b'{"a":"\\ud800"}': Refusal("json-surrogate"),
        b'{"a":1e9}': Refusal("json-float"),
        b'{"a":99999999999999999999}': Refusal("json-number"),
        b"[" * 40 + b"]" * 40: Refusal("json-depth", {"most": 16}),
        b"[]": Refusal("plaintext-invalid", {"field": "salt"}),
        b'{"salt":"' + b"0" * 32 + b'"}': Refusal("plaintext-invalid", {"field": "type"}),
        b'{"salt":"' + b"0" * 32 + b'","type":"unopened","handling":null,"body":{}}': Refusal(
            "plaintext-invalid", {"field": "type"}
        ),
        b'{"salt":"' + b"0" * 32 + b'","type":"add","handling":3,"body":{}}': Refusal(
            "plaintext-invalid", {"field": "handling"}
        ),
        b'{"salt":"' + b"0" * 32 + b'","type":"add","handling":null,"body":[]}': Refusal(
            "plaintext-invalid", {"field": "body"}
        ),
    }
    for plaintext, refusal in broken.items():
        dossier = Dossier.begin(laws, ES)
        site = Site(ES, dossier)
        site.take(first, Written(one.entry, plaintext))
        assert _refusal(site, one) == refusal


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=70),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(sorted(bodies.COMMON)), st.data())
def test_no_body_raises_anything_but_is_refused(type_: str, data: st.DataObject) -> None:
    fields = st.fixed_dictionaries({}, optional=dict.fromkeys(bodies.COMMON[type_].model_fields, JSON))
    body = data.draw(fields)
    _, sites = open_dossier()
    try:
        one = sites[ES].write(type_, body)
    except Refusal as refusal:
        if not refusal.code.startswith("json-"):
            raise
        return
    verdict = _verdict(sites[ES], one)
    assert verdict.refusal is None or isinstance(verdict.refusal, Refusal)
    quiet(sites)


def test_a_common_body_names_the_field_at_fault() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("exclude", {"agency": "es.policia", "last": True, "reason": None})
    assert _refusal(sites[MA], one) == Refusal("body-invalid", {"type": "exclude", "field": "last"})
    two = sites[MA].write("admit", {"agency": "pt.psp", "keys": {}, "hash": "0" * 64, "ground": None})
    assert _refusal(sites[MA], two) == Refusal("body-invalid", {"type": "admit", "field": "keys.members"})


def test_unknown_members_of_a_common_body_are_ignored() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("leave", {"reason": None, "later": {"a": [1]}})
    assert _refusal(sites[MA], one) is None


# ---------------------------------------------------------------- the opening


def test_an_opening_names_each_party_once_and_its_author_among_them() -> None:
    cases = {
        "party-repeated": opening_body([MA, ES, ES]),
        "not-a-member": opening_body([ES, DE]),
        "opening-refused": opening_body(AGENCIES, body={"refuse": True}),
    }
    for code, body in cases.items():
        first = make(MA, None, 1, (), "open", body)
        site = Site(MA, Dossier.begin(laws, MA))
        site.take(first)
        refusal = _refusal(site, first)
        assert refusal is not None
        if code == "opening-refused":
            assert refusal == Refusal("unopenable")
            assert _refusal(site, site.write("add", {"amount": 1})) == Refusal("opening-refused")
        else:
            assert refusal.code == code
            assert site.dossier.members() == ()


def test_an_opening_is_signed_by_the_key_it_announces() -> None:
    first = make(MA, None, 1, (), "open", opening_body(AGENCIES), key=signing(MA, 7).id)
    site = Site(MA, Dossier.begin(laws, MA))
    site.take(first)
    assert _refusal(site, first) == Refusal("key-not-current")


def test_the_first_entry_opens_and_no_other_does() -> None:
    _, sites = open_dossier()
    again = sites[MA].write("open", opening_body(AGENCIES))
    assert _refusal(sites[MA], again) == Refusal("opening-repeated")
    first = make(MA, None, 1, (), "add", {"amount": 1})
    site = Site(MA, Dossier.begin(laws, MA))
    site.take(first)
    assert _refusal(site, first) == Refusal("opening-expected")


def test_a_dossier_of_one_party_is_stable_at_once() -> None:
    _, sites = open_dossier([MA])
    one = sites[MA].write("add", {"amount": 1})
    assert sites[MA].dossier.stable(one.id)
    assert not sites[MA].dossier.wants_acknowledgement()


# ---------------------------------------------------------------- bodies that do not open


def test_an_unopened_entry_has_no_effect_until_it_is_opened() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    sites[ES].blind.add(one.id)
    exchange(sites)
    assert sites[ES].dossier.incomplete
    assert _refusal(sites[ES], one) == Refusal("body-unopened")
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
    assert _refusal(sites[ES], said) is None
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
    assert _refusal(sites[ES], _cannot(sites[ES], one)) == Refusal("already-held", {"entry": one.id})
    assert _refusal(sites[ES], _cannot(sites[ES], mine)) == Refusal("entry-own", {"entry": mine.id})


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
        assert _refusal(sites[ES], sites[ES].write(type_, body)) == absent


def test_what_every_other_party_declares_unopenable_has_no_effect() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    for agency in (ES, DE):
        sites[agency].blind.add(one.id)
    exchange(sites)
    _cannot(sites[ES], one)
    exchange(sites, (ES, MA))
    assert _refusal(sites[MA], one) is None
    _cannot(sites[DE], one)
    exchange(sites)
    for site in sites.values():
        assert _refusal(site, one) == Refusal("unopenable")
        assert not site.dossier.incomplete
        assert site.dossier.fold().state.total == 0


# ---------------------------------------------------------------- orders and reports


def test_an_order_needs_a_stable_authorisation_in_its_past() -> None:
    _, sites = open_dossier()
    permit = sites[MA].write("permit")
    exchange(sites)
    hasty = sites[ES].write("go", {"permit": permit.id})
    assert _refusal(sites[ES], hasty) == Refusal("proposal-unknown", {"entry": permit.id})
    quiet(sites)
    order = sites[ES].write("go", {"permit": permit.id})
    assert _refusal(sites[ES], order) is None


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
    assert _refusal(sites[DE], doubt) is None
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
    assert _refusal(sites[DE], late) == Refusal("already-held", {"entry": order.id})
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
    assert _refusal(sites[MA], order) == Refusal("author-incomplete")
    sites[MA].write("re-seal", {"entry": one.id, "to": ES, "sealed": "AAAA"})
    exchange(sites)
    sites[ES].see(one)
    order = sites[ES].write("go", {"permit": permit.id})
    assert _refusal(sites[ES], order) is None


def test_a_report_is_never_refused() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("seen")
    verdict = _verdict(sites[MA], one)
    assert verdict.refusal is None
    assert verdict.deviations == (Refusal("proposal-unknown", {"entry": one.id}),)
    two = sites[MA].write("seen", {"amount": "many"})
    verdict = _verdict(sites[MA], two)
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


# ---------------------------------------------------------------- recall, erasure


def test_recall_and_erasure_take_their_subjects_out_of_the_state() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    two = sites[MA].write("add", {"amount": 7})
    quiet(sites)
    sites[MA].write("recall", {"entries": [one.id], "reason": None})
    assert sites[MA].dossier.fold().state.total == 7
    assert sites[MA].dossier.erasable() == frozenset()
    sites[MA].write("erase", {"entries": [two.id], "reason": "end of retention"})
    quiet(sites)
    for site in sites.values():
        folded = site.dossier.fold()
        assert folded.state.total == 0
        assert [folded.verdicts[entry.id].gone for entry in (one, two)] == [True, True]
        assert site.dossier.erasable() == {one.id, two.id}
    done = sites[ES].write("erased", {"entries": [two.id], "done": True, "reason": None})
    assert _refusal(sites[ES], done) is None


def test_only_its_author_recalls_an_entry_and_never_a_common_body() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    exchange(sites)
    foreign = sites[ES].write("recall", {"entries": [one.id], "reason": None})
    assert _refusal(sites[ES], foreign) == Refusal("entry-not-own", {"entry": one.id})
    opening = sites[MA].dossier.id
    kept = sites[MA].write("erase", {"entries": [opening], "reason": None})
    assert _refusal(sites[MA], kept) == Refusal("entry-kept", {"entry": opening})


def test_an_erased_body_and_every_older_state_can_go() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    quiet(sites)
    sites[MA].write("erase", {"entries": [one.id], "reason": None})
    with pytest.raises(ValueError, match="erasure is stable"):
        sites[MA].dossier.drop([one.id])
    quiet(sites)
    late = sites[ES].write("add", {"amount": 1})
    dossier = sites[MA].dossier
    dossier.fold()
    dossier.drop(dossier.erasable())
    assert one.id not in dossier._held.bodies
    assert dossier._fold.snapshots.ground.key > dossier.graph.nodes[one.id].key
    sites[MA].take(late)
    assert account(dossier)[0] == account(sites[ES].dossier)[0]
    again = Dossier.restore(laws, MA, dossier.dump_base())
    assert again.fold().verdicts[one.id].gone


# ---------------------------------------------------------------- rules versions


def test_a_dossier_moves_on_to_other_rules_when_all_have_accepted() -> None:
    _, sites = open_dossier()
    sites[MA].write("add", {"amount": 5})
    proposal = sites[MA].write("rules", {"version": 2})
    exchange(sites)
    sites[ES].write("accept", {"entry": proposal.id, "hash": None})
    assert sites[ES].dossier.rules == 1
    exchange(sites)
    sites[DE].write("accept", {"entry": proposal.id, "hash": None})
    exchange(sites)
    for site in sites.values():
        assert site.dossier.rules == 2
        sites[MA].write(None)
        assert site.dossier.fold().state.total == 5
    older = sites[MA].write("rules", {"version": 2})
    assert _refusal(sites[MA], older) == Refusal("version-not-newer", {"version": 2})
    again = sites[ES].write("accept", {"entry": proposal.id, "hash": None})
    assert _refusal(sites[ES], again) == Refusal("proposal-unknown", {"entry": proposal.id})


def test_a_party_accepts_once() -> None:
    _, sites = open_dossier()
    proposal = sites[MA].write("rules", {"version": 2})
    again = sites[MA].write("accept", {"entry": proposal.id, "hash": None})
    assert _refusal(sites[MA], again) == Refusal("already-accepted", {"entry": proposal.id})


def test_unknown_rules_halt_the_fold_and_make_the_dossier_incomplete() -> None:
    _, sites = open_dossier()
    sites[MA].write("add", {"amount": 5})
    proposal = sites[MA].write("rules", {"version": 9})
    exchange(sites)
    for agency in (ES, DE):
        sites[agency].write("accept", {"entry": proposal.id, "hash": None})
    exchange(sites)
    late = sites[MA].write("add", {"amount": 7})
    exchange(sites)
    for site in sites.values():
        assert site.dossier.incomplete
        assert site.dossier.fold().state.total == 5
        assert late.id in site.dossier.order


def test_an_unknown_kind_is_kept_and_passed_on() -> None:
    first, sites = open_dossier(kind="unheard")
    one = sites[MA].write("add", {"amount": 1})
    exchange(sites)
    assert sites[ES].dossier.incomplete
    assert sites[ES].dossier.fold().state is None
    assert sites[ES].dossier.order == [first.id, one.id]
    assert (sites[ES].dossier.kind, sites[ES].dossier.rules, sites[ES].dossier.pact) == ("unheard", 1, None)


# ---------------------------------------------------------------- grounds of one's own


def test_a_restored_dossier_goes_on_as_if_it_had_folded_all() -> None:
    _, sites = open_dossier()
    for amount in range(40):
        sites[AGENCIES[amount % 3]].write("add", {"amount": amount})
        if amount % 5 == 0:
            exchange(sites)
    quiet(sites)
    site = sites[MA]
    base = site.dossier.dump_base()
    restored = Site(MA, Dossier.restore(laws, MA, base), dict(site.written))
    assert account(restored.dossier)[0] == account(site.dossier)[0]
    after = sites[ES].write("add", {"amount": 1000})
    for one in (site, restored):
        one.take(*(sites[ES].written[name] for name in sites[ES].dossier.order))
    assert after.id in restored.dossier.order
    assert account(restored.dossier) == account(site.dossier)
    assert restored.dossier.keys_of(DE) == keys(DE)


def test_a_base_is_made_below_what_is_not_opened() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 1})
    sites[ES].blind.add(one.id)
    exchange(sites)
    _, others = open_dossier()
    assert others[MA].dossier.id == sites[MA].dossier.id
    quiet({MA: sites[MA], DE: sites[DE], ES: sites[ES]})
    base = Dossier.restore(laws, ES, sites[ES].dossier.dump_base())
    assert one.id not in base.order


def test_verdicts_are_one_for_each_entry() -> None:
    _, sites = open_dossier()
    sites[MA].write("add", {"amount": 1})
    verdicts = sites[MA].dossier.fold().verdicts
    assert len(verdicts) == len(list(verdicts)) == 2
    assert read_plaintext(sites[MA].dossier.graph.nodes[sites[MA].dossier.id], None).type == "unopened"
    assert jsonprofile.dump({}) == b"{}"
