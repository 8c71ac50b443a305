"""A dossier of three agencies that keep the rules: state, delivery, acknowledgements."""

from record.world import AGENCIES, exchange, open_dossier, quiet

MA, ES, DE = AGENCIES


def test_all_sites_come_to_one_state_and_everything_becomes_stable() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 5})
    two = sites[ES].write("add", {"amount": 7})
    exchange(sites)
    three = sites[DE].write("take", {"amount": 12})
    quiet(sites)
    for site in sites.values():
        folded = site.dossier.fold()
        assert folded.state.total == 0
        assert all(site.dossier.stable(entry.id) for entry in (one, two, three))
        assert folded.verdicts[three.id].awaiting == ()
        assert not site.dossier.wants_acknowledgement()


def test_who_has_left_is_asked_for_no_acknowledgement() -> None:
    _, sites = open_dossier()
    sites[DE].write("leave", {"reason": None})
    exchange(sites)
    sites[MA].write("add", {"amount": 5})
    exchange(sites)
    assert sites[ES].dossier.wants_acknowledgement()
    assert DE not in sites[DE].dossier.members()
    assert not sites[DE].dossier.wants_acknowledgement()
