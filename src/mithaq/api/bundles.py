"""POST /api/dossiers/{id}/bundle: one dossier as a file that anybody can verify."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mithaq.api.access import EXPORT, officer_of
from mithaq.api.dossiers import dossier_row
from mithaq.api.writing import Why, Written
from mithaq.node import export

router = Router(tags=["bundles"])

MEDIA_TYPE = "application/vnd.mithaq.bundle"


class Reason(Written):
    """Why the dossier is taken out; it stands in the audit log."""

    why: Why = ""


@router.post(
    "/dossiers/{dossier}/bundle",
    auth=EXPORT,
    operation_id="bundle",
    summary="Take a dossier out as a bundle",
    openapi_extra={
        "responses": {
            200: {
                "description": "The bundle",
                "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def take_out(request: HttpRequest, dossier: str, reason: Reason) -> HttpResponse:
    """Return the bundle; 403 where the handling of an entry forbids it."""
    officer = officer_of(request)
    row = dossier_row(officer, dossier, "node.export_dossier")
    data = export.bundle(officer, row.id, why=reason.why)
    answer = HttpResponse(data, content_type=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.id[:12]}.mithaq"'
    return answer
