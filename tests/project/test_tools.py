"""The tools that CI trusts: each finds what it is there to find."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "ar": "%(count)s طلبات",
    "de": "%(count)s Ersuchen",
    "en": "",
    "es": "%(count)s solicitudes",
    "fr": "%(count)s demandes",
}


def tool(name: str) -> ModuleType:
    """Return a script of tools/ as a module."""
    spec = importlib.util.spec_from_file_location(f"tool_{name}", ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_catalogues(source: Path, translations: dict[str, str], flag: str = "") -> None:
    """Write one catalogue a language with one message."""
    for language, text in translations.items():
        folder = source / "mithaq" / "web" / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        message = f'{flag}msgid "%(count)s requests"\nmsgstr "{text}"\n'
        (folder / "django.po").write_text(head + message, "utf-8")


def messages_faults(source: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what tools/check_messages.py prints about a tree; its exit code says the same."""
    code = tool("check_messages").main(source)
    lines = capsys.readouterr().out.splitlines()
    assert code == (1 if lines else 0)
    return lines


def test_complete_catalogues_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_catalogues(tmp_path, GOOD)
    assert messages_faults(tmp_path, capsys) == []


@pytest.mark.parametrize(
    "change, words",
    [
        ({"fr": ""}, "is not translated"),
        ({"es": "%(total)s solicitudes"}, "other placeholders"),
        ({"ar": "طلبات"}, "other placeholders"),
    ],
)
def test_an_unsound_message_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], words: str
) -> None:
    write_catalogues(tmp_path, GOOD | change)
    (fault,) = messages_faults(tmp_path, capsys)
    assert words in fault
    assert f"/{next(iter(change))}/" in fault


def test_a_fuzzy_message_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_catalogues(tmp_path, GOOD)
    write_catalogues(tmp_path, {"de": GOOD["de"]}, flag="#, fuzzy\n")
    (fault,) = messages_faults(tmp_path, capsys)
    assert "is fuzzy" in fault


def test_an_absent_language_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_catalogues(tmp_path, {language: text for language, text in GOOD.items() if language != "de"})
    (fault,) = messages_faults(tmp_path, capsys)
    assert "there is no catalogue" in fault


def test_an_absent_message_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_catalogues(tmp_path, GOOD)
    catalogue = tmp_path / "mithaq/web/locale/es/LC_MESSAGES/django.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace("requests", "visits"), "utf-8")
    faults = messages_faults(tmp_path, capsys)
    assert any("/es/" in fault and "'%(count)s requests' is absent" in fault for fault in faults)
    assert any("/fr/" in fault and "'%(count)s visits' is absent" in fault for fault in faults)


@pytest.mark.parametrize(
    "name, text, line",
    [
        ("views.py", 'from x import gettext as _\n\nTITLE = _("%(count)s requests") + _("Inbox")\n', 3),
        (
            "templates/web/inbox.html",
            '{% load i18n %}\n  <h1>\n{% translate "Inbox" %} it\'s (\n  </h1>\n',
            3,
        ),
        ("templates/inbox.html", "{% load i18n %}\n{% blocktranslate %}Inbox{% endblocktranslate %}\n", 2),
    ],
)
def test_a_marked_text_that_no_catalogue_has_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, line: int
) -> None:
    write_catalogues(tmp_path, GOOD)
    marked = tmp_path / "mithaq" / "web" / name
    marked.parent.mkdir(parents=True, exist_ok=True)
    marked.write_text(text, "utf-8")
    (fault,) = messages_faults(tmp_path, capsys)
    assert fault.endswith(f"web/{name}:{line}: 'Inbox' is in no catalogue")


def test_a_stale_compiled_catalogue_is_found_and_made_anew(tmp_path: Path) -> None:
    compiler = tool("compile_messages")
    write_catalogues(tmp_path, GOOD)
    first = compiler.stale(tmp_path)
    assert len(first) == len(GOOD)
    for target, wanted in first:
        target.write_bytes(wanted)
    assert compiler.stale(tmp_path) == []
    write_catalogues(tmp_path, {"fr": "%(count)s requêtes"})
    ((target, wanted),) = compiler.stale(tmp_path)
    assert "/fr/" in str(target)
    assert "requêtes".encode() in wanted


@pytest.mark.parametrize(
    "line", ["see /wor{}/main", "../share{}/DESIGN.md", "https://pyp{}.org/simple", "/roo{}/x"]
)
def test_lines_that_name_a_machine_or_a_registry_are_found(line: str) -> None:
    letters = {"wor": "k", "share": "d", "pyp": "i", "roo": "t"}
    before = line.partition("{}")[0].rpartition("/")[2]
    assert tool("check").FORBIDDEN.search(line.format(letters[before]))


@pytest.mark.parametrize("line", ["docs/work/plan", "/var/lib/mithaq", "a shared workspace", "work/root"])
def test_other_lines_are_left_alone(line: str) -> None:
    assert tool("check").FORBIDDEN.search(line) is None


def test_an_unknown_step_of_check_is_one_sentence() -> None:
    command = [sys.executable, str(ROOT / "tools" / "check.py"), "fromat"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("There is no step 'fromat'; there are format, lint, types")
