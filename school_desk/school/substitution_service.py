"""A day with absent teachers: whose lessons they are, who could take them, who does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from school_desk.errors import N_
from school_desk.intents import Form
from school_desk.school.calendar import lessons_as
from school_desk.school.store import (
    load_class_groups,
    load_sessions,
    load_teaching_groups,
    load_teachings,
    load_timetable,
)
from school_desk.school.substitution_model import (
    Colleague,
    DayLesson,
    DayPlan,
    Place,
    Substitution,
    SubstitutionKind,
)
from school_desk.school.substitution_rules import (
    accept_substitution,
    colleagues,
    day_lessons,
    find_lesson,
    together,
)
from school_desk.school.substitution_store import load_substitutions, save_substitution
from school_desk.school.texts import as_line
from school_desk.school.timetable_store import load_busy
from school_desk.storage.service import Service, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from school_desk.school.model import Calendar, LessonKey, PersonName
    from school_desk.storage.engine import Connection
    from school_desk.storage.unit_of_work import UnitOfWork


class Register(Protocol):
    """What substitutions ask of the class register, which they do not know."""

    def cancelled(
        self, db: Connection, groups: Iterable[int], day: date
    ) -> Mapping[LessonKey, str]:
        """The lessons of a day that are cancelled, with the reason."""

    def cancel(self, work: UnitOfWork, lesson: LessonKey, reason: str) -> None:
        """Let a lesson be cancelled on its page, or raise."""

    def bring_back(self, work: UnitOfWork, lesson: LessonKey) -> None:
        """Let a lesson not be cancelled."""

    def accept_taking_back(self, work: UnitOfWork, lesson: LessonKey) -> None:
        """Raise where something stands in a lesson that is given instead of the timetable's."""


class SubstitutionService(Service):
    """What the deputy does in the morning when somebody is ill."""

    def __init__(
        self,
        workplace: Workplace,
        calendar: Callable[[], Calendar],
        register: Register,
        names: Callable[[Connection], Mapping[int, PersonName]],
        on_duty: Callable[[Connection, date], frozenset[int]],
    ) -> None:
        super().__init__(workplace)
        self._calendar = calendar
        self._register = register
        self._names = names
        self._on_duty = on_duty

    def day(self, day: date) -> DayPlan:
        """Every lesson of a day and what has become of it."""
        return self._day(self._look(N_("See substitutions")), day)

    def colleagues(self, plan: DayPlan, lesson: DayLesson) -> tuple[Colleague, ...]:
        """Who could give a lesson, the best first."""
        db = self._look(N_("See substitutions"))
        year = self._at.partitions.year
        weekday = lessons_as(self._calendar(), plan.day, self._year_levels(db)[lesson.key.group])
        busy = {(who, slot) for who, at, slot in load_busy(db) if at == weekday}
        staff = self._on_duty(db, plan.day)
        return colleagues(plan, lesson, load_teachings(db, year), staff, busy)

    def record(self, wanted: Substitution) -> None:
        """Let somebody give a lesson; a combined hour goes over as a whole."""
        with self._begin(N_("Record substitution"), Form()) as work:
            plan = self._day(work.db, wanted.day)
            lesson = find_lesson(plan, wanted.place)
            alone = wanted.kind is SubstitutionKind.OTHER_SUBJECT
            for one in (lesson,) if alone else together(plan, lesson):
                subject = wanted.subject if alone else one.key.subject
                own = replace(
                    wanted, group=one.key.group, subject=subject, reason=as_line(wanted.reason)
                )
                accepted = accept_substitution(plan, own, self._names(work.db))
                if one.cancelled:
                    self._register.bring_back(work, one.key)
                save_substitution(work, self._at.partitions, accepted)

    def cancel(self, places: Iterable[Place], reason: str) -> None:
        """Let lessons fall away; each page knows why. Refused where something stands in one."""
        with self._begin(N_("Record substitution"), Form()) as work:
            for place in places:
                one = find_lesson(self._day(work.db, place[1]), place)
                self._take_back(work, one)
                self._register.cancel(work, one.key, reason)

    def restore(self, places: Iterable[Place]) -> None:
        """Let lessons be as the timetable has them."""
        with self._begin(N_("Record substitution"), Form()) as work:
            for place in places:
                plan = self._day(work.db, place[1])
                for one in together(plan, find_lesson(plan, place)):
                    self._take_back(work, one)
                    if one.cancelled and (one.key.group, one.key.date, one.key.slot) == place:
                        self._register.bring_back(work, one.key)

    def _take_back(self, work: UnitOfWork, one: DayLesson) -> None:
        """Let nobody give a lesson instead; another subject only while nothing stands in it."""
        swap = one.substitution
        if swap is None:
            return
        if swap.subject not in (None, one.key.subject):
            self._register.accept_taking_back(work, replace(one.key, subject=swap.subject))
        work.delete(swap.id)

    def _day(self, db: Connection, day: date) -> DayPlan:
        year_levels = self._year_levels(db)
        slots = load_timetable(db, self._at.partitions.year)
        found = day_lessons(self._calendar(), day, slots, year_levels)
        swaps = {one.place: one for one in load_substitutions(db, day, day)}
        off = self._register.cancelled(db, year_levels, day)
        return DayPlan(
            day,
            tuple(
                DayLesson(
                    key,
                    slot.teacher,
                    slot.room,
                    swaps.get((key.group, day, key.slot)),
                    off.get(key, ""),
                    _held(db, key),
                )
                for key, slot in found
            ),
        )

    def _year_levels(self, db: Connection) -> Mapping[int, int]:
        classes = {one.id: one for one in load_class_groups(db, self._at.partitions.year)}
        return {
            group.id: classes[group.class_group].year_level
            for group in load_teaching_groups(db)
            if group.class_group in classes
        }


def _held(db: Connection, key: LessonKey) -> bool:
    session = load_sessions(db, key.group, key.date, key.date).get((key.date, key.slot))
    return session is not None and session.held_by is not None
