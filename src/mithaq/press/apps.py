"""The public site as a Django application."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    """The label is "press": tables are called press_..."""

    name = "mithaq.press"
    label = "press"
    default_auto_field = "django.db.models.BigAutoField"
