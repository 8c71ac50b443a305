"""The kind "expertise": offers and needs, matches, sessions, lessons (docs/spec/expertise.md).

The bodies are in `bodies`, the state in `catalogue`, who may do what in `table`, the lists in `cards`.
"""

from mithaq.kinds.contract import Kind, Stage
from mithaq.kinds.expertise.bodies import Catalogue
from mithaq.kinds.expertise.cards import WORDS, cards, facets
from mithaq.kinds.expertise.catalogue import Expertise, candidates, stage
from mithaq.kinds.expertise.table import RULES, begin
from mithaq.terms import EXPERTISE_STATES

EXPERTISE = Kind[Expertise](
    name="expertise",
    version=1,
    title="Expertise",
    about="Offers and needs of training, visits and help, matched; sessions with feedback; lessons for all.",
    opens=(Catalogue,),
    state=Expertise,
    begin=begin,
    rules=RULES,
    stages=tuple(Stage(term.code, term.name("en")) for term in EXPERTISE_STATES),
    stage=stage,
    vocabulary=EXPERTISE_STATES.name,
    cards=cards,
    words=WORDS,
    facets=facets,
)

__all__ = ["EXPERTISE", "candidates"]
