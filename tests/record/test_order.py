"""Any order, duplication and grouping of arrivals gives the same state and refusals (LAW-10, LAW-49)."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from record.histories import HONEST, MOVING, Play, Step, replay, steps
from record.world import account

CALM = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


def _check(play: Play, data: st.DataObject) -> None:
    names = list(range(len(play.pool)))
    first = account(replay(play.pool, names))
    order = data.draw(st.permutations(names))
    groups = data.draw(st.lists(st.integers(1, 7), max_size=3))
    assert account(replay(play.pool, order, groups)) == first


@CALM
@given(steps(HONEST), st.data())
def test_arrivals_do_not_matter_among_fixed_members(script: list[Step], data: st.DataObject) -> None:
    _check(Play.begin().run(script), data)


@CALM
@given(steps(MOVING), st.data())
def test_arrivals_do_not_matter_when_agencies_join_and_leave(script: list[Step], data: st.DataObject) -> None:
    _check(Play.begin().run(script), data)


@CALM
@given(steps((*MOVING, "fork", "slip", "resolve", "revoke")), st.data())
def test_arrivals_do_not_matter_when_an_agency_forks(script: list[Step], data: st.DataObject) -> None:
    _check(Play.begin().run(script), data)


@CALM
@given(steps(HONEST))
def test_all_members_come_to_one_account_and_all_becomes_stable(script: list[Step]) -> None:
    play = Play.begin().run(script).finish()
    accounts = [account(site.dossier) for site in play.sites.values()]
    assert accounts[0] == accounts[1] == accounts[2]
    dossier = play.sites["ma.dgsn"].dossier
    stable = dossier.order[: dossier.stable_through + 1]
    assert {one.id for one in play.pool if one.plaintext} <= set(stable)
