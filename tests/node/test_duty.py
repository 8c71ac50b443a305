"""Who answers for what, absence and stand-ins, workload, and deadlines that are escalated."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from mithaq.kinds.deadlines import Calendar, working_days_left
from mithaq.node import absence, audit, clock, duty, officers, release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import (
    Audit,
    CardRow,
    DossierOfficer,
    DossierRow,
    Escalation,
    Notice,
    Officer,
    Responsible,
    StandIn,
    Workload,
)
from mithaq.node.news import deadlines
from mithaq.record.errors import Refusal
from partners import AGREE, ASK, HANDLING, Partner, officer

Asks = Callable[[], str]


@pytest.fixture
def ask_us(node: Home, madrid: Partner, salma: Officer) -> Asks:
    """Return what lets Madrid ask us once more; each request has the tasks to acknowledge and to answer."""
    opening = Opening("pact", ("es.policia", "ma.dgsn"), None, True)
    pact = release.release(salma, Intent("agree", {"type": "agree", **AGREE}, None, None, opening))
    madrid.take([pact.encode()])
    store.append([madrid.write(pact.id, "sign", {}).encode()], source="es.policia")

    def made() -> str:
        ask = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
        entry = madrid.open([node.keys], "request", ask, pact=pact.id, handling=HANDLING)
        store.append([entry.encode()], source="es.policia")
        # The receipt from which the deadline runs.
        release.acknowledge(entry.id)
        return entry.id

    return made


def due_at(dossier: str, when: datetime) -> None:
    """Let the tasks of a dossier be due at a time."""
    CardRow.objects.filter(dossier=dossier, kind="task").update(due=clock.text(when))


def refusal_of(call: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code


def told(who: Officer) -> list[str]:
    return sorted(Notice.objects.filter(officer=who, read_at=None).values_list("what", flat=True))


# ---------------------------------------------------------------- who answers


def test_a_supervisor_hands_dossiers_over_and_it_is_kept(
    ask_us: Asks, salma: Officer, anas: Officer, youssef: Officer
) -> None:
    dossiers = [ask_us(), ask_us()]
    assert duty.assign(dossiers, anas, youssef, why="holidays") == 2
    assert [duty.responsible(one) for one in dossiers] == [anas, anas]
    assert set(officers.readable(anas).values_list("id", flat=True)) == set(dossiers)
    assert told(anas) == ["assigned", "assigned"]
    rows = Audit.objects.filter(what="assigned")
    assert {(row.who, row.subject, row.why, row.dossier) for row in rows} == {
        (youssef.email, anas.email, "holidays", one) for one in dossiers
    }
    assert duty.assign(dossiers, anas, youssef) == 0


def test_who_may_not_name_officers_hands_nothing_over(
    ask_us: Asks, salma: Officer, anas: Officer, youssef: Officer
) -> None:
    dossier = ask_us()
    assert refusal_of(lambda: duty.assign([dossier], salma, anas)) == "dossier-unknown"
    duty.assign([dossier], salma, youssef)
    DossierOfficer.objects.create(dossier_id=dossier, officer=anas)
    assert refusal_of(lambda: duty.assign([dossier], anas, anas)) == "officer-may-not"
    assert duty.responsible(dossier) == salma


@pytest.mark.parametrize("role", ["press", "data-protection", "administrator"])
def test_who_does_not_write_cannot_answer(ask_us: Asks, youssef: Officer, role: str) -> None:
    other = officer("Nadia", role)
    dossier = ask_us()
    assert refusal_of(lambda: duty.assign([dossier], other, youssef)) == "officer-unfit"
    assert not Responsible.objects.filter(dossier=dossier).exists()


def test_an_officer_takes_up_what_they_may_write_in(ask_us: Asks, salma: Officer, anas: Officer) -> None:
    row = DossierRow.objects.get(id=ask_us())
    duty.take_up(row, salma)
    assert duty.responsible(row.id) == salma
    assert refusal_of(lambda: duty.take_up(row, anas)) == "dossier-unknown"


# ---------------------------------------------------------------- absence


def test_the_stand_in_sees_what_the_absent_officer_sees_and_no_longer(
    ask_us: Asks, salma: Officer, anas: Officer
) -> None:
    first = ask_us()
    until = absence.today(salma, clock.now()) + timedelta(days=2)
    duty.set_absence(salma, until, anas, salma)
    assert first in set(officers.readable(anas).values_list("id", flat=True))
    later = ask_us()
    assert later not in set(officers.readable(anas).values_list("id", flat=True))
    duty.follow_absences()
    assert {first, later} <= set(officers.readable(anas).values_list("id", flat=True))
    salma.refresh_from_db()
    duty.end_absence(salma, salma)
    assert not officers.readable(anas).exists()
    assert not StandIn.objects.exists()
    acts = list(Audit.objects.filter(what__in=["absent", "returned"]).values_list("what", "who"))
    assert acts == [("absent", salma.email), ("returned", salma.email)]


def test_an_absence_that_has_run_out_ends_by_itself(
    ask_us: Asks, salma: Officer, anas: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_us()
    duty.set_absence(salma, absence.today(salma, clock.now()), anas, salma)
    assert officers.readable(anas).exists()
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    duty.follow_absences()
    assert not officers.readable(anas).exists()


def test_who_was_named_in_their_own_right_stays_named(
    ask_us: Asks, salma: Officer, anas: Officer, youssef: Officer
) -> None:
    before, during = DossierRow.objects.get(id=ask_us()), DossierRow.objects.get(id=ask_us())
    other = ask_us()
    officers.name(anas, before, youssef)
    duty.set_absence(salma, absence.today(salma, clock.now()), anas, youssef)
    officers.name(anas, during, youssef)
    salma.refresh_from_db()
    duty.end_absence(salma, youssef)
    kept = set(officers.readable(anas).values_list("id", flat=True))
    assert {before.id, during.id} <= kept
    assert other not in kept


def test_an_absence_is_ones_own_or_a_supervisors_to_note(
    node: Home, salma: Officer, anas: Officer, youssef: Officer
) -> None:
    day = absence.today(salma, clock.now())
    assert refusal_of(lambda: duty.set_absence(salma, day, None, anas)) == "officer-may-not"
    duty.set_absence(salma, day, None, youssef)
    assert absence.is_absent(salma, clock.now())
    assert refusal_of(lambda: duty.end_absence(salma, anas)) == "officer-may-not"


def test_a_stand_in_must_be_there_and_able_to(node: Home, salma: Officer, anas: Officer) -> None:
    day = absence.today(salma, clock.now())
    nadia = officer("Nadia", "press")
    for unfit in (salma, nadia):
        assert refusal_of(lambda other=unfit: duty.set_absence(salma, day, other, salma)) == "stand-in-unfit"
    duty.set_absence(anas, day, None, anas)
    assert refusal_of(lambda: duty.set_absence(salma, day, anas, salma)) == "stand-in-unfit"
    for wrong in (day - timedelta(days=1), day + timedelta(days=400)):
        assert refusal_of(lambda one=wrong: duty.set_absence(salma, one, None, salma)) == "absence-day"


def test_a_circle_of_absent_officers_has_nobody_who_acts(node: Home, salma: Officer, anas: Officer) -> None:
    day = clock.now().date() + timedelta(days=2)
    salma.absent_until = anas.absent_until = day
    salma.stand_in, anas.stand_in = anas, salma
    assert absence.acting(salma, clock.now()) is None
    anas.absent_until = None
    assert absence.acting(salma, clock.now()) == anas


def test_the_day_of_an_absence_is_the_officers_own(node: Home, salma: Officer) -> None:
    salma.time_zone, salma.absent_until = "Pacific/Auckland", date(2026, 11, 24)
    assert absence.is_absent(salma, datetime(2026, 11, 24, 10, 0, tzinfo=UTC))
    assert not absence.is_absent(salma, datetime(2026, 11, 24, 12, 0, tzinfo=UTC))


# ---------------------------------------------------------------- workload


def test_the_workload_counts_tasks_by_who_answers(
    ask_us: Asks, salma: Officer, anas: Officer, youssef: Officer
) -> None:
    late, soon, nobodys = ask_us(), ask_us(), ask_us()
    due_at(late, clock.now() - timedelta(hours=1))
    due_at(soon, clock.now() + timedelta(days=2))
    due_at(nobodys, clock.now() + timedelta(days=20))
    duty.assign([late, soon], anas, youssef)
    rows = {row.officer: (row.open, row.late, row.week) for row in duty.workload()}
    assert rows[anas] == (4, 2, 2)
    assert rows[None] == (2, 0, 0)
    assert rows[salma] == rows[youssef] == (0, 0, 0)
    assert set(duty.tasks_of(anas).values_list("dossier_id", flat=True)) == {late, soon}
    assert set(duty.tasks_of(None).values_list("dossier_id", flat=True)) == {nobodys}


def test_the_workload_is_counted_again_when_it_is_old(
    ask_us: Asks, youssef: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    duty.count_workload()
    ask_us()
    duty.keep_workload_fresh()
    assert Workload.objects.get(officer=None).open == 0
    later = clock.now() + duty.FRESH
    monkeypatch.setattr(clock, "now", lambda: later)
    duty.keep_workload_fresh()
    assert Workload.objects.get(officer=None).open == 2


# ---------------------------------------------------------------- deadlines


def test_what_is_soon_due_is_told_to_whose_task_it_is_once(
    ask_us: Asks, salma: Officer, anas: Officer, youssef: Officer
) -> None:
    dossier = ask_us()
    duty.assign([dossier], anas, youssef)
    Notice.objects.all().delete()
    due_at(dossier, clock.now() + timedelta(hours=5))
    assert deadlines.escalate() == 2
    assert deadlines.escalate() == 0
    assert told(anas) == ["due-soon", "due-soon"]
    assert told(salma) == told(youssef) == []
    assert duty.escalated([dossier]) == set()


def test_what_is_late_is_raised_to_supervisors_and_marked(
    ask_us: Asks, anas: Officer, youssef: Officer
) -> None:
    dossier = ask_us()
    duty.assign([dossier], anas, youssef)
    Notice.objects.all().delete()
    due_at(dossier, clock.now() - timedelta(minutes=1))
    deadlines.escalate()
    assert told(anas) == ["overdue", "overdue"]
    assert told(youssef) == ["escalated", "escalated"]
    assert {key for _dossier, key in duty.escalated([dossier])} == {
        "acknowledge/ma.dgsn",
        "answer/ma.dgsn",
    }
    assert Audit.objects.filter(what="escalated", who="node", dossier=dossier, why="late").count() == 2


def test_a_new_deadline_is_told_anew(ask_us: Asks, salma: Officer) -> None:
    dossier = ask_us()
    due_at(dossier, clock.now() + timedelta(hours=5))
    deadlines.escalate()
    due_at(dossier, clock.now() + timedelta(hours=9))
    assert deadlines.escalate() == 2
    assert told(salma) == ["due-soon"] * 4


def test_what_nobody_can_act_on_is_raised_before_it_is_late(
    ask_us: Asks, salma: Officer, youssef: Officer
) -> None:
    dossier = ask_us()
    salma.absent_until = absence.today(salma, clock.now())
    salma.save()
    due_at(dossier, clock.now() + timedelta(hours=5))
    deadlines.escalate()
    assert told(youssef) == ["escalated", "escalated"]
    assert Escalation.objects.filter(dossier=dossier, level="soon", raised=True).count() == 2


def test_a_deadline_behind_a_long_holiday_is_soon_before_it(
    ask_us: Asks, salma: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = ask_us()
    due = clock.now() + timedelta(days=6)
    due_at(dossier, due)
    assert deadlines.escalate() == 0
    days = tuple((clock.now() + timedelta(days=number)).date().isoformat() for number in range(1, 6))
    free = Calendar(agency="ma.dgsn", weekend=(), days_off=days)
    monkeypatch.setattr("mithaq.node.profiles.calendar_of", lambda _pact, _agency: free)
    assert deadlines.escalate() == 2
    assert told(salma) == ["due-soon", "due-soon"]


def test_partners_tasks_are_not_ours_to_escalate(ask_us: Asks, salma: Officer) -> None:
    dossier = ask_us()
    due_at(dossier, clock.now() - timedelta(hours=1))
    CardRow.objects.filter(dossier=dossier).update(owner="es.policia")
    assert deadlines.escalate() == 0


@pytest.mark.parametrize(
    "due, left",
    [
        ("2026-11-27T16:00:00.000Z", 0),  # this Friday
        ("2026-11-29T12:00:00.000Z", 0),  # on Sunday: no working day before
        ("2026-11-30T16:00:00.000Z", 1),  # on Monday
        ("2026-11-30T23:00:00.000Z", 1),  # midnight in Rabat: the end of Monday
        ("2026-12-02T16:00:00.000Z", 2),  # Tuesday is free
        ("2026-11-20T16:00:00.000Z", 0),  # over
    ],
)
def test_working_days_are_counted_by_the_agencys_own_calendar(due: str, left: int) -> None:
    calendar = Calendar.model_validate(
        {
            "agency": "ma.dgsn",
            "days_off": ("2026-12-01",),
            "offsets": ({"since": "2026-01-01T00:00:00.000Z", "minutes": 60},),
        }
    )
    assert working_days_left(calendar, "2026-11-27T09:00:00.000Z", due) == left


def test_the_log_still_stands(ask_us: Asks, salma: Officer, anas: Officer, youssef: Officer) -> None:
    dossier = ask_us()
    duty.assign([dossier], anas, youssef)
    duty.set_absence(anas, absence.today(anas, clock.now()), salma, youssef)
    due_at(dossier, clock.now() - timedelta(minutes=1))
    deadlines.escalate()
    assert audit.verify() == audit.tree().size
