"""How a joint operation opens and what its plan must have (docs/spec/operation.md, OPR-1 to OPR-4)."""

from typing import Any

from mithaq.kinds.agreement import Terms
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.operation import bodies as b
from mithaq.kinds.operation.progress import Operation, Phase
from mithaq.kinds.predicates import Act, Past, covers
from mithaq.record.errors import Refusal


def begin(act: Act[Any], terms: Terms | None, past: Past) -> Operation | Refusal:
    """OPR-1: the lead opens with its plan, and accepts it by writing it."""
    body: b.Plan = act.body
    found = problem(body, terms, past)
    if found is not None:
        return found
    if act.author != body.lead:
        return Refusal("not-the-lead")
    return Operation(
        opening=act.id,
        opener=act.author,
        opened_as=body.type,
        terms=terms,
        plan=act.id,
        lead=body.lead,
        agencies=body.agencies,
        areas=body.areas,
        phases=phases(body),
        accepted=Ledger[str]().put(act.author, act.id),
    )


def phases(body: b.Plan | b.ChangePlan) -> tuple[Phase, ...]:
    """Return when the phases of a plan are to be."""
    return tuple(Phase(one.start, one.end) for one in body.phases)


def problem(body: b.Plan | b.ChangePlan, terms: Terms | None, past: Past) -> Refusal | None:
    """Return what a plan lacks, whoever writes it (OPR-3, OPR-4)."""
    strangers = [agency for agency in body.agencies if agency not in past.parties()]
    if strangers:
        return Refusal("agency-not-a-party", {"agency": strangers[0]})
    if body.lead not in body.agencies:
        return Refusal("lead-takes-no-part")
    if not covers(terms, body.areas):
        return Refusal("areas-not-in-pact")
    if any(phase.end < phase.start for phase in body.phases):
        return Refusal("phase-ends-before")
    return _without_law(body)


def _without_law(body: b.Plan | b.ChangePlan) -> Refusal | None:
    """OPR-4: every agency acts on a legal basis, and in every country one rule on force holds."""
    acting = {basis.agency for basis in body.bases}
    if acting != set(body.agencies):
        return Refusal("operation-basis-missing")
    if any(basis.basis == "other" and basis.reference is None for basis in body.bases):
        return Refusal("legal-reference-missing")
    ruled = [force.country for force in body.force]
    if sorted(ruled) != sorted({basis.country for basis in body.bases}):
        return Refusal("force-rules-differ")
    return None
