"""Who calls: a program with a token (RFC 6750), on behalf of one officer, within the token's scopes."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from mithaq.node import tokens
from mithaq.node.models import Officer, Token
from mithaq.record.errors import Refusal


class Bearer(HttpBearer):
    """Takes `Authorization: Bearer mithaq_...`; the request then has the token as `auth`."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token, or None if nobody has it."""
        return tokens.find(token)


class Scoped(Bearer):
    """A bearer whose token must have one scope; Refusal scope-missing."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token if it has the scope."""
        found = super().authenticate(request, token)
        if found is not None and self.scope not in found.scopes:
            raise Refusal("scope-missing", {"scope": self.scope})
        return found


READ, WRITE, RELEASE, EXPORT = (Scoped(scope) for scope in tokens.SCOPES)
ANY = Bearer()


def officer_of(request: HttpRequest) -> Officer:
    """Return the officer on whose behalf the program calls."""
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, Token)  # noqa: S101 - every endpoint that asks has one of the bearers above
    return token.officer
