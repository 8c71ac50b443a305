"""How well the reader reads: precision and recall per field, over texts with their truth beside them.

`mithaq bench read [FOLDER] [--json] [--details]`; without a folder, the samples of the tests. A truth is the
JSON form of docs/guide/reader.md in which what is absent is null or empty; spans are not compared.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mithaq.reader import read

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "reader" / "samples"
HELD_OUT = "held-out"

TARGETS = {"areas": 0.90, "commitments": 0.80, "visit dates": 0.95}
"""F1 that the reader must reach on the project's own samples."""
NEVER_INVENTED = ("agencies", "persons", "commitments")
"""Fields in which nothing may be found that the truth has not."""

Facts = Mapping[str, "Counter[Any]"]


@dataclass(slots=True)
class Score:
    """How many facts of one field were found, and how many the texts hold."""

    right: int = 0
    found: int = 0
    true: int = 0
    invented: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was found that is true; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is true that was found; 1 where there was nothing to find."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.found + self.true
        return 2 * self.right / both if both else 1.0

    def add(self, name: str, found: Counter[Any], true: Counter[Any]) -> None:
        """Count one text."""
        self.right += (found & true).total()
        self.found += found.total()
        self.true += true.total()
        self.invented += [f"{name}: {one}" for one in (found - true).elements()]
        self.missed += [f"{name}: {one}" for one in (true - found).elements()]


def facts(reading: Mapping[str, Any]) -> Facts:
    """Return a reading as countable facts, field by field."""
    visit = reading.get("visit") or {}
    meetings = reading.get("meetings") or []
    people = [person for meeting in meetings for person in meeting.get("participants") or []]
    days = (visit.get("start"), visit.get("end"))
    single = {
        name: _one(reading.get(name))
        for name in ("language", "title", "published", "updated", "author", "source")
    }
    of_visit = {
        name: _one(visit.get(name)) for name in ("as_written", "place", "host", "guest", "invited_by")
    }
    return {
        **single,
        "visit dates": Counter([days]),
        "needs_confirmation": Counter([bool(visit.get("needs_confirmation"))]),
        **of_visit,
        "meetings": Counter(meeting["kind"] for meeting in meetings),
        "meeting dates": Counter(
            (meeting["kind"], meeting["date"]) for meeting in meetings if meeting.get("date")
        ),
        "agencies": Counter({(one.get("country"), one["agency"]) for one in people if one.get("agency")}),
        "persons": Counter({one["name"] for one in people if one.get("name")}),
        "participants": Counter(
            (meeting["kind"], one.get("agency"), one.get("name"))
            for meeting in meetings
            for one in meeting.get("participants") or []
        ),
        "meeting areas": Counter(
            (meeting["kind"], area) for meeting in meetings for area in meeting.get("areas") or []
        ),
        "areas": Counter(reading.get("areas") or []),
        "commitments": Counter(one["kind"] for one in reading.get("commitments") or []),
        "commitments with area": Counter(
            (one["kind"], one.get("area")) for one in reading.get("commitments") or []
        ),
        "parties": Counter(
            (one["kind"], party)
            for one in reading.get("commitments") or []
            for party in one.get("parties") or []
        ),
    }


def _one(value: Any) -> Counter[Any]:
    return Counter() if value is None else Counter([value])


def texts(folder: Path) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Return (name, text, truth) for every text under a folder that has its truth beside it."""
    for path in sorted(folder.rglob("*.txt")):
        truth = path.with_suffix(".json")
        if truth.exists():
            name = str(path.relative_to(folder).with_suffix(""))
            yield name, path.read_text("utf-8"), json.loads(truth.read_text("utf-8"))


def measure(folder: Path = SAMPLES, *, only: str = "") -> dict[str, Score]:
    """Return the score of every field over the texts of a folder whose names have `only` in them.

    Parties are counted only where the truth names them.
    """
    scores: dict[str, Score] = {}
    for name, text, truth in texts(folder):
        if only not in name:
            continue
        found = facts(read(text).to_json())
        true = facts(truth)
        for one, counted in found.items():
            if one == "parties" and not true[one]:
                continue
            scores.setdefault(one, Score()).add(name, counted, true[one])
    return scores


def failures(scores: Mapping[str, Score]) -> list[str]:
    """Return which targets are missed, in words."""
    low = [
        f"{name}: F1 {scores[name].f1:.3f}, below {bound:.2f}"
        for name, bound in TARGETS.items()
        if name in scores and scores[name].f1 < bound
    ]
    made_up = [
        f"{name}: invented {one}"
        for name in NEVER_INVENTED
        if name in scores
        for one in scores[name].invented
    ]
    return low + made_up


def slowest(folder: Path) -> float:
    """Return the longest time in seconds that one of the texts took to read."""
    longest = 0.0
    for _name, text, _truth in texts(folder):
        start = time.perf_counter()
        read(text)
        longest = max(longest, time.perf_counter() - start)
    return longest


def plain(scores: Mapping[str, Score], folder: Path) -> dict[str, Any]:
    """Return the result as plain values."""
    return {
        "texts": sum(1 for _ in texts(folder)),
        "slowest_s": round(slowest(folder), 3),
        "fields": {
            name: {
                "precision": round(score.precision, 3),
                "recall": round(score.recall, 3),
                "f1": round(score.f1, 3),
                "found": score.found,
                "true": score.true,
                "invented": score.invented,
                "missed": score.missed,
            }
            for name, score in scores.items()
        },
        "failures": failures(scores),
    }


def told(result: Mapping[str, Any], *, details: bool) -> str:
    """Return the result as lines that people read."""
    lines = [f"{result['texts']} texts, the slowest {result['slowest_s']:.3f} s", ""]
    lines.append(f"{'field':<22} {'precision':>9} {'recall':>7} {'F1':>6} {'found':>6} {'true':>5}")
    for name, row in result["fields"].items():
        figures = f"{row['precision']:>9.3f} {row['recall']:>7.3f} {row['f1']:>6.3f}"
        figures += f" {row['found']:>6} {row['true']:>5}"
        lines.append(f"{name:<22} {figures}")
        if details:
            lines += [f"    + {one}" for one in row["invented"]] + [f"    - {one}" for one in row["missed"]]
    lines += ["", *(result["failures"] or ["All targets are met, and nothing was invented."])]
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """Measure, tell, and return 0 if all targets are met."""
    parser = argparse.ArgumentParser(prog="mithaq bench read", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--json", action="store_true", help="for programs: JSON")
    parser.add_argument(
        "--details", action="store_true", help="every fact that was invented (+) or missed (-)"
    )
    parser.add_argument("--only", default="", help="only texts with this in their name")
    chosen = parser.parse_args(words)
    scores = measure(chosen.folder, only=chosen.only)
    if not scores:
        parser.error(f"{chosen.folder}: no text with its truth beside it")
    result = plain(scores, chosen.folder)
    print(json.dumps(result, ensure_ascii=False) if chosen.json else told(result, details=chosen.details))
    return int(bool(result["failures"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
