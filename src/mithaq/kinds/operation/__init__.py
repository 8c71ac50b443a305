"""The kind "operation": plan, acceptance, orders, reports, results, lessons (docs/spec/operation.md).

What agencies write is in `bodies` and `reports`, what a plan must have in `planning`, the state in
`progress`, what reports come to in `accounts`, who may do what in `conditions` and `table`, the lists in
`cards`.
"""

from mithaq.kinds.contract import Kind, Pick, Stage
from mithaq.kinds.operation.bodies import Plan
from mithaq.kinds.operation.cards import WORDS, cards, facets
from mithaq.kinds.operation.planning import begin
from mithaq.kinds.operation.progress import Operation, settle, stage, totals
from mithaq.kinds.operation.table import RULES
from mithaq.terms import OPERATION_STATES

OPERATION = Kind[Operation](
    name="operation",
    version=1,
    title="Joint operation",
    about="A plan that all accept, orders, reports from the field, results in figures, and what was learnt.",
    opens=(Plan,),
    state=Operation,
    begin=begin,
    rules=RULES,
    stages=tuple(Stage(term.code, term.name("en")) for term in OPERATION_STATES),
    stage=stage,
    vocabulary=OPERATION_STATES.name,
    cards=cards,
    words=WORDS,
    facets=facets,
    picks=lambda state: {"phases": tuple(Pick(number) for number in range(1, len(state.phases) + 1))},
    settle=settle,
)

__all__ = ["OPERATION", "totals"]
