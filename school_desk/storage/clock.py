"""The hybrid clock: 32 bits of seconds since 2020 and a counter; it never goes back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
COUNTER_BITS = 16
AHEAD = timedelta(hours=24)

Now = Callable[[], datetime]


def stamp(moment: datetime) -> int:
    """The clock value of a moment, at one-second resolution."""
    return int((moment - EPOCH).total_seconds()) << COUNTER_BITS


def moment_of(hlc: int) -> datetime:
    """The moment (UTC) of a clock value.

    >>> moment_of(stamp(EPOCH)) == EPOCH
    True
    """
    return EPOCH + timedelta(seconds=hlc >> COUNTER_BITS)


def tick(last: int, now: datetime) -> int:
    """The next clock value: the wall clock, or one more than the last where that is behind."""
    return max(last + 1, stamp(now))


def hear(last: int, remote: int, now: datetime) -> int:
    """The clock after a foreign value: it may pull ours ahead by a day at most."""
    return max(last, min(remote, stamp(now + AHEAD)))
