"""Starts a node: one process, one server, and beside it the loops."""

import contextlib
import logging
import os
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO, cast

import structlog
import uvicorn

from mithaq.node.connections import Punctual

KEEP_ALIVE = 75
"""Seconds for which an idle connection is kept: longer than the beat of the loops."""

CONNECTIONS = 512
"""Requests at one time; more are turned away with 503."""

SWITCH = 0.001
"""Seconds for which one thread may keep the others waiting: what answers must not wait for what computes."""

GRACE = 10
"""Seconds that running calls have to end when the node is stopped."""


@dataclass(frozen=True, slots=True)
class Tls:
    """This node's certificate and key and, where partners must show theirs, who signs these."""

    certificate: Path
    key: Path
    client_authorities: Path | None = None


def serve(host: str, port: int, *, work: bool = True, tls: Tls | None = None) -> None:
    """Serve this node (MITHAQ_HOME) until SIGTERM or SIGINT; `work` runs the loops in the same process."""
    os.environ["MITHAQ_WORK"] = "1" if work else "0"
    sys.setswitchinterval(SWITCH)
    configure_log()
    options: dict[str, Any] = {}
    if tls is not None:
        options = {
            "ssl_certfile": str(tls.certificate),
            "ssl_keyfile": str(tls.key),
            "ssl_ca_certs": str(tls.client_authorities) if tls.client_authorities else None,
            "ssl_cert_reqs": ssl.CERT_REQUIRED if tls.client_authorities else ssl.CERT_NONE,
        }
    config = uvicorn.Config(
        "mithaq.node.asgi:application",
        host=host,
        port=port,
        lifespan="on",
        loop="asyncio",
        http=Punctual,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
        **options,
    )
    uvicorn.Server(config).run()


class _Patient:
    """A stream that loses what it cannot write: a full disk under the log must not end what logs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, if it can be written."""
        with contextlib.suppress(OSError):
            return self._stream.write(text)
        return 0

    def flush(self) -> None:
        """Flush, if it can be written."""
        with contextlib.suppress(OSError):
            self._stream.flush()


def configure_log() -> None:
    """Write one JSON object a line to standard error: our own events, and what libraries warn of."""
    level = logging.getLevelName(os.environ.get("MITHAQ_LOG", "WARNING").upper())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            level if isinstance(level, int) else logging.WARNING
        ),
        logger_factory=structlog.WriteLoggerFactory(cast(TextIO, _Patient(sys.stderr))),
        cache_logger_on_first_use=True,
    )
