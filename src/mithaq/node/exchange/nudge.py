"""Wakes the loops whenever a batch has become durable: own entries are to go, others' to be acknowledged."""

from typing import Any

from mithaq.node import bell, home, store


def nudge(sender: object, *, source: str | None, **_: Any) -> None:
    """Ring for what was appended; the loops look for themselves what it is."""
    if source is None:
        bell.ring(home.current().socket)
    else:
        bell.arrived.set()


store.appended.connect(nudge)
