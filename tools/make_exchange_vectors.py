"""Make docs/spec/vectors/exchange-*.json: what a second implementation of the exchange can be tried with.

    make_exchange_vectors.py           write the files
    make_exchange_vectors.py --check   exit with 1 if a file would differ

Every vector is run through the code before it is written, the bad ones with the code they provoke.
"""

import base64
import hashlib
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mithaq.node import sealing
from mithaq.node.exchange import limits, protocol, signatures
from mithaq.node.exchange.protocol import LogHead, Message, Offered, Position, Want
from mithaq.node.exchange.signatures import Answer, Fields, Request, Stamp
from mithaq.record.errors import Refusal
from mithaq.record.keys import SigningKey

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "spec" / "vectors"

RABAT = SigningKey.from_seed(bytes(range(32)))
MADRID = SigningKey.from_seed(bytes(range(32, 64)))
EPOCHS = ("0123456789abcdef" * 2, "fedcba9876543210" * 2)
DOSSIER = hashlib.sha256(b"exercise").hexdigest()
WHEN = datetime(2030, 6, 8, 18, 0, tzinfo=UTC)

HELLO = Message("ma.dgsn", "es.policia", EPOCHS[0])
NEWS = Message(
    "ma.dgsn",
    "es.policia",
    EPOCHS[0],
    after=4,
    upto=9,
    got=Position(EPOCHS[1], 17),
    want=(Want(DOSSIER, {"de.bundespolizei": 2, "ma.dgsn": 5}, (hashlib.sha256(b"parent").hexdigest(),)),),
    log_seen=12,
    more=True,
    refused=((hashlib.sha256(b"refused").hexdigest(), "signature-invalid"),),
    offers=(Offered(0, b"a frame that was asked for"), Offered(7, b"a frame"), Offered(9, b"")),
)
RESTORED = Message(
    "ma.dgsn",
    "es.policia",
    EPOCHS[0],
    got=Position(EPOCHS[1], 17),
    resync=True,
    returned=EPOCHS[1],
    log=LogHead(
        "ma.dgsn/audit\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— ma.dgsn/audit AAAA\n", 0, ()
    ),
    cosigned="es.policia/audit\n",
)


def messages() -> dict[str, Any]:
    """Return messages with their bytes, and bytes that are none with their codes."""
    good = []
    for name, message in (("hello", HELLO), ("news", NEWS), ("restored", RESTORED)):
        data = protocol.encode(message)
        assert protocol.parse(data) == message
        value = asdict(message)
        value["offers"] = [{"serial": one.serial, "frame": one.frame.hex()} for one in message.offers]
        good.append({"name": name, "message": value, "bytes": data.hex()})
    return {"messages": good, "refused": list(_refused())}


def _refused() -> Iterator[dict[str, str]]:
    line = protocol.encode(HELLO)
    news = protocol.encode(NEWS)
    offer = (9).to_bytes(8, "big") + bytes(4)
    for name, data in (
        ("nothing", b""),
        ("no end of the first line", line[:-1]),
        ("a first line that is no object", b"[]\n"),
        ("a name twice", b'{"v":1,"v":1}\n'),
        ("an unknown version", line.replace(b'"v":1', b'"v":2')),
        ("no sender", line.replace(b'"from"', b'"form"')),
        ("an agency in capitals", line.replace(b"ma.dgsn", b"MA.DGSN")),
        ("after beyond upto", line.replace(b'"after":0', b'"after":1')),
        ("a fraction", line.replace(b'"after":0', b'"after":0.0')),
        ("an entry beyond upto", line + offer),
        ("the same serial twice", line.replace(b'"upto":0', b'"upto":9') + offer + offer),
        ("a frame cut short", news[:-13]),
        ("more than the last frame", news + b"\0"),
        ("a dossier that is no id", news.replace(DOSSIER.encode(), b"x" * 64)),
    ):
        try:
            protocol.parse(data)
        except Refusal as refusal:
            yield {"name": name, "bytes": data.hex(), "code": refusal.code}
        else:
            raise AssertionError(name)


def signed() -> dict[str, Any]:
    """Return a signed request and its signed answer, and changes of them that do not verify."""
    body = protocol.encode(HELLO)
    headers = {"content-type": limits.MEDIA_TYPE, "mithaq-from": "ma.dgsn", "mithaq-to": "es.policia"}
    request = signatures.sign_request(RABAT, "POST", "/exchange", headers, body, Stamp("bm9uY2UtMQ", WHEN))
    signatures.verify_request(Request("POST", "/exchange", Fields(headers.items())), {RABAT.id: RABAT.public})
    reply = protocol.encode(Message("es.policia", "ma.dgsn", EPOCHS[1], got=Position(EPOCHS[0], 0)))
    answer = {"content-type": limits.MEDIA_TYPE}
    signatures.sign_answer(MADRID, 200, answer, request, reply, Stamp("bm9uY2UtMg", WHEN))
    signatures.verify_answer(Answer(200, Fields(answer.items()), request), {MADRID.id: MADRID.public}, reply)
    return {
        "keys": [{"agency": name, "seed": key.seed.hex(), "public": key.public.hex(), "id": key.id}
                 for name, key in (("ma.dgsn", RABAT), ("es.policia", MADRID))],
        "request": {"method": "POST", "path": "/exchange", "headers": headers, "body": body.hex()},
        "answer": {"status": 200, "headers": answer, "body": reply.hex()},
    }  # fmt: skip


def blobs() -> dict[str, Any]:
    """Return attachments sealed in small chunks."""
    key = hashlib.sha256(b"exercise").digest()
    made = []
    for name, data in (("empty", b""), ("one chunk", b"x" * 1024), ("three chunks", bytes(range(256)) * 9)):
        blob = b"".join(chunk for _, chunk in sealing.sealed(io.BytesIO(data), key, 1024))
        reference = sealing.Reference("exercise.bin", "application/octet-stream", len(data),
                                      hashlib.sha256(blob).hexdigest(), key, 1024)  # fmt: skip
        assert b"".join(sealing.opened(io.BytesIO(blob), reference)) == data
        made.append(
            {"name": name, "reference": reference.to_json(), "opened": _text(data), "sealed": _text(blob)}
        )
    return {"blobs": made}


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def main(arguments: list[str]) -> int:
    """Write the files, or say which would differ."""
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 2
    differ = 0
    for name, value in (("messages", messages()), ("signatures", signed()), ("blobs", blobs())):
        path = FOLDER / f"exchange-{name}.json"
        text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        differ += 1
        if arguments == ["--check"]:
            print(f"{path.relative_to(ROOT)} differs from what tools/make_exchange_vectors.py makes")
        else:
            path.write_text(text, "utf-8")
    return 1 if differ and arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
