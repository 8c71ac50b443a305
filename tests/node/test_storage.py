"""A full disk is told from every other fault, on whatever it shows."""

import errno
import sqlite3

import psycopg.errors
import pytest
from django.db import DatabaseError, IntegrityError, OperationalError

from mithaq.node import storage


def caused(error: DatabaseError, cause: Exception) -> DatabaseError:
    error.__cause__ = cause
    return error


def of_sqlite(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        OSError(errno.EFBIG, "File too large"),
        caused(OperationalError("database or disk is full"), of_sqlite("SQLITE_FULL")),
        caused(OperationalError("disk I/O error"), of_sqlite("SQLITE_IOERR_WRITE")),
        caused(OperationalError("could not extend file"), psycopg.errors.DiskFull()),
    ],
)
def test_a_full_disk_is_a_refusal_with_its_code(error: Exception) -> None:
    refusal = storage.refusal_of(error)
    assert refusal is not None
    assert refusal.code == "storage-full"


@pytest.mark.parametrize(
    "error",
    [
        None,
        ValueError("anything"),
        OSError(errno.EACCES, "Permission denied"),
        caused(OperationalError("database is locked"), of_sqlite("SQLITE_BUSY")),
        caused(IntegrityError("twice"), psycopg.errors.UniqueViolation()),
    ],
)
def test_another_fault_is_none(error: Exception | None) -> None:
    assert storage.refusal_of(error) is None
