"""Codes, agencies and messages in the reader's language."""

from django.utils.translation import get_language, gettext

from mithaq.terms import AGENCIES, KINDS, LANGUAGES, VOCABULARIES, evaluation_label, short_name

OWN_NAMES = {"ar": "العربية", "es": "Español", "de": "Deutsch", "fr": "Français", "en": "English"}
"""Each language by the name it has for itself."""

RIGHT_TO_LEFT = frozenset({"ar"})


SPOKEN_BY_CODE = frozenset({"handling"})
"""Vocabularies whose codes people say and write beside their names."""


def language() -> str:
    """Return the reader's language, one of the five."""
    found = (get_language() or "en").split("-", maxsplit=1)[0]
    return found if found in LANGUAGES else "en"


def message(text: str) -> str:
    """Return a message of the law's tables (a title, a help) in the reader's language."""
    return gettext(text) if text else ""


def name(vocabulary: str, code: str) -> str:
    """Return the name of a code; the code itself where it is unknown here."""
    found = VOCABULARIES.get(vocabulary)
    if found is None or code not in found:
        return code
    label = found.label(code, language())
    return f"{code} · {label}" if vocabulary in SPOKEN_BY_CODE else label


def note(vocabulary: str, code: str) -> str:
    """Return what a code means, or nothing."""
    found = VOCABULARIES.get(vocabulary)
    return found[code].note(language()) if found and code in found else ""


def evaluation(scheme: str, source: str, information: str) -> str:
    """Return both grades and their meaning in one line."""
    return evaluation_label(scheme, source, information, language())


def agency(code: str) -> str:
    """Return an agency's full name, or its id where it has none here."""
    return AGENCIES.label(code, language())


def agency_short(code: str) -> str:
    """Return what an agency calls itself in short."""
    return short_name(code)


def kind(code: str) -> str:
    """Return the name of a kind of dossier."""
    return KINDS.label(code, language())


def direction(code: str) -> str:
    """Return "rtl" or "ltr" for a language."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"
