"""The one stylesheet: as its parts say, the same compressed, and sent so."""

import gzip
import runpy
from pathlib import Path

from django.test import Client

from mithaq.node.home import Home

ROOT = Path(__file__).resolve().parents[2]
SHEET = ROOT / "src/mithaq/web/static/web/mithaq.css"


def test_both_files_are_as_the_parts_say() -> None:
    """A compressed file that was left behind would be served to every browser."""
    for target, wanted in runpy.run_path(str(ROOT / "tools/make_stylesheet.py"))["stylesheets"]():
        assert target.read_text("utf-8") == wanted
        assert gzip.decompress(target.with_name(f"{target.name}.gz").read_bytes()).decode() == wanted


def test_a_browser_that_takes_it_gets_it_compressed(node: Home) -> None:
    plain = Client().get("/static/web/mithaq.css")
    packed = Client(headers={"Accept-Encoding": "gzip"}).get("/static/web/mithaq.css")
    texts = [b"".join(answer.streaming_content) for answer in (plain, packed)]  # type: ignore[attr-defined]
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(texts[1]) == texts[0] == SHEET.read_bytes()
    assert len(texts[1]) < len(texts[0]) / 3
    for answer in (plain, packed):
        answer.close()
