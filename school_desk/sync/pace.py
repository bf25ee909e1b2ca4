"""How much at once, how long to wait, how many bytes a day: numbers that a slow line needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from school_desk.storage.unit_of_work import Storage
from school_desk.sync.errors import TrafficUsedError

LEAST, MOST, FIRST = 2 << 10, 256 << 10, 16 << 10
WISH = 8.0
"""Seconds that one body may take."""
NEW = 0.3
"""Weight of the newest measurement."""
GROWTH = 1.25
LONGEST_PAUSE, SHORTEST_PAUSE = 900.0, 2.0
MOST_TRIES = 16


@dataclass(slots=True)
class Pace:
    """The size of bodies for one line: what it carries in some seconds; halved when it stands."""

    goodput: float = 0.0
    round_trip: float = 0.0
    size: int = FIRST
    _bounds: tuple[int, int] = field(default=(LEAST, MOST), repr=False)

    def went(self, count: int, seconds: float) -> None:
        """So many bytes were confirmed after so long."""
        seconds = max(seconds, 0.001)
        if count <= LEAST:
            self.round_trip = _smoothed(self.round_trip, seconds)
            return
        self.goodput = _smoothed(self.goodput, count / seconds)
        wished = self.goodput * max(1.0, WISH - 2 * self.round_trip)
        self.size = _clamped(min(wished, self.size * GROWTH))

    def stalled(self) -> None:
        """The line stood still: half as much."""
        self.size = _clamped(self.size / 2)


def _smoothed(before: float, now: float) -> float:
    return now if not before else before + NEW * (now - before)


def _clamped(size: float) -> int:
    return int(min(MOST, max(LEAST, size)))


def pause(tries: int, uniform: Callable[[float, float], float], wish: float = 0) -> float:
    """Seconds to wait after so many failures: anything up to a doubling bound, or what was asked.

    >>> pause(3, lambda low, high: high), pause(0, lambda low, high: high, wish=5)
    (16.0, 7.0)
    """
    bound = min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** min(tries, MOST_TRIES))
    return min(LONGEST_PAUSE, wish) + uniform(0, bound)


@dataclass(frozen=True, slots=True)
class Allowance:
    """Bytes that the exchange may use a day and a month."""

    day: int = 20 << 20
    month: int = 300 << 20


def used(storage: Storage, day: date) -> tuple[int, int]:
    """Bytes used on a day and in its month."""
    month = day.isoformat()[:7]
    rows = storage.db.execute(
        "SELECT day, bytes FROM sent_bytes WHERE substr(day, 1, 7) = ?", (month,)
    ).fetchall()
    return sum(n for one, n in rows if one == day.isoformat()), sum(n for _, n in rows)


def note(storage: Storage, day: date, count: int) -> None:
    """Remember bytes that went over the line."""
    with storage.database.transaction() as db:
        db.execute(
            "INSERT INTO sent_bytes VALUES (?, ?) ON CONFLICT(day) "
            "DO UPDATE SET bytes = bytes + excluded.bytes",
            (day.isoformat(), count),
        )


def left(storage: Storage, day: date, allowance: Allowance) -> int:
    """Bytes that may still be used, or raise when there are none."""
    today, month = used(storage, day)
    for spent, most in ((today, allowance.day), (month, allowance.month)):
        if spent >= most:
            raise TrafficUsedError(used=spent, most=most)
    return min(allowance.day - today, allowance.month - month)
