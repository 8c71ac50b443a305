"""Handling codes, evaluation, markings, time limits and grounds (docs/spec/handling.md)."""

from datetime import timedelta

import pytest

from mithaq.terms import (
    ASKED_BEFORE_TRANSFER,
    DEFAULT_PROFILE,
    EXCEPTIONAL_BASES,
    HANDLING,
    NEEDS_PERMISSION,
    OVERRIDABLE_BASES,
    PAP,
    PURPOSES,
    REFUSAL_GROUNDS,
    SUBJECT_CATEGORIES,
    TLP,
    TRANSFER_BASES,
    UNASSESSED,
    URGENCY,
    WITHOUT_PERSONS,
    evaluation_label,
    evaluation_problem,
    handling_problem,
    within_ceiling,
)


@pytest.mark.parametrize(
    "codes,note,problem",
    [
        ({"H0"}, "", None),
        ({"H1"}, "", None),
        ({"H1", "H2"}, "", None),
        ({"H1", "H2", "H3"}, "not before 3 March", None),
        (set(), "", "handling-empty"),
        ({"H0", "H1"}, "", "handling-h0-alone"),
        ({"H0", "H3"}, "a note", "handling-h0-alone"),
        ({"H3"}, "", "handling-h3-needs-note"),
        ({"H3"}, " \n", "handling-h3-needs-note"),
        ({"H1", "H3"}, "", "handling-h3-needs-note"),
        ({"H9"}, "", "handling-unknown"),
    ],
)
def test_handling_codes_are_a_set_with_two_rules(codes: set[str], note: str, problem: str | None) -> None:
    assert handling_problem(frozenset(codes), note) == problem


def test_h1_and_h2_wait_for_permission() -> None:
    assert HANDLING.codes == ("H0", "H1", "H2", "H3")
    assert frozenset({"H1", "H2"}) == NEEDS_PERMISSION


def test_what_nobody_assessed_is_x4() -> None:
    assert UNASSESSED == ("4x4", "X", "4")
    assert evaluation_problem(*UNASSESSED) is None


@pytest.mark.parametrize(
    "scheme,source,information,problem",
    [
        ("4x4", "A", "1", None),
        ("admiralty", "F", "6", None),
        ("4x4", "D", "1", "evaluation-unknown-source-grade"),
        ("admiralty", "X", "1", "evaluation-unknown-source-grade"),
        ("4x4", "B", "5", "evaluation-unknown-information-grade"),
        ("5x5x5", "A", "1", "evaluation-unknown-scheme"),
    ],
)
def test_a_grade_belongs_to_its_scheme(
    scheme: str, source: str, information: str, problem: str | None
) -> None:
    assert evaluation_problem(scheme, source, information) == problem


def test_an_evaluation_is_readable() -> None:
    label = evaluation_label("admiralty", "B", "2", "de")
    assert label == "B2: in der Regel zuverlässig; wahrscheinlich wahr"
    assert evaluation_label("unknown", "B", "2", "de") == "unknown B2"


def test_markings_run_from_strict_to_free() -> None:
    assert TLP.codes == ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
    assert PAP.codes == ("PAP:RED", "PAP:AMBER", "PAP:GREEN", "PAP:WHITE")
    assert within_ceiling(TLP, "TLP:CLEAR", "TLP:CLEAR")
    assert within_ceiling(TLP, "TLP:GREEN", "TLP:AMBER")
    assert not within_ceiling(TLP, "TLP:AMBER+STRICT", "TLP:AMBER")
    with pytest.raises(KeyError):
        within_ceiling(TLP, "TLP:WHITE", "TLP:AMBER")


def test_the_default_profile_is_the_directives() -> None:
    limits = {code: urgency.limit for code, urgency in DEFAULT_PROFILE.items()}
    assert limits == {
        "urgent-direct": timedelta(hours=8),
        "urgent-indirect": timedelta(days=3),
        "routine": timedelta(days=7),
        "agreed": None,
    }
    assert tuple(DEFAULT_PROFILE) == URGENCY.codes
    assert all(urgency.code == code for code, urgency in DEFAULT_PROFILE.items())


def test_the_grounds_that_protect_people_come_first() -> None:
    assert REFUSAL_GROUNDS.codes[:4] == ("torture", "death-penalty", "asylum", "political-offence")
    assert set(ASKED_BEFORE_TRANSFER) <= set(REFUSAL_GROUNDS.codes)
    assert REFUSAL_GROUNDS["asylum"].source.endswith("art. 33")


def test_what_was_only_remembered_says_so() -> None:
    """The structure of art. 6 was noted from memory; the law enforcement directive was read."""
    of_art_6 = [ground for ground in REFUSAL_GROUNDS if "2023/977 art. 6" in ground.source]
    assert len(of_art_6) >= 8
    assert not any(ground.verified for ground in of_art_6)
    assert all(category.verified for category in SUBJECT_CATEGORIES)


def test_sets_name_codes_that_exist() -> None:
    assert set(PURPOSES.codes) >= WITHOUT_PERSONS
    assert set(TRANSFER_BASES.codes) >= EXCEPTIONAL_BASES > OVERRIDABLE_BASES
