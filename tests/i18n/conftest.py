"""The tool that keeps the catalogues, and the five of them."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def tool() -> ModuleType:
    """Return tools/make_messages.py as a module."""
    spec = importlib.util.spec_from_file_location("make_messages", ROOT / "tools" / "make_messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def catalogues(tool: ModuleType) -> dict[str, Catalog]:
    """Return the catalogues of the product by their language, without the source language's."""
    found = {tool.language_of(path): tool.read(path) for path in tool.paths(tool.SOURCE)}
    assert set(found) == {"ar", "de", "en", "es", "fr"}
    return {language: catalogue for language, catalogue in found.items() if language != "en"}
