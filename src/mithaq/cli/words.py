"""The reader's language on the command line: MITHAQ_LANG, else what the system says. Needs no Django."""

import gettext
import os
from pathlib import Path

LANGUAGES = ("ar", "de", "en", "es", "fr")
LOCALE = Path(__file__).resolve().parent.parent / "locale"


def language() -> str:
    """Return the first language that the environment names and the program speaks; English without one."""
    for variable in ("MITHAQ_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(variable, "").replace("-", "_").split("_")[0].split(".")[0].lower()
        if code in LANGUAGES:
            return code
        if code:
            break
    return "en"


_catalogue = gettext.translation("django", LOCALE, [language()], fallback=True)


def _(message: str) -> str:
    """Return a message in the reader's language."""
    return _catalogue.gettext(message)


def plural(one: str, many: str, count: int) -> str:
    """Return the form of a message that fits a number."""
    return _catalogue.ngettext(one, many, count)


def gettext_noop(message: str) -> str:
    """Mark a message that is translated when it is shown."""
    return message
