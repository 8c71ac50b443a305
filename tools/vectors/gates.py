"""What docs/spec/vectors/kind-gate.json and kind-deadlines.json say: a good twin, then one fault each."""

from typing import Any

from tools.vectors.dossiers import NINE, Json
from tools.vectors.kinds import MADRID, NOTE, PERSON, POTSDAM, RABAT, answer

from mithaq.kinds import Body, Handling, Terms, gate
from mithaq.kinds.deadlines import Profile, due
from mithaq.kinds.diagram import CONDITIONS, TERMS
from mithaq.kinds.request import REQUEST

RISKS = [
    {"risk": risk, "present": False}
    for risk in ("torture", "death-penalty", "asylum", "political-offence", "fair-trial")
]
FOR_PERSONS: Json = {
    **CONDITIONS,
    "evaluation": {"scheme": "4x4", "source": "B", "information": "2"},
    "retention_months": 12,
    "risks": RISKS,
    "transfer": {
        "basis": "binding-instrument",
        "justification": NOTE,
        "origin": "own-data",
        "onward": "not-allowed",
    },
}


def gates() -> list[Json]:
    """Return what may leave and what may not: docs/spec/kind.md, KND-20 to KND-33."""
    handlings: dict[str, Json] = {
        "with-all-that-is-wanted": {},
        "no-purpose": {"purpose": None},
        "no-legal-basis": {"legal_basis": None},
        "other-basis-not-cited": {"legal_basis": "other"},
        "h3-without-note": {"codes": ["H3"]},
        "handling-beyond-the-pact": {"codes": ["H2"]},
        "tlp-beyond-the-pact": {"tlp": "TLP:RED"},
        "retention-beyond-the-pact": {"retention_months": 25},
        "no-evaluation": {"evaluation": None},
        "no-retention": {"retention_months": None},
        "purpose-without-persons": {"purpose": "training"},
        "no-transfer-basis": {"transfer": None},
        "transfer-basis-unfit": {"transfer": {**FOR_PERSONS["transfer"], "basis": "no-third-country"}},
        "risk-not-answered": {"risks": RISKS[1:]},
        "risk-present": {"risks": [{"risk": "torture", "present": True}, *RISKS[1:]]},
    }
    persons: dict[str, Json] = {
        "no-category": {"category": None, "person": True},
        "no-assessment": {"assessed": None},
        "special-not-necessary": {"special": ["health"]},
        "asylum-of-unknown-origin": {"asylum": True},
        "asylum-to-the-state-of-origin": {"asylum": True, "origin": "MA"},
    }
    return [
        *(_gate(name, [PERSON], {**FOR_PERSONS, **changes}) for name, changes in handlings.items()),
        *(_gate(name, [{**PERSON, **changes}], FOR_PERSONS) for name, changes in persons.items()),
        _gate("asylum-elsewhere", [{**PERSON, "asylum": True, "origin": "MA"}], FOR_PERSONS, to=[POTSDAM]),
        _gate("irregular-migration", [PERSON], FOR_PERSONS, area="irregular-migration"),
        _gate("area-beyond-the-pact", [], CONDITIONS, area="firearms"),
        _gate("purpose-beyond-the-pact", [], {**CONDITIONS, "purpose": "prosecution"}),
        _gate("no-handling", [], None),
        _gate("a-container", [{"person": False, "identifiers": []}], CONDITIONS),
    ]


CEILING: Json = {
    **TERMS,
    "areas": ["drugs", "irregular-migration"],
    "purposes": ["investigation", "training"],
    "handling": ["H0", "H1", "H3"],
    "tlp": "TLP:AMBER",
    "retention_months": 24,
}


def _gate(
    name: str, subjects: list[Json], handling: Any, to: list[str] | None = None, area: str = "drugs"
) -> Json:
    recipients = [*(to or [RABAT]), MADRID]
    body = answer(subjects=subjects)
    read = REQUEST.read("answer", body)
    if not isinstance(read, Body):
        raise read
    conditions = None if handling is None else Handling.model_validate(handling)
    terms = Terms.model_validate(CEILING)
    found = gate(read, conditions, author=MADRID, to=tuple(recipients), terms=terms, area=area)
    return {
        "name": name,
        "kind": "request",
        "type": "answer",
        "author": MADRID,
        "to": recipients,
        "area": area,
        "body": body,
        "handling": handling,
        "refusals": [{"code": refusal.code, "fields": dict(refusal.fields)} for refusal in found],
    }


def deadlines() -> list[Json]:
    """Return when answers are due: docs/spec/request.md, REQ-20 to REQ-27."""
    clock = [{"since": "2029-10-28T01:00:00.000Z", "minutes": 60}]
    calendar = {"agency": MADRID, "days_off": ["2030-01-09"], "offsets": clock}
    profiles: dict[str, Json] = {
        "directive": {},
        "working-days": {"limits": [{"urgency": "routine", "working_days": 5}], "calendars": [calendar]},
        "hours": {"limits": [{"urgency": "routine", "hours": 36}]},
    }
    cases = [
        ("directive", "urgent-direct", MADRID, NINE, "", 0),
        ("directive", "urgent-indirect", MADRID, NINE, "", 0),
        ("directive", "routine", MADRID, NINE, "", 3_600_000),
        ("directive", "agreed", MADRID, NINE, "2030-03-01T00:00:00.000Z", 0),
        ("directive", "agreed", MADRID, NINE, "", 0),
        ("working-days", "routine", MADRID, NINE, "", 0),
        ("working-days", "routine", MADRID, "2030-01-07T23:30:00.000Z", "", 0),
        ("working-days", "routine", RABAT, NINE, "", 60_000),
        ("hours", "routine", POTSDAM, NINE, "", 0),
        ("hours", "routine", POTSDAM, "9999-12-31T00:00:00.000Z", "", 0),
    ]
    return [
        {"profile": profiles[name], "urgency": urgency, "agency": agency, "received": received}
        | {"agreed": agreed, "paused": paused}
        | {"due": due(Profile.model_validate(profiles[name]), urgency, agency, received, agreed, paused)}
        for name, urgency, agency, received, agreed, paused in cases
    ]
