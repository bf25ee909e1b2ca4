"""Which day of which cycle a date is: school days are counted from the first of the season."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from school_desk.nutrition.menu_model import CycleMenu, Season, SeasonStart

IsSchoolDay = Callable[[date], bool]
A_DAY = timedelta(days=1)


def season_on(seasons: Iterable[SeasonStart], day: date) -> tuple[Season, date]:
    """The season of a day, and the day on which it began."""
    found = [
        (date(year, *one.starts), one.season)
        for one in seasons
        for year in (day.year - 1, day.year)
    ]
    began, season = max(one for one in found if one[0] <= day)
    return season, began


def cycle_on(
    menus: Iterable[CycleMenu], seasons: Iterable[SeasonStart], day: date
) -> CycleMenu | None:
    """The cycle that is cooked on a day: of its season the one that began last."""
    season, _began = season_on(seasons, day)
    own = [one for one in menus if one.season is season and one.since <= day]
    return max(own, key=lambda one: (one.since, one.id), default=None)


def number_on(
    menu: CycleMenu, seasons: Iterable[SeasonStart], day: date, is_school_day: IsSchoolDay
) -> int | None:
    """Which day of the cycle a date is, from 1; None: there is no school on it.

    Only school days count, so that after a holiday the cycle goes on where it stopped.
    """
    if not is_school_day(day):
        return None
    _season, began = season_on(seasons, day)
    first = max(began, menu.since)
    days = (first + A_DAY * n for n in range((day - first).days + 1))
    return (sum(map(is_school_day, days)) - 1) % menu.length + 1
