"""tools/make_messages.py: it finds every message, keeps translations, and says what is unsound."""

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

GOOD = {
    "ar": "%(count)s طلبات",
    "de": "%(count)s Ersuchen",
    "en": "",
    "es": "%(count)s solicitudes",
    "fr": "%(count)s demandes",
}
VIEW = 'from x import gettext as _\n\nTITLE = _("%(count)s requests")\n'


def place(source: Path, language: str, ending: str = "po") -> Path:
    """Return where a catalogue lies."""
    return source / "mithaq" / "locale" / language / "LC_MESSAGES" / f"django.{ending}"


def write(source: Path, name: str, text: str) -> None:
    """Write one file of the package."""
    path = source / "mithaq" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def translate(source: Path, translations: Mapping[str, str]) -> None:
    """Enter a translation of the one message of VIEW in each of these catalogues."""
    for language, text in translations.items():
        path = place(source, language)
        told = path.read_text("utf-8")
        head, found, _ = told.partition('msgid "%(count)s requests"\n')
        assert found
        path.write_text(f'{head}{found}msgstr "{text}"\n\n', "utf-8")


@pytest.fixture
def source(tmp_path: Path, tool: ModuleType) -> Path:
    """Return a tree with one marked message, translated and compiled."""
    write(tmp_path, "views.py", VIEW)
    assert tool.main([], tmp_path) == 0
    translate(tmp_path, GOOD)
    assert tool.main([], tmp_path) == 0
    return tmp_path


def faults(tool: ModuleType, source: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what --check prints; its exit code says the same."""
    capsys.readouterr()
    code = tool.main(["--check"], source)
    lines = capsys.readouterr().out.splitlines()
    assert code == (1 if lines else 0)
    return lines


def test_complete_catalogues_pass(tool: ModuleType, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults(tool, source, capsys) == []


def test_nothing_is_written_that_is_up_to_date(
    tool: ModuleType, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in source.rglob("django.*")}
    assert len(before) == 10
    capsys.readouterr()
    assert tool.main([], source) == 0
    assert capsys.readouterr().out == ""
    assert {path: path.read_bytes() for path in source.rglob("django.*")} == before


def test_a_head_has_no_date_and_no_name(source: Path) -> None:
    for language in GOOD:
        text = place(source, language).read_text("utf-8") + str(place(source, language, "mo").read_bytes())
        assert "Date" not in text
        assert "Translator" not in text
        assert "Generated" not in text


@pytest.mark.parametrize(
    "change, words",
    [
        ({"fr": ""}, "is not translated"),
        ({"es": "%(total)s solicitudes"}, "other placeholders"),
        ({"ar": "طلبات"}, "other placeholders"),
        ({"de": "%(count)s Ersuchen "}, "another space"),
    ],
)
def test_an_unsound_message_is_found(
    tool: ModuleType, source: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], words: str
) -> None:
    translate(source, change)
    tool.main(["--compile"], source)
    (fault,) = faults(tool, source, capsys)
    assert words in fault
    assert f"/{next(iter(change))}/" in fault


def test_a_fuzzy_message_is_found_and_left_out(
    tool: ModuleType, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = place(source, "de").read_text("utf-8").replace("#, python-format", "#, fuzzy, python-format")
    place(source, "de").write_text(told, "utf-8")
    tool.main(["--compile"], source)
    assert any("is fuzzy" in fault for fault in faults(tool, source, capsys))
    assert b"Ersuchen" not in place(source, "de", "mo").read_bytes()


def test_an_absent_language_is_found(
    tool: ModuleType, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place(source, "de").unlink()
    (fault,) = faults(tool, source, capsys)
    assert fault.endswith("there is no catalogue")


def test_a_stale_compiled_catalogue_is_found_and_made_anew(
    tool: ModuleType, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    translate(source, {"fr": "%(count)s requêtes"})
    (fault,) = faults(tool, source, capsys)
    assert "fr/LC_MESSAGES/django.mo is stale" in fault
    assert tool.main(["--compile"], source) == 0
    assert faults(tool, source, capsys) == []
    assert "requêtes".encode() in place(source, "fr", "mo").read_bytes()


@pytest.mark.parametrize(
    "name, text, line",
    [
        ("web/views.py", 'from x import gettext as _\n\nTITLE = _("%(count)s requests") + _("Inbox")\n', 3),
        (
            "web/templates/web/inbox.html",
            '{% load i18n %}\n  <h1>\n{% translate "Inbox" %} it\'s (\n  </h1>\n',
            3,
        ),
        ("templates/inbox.html", "{% load i18n %}\n{% blocktranslate %}Inbox{% endblocktranslate %}\n", 2),
        ("cli/x.py", 'from y import plural\nprint(plural("Inbox", "Inboxes", 2))\n', 2),
    ],
)
def test_a_new_message_is_found_and_entered(
    tool: ModuleType, source: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, line: int
) -> None:
    write(source, name, text)
    found = faults(tool, source, capsys)
    assert sum(f"'Inbox' (mithaq/{name}:{line}) is absent" in fault for fault in found) == len(GOOD)
    assert tool.main([], source) == 0
    found = faults(tool, source, capsys)
    assert len(found) == len(GOOD) - 1
    assert all(fault.endswith("'Inbox' is not translated") for fault in found)
    assert "%(count)s Ersuchen" in place(source, "de").read_text("utf-8")


def test_a_message_that_the_code_no_longer_holds_goes(
    tool: ModuleType, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(source, "views.py", "")
    assert any("is out of date" in fault for fault in faults(tool, source, capsys))
    assert tool.main([], source) == 0
    assert faults(tool, source, capsys) == []
    assert "Ersuchen" not in place(source, "de").read_text("utf-8")


def test_a_plural_has_as_many_forms_as_its_language(tool: ModuleType, source: Path) -> None:
    write(source, "views.py", 'from x import ngettext\n\nT = ngettext("%(n)s day", "%(n)s days", 3)\n')
    assert tool.main([], source) == 0
    assert place(source, "ar").read_text("utf-8").count("\nmsgstr[") == 6
    assert place(source, "de").read_text("utf-8").count("\nmsgstr[") == 2
