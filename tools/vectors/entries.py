"""Whole entries, and entries with one thing wrong (REC-20 to REC-33)."""

import hashlib
from functools import partial

from tools.vectors.cast import (
    AGENCIES,
    CONTENT_KEY,
    IDS,
    NONCE,
    OPENING,
    SIGNING,
    TIME,
    Json,
    base,
    hashed,
    refusal_of,
    unbase,
)

from mithaq.record import header, jsonprofile, sealed
from mithaq.record.dsse import pae
from mithaq.record.entry import (
    PAYLOAD_TYPE,
    Draft,
    Entry,
    check_signature,
    content_key_of,
    decode,
    open_body,
    to_dsse_json,
)
from mithaq.record.limits import MAX_FRAME, MAX_PAYLOAD, MAX_SEALED

OPENING_DRAFT = Draft(None, "ma.dgsn", 1, (), TIME, AGENCIES, "H2")
ORDINARY = Draft(IDS[0], "es.policia", 7, tuple(IDS[1:4]), TIME, AGENCIES, "")
ALONE = Draft(IDS[0], "ma.dgsn", 2, (IDS[1],), TIME, ("ma.dgsn",), "H1+H2")
COVERS = Draft(IDS[0], "de.bundespolizei", 3, tuple(IDS[1:3]), TIME, (), "")


def plaintext(label: str) -> bytes:
    """Return a body with its salt."""
    return jsonprofile.dump(
        {
            "salt": hashed(f"salt of {label}").hex()[:32],
            "type": "ask",
            "handling": None,
            "body": {"question": {"language": "ar", "text": "من يملك هذه الحاوية؟"}, "exercise": True},
        }
    )


BODIES = {"opening": plaintext("opening"), "ordinary": plaintext("ordinary"), "alone": plaintext("alone")}
DRAFTS = {"opening": OPENING_DRAFT, "ordinary": ORDINARY, "alone": ALONE, "acknowledgement": COVERS}
# Its author shows another text than the one it has committed to.
DISHONEST = "two texts"
SEALED = {**BODIES, DISHONEST: BODIES["alone"]}


def bound(name: str) -> bytes:
    """Return what the body of the named entry is bound to."""
    draft, body = DRAFTS.get(name, ALONE), BODIES["opening"] if name == DISHONEST else BODIES.get(name)
    commitment = None if body is None else hashlib.sha256(body).hexdigest()
    return header.encode(draft, SIGNING[draft.author].id, commitment)


def seal_missing(kept: Json) -> Json:
    """Return what is random about the entries: their sealed parts, those that are kept and new ones."""
    return kept | {
        name: base(
            sealed.close(
                body,
                [OPENING[agency].public for agency in DRAFTS.get(name, ALONE).to],
                bound(name),
                content_key=CONTENT_KEY,
                nonce=NONCE,
            )
        )
        for name, body in SEALED.items()
        if name not in kept
    }


def entry_of(name: str, part: bytes) -> Entry:
    """Return the named entry with this sealed part, signed by its author."""
    draft = DRAFTS.get(name, ALONE)
    payload = header.complete(bound(name), hashlib.sha256(part).hexdigest() if part else None)
    covered = pae(PAYLOAD_TYPE, payload)
    signature = SIGNING[draft.author].sign(covered)
    return Entry(hashlib.sha256(covered).hexdigest(), header.parse(payload), payload, signature, part)


def good(name: str, part: bytes) -> Json:
    """Return one entry with all that a reader finds in it, after reading it as each party."""
    entry = decode(entry_of(name, part).encode())
    author = SIGNING[entry.header.author]
    check_signature(entry, author.public)
    found: Json = {
        "name": name,
        "frame": base(entry.encode()),
        "id": entry.id,
        "dossier_id": entry.dossier_id,
        "author": entry.header.author,
        "dsse": to_dsse_json(entry).decode(),
    }
    if name in BODIES:
        for agency in entry.header.to:
            if content_key_of(entry, agency, OPENING[agency]) != CONTENT_KEY:
                raise AssertionError(f"{name}: {agency} finds another content key")
            if open_body(entry, agency, OPENING[agency]) != BODIES[name]:
                raise AssertionError(f"{name}: {agency} reads another body")
        found |= {"content_key": CONTENT_KEY.hex(), "plaintext": BODIES[name].decode()}
    return found


