"""Wakes the loops whenever a batch has become durable: own entries are to go, others' to be acknowledged."""

from typing import Any

from mithaq.node import bell, home, store
from mithaq.node.exchange.contacts import CONTACTS


def nudge(sender: object, *, source: str | None, new_keys: bool, **_: Any) -> None:
    """Ring for what was appended; the loops look for themselves what it is."""
    if new_keys:
        # A key that was revoked is not believed for another moment.
        CONTACTS.forget()
    if source is None:
        bell.ring(home.current().socket)
    else:
        bell.arrived.set()


store.appended.connect(nudge)
