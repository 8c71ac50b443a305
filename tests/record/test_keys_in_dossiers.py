"""Keys change by entries, in the entry's past and never by time (LAW-12, LAW-35 to LAW-37)."""

import base64
from typing import Any

from mithaq.record import bodies
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.signing import key_id
from record.world import (
    AGENCIES,
    Site,
    Written,
    account,
    exchange,
    key_of,
    keys,
    laws,
    make,
    open_dossier,
    quiet,
    recovery,
    signing,
)

MA, ES, DE = AGENCIES


def _refusal(site: Site, one: Written) -> Refusal | None:
    return site.dossier.fold().verdicts[one.id].refusal


def _rotation(site: Site, *, number: int = 1, signer: int = 1) -> dict[str, Any]:
    seq, _ = site.dossier.draft_parents()
    new = keys(site.agency, number)
    claim = bodies.rotation_claim(site.dossier.id, site.agency, seq, new)
    return {
        "keys": new.to_json(),
        "proof": base64.b64encode(signing(site.agency, signer).sign(claim)).decode(),
    }


def test_a_rotation_is_signed_by_the_old_key_and_proven_by_the_new_one() -> None:
    _, sites = open_dossier()
    site = sites[DE]
    turned = site.write("keys", _rotation(site))
    assert _refusal(site, turned) is None
    assert site.dossier.keys_of(DE) == keys(DE, 1)
    assert site.dossier.key_for(key_of(DE, 1), DE) == signing(DE, 1).public
    old = site.write("add", {"amount": 1})
    assert _refusal(site, old) == Refusal("key-not-current")
    site.key = key_of(DE, 1)
    new = site.write("add", {"amount": 2})
    assert _refusal(site, new) is None
    exchange(sites)
    assert sites[MA].dossier.fold().state.total == 2


def test_a_rotation_without_its_proof_is_refused() -> None:
    _, sites = open_dossier()
    site = sites[DE]
    unproven = site.write("keys", _rotation(site, signer=0))
    assert _refusal(site, unproven) == Refusal("proof-invalid")
    assert site.dossier.keys_of(DE) == keys(DE)


def test_a_rotation_keeps_the_recovery_key() -> None:
    _, sites = open_dossier()
    site = sites[DE]
    body = _rotation(site)
    body["keys"] = body["keys"] | {"recovery": keys(ES).to_json()["recovery"]}
    assert _refusal(site, site.write("keys", body)) == Refusal("recovery-key-differs")


def test_nobody_announces_keys_of_another() -> None:
    _, sites = open_dossier()
    body = _rotation(sites[DE])
    assert _refusal(sites[ES], sites[ES].write("keys", body)) == Refusal("keys-differ", {"agency": DE})


def test_the_recovery_key_signs_revocations_alone() -> None:
    _, sites = open_dossier()
    site = sites[DE]
    site.key = recovery(DE).id
    for type_, body in (("add", {"amount": 1}), (None, None), ("leave", {"reason": None})):
        one = site.write(type_, body)
        assert _refusal(site, one) == Refusal("key-not-current")
    assert site.dossier.key_for(recovery(DE).id, DE) == recovery(DE).public
    # Nobody signs for another.
    assert site.dossier.key_for(recovery(DE).id, MA) is None


def _revocation(last: int, agency: str = DE) -> dict[str, Any]:
    return {"key": key_of(agency), "last": last, "keys": keys(agency, 1).to_json()}


def test_what_a_revoked_key_signed_after_the_last_good_number_does_not_count() -> None:
    _, sites = open_dossier()
    site = sites[DE]
    good = site.write("add", {"amount": 1})
    bad = site.write("add", {"amount": 100})
    exchange(sites)
    sites[MA].write("add", {"amount": 10})
    site.key = recovery(DE).id
    site.write("revoke", _revocation(1))
    site.key = key_of(DE, 1)
    after = site.write("add", {"amount": 2})
    exchange(sites)
    for other in sites.values():
        assert _refusal(other, good) is None
        assert _refusal(other, bad) == Refusal("key-revoked", {"number": 1})
        assert _refusal(other, after) is None
        assert other.dossier.fold().state.total == 13
    quiet(sites)
    assert all(other.dossier.stable(after.id) for other in sites.values())


def test_a_thief_writes_no_more_once_the_key_is_revoked() -> None:
    _, sites = open_dossier()
    site = sites[DE]
    site.key = recovery(DE).id
    revoked = site.write("revoke", _revocation(0))
    thief = make(DE, site.dossier.id, 2, [revoked.id], "add", {"amount": 100}, key=key_of(DE))
    site.take(thief)
    assert _refusal(site, thief) == Refusal("key-revoked", {"number": 0})


