"""Identifiers are checked by published examples and found whatever way they were typed (HAN-37 to HAN-39)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.terms import IDENTIFIER_TYPES, identifier_problem, normalise_identifier
from mithaq.terms.identifier_readings import identifier_reading

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
    ("iban", "MA64 0115 1900 0001 2050 0053 4921"),
    ("crypto-address", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ("document-number", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"),  # ICAO Doc 9303's own example
    ("document-number", "AB123456"),
    ("bank-account", "another account"),
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
    ("iban", "GB29NWBK6016133192681", "identifier-check-digit"),
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
    ("phone", "+212 5 00", "identifier-form"),
    ("iban", "MA65 0115 1900 0001 2050 0053 4921", "identifier-check-digit"),
    ("crypto-address", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "identifier-check-digit"),
    ("document-number", "L898902C36UTO7408122F1204159ZE184226B<<<<<11", "identifier-check-digit"),
    ("bank-account", "011519000001205000534922", "identifier-check-digit"),
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
        ("plate", "\u200f12345 - أ - 6", "12345A6"),
        ("document-number", "ab۱۲۳", "AB123"),
        ("email", "Salma@DGSN.example", "salma@dgsn.example"),
        ("url", "https://example.org/Case", "https://example.org/Case"),
        ("date-of-birth", "١٩٨٤-٠٢-٢٩", "1984-02-29"),
    ],
)
def test_two_ways_of_writing_meet_in_one_form(type_: str, one: str, other: str) -> None:
    assert normalise_identifier(type_, one) == normalise_identifier(type_, other) == other


@pytest.mark.parametrize(
    "typed",
    [
        "12345-أ-6",
        "12345 ا 6",
        "12345|إ|6",
        "6-أ-12345",
        "١٢٣٤٥ أ ٦",
        "12345-a-6",
        "12345 أـ 6",
        "\u200e12345-أ-6",
    ],
)
def test_a_moroccan_plate_is_the_same_however_it_was_typed(typed: str) -> None:
    assert normalise_identifier("plate", typed) == "12345A6"


@pytest.mark.parametrize(
    "plate, countries",
    [
        ("12345-ب-26", "MA"),
        ("WW 123456", "MA"),
        ("1234 BCD", "ES"),
        ("1234 BCA", ""),
        ("B AB 1234", "DE"),
        ("HH-XY 99E", "DE"),
        ("AB-12-CD", "PT"),
        ("12-AB-34", "PT FR"),
        ("AB-123-CD", "FR"),
        ("SS-123-CD", ""),
        ("ABC", ""),
    ],
)
def test_a_plate_says_which_countries_have_its_form(plate: str, countries: str) -> None:
    known = identifier_reading("plate", plate)
    assert [one.text for one in known] == ([countries] if countries else [])


@pytest.mark.parametrize(
    "type_, value, known",
    [
        ("container", "CSQU 305438-3", {"owner": "CSQ", "category": "U", "serial": "305438"}),
        ("iban", "ES91 2100 0418 4502 0005 1332", {"country": "ES", "bank": "2100", "branch": "0418"}),
        ("bank-account", "011 519 0000012050005349 21", {"country": "MA", "bank": "011"}),
        ("phone", "+212 661 23 45 67", {"country": "MA", "line": "mobile"}),
        ("phone", "0661234567", {"no-country": ""}),
        ("phone", "+212 5 00 00 00 00", {"country": "MA", "unassigned": ""}),
        ("imsi", "604011234567890", {"country": "MA", "network": "IAM"}),
        ("vin", "WVWZZZ1JZXW000001", {"country": "DE", "maker": "WVW"}),
        ("imei", "490154203237518", {"device": "49015420"}),
        ("ip", "192.168.0.1", {"version": "4", "scope": "private"}),
        ("email", "Salma@DGSN.example", {"host": "dgsn.example"}),
        ("url", "https://someone@Example.org:8443/a", {"host": "example.org"}),
        ("file-hash", "d41d8cd98f00b204e9800998ecf8427e", {"hash": "MD5"}),
        ("document-number", "L898902C36UTO7408122F1204159ZE184226B<<<<<10", {"serial": "L898902C3"}),
        ("iban", "nothing of an account", {}),
        ("name", "سلمى", {}),
    ],
)
def test_an_identifier_says_what_it_is(type_: str, value: str, known: dict[str, str]) -> None:
    assert {one.what: one.text for one in identifier_reading(type_, value)} == known


@given(st.sampled_from(IDENTIFIER_TYPES.codes), st.text(max_size=60))
def test_no_reading_raises(type_: str, value: str) -> None:
    identifier_reading(type_, value)


@given(st.sampled_from(IDENTIFIER_TYPES.codes), st.text(max_size=60))
def test_normal_forms_are_stable_and_nothing_raises(type_: str, value: str) -> None:
    normal = normalise_identifier(type_, value)
    assert normalise_identifier(type_, normal) == normal
    identifier_problem(type_, value)
