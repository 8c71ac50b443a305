"""What the site does by itself: it erases what it no longer needs."""

from mithaq.press import acts
from mithaq.press.commenting import erase_addresses
from mithaq.press.place import site


def run() -> None:
    """Erase the e-mail addresses that are due."""
    erased = erase_addresses(site().email_days)
    if erased:
        acts.record("site", "addresses-erased", str(erased))
