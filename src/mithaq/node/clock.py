"""This node's own clock, in the one form that the record knows."""

from datetime import UTC, datetime, timedelta

from mithaq.record.graph import Placed

# How far another clock may be from ours before an entry is marked (it is never refused for it).
TOLERANCE = timedelta(minutes=5)

_ahead = timedelta()


def now() -> datetime:
    """Return the time by this node's clock, in UTC."""
    return datetime.now(UTC) + _ahead


def set_ahead(by: timedelta) -> None:
    """Let the clock of this process go ahead of the machine's, or behind.

    So the demo tells what happened in the days before it began, and tests are wrong about the time.
    """
    global _ahead
    _ahead = by


def text(moment: datetime) -> str:
    """Return `YYYY-MM-DDTHH:MM:SS.mmmZ`, always 24 characters."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def moment(text: str) -> datetime:
    """Return the time of a text in that form."""
    return datetime.fromisoformat(text)


def is_doubtful(placed: Placed, latest: str) -> bool:
    """Return whether an entry's time is after `latest`, or is before what its author had read.

    What it has read by a clock that is ahead of ours is that one's fault and not its: then it is only
    compared with ours.
    """
    # The order of texts is that of times: this is asked of every entry, and parsing costs.
    own, read = placed.time, placed.latest
    if own >= read or own > latest:
        return own > latest
    behind = moment(min(read, latest)) - moment(own)
    return behind > (TOLERANCE if read <= latest else 2 * TOLERANCE)
