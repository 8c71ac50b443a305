"""The program as such: help, version, wrong words, languages, and what it does not import."""

import subprocess
import sys

import pytest

from mithaq import __version__
from mithaq.cli.commands import COMMANDS
from mithaq.cli.outcome import Exit
from program import assert_failure, mithaq, surroundings


def test_help_lists_every_command_and_every_exit_code() -> None:
    done = mithaq("--help")
    assert done.returncode == 0
    assert done.stderr == ""
    for command in COMMANDS:
        assert f"  {command.name} " in done.stdout
    for code in Exit:
        assert code == Exit.INTERRUPTED or f"{code.value} " in " ".join(done.stdout.split())
    assert mithaq().stdout == done.stdout


def test_the_version_is_told() -> None:
    assert mithaq("--version").stdout == f"mithaq {__version__}\n"


def test_help_and_verify_import_neither_django_nor_rich() -> None:
    probe = (
        "import sys\nfrom mithaq.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "heavy = ('django', 'rich', 'ninja', 'uvicorn')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    for words in (["--help"], ["verify", "--help"], ["verify", "/nowhere/bundle"], ["nonsense"]):
        done = subprocess.run(
            [sys.executable, "-c", probe, *words],
            env=surroundings(),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr.strip().splitlines()[-1] == "[]", (words, done.stderr)


@pytest.mark.parametrize("words", [("nonsense",), ("nonsense", "--help"), ("--home", "x", "nonsense")])
def test_an_unknown_command_is_named(words: tuple[str, ...]) -> None:
    assert_failure(mithaq(*words), 2, "'nonsense'")


def test_wrong_usage_is_one_sentence_that_names_the_word() -> None:
    assert_failure(mithaq("demo", "--no-such-option"), 2, "--no-such-option")
    assert_failure(mithaq("demo", "--port", "many"), 2, "--port")
    assert_failure(mithaq("demo", "--port", "70000"), 2, "--port")
    assert_failure(mithaq("init"), 2, "AGENCY")
    assert_failure(mithaq("--home"), 2, "--home")


def test_without_a_node_a_command_says_what_is_missing() -> None:
    assert_failure(mithaq("serve"), 4, "--home", "mithaq init")
    assert_failure(mithaq("--home", "/nowhere", "inbox", "--as", "salma@dgsn.example"), 4, "/nowhere")


def test_every_command_explains_itself_without_a_node() -> None:
    for command in COMMANDS:
        done = mithaq(command.name, "--help")
        assert done.returncode == 0, (command.name, done.stderr)
        assert f"mithaq {command.name}" in done.stdout


def test_the_language_is_that_of_the_environment() -> None:
    english = mithaq("nonsense", MITHAQ_LANG="en").stderr
    for settings in ({"MITHAQ_LANG": "ar"}, {"LANG": "ar_MA.UTF-8"}, {"LC_ALL": "ar_MA.UTF-8"}):
        assert mithaq("nonsense", **settings).stderr != english
    assert mithaq("nonsense", LANG="pt_PT.UTF-8").stderr == english
