"""The import contracts of pyproject.toml name what is really there."""

import tomllib
from pathlib import Path
from typing import Any

from mithaq.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "mithaq"


def contract(kind: str, name: str = "") -> dict[str, Any]:
    """Return the one contract of this type, whose name begins so."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (found,) = (one for one in contracts if one["type"] == kind and one["name"].startswith(name))
    assert isinstance(found, dict)
    return found


def test_every_part_of_the_product_has_its_layer() -> None:
    layers = " | ".join(contract("layers")["layers"]).split(" | ")
    named = {layer.strip("()").removeprefix("mithaq.") for layer in layers}
    parts = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    parts |= {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}
    assert parts <= named


def test_every_pure_part_is_held_to_be_pure() -> None:
    pure = {f"mithaq.{part}" for part in ("record", "terms", "text", "kinds", "reader")}
    assert set(contract("forbidden", "The law is pure")["source_modules"]) == pure


def test_every_kind_is_held_apart_from_the_others() -> None:
    assert set(contract("independence")["modules"]) == {f"mithaq.kinds.{kind.name}" for kind in KINDS}
