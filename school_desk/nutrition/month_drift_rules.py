"""By how much a closed month is no longer what it was closed with: which payer, price, days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from school_desk.nutrition.eating_model import Source
from school_desk.nutrition.month_model import ZERO, MealMonth, SumLine


@dataclass(frozen=True, slots=True)
class DriftedDay:
    """A day of a closed month: portions eaten and paid, as they were then and are now."""

    day: date
    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Drift:
    """A payer at a price that is no longer what the month was closed with.

    Args:
        before, after: child-days, paid portions, tenge.
        days: which days have changed; none where the closing did not keep days.
    """

    source: Source
    tenge: Decimal | None
    before: tuple[int, int, Decimal]
    after: tuple[int, int, Decimal]
    days: tuple[DriftedDay, ...] = ()

    @property
    def more(self) -> Decimal:
        """Tenge that are more now than at the closing; below 0: less."""
        return self.after[2] - self.before[2]


@dataclass(frozen=True, slots=True)
class ChangedMonth:
    """A closed month whose numbers are others now; it names nobody."""

    first: date
    closed_on: date
    drifts: tuple[Drift, ...]


def drifts(month: MealMonth) -> tuple[Drift, ...]:
    """What has changed since a month was closed; nothing in a month that is open."""
    if not month.closing.closed:
        return ()
    then = {(one.source, one.tenge): one for one in month.closing.sums}
    now = {(one.source, one.tenge): one for one in month.sums}
    keeps_days = any(one.days for one in month.closing.sums)
    return tuple(
        _drift(key, then.get(key), now.get(key), keeps_days=keeps_days)
        for key in dict.fromkeys((*then, *now))
        if then.get(key) != now.get(key)
    )


def changed(month: MealMonth) -> ChangedMonth | None:
    """A closed month that is no longer what it was closed with; None: nothing to do."""
    found, closed = drifts(month), month.closing.closed_at
    return ChangedMonth(month.first, closed.date(), found) if found and closed else None


def tenge_more(found: tuple[Drift, ...]) -> Decimal:
    """Tenge that all of it is more now than at the closing."""
    return sum((one.more for one in found), start=ZERO)


def _drift(
    key: tuple[Source, Decimal | None],
    then: SumLine | None,
    now: SumLine | None,
    *,
    keeps_days: bool,
) -> Drift:
    days = tuple(_days(then, now)) if keeps_days else ()
    return Drift(*key, _counts(then), _counts(now), days)


def _counts(line: SumLine | None) -> tuple[int, int, Decimal]:
    return (line.child_days, line.paid, line.total or ZERO) if line else (0, 0, ZERO)


def _days(then: SumLine | None, now: SumLine | None) -> Iterator[DriftedDay]:
    old, new = _by_day(then), _by_day(now)
    for day in sorted({*old, *new}):
        one = DriftedDay(day, old.get(day, (0, 0)), new.get(day, (0, 0)))
        if one.before != one.after:
            yield one


def _by_day(line: SumLine | None) -> dict[date, tuple[int, int]]:
    return {day: (eaten, paid) for day, eaten, paid in line.days} if line else {}
