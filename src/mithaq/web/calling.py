"""What the form of an alert begins with: it is written in a hurry (pact.md, PAC-14)."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from mithaq.kinds import Terms
from mithaq.terms import AREAS, is_agency_id

ALERT = "alert"
TEST_HANDLING = {"codes": ["H0"], "purpose": "coordination", "legal_basis": "pact"}
"""A test carries no information, and is for nothing but working together."""

MOST = 50


def body_of(type_: str, asked: QueryDict, language: str) -> dict[str, Any]:
    """Return what the address of an alert's form fills in: whom, where, and that it is a test."""
    if type_ != ALERT:
        return {}
    found: dict[str, Any] = {"urgency": "at-once"}
    to = [one for one in dict.fromkeys(asked.getlist("to")[:MOST]) if is_agency_id(one)]
    if to:
        found["to"] = to
    if asked.get("area") in AREAS.codes:
        found["area"] = asked["area"]
    if asked.get("test") == "1":
        found |= {"test": True, "urgency": "within-the-hour"}
        found["text"] = {"language": language, "text": _("Reachability test. Please acknowledge it.")}
    return found


def handling_of(type_: str, body: Mapping[str, Any], terms: Terms | None) -> dict[str, Any]:
    """Return the handling that a test begins with, as far as the pact has it; an alert's is its author's."""
    if type_ != ALERT or terms is None:
        return {}
    if not body.get("test"):
        return {"legal_basis": "pact"}
    held = set(TEST_HANDLING["codes"]) <= set(terms.handling) and TEST_HANDLING["purpose"] in terms.purposes
    return dict(TEST_HANDLING) if held else {"legal_basis": "pact"}
