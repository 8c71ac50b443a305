"""What README and the guide tell people to type exists, with the options that they name."""

import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from mithaq.cli.commands import COMMANDS
from mithaq.cli.outcome import Exit
from program import ROOT, mithaq

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
CALL = re.compile(r"^ {4}(?:python3 run\.py )?(mithaq|demo)\b(.*)$", re.MULTILINE)
GROUPS = ("keys", "peer", "officer", "dossier", "bench", "press")


def calls() -> list[tuple[str, str]]:
    """Return (page, words) for each command in an indented block."""
    found = []
    for page in PAGES:
        for program, rest in CALL.findall(page.read_text("utf-8")):
            words = rest if program == "mithaq" else f" demo{rest}"
            found.append((page.name, words.partition(" |")[0].partition("  #")[0].rstrip(" &")))
    return found


@cache
def help_of(*command: str) -> str:
    """Return what a command says of itself."""
    done = mithaq(*command, "--help")
    assert done.returncode == 0, done.stderr
    return done.stdout


def named(words: list[str]) -> tuple[str, ...]:
    """Return the command, and the command of its group, in these words."""
    rest = list(words)
    if rest[0] == "--home":
        rest = rest[2:]
    if rest[:2] == ["press", "moderator"]:
        return tuple(rest[:3])
    return tuple(rest[:2]) if rest[0] in GROUPS else tuple(rest[:1])


def test_the_pages_show_a_session() -> None:
    pages = {page for page, _ in calls()}
    assert {"README.md", "first-node.md", "api.md"} <= pages


@pytest.mark.parametrize("page,words", calls())
def test_every_command_on_a_page_is_as_its_help_says(page: str, words: str) -> None:
    given = shlex.split(words)
    command = named(given)
    told = help_of(*command)
    for word in given:
        if word.startswith("-") and word != "--home":
            assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", told), (
                f"{page}: {command} has no {word}"
            )


def test_the_page_of_the_command_line_names_every_command_and_exit_code() -> None:
    page = Path(ROOT / "docs" / "guide" / "cli.md").read_text("utf-8")
    for command in COMMANDS:
        assert f"`mithaq {command.name}" in page
    for code in Exit:
        assert f"| {code.value} |" in page
