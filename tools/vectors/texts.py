"""Texts within and outside the JSON profile (REC-1 to REC-4)."""

from functools import partial

from tools.vectors.cast import Json, base, refusal_of

from mithaq.record import jsonprofile

MOST = 5000

GOOD_JSON: dict[str, bytes] = {
    "an empty object": b"{}",
    "space around and within": b' \n{"a" : [1, -1, null, true, "x"]}\t\r\n',
    "the greatest integer": b"9007199254740991",
    "the least integer": b"-9007199254740991",
    "a pair of surrogates": b'"\\ud83d\\ude00"',
    "a backslash before u0000": b'"\\\\u0000"',
    "a control character other than NUL, escaped": b'"\\u0001"',
    "brackets within a text": b'"[[[[[[[[[[[[[[[[[[[["',
    "depth 16": b"[" * 16 + b"]" * 16,
    "two texts that only normalisation would make equal": b'{"\xc3\xa9":1,"e\xcc\x81":2}',
    "right to left": '{"question":"من يملك هذه الحاوية؟"}'.encode(),
}

BAD_JSON: dict[str, tuple[str, bytes]] = {
    "nothing": ("json-syntax", b""),
    "half a word": ("json-syntax", b"tru"),
    "single quotes": ("json-syntax", b"{'a':1}"),
    "a comma too many": ("json-syntax", b"[1,]"),
    "a bare line break": ("json-syntax", b'"a\nb"'),
    "a bare NUL": ("json-syntax", b'"\x00"'),
    "an escape that JSON has not": ("json-syntax", b'"\\x41"'),
    "UTF-16": ("json-syntax", b"{\x00}\x00"),
    "UTF-16 with its mark": ("json-utf8", b"\xff\xfe{\x00}\x00"),
    "a byte order mark": ("json-bom", b"\xef\xbb\xbf{}"),
    "a broken sequence": ("json-utf8", b'"\xc3\x28"'),
    "NUL written too long": ("json-utf8", b'"\xc0\x80"'),
    "a surrogate as bytes": ("json-utf8", b'"\xed\xa0\x80"'),
    "a lone high surrogate": ("json-surrogate", b'"\\ud800"'),
    "a pair the wrong way round": ("json-surrogate", b'"\\udc00\\ud800"'),
    "a lone surrogate in a name": ("json-surrogate", b'{"\\uDFFF":1}'),
    "a lone surrogate deep within": ("json-surrogate", b'[{"a":["\\ud800x"]}]'),
    "NUL, escaped": ("json-nul", b'"a\\u0000b"'),
    "NUL in a name": ("json-nul", b'{"\\u0000":1}'),
    "a name twice": ("json-duplicate", b'{"a":1,"b":2,"a":1}'),
    "a name twice, once escaped": ("json-duplicate", b'{"a":1,"\\u0061":1}'),
    "a name twice deep within": ("json-duplicate", b'[{"x":{"a":1,"a":1}}]'),
    "a fraction": ("json-float", b"1.0"),
    "an exponent": ("json-float", b"1e5"),
    "minus zero": ("json-number", b"-0"),
    "two to the 53rd": ("json-number", b"9007199254740992"),
    "minus two to the 53rd": ("json-number", b"-9007199254740992"),
    "an integer of 5000 digits": ("json-number", b"9" * 5000),
    "not a number": ("json-constant", b"[NaN]"),
    "infinity": ("json-constant", b"-Infinity"),
    "a leading zero": ("json-trailing", b"01"),
    "two values": ("json-trailing", b"{} {}"),
    "a NUL after the value": ("json-trailing", b"{}\x00"),
    "depth 17": ("json-depth", b"[" * 17 + b"]" * 17),
    "depth 17 of objects": ("json-depth", b'{"a":' * 17 + b"1" + b"}" * 17),
    "depth without end": ("json-depth", b"[" * 5000),
    "more bytes than allowed": ("json-too-long", b" " * 6000 + b"1"),
}


def json_profile() -> Json:
    """Return texts within and outside the profile."""
    good = [
        {"name": name, "base64": base(data), "value": jsonprofile.parse(data, most=MOST)}
        for name, data in GOOD_JSON.items()
    ]
    bad = [
        refusal_of(name, code, partial(jsonprofile.parse, data, most=MOST)) | {"base64": base(data)}
        for name, (code, data) in BAD_JSON.items()
    ]
    return {"rules": "REC-1 to REC-4", "most": MOST, "good": good, "bad": bad}
