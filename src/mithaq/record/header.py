"""The header of an entry: what its author signs and everybody can read (REC-10 to REC-19).

The signed bytes are kept as they came. A reader looks at the members it knows and never writes a
header anew, so members of later versions stay where they are.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from mithaq.record import jsonprofile
from mithaq.record.errors import Refusal
from mithaq.record.limits import (
    AGENCY,
    ID,
    MAX_HANDLING,
    MAX_INTEGER,
    MAX_PARENTS,
    MAX_PARTIES,
    MAX_PAYLOAD,
    TIME_LENGTH,
)

VERSION = 1

_is_agency = AGENCY.fullmatch
_is_id = ID.fullmatch
_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"
_is_time = re.compile(_TIME).fullmatch
_is_handling = re.compile(rf"[!-~]{{0,{MAX_HANDLING}}}").fullmatch
_FIRST = ["v", "dossier", "author", "seq", "parents", "time", "to", "handling", "key", "commitment"]
# What a header looks like that this version writes, openings left out: read in one go. Whatever differs
# from it, or breaks a rule that no pattern can say, is read member by member.
_HEX, _NAME = ID.pattern, AGENCY.pattern
_ORDINARY = re.compile(
    rf'{{"v":1,"dossier":"({_HEX})","author":"({_NAME})","seq":([1-9][0-9]{{0,14}})'
    rf',"parents":\["({_HEX}(?:","{_HEX}){{0,{MAX_PARENTS - 1}}})"\],"time":"({_TIME})"'
    rf',"to":\[(?:"({_NAME}(?:","{_NAME}){{0,{MAX_PARTIES - 1}}})")?\]'
    rf',"handling":"([!#-\[\]-~]{{0,{MAX_HANDLING}}})","key":"({_HEX})"'
    rf',"commitment":(?:"({_HEX})"|null),"sealed":(?:"({_HEX})"|null)}}'
).fullmatch
_UNSEALED = b',"sealed":null}'
_SEALED = b',"sealed":"%b"}'


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author decides about an entry before it is sealed and signed; see Header."""

    dossier: str | None
    author: str
    seq: int
    parents: tuple[str, ...]
    time: str
    to: tuple[str, ...]
    handling: str


@dataclass(frozen=True, slots=True)
class Header:
    """The members of a header; ids are 64 lower-case hexadecimal characters.

    `dossier` is None in the opening entry; `to` is empty and `commitment` and `sealed` are None in an
    acknowledgement. `time` is UTC to the millisecond, always 24 characters, so that the order of texts
    is the order of times.
    """

    v: int
    dossier: str | None
    author: str
    seq: int
    parents: tuple[str, ...]
    time: str
    to: tuple[str, ...]
    handling: str
    key: str
    commitment: str | None
    sealed: str | None


def encode(draft: Draft, key: str, commitment: str | None) -> bytes:
    """Return the header without its last member: what the body is bound to when it is sealed (REC-26)."""
    return jsonprofile.dump(
        {
            "v": VERSION,
            "dossier": draft.dossier,
            "author": draft.author,
            "seq": draft.seq,
            "parents": draft.parents,
            "time": draft.time,
            "to": draft.to,
            "handling": draft.handling,
            "key": key,
            "commitment": commitment,
        }
    )


def complete(associated: bytes, sealed: str | None) -> bytes:
    """Return the payload: the header with its last member, the hash of the sealed part."""
    end = _UNSEALED if sealed is None else _SEALED % sealed.encode("ascii")
    return associated[:-1] + end


def associated_data(payload: bytes, header: Header) -> bytes:
    """Return the payload without its last member; the inverse of `complete`."""
    return payload[: -len(complete(b"}", header.sealed))] + b"}"


def parse(payload: bytes) -> Header:
    """Return the header of these bytes; Refusal json-... or entry-... (REC-10 to REC-19)."""
    ordinary = _parse_ordinary(payload)
    if ordinary is not None:
        return ordinary
    members = jsonprofile.parse(payload, most=MAX_PAYLOAD)
    if not jsonprofile.is_object(members) or "v" not in members:
        raise Refusal("entry-members")
    header = _header(members)
    # Only the last member of the outermost object can end so: whatever is within has a bracket after it.
    if [*members][:10] != _FIRST or not payload.endswith(complete(b"}", header.sealed)):
        raise Refusal("entry-members")
    return header


