"""What a node starts from again says of every entry what was said before."""

from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from record.world import AGENCIES, exchange, laws, open_dossier

MA, ES, DE = AGENCIES


def test_refusals_and_deviations_before_the_base_are_kept() -> None:
    _, sites = open_dossier()
    refused = sites[MA].write("take", {"amount": 5})
    deviating = sites[ES].write("seen", {})
    unheard = sites[DE].write("unheard", {"amount": 1})
    for _ in range(3):
        exchange(sites)
        for site in sites.values():
            site.write(None, None)
    exchange(sites)
    dossier = sites[MA].dossier
    dossier.fold()
    again = Dossier.restore(laws, MA, dossier.dump_base())
    again.fold()
    assert {refused.id, deviating.id, unheard.id} <= set(again.order)
    assert isinstance(again.verdict(refused.id).refusal, Refusal)
    assert again.verdict(deviating.id).deviations
    for entry in again.order:
        one, other = dossier.verdict(entry), again.verdict(entry)
        assert (one.refusal, one.deviations, one.gone) == (other.refusal, other.deviations, other.gone)
