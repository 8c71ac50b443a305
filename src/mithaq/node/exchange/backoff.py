"""When to try a contact again: exponential backoff with full jitter (EXC-30).

Full jitter (a delay anywhere between nothing and the bound) spreads the nodes that lost the same
partner at the same moment, so that they do not all come back at once.
"""

from collections.abc import Callable
from dataclasses import dataclass

FIRST = 0.25
"""Seconds: the bound after the first failure; it doubles with each further one."""

MOST = 180.0
"""Seconds: where the bound stops growing."""

LEAST = 0.02
"""Seconds: no delay is shorter, or a dead partner on the same machine would be called in a tight loop."""


@dataclass(slots=True)
class Backoff:
    """The failures in a row with one contact. `random` gives a number from 0 up to 1."""

    random: Callable[[], float]
    failures: int = 0

    def failed(self) -> float:
        """Count one more failure; return the seconds to wait."""
        # Bounded exponent: 2.0 ** 2000 would overflow after a partner was away for a year.
        bound = min(MOST, FIRST * 2.0 ** min(self.failures, 20))
        self.failures += 1
        return max(LEAST, self.random() * bound)

    def heard(self) -> None:
        """Forget the failures: the contact has answered, or called."""
        self.failures = 0
