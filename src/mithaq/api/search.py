"""GET /api/search: what an officer finds among all that they may read."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from mithaq.api.access import READ, officer_of
from mithaq.node.search import finding
from mithaq.node.search.asking import LONGEST, Asked
from mithaq.node.search.snippets import shown

router = Router(tags=["search"], auth=READ)

_DAY = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"


class PieceOut(Schema):
    """Some characters of a text; `marked` where they are what was looked for."""

    text: str
    marked: bool


class FoundOut(Schema):
    """One hit. `text` is a piece of the entry's text in `language`; `identifiers` those that were found."""

    entry: str
    dossier: str
    dossier_kind: str
    author: str
    type: str
    time: str
    exact: bool
    language: str
    text: list[PieceOut]
    identifiers: list[dict[str, str]]


class ElsewhereOut(Schema):
    """That there is more in dossiers which the officer may not read: in how many, and whom to ask."""

    dossiers: int
    more: bool
    ask: list[str]


class SearchOut(Schema):
    """A page of hits: the exact ones first, then the newest; `next` is null where there are no more."""

    items: list[FoundOut]
    dossiers: list[str]
    elsewhere: ElsewhereOut | None
    next: int | None


@router.get("/search", response=SearchOut, operation_id="search", summary="Search what may be read")
def search(
    request: HttpRequest,
    words: Annotated[str, Query(max_length=LONGEST, description='Words, "phrases", beginnings*.')] = "",
    kind: Annotated[str, Query(pattern=r"^[a-z-]{0,40}$")] = "",
    author: Annotated[str, Query(pattern=r"^[a-z0-9.-]{0,66}$")] = "",
    since: Annotated[str, Query(pattern=_DAY)] = "",
    until: Annotated[str, Query(pattern=_DAY)] = "",
    why: Annotated[str, Query(max_length=1000, description="The reason, for who protects data.")] = "",
    before: Annotated[int | None, Query(ge=1, le=2**53 - 1, description="The page before's `next`.")] = None,
) -> SearchOut:
    """Return what is found, as the page shows it; `dossiers` have the words as our own reference."""
    asked = Asked.read({"words": words, "kind": kind, "author": author, "since": since, "until": until})
    found = finding.search(officer_of(request), asked, why=why, before=before)
    other = found.elsewhere
    return SearchOut(
        items=[_out(hit, found) for hit in found.hits],
        dossiers=[row.id for row in found.dossiers],
        elsewhere=ElsewhereOut(dossiers=other.dossiers, more=other.more, ask=list(other.ask))
        if other
        else None,
        next=found.older,
    )


def _out(hit: finding.Hit, found: finding.Found) -> FoundOut:
    told = shown(hit.content, found.question, exact=hit.exact)
    pieces = told.snippet.pieces if told.snippet else ()
    return FoundOut(
        entry=hit.row.entry,
        dossier=hit.row.dossier.id,
        dossier_kind=hit.row.dossier.kind,
        author=hit.row.author,
        type=hit.row.type,
        time=hit.row.time,
        exact=hit.exact,
        language=told.snippet.language if told.snippet else "",
        text=[PieceOut(text=piece.text, marked=piece.marked) for piece in pieces],
        identifiers=[{"type": type_, "value": value} for type_, value in told.identifiers],
    )
