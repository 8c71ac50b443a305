"""What a register of evidence shows in tasks and figures (EVI-14)."""

from collections.abc import Iterator

from mithaq.kinds.cards import Card, View
from mithaq.kinds.evidence.register import HoldsEvidence

TAKE = "Take over an item of evidence"
RESEAL = "Seal an item of evidence anew"
ITEM = "Item of evidence"

WORDS = (TAKE, RESEAL, ITEM)


def evidence_cards(state: HoldsEvidence, view: View) -> Iterator[Card]:
    """Yield the tasks of takers and holders, and one figure an item; a register has no moments."""
    for item in state.evidence.values():
        args = (("item", item.kind),)
        if item.giving is not None and item.giving.to:
            giving = item.giving
            yield Card("task", giving.id, f"take/{giving.id}", TAKE, args, owner=giving.to, state="given")
        if item.broken and not item.ended:
            yield Card(
                "task", item.broken, f"re-seal/{item.id}", RESEAL, args, owner=item.holder, state="broken"
            )
        how = "ended" if item.ended else "held"
        yield Card(
            "figure", item.id, f"evidence/{item.id}", ITEM, args, owner=item.holder, state=how, value=1
        )
