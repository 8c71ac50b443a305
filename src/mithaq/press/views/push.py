"""The one address that a node calls (docs/spec/press.md)."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mithaq.press.frame import site
from mithaq.press.receiving import MEDIA_TYPE, MOST, receive
from mithaq.record.errors import Refusal


@csrf_exempt
@require_POST
def push(request: HttpRequest) -> JsonResponse:
    """Take a signed release or withdrawal; 200 with its status, 4xx with a code."""
    if request.content_type != MEDIA_TYPE:
        return JsonResponse({"code": "push-envelope"}, status=415)
    if int(request.headers.get("content-length") or 0) > MOST:
        return JsonResponse({"code": "push-too-long"}, status=413)
    try:
        return JsonResponse({"status": receive(request.read(MOST + 1), site())})
    except Refusal as refusal:
        status = {"push-signature": 403, "push-agency": 403, "push-differs": 409, "push-too-long": 413}
        return JsonResponse({"code": refusal.code}, status=status.get(refusal.code, 422))
