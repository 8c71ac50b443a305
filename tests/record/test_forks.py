"""A fork is proven and disarmed, before and after stability (LAW-20 to LAW-26)."""

from collections.abc import Sequence

import pytest

from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.forks import Witness, check_proof, saved
from record import cast
from record.world import AGENCIES, Site, Written, account, exchange, laws, make, open_dossier, quiet

MA, ES, DE = AGENCIES


def _twin(site: Site) -> Site:
    """Return the same agency in a second place, which knows what the first knows now."""
    twin = Site(site.agency, Dossier.begin(laws, site.agency))
    twin.take(*(site.written[name] for name in site.dossier.order))
    return twin


def _forked() -> tuple[dict[str, Site], Site, Written, Written]:
    """Return a dossier in which de.bundespolizei has told ma.dgsn one thing and es.policia another."""
    _, sites = open_dossier()
    sites[MA].write("add", {"amount": 10})
    quiet(sites)
    twin = _twin(sites[DE])
    one = sites[DE].write("add", {"amount": 1})
    other = twin.write("add", {"amount": 2})
    exchange(sites, (DE, MA))
    sites[ES].take(*(twin.written[name] for name in twin.dossier.order))
    return sites, twin, one, other


def _refusal(site: Site, one: Written) -> Refusal | None:
    return site.dossier.fold().verdicts[one.id].refusal


def test_both_branches_are_kept_and_have_no_effect() -> None:
    sites, _, one, other = _forked()
    assert _refusal(sites[MA], one) is None
    exchange(sites)
    number = sites[MA].dossier.graph.nodes[one.id].seq
    for site in sites.values():
        for branch in (one, other):
            assert _refusal(site, branch) == Refusal("fork-open", {"agency": DE, "number": number})
        assert site.dossier.fold().state.total == 10
        assert {branch.id for fork in site.dossier.forks() for branch in fork.branches} == {one.id, other.id}


def test_what_follows_a_branch_has_no_effect_either() -> None:
    sites, twin, _, _ = _forked()
    after = twin.write("add", {"amount": 500})
    sites[ES].take(after)
    exchange(sites)
    assert sites[MA].dossier.fold().state.total == 10


def test_a_branch_that_was_stable_where_the_rival_was_unknown_keeps_its_effect() -> None:
    sites, _, one, other = _forked()
    honest = {MA: sites[MA], ES: _without(sites[ES], other)}
    exchange(honest)
    honest[ES].write(None)
    exchange(honest)
    honest[MA].write(None)
    assert honest[MA].dossier.stable(one.id)
    honest[MA].take(other)
    assert _refusal(honest[MA], one) is None
    assert _refusal(honest[MA], other) is not None
    assert honest[MA].dossier.fold().state.total == 11
    assert honest[MA].dossier.stable(one.id)


def test_a_fork_found_late_gives_what_a_fork_found_early_gives() -> None:
    sites, _, one, other = _forked()
    honest = {MA: sites[MA], ES: _without(sites[ES], other)}
    quiet(honest)
    late = honest[MA]
    late.dossier.fold()
    late.take(other)
    early = Site(MA, Dossier.begin(laws, MA))
    names = [name for name in late.dossier.order if name != other.id]
    first = sites[MA].dossier.graph.nodes[other.id].parents
    at = max(names.index(parent) for parent in first) + 1
    for name in (*names[:at], other.id, *names[at:]):
        early.take(late.written[name])
        early.dossier.fold()
    assert account(early.dossier) == account(late.dossier)
    assert _refusal(early, one) is None


def _without(site: Site, one: Written) -> Site:
    """Return a site that never saw `one`."""
    fresh = Site(site.agency, Dossier.begin(laws, site.agency))
    fresh.take(*(site.written[name] for name in site.dossier.order if name != one.id))
    return fresh


def test_nothing_behind_an_open_fork_becomes_stable() -> None:
    sites, _, one, other = _forked()
    exchange(sites)
    honest = {agency: sites[agency] for agency in (MA, ES)}
    after = sites[MA].write("add", {"amount": 3})
    quiet(honest)
    for site in honest.values():
        assert not any(site.dossier.stable(entry.id) for entry in (one, other, after))


def _vote(sites: dict[str, Site], agencies: Sequence[str], stays: Written) -> list[Written]:
    return [sites[agency].write("resolve", {"agency": DE, "stays": stays.id}) for agency in agencies]


