"""What was typed when the session had ended: kept until the officer has signed in again, and then shown.

It waits in the session of the browser that sent it, and only the form that it was typed in takes it
out, with the permission that this form asks for.
"""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect, QueryDict

FORMS = frozenset({"write", "draft"})
"""The names of the addresses whose forms are kept; both make drafts and nothing else."""

KEY = "kept"
MOST = 256 * 1024
"""Characters of one form; more than one entry can hold is not kept."""

MARK = "kept"
"""In the address of a form that is to be shown with what was kept."""


def sign_in_first(request: HttpRequest) -> HttpResponseRedirect:
    """Send somebody to the sign-in page and back; keep what was sent, if it is one of those forms."""
    if request.method == "POST" and is_kept(request):
        data = request.POST.copy()
        data.pop("csrfmiddlewaretoken", None)
        encoded = data.urlencode()
        if len(encoded) <= MOST:
            request.session[KEY] = {"path": request.path, "data": encoded}
            return redirect_to_login(f"{request.path}?{MARK}")
    return redirect_to_login(request.path if request.method == "POST" else request.get_full_path())


def is_kept(request: HttpRequest) -> bool:
    """Return whether this is the address of a form that is kept."""
    match = request.resolver_match
    return match is not None and match.namespace == "web" and match.url_name in FORMS


def take(request: HttpRequest) -> QueryDict | None:
    """Return what was typed in this form before signing in, once; None if nothing was."""
    if MARK not in request.GET:
        return None
    kept = request.session.get(KEY)
    if not isinstance(kept, dict) or kept.get("path") != request.path:
        return None
    del request.session[KEY]
    return QueryDict(str(kept["data"]))
