"""The kind "delivery": a controlled delivery, leg by leg (docs/spec/delivery.md).

What is planned is in `plan`, what is decided in `bodies`, what is reported in `facts`; the state in
`progress` and `goods`, who may do what in `table`, the lists in `cards`.
"""

from dataclasses import replace

from mithaq.kinds.cards import Facets
from mithaq.kinds.contract import Kind, Pick, Stage
from mithaq.kinds.delivery.cards import WORDS, cards
from mithaq.kinds.delivery.lives import LIVES
from mithaq.kinds.delivery.opening import amend_opening, begin
from mithaq.kinds.delivery.plan import Ask
from mithaq.kinds.delivery.progress import Delivery, stage, upheld
from mithaq.kinds.delivery.table import RULES
from mithaq.kinds.evidence import settle_evidence
from mithaq.terms import COUNTRIES, DELIVERY_STAGES


def settle(state: Delivery) -> Delivery:
    """DEL-40: a recalled hand-over waits for nobody; what was forgotten entitles to nothing."""
    state = settle_evidence(state)
    if state.giving is not None and not state.giving.id:
        state = replace(state, giving=None)
    return upheld(_needless(state))


def _needless(state: Delivery) -> Delivery:
    """Return the state without consents and denials for requirements that were forgotten."""
    consents = [key for key in state.consents if not _is_wanted(state, key)]
    denials = [name for name, one in state.denials.items() if not _is_wanted(state, one.key)]
    return replace(state, consents=state.consents.without(consents), denials=state.denials.without(denials))


def _is_wanted(state: Delivery, key: str) -> bool:
    by = key.partition("/")[2]
    return by in COUNTRIES or by in state.needs


DELIVERY = Kind[Delivery](
    name="delivery",
    version=1,
    title="Controlled delivery",
    about="Goods that move under the watch of every country concerned: who authorises, who is responsible.",
    opens=(Ask,),
    state=Delivery,
    begin=begin,
    rules=RULES,
    stages=tuple(Stage(term.code, term.name("en")) for term in DELIVERY_STAGES),
    stage=stage,
    vocabulary=DELIVERY_STAGES.name,
    cards=cards,
    words=WORDS,
    facets=lambda state: Facets((state.area,)),
    picks=lambda state: {
        "legs": tuple(Pick(leg.number, (("places", leg.start), ("places", leg.end))) for leg in state.route)
    },
    settle=settle,
    amend_opening=amend_opening,
    lives=LIVES,
)
