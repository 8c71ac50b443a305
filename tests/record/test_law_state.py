"""Recall and erasure, rules versions, a base to start on, verdicts (LAW-43 to LAW-53, LAW-57, LAW-58)."""

import pytest

from mithaq.record import jsonprofile
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.law import read_plaintext
from record.world import (
    AGENCIES,
    Site,
    account,
    exchange,
    keys,
    laws,
    open_dossier,
    quiet,
    refusal_of,
)

MA, ES, DE = AGENCIES


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
    assert refusal_of(sites[ES], done) is None


def test_only_its_author_recalls_an_entry_and_never_a_common_body() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    exchange(sites)
    foreign = sites[ES].write("recall", {"entries": [one.id], "reason": None})
    assert refusal_of(sites[ES], foreign) == Refusal("entry-not-own", {"entry": one.id})
    opening = sites[MA].dossier.id
    kept = sites[MA].write("erase", {"entries": [opening], "reason": None})
    assert refusal_of(sites[MA], kept) == Refusal("entry-kept", {"entry": opening})


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
    assert refusal_of(sites[MA], older) == Refusal("version-not-newer", {"version": 2})
    again = sites[ES].write("accept", {"entry": proposal.id, "hash": None})
    assert refusal_of(sites[ES], again) == Refusal("proposal-unknown", {"entry": proposal.id})


def test_a_party_accepts_once() -> None:
    _, sites = open_dossier()
    proposal = sites[MA].write("rules", {"version": 2})
    again = sites[MA].write("accept", {"entry": proposal.id, "hash": None})
    assert refusal_of(sites[MA], again) == Refusal("already-accepted", {"entry": proposal.id})


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
