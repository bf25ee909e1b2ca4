"""Stays of a pupil in a class or a group: the days between, joined, cut and asked for one day."""

from collections.abc import Iterable
from datetime import date, timedelta

Stay = tuple[date | None, date | None]
"""The first and the last day, both included; None: no edge."""

Stays = tuple[Stay, ...]

ALWAYS: Stays = ((None, None),)
NEVER: Stays = ()
DAY = timedelta(days=1)


def there_on(stays: Iterable[Stay], day: date) -> bool:
    """Whether a day is within any of the stays.

    >>> there_on(((None, date(2026, 10, 9)), (date(2027, 1, 11), None)), date(2026, 12, 1))
    False
    """
    return any(
        (since is None or since <= day) and (until is None or day <= until)
        for since, until in stays
    )


def there_between(stays: Iterable[Stay], first: date, last: date) -> bool:
    """Whether any day from the first to the last is within a stay."""
    return any(_begin(since) <= last and first <= _end(until) for since, until in stays)


def ordered(stays: Iterable[Stay]) -> Stays:
    """Stays by their first day, those that touch made one; a stay without a day is none.

    >>> ordered([(date(2026, 10, 10), None), (None, date(2026, 10, 9))])
    ((None, None),)
    """
    found: list[tuple[date, date]] = []
    for since, until in sorted((_begin(since), _end(until)) for since, until in stays):
        if until < since:
            continue
        if found and _next(found[-1][1]) >= since:
            found[-1] = found[-1][0], max(found[-1][1], until)
        else:
            found.append((since, until))
    return tuple(_open(*one) for one in found)


def within(stays: Iterable[Stay], others: Iterable[Stay]) -> Stays:
    """The days that are in both."""
    other = tuple(others)
    return ordered(
        _open(max(_begin(one[0]), _begin(two[0])), min(_end(one[1]), _end(two[1])))
        for one in stays
        for two in other
    )


def without(stays: Iterable[Stay], others: Iterable[Stay]) -> Stays:
    """The days of the one that are not in the other.

    >>> without(ALWAYS, [(date(2026, 10, 5), date(2026, 10, 9))])[0]
    (None, datetime.date(2026, 10, 4))
    """
    return within(stays, _between(ordered(others)))


def first_day(stays: Stays) -> date | None:
    """The day of the first arrival; None: from the beginning."""
    return stays[0][0] if stays else None


def last_day(stays: Stays) -> date | None:
    """The day of the last departure; None: still there."""
    return stays[-1][1] if stays else None


def _between(stays: Stays) -> Stays:
    since, found = date.min, []
    for first, last in stays:
        if _begin(first) > since:
            found.append(_open(since, _begin(first) - DAY))
        since = _next(_end(last))
        if last is None:
            return tuple(found)
    return (*found, _open(since, date.max))


def _next(day: date) -> date:
    return day if day == date.max else day + DAY


def _begin(day: date | None) -> date:
    return day or date.min


def _end(day: date | None) -> date:
    return day or date.max


def _open(first: date, last: date) -> Stay:
    return None if first == date.min else first, None if last == date.max else last
