"""What the page says beside an identifier: what was understood, and what does not fit (HAN-37, HAN-38)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mithaq.terms import COUNTRIES, identifier_problem, normalise_identifier
from mithaq.terms.identifier_readings import Known, identifier_reading
from mithaq.web import moments, words

REFUSED = frozenset({"identifier-empty", "identifier-too-long", "identifier-unknown-type"})
"""What the law itself refuses; all else is advice, and kept as written."""

LATIN = frozenset(
    {"container", "iban", "vin", "imei", "imsi", "email", "ip", "url", "domain", "phone", "file-hash"}
)
"""Types that are written from left to right in every language."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What there is to say of one identifier."""

    understood: tuple[tuple[str, str], ...] = ()
    """What it is, and the code, digits or name."""
    compared: str = ""
    """The form by which it is found, where that is another than what was written."""
    problem: str = ""
    refused: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.understood or self.compared or self.problem)


def advice(type_: str, value: str) -> Advice:
    """Return what there is to say of an identifier; nothing while it has no type or no text."""
    if not type_ or not value.strip():
        return Advice()
    problem = identifier_problem(type_, value)
    normal = normalise_identifier(type_, value) if type_ in _COMPARED else ""
    known = identifier_reading(type_, value)
    return Advice(
        tuple(_told(one) for one in known),
        normal if normal != value.strip() else "",
        _sentence(problem, type_) if problem else "",
        problem in REFUSED,
    )


_COMPARED = frozenset({"container", "iban", "plate", "phone", "imei", "vin", "vessel-imo", "document-number"})


def doubtful(body: Any) -> Iterator[tuple[str, str, str]]:
    """Yield each identifier of a body that does not fit its type: name of the type, value, why."""
    if isinstance(body, Mapping):
        type_, value = body.get("type"), body.get("value")
        if body.keys() == {"type", "value"} and isinstance(type_, str) and isinstance(value, str):
            found = advice(type_, value)
            if found.problem:
                yield words.name("identifier-types", type_), value, found.problem
            return
        for one in body.values():
            yield from doubtful(one)
    elif isinstance(body, list):
        for one in body:
            yield from doubtful(one)


def _sentence(problem: str, type_: str) -> str:
    if problem == "identifier-check-digit":
        return _("The check digit does not fit: a character is wrong or missing.")
    if problem == "identifier-too-long":
        return _("This is too long for an identifier: describe it in a text.")
    if problem == "identifier-unknown-type":
        return _("Please choose one of the list.")
    if problem == "identifier-empty":
        return _("There is nothing in it that can be read.")
    return _forms().get(type_) or _("This does not look like: %(kind)s.") % {
        "kind": words.name("identifier-types", type_)
    }


def _forms() -> dict[str, str]:
    """Return what each type looks like, in words."""
    return {
        "container": _("A container number has four letters, the last of them U, J or Z, and seven digits."),
        "iban": _("An IBAN begins with two letters for the country and two check digits."),
        "imei": _("An IMEI has fifteen digits; without the check digit fourteen."),
        "imsi": _("An IMSI has fifteen digits, at least fourteen."),
        "vin": _("A vehicle identification number has 17 characters and never I, O or Q."),
        "vessel-imo": _("An IMO ship number has seven digits."),
        "phone": _("This is no telephone number: write it with the country code, such as +212."),
        "date-of-birth": _("Write the date as year-month-day; the year alone is enough."),
        "ip": _("This is no IP address of version 4 or 6."),
        "file-hash": _("A hash has 32, 40, 64 or 128 characters, 0 to 9 and a to f."),
    }


def _told(known: Known) -> tuple[str, str]:
    label = _labels().get(known.what, "")
    if known.what in {"country", "countries"}:
        names = [country(code) for code in known.text.split()]
        return label, pgettext("between items of a list", ", ").join(names)
    if known.what in _WORDS:
        return "", _words().get((known.what, known.text)) or known.text
    return label, known.text


_WORDS = frozenset({"line", "no-country", "unassigned", "scope"})


def _words() -> dict[tuple[str, str], str]:
    return {
        ("line", "mobile"): _("mobile line"),
        ("line", "fixed"): _("fixed line"),
        ("no-country", ""): _("without a country code: add one if it is known"),
        ("unassigned", ""): _("this range of numbers is not known to be in use"),
        ("scope", "private"): _("not reachable from the internet"),
        ("scope", "public"): _("public address"),
    }


def _labels() -> dict[str, str]:
    return {
        "country": _("Country"),
        "countries": _("Form of plates in"),
        "owner": _("Owner code"),
        "category": _("Category"),
        "serial": _("Number"),
        "bank": _("Bank code"),
        "branch": _("Branch"),
        "network": _("Network"),
        "maker": _("Maker's code"),
        "device": _("Type of device"),
        "hash": _("Algorithm"),
        "host": _("Host"),
        "version": _("IP version"),
    }


def country(code: str) -> str:
    """Return a country's name in the reader's language: ours, or else the one that CLDR has."""
    if code in COUNTRIES:
        return COUNTRIES.label(code, words.language())
    return str(Locale.parse(moments.locale()).territories.get(code, code))
