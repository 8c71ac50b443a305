"""Headers that are accepted and such that are not (REC-10 to REC-19)."""

import hashlib
import json
from dataclasses import asdict
from functools import partial
from typing import Any

from tools.vectors.cast import AGENCIES, IDS, SIGNING, TIME, Json, hashed, refusal_of

from mithaq.record import header
from mithaq.record.dsse import pae
from mithaq.record.entry import PAYLOAD_TYPE

MEMBERS: Json = {
    "v": 1,
    "dossier": IDS[0],
    "author": "ma.dgsn",
    "seq": 2,
    "parents": IDS[1:3],
    "time": TIME,
    "to": list(AGENCIES),
    "handling": "H1+H2",
    "key": SIGNING["ma.dgsn"].id,
    "commitment": hashed("commitment").hex(),
    "sealed": hashed("sealed").hex(),
}
OPENS: Json = {"dossier": None, "seq": 1, "parents": []}
COVERS: Json = {"to": [], "handling": "", "commitment": None, "sealed": None}
UNKNOWN: Json = {"later": {"sealed": [1]}, "sealed": MEMBERS["sealed"]}


def agencies(count: int) -> list[str]:
    """Return sorted names of agencies, ma.dgsn among them."""
    return sorted([f"aa.service-{number:02}" for number in range(count - 1)] + ["ma.dgsn"])


def payload(**changed: Any) -> bytes:
    """Return the header with these members changed; `...` takes a member out."""
    members = {name: value for name, value in (MEMBERS | changed).items() if value is not ...}
    if "later" in members:
        members["sealed"] = members.pop("sealed")
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


GOOD_HEADERS: dict[str, bytes] = {
    "an ordinary entry": payload(),
    "an opening": payload(**OPENS),
    "an opening of one party": payload(**OPENS, to=["ma.dgsn"]),
    "an acknowledgement": payload(**COVERS),
    "no handling code": payload(handling=""),
    "the longest handling code": payload(handling="H" * 40),
    "the greatest number": payload(seq=2**53 - 1),
    "as many parents as can be": payload(parents=IDS[:17]),
    "as many parties as can be": payload(to=agencies(16)),
    "the longest name of an agency": payload(author="ma." + "d" * 63, to=["ma." + "d" * 63]),
    "a leap day": payload(time="2028-02-29T23:59:59.999Z"),
    "members of a later version": payload(**UNKNOWN),
    "the last member of another name within": payload(later='x,"sealed":null}'),
    "space between members": payload().replace(b',"seq"', b' ,\n "seq"'),
}

