"""Identifiers are checked by published examples and found whatever way they were typed (HAN-37 to HAN-39)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.terms import IDENTIFIER_TYPES, identifier_problem, normalise_identifier

GOOD = [
    ("container", "CSQU3054383"),  # ISO 6346's own example
    ("container", "csqu 305438-3"),
    ("container", "TCNU 123456 5"),
    ("iban", "GB29 NWBK 6016 1331 9268 19"),  # the IBAN registry's examples
    ("iban", "DE89370400440532013000"),
    ("iban", "ES91 2100 0418 4502 0005 1332"),
    ("iban", "FR14 2004 1010 0505 0001 3M02 606"),
    ("iban", "PT50 0002 0123 1234 5678 9015 4"),
    ("iban", "NL91 ABNA 0417 1643 00"),
    ("vessel-imo", "IMO 9074729"),
    ("vessel-imo", "9074729"),
    ("imei", "49-015420-323751-8"),
    ("imei", "490154203237518"),
    ("imei", "49015420323751"),  # as printed without the check digit
    ("imsi", "604000123456789"),
    ("vin", "1M8GDM9AXKP042788"),
    ("phone", "+212 5 00 00 00 00"),
    ("phone", "00212-500-000000"),
    ("phone", "٠٠٢١٢ ٥٠٠ ٠٠٠ ٠٠٠"),
    ("date-of-birth", "1984"),
    ("date-of-birth", "1984-02"),
    ("date-of-birth", "1984-02-29"),
    ("email", "salma@dgsn.example"),
    ("ip", "192.0.2.7"),
    ("ip", "2001:DB8::7"),
    ("domain", "Example.org."),
    ("url", "https://example.org/a?b=c"),
    ("file-hash", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"),
    ("plate", "12345-أ-6"),
    ("name", "سلمى"),
    ("other", "a tattoo of an anchor"),
]
BAD = [
    ("container", "CSQU3054384", "identifier-check-digit"),
    ("container", "CSQU305438", "identifier-form"),
    ("container", "CSQA3054383", "identifier-form"),
    ("iban", "GB29NWBK60161331926818", "identifier-check-digit"),
    ("iban", "GB29NWBK6016133192681", "identifier-form"),
    ("iban", "29GBNWBK60161331926819", "identifier-form"),
    ("vessel-imo", "9074728", "identifier-check-digit"),
    ("vessel-imo", "907472", "identifier-form"),
    ("imei", "490154203237519", "identifier-check-digit"),
    ("imei", "4901542032375", "identifier-form"),
    ("vin", "1M8GDM9AXKP04278O", "identifier-form"),
    ("date-of-birth", "1985-02-29", "identifier-form"),
    ("date-of-birth", "29/02/1984", "identifier-form"),
    ("email", "salma", "identifier-form"),
    ("ip", "192.0.2.300", "identifier-form"),
    ("url", "example.org", "identifier-form"),
    ("file-hash", "abc", "identifier-form"),
    ("phone", "12", "identifier-form"),
    ("name", " \u200f ", "identifier-empty"),
    ("name", "x" * 301, "identifier-too-long"),
    ("fingerprint", "x", "identifier-unknown-type"),
]


@pytest.mark.parametrize("type_,value", GOOD)
def test_published_examples_pass(type_: str, value: str) -> None:
    assert identifier_problem(type_, value) is None


@pytest.mark.parametrize("type_,value,problem", BAD)
def test_the_bad_twin_is_named(type_: str, value: str, problem: str) -> None:
    assert identifier_problem(type_, value) == problem


@pytest.mark.parametrize("value", [value for type_, value in GOOD if type_ == "iban"])
def test_one_wrong_digit_in_an_iban_is_always_found(value: str) -> None:
    normal = normalise_identifier("iban", value)
    for place, char in enumerate(normal):
        for other in "0123456789".replace(char, "") if char.isdigit() else "":
            wrong = normal[:place] + other + normal[place + 1 :]
            assert identifier_problem("iban", wrong) == "identifier-check-digit"


@pytest.mark.parametrize(
    "type_,one,other",
    [
        ("container", "csqu 305438-3", "CSQU3054383"),
        ("phone", "0034 (0)91 000", "+3491000"),
        ("iban", "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        ("name", "  Álvaro   RUIZ ", "álvaro ruiz"),
        ("plate", "\u200f12345 - أ - 6", "12345أ6"),
        ("document-number", "ab۱۲۳", "AB123"),
        ("email", "Salma@DGSN.example", "salma@dgsn.example"),
        ("url", "https://example.org/Case", "https://example.org/Case"),
        ("date-of-birth", "١٩٨٤-٠٢-٢٩", "1984-02-29"),
    ],
)
def test_two_ways_of_writing_meet_in_one_form(type_: str, one: str, other: str) -> None:
    assert normalise_identifier(type_, one) == normalise_identifier(type_, other) == other


@given(st.sampled_from(IDENTIFIER_TYPES.codes), st.text(max_size=60))
def test_normal_forms_are_stable_and_nothing_raises(type_: str, value: str) -> None:
    normal = normalise_identifier(type_, value)
    assert normalise_identifier(type_, normal) == normal
    identifier_problem(type_, value)
