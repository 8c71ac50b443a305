"""How much a partner may send: one limit for each field and part (REC-30 to REC-33). Bytes, unless named."""

import re

KIB = 1024

MAX_DEPTH = 16
"""Objects and arrays within each other in one JSON text."""

MAX_INTEGER = 2**53 - 1
"""The greatest integer that every JSON reader keeps exact."""

MAX_PARTIES = 16
MAX_PARENTS = 17
"""The author's own previous entry and one newest entry of each party."""

MAX_AGENCY = 66
MAX_HANDLING = 40
TIME_LENGTH = 24

MAX_PAYLOAD = 16 * KIB
MAX_BODY = 256 * KIB

NONCE_LENGTH = 12
TAG_LENGTH = 16
CONTENT_KEY_LENGTH = 32
SIGNATURE_LENGTH = 64
SEALED_KEY_LENGTH = 1120 + CONTENT_KEY_LENGTH + TAG_LENGTH
"""HPKE's encapsulated key (ML-KEM-768 1088, X25519 32), the content key and its tag."""

MAX_SEALED = NONCE_LENGTH + MAX_PARTIES * (2 + SEALED_KEY_LENGTH) + MAX_BODY + TAG_LENGTH
MAX_FRAME = 4 + MAX_PAYLOAD + SIGNATURE_LENGTH + 4 + MAX_SEALED

MAX_BUNDLE = 1024 * KIB * KIB
MAX_GROUND = 64 * KIB * KIB
"""What a dossier starts from, uncompressed."""

MAX_NOTE = 64 * KIB
MAX_NOTE_SIGNATURES = 64

AGENCY = re.compile(r"[a-z]{2}\.[a-z0-9][a-z0-9-]{0,62}")
"""To be matched in full: country code, dot, service."""

ID = re.compile(r"[0-9a-f]{64}")
"""To be matched in full: the id of an entry, a dossier or a key, SHA-256 in hexadecimal."""
