"""GET /api/vocabularies, /api/kinds: the codes and the bodies that entries are made of."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from mithaq.api.access import READ
from mithaq.kinds import KINDS, Handling
from mithaq.record.errors import Refusal
from mithaq.terms import LANGUAGES, VOCABULARIES, Vocabulary

router = Router(tags=["vocabularies"], auth=READ)


class Code(Schema):
    """One code, with its name in every language and what it rests on."""

    code: str
    names: dict[str, str]
    source: str


class Terms(Schema):
    """One vocabulary."""

    name: str
    codes: list[Code]


class EntryType(Schema):
    """One type of entry: `opening` of a dossier or later; `body` is its JSON schema."""

    type: str
    title: str
    opening: bool
    handled: bool
    order: bool
    report: bool
    body: dict[str, Any]


class KindOfDossier(Schema):
    """One kind of dossier in the version of its rules that new ones get."""

    name: str
    version: int
    title: str
    stages: list[str]
    entries: list[EntryType]
    handling: dict[str, Any]


@router.get("/vocabularies", response=list[Terms], operation_id="vocabularies", summary="All vocabularies")
def vocabularies(request: HttpRequest) -> list[Terms]:
    """Return every vocabulary with its codes."""
    return [_terms(vocabulary) for vocabulary in VOCABULARIES.values()]


@router.get("/vocabularies/{name}", response=Terms, operation_id="vocabulary", summary="One vocabulary")
def vocabulary(request: HttpRequest, name: str) -> Terms:
    """Return one vocabulary; 404 api-unknown."""
    if name not in VOCABULARIES:
        raise Refusal("api-unknown")
    return _terms(VOCABULARIES[name])


@router.get("/kinds", response=list[KindOfDossier], operation_id="kinds", summary="All kinds of dossier")
def kinds(request: HttpRequest) -> list[KindOfDossier]:
    """Return every kind with the types of its entries and the schemas of their bodies."""
    return _KINDS


def _terms(vocabulary: Vocabulary) -> Terms:
    codes = [
        Code(
            code=term.code,
            names={language: term.name(language) for language in LANGUAGES},
            source=term.source,
        )
        for term in vocabulary
    ]
    return Terms(name=vocabulary.name, codes=codes)


def _kind(kind: Any) -> KindOfDossier:
    openings = [(body, True) for body in kind.opens]
    later = [(rule.body, False) for rule in kind.table.values()]
    return KindOfDossier(
        name=kind.name,
        version=kind.version,
        title=kind.title,
        stages=[stage.code for stage in kind.stages],
        entries=[
            EntryType(
                type=body.type,
                title=body.title,
                opening=opening,
                handled=body.handled,
                order=kind.is_order(body.type),
                report=kind.is_report(body.type),
                body=body.model_json_schema(),
            )
            for body, opening in openings + later
        ],
        handling=Handling.model_json_schema(),
    )


_KINDS = [_kind(kind) for kind in KINDS]
