"""What the audit log records, in words: acts, and what they were done to where that is a code."""

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mithaq.node import problems
from mithaq.web import fieldnames
from mithaq.web.sentences import acts as permissions


def act(what: str) -> str:
    """Return an act of the log in the reader's language; the act itself where it is unknown here."""
    return acts().get(what, what)


def acts() -> dict[str, str]:
    """Return every act that the node and its pages record."""
    return {
        "absent": _("noted an absence"),
        "assigned": _("let an officer answer for a dossier"),
        "audit-searched": _("searched the log"),
        "calendar": _("fetched a calendar"),
        "calendar-address": _("changed a calendar address"),
        "contact-added": _("added a contact"),
        "contact-removed": _("removed a contact"),
        "digest": _("was sent an e-mail without content"),
        "download": _("took out an attachment"),
        "draft-seen": _("looked at a draft"),
        "erase": _("erased entries"),
        "escalated": _("raised a deadline to supervisors"),
        "export": _("took out a dossier"),
        "keep": _("kept entries beyond their time"),
        "keys-revoked": _("took this agency's keys back"),
        "keys-rotated": _("took new keys into use"),
        "list-exported": _("took out a list"),
        "listed": _("looked at a list"),
        "lock": _("locked entries before erasure"),
        "log-broken": _("found a partner's log rewritten"),
        "looked": _("looked at an attachment"),
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
        "paper-checked": _("checked a printed dossier"),
        "printed": _("printed a dossier"),
        "put-aside": _("put news aside unread"),
        "read": _("read texts"),
        "receive": _("sent entries to us"),
        "referenced": _("kept a reference number"),
        "refused": _("was refused"),
        "release": _("released an entry"),
        "returned": _("noted that an officer is back"),
        "found-elsewhere": _("was told whom to ask"),
        "search-saved": _("kept a search"),
        "searched": _("searched"),
        "seen": _("saw who wrote what"),
        "task-again": _("said that a private task is not done"),
        "task-done": _("did a private task"),
        "tasked": _("set a private task"),
        "token-issued": _("issued a token"),
        "unnamed": _("took an officer off"),
        "view-shared": _("shared a saved view"),
        "watched": _("had a live board open"),
    }


def checks() -> dict[str, str]:
    """Return what is checked of an entry when its proof is shown."""
    return {
        "id": _("The id is that of the signed bytes"),
        "signature": _("The signature is its author's"),
        "sealed": _("The sealed text is the one that was signed"),
        "text": _("The text is the one that its author committed to"),
    }


def media() -> dict[str, str]:
    """Return the kinds of file that a page can tell apart."""
    return {
        "image/png": _("a picture (PNG)"),
        "image/jpeg": _("a picture (JPEG)"),
        "image/webp": _("a picture (WebP)"),
        "application/pdf": _("a document (PDF)"),
        "application/zip": _("a packed folder or an office document (ZIP)"),
        "text/plain": _("a plain text"),
        "application/octet-stream": _("nothing that this node knows"),
    }


def subject(what: str, text: str) -> str:
    """Return what an act was done to: permissions, lists and types of entries in words, all else as it is."""
    if what == "refused":
        type_, colon, code = text.partition(": ")
        done = permissions().get(type_) or acts().get(type_) or fieldnames.entry_name(type_)
        if not colon:
            return done
        title = problems.title(code, gettext)
        return _("%(act)s: %(title)s (%(code)s)") % {"act": done, "title": title, "code": code}
    if what == "listed":
        return lists().get(text, text)
    return fieldnames.entry_name(text) if what in {"release", "draft-seen", "object"} else text


def lists() -> dict[str, str]:
    """Return the lists that officers look at, by the names under which the log has them."""
    return {
        "home": _("Today"),
        "inbox": _("Inbox"),
        "dossiers": _("Dossiers"),
        "drafts": _("Drafts"),
        "releases": _("Release"),
        "calendar": _("Calendar"),
        "news": _("Notices"),
        "related": _("Related dossiers"),
    }
