"""The order up to the last stable entry never changes (LAW-17), whoever joins, leaves or forks."""

from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings

from mithaq.record.dossier import Dossier
from record.histories import HONEST, MOVING, Play, Step, steps
from record.world import AGENCIES, Site, exchange, open_dossier

MA, ES, DE = AGENCIES
CALM = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


@dataclass
class Watch:
    """Remembers what each site has called stable, and checks that it stays so.

    It asks members only: who was excluded without knowing sees the others go on without it. Entries
    that a bar or their own past keeps from having effect may come in between: they change nothing. What
    only a forker's own word showed may have to be shown again once the fork is known.
    """

    forker: str = ""
    seen: dict[str, list[str]] = field(default_factory=dict)

    def __call__(self, site: Site) -> None:
        if site.agency == self.forker or site.agency not in site.dossier.members():
            return
        now = effective(site.dossier)
        before = self.seen.get(site.agency, [])
        known = before if self.forker == "" else before[: len(now)]
        assert now[: len(before)] == known, f"{site.agency}: what was stable has changed"
        self.seen[site.agency] = max(now, before, key=len)


def effective(dossier: Dossier) -> list[str]:
    """Return the stable entries that have effect or are acknowledgements, in order."""
    folded = dossier.fold()
    stable = dossier.order[: dossier.stable_through + 1]
    return [entry for entry in stable if folded.verdicts[entry].refusal is None]


@CALM
@given(steps(HONEST))
def test_what_is_stable_stays_among_fixed_members(script: list[Step]) -> None:
    Play.begin(Watch()).run(script).finish()


@CALM
@given(steps(MOVING))
def test_what_is_stable_stays_when_agencies_join_and_leave(script: list[Step]) -> None:
    Play.begin(Watch()).run(script)


@CALM
@given(steps((*HONEST, "fork", "slip", "resolve", "resolve")))
def test_what_is_stable_stays_when_an_agency_forks(script: list[Step]) -> None:
    Play.begin(Watch(forker=DE)).run(script)


def test_an_entry_is_stable_where_every_other_party_descends_from_it() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 1})
    exchange(sites, (MA, ES), (MA, DE))
    spanish = sites[ES].write(None)
    assert not sites[ES].dossier.stable(one.id)
    sites[DE].take(spanish)
    german = sites[DE].write(None)
    assert sites[DE].dossier.stable(one.id)
    assert not sites[DE].dossier.stable(german.id)
    assert sites[DE].dossier.stable_through == sites[DE].dossier.order.index(one.id)


def test_acknowledgements_that_nobody_joined_are_joined_by_one_more() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 1})
    exchange(sites, (MA, ES), (MA, DE))
    sites[ES].write(None)
    sites[DE].write(None)
    exchange(sites)
    assert not sites[MA].dossier.stable(one.id)
    assert sites[MA].dossier.wants_acknowledgement()
    sites[MA].write(None)
    assert sites[MA].dossier.stable(one.id)
    assert not sites[MA].dossier.wants_acknowledgement()
