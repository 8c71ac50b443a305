"""The API as a Django application."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """It has no tables of its own."""

    name = "mithaq.api"
    label = "api"
