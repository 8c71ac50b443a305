"""Who calls: a program with a token (RFC 6750), on behalf of one officer, within the token's scopes."""

import threading
import time
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from mithaq.node import audit, tokens
from mithaq.node.models import Officer, Token
from mithaq.record.errors import Refusal

UNKNOWN_EVERY = 60.0
"""Seconds: tokens that nobody has are counted in one audit row, for strangers must not fill the log."""


class _Unknown:
    """Writes down that tokens were tried that nobody has, the first at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count, self._next = 0, 0.0

    def note(self) -> None:
        """Count one; keep the count in the audit log when it is time."""
        with self._lock:
            self._count += 1
            if time.monotonic() < self._next:
                return
            count, self._count, self._next = self._count, 0, time.monotonic() + UNKNOWN_EVERY
        audit.record("refused", who="stranger", subject=f"token: token-invalid {count}")

    def forget(self) -> None:
        """Begin anew, as a new process does."""
        self._count, self._next = 0, 0.0


UNKNOWN = _Unknown()


class Bearer(HttpBearer):
    """Takes `Authorization: Bearer mithaq_...`; the request then has the token as `auth`."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token, or None if nobody has it."""
        found = tokens.find(token)
        if found is None:
            UNKNOWN.note()
        return found


class Scoped(Bearer):
    """A bearer whose token must have one scope; Refusal scope-missing."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token if it has the scope."""
        found = super().authenticate(request, token)
        if found is not None and self.scope not in found.scopes:
            audit.record("refused", who=found.officer.email, subject=f"{self.scope}: scope-missing")
            raise Refusal("scope-missing", {"scope": self.scope})
        return found


READ, WRITE, RELEASE, EXPORT = (Scoped(scope) for scope in tokens.SCOPES)
ANY = Bearer()


def officer_of(request: HttpRequest) -> Officer:
    """Return the officer on whose behalf the program calls."""
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, Token)  # noqa: S101 - every endpoint that asks has one of the bearers above
    return token.officer
