"""A font that is vendored for the papers is unpacked and not changed."""

import struct
import zlib

import pytest
from tools import vendor

TABLES = {b"glyf": b"outlines " * 40, b"head": b"\x00\x01x"}


def woff() -> bytes:
    """Return a WOFF 1.0 with one table that is compressed, and one that would not be shorter."""
    directory, data = b"", b""
    start = 44 + 20 * len(TABLES)
    for tag, table in TABLES.items():
        packed = min(zlib.compress(table), table, key=len)
        directory += struct.pack(">4s4I", tag, start + len(data), len(packed), len(table), 7)
        data += packed + b"\0" * (-len(packed) % 4)
    header = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x10000, start + len(data), len(TABLES), 0, *[0] * 8)
    return header + directory + data


def test_a_font_is_unpacked_table_by_table() -> None:
    font = vendor.unpack(woff())
    flavour, count, span, power, rest = struct.unpack_from(">IHHHH", font)
    assert (flavour, count, span, power, rest) == (0x10000, 2, 32, 1, 0)
    found = {}
    for place in range(count):
        tag, checksum, offset, size = struct.unpack_from(">4s3I", font, 12 + 16 * place)
        assert (checksum, offset % 4) == (7, 0)
        found[tag] = font[offset : offset + size]
    assert found == TABLES


def test_what_is_no_font_is_not_unpacked() -> None:
    with pytest.raises(SystemExit, match=r"not a WOFF 1\.0 file"):
        vendor.unpack(b"wOF2" + b"\0" * 60)
