"""The pages as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The label is "web"; it has no tables of its own."""

    name = "mithaq.web"
    label = "web"
