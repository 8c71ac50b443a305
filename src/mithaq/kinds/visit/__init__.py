"""The kind "visit": from the invitation to approved minutes, decisions and a communiqué (docs/spec/visit.md).

The bodies are in `bodies`, the state in `progress`, who may do what in `table`, the lists in `cards`.
"""

from mithaq.kinds.contract import Kind, Stage
from mithaq.kinds.visit.bodies import Enter, Invite
from mithaq.kinds.visit.cards import WORDS, cards
from mithaq.kinds.visit.progress import Visit, settle, stage
from mithaq.kinds.visit.table import RULES, amend_opening, begin
from mithaq.terms import VISIT_STATES

VISIT = Kind[Visit](
    name="visit",
    version=1,
    title="Visit",
    about="Invitation, agenda, minutes and decisions of a visit, and the words for the public.",
    opens=(Invite, Enter),
    state=Visit,
    begin=begin,
    rules=RULES,
    stages=tuple(Stage(term.code, term.name("en")) for term in VISIT_STATES),
    stage=stage,
    vocabulary=VISIT_STATES.name,
    cards=cards,
    words=WORDS,
    settle=settle,
    amend_opening=amend_opening,
)
