"""Alerts, who has acknowledged them, and when the next contact point is called (PAC-14 to PAC-19)."""

from dataclasses import dataclass
from statistics import median_low

from mithaq.kinds.deadlines import LAST_TIME, Profile, later
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.pact.directory import Point, on_call
from mithaq.kinds.predicates import Past

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Answer:
    """That an agency acknowledged an alert, by which desk, and how long it took."""

    id: str
    agency: str
    point: str
    at: str
    minutes: int
    """From the time of the alert: the whole way, there and back."""
    in_time: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One alert, or test."""

    id: str
    author: str
    to: tuple[str, ...]
    area: str
    urgency: str
    test: bool
    at: str
    answers: tuple[Answer, ...] = ()
    over: str = ""

    def answer(self, agency: str) -> Answer | None:
        """Return how an agency acknowledged it, or None."""
        return next((one for one in self.answers if one.agency == agency), None)

    @property
    def awaited(self) -> tuple[str, ...]:
        """The agencies that have still to acknowledge it; none once it is over."""
        return () if self.over else tuple(one for one in self.to if self.answer(one) is None)


def median_minutes(calls: Ledger[Call], agency: str) -> int | None:
    """Return the minutes until an agency acknowledged, in the middle; None where it never has (PAC-21)."""
    took = [one.minutes for call in calls.values() if (one := call.answer(agency))]
    return median_low(took) if took else None


@dataclass(frozen=True, slots=True)
class Step:
    """When which level of an agency's contact points is called; level 0: it has named none."""

    due: str
    level: int


def runs_from(call: Call, agency: str, past: Past) -> str:
    """Return from when an agency's time runs: its signed receipt, else the alert's own time (PAC-18).

    A receipt that is dated before the alert counts as at its time: nobody gains by dating back.
    """
    return max(call.at, past.receipt(call.id, agency) or "")


def steps(profile: Profile, points: Ledger[Point], call: Call, agency: str, past: Past) -> tuple[Step, ...]:
    """Return when an agency that does not acknowledge is called, and at which level (PAC-17, PAC-19)."""
    since = runs_from(call, agency, past)
    levels = sorted({point.level for point in on_call(points, agency, call.area, call.at)}) or [0]
    minutes = profile.steps(call.urgency)[: max(1, len(levels) - 1)]
    called = levels[1:] or levels
    return tuple(Step(after(since, one), level) for one, level in zip(minutes, called, strict=False))


def after(moment: str, minutes: int) -> str:
    """Return a time that many minutes later, or the last that can be written."""
    try:
        return later(moment, minutes * MINUTE)
    except OverflowError:
        return LAST_TIME
