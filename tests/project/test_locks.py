"""The locked requirements: hashed, without addresses, and what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import mithaq

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def locked(name: str) -> dict[str, tuple[str, str]]:
    """Return package -> (version, the rest of its entry) of one lock."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and not line.startswith("#")]
    matches = [re.fullmatch(r"([a-z0-9.-]+)==(\S+)(.*)", entry) for entry in entries]
    assert all(matches), "a line of the lock is no package"
    return {match[1]: (match[2], match[3]) for match in matches if match}


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_package_has_hashes_and_no_address(name: str) -> None:
    for package, (_, rest) in locked(name).items():
        hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}", rest)
        assert hashes, package
        left = re.sub(r"--hash=sha256:[0-9a-f]{64}", "", rest).strip()
        assert left == "" or left.startswith(";"), (package, left)
    assert "://" not in (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def test_the_tests_run_what_the_program_runs() -> None:
    dev = locked("dev")
    for package, (version, _) in locked("run").items():
        assert dev[package][0] == version, package


@pytest.mark.parametrize("name, asked", [("run", ["dependencies"]), ("dev", ["dependencies", "dev"])])
def test_the_locks_hold_what_is_asked_for(name: str, asked: list[str]) -> None:
    lists = PROJECT["project"] | PROJECT["dependency-groups"]
    have = locked(name)
    for line in (line for group in asked for line in lists[group]):
        wanted = Requirement(line)
        version, _ = have[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(version), f"{line}: {version} is locked; run tools/lock.py"


def test_versions_and_licence_agree() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", mithaq.__version__)
    assert mithaq.__version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")
    licence = (ROOT / "LICENCE").read_text("utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert licence.rstrip().endswith("require the production of a new EUPL version.")
    assert PROJECT["project"]["license"] == "EUPL-1.2"