def test_a_revocation_is_signed_by_the_recovery_key() -> None:
    _, sites = open_dossier()
    one = sites[DE].write("revoke", _revocation(0))
    assert _refusal(sites[DE], one) == Refusal("recovery-key-needed")


def test_nobody_else_signs_a_revocation() -> None:
    _, sites = open_dossier()
    sites[DE].key = recovery(ES).id
    one = sites[DE].write("revoke", _revocation(0))
    assert _refusal(sites[DE], one) == Refusal("key-not-current")
    assert sites[DE].dossier.keys_of(DE) == keys(DE)


def test_a_revocation_names_a_key_of_its_author() -> None:
    _, sites = open_dossier()
    sites[DE].key = recovery(DE).id
    for unknown in (key_of(DE, 5), key_of(ES), recovery(DE).id):
        one = sites[DE].write("revoke", _revocation(0) | {"key": unknown})
        assert _refusal(sites[DE], one) == Refusal("key-unknown", {"key": unknown})


def _stolen(sites: dict[str, Site]) -> tuple[Site, list[Written]]:
    """The German key is stolen after one good entry, and the thief brings a key of its own."""
    site = sites[DE]
    site.write("add", {"amount": 1})
    exchange(sites)
    bad = [site.write("add", {"amount": 100}), site.write("keys", _rotation(site, number=5, signer=5))]
    site.key = key_of(DE, 5)
    bad.append(site.write("add", {"amount": 1000}))
    exchange(sites)
    assert sites[MA].dossier.keys_of(DE) == keys(DE, 5)
    return site, bad


def test_a_key_that_a_thief_has_replaced_by_its_own_is_revoked_with_the_thiefs() -> None:
    _, sites = open_dossier()
    site, bad = _stolen(sites)
    site.key = recovery(DE).id
    again = site.write("revoke", {"key": key_of(DE), "last": 1, "keys": keys(DE).to_json()})
    assert _refusal(site, again) == Refusal("keys-differ", {"agency": DE})
    site.write("revoke", _revocation(1))
    site.key = key_of(DE, 1)
    after = site.write("add", {"amount": 2})
    exchange(sites)
    for other in sites.values():
        assert [_refusal(other, one) for one in bad] == [Refusal("key-revoked", {"number": 1})] * 3
        assert _refusal(other, after) is None
        assert other.dossier.fold().state.total == 3
        assert other.dossier.keys_of(DE) == keys(DE, 1)
        assert other.dossier.revoked(DE) == {key_of(DE), key_of(DE, 5)}
    quiet(sites)
    assert all(other.dossier.stable(after.id) for other in sites.values())


def test_only_what_came_from_the_revoked_key_behind_the_number_goes_with_it() -> None:
    _, sites = open_dossier()
    site, bad = _stolen(sites)
    site.key = recovery(DE).id
    # The rotation is within what is good: the new key is the owner's, and stays good.
    site.write("revoke", _revocation(3))
    assert [_refusal(site, one) for one in bad] == [None, None, None]
    assert site.dossier.revoked(DE) == {key_of(DE)}


def test_what_another_key_has_brought_is_not_revoked_with_it() -> None:
    _, sites = open_dossier()
    site = sites[DE]
    for number in (5, 6):
        site.write("keys", _rotation(site, number=number, signer=number))
        site.key = key_of(DE, number)
    good = site.write("add", {"amount": 1})
    site.key = recovery(DE).id
    site.write("revoke", _revocation(1))
    assert site.dossier.revoked(DE) == {key_of(DE)}
    assert _refusal(site, good) is None


def test_a_thiefs_new_keys_do_not_count_behind_the_revocation_either() -> None:
    _, sites = open_dossier()
    site, _ = _stolen(sites)
    site.key = recovery(DE).id
    site.write("revoke", _revocation(1))
    exchange(sites)
    # What is folded from the ground is what was folded from the beginning.
    quiet(sites)
    for other in sites.values():
        restored = Dossier.restore(laws, other.agency, other.dossier.dump_base())
        assert restored.keys_of(DE) == keys(DE, 1)
        assert restored.revoked(DE) == other.dossier.revoked(DE)
        assert restored.fold().state == other.dossier.fold().state