BAD_HEADERS: dict[str, tuple[str, bytes]] = {
    "a list": ("entry-members", b"[1]"),
    "a number": ("entry-members", b"1"),
    "a text": ("entry-members", b'"v"'),
    "nothing but null": ("entry-members", b"null"),
    "no version": ("entry-members", payload(v=...)),
    "a version to come": ("entry-version-unknown", payload(v=2)),
    "version nought": ("entry-version-unknown", payload(v=0)),
    "a version to come, otherwise unreadable": ("entry-version-unknown", b'{"v":7}'),
    "a version that is a text": ("entry-field", payload(v="1")),
    "a version that is true": ("entry-field", payload(v=True)),
    **{f"no {name}": ("entry-members", payload(**{name: ...})) for name in [*MEMBERS][1:]},
    "members in another order": (
        "entry-members",
        payload(author=...).replace(b'{"v"', b'{"author":"ma.dgsn","v"'),
    ),
    "a member before the known ones end": (
        "entry-members",
        payload().replace(b',"key"', b',"later":1,"key"'),
    ),
    "a member after the last": ("entry-members", payload()[:-1] + b',"later":1}'),
    "space before the last member": ("entry-members", payload().replace(b',"sealed"', b', "sealed"')),
    "space after the last member": ("entry-members", payload()[:-1] + b" }"),
    "space after the header": ("entry-members", payload() + b"\n"),
    "the last member's name escaped": ("entry-members", payload().replace(b'"sealed"', b'"s\\u0065aled"')),
    "a dossier that is no id": ("entry-field", payload(dossier="x")),
    "a dossier in upper case": ("entry-field", payload(dossier=IDS[0].upper())),
    "a dossier that is a number": ("entry-field", payload(dossier=1)),
    "an author without a country": ("entry-field", payload(author="dgsn")),
    "an author in upper case": ("entry-field", payload(author="MA.DGSN")),
    "an author with a line break": ("entry-field", payload(author="ma.dgsn\n")),
    "an author of 67 characters": ("entry-field", payload(author="ma." + "d" * 64)),
    "an author in another script": ("entry-field", payload(author="ma.dgsп")),
    "an author that is null": ("entry-field", payload(author=None)),
    "number nought": ("entry-field", payload(seq=0)),
    "number below nought": ("entry-field", payload(seq=-1)),
    "a number that is true": ("entry-field", payload(seq=True)),
    "a number that is a text": ("entry-field", payload(seq="2")),
    "a number with a fraction": ("json-float", payload(seq=2.0)),
    "a number too great": ("json-number", payload(seq=2**53)),
    "parents that are an object": ("entry-field", payload(parents={})),
    "a parent that is no id": ("entry-field", payload(parents=[IDS[1], "x"])),
    "a parent that is null": ("entry-field", payload(parents=[None])),
    "a parent twice": ("entry-field", payload(parents=[IDS[1], IDS[1]])),
    "18 parents": ("entry-too-many", payload(parents=IDS)),
    "a time without milliseconds": ("entry-field", payload(time="2030-06-08T18:00:00Z")),
    "a time with microseconds": ("entry-field", payload(time="2030-06-08T18:00:00.000000Z")),
    "a time of another zone": ("entry-field", payload(time="2030-06-08T18:00:00.000+01:00")),
    "a time with a small z": ("entry-field", payload(time="2030-06-08T18:00:00.000z")),
    "a day that is none": ("entry-field", payload(time="2030-02-29T18:00:00.000Z")),
    "hour 24": ("entry-field", payload(time="2030-06-08T24:00:00.000Z")),
    "a leap second": ("entry-field", payload(time="2030-06-30T23:59:60.000Z")),
    "year nought": ("entry-field", payload(time="0000-06-08T18:00:00.000Z")),
    "digits of another script": ("entry-field", payload(time="٢٠٣٠-06-08T18:00:00.000Z")),
    "a time that is a number": ("entry-field", payload(time=1907172000)),
    "recipients that are a text": ("entry-field", payload(to="ma.dgsn")),
    "recipients out of order": ("entry-field", payload(to=["ma.dgsn", "es.policia"])),
    "a recipient twice": ("entry-field", payload(to=["ma.dgsn", "ma.dgsn"])),
    "a recipient that is no agency": ("entry-field", payload(to=["ma.dgsn", "police"])),
    "a recipient that is a number": ("entry-field", payload(to=["ma.dgsn", 1])),
    "17 recipients": ("entry-too-many", payload(to=agencies(17))),
    "the author not among the recipients": ("entry-author-absent", payload(to=["es.policia"])),
    "a handling code with a space": ("entry-field", payload(handling="H1 H2")),
    "a handling code of 41 characters": ("entry-field", payload(handling="H" * 41)),
    "a handling code that is null": ("entry-field", payload(handling=None)),
    "a key that is no id": ("entry-field", payload(key="k")),
    "a key that is null": ("entry-field", payload(key=None)),
    "a commitment that is no hash": ("entry-field", payload(commitment="c" * 63)),
    "a sealed part that is no hash": ("entry-field", payload(sealed="s" * 64)),
    "a sealed part that is a list": ("entry-field", payload(sealed=[])),
    "no commitment, but a sealed part": ("entry-acknowledgement", payload(commitment=None)),
    "a commitment, but no sealed part": ("entry-acknowledgement", payload(sealed=None)),
    "a body for nobody": ("entry-acknowledgement", payload(to=[])),
    "an acknowledgement for somebody": ("entry-acknowledgement", payload(**COVERS | {"to": ["ma.dgsn"]})),
    "an opening with number 2": ("entry-opening", payload(**OPENS | {"seq": 2})),
    "an opening with a parent": ("entry-opening", payload(**OPENS | {"parents": IDS[1:2]})),
    "an opening without a body": ("entry-opening", payload(**OPENS | COVERS)),
    "a later entry without parents": ("entry-parents-absent", payload(parents=[])),
    "a name twice": ("json-duplicate", payload().replace(b',"seq"', b',"author":"es.policia","seq"')),
    "a header too long": ("json-too-long", payload(later="x" * 16384)),
}


def headers() -> Json:
    """Return headers that are accepted, with their members, and such that are not."""
    good: list[Json] = []
    for name, data in GOOD_HEADERS.items():
        read = header.parse(data)
        bound = header.associated_data(data, read)
        good.append(
            {
                "name": name,
                "payload": data.decode(),
                "header": asdict(read),
                "associated_data": bound.decode(),
                "id": hashlib.sha256(pae(PAYLOAD_TYPE, data)).hexdigest(),
            }
        )
    bad = [
        refusal_of(name, code, partial(header.parse, data)) | {"payload": data.decode()}
        for name, (code, data) in BAD_HEADERS.items()
    ]
    return {"rules": "REC-10 to REC-19", "good": good, "bad": bad}