def test_all_others_sign_which_branch_stays_and_everything_goes_on() -> None:
    sites, _, one, other = _forked()
    exchange(sites)
    after = sites[MA].write("add", {"amount": 3})
    _vote(sites, (MA,), other)
    exchange(sites)
    assert _refusal(sites[ES], other) is not None
    _vote(sites, (ES,), other)
    exchange(sites)
    for site in sites.values():
        assert _refusal(site, other) is None
        refusal = _refusal(site, one)
        assert refusal is not None
        assert refusal.code == "fork-lost"
        assert site.dossier.fold().state.total == 10 + 2 + 3
    quiet(sites)
    assert all(site.dossier.stable(after.id) for site in sites.values())


def test_the_forker_itself_has_no_vote() -> None:
    sites, _, one, _ = _forked()
    exchange(sites)
    vote = sites[DE].write("resolve", {"agency": DE, "stays": one.id})
    assert vote.id in sites[DE].dossier._held.own


def test_a_party_votes_once() -> None:
    sites, _, one, other = _forked()
    exchange(sites)
    _vote(sites, (MA,), one)
    again = _vote(sites, (MA,), other)[0]
    assert _refusal(sites[MA], again) == Refusal("fork-voted", {"agency": DE})


def test_a_vote_needs_both_branches_in_its_past() -> None:
    sites, _, one, _ = _forked()
    vote = _vote(sites, (MA,), one)[0]
    assert _refusal(sites[MA], vote) == Refusal("fork-unknown", {"agency": DE})


def test_divided_votes_settle_on_the_lowest_id() -> None:
    sites, _, one, other = _forked()
    exchange(sites)
    _vote(sites, (MA,), one)
    _vote(sites, (ES,), other)
    exchange(sites)
    stays, lost = sorted((one, other), key=lambda branch: branch.id)
    for site in sites.values():
        assert _refusal(site, stays) is None
        assert _refusal(site, lost) is not None


def test_a_branch_may_not_stay_when_something_behind_it_became_stable_without_it() -> None:
    _, sites = open_dossier()
    quiet(sites)
    first = sites[DE].write(None)
    exchange(sites)
    hidden = make(DE, sites[DE].dossier.id, first.entry.header.seq + 1, [first.id], "add", {"amount": 9})
    for _ in range(3):
        sites[MA].write("add", {"amount": 1})
        quiet(sites)
    sites[MA].take(hidden)
    assert sites[MA].dossier.stable_through > 5
    vote = sites[MA].write("resolve", {"agency": DE, "stays": hidden.id})
    assert _refusal(sites[MA], vote) == Refusal("branch-late", {"entry": hidden.id})


def test_a_forker_that_is_excluded_blocks_nobody() -> None:
    sites, _, one, _ = _forked()
    exchange(sites)
    honest = {agency: sites[agency] for agency in (MA, ES)}
    last = sites[MA].dossier.graph.nodes[one.id].seq - 1
    for site in honest.values():
        vote = site.write("exclude", {"agency": DE, "last": last, "reason": None})
        assert _refusal(site, vote) is None
    after = sites[MA].write("add", {"amount": 3})
    quiet(honest)
    for site in honest.values():
        assert site.dossier.members() == (ES, MA)
        assert site.dossier.stable(after.id)
        assert site.dossier.fold().state.total == 13


def test_a_forkers_common_bodies_count_only_on_the_branch_that_stays() -> None:
    _, sites = open_dossier()
    quiet(sites)
    twin = _twin(sites[DE])
    leaving = twin.write("leave", {"reason": None})
    staying = sites[DE].write("add", {"amount": 1})
    sites[MA].take(leaving)
    assert sites[MA].dossier.members() == (ES, MA)
    exchange(sites)
    assert sites[MA].dossier.members() == tuple(sorted(AGENCIES))
    after = sites[MA].write(None)
    assert sites[MA].dossier._held.standings[after.id].members == tuple(sorted(AGENCIES))
    _vote(sites, (MA, ES), staying)
    exchange(sites)
    assert sites[ES].dossier.members() == tuple(sorted(AGENCIES))
    assert sites[ES].dossier.fold().state.total == 1


