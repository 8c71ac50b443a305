"""The five languages as people read them: complete, with the right forms, right in both directions."""

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

from mithaq.kinds import messages
from mithaq.node import problems
from mithaq.press import sentences as site
from mithaq.record.codes import CODES
from mithaq.record.errors import Refusal

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = ("ar", "de", "es", "fr")
NUMBERS = {
    "count", "number", "leg", "level", "most", "length", "least", "size", "version", "port", "days",
    "hours", "total",
}  # fmt: skip
"""Placeholders for digits, which need no isolation: digits stay in place in any direction."""

FSI, LRI, PDI = "\u2068", "\u2066", "\u2069"
ISOLATED = re.compile(f"[{FSI}{LRI}][^{PDI}]*{PDI}")
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|\{(\w+)\}")


def forms(message: Message) -> list[str]:
    """Return what people read of a message: its form, or its forms."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def said(refusal: Refusal) -> str:
    """Return what the node says of a refusal, in the language of now."""
    return problems.sentence(refusal, gettext)


def told(catalogue: Catalog) -> list[tuple[str, str]]:
    """Return every source text with every form of its translation; what has none is another test's matter."""
    return [
        (message.id if isinstance(message.id, str) else message.id[0], form)
        for message in catalogue
        if message.id
        for form in forms(message)
        if form
    ]


def test_the_catalogues_are_up_to_date_complete_and_compiled() -> None:
    command = [sys.executable, str(ROOT / "tools" / "make_messages.py"), "--check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_of_the_kinds_is_said_in_every_language(language: str) -> None:
    with translation.override(language):
        untold = [message for message in messages() if gettext(message) == message]
    # Words that two languages share.
    assert all(len(message) < 12 for message in untold), untold


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_code_is_a_sentence_in_every_language(language: str) -> None:
    for code, names in CODES.items():
        refusal = Refusal(code, {name: f"⟨{name}⟩" for name in names})
        say = site.sentence if code in site.SENTENCES else said
        with translation.override("en"):
            english = say(refusal)
        with translation.override(language):
            sentence = say(refusal)
            title = problems.title(code, gettext)
        assert sentence != english, code
        assert title != problems.title(code, lambda text: text), code
        assert sentence.count("⟨") == english.count("⟨"), code


@pytest.mark.parametrize(
    "count, words",
    [
        (0, "لا وثيقة"),
        (1, "وثيقة واحدة"),
        (2, "وثيقتان"),
        (3, "3 وثائق"),
        (10, "10 وثائق"),
        (11, "11 وثيقة"),
        (99, "99 وثيقة"),
        (100, "100 وثيقة"),
        (102, "102 وثيقة"),
        (103, "103 وثائق"),
    ],
)
def test_arabic_counts_in_its_six_forms(count: int, words: str) -> None:
    with translation.override("ar"):
        told = ngettext("%(count)s entry", "%(count)s entries", count) % {"count": count}
    assert told == words


@pytest.mark.parametrize(
    "language, zero", [("de", "0 Einträge"), ("es", "0 anotaciones"), ("fr", "0 entrée")]
)
def test_zero_takes_the_form_of_its_language(language: str, zero: str) -> None:
    with translation.override(language):
        assert ngettext("%(count)s entry", "%(count)s entries", 0) % {"count": 0} == zero


def test_arabic_isolates_what_it_does_not_write_itself(catalogues: dict[str, Catalog]) -> None:
    for source, text in told(catalogues["ar"]):
        bare = ISOLATED.sub("", text)
        loose = {first or second for first, second in PLACEHOLDER.findall(bare)} - NUMBERS
        assert not loose, source
        assert text.count(FSI) + text.count(LRI) == text.count(PDI), source
        assert "--" not in bare, source
        assert "://" not in bare, source


def test_arabic_uses_its_own_punctuation(catalogues: dict[str, Catalog]) -> None:
    for source, text in told(catalogues["ar"]):
        assert not re.search(r"[,;?]", PLACEHOLDER.sub("", ISOLATED.sub("", text))), source


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_sentence_ends_as_its_source_does(catalogues: dict[str, Catalog], language: str) -> None:
    ends = {".": ".", "?": "?؟", ":": ":"}
    for source, text in told(catalogues[language]):
        if source[-1] in ends and source != "Who are you?":
            assert text[-1] in ends[source[-1]], (source, text)


def test_french_never_breaks_a_line_before_a_double_mark(catalogues: dict[str, Catalog]) -> None:
    for source, text in told(catalogues["fr"]):
        bare = re.sub(r"Authorization:|\{.*\}", "", text)
        assert not re.search(r"[^\xa0][;?!:»](\s|$)", bare), (source, text)


def test_spanish_opens_its_questions(catalogues: dict[str, Catalog]) -> None:
    for source, text in told(catalogues["es"]):
        assert text.count("?") == text.count("¿"), source


def test_a_language_that_has_a_catalogue_is_offered(tool: ModuleType) -> None:
    assert {code for code, _ in settings.LANGUAGES} == set(tool.LANGUAGES)
