"""The register of evidence that several kinds have: items, who holds each, and how custody passes.

A kind declares a field `evidence: Ledger[Item]` in its state, adds `evidence_rules(...)` to its table,
`evidence_cards(...)` to its cards, `WORDS` to its words, and calls `settle_evidence` when entries were
forgotten (docs/spec/evidence.md).
"""

from mithaq.kinds.evidence.cards import WORDS, evidence_cards
from mithaq.kinds.evidence.custody import evidence_rules
from mithaq.kinds.evidence.register import (
    Giving,
    HoldsEvidence,
    Item,
    Passage,
    Seal,
    chain,
    seal_digest,
    settle_evidence,
)

__all__ = [
    "WORDS",
    "Giving",
    "HoldsEvidence",
    "Item",
    "Passage",
    "Seal",
    "chain",
    "evidence_cards",
    "evidence_rules",
    "seal_digest",
    "settle_evidence",
]
