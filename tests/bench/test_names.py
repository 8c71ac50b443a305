"""How well names are known is measured on any file of pairs."""

import json
from pathlib import Path

import pytest

from bench import names


def pairs(folder: Path, *lines: str) -> str:
    place = folder / "pairs.tsv"
    place.write_text("\n".join(lines), encoding="utf-8")
    return str(place)


def test_found_and_precision_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = pairs(
        tmp_path,
        "# two found, one not; one taken wrongly",
        "Hammouchi\tHamouchi\tsame",
        "Hammouchi\tحموشي\t1\tand more",
        "Juan\tJean-Baptiste\tsame",
        "",
        "Christian\tChristiane\tdifferent",
        "Hassan\tHussein\tdifferent",
    )
    assert names.main([place, "--json", "--halves"]) == 1
    figures = json.loads(capsys.readouterr().out)
    assert (figures["pairs"], figures["same"]) == (5, 3)
    assert figures["found"] == pytest.approx(2 / 3)
    assert figures["precision"] == pytest.approx(2 / 3)
    assert figures["f"] == pytest.approx(2 / 3)
    assert figures["parts"]["across scripts"]["found"] == 1.0
    assert [(one["one"], one["same"]) for one in figures["misses"]] == [("Juan", True), ("Christian", False)]
    assert names.main([place]) == 1
    table = capsys.readouterr().out
    assert "66.7%" in table
    assert "Juan  |  Jean-Baptiste" in table


def test_enough_found_precisely_enough_is_a_success(tmp_path: Path) -> None:
    assert names.main([pairs(tmp_path, "Tazi\tالتازي\tsame", "Tazi\tZiani\tdifferent")]) == 0


@pytest.mark.parametrize("line", ["one only", "Tazi\tZiani", "Tazi\tZiani\tperhaps"])
def test_what_is_no_pair_is_named_by_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    assert names.main([pairs(tmp_path, "Tazi\tTasi\tsame", line)]) == 2
    assert "line 2" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert names.main([str(tmp_path / "none.tsv")]) == 2
    assert "none.tsv" in capsys.readouterr().err
