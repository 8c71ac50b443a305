"""How a command ends: its exit code, and one sentence with the code of the refusal."""

import sys
from enum import IntEnum

from mithaq.cli.words import _
from mithaq.node import problems
from mithaq.record.errors import PeerError, Refusal


class Exit(IntEnum):
    """What the exit codes mean (docs/guide/cli.md)."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    REFUSED = 3
    NOT_FOUND = 4
    UNREACHABLE = 5
    NOT_VERIFIED = 6
    IN_THE_WAY = 7
    INTERRUPTED = 130


class Failure(Exception):  # noqa: N818 - the word for what a person is told
    """The end of a command that could not do what it was called for; `code` is a refusal's, if any."""

    def __init__(self, exit_code: Exit, sentence: str, code: str = "") -> None:
        super().__init__(sentence)
        self.exit_code = exit_code
        self.sentence = sentence
        self.code = code


def explain(failure: Failure) -> Exit:
    """Say on standard error why nothing came of it and return the exit code."""
    code = f" ({failure.code})" if failure.code else ""
    print(f"mithaq: {failure.sentence}{code}", file=sys.stderr, flush=True)  # noqa: T201 - this is the program
    return failure.exit_code


def told(fault: Exception) -> Failure | None:
    """Return the failure that a fault of the data, the path or the place is; None for our own."""
    if isinstance(fault, Failure):
        return fault
    if isinstance(fault, Refusal):
        return refused(fault)
    if isinstance(fault, PeerError):
        return Failure(Exit.UNREACHABLE, _("The other side does not answer: {reason}.").format(reason=fault))
    name = type(fault).__name__
    # By name: neither is imported for a command that needs no node.
    if name == "HomeError":
        return Failure(Exit.NOT_FOUND, _("The node's folder cannot be used: {reason}").format(reason=fault))
    if name in {"OperationalError", "InterfaceError"}:
        return Failure(
            Exit.IN_THE_WAY, _("The database cannot be used: {reason}").format(reason=_first_line(fault))
        )
    if isinstance(fault, OSError):
        place = fault.filename or ""
        reason = fault.strerror or str(fault)
        return Failure(
            Exit.IN_THE_WAY, _("{place} cannot be used: {reason}.").format(place=place, reason=reason)
        )
    return None


def _first_line(fault: Exception) -> str:
    return str(fault).strip().partition("\n")[0]


def refused(refusal: Refusal) -> Failure:
    """Return the failure that tells a refusal in the reader's language, with the exit code that fits it."""
    status = problems.status(refusal.code)
    code = Exit.NOT_FOUND if status in {401, 403, 404} else Exit.REFUSED
    return Failure(code, problems.sentence(refusal, _), refusal.code)
