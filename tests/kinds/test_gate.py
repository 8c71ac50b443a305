"""What may not leave, and why (kind.md, KND-20 to KND-33): a good twin first, then one fault each."""

from typing import Any

import pytest

from kinds.paper import FOR_PERSONS, MADRID, NOTE, PERSON, POTSDAM, RABAT, RISKS
from mithaq.kinds import Body, Handling, Terms, cards_of, gate, kind, subjects, texts
from mithaq.kinds.diagram import CONDITIONS, TERMS
from mithaq.kinds.gate import third_countries
from mithaq.kinds.request import REQUEST
from mithaq.kinds.team.agreement import AGREEMENT

LIMITS = Terms.model_validate({**TERMS, "handling": ["H0", "H1"], "tlp": "TLP:AMBER", "retention_months": 24})


def answer(**changes: Any) -> Body:
    body = REQUEST.read("answer", {"result": "hit", "text": NOTE, "evidence": False, **changes})
    assert isinstance(body, Body)
    return body


def codes(
    body: Body,
    handling: Any,
    author: str = MADRID,
    to: tuple[str, ...] = (MADRID, RABAT),
    area: str = "drugs",
) -> list[str]:
    conditions = Handling.model_validate(handling) if handling is not None else None
    return [refusal.code for refusal in gate(body, conditions, author=author, to=to, terms=LIMITS, area=area)]


def test_a_person_may_go_with_all_that_the_law_wants_known() -> None:
    assert codes(answer(subjects=[PERSON]), FOR_PERSONS) == []
    assert codes(answer(), CONDITIONS) == []


def test_nothing_goes_without_handling() -> None:
    assert codes(answer(), None) == ["handling-missing"]
    acknowledge = REQUEST.read("acknowledge", {})
    assert isinstance(acknowledge, Body)
    assert codes(acknowledge, None) == []


@pytest.mark.parametrize(
    "change, code",
    [
        ({"codes": []}, "handling-empty"),
        ({"codes": ["H0", "H1"]}, "handling-h0-alone"),
        ({"codes": ["H3"]}, "handling-h3-needs-note"),
        ({"codes": ["H2"]}, "handling-above-ceiling"),
        ({"purpose": None}, "purpose-missing"),
        ({"legal_basis": None}, "legal-basis-missing"),
        ({"legal_basis": "other"}, "legal-reference-missing"),
        ({"tlp": "TLP:RED"}, "tlp-above-ceiling"),
        ({"retention_months": 25}, "retention-above-ceiling"),
        (
            {"evaluation": {"scheme": "4x4", "source": "F", "information": "1"}},
            "evaluation-unknown-source-grade",
        ),
        ({"evaluation": None}, "evaluation-missing"),
        ({"retention_months": None}, "retention-missing"),
        ({"purpose": "training"}, "purpose-without-persons"),
        ({"transfer": None}, "transfer-basis-missing"),
        ({"transfer": {**FOR_PERSONS["transfer"], "basis": "no-third-country"}}, "transfer-basis-unfit"),
        ({"risks": RISKS[1:]}, "risk-not-answered"),
        ({"risks": [{"risk": "torture", "present": True}, *RISKS[1:]]}, "risk-present"),
    ],
)
def test_one_fault_of_the_handling(change: dict[str, Any], code: str) -> None:
    assert code in codes(answer(subjects=[PERSON]), {**FOR_PERSONS, **change})


@pytest.mark.parametrize(
    "change, code",
    [
        ({"category": None}, "subject-category-missing"),
        ({"assessed": None}, "subject-assessment-missing"),
        ({"special": ["health"]}, "special-category-not-necessary"),
        ({"special": ["health"], "special_ground": "vital-interests"}, "special-category-not-necessary"),
        ({"asylum": True}, "asylum-origin-unknown"),
        ({"asylum": True, "origin": "MA"}, "asylum-to-origin"),
    ],
)
def test_one_fault_of_a_person(change: dict[str, Any], code: str) -> None:
    assert codes(answer(subjects=[{**PERSON, **change}]), FOR_PERSONS) == [code]


def test_special_categories_with_ground_and_reason_may_go() -> None:
    special = {"special": ["health"], "special_ground": "vital-interests", "special_reason": NOTE}
    assert codes(answer(subjects=[{**PERSON, **special}]), FOR_PERSONS) == []


def test_asylum_may_be_told_to_another_state_than_that_of_origin() -> None:
    person = {**PERSON, "asylum": True, "origin": "MA"}
    assert codes(answer(subjects=[person]), FOR_PERSONS, to=(MADRID, POTSDAM)) == []


def test_whoever_has_a_name_is_a_person() -> None:
    unmarked = {"person": False, "identifiers": [{"type": "name", "value": "Exercise Person"}]}
    found = codes(answer(subjects=[unmarked]), CONDITIONS)
    assert {"subject-category-missing", "subject-assessment-missing", "evaluation-missing"} <= set(found)


def test_a_container_is_no_person() -> None:
    thing = {"person": False, "identifiers": [{"type": "container", "value": "CSQU3054383"}]}
    assert codes(answer(subjects=[thing]), CONDITIONS) == []


@pytest.mark.parametrize("area, allowed", [("irregular-migration", False), ("migrant-smuggling", True)])
def test_irregular_migration_is_no_crime(area: str, allowed: bool) -> None:
    found = codes(answer(subjects=[PERSON]), FOR_PERSONS, area=area)
    assert ("migration-without-crime" not in found) is allowed
    assert codes(answer(), CONDITIONS, area=area) == [], "figures and trends may go"


def test_nothing_beyond_the_pact() -> None:
    narrow = Terms.model_validate({**TERMS, "areas": ["terrorism"], "purposes": ["prevention"]})
    found = gate(
        answer(), Handling.model_validate(CONDITIONS), author=MADRID, to=(RABAT,), terms=narrow, area="drugs"
    )
    assert [refusal.code for refusal in found] == ["purpose-not-in-pact", "area-not-in-pact"]


def test_a_purpose_in_words_is_no_code_of_the_pact() -> None:
    agreement = kind("team").read("agree", AGREEMENT)
    assert isinstance(agreement, Body)
    assert codes(agreement, CONDITIONS) == []
    narrow = Terms.model_validate({**TERMS, "purposes": ["prevention"]})
    found = gate(agreement, Handling.model_validate(CONDITIONS), author=MADRID, to=(RABAT,), terms=narrow)
    assert [refusal.code for refusal in found] == ["purpose-not-in-pact"], "its handling still counts"


def test_the_union_is_one_legal_order_and_rabat_another() -> None:
    assert third_countries(MADRID, (POTSDAM, "pt.psp")) == ()
    assert third_countries(MADRID, (POTSDAM, RABAT)) == ("MA",)
    assert third_countries(RABAT, (POTSDAM, MADRID, "ma.dgst")) == ("DE", "ES")


def test_texts_subjects_and_their_cards_are_found_by_path() -> None:
    body = answer(subjects=[{**PERSON, "description": NOTE}])
    assert [path for path, _ in texts(body)] == ["text", "subjects.0.description"]
    assert [path for path, _ in subjects(body)] == ["subjects.0"]
    (card,) = cards_of("a" * 64, body)
    assert card.identifiers == (("name", "Exercise Person"),)
    assert card.state == "suspect"
