"""Joining, leaving and excluding (LAW-31 to LAW-42, LAW-59 to LAW-62)."""

import base64
import zlib
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from mithaq.record import ground, joining, jsonprofile
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.law import read_plaintext
from record.histories import MOVING, NEWCOMER, Play, Step, steps
from record.world import (
    AGENCIES,
    Site,
    Written,
    account,
    exchange,
    keys,
    laws,
    make,
    open_dossier,
    quiet,
)

MA, ES, DE = AGENCIES
CALM = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


def _body(site: Site, one: Written) -> dict[str, Any]:
    return dict(read_plaintext(site.dossier.graph.nodes[one.id], one.plaintext).body)


def _admit(sites: dict[str, Site]) -> tuple[Written, Site]:
    """Admit the newcomer by ma.dgsn, accepted by all others; return the admission and the newcomer's site."""
    body, _ = sites[MA].dossier.admission(keys(NEWCOMER))
    admission = sites[MA].write("admit", body, to=[NEWCOMER])
    exchange(sites)
    for agency in (ES, DE):
        assert sites[agency].dossier.agrees(admission.id)
        sites[agency].write("accept", {"entry": admission.id, "hash": body["hash"]}, to=[NEWCOMER])
    exchange(sites)
    newcomer = Site(NEWCOMER, Dossier.join(laws, NEWCOMER, body))
    return admission, newcomer


def _busy() -> dict[str, Site]:
    _, sites = open_dossier()
    sites[MA].write("add", {"amount": 9})
    sites[ES].write("add", {"amount": 4})
    quiet(sites)
    sites[DE].write("take", {"amount": 3})
    return sites


def test_a_newcomer_folds_what_the_others_fold() -> None:
    sites = _busy()
    _, newcomer = _admit(sites)
    sites[MA].write("add", {"amount": 1}, to=[NEWCOMER])
    sites[NEWCOMER] = newcomer
    exchange(sites)
    assert newcomer.dossier.members() == tuple(sorted((*AGENCIES, NEWCOMER)))
    mine = newcomer.write("add", {"amount": 100})
    quiet(sites)
    states = {site.dossier.fold().state.total for site in sites.values()}
    assert states == {9 + 4 - 3 + 1 + 100}
    assert all(site.dossier.stable(mine.id) for site in sites.values())


def test_membership_starts_at_the_entry_that_descends_from_all_acceptances() -> None:
    sites = _busy()
    body, _ = sites[MA].dossier.admission(keys(NEWCOMER))
    admission = sites[MA].write("admit", body, to=[NEWCOMER])
    exchange(sites)
    sites[ES].write("accept", {"entry": admission.id, "hash": body["hash"]})
    assert NEWCOMER not in sites[ES].dossier.members()
    newcomer = Site(NEWCOMER, Dossier.join(laws, NEWCOMER, body))
    sites[NEWCOMER] = newcomer
    exchange(sites)
    with pytest.raises(Refusal) as caught:
        newcomer.dossier.draft_parents()
    assert caught.value == Refusal("not-a-member", {"agency": NEWCOMER})
    early = make(NEWCOMER, newcomer.dossier.id, 1, [admission.id], None)
    with pytest.raises(Refusal) as caught:
        sites[MA].dossier.place(early.entry)
    assert caught.value == Refusal("party-unknown", {"agency": NEWCOMER})
    # The German acceptance does not know of the Spanish one: whoever joins the two starts the membership.
    last = sites[DE].write("accept", {"entry": admission.id, "hash": body["hash"]})
    assert NEWCOMER in sites[DE].dossier.members()
    assert NEWCOMER in sites[DE].dossier._held.standings[last.id].members


def test_an_acceptance_must_repeat_the_hash() -> None:
    sites = _busy()
    body, _ = sites[MA].dossier.admission(keys(NEWCOMER))
    admission = sites[MA].write("admit", body, to=[NEWCOMER])
    exchange(sites)
    wrong = sites[ES].write("accept", {"entry": admission.id, "hash": "0" * 64})
    assert sites[ES].dossier.fold().verdicts[wrong.id].refusal == Refusal(
        "hash-differs", {"entry": admission.id}
    )


def test_an_admission_brings_the_keys_of_an_agency_that_is_no_member() -> None:
    sites = _busy()
    body, _ = sites[MA].dossier.admission(keys(NEWCOMER))
    member = sites[MA].write("admit", body | {"agency": ES, "keys": keys(ES, 1).to_json()})
    refusals = sites[MA].dossier.fold().verdicts
    assert refusals[member.id].refusal == Refusal("already-a-member", {"agency": ES})
    other = sites[MA].write("admit", body | {"agency": "fr.dcpj"})
    sites[MA].dossier.fold()
    assert refusals[other.id].refusal == Refusal("keys-differ", {"agency": NEWCOMER})


