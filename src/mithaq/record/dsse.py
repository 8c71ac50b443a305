"""What a signature covers: DSSE's pre-authentication encoding (DSSE protocol 1.0.2; REC-21)."""


def pae(payload_type: bytes, payload: bytes) -> bytes:
    """Return type and payload with their lengths, so that no two pairs give the same bytes."""
    return b"DSSEv1 %d %b %d %b" % (len(payload_type), payload_type, len(payload), payload)
