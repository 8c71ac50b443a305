"""What `mithaq bench pages` makes and says: a real node, all its pages asked for, and which bounds hold."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.environment import ROOT

from bench import largenode, largeothers, largeprogramme, pages


def run(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, check=True, stdout=subprocess.PIPE, timeout=300
    )
    return done.stdout.decode()


SELDOM = (
    "/board/",
    "/reviews/",
    "/reviews/<id:entry>/",
    "/scores/",
    "/seal-scores/",
    "/recall/<id:entry>/",
    "/related/",
    "<id:sha256>/view/",
    "texts/<number:number>/",
    "erasures/",
    *(f"{kind}: dossier" for kind in largeothers.OTHER_KINDS),
)
"""Pages of what stands once in the node."""


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pages.Figures]:
    """Return what the pages of a node with a dozen dossiers cost, asked for twice each."""
    folder = str(tmp_path_factory.mktemp("nodes"))
    made = run("bench.largenode", "--dir", folder, "--engine", "sqlite", "--dossiers", "12")
    assert json.loads(made)["entries"] > 3 + 12 * 10 + largeprogramme.COMMITMENTS
    found: dict[str, pages.Figures] = json.loads(run("bench.visits", folder, "sqlite", "12", "2"))
    return found


def test_every_page_answers_and_takes_a_dozen_queries(visits: dict[str, pages.Figures]) -> None:
    assert {"home", "inbox/", "dossiers/", "dossiers/<id:dossier>/", "home, supervisor"} <= visits.keys()
    assert {name: one["status"] for name, one in visits.items() if one["status"] >= 400} == {}
    ours = [name for name in visits if name.startswith(("home", "inbox", "dossiers,", "dossiers/", "audit"))]
    lists = {name: visits[name]["queries"] for name in ours if "<" not in name}
    assert {name: queries for name, queries in lists.items() if queries > pages.MOST_QUERIES} == {}
    seldom = {name: one["queries"] for name, one in visits.items() if name.endswith(SELDOM)}
    assert len(seldom) == len(SELDOM)
    forms = {name.split(":")[0] for name in visits if ": write " in name}
    assert forms == set(largeothers.OTHER_KINDS)
    assert {name: queries for name, queries in seldom.items() if queries > pages.MOST_QUERIES} == {}


def figures(ms: float, *, queries: int = 9, size: int = 1000, status: int = 200) -> pages.Figures:
    return {"status": status, "queries": queries, "bytes": size, "ms": [ms] * 5, "cpu": [ms] * 5}


def over(small: pages.Figures | None, large: pages.Figures) -> list[str]:
    found: list[str] = pages._row("sqlite", "inbox/", small, large)["over"]
    return found


def test_what_is_over_its_bound_is_named() -> None:
    assert over(figures(20), figures(25)) == []
    assert over(figures(20), figures(59.9, queries=12)) == ["growth"]
    assert over(figures(50), figures(60, queries=13)) == ["queries", "p95"]
    assert over(figures(20), figures(40, status=500)) == ["status 500", "growth"]
    # A page that shows less on the small node is no measure, and a few milliseconds are the machine's.
    assert over(figures(10, size=500), figures(40)) == []
    assert over(figures(2), figures(5)) == []
    assert over(None, figures(40)) == []


def test_the_table_says_which_pages_hold() -> None:
    rows = [
        pages._row("sqlite", "inbox/", figures(20), figures(25)),
        pages._row("postgres", "home", None, figures(99)),
    ]
    head, held, broken = pages.table(rows).splitlines()
    assert head.split()[:3] == ["engine", "page", "queries"]
    assert held.endswith("holds")
    assert broken.endswith("OVER: p95")


def test_a_node_that_is_there_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_words: object, **_options: object) -> None:
        raise AssertionError("made again")

    (tmp_path / "sqlite-12").mkdir()
    (tmp_path / "sqlite-12" / largenode.DONE).write_text("{}")
    monkeypatch.setattr(subprocess, "run", never)
    largenode.made(tmp_path, "sqlite", 12)
