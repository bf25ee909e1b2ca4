"""Months as days: the first of one, the next, its days, its quarter."""

from datetime import date, timedelta

THREE_MONTHS = 3


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def next_month(first: date) -> date:
    """The first day of the month after.

    >>> next_month(date(2026, 12, 1))
    datetime.date(2027, 1, 1)
    """
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def days_of(first: date) -> tuple[date, ...]:
    """The days of a month."""
    return tuple(first + timedelta(days=n) for n in range((next_month(first) - first).days))


def three_months_of(day: date) -> tuple[date, ...]:
    """The months of a day's quarter of the calendar year."""
    first = day.replace(month=(day.month - 1) // THREE_MONTHS * THREE_MONTHS + 1, day=1)
    second = next_month(first)
    return first, second, next_month(second)
