"""Whether an error means that this node has nowhere to write: then it says so, and nothing is lost.

A full disk shows as ENOSPC or EDQUOT, files that may not grow as EFBIG; SQLite says "database or disk
is full" for the first two and "disk I/O error" for the last; PostgreSQL has the class 53.
"""

import errno

from django.db import DatabaseError

from mithaq.record.errors import Refusal

FULL = "storage-full"

_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SQLITE = frozenset({"SQLITE_FULL", "SQLITE_IOERR"})
_POSTGRESQL = "53"


def refusal_of(error: BaseException | None) -> Refusal | None:
    """Return the refusal for an error of this kind, or None for any other; its causes count too."""
    while error is not None:
        if _is_full(error):
            return Refusal(FULL)
        error = error.__cause__
    return None


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in _ERRNOS
    if isinstance(error, DatabaseError):
        return False  # its cause is the driver's own error, which knows more
    sqlite = str(getattr(error, "sqlite_errorname", ""))
    return sqlite.startswith(tuple(_SQLITE)) or str(getattr(error, "sqlstate", "") or "").startswith(
        _POSTGRESQL
    )
