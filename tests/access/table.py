"""Who may call what: a line for every method of every address; a new one without its line fails the tests.

yes      it is done, or refused for another reason than who asks
no       403: the role does not include it
unknown  404: there is nothing here, as far as this officer may know
sign in  401, or the sign-in page
The readable copy is docs/access.md (tools/make_access_table.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from access.subjects import NAMED, ROLES, SUBJECTS

YES, NO, UNKNOWN, SIGN_IN = "yes", "no", "unknown", "sign in"

OFFICERS = (*ROLES, "stranger")
READERS = (*NAMED, "supervisor")
WRITERS = ("liaison", "analyst", "secretariat", "supervisor")
RELEASERS = ("liaison", "secretariat", "supervisor")
OUTSIDE = ("administrator", "stranger")


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one call, by subject."""

    method: str
    route: str
    outcomes: tuple[tuple[str, str], ...]


def line(
    method: str, route: str, yes: Iterable[str] = (), *, no: Iterable[str] = (), unknown: Iterable[str] = ()
) -> Line:
    """Return a line; nobody signs in first unless it is said otherwise, and everybody else is named once."""
    said = [*((one, YES) for one in yes), *((one, NO) for one in no), *((one, UNKNOWN) for one in unknown)]
    if "nobody" not in {subject for subject, _ in said}:
        said.append(("nobody", SIGN_IN))
    if sorted(subject for subject, _ in said) != sorted(SUBJECTS):
        raise ValueError(f"{method} {route}: every subject is to be named once")
    return Line(method, route, tuple(sorted(said, key=lambda one: SUBJECTS.index(one[0]))))


def rest(*named: Iterable[str]) -> tuple[str, ...]:
    """Return the officers that were not named."""
    known = {one for some in named for one in some}
    return tuple(one for one in OFFICERS if one not in known)


def both(route: str, yes: Iterable[str] = (), **others: Iterable[str]) -> tuple[Line, Line]:
    """Return the same line for reading and for sending a form."""
    return line("GET", route, yes, **others), line("POST", route, yes, **others)


DOSSIER = "dossiers/<id:dossier>/"
DRAFT = "drafts/<number:number>/"
API_DOSSIER = "/api/dossiers/{dossier}"
API_DRAFT = "/api/drafts/{draft}"

