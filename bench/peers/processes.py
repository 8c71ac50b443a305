"""Starting and ending the servers of a peer (standard library only)."""

from __future__ import annotations

import socket
import subprocess
import time


def free_port() -> int:
    """A TCP port of the loopback interface that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes], seconds: float = 60.0) -> None:
    """Return when the process accepts connections on the port.

    Raises RuntimeError when the process ends first, TimeoutError when it takes longer than `seconds`.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server for port {port} ended early with code {process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), 0.5):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port} after {seconds:.0f} s")


def stop(process: subprocess.Popen[bytes] | None, seconds: float = 20.0) -> None:
    """End one process that we started: first asked, then made."""
    if process is None or process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
