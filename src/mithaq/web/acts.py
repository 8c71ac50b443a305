"""What was done by an entry, in words: the kind's own words, or those of every dossier."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mithaq.kinds import Kind
from mithaq.record.bodies import ACKNOWLEDGEMENT, UNOPENED
from mithaq.web import words

QUIET = frozenset({ACKNOWLEDGEMENT, "read", "accept", "confirm-time", "re-seal", "cannot-open", "translate"})
"""Types that say nothing new, or stand beside what they are about: folded away unless asked for."""


def done(kind: Kind[Any] | None, type_: str) -> str:
    """Return what an entry of this type did, such as "asked"; the type itself where it is unknown here."""
    model = kind.body(type_) if kind else None
    if model is not None:
        return words.message(model.done)
    return _common().get(type_, type_ or _("wrote something that cannot be read"))


def _common() -> dict[str, str]:
    return {
        ACKNOWLEDGEMENT: _("acknowledged receipt of all before"),
        UNOPENED: _("wrote something that this node cannot open"),
        "open": _("opened the dossier"),
        "admit": _("proposed to admit an agency"),
        "accept": _("accepted a proposal"),
        "leave": _("left the dossier"),
        "exclude": _("asked to exclude an agency"),
        "keys": _("changed its keys"),
        "revoke": _("took a key back"),
        "cannot-open": _("reported entries that it cannot open"),
        "re-seal": _("sealed an entry anew for a party"),
        "resolve": _("said which branch of a fork stays"),
        "recall": _("recalled entries"),
        "erase": _("asked for entries to be erased"),
        "erased": _("answered a recall or an erasure"),
        "rules": _("proposed a newer version of the rules"),
        "confirm-time": _("commented on the time of an order"),
    }


def card_title(title: list[Any]) -> str:
    """Return the title of a card, with what it is about."""
    text, given = str(title[0]), dict(title[1]) if len(title) > 1 else {}
    shown = words.message(text)
    about = [_argument(name, str(value)) for name, value in sorted(given.items()) if value]
    return f"{shown} ({pgettext('between items of a list', ', ').join(about)})" if about else shown


def _argument(name: str, value: str) -> str:
    vocabulary = {
        "use": "permission-uses",
        "area": "areas",
        "urgency": "urgency",
        "ground": "refusal-grounds",
        "commitment": "commitments",
        "form": "expertise-forms",
        "item": "evidence-kinds",
        "place": "places",
        "meeting": "meeting-kinds",
        "priority": "task-priorities",
        "result": "result-categories",
        "achievement": "achievements",
        "report": "team-report-kinds",
        "incident": "incident-kinds",
    }
    if name == "agency":
        return words.agency_short(value)
    if name == "level":
        return _("level %(level)s") % {"level": value} if value != "0" else _("no contact point is named")
    if name == "leg":
        return _("leg %(leg)s") % {"leg": value}
    return words.name(vocabulary.get(name, name), value)
