"""What a node does every hour by itself."""

import threading
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from mithaq.node import upkeep
from mithaq.node.home import Home
from mithaq.node.models import Draft, Officer


def test_sessions_that_have_ended_are_removed(node: Home) -> None:
    now = timezone.now()
    for key, days in (("ended", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
    upkeep.run(threading.Event())
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]


def test_drafts_that_were_put_away_are_removed_after_a_while(node: Home, salma: Officer) -> None:
    made = [
        Draft.objects.create(kind="request", type="ask", officer=salma, state=state)
        for state in (Draft.State.OPEN, Draft.State.WITHDRAWN, Draft.State.WITHDRAWN)
    ]
    long_ago = timezone.now() - upkeep.PUT_AWAY - timedelta(days=1)
    Draft.objects.filter(pk__in=[made[0].pk, made[1].pk]).update(changed_at=long_ago)
    upkeep.run(threading.Event())
    assert set(Draft.objects.values_list("pk", flat=True)) == {made[0].pk, made[2].pk}
