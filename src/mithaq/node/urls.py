"""The node's addresses: whatever parts are installed."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []
if "mithaq.api" in settings.INSTALLED_APPS:
    urlpatterns.append(path("api/", include("mithaq.api.urls")))
if "mithaq.web" in settings.INSTALLED_APPS:
    urlpatterns.append(path("accounts/", include("mithaq.web.signin")))
    urlpatterns.append(path("", include("mithaq.web.urls")))
    handler400 = "mithaq.web.problems.bad_request"
    handler403 = "mithaq.web.problems.forbidden"
    handler404 = "mithaq.web.problems.not_found"
    handler429 = "mithaq.web.problems.locked_out"
    handler500 = "mithaq.web.problems.server_error"
