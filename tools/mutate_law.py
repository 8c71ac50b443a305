"""Disable each guard of the law in turn, and say how many of them the tests notice.

    python tools/mutate_law.py                  all guards; 1 if one goes unnoticed
    python tools/mutate_law.py --list           their names
    python tools/mutate_law.py door forks ...   those whose names begin with one of these words

A guard is an `if` that answers with a Refusal: it is found in the code and its condition made False.
The guards that answer otherwise (what is stable, who is waited for, what a bar takes back) are listed
here, each with the text that disables it. Every mutation is made in a copy of source and tests.
"""

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = Path("src") / "mithaq" / "record"
GUARDED = ("door", "judgement", "bar", "forks", "fold", "law", "held", "joining", "ground", "bodies")
TESTS = (
    "law",
    "law_state",
    "law_unopened",
    "forks",
    "keys_in_dossiers",
    "joining",
    "leaving",
    "dossier",
    "own_ground",
    "stability",
    "order",
    "long_histories",
)

LISTED = (
    ("graph", "a past is exact behind a fork", "return bit is None or bool(", "return True or bool("),
    (
        "stability",
        "every member must have written",
        "else:\n            return None\n    return heard",
        "return heard",
    ),
    ("stability", "what one member lacks bounds all", "if number < held:", "if False:"),
    ("stability", "a forker speaks up to its fork", "and not contested(graph, standing, one, entry):", ":"),
    (
        "stability",
        "an open fork bounds",
        "            if not _lost(graph, standing, one):",
        "            if False:",
    ),
    ("stability", "a lost branch waits for nobody", "if not _lost(graph, standing, one):", "if True:"),
    ("stability", "revocations are known to all", "or not _knows_revocations(graph, standing, last)", ""),
    ("stability", "a declaration cancels", "if said.entry == one.id and", "if False and"),
    ("stability", "a forker's word ends at its fork", "if len(seen) > 1:", "if False:"),
    (
        "stability",
        "at least as far as the parents",
        "return max((before, *_last",
        "return max((NOTHING, *_last",
    ),
    ("membership", "acceptances are waited for", "if missing - self.ended.keys():", "if False:"),
    ("membership", "who left is not waited for", "if missing - self.ended.keys():", "if missing:"),
    (
        "membership",
        "an exclusion waits for all others",
        "if not known and self._agreed(",
        "if not known or self._agreed(",
    ),
    (
        "membership",
        "who left having seen more is waited for",
        "or last.clock.get(about, 0) <= number",
        "or True",
    ),
    ("membership", "late branches do not stay", "if stays not in void]", "]"),
    ("membership", "the most votes win", "-valid.count(stays), stays", "stays"),
    (
        "membership",
        "who leaves is no member",
        "self.members.discard(agency)\n        self.ended",
        "self.ended",
    ),
    ("forks", "a witness descends from its branch", "or not graph.covers(entry, self.root)", ""),
    ("forks", "a witness knows no rival", "or any(graph.covers(entry, rival) for rival in self.rivals)", ""),
    (
        "forks",
        "a saved branch has no saved rival",
        "and not any(\n        witness.top",
        "and not all(\n        witness.top",
    ),
    ("forks", "late is what something stood behind", "if top >= branch.key and", "if"),
    ("forks", "a revoked key counts up to its number", "and one.seq > revocation.last", ""),
    ("forks", "only the revoked key is revoked", "and one.signer in revocation.keys ", ""),
    ("forks", "the opening stands", "and bool(one.parents)", ""),
    (
        "forks",
        "who knows of its exclusion is judged by it",
        "one.seq > out.last and unknown",
        "one.seq > out.last",
    ),
    (
        "judgement",
        "what a revoked key has brought goes with it",
        "if turned and one.seq > body.last and one.signer in stolen:",
        "if False:",
    ),
    ("judgement", "only what it brought past the last good number", "one.seq > body.last and ", ""),
    ("judgement", "only what the revoked key has brought", " and one.signer in stolen:", ":"),
    (
        "held",
        "leaving on a losing branch does not count",
        "events = [event for event in events if event not in lost]",
        "",
    ),
    (
        "held",
        "leaving with a stolen key does not count",
        "if not outlived(witnesses, self.graph, one):",
        "if False:",
    ),
    (
        "held",
        "leaving past the last number does not count",
        "if any(written_after(out, one",
        "if False and any(written_after(out, one",
    ),
    (
        "held",
        "a forker's word, seen from a past",
        "if not forks or max(alike, default=NOWHERE) == top:",
        "if True:",
    ),
    ("fold", "unopened has no effect", "if opened is None or opened.type == UNOPENED:", "if opened is None:"),
    ("fold", "unknown rules halt", "if self.halted:", "if False:"),
    ("fold", "a late entry is folded again", "if late <= self.at else {}", "if False else {}"),
    ("fold", "a higher version moves on", ".version > self.version:", ".version > 99:"),
    ("fold", "a report is never refused", "if law.is_report(opened.type):", "if False:"),
    (
        "orders",
        "an order is given when stable",
        "if key <= top and order not in doubted:",
        "if order not in doubted:",
    ),
    ("orders", "a doubted order waits", "and order not in doubted:", ":"),
    ("orders", "a confirmation must be stable", "and not doubt and key <= held.bar.top", "and not doubt"),
    ("ground", "a base ends below what is unopened", "if first is None:", "if True:"),
    ("joining", "the ground of a past has nothing else", "laws, top, parents)", "laws, top)"),
    ("dossier", "who is no member acknowledges nothing", "if not self.is_writer():", "if False:"),
)


