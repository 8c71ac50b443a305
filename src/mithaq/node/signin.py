"""Signing in: officers are entered by their administrator, never by themselves; every try is kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.signals import authentication_failed
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.dispatch import receiver
from django.http import HttpRequest

from mithaq.node import audit
from mithaq.node.models import Officer, Sitting


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Closes the public registration."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return that nobody can make an account (`mithaq officer add` does)."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave the counting of passwords to axes: one limit would lock out whom the other lets in."""


@receiver(user_logged_in)
def note_login(sender: object, user: Officer, request: HttpRequest, **_: Any) -> None:
    """Log a sign-in, and keep whose the session is."""
    audit.record("login", who=user.email)
    if not request.session.session_key:
        request.session.save()
    key = request.session.session_key
    if key:
        Sitting.objects.update_or_create(session=key, defaults={"officer": user})


@receiver(user_logged_out)
def note_logout(sender: object, user: Officer | None, **_: Any) -> None:
    """Log a sign-out."""
    if user is not None:
        audit.record("logout", who=user.email)
        # The session is gone by now, by whatever key it had: what has no session any more is no sitting.
        alive = Session.objects.filter(session_key=OuterRef("session"))
        Sitting.objects.filter(~Exists(alive), officer=user).delete()


@receiver(user_login_failed)
def note_failure(sender: object, credentials: dict[str, Any], **_: Any) -> None:
    """Log a sign-in that failed, with the name that was tried."""
    name = credentials.get("email") or credentials.get("username") or credentials.get("login") or ""
    audit.record("login-failed", who=str(name))


@receiver(authentication_failed)
def note_wrong_code(sender: object, user: Officer, **_: Any) -> None:
    """Log a second factor that was wrong."""
    audit.record("login-failed", who=user.email, subject="second factor")


@receiver(user_locked_out)
def note_lock(sender: object, username: str | None = None, **_: Any) -> None:
    """Log that an account is locked for a while after too many tries."""
    audit.record("login-locked", who=str(username or ""))