def _parse_ordinary(payload: bytes) -> Header | None:
    """Return the header of these bytes; None if they are not in the ordinary form or break a rule of it."""
    found = _ORDINARY(payload.decode("latin-1"))
    if found is None:
        return None
    dossier, author, seq, parents, time, to, handling, key, commitment, sealed = found.groups()
    header = Header(
        VERSION,
        dossier,
        author,
        int(seq),
        tuple(parents.split('","')),
        time,
        tuple(to.split('","')) if to else (),
        handling,
        key,
        commitment,
        sealed,
    )
    if _repeats(header.parents) or not _ascends(header.to) or not is_time(time):
        return None
    _check_whole(header)
    return header


def is_time(text: str) -> bool:
    """Return whether this is a real time in the one form: 2030-06-08T18:00:00.000Z."""
    if len(text) != TIME_LENGTH or not _is_time(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _header(members: dict[str, Any]) -> Header:
    version = members["v"]
    if type(version) is not int:
        raise Refusal("entry-field", {"field": "v"})
    if version != VERSION:
        raise Refusal("entry-version-unknown", {"version": version})
    try:
        header = Header(
            version,
            members["dossier"],
            members["author"],
            members["seq"],
            _list(members["parents"], "parents", MAX_PARENTS),
            members["time"],
            _list(members["to"], "to", MAX_PARTIES),
            members["handling"],
            members["key"],
            members["commitment"],
            members["sealed"],
        )
    except KeyError:
        raise Refusal("entry-members") from None
    _check_fields(header)
    _check_whole(header)
    return header


def _list(value: Any, field: str, most: int) -> tuple[Any, ...]:
    if not jsonprofile.is_list(value):
        raise Refusal("entry-field", {"field": field})
    if len(value) > most:
        raise Refusal("entry-too-many", {"count": len(value), "field": field, "most": most})
    return tuple(value)


def _check_fields(header: Header) -> None:
    """Refuse a member that has not its own form, whatever the others say."""
    # Written out, without a loop over a table: this runs for every entry that arrives.
    if not (header.dossier is None or _matches(_is_id, header.dossier)):
        raise Refusal("entry-field", {"field": "dossier"})
    if not _matches(_is_agency, header.author):
        raise Refusal("entry-field", {"field": "author"})
    if type(header.seq) is not int or not 1 <= header.seq <= MAX_INTEGER:
        raise Refusal("entry-field", {"field": "seq"})
    if not all(_matches(_is_id, parent) for parent in header.parents) or _repeats(header.parents):
        raise Refusal("entry-field", {"field": "parents"})
    if not (type(header.time) is str and is_time(header.time)):
        raise Refusal("entry-field", {"field": "time"})
    if not all(_matches(_is_agency, agency) for agency in header.to) or not _ascends(header.to):
        raise Refusal("entry-field", {"field": "to"})
    if not _matches(_is_handling, header.handling):
        raise Refusal("entry-field", {"field": "handling"})
    if not _matches(_is_id, header.key):
        raise Refusal("entry-field", {"field": "key"})
    if not (header.commitment is None or _matches(_is_id, header.commitment)):
        raise Refusal("entry-field", {"field": "commitment"})
    if not (header.sealed is None or _matches(_is_id, header.sealed)):
        raise Refusal("entry-field", {"field": "sealed"})


def _check_whole(header: Header) -> None:
    """Refuse members that do not fit each other."""
    if len({header.commitment is None, header.sealed is None, not header.to}) != 1:
        raise Refusal("entry-acknowledgement")
    if header.to and header.author not in header.to:
        raise Refusal("entry-author-absent")
    if header.dossier is None:
        if header.seq != 1 or header.parents or header.commitment is None:
            raise Refusal("entry-opening")
    elif not header.parents:
        raise Refusal("entry-parents-absent")


def _matches(pattern: Any, value: Any) -> bool:
    return type(value) is str and pattern(value) is not None


def _ascends(items: tuple[str, ...]) -> bool:
    return all(one < other for one, other in pairwise(items))


def _repeats(items: tuple[str, ...]) -> bool:
    return len(set(items)) != len(items)
