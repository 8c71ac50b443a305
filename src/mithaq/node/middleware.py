"""What officers have who are signed in: pages in their language and time, and long bodies."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from mithaq.node.models import Officer


class NothingLongFromStrangers:
    """Refuses a long body of somebody who is not signed in, before anything of it is read.

    A form is read for its CSRF token before any view is asked, and a file in it goes to the disk.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.headers.get("Content-Length") or "0"
        most: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if not isinstance(request.user, Officer) and not (length.isdecimal() and int(length) <= most):
            raise RequestDataTooBig("a long body of a stranger")
        return self.get_response(request)


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
