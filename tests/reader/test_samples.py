"""The samples and their truths: what the reader must reach on them, field by field."""

import json
from pathlib import Path

import pytest
from bench.read import HELD_OUT, SAMPLES, failures, measure, texts

from mithaq.reader import read
from mithaq.terms import AREAS, COMMITMENTS, LANGUAGES, is_agency_id

ALL = [name for name, _text, _truth in texts(SAMPLES)]


def reading(name: str) -> dict[str, object]:
    """Return what is read from one sample."""
    return read((SAMPLES / f"{name}.txt").read_text("utf-8")).to_json()


def test_there_are_six_samples_a_language_one_of_them_held_out() -> None:
    for language in LANGUAGES:
        own = [name for name in ALL if name.startswith(f"{language}/")]
        assert len(own) >= 6
        assert f"{language}/{HELD_OUT}" in own


def test_the_targets_are_met_and_nothing_is_invented() -> None:
    scores = measure()
    assert failures(scores) == []
    assert scores["visit dates"].true == len(ALL)
    assert scores["areas"].true > 100
    assert scores["commitments"].true > 35


def test_the_targets_are_met_on_the_held_out_samples_alone() -> None:
    assert failures(measure(only=HELD_OUT)) == []


@pytest.mark.parametrize("name", ALL)
def test_no_sample_yields_a_person_an_agency_or_a_commitment_that_is_not_there(name: str) -> None:
    scores = measure(only=name)
    for field in ("persons", "agencies", "commitments", "title", "published", "language"):
        assert scores[field].invented == []


@pytest.mark.parametrize("name", ALL)
def test_every_truth_uses_the_codes_of_the_terms(name: str) -> None:
    truth = json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))
    areas = [*truth["areas"], *(area for one in truth["meetings"] for area in one.get("areas", []))]
    areas += [one["area"] for one in truth["commitments"] if one.get("area")]
    assert set(areas) <= set(AREAS.codes)
    assert {one["kind"] for one in truth["commitments"]} <= set(COMMITMENTS.codes)
    for one in truth["commitments"]:
        assert all(is_agency_id(party) for party in one.get("parties", []))


def test_the_visit_of_january_2025_is_read_alike_in_every_language() -> None:
    for language in LANGUAGES:
        found = read((SAMPLES / language / "january-2025.txt").read_text("utf-8"))
        assert (str(found.visit.start), str(found.visit.end)) == ("2025-01-28", "2025-01-29")
        assert (found.visit.guest, found.visit.host) == ("ma.dgsn", "es.policia")
        kinds = [one.kind for one in found.commitments if one.kind != "strengthening"]
        assert kinds == ["controlled-deliveries", "joint-teams", "joint-commission"]
        assert {meeting.kind for meeting in found.meetings} >= {"bilateral", "trilateral"}
        assert not any("de.bundespolizei" in one.parties for one in found.commitments)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_of_other_matters_yields_nothing_but_its_heading(language: str) -> None:
    name = "elsewhere" if (SAMPLES / language / "elsewhere.txt").exists() else ""
    if not name:
        text = "El ayuntamiento inauguró ayer una biblioteca. La alcaldesa y la universidad acordaron abrirla los domingos."
        found = read(text).to_json()
    else:
        found = reading(f"{language}/{name}")
    visit = dict(found["visit"])  # type: ignore[call-overload]
    assert not any(visit[field] for field in visit if field != "spans")
    assert found["meetings"] == found["areas"] == found["commitments"] == found["challenges"] == []


def test_measuring_says_what_is_wrong(tmp_path: Path) -> None:
    text = (SAMPLES / "es" / "rabat-visit.txt").read_text("utf-8")
    (tmp_path / "one.txt").write_text(text, "utf-8")
    truth = {"language": "es", "visit": {"start": "2025-05-15", "end": "2025-05-15"}, "areas": ["firearms"]}
    (tmp_path / "one.json").write_text(json.dumps(truth), "utf-8")
    found = failures(measure(tmp_path))
    assert any(line.startswith("visit dates: F1 0.000") for line in found)
    assert any(line.startswith("areas: F1") for line in found)
    assert any("commitments: invented one: liaison-officers" in line for line in found)
    assert any("persons: invented one: Francisco Pardo" in line for line in found)
