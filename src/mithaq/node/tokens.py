"""Keys by which programs use the API on behalf of an officer. Only their hashes are kept."""

import hashlib
import secrets
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from mithaq.node import audit
from mithaq.node.models import Officer, Token
from mithaq.record.errors import Refusal

SCOPES = ("read", "write", "release", "export")
"""read: what the officer may see; write: drafts; release: entries; export: bundles."""

PREFIX = "mithaq_"
"""By it a token is known for what it is, where it should not be."""

FRESH = 1.0
"""Seconds for which a token that was found is not looked up again."""

MOST_KEPT = 1000

_found: dict[str, tuple[Token, float]] = {}

NOTED_EVERY = timedelta(minutes=5)
"""The last use is noted no more often than this."""


def issue(
    officer: Officer, name: str, scopes: Iterable[str], *, by: str, expires: datetime | None = None
) -> str:
    """Return a new token, which can be read only now; Refusal scope-unknown."""
    asked = list(scopes)
    for scope in asked:
        if scope not in SCOPES:
            raise Refusal("scope-unknown", {"scope": scope[:40]})
    text = PREFIX + secrets.token_urlsafe(32)
    kept = [scope for scope in SCOPES if scope in asked]
    Token.objects.create(hash=hash_of(text), officer=officer, name=name, scopes=kept, expires=expires)
    audit.record("token-issued", who=by, subject=f"{officer.email} {name}: {' '.join(kept)}")
    return text


def find(text: str) -> Token | None:
    """Return the token with its officer, or None if it is unknown, has expired, or its officer has left.

    A program that calls often is looked up once a second: what another process of the node takes away
    ends within FRESH seconds, what this one does at once.
    """
    hashed = hash_of(text)
    known = _found.get(hashed)
    if known is None or time.monotonic() - known[1] > FRESH:
        found = Token.objects.select_related("officer").filter(hash=hashed).first()
        if found is None:
            return None
        if len(_found) >= MOST_KEPT:
            _found.clear()
        known = _found[hashed] = (found, time.monotonic())
        _note_use(found)
    token, now = known[0], timezone.now()
    return None if (token.expires and token.expires <= now) or not token.officer.is_active else token


def forget(**_: Any) -> None:
    """Look every token up again: one of them, or an officer, was changed."""
    _found.clear()


for _changed in (post_save, post_delete):
    for _model in (Token, Officer):
        _changed.connect(forget, sender=_model, dispatch_uid=f"tokens {_model.__name__}")


def _note_use(token: Token) -> None:
    now = timezone.now()
    if token.last_used is None or now - token.last_used > NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used=now)
        token.last_used = now


def hash_of(text: str) -> str:
    """Return what is kept of a token: it is random and long, so that a plain hash is enough."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
