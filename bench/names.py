"""`mithaq bench names PAIRS.tsv`: how well two spellings of a name are known to be of one person.

    python -m bench.names PAIRS.tsv [--halves] [--misses N] [--json]

A line of the file is a pair: spelling, tab, spelling, tab, `same` or `different`; what follows is overlooked,
as are empty lines and those that begin with #. "Found" is the share of the pairs that are the same and are
taken for it, "precision" the share of those taken for the same that are, at the threshold of the product
(mithaq.text.likeness.THRESHOLD). "By key" is the share of those found that the index offers for comparison.
--halves measures two halves of the file apart, told by a hash of the pair: the costs of sounds were tuned on
the first of tests/text/pairs.tsv and never on the second. The exit code is 0 where both reach 90 %.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mithaq.text.folding import is_arabic
from mithaq.text.names import THRESHOLD, alike, keys
from mithaq.text.parts import parts_of

BOUND = 0.9
VERDICTS = {"same": True, "1": True, "true": True, "different": False, "0": False, "false": False}
DEVELOP, HELD_OUT = "develop", "held out"


@dataclass(frozen=True)
class Pair:
    """Two spellings, whether they are of one name, and how like the product finds them."""

    one: str
    other: str
    same: bool
    score: float

    @property
    def taken(self) -> bool:
        """Whether the product takes them for one."""
        return self.score >= THRESHOLD

    @property
    def scripts(self) -> str:
        """In which scripts they are written."""
        arabic = is_arabic(self.one), is_arabic(self.other)
        return "across scripts" if arabic[0] != arabic[1] else "both Arabic" if arabic[0] else "both Latin"

    @property
    def half(self) -> str:
        """The half that the pair belongs to, by a hash of its spellings in either order."""
        spelt = "\t".join(sorted((self.one, self.other)))
        return HELD_OUT if hashlib.sha256(spelt.encode()).digest()[0] % 2 else DEVELOP

    @property
    def keyed(self) -> bool:
        """Whether each part of the shorter name has a key in common with some part of the other."""
        fewer, more = sorted((parts_of(self.one), parts_of(self.other)), key=len)
        return all(one.initial or any(keys(one) & keys(its) for its in more) for one in fewer)


def read(path: Path) -> list[Pair]:
    """Return the pairs of a file with their scores; ValueError names the first line that is none."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 3 or cells[2].lower() not in VERDICTS:
            raise ValueError(f"line {number} is no pair: spelling, tab, spelling, tab, same or different")
        pairs.append(Pair(cells[0], cells[1], VERDICTS[cells[2].lower()], alike(cells[0], cells[1])))
    return pairs


def measured(pairs: Iterable[Pair]) -> dict[str, Any]:
    """Return the figures of some pairs; None where there is nothing to divide by."""
    some = list(pairs)
    found = [pair for pair in some if pair.same and pair.taken]
    wrong = sum(pair.taken and not pair.same for pair in some)
    recall, precision = (
        _share(len(found), sum(pair.same for pair in some)),
        _share(len(found), len(found) + wrong),
    )
    both = recall is not None and precision is not None and recall + precision > 0
    return {
        "pairs": len(some),
        "same": sum(pair.same for pair in some),
        "found": recall,
        "precision": precision,
        "f": 2 * recall * precision / (recall + precision) if both else None,  # type: ignore[operator]
        "by_key": _share(sum(pair.keyed for pair in found), len(found)),
    }


def result(pairs: list[Pair], *, halves: bool) -> dict[str, Any]:
    """Return all figures: of the whole, by the scripts that meet, of the halves, and every miss."""
    parts = {
        name: [pair for pair in pairs if pair.scripts == name] for name in sorted({p.scripts for p in pairs})
    }
    if halves:
        parts |= {name: [pair for pair in pairs if pair.half == name] for name in (DEVELOP, HELD_OUT)}
    return {
        "threshold": THRESHOLD,
        **measured(pairs),
        "parts": {name: measured(some) for name, some in parts.items()},
        "misses": [
            {"one": pair.one, "other": pair.other, "same": pair.same, "score": round(pair.score, 3)}
            for pair in pairs
            if pair.taken != pair.same
        ],
    }


def describe(figures: dict[str, Any], misses: int) -> str:
    """Return the figures as a table, and what was missed."""
    lines = [f"{'':16}{'pairs':>7}{'same':>7}{'found':>9}{'precision':>11}{'F':>8}{'by key':>9}"]
    for name, row in {"all": figures, **figures["parts"]}.items():
        shown = [_percent(row[one]) for one in ("found", "precision", "f", "by_key")]
        lines.append(
            f"{name:16}{row['pairs']:>7}{row['same']:>7}{shown[0]:>9}{shown[1]:>11}{shown[2]:>8}{shown[3]:>9}"
        )
    lines.append(f"taken for one name from a likeness of {figures['threshold']} on")
    for same, title in ((True, "the same, and not found"), (False, "different, and taken for the same")):
        some = [one for one in figures["misses"] if one["same"] is same]
        if some:
            lines += ["", f"{title}: {len(some)}"]
            lines += [f"  {one['score']:.2f}  {one['one']}  |  {one['other']}" for one in some[:misses]]
            lines += [f"  and {len(some) - misses} more"] if len(some) > misses else []
    return "\n".join(lines)


def is_met(figures: dict[str, Any]) -> bool:
    """Return whether enough is found, precisely enough; what cannot be measured breaks no bound."""
    return all(figures[one] is None or figures[one] >= BOUND for one in ("found", "precision"))


def _share(some: int, whole: int) -> float | None:
    return some / whole if whole else None


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def main(words: list[str] | None = None) -> int:
    """Measure a file of pairs and print what came of it; the exit code of the module's text."""
    parser = argparse.ArgumentParser(prog="mithaq bench names", description=__doc__.splitlines()[0])
    parser.add_argument(
        "pairs", type=Path, help="a file of pairs: spelling, tab, spelling, tab, same or different"
    )
    parser.add_argument("--halves", action="store_true", help="measure the halves of the file apart, too")
    parser.add_argument(
        "--misses", type=int, default=100, metavar="N", help="print so many misses of each sort"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args(words)
    try:
        figures = result(read(given.pairs), halves=given.halves)
    except (OSError, ValueError) as fault:
        print(f"mithaq bench names: {fault}", file=sys.stderr)
        return 2
    print(json.dumps(figures, ensure_ascii=False) if given.json else describe(figures, given.misses))
    return 0 if is_met(figures) else 1


if __name__ == "__main__":
    sys.exit(main())
