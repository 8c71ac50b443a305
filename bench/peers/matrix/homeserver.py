"""One Synapse homeserver: its configuration, and its process."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.peers.certificates import server_certificate, write
from bench.peers.processes import free_port, stop, wait_for_port

# Synapse limits its users by default; here its speed is asked for, not its patience.
_NO_LIMIT = {"per_second": 1_000_000, "burst_count": 1_000_000}
_NO_LIMITS: dict[str, Any] = {
    "rc_message": _NO_LIMIT,
    "rc_registration": _NO_LIMIT,
    "rc_admin_redaction": _NO_LIMIT,
    "rc_login": {"address": _NO_LIMIT, "account": _NO_LIMIT, "failed_attempts": _NO_LIMIT},
    "rc_joins": {"local": _NO_LIMIT, "remote": _NO_LIMIT},
    "rc_joins_per_room": _NO_LIMIT,
    "rc_invites": {"per_room": _NO_LIMIT, "per_user": _NO_LIMIT, "per_issuer": _NO_LIMIT},
    "rc_federation": {
        "window_size": 1000,
        "sleep_limit": 1_000_000,
        "sleep_delay": 0,
        "reject_limit": 1_000_000,
        "concurrent": 100,
    },
    "federation_rr_transactions_per_room_per_second": 1000,
    # The default wait before trying again (10 minutes, doubling) would measure a timer, not the software.
    "federation": {
        "destination_min_retry_interval": "1s",
        "destination_retry_multiplier": 1,
        "destination_max_retry_interval": "2s",
        "max_short_retries": 1,
        "max_short_retry_delay": "1s",
    },
}


class Homeserver:
    """A homeserver with a folder, two ports (clients in the clear, federation by TLS) and a database."""

    def __init__(self, folder: Path, database: dict[str, Any]) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self.client_port, self.federation_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.client_port}"
        self.registration_secret = secrets.token_hex(16)
        self._process: subprocess.Popen[bytes] | None = None
        write(*server_certificate("localhost"), folder / "tls.key", folder / "tls.crt")
        (folder / "log.yaml").write_text(json.dumps(self._log_settings()))
        (folder / "homeserver.yaml").write_text(json.dumps(self._settings(database)))
        subprocess.run([*self._command(), "--generate-keys"], check=True, timeout=60, cwd=folder)

    def start(self) -> None:
        """Return when clients and other servers can connect."""
        with (self.folder / "out.log").open("ab") as log:
            self._process = subprocess.Popen(self._command(), cwd=self.folder, stdout=log, stderr=log)
        wait_for_port(self.client_port, self._process, 90)
        wait_for_port(self.federation_port, self._process, 30)

    def stop(self) -> None:
        """End the process; its data stay."""
        stop(self._process)

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "synapse.app.homeserver", "-c", str(self.folder / "homeserver.yaml")]

    def _log_settings(self) -> dict[str, Any]:
        handler = {"class": "logging.FileHandler", "filename": str(self.folder / "server.log")}
        return {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"file": handler},
            "root": {"level": "WARNING", "handlers": ["file"]},
        }

    def _settings(self, database: dict[str, Any]) -> dict[str, Any]:
        return {
            "server_name": f"localhost:{self.federation_port}",
            "public_baseurl": self.url + "/",
            "pid_file": str(self.folder / "server.pid"),
            "listeners": [
                _listener(self.client_port, "client", tls=False),
                _listener(self.federation_port, "federation", tls=True),
            ],
            "tls_certificate_path": str(self.folder / "tls.crt"),
            "tls_private_key_path": str(self.folder / "tls.key"),
            "federation_verify_certificates": False,
            "ip_range_blacklist": [],
            "trusted_key_servers": [],
            "suppress_key_server_warning": True,
            "database": database,
            "log_config": str(self.folder / "log.yaml"),
            "media_store_path": str(self.folder / "media"),
            "signing_key_path": str(self.folder / "signing.key"),
            "registration_shared_secret": self.registration_secret,
            "macaroon_secret_key": secrets.token_hex(16),
            "form_secret": secrets.token_hex(16),
            "report_stats": False,
            "bcrypt_rounds": 4,
            "presence": {"enabled": False},
            "filter_timeline_limit": 5000,
            **_NO_LIMITS,
        }


def _listener(port: int, resource: str, *, tls: bool) -> dict[str, Any]:
    return {
        "port": port,
        "type": "http",
        "tls": tls,
        "bind_addresses": ["127.0.0.1"],
        "resources": [{"names": [resource], "compress": False}],
    }