PAGES = (
    line("GET", "", OFFICERS),
    line("GET", "inbox/", OFFICERS),
    line("GET", "dossiers/", OFFICERS),
    line("GET", "moments/", OFFICERS),
    line("GET", "subjects/", OFFICERS),
    line("GET", "figures/", OFFICERS),
    line("POST", "lists/<listing:listing>/views/", OFFICERS),
    line(
        "POST",
        "lists/<listing:listing>/export/",
        ("liaison", "supervisor", "stranger"),
        no=rest(("liaison", "supervisor", "stranger")),
    ),
    line("POST", "lists/<listing:listing>/together/", OFFICERS),
    *both("dossiers/new/", (*RELEASERS, "stranger"), no=rest(RELEASERS, ("stranger",))),
    *both(DOSSIER, (*READERS, "data-protection"), unknown=OUTSIDE),
    *both(f"{DOSSIER}write/<slug:kind_of_entry>/", WRITERS, no=("press", "data-protection"), unknown=OUTSIDE),
    *both(
        f"{DOSSIER}write/<slug:kind_of_entry>/keep/",
        WRITERS,
        no=("press", "data-protection"),
        unknown=OUTSIDE,
    ),
    *both(f"{DOSSIER}parties/", RELEASERS, no=("analyst", "press", "data-protection"), unknown=OUTSIDE),
    line("GET", f"{DOSSIER}live/", READERS, no=("data-protection",), unknown=OUTSIDE),
    line("GET", f"{DOSSIER}live/stop/", READERS, no=("data-protection",), unknown=OUTSIDE),
    line("POST", f"{DOSSIER}live/stop/", WRITERS, no=("press", "data-protection"), unknown=OUTSIDE),
    line("GET", f"{DOSSIER}board/", READERS, no=("data-protection",), unknown=OUTSIDE),
    line("GET", f"{DOSSIER}reviews/", READERS, no=("data-protection",), unknown=OUTSIDE),
    line("GET", f"{DOSSIER}reviews/<id:entry>/", READERS, no=("data-protection",), unknown=OUTSIDE),
    *both(
        f"{DOSSIER}reviews/<id:entry>/scores/",
        RELEASERS,
        no=("analyst", "press", "data-protection"),
        unknown=OUTSIDE,
    ),
    *both(
        f"{DOSSIER}write/seal-scores/", RELEASERS, no=("analyst", "press", "data-protection"), unknown=OUTSIDE
    ),
    *both("texts/", (*RELEASERS, "stranger"), no=rest(RELEASERS, ("stranger",))),
    *both(
        "texts/<number:number>/",
        unknown=(*RELEASERS, "stranger"),
        no=rest(RELEASERS, ("stranger",)),
    ),
    # What it is asked is answered, and nothing of it kept.
    line("POST", "identifiers/", OFFICERS),
    line(
        "POST",
        f"{DOSSIER}people/",
        ("liaison", "supervisor"),
        no=("analyst", "secretariat", "press", "data-protection"),
        unknown=OUTSIDE,
    ),
    line(
        "POST",
        f"{DOSSIER}bundle/",
        ("liaison", "supervisor"),
        no=("analyst", "secretariat", "press", "data-protection"),
        unknown=OUTSIDE,
    ),
    *both(
        f"{DOSSIER}recall/<id:entry>/",
        RELEASERS,
        no=("analyst", "press", "data-protection"),
        unknown=OUTSIDE,
    ),
    line("POST", f"{DOSSIER}tasks/", WRITERS, no=("press", "data-protection"), unknown=OUTSIDE),
    line("GET", f"{DOSSIER}related/", READERS, no=("data-protection",), unknown=OUTSIDE),
    *both(
        f"{DOSSIER}paper/",
        ("liaison", "supervisor"),
        no=("analyst", "secretariat", "press", "data-protection"),
        unknown=OUTSIDE,
    ),
    line("GET", "papers/", OFFICERS),
    line("GET", f"{DOSSIER}entries/<id:entry>/", (*READERS, "data-protection"), unknown=OUTSIDE),
    line(
        "POST",
        f"{DOSSIER}entries/<id:entry>/lessons/",
        WRITERS,
        no=("press", "data-protection"),
        unknown=OUTSIDE,
    ),
    line("POST", f"{DOSSIER}notes/", WRITERS, no=("press", "data-protection"), unknown=OUTSIDE),
    line("POST", f"{DOSSIER}reference/", WRITERS, no=("press", "data-protection"), unknown=OUTSIDE),
    line(
        "GET",
        f"{DOSSIER}entries/<id:entry>/attachments/<id:sha256>/",
        READERS,
        no=("data-protection",),
        unknown=OUTSIDE,
    ),
    line(
        "GET",
        f"{DOSSIER}entries/<id:entry>/attachments/<id:sha256>/view/",
        READERS,
        no=("data-protection",),
        unknown=OUTSIDE,
    ),
    # What it is tried on is a text, which is never shown as it is.
    line(
        "GET",
        f"{DOSSIER}entries/<id:entry>/attachments/<id:sha256>/shown/",
        no=("data-protection",),
        unknown=(*READERS, *OUTSIDE),
    ),
    line("GET", "drafts/", OFFICERS),
    *both(f"{DRAFT}keep/", RELEASERS, unknown=rest(RELEASERS)),
    *both(DRAFT, RELEASERS, unknown=rest(RELEASERS)),
    line("GET", f"{DRAFT}preview/", RELEASERS, unknown=rest(RELEASERS)),
    line("POST", f"{DRAFT}release/", RELEASERS, unknown=rest(RELEASERS)),
    line("GET", "releases/", ("supervisor",), no=rest(("supervisor",))),
    *both("releases/<number:number>/", ("supervisor",), no=rest(("supervisor",))),
    line("GET", "erasures/", ("supervisor", "data-protection"), no=rest(("supervisor", "data-protection"))),
    line(
        "POST",
        "erasures/<number:number>/",
        ("supervisor", "data-protection"),
        no=rest(("supervisor", "data-protection")),
    ),
    line("GET", "search/", rest(("administrator",)), no=("administrator",)),
    line("POST", "search/keep/", (*READERS, "stranger"), no=("data-protection", "administrator")),
    # Nobody has kept a search yet.
    line("GET", "search/kept/<number:number>/", no=("administrator",), unknown=rest(("administrator",))),
    line("POST", "search/kept/<number:number>/", rest(("administrator",)), no=("administrator",)),
    line("GET", "contacts/", OFFICERS),
    # Who may read no pact finds none there; an alert that is not for them leads to it.
    line("GET", "desks/", OFFICERS),
    line("GET", "desks/acknowledge/", OFFICERS),
    line("GET", "audit/", ("data-protection",), no=rest(("data-protection",))),
    line("GET", "officers/", ("administrator",), no=rest(("administrator",))),
    line("GET", "style/", OFFICERS),
    *both("account/", OFFICERS),
    *both("account/language/", SUBJECTS),
    line("POST", "account/news/", OFFICERS),
    line("POST", "account/calendar/", OFFICERS),
    line("POST", "account/sessions/", OFFICERS),
    line("GET", "calendar/", OFFICERS),
    *both("news/", OFFICERS),
    # Another officer's notice leads back to one's own list.
    line("GET", "news/<number:number>/", OFFICERS),
    line("GET", "duty/", ("supervisor",), no=rest(("supervisor",))),
    line("POST", "duty/assign/", ("supervisor",), no=rest(("supervisor",))),
    # One's own absence; another's is a supervisor's to note (tests/web/test_duty.py).
    line("POST", "duty/absence/", OFFICERS),
    line(
        "POST",
        f"{DOSSIER}responsible/",
        WRITERS,
        no=("press", "data-protection"),
        unknown=OUTSIDE,
    ),
)

