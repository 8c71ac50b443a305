"""Ports that are to be listened on: whether another program does so already, before anything is begun."""

import socket

from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import _


def check_port(host: str, port: int, advice: str) -> None:
    """Refuse a port that is in use; `advice` is the sentence that says what to do about it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = error.strerror or str(error)
            told = _("Port {port} cannot be used ({reason}).").format(port=port, reason=reason)
            raise Failure(Exit.IN_THE_WAY, f"{told} {advice}") from error
