"""Encoding and decoding of one record of about 1 KiB, plain and canonical, on one core."""

from __future__ import annotations

import json
import secrets
from typing import Any

import cbor2
import msgspec
import orjson
import rfc8785

from bench.peers.limits.rates import rates


def measure() -> dict[str, int]:
    """Operations a second, by name."""
    item = _record()
    text, packed = rfc8785.dumps(item), cbor2.dumps(item, canonical=True)
    plain, ordered = msgspec.json.Encoder(), msgspec.json.Encoder(order="sorted")
    return {
        "bytes": len(text),
        **rates(
            {
                "encode_json": lambda: json.dumps(item).encode(),
                "encode_json_sorted": lambda: json.dumps(
                    item, sort_keys=True, separators=(",", ":")
                ).encode(),
                "encode_msgspec": lambda: plain.encode(item),
                "encode_msgspec_sorted": lambda: ordered.encode(item),
                "encode_orjson_sorted": lambda: orjson.dumps(item, option=orjson.OPT_SORT_KEYS),
                "encode_rfc8785": lambda: rfc8785.dumps(item),
                "encode_cbor2": lambda: cbor2.dumps(item),
                "encode_cbor2_canonical": lambda: cbor2.dumps(item, canonical=True),
                "decode_json": lambda: json.loads(text),
                "decode_msgspec": lambda: msgspec.json.decode(text),
                "decode_orjson": lambda: orjson.loads(text),
                "decode_cbor2": lambda: cbor2.loads(packed),
            }
        ),
    }


def _record() -> dict[str, Any]:
    head = {
        "v": 1,
        "dossier": secrets.token_hex(32),
        "author": "ma.dgsn",
        "seq": 4711,
        "parents": [secrets.token_hex(32), secrets.token_hex(32)],
        "time": "2026-01-01T12:00:00.000Z",
        "to": ["es.policia", "ma.dgsn"],
        "nested": {"b": 1, "a": [1, 2, 3, True, None], "é": "ü"},
    }
    return {**head, "data": secrets.token_urlsafe(1024)[: 1010 - len(rfc8785.dumps(head))]}
