"""What Python searches for garbage: not what stays in memory for as long as the node runs.

Templates, catalogues and tables of rules are read with the first pages. One full search among all of them
(some 140,000 objects) takes longer than any page does, and finds nothing.
"""

import gc
from typing import Any

FULL = 2
"""The number by which a full search is known to Python."""

FIRST = 4
"""Full searches after the start whose survivors are left out of all later ones: by then the pages have been
shown. No more than these, for what comes later goes again, and garbage that was left out would stay."""


def settle() -> None:
    """Leave out of every search what is there now, and what the first full searches leave."""
    gc.freeze()
    left = FIRST

    def searched(phase: str, search: dict[str, Any]) -> None:
        nonlocal left
        if phase == "stop" and search["generation"] == FULL:
            gc.freeze()
            left -= 1
            if not left:
                gc.callbacks.remove(searched)

    gc.callbacks.append(searched)
