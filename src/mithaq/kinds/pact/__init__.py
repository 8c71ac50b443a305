"""The kind "pact": an agreement between agencies, under which everything else happens (docs/spec/pact.md).

Parties, keys, leaving and excluding belong to the record: membership here is what it says. This
kind keeps what the parties agreed on, who has signed it, what amendments are proposed, and who has
suspended it. The bodies are in `bodies`, the state in `progress`, who may do what in `table`, the
lists in `cards`.
"""

from mithaq.kinds.cards import Facets
from mithaq.kinds.contract import Kind, Stage
from mithaq.kinds.pact.bodies import Agree
from mithaq.kinds.pact.cards import WORDS, cards
from mithaq.kinds.pact.progress import Pact, stage
from mithaq.kinds.pact.table import RULES, begin

PACT = Kind[Pact](
    name="pact",
    version=1,
    title="Pact",
    about="An agreement under which everything else happens: parties, areas, purposes, handling, retention.",
    opens=(Agree,),
    state=Pact,
    begin=begin,
    rules=RULES,
    stages=(
        Stage("proposed", "Proposed"),
        Stage("declined", "Declined"),
        Stage("in-force", "In force"),
        Stage("suspended", "Suspended"),
    ),
    stage=stage,
    cards=cards,
    words=WORDS,
    facets=lambda state: Facets(state.agreed.areas),
    under_terms=False,
)
