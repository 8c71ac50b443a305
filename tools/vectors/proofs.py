"""Merkle trees, signed notes with checkpoints, and a bundle (REC-40 to REC-59)."""

import hashlib
from functools import partial

from tools.vectors.cast import IDS, SIGNING, TIME, Json, base, refusal_of
from tools.vectors.entries import BODIES, DRAFTS, entry_of

from mithaq.record import merkle
from mithaq.record.bundle import Bundle, Item, read_bundle, write_bundle
from mithaq.record.checkpoint import (
    COSIGNATURE,
    cosign,
    cosigned_at,
    open_checkpoint,
    parse_checkpoint,
    sign_checkpoint,
)
from mithaq.record.note import ED25519, parse_note, verifier_key

LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
SECONDS = 1907172000


def tree() -> merkle.Tree:
    """Return the tree of the leaves that the vectors of Certificate Transparency use."""
    return merkle.Tree(merkle.leaf_hash(leaf) for leaf in LEAVES)


def trees() -> Json:
    """Return every root and every proof of the tree."""
    whole, sizes = tree(), range(len(LEAVES) + 1)
    return {
        "rules": "REC-50 to REC-54",
        "leaves": [leaf.hex() for leaf in LEAVES],
        "leaf_hashes": [merkle.leaf_hash(leaf).hex() for leaf in LEAVES],
        "roots": [whole.root(size).hex() for size in sizes],
        "inclusion": [
            {"index": index, "size": size, "path": [node.hex() for node in whole.inclusion(index, size)]}
            for size in sizes
            for index in range(size)
        ],
        "consistency": [
            {"old": old, "new": new, "proof": [node.hex() for node in whole.consistency(old, new)]}
            for new in sizes
            for old in range(new + 1)
        ],
    }


def checkpoints() -> Json:
    """Return a signed and cosigned checkpoint, and notes with one thing wrong."""
    log, partner = SIGNING["ma.dgsn"], SIGNING["es.policia"]
    signed = sign_checkpoint("ma.dgsn", len(LEAVES), tree().root(len(LEAVES)), log)
    both = cosign(signed, "es.policia", partner, SECONDS)
    text = both.encode()
    opened, note = open_checkpoint(text, "ma.dgsn", log.public)
    if cosigned_at(note, "es.policia", partner.public) != SECONDS:
        raise AssertionError("the cosignature has another time")
    forms = {
        "no note": b"ma.dgsn/audit\n8\n",
        "signatures and no text": text.partition(b"\n\n")[2],
        "no signature": signed.text.encode() + b"\n",
        "no newline at the end": text[:-1],
        "a carriage return": text.replace(b"\n", b"\r\n"),
        "a tabulator": text.replace(b"audit\n8", b"audit\t\n8"),
        "another dash": text.replace("—".encode(), b"-"),
        "two spaces": text.replace(b" es.policia", b"  es.policia"),
        "a signature without its padding": text[:-3] + b"\n",
        "loose bits in a signature": text[:-4] + bytes([text[-4] + 1]) + text[-3:],
        "a signature of four bytes": signed.text.encode() + "\n— ma.dgsn/audit AAAAAA==\n".encode(),
        "too many signatures": signed.text.encode() + b"\n" + 65 * text.split(b"\n")[4].join((b"", b"\n")),
        "too long": b"x\n" * 40000 + b"\n" + 2 * text.split(b"\n")[4].join((b"", b"\n")),
        "not UTF-8": text + b"\xff\n",
    }
    loose = chr(ord(base(opened.root)[-2]) + 1)
    texts = {
        "two lines": "ma.dgsn/audit\n8\n",
        "a size with a nought before": f"ma.dgsn/audit\n08\n{base(opened.root)}\n",
        "a negative size": f"ma.dgsn/audit\n-8\n{base(opened.root)}\n",
        "a size too great": f"ma.dgsn/audit\n9007199254740992\n{base(opened.root)}\n",
        "a short root": f"ma.dgsn/audit\n8\n{base(opened.root[:31])}\n",
        "a root that is no base64": "ma.dgsn/audit\n8\nroot\n",
        "loose bits in the root": f"ma.dgsn/audit\n8\n{base(opened.root)[:-2]}{loose}=\n",
        "an empty line": f"ma.dgsn/audit\n8\n{base(opened.root)}\n\nmore\n",
        "no origin": f"\n8\n{base(opened.root)}\n",
    }
    turned = text.replace(b"audit\n8\n", b"audit\n9\n")
    return {
        "rules": "REC-55 to REC-59",
        "note": text.decode(),
        "origin": opened.origin,
        "size": opened.size,
        "root": opened.root.hex(),
        "verifier_key": verifier_key(opened.origin, ED25519, log.public),
        "cosigner_key": verifier_key("es.policia", COSIGNATURE, partner.public),
        "cosigned_at": SECONDS,
        "bad_notes": [
            refusal_of(name, "note-form", partial(parse_note, data)) | {"base64": base(data)}
            for name, data in forms.items()
        ],
        "bad_texts": [
            refusal_of(name, "checkpoint-form", partial(parse_checkpoint, data)) | {"text": data}
            for name, data in texts.items()
        ],
        "bad": [
            refusal_of(
                "another size",
                "note-signature-invalid",
                partial(open_checkpoint, turned, "ma.dgsn", log.public),
            )
            | {"base64": base(turned), "agency": "ma.dgsn", "public": base(log.public)},
            refusal_of(
                "another key",
                "note-signature-absent",
                partial(open_checkpoint, text, "ma.dgsn", partner.public),
            )
            | {"base64": base(text), "agency": "ma.dgsn", "public": base(partner.public)},
        ],
    }


