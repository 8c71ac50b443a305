"""The vectors of docs/spec/vectors/, as the tests run them."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "spec" / "vectors"


def load(name: str) -> dict[str, Any]:
    """Return the vectors of one file."""
    vectors: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return vectors


def cases(items: list[dict[str, Any]]) -> list[Any]:
    """Return one parameter a vector, called by its name."""
    return [pytest.param(item, id=item["name"]) for item in items]


def raw(text: str) -> bytes:
    """Return the bytes of base64."""
    return base64.b64decode(text, validate=True)
