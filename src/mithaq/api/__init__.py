"""What programs talk to: REST with tokens and problems by RFC 9457 (docs/guide/api.md)."""
