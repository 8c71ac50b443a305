"""The form of an exchange message, a request and an answer alike (docs/spec/exchange.md, EXC-1 to EXC-12).

    message = meta LF *offered
    meta    = one line of JSON in the record's profile, at most MAX_META bytes, no LF in it
    offered = serial (u64) length (u32) frame            integers big-endian; the frame is an entry's

`serial` is the entry's number in the sender's own store, or 0 for an entry sent because it was
asked for. Pure: bytes in, values out; parse raises Refusal and nothing else.
"""

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mithaq.node.exchange import limits
from mithaq.record import jsonprofile
from mithaq.record.errors import Refusal
from mithaq.record.limits import AGENCY, MAX_AGENCY, MAX_FRAME, MAX_INTEGER, MAX_PARTIES

VERSION = 1

_OFFERED = struct.Struct(">QI")
_EPOCH = re.compile(r"[0-9a-f]{32,64}")
_ID = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_CODE = 64


@dataclass(frozen=True, slots=True)
class Offered:
    """One entry on its way: its number at the sender (0: it was asked for) and its bytes."""

    serial: int
    frame: bytes


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the serial numbers of one node's store; the epoch names the store (EXC-5)."""

    epoch: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Want:
    """A dossier in which entries are missing: the last number held of each author, and parents by id."""

    dossier: str
    have: Mapping[str, int]
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogHead:
    """The newest checkpoint of the sender's audit log, with the proof that it extends `since` rows."""

    note: str
    since: int
    proof: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What one node tells another in one request or answer.

    `knows` is the id of the receiver's signing key that the sender goes by (EXC-35). `log_seen` is the size
    of the receiver's audit log that the sender has cosigned last: what the receiver's next proof must begin
    at.
    """

    sender: str
    receiver: str
    epoch: str
    after: int = 0
    upto: int = 0
    got: Position | None = None
    want: tuple[Want, ...] = ()
    resync: bool = False
    returned: str | None = None
    more: bool = False
    log: LogHead | None = None
    log_seen: int = 0
    cosigned: str | None = None
    refused: tuple[tuple[str, str], ...] = ()
    knows: str | None = None
    offers: tuple[Offered, ...] = field(default=(), repr=False)


def encode(message: Message) -> bytes:
    """Return the bytes of a message; Refusal json-... if a text of it is outside the profile."""
    parts = [jsonprofile.dump(_meta(message)), b"\n"]
    for offer in message.offers:
        parts += (_OFFERED.pack(offer.serial, len(offer.frame)), offer.frame)
    return b"".join(parts)


def parse(data: bytes) -> Message:
    """Return the message that these bytes are; Refusal exchange-... or json-... and nothing else."""
    if len(data) > limits.MAX_MESSAGE:
        raise Refusal("exchange-too-long", {"length": len(data), "most": limits.MAX_MESSAGE})
    end = data.find(b"\n", 0, limits.MAX_META + 1)
    if end < 0:
        raise Refusal("exchange-form")
    meta = jsonprofile.parse(data[:end], most=limits.MAX_META)
    if not isinstance(meta, dict):
        raise Refusal("exchange-form")
    version = _whole(meta, "v")
    if version != VERSION:
        raise Refusal("exchange-version", {"version": version})
    after, upto = _whole(meta, "after"), _whole(meta, "upto")
    if after > upto:
        raise Refusal("exchange-field", {"field": "after"})
    return Message(
        sender=_match(meta, "from", AGENCY, MAX_AGENCY),
        receiver=_match(meta, "to", AGENCY, MAX_AGENCY),
        epoch=_match(meta, "epoch", _EPOCH),
        after=after,
        upto=upto,
        got=_position(meta),
        want=tuple(_want(item) for item in _items(meta, "want", limits.MAX_WANTS)),
        resync=_flag(meta, "resync"),
        returned=None if meta.get("returned") is None else _match(meta, "returned", _EPOCH),
        more=_flag(meta, "more"),
        log=_log(meta),
        log_seen=_whole(meta, "log_seen"),
        cosigned=_note(meta, "cosigned"),
        refused=tuple(_result(item) for item in _items(meta, "refused", limits.MAX_FRAMES)),
        knows=None if meta.get("knows") is None else _match(meta, "knows", _ID),
        offers=_offers(data, end + 1, after, upto),
    )


def _meta(message: Message) -> dict[str, Any]:
    """Return the first line's value; what says nothing is left out."""
    got, log = message.got, message.log
    members: dict[str, Any] = {
        "v": VERSION,
        "from": message.sender,
        "to": message.receiver,
        "epoch": message.epoch,
        "after": message.after,
        "upto": message.upto,
        "got": got and {"epoch": got.epoch, "cursor": got.cursor},
        "want": [{"dossier": w.dossier, "have": dict(w.have), "ids": list(w.ids)} for w in message.want],
        "resync": message.resync,
        "returned": message.returned,
        "more": message.more,
        "log": log and {"note": log.note, "since": log.since, "proof": list(log.proof)},
        "log_seen": message.log_seen,
        "cosigned": message.cosigned,
        "refused": [list(result) for result in message.refused],
        "knows": message.knows,
    }
    return {name: value for name, value in members.items() if value or type(value) is int}


