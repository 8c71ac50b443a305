"""Refusals in words, in the reader's language, with the names of what they speak of."""

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mithaq.node import problems
from mithaq.record.errors import Refusal
from mithaq.terms import IDENTIFIER_TYPES
from mithaq.web import fieldnames, moments, words

_VOCABULARIES = {
    "area": "areas",
    "country": "countries",
    "handling": "handling",
    "kind": "kinds",
    "purpose": "purposes",
    "risk": "refusal-grounds",
    "role": "roles",
}
"""Fields of refusals whose values are codes."""


def sentence(refusal: Refusal) -> str:
    """Return what a refusal says to a person."""
    type_ = str(refusal.fields.get("type", ""))
    return problems.sentence(refusal, gettext, lambda field, value: label(field, value, type_))


def label(field: str, value: str | int, type_: str = "") -> str:
    """Return a field's value as the reader knows it; `type_` is the type of entry that a path belongs to."""
    text = str(value)
    if field == "field":
        return fieldnames.field_name(text, type_)
    if field == "type":
        return (
            words.name("identifier-types", text) if text in IDENTIFIER_TYPES else fieldnames.entry_name(text)
        )
    if field == "agency":
        return words.agency(text)
    if field == "act":
        return acts().get(text, text)
    if field == "state":
        return states().get(text, text)
    if field == "time" and (when := moments.moment(text)):
        return moments.in_words(when)
    return words.name(_VOCABULARIES.get(field, ""), text)


def acts() -> dict[str, str]:
    """Return what officers may or may not do, by the name of the permission."""
    return {
        "see-dossier": _("see this dossier"),
        "read-dossier": _("read this dossier"),
        "export-dossier": _("take this dossier out of the node"),
        "export-list": _("take a list out of the node"),
        "search": _("search"),
        "keep-search": _("keep a search"),
        "open-dossier": _("open a dossier"),
        "draft-entry": _("write in this dossier"),
        "release-entry": _("release entries"),
        "second-entry": _("release as a second officer"),
        "name-officer": _("name officers on a dossier"),
        "assign-officers": _("assign dossiers to officers"),
        "set-absence": _("note the absence of another officer"),
        "decide-erasure": _("decide on erasures"),
        "read-audit": _("read the log"),
        "read-text-for-control": _("read texts for control"),
        "manage-officers": _("keep the list of officers"),
        "manage-contacts": _("keep the contacts"),
    }


def states() -> dict[str, str]:
    """Return the states of drafts and of decisions on erasure."""
    return {
        "open": _("open"),
        "second": _("waiting for a second officer"),
        "released": _("released"),
        "withdrawn": _("put away"),
        "kept": _("kept"),
        "locked": _("locked"),
        "done": _("done"),
    }
