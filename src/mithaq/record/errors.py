"""Whose fault it is.

Refusal      the data is at fault: deterministic, with a code of `mithaq.record.codes`
PeerError    the path is at fault: another try may succeed
anything else is our own fault
"""

from collections.abc import Mapping

from mithaq.record.codes import CODES

Fields = Mapping[str, str | int]


class Refusal(Exception):  # noqa: N818 - the word of the whole product; it is also returned, as a value
    """Data that is not accepted: raised by parsers and at the door, returned as a value by the law.

    Two refusals with the same code and fields are equal. Prose, languages and HTTP are elsewhere.
    """

    code: str
    fields: Fields

    def __init__(self, code: str, fields: Fields | None = None) -> None:
        """Keep a code of CODES and exactly its fields; anything else is our fault (ValueError)."""
        given = dict(fields or {})
        if code not in CODES or given.keys() != set(CODES[code]):
            raise ValueError(f"no refusal has the code {code!r} with the fields {sorted(given)}")
        super().__init__(code, given)
        self.code = code
        self.fields = given

    def __str__(self) -> str:
        return self.code

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refusal) and (self.code, self.fields) == (other.code, other.fields)

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.fields.items()))))


class PeerError(Exception):
    """A partner that could not be reached or did not answer as agreed."""

    retryable: bool

    def __init__(self, reason: str, *, retryable: bool) -> None:
        super().__init__(reason)
        self.retryable = retryable
