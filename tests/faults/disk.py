"""A disk that becomes full under a node, and free again.

A small file system of its own where mounting is allowed: every write then fails with ENOSPC, the log's
too. Where it is not, the kernel's limit on the size of files, which needs no rights: writes beyond it
fail with EFBIG.
"""

import contextlib
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nodes import NodeProcess

SIZE_MB = 24
LIMIT = 16 * 1024
"""Bytes of a file at most, once the disk is full: less than any database."""


class SmallDisk:
    """A mounted file system of a few megabytes."""

    name = "tmpfs"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, node: NodeProcess) -> None:
        """Leave not a byte free."""
        with self._ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(4096))

    def free(self, node: NodeProcess) -> None:
        """Make room again."""
        self._ballast.unlink()


class LimitedFiles:
    """Any folder, for a node whose files must not grow."""

    name = "limit"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, node: NodeProcess) -> None:
        """Let no file of the running node grow."""
        self._limit(node, LIMIT)

    def free(self, node: NodeProcess) -> None:
        """Let its files grow again."""
        self._limit(node, resource.RLIM_INFINITY)

    def _limit(self, node: NodeProcess, soft: int) -> None:
        assert node.process is not None
        resource.prlimit(node.process.pid, resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk | LimitedFiles]:
    """Yield a disk that can be filled: a real one where this process may mount it."""
    place = folder / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        yield LimitedFiles(place)
        return
    try:
        yield SmallDisk(place)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
