"""An alert that waits: who is told, named and written to at once, and when it is taken back."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from pytest_django import Settings

from mithaq.node import clock, news, officers, release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import (
    Audit,
    CardRow,
    DossierOfficer,
    DossierRow,
    Escalation,
    NewsWish,
    Notice,
    Officer,
)
from mithaq.node.news import alerts, deadlines, digest
from partners import AGREE, HANDLING, Partner, officer, words

STOP = threading.Event()
ALERT: dict[str, Any] = {"to": ["ma.dgsn"], "area": "drugs", "urgency": "at-once", "text": words("a boat.")}


@pytest.fixture
def pact(node: Home, madrid: Partner, salma: Officer) -> str:
    """A pact that Salma proposed and Madrid signed."""
    opening = Opening("pact", ("es.policia", "ma.dgsn"), None, True)
    made = release.release(salma, Intent("agree", {"type": "agree", **AGREE}, None, None, opening))
    madrid.take([made.encode()])
    receive(madrid, made.id, "sign", {})
    return made.id


@pytest.fixture
def lina(node: Home) -> Officer:
    """A liaison officer who is named on nothing."""
    return officer("Lina", "liaison")


def receive(madrid: Partner, dossier: str, type_: str, body: dict[str, Any], handling: Any = None) -> str:
    entry = madrid.write(dossier, type_, body, handling)
    (result,) = store.append([entry.encode()], source="es.policia")
    assert result.status == "new", result
    return entry.id


def alert(madrid: Partner, pact: str, **changes: Any) -> str:
    return receive(madrid, pact, "alert", {**ALERT, **changes}, HANDLING)


def told(who: Officer) -> int:
    """Return how many alerts an officer has not read."""
    return Notice.objects.filter(officer=who, what="alert", read_at=None).count()


def test_a_liaison_officer_who_is_not_named_is_named_and_told(
    pact: str, madrid: Partner, salma: Officer, lina: Officer, anas: Officer, youssef: Officer
) -> None:
    row = DossierRow.objects.get(id=pact)
    assert not lina.has_perm("node.see_dossier", row)
    alerts.run(STOP)
    assert not DossierOfficer.objects.filter(officer=lina).exists(), "nothing waits, and nobody is let in"
    alert(madrid, pact)
    alerts.run(STOP)
    assert [told(one) for one in (salma, lina, youssef, anas)] == [1, 1, 1, 0]
    row = DossierRow.objects.get(id=pact)
    assert lina.has_perm("node.release_entry", row)
    assert not anas.has_perm("node.see_dossier", row)
    assert Audit.objects.get(what="named", who="node").subject == lina.email
    assert not DossierOfficer.objects.filter(officer=youssef).exists(), "a supervisor sees it as it is"


def test_it_is_told_once_and_to_whoever_is_new(pact: str, madrid: Partner, salma: Officer) -> None:
    alert(madrid, pact)
    for _ in range(3):
        alerts.run(STOP)
    assert Notice.objects.filter(what="alert").count() == 1
    later = officer("Later", "liaison")
    alerts.run(STOP)
    assert told(later) == 1
    alert(madrid, pact, test=True)
    alerts.run(STOP)
    assert told(salma) == 2


def test_what_was_acknowledged_or_is_over_waits_for_nobody(
    pact: str, madrid: Partner, salma: Officer, youssef: Officer
) -> None:
    first, second = alert(madrid, pact), alert(madrid, pact, urgency="today")
    alerts.run(STOP)
    release.release(salma, Intent("alert-acknowledged", {"entry": first}, None, pact))
    alerts.run(STOP)
    assert [told(salma), told(youssef)] == [1, 1]
    receive(madrid, pact, "alert-over", {"entry": second})
    alerts.run(STOP)
    assert [told(salma), told(youssef)] == [0, 0]
    assert alerts.waiting("ma.dgsn").count() == 0


def test_an_alert_of_ours_waits_for_others_and_not_for_us(pact: str, madrid: Partner, salma: Officer) -> None:
    body = {**ALERT, "to": ["es.policia"]}
    release.release(salma, Intent("alert", body, HANDLING, pact))
    assert CardRow.objects.filter(kind="task", key__startswith="alert/").count() == 1
    assert alerts.waiting("ma.dgsn").count() == 0
    alerts.run(STOP)
    assert told(salma) == 0


def test_nobody_chooses_not_to_be_told(pact: str, madrid: Partner, salma: Officer) -> None:
    NewsWish.objects.create(officer=salma, unwanted=list(news.WHAT))
    alert(madrid, pact)
    alerts.run(STOP)
    assert told(salma) == 1


def test_the_stand_in_is_told_for_who_is_absent(
    pact: str, madrid: Partner, salma: Officer, lina: Officer
) -> None:
    Officer.objects.filter(pk=salma.pk).update(
        absent_until=clock.now().date() + timedelta(days=2), stand_in=lina
    )
    alert(madrid, pact)
    alerts.run(STOP)
    assert {one.instead_of for one in Notice.objects.filter(officer=lina, what="alert")} == {None, salma}


def test_a_message_goes_at_once_to_who_is_on_duty_and_says_nothing_of_it(
    pact: str, madrid: Partner, salma: Officer, youssef: Officer, settings: Settings
) -> None:
    settings.EMAIL_IS_SET = True
    mail.outbox.clear()
    Officer.objects.filter(pk=youssef.pk).update(absent_until=clock.now().date() + timedelta(days=2))
    Officer.objects.filter(pk=salma.pk).update(language="en")
    alert(madrid, pact)
    alerts.run(STOP)
    digest.run(STOP)
    assert mail.outbox == [], "what is told at this moment may not be written yet"
    Notice.objects.update(at=clock.now() - digest.SETTLED - timedelta(seconds=1))
    digest.run(STOP)
    (message,) = mail.outbox
    assert message.to == [salma.email]
    assert message.subject == "Mithaq: urgent, please sign in now"
    for secret in ("boat", "es.policia", "drugs", "alert", pact[:8]):
        assert secret not in message.subject + str(message.body)
    digest.run(STOP)
    assert len(mail.outbox) == 1
    alert(madrid, pact)
    alerts.run(STOP)
    last = Notice.objects.filter(officer=salma).latest("id")
    Notice.objects.filter(pk=last.pk).update(at=clock.now() - digest.SETTLED)
    digest.run(STOP)
    assert len(mail.outbox) == 2, "not a quarter of an hour later"


def test_steps_are_raised_when_they_are_late_and_not_before(
    pact: str, madrid: Partner, salma: Officer, youssef: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    alert(madrid, pact)
    release.release(salma, Intent("alert", {**ALERT, "to": ["es.policia"]}, HANDLING, pact))
    deadlines.escalate()
    assert not Escalation.objects.exists(), "an alert is told of by itself"
    now = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: now)
    deadlines.escalate()
    raised = Escalation.objects.filter(level="late", raised=True)
    assert {one.key.split("/")[0] for one in raised} == {"alert", "call"}
    assert Notice.objects.filter(officer=youssef, what="escalated").count() == 2


def test_who_is_no_longer_named_still_reads_what_the_role_gives(
    pact: str, madrid: Partner, salma: Officer, lina: Officer, youssef: Officer
) -> None:
    alert(madrid, pact)
    alerts.run(STOP)
    officers.unname(lina, DossierRow.objects.get(id=pact), youssef)
    alerts.run(STOP)
    assert not DossierOfficer.objects.filter(officer=lina).exists(), "a supervisor's word stands"
    alert(madrid, pact)
    alerts.run(STOP)
    assert DossierOfficer.objects.filter(officer=lina).exists(), (
        "the next alert concerns every liaison officer"
    )
