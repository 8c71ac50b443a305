"""GET /api/me: on whose behalf a program calls, and what its token lets it do."""

from django.http import HttpRequest
from ninja import Router, Schema

from mithaq.api.access import ANY, officer_of
from mithaq.node import home

router = Router(tags=["me"])


class Me(Schema):
    """The officer and the token."""

    agency: str
    email: str
    name: str
    roles: list[str]
    language: str
    token: str
    scopes: list[str]


@router.get("/me", auth=ANY, response=Me, operation_id="me", summary="Who calls")
def me(request: HttpRequest) -> Me:
    """Return the officer on whose behalf the program calls."""
    officer, token = officer_of(request), request.auth  # type: ignore[attr-defined]  # set by the bearer
    return Me(
        agency=home.current().agency,
        email=officer.email,
        name=officer.name,
        roles=officer.roles,
        language=officer.language,
        token=token.name,
        scopes=token.scopes,
    )