def bad_frames(parts: dict[str, bytes]) -> dict[str, tuple[str, bytes]]:
    """Return frames whose form is wrong, with the code that says so."""
    frame = entry_of("alone", parts["alone"]).encode()
    cover = entry_of("acknowledgement", b"").encode()
    length = int.from_bytes(frame[:4], "big")
    short = parts["alone"][: 12 + 2 + 1168 + 15]
    wrong = parts["alone"][:12] + b"\x04\x8f" + parts["alone"][14:]
    return {
        "nothing": ("entry-frame", b""),
        "a length and nothing": ("entry-frame", b"\0\0\0\1"),
        "a byte missing at the end": ("entry-frame", frame[:-1]),
        "a byte after the end": ("entry-frame", frame + b"\0"),
        "a payload longer than the frame": ("entry-frame", b"\xff\xff\xff\xff" + frame[4:]),
        "a payload too long": (
            "entry-too-long",
            (MAX_PAYLOAD + 1).to_bytes(4, "big") + b"x" * (MAX_PAYLOAD + 69),
        ),
        "a payload a byte shorter than signed": ("entry-frame", (length - 1).to_bytes(4, "big") + frame[4:]),
        "a bit of the sealed part turned": ("entry-sealed-differs", frame[:-1] + bytes([frame[-1] ^ 1])),
        "a sealed part below a party's share": ("entry-sealed-form", entry_of("alone", short).encode()),
        "a sealed key of another length": ("entry-sealed-form", entry_of("alone", wrong).encode()),
        "a sealed part in an acknowledgement": ("entry-sealed-form", cover[:-4] + b"\0\0\0\1x"),
        "another hash in the header": (
            "entry-sealed-differs",
            frame[:-4].replace(hashlib.sha256(parts["alone"]).hexdigest().encode(), IDS[9].encode())
            + frame[-4:],
        ),
    }


def too_long() -> list[Json]:
    """Return how parts over their limits are refused; the frames are nothing but their lengths."""
    payload = entry_of("acknowledgement", b"").payload
    over = MAX_SEALED + 1
    cases = {
        "a sealed part too long": len(payload).to_bytes(4, "big")
        + payload
        + bytes(64)
        + over.to_bytes(4, "big")
        + bytes(over),
        "a frame too long": bytes(MAX_FRAME + 1),
    }
    return [refusal_of(name, "entry-too-long", partial(decode, data)) for name, data in cases.items()]


def bad_whole(parts: dict[str, bytes]) -> list[Json]:
    """Return entries whose form is right, and how their signature or body is refused."""
    ordinary = entry_of("ordinary", parts["ordinary"])
    spain, germany = SIGNING["es.policia"], SIGNING["de.bundespolizei"]
    turned = Entry(ordinary.id, ordinary.header, ordinary.payload, bytes(64), ordinary.sealed)
    other = entry_of("opening", parts["ordinary"])
    dishonest = entry_of(DISHONEST, parts[DISHONEST])
    return [
        refusal_of("the key of another", "key-differs", partial(check_signature, ordinary, germany.public))
        | {"frame": base(ordinary.encode()), "check": "signature", "public": base(germany.public)},
        refusal_of("no signature", "signature-invalid", partial(check_signature, turned, spain.public))
        | {"frame": base(turned.encode()), "check": "signature", "public": base(spain.public)},
        refusal_of("the sealed part of another entry", "cannot-open", partial(opened, other, "ma.dgsn"))
        | {"frame": base(other.encode()), "check": "body", "agency": "ma.dgsn"},
        refusal_of(
            "another text than committed to", "commitment-differs", partial(opened, dishonest, "ma.dgsn")
        )
        | {"frame": base(dishonest.encode()), "check": "body", "agency": "ma.dgsn"},
        refusal_of(
            "not a recipient", "cannot-open", partial(opened, entry_of("alone", parts["alone"]), "es.policia")
        )
        | {
            "frame": base(entry_of("alone", parts["alone"]).encode()),
            "check": "body",
            "agency": "es.policia",
        },
    ]


def opened(entry: Entry, agency: str) -> bytes:
    """Return the body as this agency reads it."""
    return open_body(entry, agency, OPENING[agency])


def entries(inputs: Json) -> Json:
    """Return entries made of their sealed parts."""
    parts = {"acknowledgement": b""} | {name: unbase(text) for name, text in inputs.items()}
    return {
        "rules": "REC-20 to REC-33",
        "payload_type": PAYLOAD_TYPE.decode(),
        "good": [good(name, parts[name]) for name in DRAFTS],
        "bad_frames": [
            refusal_of(name, code, partial(decode, data)) | {"frame": base(data)}
            for name, (code, data) in bad_frames(parts).items()
        ],
        "too_long": too_long(),
        "bad": bad_whole(parts),
    }