def test_what_the_forker_alone_shows_to_be_stable_ends_at_its_fork() -> None:
    _, sites = open_dossier()
    quiet(sites)
    twin = _twin(sites[DE])
    told_to_rabat = sites[DE].write("add", {"amount": 1})
    sites[MA].write("add", {"amount": 2})
    behind = sites[MA].write("add", {"amount": 3})
    exchange(sites, (MA, ES))
    sites[ES].write(None)
    for site in (sites[MA], sites[ES]):
        twin.take(*(site.written[name] for name in site.dossier.order if name not in twin.written))
    word = twin.write(None)
    sites[MA].take(told_to_rabat)
    exchange(sites, (ES, MA))
    sites[MA].take(word)
    dossier = sites[MA].dossier
    assert dossier.graph.nodes[told_to_rabat.id].key < dossier.graph.nodes[behind.id].key
    assert dossier._held.tops[word.id] >= dossier.graph.nodes[behind.id].key
    assert not dossier.stable(behind.id)
    own = sites[MA].write(None)
    assert dossier._held.tops[own.id] < dossier.graph.nodes[told_to_rabat.id].key


def test_a_branch_that_one_voter_knows_to_be_late_does_not_stay() -> None:
    _, sites = open_dossier()
    quiet(sites)
    first = sites[DE].write(None)
    exchange(sites)
    sites[MA].write("add", {"amount": 1})
    sites[MA].write("add", {"amount": 1})
    exchange(sites, (MA, DE), (MA, ES))
    shown = sites[DE].write(None)
    number = first.entry.header.seq + 1
    hidden = next(
        one
        for amount in range(99)
        if (one := make(DE, sites[DE].dossier.id, number, [first.id], "add", {"amount": amount})).id
        < shown.id
    )
    exchange(sites, (DE, ES))
    sites[ES].write(None)
    sites[MA].take(shown, hidden)
    sites[ES].take(hidden)
    unaware = sites[MA].write("resolve", {"agency": DE, "stays": hidden.id})
    assert _refusal(sites[MA], unaware) is None
    aware = sites[ES].write("resolve", {"agency": DE, "stays": shown.id})
    assert _refusal(sites[ES], aware) is None
    exchange(sites, (MA, ES), (ES, MA))
    for agency in (MA, ES):
        refusal = _refusal(sites[agency], hidden)
        assert refusal is not None
        assert refusal.code == "fork-lost"


def test_most_votes_win() -> None:
    parties = (*AGENCIES, "pt.psp")
    _, sites = open_dossier(parties)
    twin = _twin(sites[DE])
    branches = sorted(
        (sites[DE].write("add", {"amount": 1}), twin.write("add", {"amount": 2})), key=lambda one: one.id
    )
    for agency in (MA, ES, "pt.psp"):
        sites[agency].take(*branches)
    _vote(sites, (MA, ES), branches[1])
    _vote(sites, ("pt.psp",), branches[0])
    honest = {agency: sites[agency] for agency in (MA, ES, "pt.psp")}
    exchange(honest)
    assert _refusal(sites[MA], branches[1]) is None
    assert _refusal(sites[MA], branches[0]) is not None


def test_a_witness_has_seen_its_branch_and_no_rival() -> None:
    sites, _, one, other = _forked()
    exchange(sites)
    graph = sites[MA].dossier.graph
    branch, rival = graph.nodes[one.id], graph.nodes[other.id]
    both = graph.nodes[sites[MA].write(None).id]
    before = graph.nodes[branch.parents[0]]
    witness = Witness(branch, (rival,))
    assert not witness.see(graph, before, branch.key)
    assert not witness.see(graph, both, branch.key)
    assert witness.see(graph, branch, branch.key)
    assert saved([witness], graph, branch)
    # Two branches that were both stable apart: others have forked too, and nothing of it counts.
    assert not saved([witness, Witness(rival, (branch,), rival.key)], graph, branch)


def test_two_signed_entries_prove_a_fork() -> None:
    one = cast.entry(time="2030-06-08T18:00:00.000Z")
    other = cast.entry(time="2030-06-08T18:00:01.000Z")
    public = cast.SIGNING["ma.dgsn"].public
    check_proof(one, other, public)
    for first, second in ((one, one), (one, cast.entry(seq=3))):
        with pytest.raises(Refusal, match="fork-unproven"):
            check_proof(first, second, public)
    with pytest.raises(Refusal, match="key-differs"):
        check_proof(one, other, cast.SIGNING["es.policia"].public)
