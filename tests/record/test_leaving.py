"""Leaving and excluding (LAW-36 to LAW-42)."""

from mithaq.record.errors import Refusal
from record.histories import NEWCOMER
from record.world import AGENCIES, Site, exchange, key_of, keys, make, open_dossier, quiet

MA, ES, DE = AGENCIES


def _busy() -> dict[str, Site]:
    _, sites = open_dossier()
    sites[MA].write("add", {"amount": 9})
    sites[ES].write("add", {"amount": 4})
    quiet(sites)
    sites[DE].write("take", {"amount": 3})
    return sites


def test_who_has_left_writes_no_more_and_blocks_nobody() -> None:
    sites = _busy()
    quiet(sites)
    sites[DE].write("leave", {"reason": None})
    late = make(DE, sites[DE].dossier.id, *_next(sites[DE]), "add", {"amount": 50})
    sites[DE].take(late)
    gone = sites.pop(DE)
    exchange({**sites, DE: gone}, (DE, MA), (DE, ES))
    after = sites[MA].write("add", {"amount": 2})
    quiet(sites)
    folded = sites[ES].dossier.fold()
    assert folded.members == (ES, MA)
    assert folded.verdicts[late.id].refusal == Refusal("not-a-member", {"agency": DE})
    assert folded.state.total == 9 + 4 - 3 + 2
    assert sites[ES].dossier.stable(after.id)


def _next(site: Site) -> tuple[int, tuple[str, ...]]:
    mine = site.dossier.graph.heads[site.agency][0]
    return mine.seq + 1, (mine.id,)


def test_all_others_exclude_a_party_at_its_last_number() -> None:
    sites = _busy()
    quiet(sites)
    last = sites[MA].dossier.graph.heads[DE][0].seq
    unknown = sites[DE].write("add", {"amount": 50})
    for agency in (MA, ES):
        sites[agency].write("exclude", {"agency": DE, "last": last, "reason": None})
    exchange(sites, (MA, ES), (ES, MA))
    assert sites[MA].dossier.members() == (ES, MA)
    exchange(sites)
    quiet({MA: sites[MA], ES: sites[ES]})
    for agency in (MA, ES):
        folded = sites[agency].dossier.fold()
        assert folded.verdicts[unknown.id].refusal == Refusal(
            "number-after-last", {"agency": DE, "number": last}
        )
        assert folded.state.total == 9 + 4 - 3


def test_nobody_excludes_itself_or_a_stranger() -> None:
    sites = _busy()
    for agency in (MA, "fr.dcpj"):
        one = sites[MA].write("exclude", {"agency": agency, "last": 0, "reason": None})
        refusal = sites[MA].dossier.fold().verdicts[one.id].refusal
        assert refusal == Refusal("not-another-member", {"agency": agency})


def test_an_exclusion_needs_every_other_party_and_one_number() -> None:
    sites = _busy()
    quiet(sites)
    last = sites[MA].dossier.graph.heads[DE][0].seq
    wrong = sites[ES].write("exclude", {"agency": DE, "last": last + 1, "reason": None})
    refusal = sites[ES].dossier.fold().verdicts[wrong.id].refusal
    assert refusal == Refusal("number-differs", {"agency": DE, "number": last})
    sites[MA].write("exclude", {"agency": DE, "last": last, "reason": None})
    more = sites[DE].write("add", {"amount": 50})
    exchange(sites, (MA, ES), (DE, ES))
    sites[ES].write("exclude", {"agency": DE, "last": last + 1, "reason": None})
    assert DE in sites[ES].dossier.members()
    exchange(sites)
    sites[MA].write("exclude", {"agency": DE, "last": last + 1, "reason": None})
    exchange(sites)
    assert sites[ES].dossier.members() == (ES, MA)
    assert sites[ES].dossier.fold().verdicts[more.id].refusal is None


def test_who_left_is_not_waited_for() -> None:
    sites = _busy()
    quiet(sites)
    body, _ = sites[MA].dossier.admission(keys(NEWCOMER))
    admission = sites[MA].write("admit", body, to=[NEWCOMER])
    exchange(sites)
    sites[ES].write("accept", {"entry": admission.id, "hash": body["hash"]})
    sites[DE].write("leave", {"reason": None})
    exchange(sites)
    assert sites[MA].dossier.members() == tuple(sorted((ES, MA, NEWCOMER)))


def test_an_exclusion_waits_for_who_left_having_acknowledged_more() -> None:
    sites = _busy()
    quiet(sites)
    last = sites[MA].dossier.graph.heads[DE][0].seq
    more = sites[DE].write("add", {"amount": 50})
    sites[MA].write("exclude", {"agency": DE, "last": last, "reason": None})
    exchange(sites, (DE, ES))
    sites[ES].write("leave", {"reason": None})
    exchange(sites, (ES, MA))
    assert sites[MA].dossier.members() == (DE, MA)
    assert sites[MA].dossier.fold().verdicts[more.id].refusal is None
    sites[MA].write("exclude", {"agency": DE, "last": last + 1, "reason": None})
    assert sites[MA].dossier.members() == (MA,)


def test_who_was_excluded_can_be_admitted_again_with_other_keys() -> None:
    sites = _busy()
    quiet(sites)
    last = sites[MA].dossier.graph.heads[DE][0].seq
    for agency in (MA, ES):
        sites[agency].write("exclude", {"agency": DE, "last": last, "reason": None})
    exchange(sites)
    body, _ = sites[MA].dossier.admission(keys(DE, 1))
    admission = sites[MA].write("admit", body)
    exchange(sites)
    sites[ES].write("accept", {"entry": admission.id, "hash": body["hash"]})
    exchange(sites)
    assert DE in sites[ES].dossier.members()
    sites[DE].key = key_of(DE, 1)
    back = sites[DE].write("add", {"amount": 5})
    quiet(sites)
    folded = sites[MA].dossier.fold()
    assert folded.verdicts[back.id].refusal is None
    assert folded.state.total == 9 + 4 - 3 + 5