@dataclass(frozen=True)
class Mutation:
    """One guard, and the text of its file without it."""

    name: str
    file: str
    text: str


def found(module: str) -> Iterator[Mutation]:
    """Yield every guard of a module that answers with a refusal."""
    text = (ROOT / RECORD / f"{module}.py").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            code = refusal_of(node)
            if isinstance(node, ast.If) and code:
                yield Mutation(f"{module}.{function.name}: {code}", module, without(lines, node.test))


def refusal_of(node: ast.AST) -> str:
    """Return the code of the refusal that this `if` answers with, or nothing."""
    if not isinstance(node, ast.If) or not isinstance(node.body[0], ast.Return | ast.Raise | ast.Assign):
        return ""
    for part in ast.walk(node.body[0]):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "Refusal":
            code = part.args[0] if part.args else None
            return str(code.value) if isinstance(code, ast.Constant) else "a refusal"
    return ""


def without(lines: list[str], test: ast.expr) -> str:
    """Return the text with a condition that never holds; names that it binds are bound all the same."""
    first, last = test.lineno - 1, (test.end_lineno or test.lineno) - 1
    head, tail = lines[first][: test.col_offset], lines[last][test.end_col_offset or 0 :]
    inside = "".join(lines[first : last + 1])[test.col_offset :]
    inside = inside[: len(inside) - len(tail)]
    return "".join((*lines[:first], f"{head}(({inside}) and False){tail}", *lines[last + 1 :]))


def mutations() -> list[Mutation]:
    """Return all guards, each disabled."""
    made = [mutation for module in GUARDED for mutation in found(module)]
    for module, name, old, new in LISTED:
        text = (ROOT / RECORD / f"{module}.py").read_text("utf-8")
        if old not in text:
            raise SystemExit(f"{module}: no guard reads {old!r} any more")
        made.append(Mutation(f"{module}: {name}", module, text.replace(old, new, 1)))
    return made


def noticed(mutation: Mutation, folder: Path) -> bool:
    """Return whether a test fails without this guard."""
    target = folder / RECORD / f"{mutation.file}.py"
    kept = target.read_text("utf-8")
    target.write_text(mutation.text, "utf-8")
    try:
        return run(folder) != 0
    finally:
        target.write_text(kept, "utf-8")


def run(folder: Path, *, told: bool = False) -> int:
    """Run the tests of the law against a copy of the source; return pytest's exit code."""
    files = [str(folder / "tests" / "record" / f"test_{name}.py") for name in TESTS]
    settings = folder / "pytest.ini"
    settings.write_text("[pytest]\nfilterwarnings = error\n", "utf-8")
    arguments = [
        "-c",
        str(settings),
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:django",
        "--import-mode=importlib",
    ]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(folder / "src"), str(folder / "tests"))),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "pytest", *arguments, *files]
    try:
        done = subprocess.run(
            command, env=environment, cwd=folder, capture_output=True, timeout=120, check=False
        )
    except subprocess.TimeoutExpired:
        return 1
    if told and done.returncode:
        print(done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
    return done.returncode


def main(words: list[str]) -> int:
    """Print each guard as it is tried, and at the end how many were noticed."""
    chosen = [
        one
        for one in mutations()
        if not words or any(word in one.name for word in words) or "--list" in words
    ]
    if "--list" in words:
        print("\n".join(one.name for one in chosen))
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unused = shutil.ignore_patterns("__pycache__", "static", "locale")
        for part in ("src", "tests"):
            shutil.copytree(ROOT / part, folder / part, ignore=unused)
        if run(folder, told=True) != 0:
            print("the tests fail as they are")
            return 2
        missed: list[str] = []
        for number, mutation in enumerate(chosen, 1):
            seen = noticed(mutation, folder)
            missed += [] if seen else [mutation.name]
            print(
                f"{number:3}/{len(chosen)} {'noticed ' if seen else 'UNNOTICED'} {mutation.name}", flush=True
            )
    print(f"noticed {len(chosen) - len(missed)} of {len(chosen)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