SIGNING_IN = (
    *both("accounts/login/", SUBJECTS),
    *both("accounts/logout/", SUBJECTS),
    *both("accounts/inactive/", SUBJECTS),
    *both("accounts/reauthenticate/", OFFICERS),
    *both("accounts/password/change/", OFFICERS),
    *both("accounts/signup/", unknown=SUBJECTS),
    *both("accounts/email/", unknown=SUBJECTS),
    *both("accounts/password/set/", unknown=SUBJECTS),
    *both("accounts/password/reset/", unknown=SUBJECTS),
    *both("accounts/2fa/", OFFICERS),
    *both("accounts/2fa/authenticate/", SUBJECTS),
    *both("accounts/2fa/reauthenticate/", OFFICERS),
    *both("accounts/2fa/totp/activate/", OFFICERS),
    # Nobody here has a second factor yet: there is none to take away or to look at.
    *both("accounts/2fa/totp/deactivate/", unknown=OFFICERS),
    line("GET", "accounts/2fa/recovery-codes/", unknown=OFFICERS),
    line("POST", "accounts/2fa/recovery-codes/", OFFICERS),
    *both("accounts/2fa/recovery-codes/download/", unknown=OFFICERS),
    *both("accounts/2fa/recovery-codes/generate/", OFFICERS),
    *both("accounts/2fa/webauthn/", OFFICERS),
    *both("accounts/2fa/webauthn/add/", OFFICERS),
    *both("accounts/2fa/webauthn/reauthenticate/", OFFICERS),
    # An officer's own keys, after the password was given anew.
    *both("accounts/2fa/webauthn/keys/<int:pk>/edit/", OFFICERS),
    *both("accounts/2fa/webauthn/keys/<int:pk>/remove/", OFFICERS),
)

API = (
    *both("api/", unknown=SUBJECTS),
    *both("api/openapi.json", SUBJECTS),
    line("GET", "/api/me", OFFICERS),
    line("GET", "/api/kinds", OFFICERS),
    line("GET", "/api/vocabularies", OFFICERS),
    line("GET", "/api/vocabularies/{name}", OFFICERS),
    line("GET", "/api/contacts", OFFICERS),
    line("GET", "/api/cards", OFFICERS),
    line("GET", "/api/search", rest(("administrator",)), no=("administrator",)),
    line("GET", "/api/changes", OFFICERS),
    line("GET", "/api/dossiers", OFFICERS),
    line("POST", "/api/dossiers", RELEASERS, no=rest(RELEASERS, ("stranger",)), unknown=("stranger",)),
    # The address is the secret, and this one is nobody's.
    line("GET", "/api/calendar/{token}.ics", unknown=SUBJECTS),
    line("GET", API_DOSSIER, READERS, no=("data-protection",), unknown=OUTSIDE),
    line("GET", f"{API_DOSSIER}/entries", READERS, no=("data-protection",), unknown=OUTSIDE),
    line(
        "POST",
        f"{API_DOSSIER}/entries",
        RELEASERS,
        no=("analyst", "press", "data-protection"),
        unknown=OUTSIDE,
    ),
    line("GET", f"{API_DOSSIER}/entries/{{entry}}", READERS, no=("data-protection",), unknown=OUTSIDE),
    line(
        "POST",
        f"{API_DOSSIER}/bundle",
        ("liaison", "supervisor"),
        no=("analyst", "secretariat", "press", "data-protection"),
        unknown=OUTSIDE,
    ),
    line("GET", "/api/drafts", OFFICERS),
    line("POST", "/api/drafts", WRITERS, no=("press", "data-protection"), unknown=OUTSIDE),
    line("GET", API_DRAFT, RELEASERS, unknown=rest(RELEASERS)),
    line("PUT", API_DRAFT, RELEASERS, unknown=rest(RELEASERS)),
    line("DELETE", API_DRAFT, RELEASERS, unknown=rest(RELEASERS)),
    line("POST", f"{API_DRAFT}/release", RELEASERS, unknown=rest(RELEASERS)),
    line(
        "POST", f"{API_DRAFT}/second", ("supervisor",), no=("liaison", "secretariat"), unknown=rest(RELEASERS)
    ),
    line(
        "POST", f"{API_DRAFT}/return", ("supervisor",), no=("liaison", "secretariat"), unknown=rest(RELEASERS)
    ),
)

# Answered beside Django: partners sign their calls, and no session or token counts (tests/node/exchange).
BESIDE = (
    *both("/exchange", SUBJECTS),
    *both("/blobs/", SUBJECTS),
    *both("/healthz", SUBJECTS),
    # For the cookie of a session; a form is refused for its method, before it is asked whose it is.
    line("GET", "/stream", OFFICERS),
    line("POST", "/stream", SUBJECTS),
)

TABLE: tuple[Line, ...] = (*PAGES, *SIGNING_IN, *API, *BESIDE)
