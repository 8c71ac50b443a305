"""The e-mail that says only that there is something: when, to whom, in which words, and once."""

import email
from datetime import UTC, datetime, timedelta
from email.policy import default

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from pytest_django import Settings

from mithaq.node import clock, news
from mithaq.node.home import Home
from mithaq.node.models import Audit, NewsWish, Notice, Officer
from mithaq.node.news import digest
from partners import officer

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = MORNING

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(clock, "now", lambda: made.now)
    return made


@pytest.fixture(autouse=True)
def sends(settings: Settings, node: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_IS_SET = True
    settings.URL = "https://node.example"
    monkeypatch.setattr(digest, "SETTLED", timedelta(0))
    mail.outbox.clear()


class Stop:
    """A loop that is never told to stop."""

    def is_set(self) -> bool:
        return False


def run() -> int:
    """Let the digest's task run once; return how many messages it sent."""
    before = len(mail.outbox)
    digest.run(Stop())  # type: ignore[arg-type]
    return len(mail.outbox) - before


def wish(who: Officer, how: str, hour: int = 8) -> NewsWish:
    return NewsWish.objects.create(officer=who, digest=how, hour=hour)


def test_a_message_says_how_many_and_where_and_nothing_else(salma: Officer, time: Clock) -> None:
    Officer.objects.filter(pk=salma.pk).update(language="de", name="Salma")
    wish(salma, "soon")
    news.tell(salma, "search-hits", subject="Operation Nordlicht", count=3)
    news.tell(salma, "partner-silent", subject="es.policia")
    assert run() == 1
    message = email.message_from_bytes(mail.outbox[0].message().as_bytes(), policy=default)
    assert message["To"] == salma.email
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "de"
    assert message.get_content_type() == "text/plain"
    assert message["Message-ID"].endswith("@node.example>")
    text = message.get_content()
    assert "2" in message["Subject"]
    assert "https://node.example/news/" in text
    for secret in ("Nordlicht", "es.policia", "Salma", "search", "3"):
        assert secret not in text + message["Subject"]
    assert Audit.objects.filter(what="digest", subject=salma.email).count() == 1


@pytest.mark.parametrize(
    "language, subject",
    [
        ("ar", "ميثاق: إشعاران"),
        ("de", "Mithaq: 2 Mitteilungen"),
        ("en", "Mithaq: 2 notices"),
        ("es", "Mithaq: 2 avisos"),
        ("fr", "Mithaq : 2 avis"),
    ],
)
def test_a_message_speaks_the_officers_language(
    salma: Officer, time: Clock, language: str, subject: str
) -> None:
    salma.language = language
    assert digest.message_to(salma, 2, MORNING).subject.replace("\u00a0", " ") == subject


def test_at_once_is_bundled(salma: Officer, time: Clock) -> None:
    wish(salma, "soon")
    news.tell(salma, "named")
    assert run() == 1
    time.move(minutes=1)
    news.tell(salma, "assigned")
    news.tell(salma, "overdue")
    assert run() == 0
    time.move(minutes=15)
    assert run() == 1
    assert "2" in mail.outbox[-1].subject
    time.move(minutes=30)
    assert run() == 0, "what was told is not told again, though it is unread"


def test_daily_comes_at_the_hour_on_the_officers_own_clock(salma: Officer, time: Clock) -> None:
    Officer.objects.filter(pk=salma.pk).update(time_zone="America/New_York")
    wish(salma, "daily", hour=3)
    news.tell(salma, "named")
    assert run() == 0, "it is half past two in New York"
    time.move(minutes=30)
    assert run() == 1
    time.move(hours=1)
    news.tell(salma, "assigned")
    assert run() == 0
    time.move(hours=23)
    assert run() == 1


def test_who_does_not_want_it_or_has_read_it_gets_none(salma: Officer, anas: Officer, time: Clock) -> None:
    wish(salma, "never")
    wish(anas, "soon")
    news.tell(salma, "named")
    news.tell(anas, "named")
    news.mark_read(anas, clock.now())
    assert run() == 0


def test_who_is_absent_is_left_in_peace_until_they_return(salma: Officer, time: Clock) -> None:
    wish(salma, "soon")
    Officer.objects.filter(pk=salma.pk).update(absent_until=MORNING.date())
    news.tell(Officer.objects.get(pk=salma.pk), "named")
    assert run() == 0
    time.move(days=1)
    assert run() == 1


def test_who_has_left_gets_none(salma: Officer, time: Clock) -> None:
    wish(salma, "soon")
    news.tell(salma, "named")
    Officer.objects.filter(pk=salma.pk).update(is_active=False)
    assert run() == 0


def test_a_crash_after_sending_sends_the_same_message_once_more(
    salma: Officer, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish(salma, "soon")
    news.tell(salma, "named")

    def die(*_given: object, **_named: object) -> None:
        raise RuntimeError("the power is gone")

    with monkeypatch.context() as patch:
        patch.setattr(digest.audit, "record", die)
        with pytest.raises(RuntimeError):
            run()
    time.move(seconds=1)
    news.tell(salma, "assigned")
    assert run() == 0, "another process may be sending it"
    time.move(minutes=6)
    assert run() == 1
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.body == second.body
    time.move(minutes=20)
    assert run() == 1
    assert mail.outbox[2].extra_headers["Message-ID"] != first.extra_headers["Message-ID"]


def test_an_address_that_fails_holds_up_no_other(
    salma: Officer, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = officer("Leyla", "liaison")
    for who in (salma, other):
        wish(who, "soon")
        news.tell(who, "named")
    send = EmailBackend.send_messages

    def refuse(self: EmailBackend, messages: list[mail.EmailMessage]) -> int:
        if messages[0].to == [salma.email]:
            raise ConnectionRefusedError("no mail server")
        return int(send(self, messages))

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        assert run() == 1
    assert mail.outbox[0].to == [other.email]
    time.move(minutes=6)
    assert run() == 1
    assert mail.outbox[1].to == [salma.email]


def test_two_processes_send_one_message(salma: Officer, time: Clock) -> None:
    made = wish(salma, "soon")
    news.tell(salma, "named")
    here, there = (NewsWish.objects.select_related("officer").get(pk=made.pk) for _ in range(2))
    assert digest.send(here, clock.now()) is True
    assert digest.send(there, clock.now()) is False
    assert len(mail.outbox) == 1


def test_what_is_told_by_a_transaction_that_ends_late_is_not_forgotten(
    salma: Officer, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "SETTLED", timedelta(seconds=10))
    wish(salma, "soon")
    news.tell(salma, "named")
    time.move(seconds=10)
    assert run() == 1
    # Told nine seconds before, and seen only now.
    Notice.objects.create(officer=salma, what="assigned", at=time.now - timedelta(seconds=9))
    time.move(minutes=20)
    assert run() == 1


def test_a_node_without_e_mail_sends_none(salma: Officer, time: Clock, settings: Settings) -> None:
    settings.EMAIL_IS_SET = False
    wish(salma, "soon")
    news.tell(salma, "named")
    assert run() == 0
    assert Notice.objects.filter(officer=salma, read_at=None).count() == 1