def _offers(data: bytes, at: int, after: int, upto: int) -> tuple[Offered, ...]:
    """Return the entries that follow the first line: numbers rise within (after, upto] (EXC-3)."""
    offers: list[Offered] = []
    last = after
    while at < len(data):
        if len(offers) == limits.MAX_FRAMES:
            raise Refusal("exchange-too-many", {"field": "offers", "most": limits.MAX_FRAMES})
        if at + _OFFERED.size > len(data):
            raise Refusal("exchange-form")
        serial, length = _OFFERED.unpack_from(data, at)
        at += _OFFERED.size
        if length > MAX_FRAME or at + length > len(data):
            raise Refusal("exchange-form")
        if serial:
            if not last < serial <= upto:
                raise Refusal("exchange-field", {"field": "serial"})
            last = serial
        offers.append(Offered(serial, data[at : at + length]))
        at += length
    return tuple(offers)


def _position(meta: Mapping[str, Any]) -> Position | None:
    got = meta.get("got")
    if got is None:
        return None
    return Position(_match(got, "epoch", _EPOCH), _whole(got, "cursor"))


def _want(item: Any) -> Want:
    have = _object(item, "have")
    if len(have) > MAX_PARTIES * 4:  # former parties have written too
        raise Refusal("exchange-too-many", {"field": "have", "most": MAX_PARTIES * 4})
    if any(len(agency) > MAX_AGENCY or not AGENCY.fullmatch(agency) for agency in have):
        raise Refusal("exchange-field", {"field": "have"})
    ids = _items(item, "ids", limits.MAX_WANTED_IDS)
    if not all(isinstance(one, str) and _ID.fullmatch(one) for one in ids):
        raise Refusal("exchange-field", {"field": "ids"})
    return Want(_match(item, "dossier", _ID), {agency: _whole(have, agency) for agency in have}, tuple(ids))


def _log(meta: Mapping[str, Any]) -> LogHead | None:
    log = meta.get("log")
    if log is None:
        return None
    note = _note(log, "note")
    proof = _items(log, "proof", limits.MAX_PROOF)
    if note is None or not all(isinstance(one, str) and _ID.fullmatch(one) for one in proof):
        raise Refusal("exchange-field", {"field": "log"})
    return LogHead(note, _whole(log, "since"), tuple(proof))


def _result(item: Any) -> tuple[str, str]:
    match item:
        case [str(entry), str(code)] if _ID.fullmatch(entry) and len(code) <= _MAX_CODE:
            if _CODE.fullmatch(code):
                return entry, code
    raise Refusal("exchange-field", {"field": "refused"})


def _note(holder: Any, name: str) -> str | None:
    value = holder.get(name) if isinstance(holder, dict) else None
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > limits.MAX_NOTE_TEXT:
        raise Refusal("exchange-field", {"field": name})
    return value


def _object(holder: Any, name: str) -> dict[str, Any]:
    value = holder.get(name, {}) if isinstance(holder, dict) else None
    if not isinstance(value, dict):
        raise Refusal("exchange-field", {"field": name})
    return value


def _items(holder: Any, name: str, most: int) -> list[Any]:
    value = holder.get(name, []) if isinstance(holder, dict) else None
    if not isinstance(value, list):
        raise Refusal("exchange-field", {"field": name})
    if len(value) > most:
        raise Refusal("exchange-too-many", {"field": name, "most": most})
    return value


def _match(holder: Any, name: str, pattern: re.Pattern[str], most: int = 64) -> str:
    value = holder.get(name) if isinstance(holder, dict) else None
    # Length first: a pattern is never run over a megabyte that a partner sent.
    if not isinstance(value, str) or len(value) > most or not pattern.fullmatch(value):
        raise Refusal("exchange-field", {"field": name})
    return value


def _whole(holder: Any, name: str) -> int:
    value = holder.get(name) if isinstance(holder, dict) else None
    if type(value) is not int or not 0 <= value <= MAX_INTEGER:
        raise Refusal("exchange-field", {"field": name})
    return value


def _flag(holder: Mapping[str, Any], name: str) -> bool:
    value = holder.get(name, False)
    if not isinstance(value, bool):
        raise Refusal("exchange-field", {"field": name})
    return value
