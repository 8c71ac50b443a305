"""Every refusal as an HTTP status and as a sentence for people (RFC 9457).

    status(code)                        the HTTP status
    title(code, translate)              what kind of problem it is, in a few words
    sentence(refusal, translate, label) the sentence; `label` puts a field's value into words

No Django here: `mithaq verify` says the same sentences without it. The English sentence is the
message that is translated; values stand in it by the names of the refusal's fields.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mithaq.node.sentences import SENTENCES
from mithaq.record.errors import Refusal

Translate = Callable[[str], str]
Label = Callable[[str, str | int], str]
"""From a field's name and value to words, such as an area of cooperation in the reader's language."""

STATUS: Mapping[str, int] = MappingProxyType(
    {
        "api-length": 413,
        "api-method": 405,
        "api-unknown": 404,
        "backup-not-empty": 409,
        "blob-absent": 404,
        "blob-range": 416,
        "body-too-long": 413,
        "bundle-too-long": 413,
        "calendar-unknown": 404,
        "clock-doubtful": 409,
        "contact-in-use": 409,
        "contact-known": 409,
        "dossier-awaits-return": 409,
        "dossier-incomplete": 409,
        "dossier-unknown": 404,
        "draft-changed": 409,
        "draft-state": 409,
        "draft-unknown": 404,
        "entry-not-here": 404,
        "exchange-agency": 403,
        "exchange-busy": 429,
        "exchange-contact-unknown": 403,
        "exchange-length-absent": 411,
        "exchange-media-type": 415,
        "exchange-method": 405,
        "exchange-signature": 401,
        "exchange-slow": 408,
        "exchange-too-long": 413,
        "handling-forbids": 403,
        "handling-named-only": 403,
        "handling-needs-permission": 403,
        "json-too-long": 413,
        "login-locked": 429,
        "officer-exists": 409,
        "officer-may-not": 403,
        "officer-unknown": 404,
        "own-key-unusable": 409,
        "scope-missing": 403,
        "search-known": 409,
        "search-unknown": 404,
        "second-officer-needed": 409,
        "second-officer-same": 409,
        "storage-full": 503,
        "task-state": 409,
        "token-invalid": 401,
        "token-missing": 401,
    }
)
"""Of the codes that are not simply data that cannot be accepted (422), or cannot be read (400)."""

UNREADABLE = ("json-", "exchange-", "blob-")


def gettext_noop(message: str) -> str:
    """Mark a message that is translated when it is shown."""
    return message


TITLES: Mapping[int, str] = MappingProxyType(
    {
        400: gettext_noop("This cannot be read"),
        401: gettext_noop("Who are you?"),
        403: gettext_noop("Not for you"),
        404: gettext_noop("Not here"),
        405: gettext_noop("Not in this way"),
        408: gettext_noop("Too slow"),
        409: gettext_noop("Not now"),
        411: gettext_noop("Without a length"),
        413: gettext_noop("Too long"),
        415: gettext_noop("Another kind of content"),
        416: gettext_noop("Not this part"),
        422: gettext_noop("Not accepted"),
        429: gettext_noop("Too often"),
        500: gettext_noop("Our own fault"),
        503: gettext_noop("Not stored"),
    }
)


def status(code: str) -> int:
    """Return the HTTP status of a code."""
    return STATUS.get(code, 400 if code.startswith(UNREADABLE) else 422)


def title(code: str, translate: Translate) -> str:
    """Return what kind of problem a code is, in the reader's language."""
    return translate(TITLES[status(code)])


def sentence(refusal: Refusal, translate: Translate, label: Label = lambda _, value: str(value)) -> str:
    """Return what a refusal says to a person, in the reader's language."""
    words = {name: label(name, value) for name, value in refusal.fields.items()}
    return translate(SENTENCES[refusal.code]).format(**words)
