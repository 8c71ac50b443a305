"""One node of the demo, or its site, as a process that ends when the demo ends, however that happens.

    python -m mithaq.demo.serving FOLDER PORT

Standard input is a pipe that the demo holds open and never writes to: its end is the demo's end,
even if the demo was killed and could tell nobody.
"""

import json
import os
import signal
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

from mithaq.demo.folder import ADDRESSES

GRACE = 15.0
"""Seconds after which a node that was told to end is ended."""


def end_with(pipe: int) -> None:
    """Wait for the end of the pipe, then end this process: gently, and if need be at once."""
    while os.read(pipe, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


def main(folder: str, port: int) -> None:
    """Serve what this folder holds on the loopback until told to end."""
    threading.Thread(target=end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    (_serve_site if (Path(folder) / "press.toml").exists() else _serve_node)(folder, port)


def _serve_site(folder: str, port: int) -> None:
    os.environ["MITHAQ_PRESS"] = folder
    os.environ.pop("PRESS_DATABASE_URL", None)
    os.environ.setdefault("PRESS_EMAIL", f"filemail:///{Path(folder).resolve() / 'mail'}")
    import_module("mithaq.press.serve").serve("127.0.0.1", port)


def _serve_node(folder: str, port: int) -> None:
    os.environ["MITHAQ_HOME"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "mithaq.node.settings"
    os.environ.pop("DATABASE_URL", None)
    # E-mail goes into files: there are no such addresses.
    os.environ.setdefault("MITHAQ_EMAIL", f"filemail:///{Path(folder).resolve() / 'mail'}")
    import_module("django").setup()
    # A demo that an older version made: its tables are brought up to date.
    import_module("mithaq.node.database").prepare(Path(folder).name)
    addresses = Path(folder) / ADDRESSES
    if addresses.exists():
        import_module("mithaq.demo.moving").move(json.loads(addresses.read_text("utf-8")))
        addresses.unlink()
    import_module("mithaq.node.serve").serve("127.0.0.1", port)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
