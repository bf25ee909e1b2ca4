"""Which backups are kept: some of the last days, weeks and months; rules over their moments."""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from school_desk.errors import N_

DAYS, WEEKS, MONTHS = 7, 4, 12
"""Of so many days, weeks and months that have a backup the newest one is kept."""

TEST_EVERY = timedelta(days=7)


class Kind(StrEnum):
    """Why a backup was made; the words stand in the list."""

    DAILY = "daily"
    BY_HAND = "by_hand"
    BEFORE_UPDATE = "before_update"


KIND_NAMES = {
    Kind.DAILY: N_("of the day"),
    Kind.BY_HAND: N_("by hand"),
    Kind.BEFORE_UPDATE: N_("before an update"),
}


@dataclass(frozen=True, slots=True, order=True)
class Made:
    """One backup as rotation sees it: its moment by the wall clock, the name of its file, why."""

    moment: datetime
    name: str
    kind: Kind = Kind.DAILY


def kept(backups: Iterable[Made], today: date, in_use: Collection[str] = ()) -> frozenset[Made]:
    """Tell which backups stay; the others may go.

    Always the newest, the last one before an update, and those in use (by the names of their
    files). Backups from days that have yet to come were made under a wrong clock: they are judged
    by themselves, so that they never push out those of the right time.
    """
    known = sorted(backups)
    past = [one for one in known if one.moment.date() <= today]
    ahead = [one for one in known if one.moment.date() > today]
    updates = [one for one in known if one.kind is Kind.BEFORE_UPDATE]
    return frozenset(
        (
            *_spread(past),
            *_spread(ahead),
            *updates[-1:],
            *(one for one in known if one.name in in_use),
        )
    )


def is_due(backups: Iterable[Made], today: date) -> bool:
    """Tell whether today has no backup yet; a wrong clock's backup of another day is none.

    >>> is_due([Made(datetime(2026, 11, 26, 9), "a")], date(2026, 11, 27))
    True
    >>> is_due([Made(datetime(2026, 11, 27, 9), "a")], date(2026, 11, 27))
    False
    """
    return all(one.moment.date() != today for one in backups)


def is_test_due(tested: datetime | None, now: datetime) -> bool:
    """Tell whether a week has passed since the last test restore, or the clock has gone back.

    >>> is_test_due(datetime(2026, 11, 20, 9), datetime(2026, 11, 27, 10))
    True
    >>> is_test_due(datetime(2026, 11, 21, 9), datetime(2026, 11, 27, 10))
    False
    """
    return tested is None or not timedelta(0) <= now - tested < TEST_EVERY


def name_of(moment: datetime, taken: Collection[str] = ()) -> str:
    """Name the file of a backup by its moment; several of one minute get a number.

    >>> name_of(datetime(2026, 11, 27, 9, 30))
    'school-2026-11-27-0930.sdbackup'
    >>> name_of(datetime(2026, 11, 27, 9, 30), ["school-2026-11-27-0930.sdbackup"])
    'school-2026-11-27-0930-2.sdbackup'
    """
    stem = f"school-{moment:%Y-%m-%d-%H%M}"
    number = 1
    while (name := f"{stem}-{number}{ENDING}" if number > 1 else f"{stem}{ENDING}") in taken:
        number += 1
    return name


ENDING = ".sdbackup"


def _spread(backups: list[Made]) -> list[Made]:
    """The newest of each of the last days, weeks and months that have one."""
    return [
        *_newest_of_each(backups, DAYS, lambda day: day),
        *_newest_of_each(backups, WEEKS, lambda day: day.isocalendar()[:2]),
        *_newest_of_each(backups, MONTHS, lambda day: (day.year, day.month)),
    ]


def _newest_of_each(
    backups: list[Made], number: int, span: Callable[[date], Hashable]
) -> list[Made]:
    newest = {span(one.moment.date()): one for one in backups}
    return sorted(newest.values())[-number:]