def test_a_dossier_has_at_most_sixteen_parties() -> None:
    many = [f"xx.service-{number:02}" for number in range(16)]
    _, sites = open_dossier(many)
    site = sites[many[0]]
    body = {"agency": NEWCOMER, "keys": keys(NEWCOMER).to_json(), "hash": "0" * 64, "ground": None}
    one = site.write("admit", body)
    assert site.dossier.fold().verdicts[one.id].refusal == Refusal("parties-too-many", {"most": 16})


def test_a_member_does_not_agree_with_a_ground_that_it_does_not_come_to() -> None:
    sites = _busy()
    body, packed = sites[MA].dossier.admission(keys(NEWCOMER))
    lie = jsonprofile.parse(zlib.decompress(packed), most=10**6)
    lie["state"] = "[1000000,[],[],[]]"
    data = jsonprofile.dump(lie)
    false = body | {"hash": ground.digest(data), "ground": base64.b64encode(ground.pack(data)).decode()}
    admission = sites[MA].write("admit", false, to=[NEWCOMER])
    exchange(sites)
    assert not sites[ES].dossier.agrees(admission.id)


def test_what_comes_to_stand_beside_a_past_later_changes_nothing_of_its_ground() -> None:
    sites = _busy()
    one = sites[DE].write("add", {"amount": 5})
    quiet(sites)
    body, _ = sites[MA].dossier.admission(keys(NEWCOMER))
    admission = sites[MA].write("admit", body, to=[NEWCOMER])
    exchange(sites)
    spanish = sites[ES].dossier
    known = spanish.graph.nodes[one.id]
    top = max(spanish._held.tops[parent] for parent in spanish.graph.nodes[admission.id].parents)
    assert spanish.agrees(admission.id)
    rival = make(DE, spanish.id, known.seq, list(known.parents), "add", {"amount": 500})
    sites[ES].take(rival)
    # It stands before what is stable there, without effect, and is not in the past of the admission.
    assert spanish.graph.nodes[rival.id].key <= top
    assert spanish.agrees(admission.id)


def test_a_ground_must_have_the_hash_that_the_admission_names() -> None:
    sites = _busy()
    body, packed = sites[MA].dossier.admission(keys(NEWCOMER))
    assert Dossier.join(laws, NEWCOMER, body | {"ground": None}, packed).id == sites[MA].dossier.id
    with pytest.raises(Refusal, match="ground-differs"):
        Dossier.join(laws, NEWCOMER, body | {"hash": "0" * 64})
    for broken in (b"", b"no", packed[:-1], packed + b"x"):
        with pytest.raises(Refusal, match="ground-form"):
            Dossier.join(laws, NEWCOMER, body | {"ground": None}, broken)


def test_a_ground_that_grows_when_it_is_unpacked_is_refused_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "MAX_GROUND", 1000)
    assert ground.unpack(zlib.compress(b"0" * 1000)) == b"0" * 1000
    with pytest.raises(Refusal, match="ground-too-long"):
        ground.unpack(zlib.compress(b"0" * 1001))


def test_a_ground_with_any_value_in_the_wrong_place_is_refused() -> None:
    sites = _busy()
    _, packed = sites[MA].dossier.admission(keys(NEWCOMER))
    sound = jsonprofile.parse(ground.unpack(packed), most=10**6)
    row = sound["entries"][1]
    faults: list[dict[str, Any]] = [
        {"v": 2},
        {"entries": []},
        {"entries": sound["entries"][1:]},
        {"entries": [*sound["entries"], sound["entries"][-1]]},
        {"entries": [sound["entries"][0], [*row[:2], [7], *row[3:]]]},
        {"entries": [sound["entries"][0], [*row[:6], 9]]},
        {"entries": [sound["entries"][0], [row[0], 99, *row[2:]]]},
        {"entries": [sound["entries"][0], ["f" * 64, row[1], [], *row[3:6], 0]], "events": {}, "gone": {}},
        _second_opening(sound),
        {"gone": {row[0]: 99}},
        {"state": "no state"},
        {"events": {row[0]: ["open", {}]}},
        {"refused": {row[0]: ["no-such-code", {}]}},
    ]
    for fault in faults:
        with pytest.raises(Refusal):
            ground.load(laws, jsonprofile.dump(sound | fault))
    assert ground.load(laws, jsonprofile.dump(sound | {"later": [1]}))


def _second_opening(sound: dict[str, Any]) -> dict[str, Any]:
    """Return a ground's members with another party's entry that stands on nothing, as the opening does."""
    opening = sound["entries"][0]
    other = next(place for place in range(len(sound["agencies"])) if place != opening[1])
    root = ["f" * 64, other, [], *opening[3:6], 0]
    event = {opening[0]: sound["events"][opening[0]]}
    return {"entries": [opening, root], "events": event, "gone": {}, "orders": [], "times": []}


