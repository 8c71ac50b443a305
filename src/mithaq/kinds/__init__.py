"""What an entry means: the kinds of dossier, each behind the same contract (docs/spec/kind.md)."""

from collections.abc import Iterator
from typing import Any

from mithaq.kinds.agreement import Terms
from mithaq.kinds.body import Body
from mithaq.kinds.cards import Card, View, cards_of
from mithaq.kinds.contract import Kind, Option, Stage
from mithaq.kinds.delivery import DELIVERY
from mithaq.kinds.expertise import EXPERTISE
from mithaq.kinds.fields import Subject, Text
from mithaq.kinds.gate import gate, subjects, texts
from mithaq.kinds.handling import Handling
from mithaq.kinds.operation import OPERATION
from mithaq.kinds.pact import PACT
from mithaq.kinds.predicates import Act, Past
from mithaq.kinds.programme import PROGRAMME
from mithaq.kinds.request import REQUEST
from mithaq.kinds.rule import Rule
from mithaq.kinds.state import State, effective
from mithaq.kinds.team import TEAM
from mithaq.kinds.visit import VISIT

KINDS: tuple[Kind[Any], ...] = (
    PACT, VISIT, PROGRAMME, REQUEST, OPERATION, DELIVERY, TEAM, EXPERTISE
)  # fmt: skip
"""Every kind in its newest version, in the order in which lists show them."""

_BY_VERSION = {(known.name, known.version): known for known in KINDS}
_NEWEST = {known.name: known for known in KINDS}


def law(name: str, version: int) -> Kind[Any] | None:
    """Return the kind with exactly this version of its rules; None makes the dossier incomplete here."""
    return _BY_VERSION.get((name, version))


def kind(name: str) -> Kind[Any]:
    """Return the newest version of a kind; KeyError for an unknown one."""
    return _NEWEST[name]


def messages() -> Iterator[str]:
    """Yield every message of all kinds once, in the order of their first use, for the translators."""
    yield from dict.fromkeys(message for known in KINDS for message in known.messages())


__all__ = [
    "KINDS",
    "Act",
    "Body",
    "Card",
    "Handling",
    "Kind",
    "Option",
    "Past",
    "Rule",
    "Stage",
    "State",
    "Subject",
    "Terms",
    "Text",
    "View",
    "cards_of",
    "effective",
    "gate",
    "kind",
    "law",
    "messages",
    "subjects",
    "texts",
]
