"""The e-mail that says that there is something, and how many, and where to sign in; never what.

What a message tells is claimed in the database before it is sent and noted after; a process that dies in
between leaves the claim, and the same message, with the same Message-ID, is sent once more when the claim
has grown old: mail servers and readers know it for the one they have. Officers who are absent are left in
peace, and whoever stands in for them is told as for themselves.
"""

import hashlib
import hmac
import threading
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.node import absence, audit, clock, news
from mithaq.node.models import NewsWish, Notice, Officer

log = structlog.get_logger(__name__)

APART = timedelta(minutes=15)
"""Between two messages "at once": what comes meanwhile is told together."""

OLD_CLAIM = timedelta(minutes=5)
"""After which a claim is that of a process which died."""

SETTLED = timedelta(seconds=10)
"""After which whatever was told at a time is written: what is told later has a later time."""

MOST = 999

PAGE = "/news/"
"""Where the notices are; whoever is not signed in comes to the sign-in page first."""


def run(stop: threading.Event) -> None:
    """Send what is due. One address that fails is left for later and holds up no other."""
    if not settings.EMAIL_IS_SET:
        return
    for wish in _waiting(clock.now()):
        if stop.is_set():
            return
        try:
            send(wish, clock.now())
        except OSError:
            log.exception("digest-failed", officer=wish.officer_id)


def _waiting(now: datetime) -> list[NewsWish]:
    urgent = Q(officer__in=_alerts(now).values("officer"))
    wishes = NewsWish.objects.filter(~Q(digest=NewsWish.Digest.NEVER) | urgent).select_related("officer")
    return [wish for wish in wishes if wish.telling_through or is_due(wish, now)]


def _alerts(now: datetime) -> QuerySet[Notice]:
    """Return the alerts that were told and not read: their message waits for no hour and no wish."""
    return Notice.objects.filter(what__in=news.ALWAYS, read_at=None, at__lte=now - SETTLED)


def is_urgent(wish: NewsWish, now: datetime) -> bool:
    """Return whether an alert was told of which no message has gone out."""
    rows = _alerts(now).filter(officer=wish.officer)
    return (rows.filter(at__gt=wish.told_through) if wish.told_through else rows).exists()


def is_due(wish: NewsWish, now: datetime) -> bool:
    """Return whether it is time for the next message to an officer, should there be anything to tell."""
    officer = wish.officer
    if not officer.is_active or absence.is_absent(officer, now):
        return False
    if is_urgent(wish, now):
        return True
    if wish.digest == NewsWish.Digest.NEVER:
        return False
    last = wish.claimed_at
    if wish.digest == NewsWish.Digest.SOON:
        return last is None or now - last >= APART
    zone = ZoneInfo(officer.time_zone)
    local = now.astimezone(zone)
    due = local.replace(hour=wish.hour, minute=0, second=0, microsecond=0)
    return local >= due and (last is None or last.astimezone(zone) < due)


def send(wish: NewsWish, now: datetime) -> bool:
    """Send one officer's message, if there is something to tell; return whether it was sent."""
    urgent = is_urgent(wish, now)
    claimed = _claim(wish, now)
    if claimed is None:
        return False
    through, count = claimed
    if count:
        message_to(wish.officer, count, through, urgent=urgent).send()
        audit.record("digest", who="node", subject=wish.officer.email)
    free = {"told_through": through, "telling_through": None, "telling_count": 0}
    NewsWish.objects.filter(pk=wish.pk, telling_through=through).update(**free)
    return bool(count)


def _claim(wish: NewsWish, now: datetime) -> tuple[datetime, int] | None:
    """Return up to when, and how many notices, this process is to tell; None if another one does."""
    rows = NewsWish.objects.filter(pk=wish.pk, told_through=wish.told_through)
    if wish.telling_through is not None:
        old = rows.filter(telling_through=wish.telling_through, claimed_at__lt=now - OLD_CLAIM)
        return (wish.telling_through, wish.telling_count) if old.update(claimed_at=now) else None
    through = now - SETTLED
    unread = Notice.objects.filter(officer=wish.officer, read_at=None, at__lte=through)
    if wish.told_through is not None:
        unread = unread.filter(at__gt=wish.told_through)
    count = unread[: MOST + 1].count()
    if not count and wish.digest == NewsWish.Digest.SOON:
        return None
    mine = rows.filter(telling_through=None, claimed_at=wish.claimed_at).update(
        telling_through=through, telling_count=count, claimed_at=now
    )
    return (through, count) if mine else None


def message_to(officer: Officer, count: int, through: datetime, *, urgent: bool = False) -> EmailMessage:
    """Return the message, in the officer's language: no name, no dossier, no text.

    One that an alert brings says that it is urgent, and nothing more of it.
    """
    host = urlsplit(settings.URL).hostname or "localhost"
    with translation.override(officer.language):
        values = {"count": count, "address": f"{settings.URL}{PAGE}"}
        subject = ngettext("Mithaq: %(count)s notice", "Mithaq: %(count)s notices", count) % values
        if urgent:
            subject = _("Mithaq: urgent, please sign in now")
        body = ngettext(
            "%(count)s notice waits for you. Sign in to read it: %(address)s\n\n"
            "This message says no more on purpose. Please do not answer it.\n",
            "%(count)s notices wait for you. Sign in to read them: %(address)s\n\n"
            "This message says no more on purpose. Please do not answer it.\n",
            count,
        )
        return EmailMessage(
            subject,
            body % values,
            to=[officer.email],
            connection=get_connection(),
            headers={
                "Message-ID": f"<{_name(officer, through)}@{host}>",
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
                "Content-Language": officer.language,
            },
        )


def _name(officer: Officer, through: datetime) -> str:
    """Return what the message is known by: the same whenever it is sent, and telling nobody anything."""
    told = f"digest {officer.pk} {through.isoformat()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()[:32]