def test_what_comes_to_stand_before_the_end_of_a_ground_has_no_effect() -> None:
    sites = _busy()
    quiet(sites)
    restored = Dossier.restore(laws, MA, sites[MA].dossier.dump_base())
    late = restored.graph.nodes[restored.order[1]]
    restored._fold.keep_out(late)
    assert restored.fold().verdicts[late.id].refusal == Refusal("place-settled")


def test_no_ground_is_made_of_what_is_not_known_or_gone() -> None:
    sites = _busy()
    mine = sites[MA].dossier.order[1]
    one = sites[MA].write("add", {"amount": 1})
    sites[ES].blind.add(one.id)
    quiet(sites)
    assert sites[ES].dossier.stable(one.id)
    with pytest.raises(Refusal, match="author-incomplete"):
        sites[ES].dossier.admission(keys(NEWCOMER))
    body, _ = sites[MA].dossier.admission(keys(NEWCOMER))
    admission = sites[MA].write("admit", body, to=[NEWCOMER])
    sites[MA].write("erase", {"entries": [mine], "reason": None})
    sites[ES].see(one)
    quiet(sites)
    dossier = sites[DE].dossier
    assert dossier.agrees(admission.id)
    dossier.drop(dossier.erasable())
    assert not dossier.agrees(admission.id)
    with pytest.raises(Refusal, match="place-settled"):
        joining._ground_within(dossier._held, dossier._fold, laws, dossier.graph.nodes[admission.id].parents)


def test_no_base_is_made_under_unknown_rules() -> None:
    _, sites = open_dossier([MA], kind="unheard")
    sites[MA].write("add", {"amount": 1})
    with pytest.raises(Refusal, match="author-incomplete"):
        sites[MA].dossier.dump_base()


def test_what_was_not_sealed_to_the_newcomer_is_sealed_to_it_anew() -> None:
    sites = _busy()
    sites[MA].write("add", {"amount": 1})
    _, newcomer = _admit(sites)
    wanted = sites[MA].dossier.unsealed_for(NEWCOMER)
    order = sites[MA].dossier.order
    stable = newcomer.dossier.order
    sealed = {one for one in order if NEWCOMER in sites[MA].dossier.graph.nodes[one].to}
    bodies = {one for one in order if sites[MA].dossier.graph.nodes[one].to}
    assert set(wanted) == bodies - sealed - set(stable)
    newcomer.blind = set(wanted)
    sites[NEWCOMER] = newcomer
    exchange(sites)
    assert newcomer.dossier.incomplete
    for one in wanted:
        sites[MA].write("re-seal", {"entry": one, "to": NEWCOMER, "sealed": "AAAA"})
    exchange(sites)
    assert sites[MA].dossier.unsealed_for(NEWCOMER) == ()
    for one in wanted:
        newcomer.see(sites[MA].written[one])
    assert not newcomer.dossier.incomplete
    assert newcomer.dossier.fold().state == sites[MA].dossier.fold().state


def test_a_stranger_is_not_let_in() -> None:
    _, sites = open_dossier()
    dossier = sites[MA].dossier
    before = account(dossier)
    forged = make("fr.dcpj", dossier.id, 1, [dossier.id], "add", {"amount": 1})
    with pytest.raises(Refusal) as caught:
        dossier.place(forged.entry)
    assert caught.value == Refusal("party-unknown", {"agency": "fr.dcpj"})
    assert account(dossier) == before


@CALM
@given(steps(MOVING, most=30), st.integers(0, 2), steps(("accept", "accept", *MOVING), most=60))
def test_newcomers_and_members_come_to_the_same(before: list[Step], who: int, after: list[Step]) -> None:
    play = Play.begin().run(before)
    play.sync_all()
    admitting: list[Step] = [("acknowledge", 1, 0), ("sync", who, 1), ("admit", who, 0), ("join", who, 0)]
    play.run(admitting).run(after).accept_all().run(before).finish()
    if NEWCOMER not in play.sites:
        return
    newcomer, member = play.sites.pop(NEWCOMER).dossier, next(iter(play.sites.values())).dossier
    event("a member" if NEWCOMER in member.members() else "asked")
    mine, theirs = newcomer.fold(), member.fold()
    grounded = len(member.order) - len(newcomer.order)
    assert grounded == 0
    assert (mine.state, mine.members, mine.given) == (theirs.state, theirs.members, theirs.given)
    assert newcomer.order == member.order
    for name in newcomer.order:
        assert mine.verdicts[name].stable == theirs.verdicts[name].stable
        if newcomer.graph.nodes[name].key > newcomer._held.ground:
            assert mine.verdicts[name].refusal == theirs.verdicts[name].refusal
