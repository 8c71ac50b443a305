"""The kind "programme": commitments under a pact, common challenges, reviews (docs/spec/programme.md).

The bodies are in `bodies`, the state in `register`, who may do what in `commitments`, `challenges` and
`reviews`, the lists in `cards`.
"""

from typing import Any

from mithaq.kinds.agreement import Terms
from mithaq.kinds.contract import Kind, Stage
from mithaq.kinds.predicates import Act, Past
from mithaq.kinds.programme import challenges, commitments, reviews
from mithaq.kinds.programme.bodies import Register, Seal, Unseal
from mithaq.kinds.programme.cards import WORDS, cards, facets
from mithaq.kinds.programme.register import Programme, fingerprint, stage
from mithaq.kinds.programme.reviews import pairs, scores_of
from mithaq.record.errors import Refusal
from mithaq.terms import COMMITMENT_STATES


def begin(act: Act[Any], terms: Terms | None, past: Past) -> Programme | Refusal:
    """PRO-1: a register begins empty."""
    return Programme(opening=act.id, opener=act.author, opened_as=Register.type, terms=terms)


PROGRAMME = Kind[Programme](
    name="programme",
    version=1,
    title="Programme",
    about="The register of commitments under a pact: who does what, by when, and how one will know.",
    opens=(Register,),
    state=Programme,
    begin=begin,
    rules=(*commitments.RULES, *challenges.RULES, *reviews.RULES),
    stages=(Stage("empty", "No commitment yet"), *(Stage(t.code, t.name("en")) for t in COMMITMENT_STATES)),
    stage=stage,
    vocabulary=COMMITMENT_STATES.name,
    cards=cards,
    words=("No commitment yet", *WORDS),
    facets=facets,
)

SEAL_SCORES, OPEN_SCORES = Seal.type, Unseal.type

NEVER = frozenset({"no-review-open", "review-unknown", "scores-opened", "scores-differ"})
"""Refusals of opened scores that no later entry takes away."""

__all__ = [
    "NEVER",
    "OPEN_SCORES",
    "PROGRAMME",
    "SEAL_SCORES",
    "Programme",
    "Unseal",
    "fingerprint",
    "pairs",
    "scores_of",
]
