"""What a change of the calendar touches, from the old and the new one and what is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from school_desk.school.calendar import lessons_as, period_of, term_on, weeks_on
from school_desk.school.calendar_effect_model import (
    CalendarEffect,
    ClassEffect,
    Touch,
    Touched,
)
from school_desk.school.calendar_model import (
    ClosedFact,
    LessonFact,
    WorkFact,
    WrittenFacts,
    days_between,
)
from school_desk.school.model import (
    Calendar,
    ClassGroup,
    Period,
    PeriodKind,
    TimetableSlot,
    Weeks,
)

Day = tuple[int, Weeks]
"""What a timetable makes of a day: whose weekday, in which weeks."""

NO_NAMES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom the calendar is for: classes, their teaching groups, subjects, the weekly timetable."""

    classes: Sequence[ClassGroup]
    class_of: Mapping[int, int]
    subjects: Mapping[int, Mapping[str, str]]
    slots: Sequence[TimetableSlot]


def effect_of(
    before: Calendar, after: Calendar, plan: Plan, written: WrittenFacts
) -> CalendarEffect:
    """All that would be touched if one calendar took the place of the other."""
    look = _Look(before, after, plan)
    touched = (*look.lessons(written.lessons), *look.works(written.works))
    return CalendarEffect(
        tuple(look.classes()), tuple(sorted((*touched, *look.closed(written.closed)), key=_order))
    )


class _Look:
    """Compares two calendars for one school."""

    def __init__(self, before: Calendar, after: Calendar, plan: Plan) -> None:
        self._before = before
        self._after = after
        self._plan = plan
        self._classes = {one.id: one for one in plan.classes}

    def classes(self) -> Iterator[ClassEffect]:
        """The classes whose planned lessons would be others."""
        lessons: dict[int, Counter[Day]] = defaultdict(Counter)
        for slot in self._plan.slots:
            weeks = (Weeks.ODD, Weeks.EVEN) if slot.weeks is Weeks.EVERY else (slot.weeks,)
            for each in weeks:
                lessons[self._plan.class_of.get(slot.group, 0)][slot.weekday, each] += 1
        changed: dict[int, tuple[tuple[Day | None, Day | None], ...]] = {}
        for one in self._plan.classes:
            if one.year_level not in changed:
                changed[one.year_level] = tuple(self._changed_days(one.year_level))
            effect = _of_class(one, lessons[one.id], changed[one.year_level])
            if effect.appear or effect.vanish:
                yield effect

    def lessons(self, facts: Iterable[LessonFact]) -> Iterator[Touched]:
        """Lessons in which somebody has written and that would stand elsewhere."""
        for one in facts:
            group = self._class(one.group)
            touch = self._touch(one.date, group.year_level) if group else None
            if group and touch:
                yield Touched(
                    touch,
                    group.label,
                    group.year_level,
                    self._plan.subjects.get(one.subject, NO_NAMES),
                    one.date,
                    one.slot,
                    one.marks,
                    one.signs,
                    one.texts or one.held,
                )

    def works(self, facts: Iterable[WorkFact]) -> Iterator[Touched]:
        """Summative works whose day or whose period would be gone."""
        for one in facts:
            group = self._class(one.group)
            touch = self._work_touch(one, group.year_level) if group else None
            if group and touch:
                names = self._plan.subjects.get(one.subject, NO_NAMES)
                what = "" if one.term_work else str(one.number)
                yield Touched(touch, group.label, group.year_level, names, one.day, what=what)

    def closed(self, facts: Iterable[ClosedFact]) -> Iterator[Touched]:
        """Closed pages whose days would be others; their marks stay as they were closed."""
        for one in facts:
            group = self._class(one.group)
            if group and _period(self._before, one) != _period(self._after, one):
                names = self._plan.subjects.get(one.subject, NO_NAMES)
                yield Touched(Touch.CLOSED, group.label, group.year_level, names, what=one.period)

    def _class(self, group: int) -> ClassGroup | None:
        return self._classes.get(self._plan.class_of.get(group, 0))

    def _touch(self, day: date, year_level: int) -> Touch | None:
        there = lessons_as(self._before, day, year_level) is not None
        old, new = term_on(self._before, day), term_on(self._after, day)
        if old is not None and new is None:
            return Touch.NO_PERIOD
        if there and lessons_as(self._after, day, year_level) is None:
            return Touch.OUTSIDE
        moved = old and new and (old.number, old.division) != (new.number, new.division)
        return Touch.OTHER_PERIOD if moved else None

    def _work_touch(self, one: WorkFact, year_level: int) -> Touch | None:
        numbers = {term.number for term in self._after.terms}
        if one.term not in numbers and one.term in {term.number for term in self._before.terms}:
            return Touch.NO_PERIOD
        if self._before.division is not self._after.division:
            return Touch.OTHER_PERIOD
        if one.day is None:
            return None
        there = lessons_as(self._before, one.day, year_level) is not None
        gone = lessons_as(self._after, one.day, year_level) is None
        return Touch.WORK_DAY if there and gone else None

    def _changed_days(self, year_level: int) -> Iterator[tuple[Day | None, Day | None]]:
        edges = (*self._before.terms, *self._after.terms)
        first, last = min(one.starts for one in edges), max(one.ends for one in edges)
        for day in days_between(first, last):
            old, new = (_day(each, day, year_level) for each in (self._before, self._after))
            if old != new:
                yield old, new


def _day(calendar: Calendar, day: date, year_level: int) -> Day | None:
    works_as = lessons_as(calendar, day, year_level)
    return None if works_as is None else (works_as, weeks_on(calendar, day))


def _of_class(
    one: ClassGroup, lessons: Counter[Day], changed: Iterable[tuple[Day | None, Day | None]]
) -> ClassEffect:
    pairs = tuple(changed)
    vanish = sum(lessons[old] for old, _new in pairs if old is not None)
    appear = sum(lessons[new] for _old, new in pairs if new is not None)
    return ClassEffect(one.id, one.label, one.year_level, appear, vanish)


def _period(calendar: Calendar, one: ClosedFact) -> Period | None:
    """The period that a closed page names, as a calendar has it."""
    kind, _slash, number = one.period.partition("/")
    if kind not in set(PeriodKind) or not number.isdecimal():
        return None
    found = (period_of(calendar, term.number, PeriodKind(kind)) for term in calendar.terms)
    return next((each for each in found if each and each.number == int(number)), None)


def _order(one: Touched) -> tuple[object, ...]:
    return (
        one.day or date.min,
        one.year_level,
        one.class_label,
        one.slot or 0,
        one.subject_names.get("kk", ""),
        one.touch.value,
    )
