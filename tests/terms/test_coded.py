"""Coded fields accept the codes of their vocabulary and nothing else (HAN-2, HAN-4)."""

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from mithaq.terms import (
    AREAS,
    VOCABULARIES,
    AgencyId,
    AreaCode,
    Coded,
    HandlingCode,
    InformationGrade,
    SourceGrade,
    coded,
)


class Note(BaseModel):
    """A body such as kinds write them."""

    model_config = ConfigDict(strict=True, frozen=True)

    area: AreaCode
    handling: tuple[HandlingCode, ...] = ()
    asked: AgencyId = "es.policia"
    source: SourceGrade = "X"
    information: InformationGrade | None = None


def error_of(**fields: object) -> tuple[str, dict[str, object]]:
    with pytest.raises(ValidationError) as caught:
        Note(**{"area": "drugs", **fields})  # type: ignore[arg-type]
    (error,) = caught.value.errors()
    return error["type"], error["ctx"]


def test_a_known_code_passes() -> None:
    note = Note(area="drugs", handling=("H1", "H2"), asked="ma.dgsn", source="F", information="6")
    assert note.area == "drugs"
    assert Note.model_validate_json(note.model_dump_json()) == note


@pytest.mark.parametrize("wrong", ["piracy", "", "Drugs", "drugs ", " drugs", "drugs\n", 7, None, ["drugs"]])
def test_anything_else_is_an_unknown_code(wrong: object) -> None:
    assert error_of(area=wrong) == ("unknown-code", {"vocabulary": "areas"})


@pytest.mark.parametrize("wrong", ["H4", "h1", "H1+H2"])
def test_a_wrong_code_in_a_list_is_found(wrong: str) -> None:
    assert error_of(handling=(wrong,)) == ("unknown-code", {"vocabulary": "handling"})


def test_an_agency_need_not_be_known_but_well_formed() -> None:
    assert Note(area="drugs", asked="fr.police-nationale").asked == "fr.police-nationale"
    for wrong in ("dgsn", "MA.dgsn", "ma.", "ma.-x", "ma.dgsn\n", "ma.dgsn ", "ma." + "a" * 64, "ma.شرطة"):
        assert error_of(asked=wrong) == ("unknown-code", {"vocabulary": "agencies"})


def test_grades_of_both_grids_pass_and_others_do_not() -> None:
    assert [Note(area="drugs", source=grade).source for grade in "ABCDEFX"] == list("ABCDEFX")
    assert error_of(source="G") == ("unknown-code", {"vocabulary": "evaluation-source"})


def test_the_schema_names_the_vocabulary() -> None:
    schema = Note.model_json_schema()["properties"]
    assert schema["area"]["vocabulary"] == "areas"
    assert schema["area"]["enum"] == list(AREAS.codes)
    assert schema["handling"]["items"]["vocabulary"] == "handling"
    assert schema["asked"]["vocabulary"] == "agencies"
    assert schema["asked"]["open"] is True
    assert schema["source"]["schemes"] == {"4x4": "evaluation-source", "admiralty": "admiralty-source"}


def test_coded_of_a_vocabulary_is_the_same_mark_and_an_unknown_vocabulary_fails_early() -> None:
    assert coded(AREAS) == Coded("areas")
    assert all(coded(vocabulary).vocabulary == name for name, vocabulary in VOCABULARIES.items())
    with pytest.raises(KeyError):
        Coded("no-such-vocabulary").__get_pydantic_core_schema__(str, None)  # type: ignore[arg-type]
