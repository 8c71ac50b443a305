"""Starts the site: one process, one server; beside it what is done again and again."""

import logging
import os
import threading
from importlib import import_module
from typing import Any, cast

import uvicorn
from a2wsgi import WSGIMiddleware

SETTINGS = "mithaq.press.settings"
THREADS, CONNECTIONS = 8, 256
EVERY = 3600.0
"""Seconds between two looks for what is to be erased."""


def prepare() -> None:
    """Set Django up and bring the database up to date."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import_module("django").setup()
    import_module("django.core.management").call_command("migrate", verbosity=0, interactive=False)


def serve(host: str, port: int) -> None:
    """Serve the site of MITHAQ_PRESS until SIGTERM or SIGINT."""
    prepare()
    application = import_module("django.core.wsgi").get_wsgi_application()
    stop = threading.Event()
    threading.Thread(target=_keep_house, args=(stop,), daemon=True).start()
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    config = uvicorn.Config(
        cast(Any, WSGIMiddleware(application, workers=THREADS)),
        host=host,
        port=port,
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
    )
    try:
        uvicorn.Server(config).run()
    finally:
        stop.set()


def _keep_house(stop: threading.Event) -> None:
    upkeep: Any = import_module("mithaq.press.upkeep")
    while not stop.is_set():
        upkeep.run()
        stop.wait(EVERY)
