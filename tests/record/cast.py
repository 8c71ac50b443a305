"""The standing cast of the tests of the record: three agencies and a stranger, with fixed keys."""

import hashlib

from mithaq.record import jsonprofile
from mithaq.record.entry import Draft, Entry, write
from mithaq.record.hpke import OpeningKey
from mithaq.record.keys import PartyKeys
from mithaq.record.signing import SigningKey

AGENCIES = ("de.bundespolizei", "es.policia", "ma.dgsn")
STRANGER = "pt.psp"


def seed(label: str) -> bytes:
    """Return 32 bytes that are the same in every run."""
    return hashlib.sha256(b"mithaq tests: " + label.encode()).digest()


SIGNING = {agency: SigningKey.from_seed(seed(f"{agency} sign")) for agency in (*AGENCIES, STRANGER)}
OPENING = {agency: OpeningKey.from_seed(seed(f"{agency} seal")) for agency in (*AGENCIES, STRANGER)}
RECOVERY = {agency: SigningKey.from_seed(seed(f"{agency} recovery")) for agency in (*AGENCIES, STRANGER)}
SEALING = {agency: key.public for agency, key in OPENING.items()}

DOSSIER = hashlib.sha256(b"a dossier").hexdigest()
PARENTS = tuple(hashlib.sha256(b"parent %d" % number).hexdigest() for number in range(17))
BODY = jsonprofile.dump(
    {
        "salt": "00112233445566778899aabbccddeeff",
        "type": "ask",
        "handling": None,
        "body": {"question": {"language": "ar", "text": "من يملك هذه الحاوية؟"}, "exercise": True},
    }
)


def keys(agency: str) -> PartyKeys:
    """Return the public keys of one of the cast."""
    return PartyKeys(agency, SIGNING[agency].public, SEALING[agency], RECOVERY[agency].public)


def draft(**changed: object) -> Draft:
    """Return an ordinary second entry of ma.dgsn to all three, with these members changed."""
    members: dict[str, object] = {
        "dossier": DOSSIER,
        "author": "ma.dgsn",
        "seq": 2,
        "parents": PARENTS[:2],
        "time": "2030-06-08T18:00:00.000Z",
        "to": AGENCIES,
        "handling": "H1+H2",
    }
    return Draft(**(members | changed))  # type: ignore[arg-type]


def entry(plaintext: bytes | None = BODY, **changed: object) -> Entry:
    """Return that entry, sealed and signed by its author; an acknowledgement for no plaintext."""
    if plaintext is None:
        changed = {"to": (), "handling": ""} | changed
    what = draft(**changed)
    return write(
        what, plaintext, SIGNING[what.author], SEALING, content_key=seed("content"), nonce=seed("nonce")[:12]
    )
