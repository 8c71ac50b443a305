"""How much one contact may ask of a node (docs/spec/exchange.md, EXC-20 to EXC-24). Bytes and seconds."""

from mithaq.record.limits import MAX_FRAME

MEDIA_TYPE = "application/vnd.mithaq.exchange"

MIB = 1024 * 1024

MAX_META = 256 * 1024
"""The first line of a message."""

MAX_MESSAGE = 4 * MIB
"""A whole message: refused by its length before it is read."""

MAX_FRAMES = 512
"""Entries in one message."""

FILL = MAX_MESSAGE - MAX_META - MAX_FRAME - 1024
"""A sender stops adding entries here, so that the one added last still fits."""

MAX_WANTS = 64
"""Dossiers asked for in one message."""

MAX_WANTED_IDS = 64
"""Missing parents named for one dossier."""

MAX_PROOF = 64
"""Hashes of a consistency proof: enough for 2^64 rows."""

MAX_NOTE_TEXT = 8192
"""Characters of a signed note that travels in a message."""

BODY_TIMEOUT = 30.0
"""Within which a whole message must have arrived."""

ANSWER_TIMEOUT = 60.0
"""Within which a whole answer must have arrived."""

CONNECT_TIMEOUT = 5.0

CALLS_AT_ONCE = 2
"""Calls of one contact that are worked on at the same time; the next is told that the node is busy."""

RETRY_AFTER = 1
"""What a busy node asks for."""

MAX_BLOB = 1024 * MIB
"""An attachment, sealed."""

MAX_BLOBS_OF_CONTACT = 16 * 1024 * MIB
"""All attachments that one contact's entries have brought here."""

MAX_RANGE = 4 * MIB
"""Bytes of an attachment in one answer."""
