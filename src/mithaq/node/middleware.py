"""Pages speak the language, and tell the time, of the officer who is signed in."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from mithaq.node.models import Officer


class OfficersOwnLanguage:
    """Activates language and time zone of the signed-in officer; a language chosen on the page goes first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        officer = request.user
        if not isinstance(officer, Officer):
            return self.get_response(request)
        with timezone.override(ZoneInfo(officer.time_zone)), translation.override(officer.language):
            request.LANGUAGE_CODE = translation.get_language() or officer.language
            response = self.get_response(request)
            response.headers["Content-Language"] = request.LANGUAGE_CODE
            return response