def test_a_revocation_never_reaches_below_what_was_stable() -> None:
    _, sites = open_dossier()
    site = sites[DE]
    site.write("add", {"amount": 1})
    quiet(sites)
    number = site.dossier.graph.heads[DE][0].seq
    site.key = recovery(DE).id
    low = site.write("revoke", _revocation(0))
    refusal = _refusal(site, low)
    assert refusal is not None
    assert refusal.code == "number-below-stable"
    stable = refusal.fields["number"]
    assert isinstance(stable, int)
    assert 1 <= stable <= number
    assert site.dossier.fold().state.total == 1


def test_what_had_become_stable_before_anybody_knew_of_the_revocation_stays() -> None:
    _, sites = open_dossier()
    site = sites[DE]
    signed = site.write("add", {"amount": 100})
    honest = {agency: sites[agency] for agency in (MA, ES)}
    exchange(sites, (DE, MA), (DE, ES))
    site.key = recovery(DE).id
    revoked = site.write("revoke", _revocation(0))
    quiet(honest)
    assert all(other.dossier.stable(signed.id) for other in honest.values())
    sites[MA].take(revoked)
    assert _refusal(sites[MA], signed) is None
    exchange(sites)
    assert {other.dossier.fold().state.total for other in sites.values()} == {100}


def test_a_revocation_stops_what_becomes_stable_until_all_know_of_it() -> None:
    _, sites = open_dossier()
    quiet(sites)
    before = sites[MA].write("add", {"amount": 1})
    exchange(sites)
    sites[ES].write(None)
    sites[DE].key = recovery(DE).id
    revoked = sites[DE].write("revoke", _revocation(sites[DE].dossier.graph.heads[DE][0].seq))
    assert _refusal(sites[DE], revoked) is None
    exchange(sites)
    sites[MA].write(None)
    assert not sites[MA].dossier.stable(before.id)
    exchange(sites)
    sites[ES].write(None)
    exchange(sites)
    sites[MA].write(None)
    assert sites[MA].dossier.stable(before.id)


def test_a_thiefs_common_bodies_are_taken_back() -> None:
    _, sites = open_dossier()
    site = sites[DE]
    site.write("leave", {"reason": None})
    exchange(sites)
    assert sites[MA].dossier.members() == (ES, MA)
    # The owner writes on its own last good entry: it never saw what the thief wrote.
    seal = make(DE, site.dossier.id, 1, [site.dossier.id], "revoke", _revocation(0), key=recovery(DE).id)
    sites[MA].take(seal)
    assert sites[MA].dossier.members() == tuple(sorted(AGENCIES))
    assert sites[MA].dossier.keys_of(DE) == keys(DE, 1)


def test_a_thiefs_leaving_does_not_count_even_where_its_branch_stays() -> None:
    _, sites = open_dossier()
    left = sites[DE].write("leave", {"reason": None})
    exchange(sites)
    seal = make(
        DE, sites[MA].dossier.id, 1, [sites[MA].dossier.id], "revoke", _revocation(0), key=recovery(DE).id
    )
    for agency in (MA, ES):
        sites[agency].take(seal)
        vote = sites[agency].write("resolve", {"agency": DE, "stays": left.id})
        assert _refusal(sites[agency], vote) is None
    exchange({agency: sites[agency] for agency in (MA, ES)})
    dossier = sites[MA].dossier
    assert _refusal(sites[MA], left) == Refusal("key-revoked", {"number": 0})
    assert left.id in dossier._held.standing.settled.values()
    assert dossier.members() == tuple(sorted(AGENCIES))
    assert dossier.keys_of(DE) == keys(DE, 1)


def test_new_keys_past_an_excluded_partys_last_number_do_not_count() -> None:
    _, sites = open_dossier()
    quiet(sites)
    last = sites[MA].dossier.graph.heads[DE][0].seq
    turned = sites[DE].write("keys", _rotation(sites[DE]))
    for agency in (MA, ES):
        sites[agency].write("exclude", {"agency": DE, "last": last, "reason": None})
    exchange(sites)
    assert _refusal(sites[MA], turned) == Refusal("number-after-last", {"agency": DE, "number": last})
    assert sites[MA].dossier.keys_of(DE) == keys(DE)


def test_the_opening_outlives_the_key_that_signed_it() -> None:
    _, sites = open_dossier()
    sites[MA].key = recovery(MA).id
    one = sites[MA].write("revoke", _revocation(0, MA))
    quiet(sites)
    assert sites[ES].dossier.members() == tuple(sorted(AGENCIES))
    assert one.id in sites[ES].dossier.order
    assert sites[ES].dossier.fold().state is not None
    assert account(sites[ES].dossier) == account(sites[DE].dossier)


def test_key_ids_are_hashes_of_keys() -> None:
    assert key_of(MA) == key_id(signing(MA).public)
