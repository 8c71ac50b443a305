"""What most lines of a pact's table ask: who has signed it, and whether it is in force (PAC-4, PAC-8)."""

from typing import Any

from mithaq.kinds.pact.progress import Pact
from mithaq.kinds.predicates import Act, Past, When, Who


def _has_signed(state: Pact, act: Act[Any], past: Past) -> bool:
    return act.author in state.signed and act.author in past.parties()


def _is_in_force(state: Pact, act: Act[Any], past: Past) -> bool:
    return bool(state.in_force)


SIGNATORY = Who("party that has signed", "pact-not-signed", _has_signed)
IN_FORCE = When("in force", "pact-not-in-force", _is_in_force)
