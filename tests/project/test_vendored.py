"""What was fetched from elsewhere is as it was: a changed byte of a font, a script or a map is found."""

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def vendor() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tools/vendor.py"))


def test_every_file_has_the_hash_that_was_recorded(vendor: dict[str, Any]) -> None:
    folders = vendor["FOLDERS"]
    assert len(folders) == 3
    for folder in folders:
        assert (folder / vendor["SUMS"]).read_text() == vendor["sums"](folder), folder


def test_no_file_lies_there_that_nobody_fetched(vendor: dict[str, Any]) -> None:
    for folder, packages in vendor["FOLDERS"].items():
        known = {here for files in packages.values() for here in files.values()} | {vendor["SUMS"]}
        found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
        assert found == known, folder


def test_every_package_brings_its_licence(vendor: dict[str, Any]) -> None:
    for packages in vendor["FOLDERS"].values():
        for package, files in packages.items():
            assert any("LICENSE" in here for here in files.values()), package
