"""What each lesson of the demo school gave: the prepared page as prepared, all else by lot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from school_desk.demo.pages import Hour, Year
from school_desk.demo.plan import Line
from school_desk.school.calendar import school_days
from school_desk.school.model import Absence, Term

USUAL_POINTS, SPREAD = 7.2, 1.4
LOWEST, HIGHEST = 3.0, 9.8
TOP = 10
ILL_IN_A_TERM = 0.35
LONGEST_ILLNESS = 5
EXCUSED_SHARE = 0.2
"""Of the days missed, how many are excused rather than ill."""

LATE_SHARE, UNEXCUSED_SHARE = 0.006, 0.004


@dataclass(frozen=True, slots=True)
class Draw:
    """What a lesson gave: signs of attendance, points, points of works (by work), by pupil."""

    signs: Mapping[int, Absence]
    points: Mapping[int, int]
    works: Mapping[int, Mapping[int, int]]


@dataclass(slots=True)
class Drawing:
    """Draws for the pupils of a school; the same chance draws the same marks.

    Args:
        share: how many of those present get points in a lesson.
        prepared: lines of the page of the picture, by pupil.
    """

    chance: Random
    share: float
    prepared: Mapping[int, Line] = field(default_factory=dict)
    _usual: dict[int, float] = field(default_factory=dict)
    _away: dict[tuple[int, date], Absence] = field(default_factory=dict)

    def begin(self, year: Year, term: Term) -> None:
        """Draw who misses which days of a term."""
        self._away = {}
        for year_level, pupils in year.pupils_by_year_level():
            days = school_days(year.calendar, term, year_level)
            for pupil in pupils:
                line = self.prepared.get(pupil)
                if line is not None and year.is_prepared(term):
                    self._as_prepared(pupil, line, days)
                else:
                    self._by_lot(pupil, days)

    def lesson(self, year: Year, hour: Hour) -> Draw:
        """One lesson: who is missing or late, who of the others gets points."""
        pupils = year.pupils[hour.page.class_group]
        if hour.page.prepared and year.is_prepared(hour.term):
            drawn = self._prepared(hour)
            if drawn is not None:
                return drawn
        day = hour.lesson.key.date
        signs = {pupil: sign for pupil in pupils if (sign := self._sign(pupil, day))}
        here = [pupil for pupil in pupils if pupil not in signs or not signs[pupil].away]
        points = self._some(here) if hour.page.marked else {}
        works = {row: self._all(here, work.top) for row, work in hour.works}
        return Draw(signs, points, works)

    def _prepared(self, hour: Hour) -> Draw | None:
        """The column of a lesson in the prepared page, if it reaches so far."""
        number = hour.lesson.number
        if any(number >= len(line.places) for line in self.prepared.values()):
            return None
        places = {pupil: line.places[number] for pupil, line in self.prepared.items()}
        return Draw(
            signs={pupil: place.sign for pupil, place in places.items() if place.sign},
            points={pupil: place.points for pupil, place in places.items() if place.points},
            works={
                row: {
                    pupil: points
                    for pupil, line in self.prepared.items()
                    if (points := line.points(work)) is not None
                }
                for row, work in hour.works
            },
        )

    def _as_prepared(self, pupil: int, line: Line, days: Iterable[date]) -> None:
        """Who missed a lesson ill or excused missed the whole day."""
        for place, day in zip(line.places, days, strict=False):
            if place.sign is not None and place.sign.valid:
                self._away[pupil, day] = place.sign

    def _by_lot(self, pupil: int, days: tuple[date, ...]) -> None:
        if not days or self.chance.random() >= ILL_IN_A_TERM:
            return
        excused = self.chance.random() < EXCUSED_SHARE
        first = self.chance.choice(days)
        for n in range(self.chance.randint(1, LONGEST_ILLNESS)):
            day = first + timedelta(days=n)
            self._away[pupil, day] = Absence.EXCUSED if excused else Absence.ILL

    def _sign(self, pupil: int, day: date) -> Absence | None:
        away = self._away.get((pupil, day))
        drawn = self.chance.random()
        if away is not None or drawn >= LATE_SHARE + UNEXCUSED_SHARE:
            return away
        return Absence.LATE if drawn < LATE_SHARE else Absence.UNEXCUSED

    def _some(self, pupils: Iterable[int]) -> dict[int, int]:
        return {p: self._points(p) for p in pupils if self.chance.random() < self.share}

    def _all(self, pupils: Iterable[int], top: int) -> dict[int, int]:
        return {pupil: self._points(pupil) * top // TOP for pupil in pupils}

    def _points(self, pupil: int) -> int:
        usual = self._usual.get(pupil)
        if usual is None:
            drawn = self.chance.gauss(USUAL_POINTS, SPREAD)
            usual = self._usual[pupil] = min(HIGHEST, max(LOWEST, drawn))
        return min(TOP, max(1, round(self.chance.gauss(usual, 1))))
