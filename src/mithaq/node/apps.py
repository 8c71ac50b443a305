"""The node as a Django application."""

import gc
from importlib import import_module

from django.apps import AppConfig


class NodeConfig(AppConfig):
    """The label is "node": tables are called node_..."""

    name = "mithaq.node"
    label = "node"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the permissions known and listen to sign-ins; both need the models."""
        import_module("mithaq.node.officers")
        import_module("mithaq.node.signin")
        import_module("mithaq.node.exchange.nudge")
        import_module("mithaq.node.store")
        # What was imported stays: searching it for garbage again and again cost an eighth of receiving.
        gc.freeze()
