"""Requests a second of one worker process, as wrk counts them; the other core is left to wrk."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.peers.limits.apps import BODY, SIGNATURE
from bench.peers.processes import free_port, stop, wait_for_port

_CASES = (
    ("granian", "asgi", "starlette"),
    ("granian", "asgi", "django_asgi"),
    ("granian", "wsgi", "django_wsgi"),
    ("uvicorn", "asgi", "starlette"),
    ("uvicorn", "asgi", "django_asgi"),
)
_SECONDS = 4
_TO_MS = {"us": 1e-3, "ms": 1.0, "s": 1e3}


def measure() -> dict[str, Any]:
    """Requests a second and p50, p99 in ms, by server and framework. Raises RuntimeError without wrk."""
    if not shutil.which("wrk"):
        raise RuntimeError("this needs the program wrk (Debian package wrk), which is not installed")
    folder = Path(tempfile.mkdtemp(prefix="bench-http-"))
    script = folder / "post.lua"
    script.write_text(
        f'wrk.method="POST"\nwrk.body=string.rep("b",{len(BODY)})\nwrk.headers["x-signature"]="{SIGNATURE}"\n'
    )
    try:
        return {f"{server}-{app}": _case(server, interface, app, script) for server, interface, app in _CASES}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _case(server: str, interface: str, app: str, script: Path) -> dict[str, Any]:
    port = free_port()
    environment = {**os.environ, "BENCH_APP": app}
    process = subprocess.Popen(_command(server, interface, port), env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for_port(port, process, 30)
        _wrk(port, "/hello", None, 1)  # warms up
        return {
            "hello": _wrk(port, "/hello", None, _SECONDS),
            "json_1KiB": _wrk(port, "/record", None, _SECONDS),
            "post_1KiB_verified": _wrk(port, "/check", script, _SECONDS),
        }
    finally:
        stop(process)


def _command(server: str, interface: str, port: int) -> list[str]:
    shared = ["--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--log-level", "warning"]
    if server == "granian":
        special = ["--interface", interface, "--no-ws"]
    else:
        special = ["--loop", "uvloop", "--http", "httptools", "--no-access-log"]
    return [sys.executable, "-m", server, *shared, *special, f"bench.peers.limits.apps:{interface}"]


def _wrk(port: int, path: str, script: Path | None, seconds: int) -> dict[str, float]:
    scripted = ["-s", str(script)] if script else []
    command = [
        "wrk",
        "-t1",
        "-c32",
        f"-d{seconds}s",
        "--latency",
        *scripted,
        f"http://127.0.0.1:{port}{path}",
    ]
    said = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if rate is None or "Non-2xx" in said:
        raise RuntimeError(f"not every request to {path} was answered: {said[-300:]}")
    found = {"per_s": float(rate[1])}
    for level in ("50", "99"):
        if hit := re.search(rf"{level}%\s+([\d.]+)(us|ms|s)\b", said):
            found[f"p{level}_ms"] = round(float(hit[1]) * _TO_MS[hit[2]], 3)
    return found
