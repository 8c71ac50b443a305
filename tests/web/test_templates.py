"""What templates may not contain: the policy forbids it, or it would break a direction."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src/mithaq/web"
TEMPLATES = sorted(WEB.rglob("templates/**/*.html"))
STYLES = sorted(path for path in WEB.rglob("static/**/*.css") if "vendor" not in path.parts)

FORBIDDEN = {
    "an inline style": r"\sstyle\s*=|<style\b",
    "an inline handler": r"\son[a-z]+\s*=",
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "script in an address": r"javascript:",
    "htmx that needs eval": r"hx-on|\bjs:|hx-vals\s*=\s*['\"]js|hx-trigger\s*=\s*['\"][^'\"]*\[",
    "a text that is marked safe": r"\|\s*safe\b|autoescape\s+off",
    "something from elsewhere": r"(?:src|href)\s*=\s*['\"](?:https?:)?//",
}


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 20


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_template_has_nothing_that_the_policy_forbids(path: Path) -> None:
    text = path.read_text("utf-8")
    found = [name for name, pattern in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)]
    assert found == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_stylesheet_knows_no_left_and_right(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    sided = re.findall(
        r"\b(?:margin|padding|border)-(?:left|right)\b|\btext-align:\s*(?:left|right)\b|[{;]\s*(?:left|right):|\bfloat:",
        text,
    )
    assert sided == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_stylesheet_loads_nothing_from_elsewhere(path: Path) -> None:
    named = re.findall(r"url\(([^)]+)\)", path.read_text("utf-8"))
    # The icons are in the sheet itself; the policy allows such images.
    addresses = [one for one in named if not one.startswith('"data:image/svg+xml,')]
    assert addresses
    for address in addresses:
        assert (path.parent / address.strip("'\"")).resolve().is_file(), address
