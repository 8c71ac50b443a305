"""How a controlled delivery stands at a node, for tests: what its own pages show."""

import hashlib
from typing import Any

from mithaq.kinds.delivery import DELIVERY
from mithaq.node import dossiers
from mithaq.record.dossier import Dossier


def delivery_standing(dossier: str) -> dict[str, Any]:
    """Return stage, holder, taker, the hash of the state, refusals, and type and code of deviations."""
    with dossiers.reading(dossier) as held:
        assert held is not None
        folded = held.fold()
        state = folded.state
        types = {entry: mark.type for entry, mark in state.entries.items()}
        verdicts = [(entry, folded.verdicts[entry]) for entry in held.order]
        return {
            "stage": DELIVERY.stage(state),
            "holder": state.holder,
            "giving": state.giving.taker if state.giving else "",
            "state": hashlib.sha256(DELIVERY.dump(state)).hexdigest(),
            "refused": [[entry, one.refusal.code] for entry, one in verdicts if one.refusal],
            "deviations": [[types[entry], why.code] for entry, one in verdicts for why in one.deviations],
            "given": _given(held),
        }


def delivery_given(dossier: str) -> list[int]:
    """Return the legs whose order is given here."""
    with dossiers.reading(dossier) as held:
        assert held is not None
        return _given(held)


def delivery_waiting(dossier: str) -> dict[str, list[str]]:
    """Return the legs whose order waits, with whom it waits for."""
    with dossiers.reading(dossier) as held:
        assert held is not None
        folded = held.fold()
        waiting = {order: list(agencies) for order, agencies in folded.waiting.items()}
        return {str(leg.number): waiting[leg.order] for leg in folded.state.route if leg.order in waiting}


def delivery_unstable(dossier: str) -> list[str]:
    """Return the entries with a body that are not known here to be held by all."""
    with dossiers.reading(dossier) as held:
        assert held is not None
        folded = held.fold()
        return [entry for entry in folded.state.entries if not folded.verdicts[entry].stable]


def _given(held: Dossier) -> list[int]:
    folded = held.fold()
    return [leg.number for leg in folded.state.route if leg.order in folded.given]
