"""The kind "request": information or assistance asked for, or information given without a question.

The bodies are in `bodies`, the state in `progress`, who may do what in `table`, the lists in `cards`
(docs/spec/request.md).
"""

from mithaq.kinds.cards import Facets
from mithaq.kinds.contract import Kind, Stage
from mithaq.kinds.request.bodies import Ask, Inform
from mithaq.kinds.request.cards import WORDS, cards
from mithaq.kinds.request.progress import Request, permitted, settle, stage
from mithaq.kinds.request.table import RULES, amend_opening, begin
from mithaq.terms import REQUEST_STATES

REQUEST = Kind[Request](
    name="request",
    version=1,
    title="Request",
    about="Ask partners for information or assistance, or give information without being asked.",
    opens=(Ask, Inform),
    state=Request,
    begin=begin,
    rules=RULES,
    stages=tuple(Stage(term.code, term.name("en")) for term in REQUEST_STATES),
    stage=stage,
    vocabulary=REQUEST_STATES.name,
    cards=cards,
    words=WORDS,
    facets=lambda state: Facets((state.area,), state.urgency),
    settle=settle,
    permitted=permitted,
    amend_opening=amend_opening,
)
