"""Consent: nothing before it, changed at any time, proof of it without identity (PRS-16)."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mithaq.press.models import Consent
from mithaq.press.place import site

VERSION = 1
"""Rises when what is asked changes: then everybody is asked anew."""

COOKIE = "mithaq-consent"
AGE = 180 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader has chosen; `made` is false for who has not chosen yet."""

    made: bool
    purposes: tuple[str, ...] = ()
    token: str = ""


def choice(request: HttpRequest) -> Choice:
    """Return the reader's choice, by their cookie alone: what it does not plainly say is no consent."""
    try:
        said = json.loads(request.COOKIES.get(COOKIE, ""))
        token, purposes, version = said["id"], said["purposes"], said["version"]
    except (ValueError, KeyError, TypeError):
        return Choice(made=False)
    if version != VERSION or not isinstance(purposes, list) or not isinstance(token, str):
        return Choice(made=False)
    return Choice(True, tuple(one for one in site().purposes if one in purposes), token[:64])


def scripts(request: HttpRequest) -> dict[str, str]:
    """Return what is loaded for this reader: purpose -> address. Nothing that they have not chosen."""
    here, chosen = site(), choice(request).purposes
    return {one: here.scripts[one] for one in chosen if one in here.scripts}


def choose(request: HttpRequest, response: HttpResponse, purposes: Iterable[str]) -> None:
    """Keep a choice: its proof here, under a random id, and the cookie that names it with the reader."""
    wanted = [one for one in site().purposes if one in set(purposes)]
    before = choice(request)
    now = timezone.now()
    if before.token:
        Consent.objects.filter(token=before.token, withdrawn_at=None).update(withdrawn_at=now)
    token = secrets.token_hex(16)
    Consent.objects.create(token=token, purposes=wanted, version=VERSION, at=now)
    said = json.dumps({"id": token, "purposes": wanted, "version": VERSION}, separators=(",", ":"))
    response.set_cookie(
        COOKIE, said, max_age=AGE, httponly=True, samesite="Strict", secure=settings.SECURE, path="/"
    )
