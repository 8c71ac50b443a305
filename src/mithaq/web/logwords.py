"""What the audit log records, in words: acts, and what they were done to where that is a code."""

from django.utils.translation import gettext as _

from mithaq.kinds import KINDS
from mithaq.web import words
from mithaq.web.sentences import acts as permissions


def act(what: str) -> str:
    """Return an act of the log in the reader's language; the act itself where it is unknown here."""
    return acts().get(what, what)


def acts() -> dict[str, str]:
    """Return every act that the node and its pages record."""
    return {
        "audit-searched": _("searched the log"),
        "contact-added": _("added a contact"),
        "contact-removed": _("removed a contact"),
        "download": _("took out an attachment"),
        "draft-seen": _("looked at a draft"),
        "erase": _("erased entries"),
        "export": _("took out a dossier"),
        "keep": _("kept entries beyond their time"),
        "keys-revoked": _("took this agency's keys back"),
        "keys-rotated": _("took new keys into use"),
        "listed": _("looked at a list"),
        "lock": _("locked entries before erasure"),
        "log-broken": _("found a partner's log rewritten"),
        "login": _("signed in"),
        "login-failed": _("failed to sign in"),
        "login-locked": _("was locked out"),
        "logout": _("signed out"),
        "named": _("named an officer"),
        "noted": _("kept a note"),
        "object": _("gave a draft back"),
        "officer-added": _("entered an officer"),
        "officer-removed": _("removed an officer"),
        "officer-roles": _("changed an officer's roles"),
        "read": _("read texts"),
        "receive": _("sent entries to us"),
        "referenced": _("kept a reference number"),
        "refused": _("was refused"),
        "release": _("released an entry"),
        "seen": _("saw who wrote what"),
        "token-issued": _("issued a token"),
        "unnamed": _("took an officer off"),
    }


def subject(what: str, text: str) -> str:
    """Return what an act was done to: permissions and types of entries in words, all else as it is."""
    if what == "refused":
        type_, colon, code = text.partition(": ")
        words_of = permissions().get(type_) or _title(type_)
        return f"{words_of}: {code}" if colon else words_of
    return _title(text) if what in {"release", "draft-seen", "object"} else text


def _title(type_: str) -> str:
    """Return a type of entry in words; the type itself where no kind has it."""
    bodies = (kind.body(type_) for kind in KINDS)
    return next((words.message(body.title) for body in bodies if body is not None), type_)
