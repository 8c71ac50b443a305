"""The node as a Django application."""

from importlib import import_module

from django.apps import AppConfig

from mithaq.node import memory


class NodeConfig(AppConfig):
    """The label is "node": tables are called node_..."""

    name = "mithaq.node"
    label = "node"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the permissions known, listen to sign-ins and requests; all need the models."""
        import_module("mithaq.node.database")
        import_module("mithaq.node.officers")
        import_module("mithaq.node.signin")
        import_module("mithaq.node.exchange.nudge")
        import_module("mithaq.node.store")
        # What was imported stays: searching it for garbage again and again cost an eighth of receiving.
        memory.settle()
