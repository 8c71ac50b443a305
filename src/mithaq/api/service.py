"""The API as one service: its routers, its parser, and the answers to what goes wrong."""

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.parser import Parser

from mithaq import __version__
from mithaq.api import (
    bundles,
    calendar,
    cards,
    changes,
    contacts,
    dossiers,
    drafts,
    entries,
    me,
    problems,
    search,
    vocabularies,
)
from mithaq.record import jsonprofile


class ProfileParser(Parser):
    """Reads bodies as the record reads them: what could not be signed is refused here with the same code."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the JSON value; Refusal json-...."""
        return jsonprofile.parse(request.body, most=problems.MAX_BODY)


api = NinjaAPI(
    title="Mithaq",
    version=__version__,
    description="Dossiers, entries, drafts and cards of one node. Problems are RFC 9457 with a stable code.",
    docs_url=None,
    parser=ProfileParser(),
    urls_namespace="api",
    openapi_extra={"info": {"license": {"name": "EUPL-1.2"}}},
)

for _raised, _handler in problems.HANDLERS.items():
    # ninja's type says that a handler may be given a class of exceptions; it only ever gives one raised.
    api.add_exception_handler(_raised, _handler)  # type: ignore[arg-type]

for _part in (
    me,
    search,
    dossiers,
    entries,
    drafts,
    cards,
    changes,
    bundles,
    vocabularies,
    contacts,
    calendar,
):
    api.add_router("", _part.router)
