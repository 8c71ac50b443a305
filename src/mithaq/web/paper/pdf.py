"""The PDF of a paper, set by typst: tagged for screen readers (PDF/UA-1) and made to be kept (PDF/A-2a)."""

import json
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "static/vendor/plex/print"

Standards = list[Literal["a-2a", "a-2b", "ua-1"]]

STANDARDS: tuple[Standards, ...] = (["a-2a", "ua-1"], ["a-2b"], [])
"""Tried in turn: a sign that no font of ours has breaks the first ones, and is printed all the same."""

_one_at_a_time = threading.Lock()
"""Setting takes memory that grows with the paper: papers wait for each other, pages for none."""


@cache
def fonts() -> typst.Fonts:
    """Return the fonts: Plex for Arabic and Latin; typst's own for the scripts and signs that it lacks."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def pdf(told: dict[str, Any]) -> bytes:
    """Return the PDF of what `content` says."""
    data = json.dumps(told, ensure_ascii=False)
    with _one_at_a_time:
        for standards in STANDARDS:
            try:
                return _set(data, standards)
            except typst.TypstError as fault:
                if not standards or "could not be displayed" not in str(fault):
                    raise
    raise AssertionError("the last standard is none")


def _set(data: str, standards: Standards) -> bytes:
    return typst.compile(
        str(HERE / "sheet.typ"),
        root=str(HERE),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=list(standards),
    )