def bundles(parts: dict[str, bytes]) -> Json:
    """Return a bundle, and files with one thing wrong."""
    log = SIGNING["ma.dgsn"]
    names = ("opening", "alone", "acknowledgement")
    bundle = Bundle(
        IDS[0],
        "ma.dgsn",
        TIME,
        True,
        {SIGNING[DRAFTS[name].author].id: SIGNING[DRAFTS[name].author].public for name in names},
        sign_checkpoint("ma.dgsn", 8, tree().root(8), log).encode().decode(),
        tuple(
            Item(entry_of(name, parts.get(name, b"")).encode(), None if name == "alone" else BODIES.get(name))
            for name in names
        ),
    )
    data = write_bundle(bundle)
    if read_bundle(data) != bundle:
        raise AssertionError("the bundle comes back as another")
    line = data.index(b"\n", 17) + 1
    cases = {
        "nothing": ("bundle-magic", b""),
        "another version": ("bundle-magic", whole(data[:-32].replace(b"bundle v1", b"bundle v2"))),
        "a byte changed": ("bundle-digest", data[:500] + bytes([data[500] ^ 1]) + data[501:]),
        "cut off": ("bundle-digest", data[:-1]),
        "no manifest": ("bundle-form", whole(data[:60])),
        "a section that does not end": ("bundle-form", whole(data[:-33])),
        "neither with nor without a body": ("bundle-form", whole(data[:-33] + b"\2")),
        "an entry missing": ("bundle-manifest", whole(data[:line])),
        "a manifest without time": ("bundle-manifest", whole(data[:-32].replace(b'"time"', b'"tide"'))),
        "a key under another id": ("bundle-manifest", whole(data[:-32].replace(b'"keys":{"', b'"keys":{"0'))),
        "a manifest twice of one name": (
            "json-duplicate",
            whole(data[:-32].replace(b'{"v":1', b'{"v":1,"v":1')),
        ),
    }
    return {
        "rules": "REC-40 to REC-45",
        "base64": base(data),
        "manifest": data[17 : line - 1].decode(),
        "frames": [base(item.frame) for item in bundle.items],
        "bodies": [item.plaintext and item.plaintext.decode() for item in bundle.items],
        "bad": [
            refusal_of(name, code, partial(read_bundle, bad)) | {"base64": base(bad)}
            for name, (code, bad) in cases.items()
        ],
    }


def whole(content: bytes) -> bytes:
    """Return a file that nobody has changed since: the attacker can count as well."""
    return content + hashlib.sha256(content).digest()
