"""Whose site this process serves."""

from django.conf import settings

from mithaq.press.house import House


def site() -> House:
    """Return the folder of this site."""
    house: House | None = settings.HOUSE
    assert house is not None  # noqa: S101 - a site without its folder does not start
    return house
