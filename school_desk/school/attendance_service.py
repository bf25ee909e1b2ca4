"""Attendance: the day of a class to write in, and what was missed in any span of time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from school_desk.errors import N_, DeskError
from school_desk.intents import Form, Scope
from school_desk.school.attendance_model import (
    Attendee,
    ClassAttendance,
    ClassDay,
    ClassMornings,
    Hour,
    Letters,
    Morning,
    Span,
    Taken,
    Understood,
)
from school_desk.school.attendance_rules import (
    ClassUnknownError,
    NoLessonToSignError,
    Place,
    accept_hour_of,
    accept_sign,
    accept_span,
    attendance_of,
    hours_of,
    lesson_to_sign,
    morning_of,
    planned,
    spans,
    stronger,
    unsigned,
)
from school_desk.school.bell_rules import Bells, ClassBells, bells_for
from school_desk.school.bell_store import load_all_bells
from school_desk.school.calendar import is_remote
from school_desk.school.model import Absence, ClassGroup, LessonKey, Member
from school_desk.school.names import name_key, sort_key
from school_desk.school.stay_rules import there_between
from school_desk.school.store import (
    load_class_groups,
    load_group_stays,
    load_groups_of,
    load_members,
    load_sessions,
    load_signs,
    load_subjects,
    load_teaching_groups,
    load_timetable,
    save_session,
    save_sign,
)
from school_desk.school.subgroup_rules import sittings
from school_desk.school.substitution_rules import replanned
from school_desk.school.substitution_store import load_substitutions
from school_desk.storage.service import Service, Step, Workplace, no_step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from school_desk.school.model import Calendar, PersonName, TimetableSlot
    from school_desk.storage.engine import Connection


class Register(Protocol):
    """What attendance asks of the class register, which it does not know."""

    def letters(self, db: Connection, class_group: int, day: date) -> tuple[Letters, Understood]:
        """The letters of absence of a class: as they are shown, as they may be typed."""

    def taught(
        self, db: Connection, groups: Iterable[int], first: date, last: date
    ) -> Mapping[Place, tuple[int, bool]]:
        """The lessons in which somebody has written: subject, and whether it was cancelled."""

    def objection(
        self, db: Connection, lesson: LessonKey, pupil: int, sign: Absence | None
    ) -> DeskError | None:
        """What on the page speaks against a sign, such as points of the same lesson."""


class NotOfThisDayError(DeskError):
    """An hour or a pupil that the class does not have on this day, or no longer."""

    sentence = N_("This place is no longer on the page. Nothing was written.")


@dataclass(frozen=True, slots=True)
class _Week:
    """The timetable of the school, its teaching groups and bells: read once for all classes."""

    slots: tuple[TimetableSlot, ...]
    class_of: Mapping[int, int]
    bells: Bells

    def groups(self, class_group: int) -> frozenset[int]:
        """The teaching groups of a class."""
        return frozenset(one for one, of in self.class_of.items() if of == class_group)


class AttendanceService(Service):
    """Who was where: for the form tutor, the deputy and the head."""

    def __init__(
        self,
        workplace: Workplace,
        calendar: Callable[[], Calendar],
        now: Callable[[], datetime],
        register: Register,
        person: Callable[[Connection, int], PersonName | None],
    ) -> None:
        super().__init__(workplace)
        self._calendar = calendar
        self._now = now
        self._register = register
        self._person = person

    def letters(self, class_group: int, day: date) -> tuple[Letters, Understood]:
        """The letters of absence of a class: as they are shown, as they may be typed."""
        db = self._look(N_("See attendance"), Scope(class_group=class_group))
        return self._register.letters(db, class_group, day)

    def spans(self) -> tuple[Span, ...]:
        """The terms, half-years, months of this year, and the year."""
        self._look(N_("See timetable"))
        return spans(self._calendar())

    def day(self, class_group: int, day: date) -> ClassDay:
        """A day of a class: pupils by hours."""
        db = self._look(N_("See attendance"), Scope(class_group=class_group))
        week, group = self._week(db), self._class(db, class_group)
        hours = self._hours(db, week, group, day, day)
        pupils = self._pupils(db, class_group, week.groups(class_group), day, day)
        return ClassDay(
            class_group=class_group,
            class_label=group.label,
            day=day,
            hours=hours,
            pupils=tuple(one for one in pupils if one.there_on(day)),
            bells=bells_for(week.bells, group.year_level, day),
            subjects={one.id: one.names for one in load_subjects(db)},
            remote=is_remote(self._calendar(), day, group.year_level),
            form=Form(
                Scope(class_group=class_group),
                self._at.storage.context(self._at.partitions.attend),
            ),
        )

    def sign(self, shown: ClassDay, hour: Hour, pupil: int, sign: Absence | None) -> None:
        """Write (or clear) a pupil's sign in one hour."""
        with self._begin(N_("Mark absence"), _of_lesson(shown, hour)) as work:
            self._accept_hour(work.db, shown, hour)
            accept_sign(_pupil(shown, pupil), shown.day, self._at.today())
            own = accept_hour_of(_pupil(shown, pupil), hour)
            for lesson in hour.lessons if sign is None else (lesson_to_sign(own),):
                self._require(work.db, lesson, pupil, sign)
                save_sign(work, save_session(work, self._at.partitions, lesson), pupil, sign)

    def sign_day(self, shown: ClassDay, pupil: int, sign: Absence) -> tuple[int, int]:
        """Write one sign in every lesson of a day that has none yet.

        A lesson in which the pupil has points is left out: the pupil was there. Returns how many
        were signed and how many left out; where all would be, the reason is raised.
        """
        with self._begin(N_("Mark absent all day"), shown.form) as work:
            if shown.form.scope.class_group != shown.class_group:
                raise NotOfThisDayError
            fresh = self.day(shown.class_group, shown.day)
            one = _pupil(fresh, pupil)
            accept_sign(one, shown.day, self._at.today())
            lessons = unsigned(one, fresh.hours)
            if not lessons:
                raise NoLessonToSignError
            refused = {one: self._register.objection(work.db, one, pupil, sign) for one in lessons}
            reasons = [reason for reason in refused.values() if reason is not None]
            if len(reasons) == len(lessons):
                raise reasons[0]
            for lesson in (one for one in lessons if refused[one] is None):
                save_sign(work, save_session(work, self._at.partitions, lesson), pupil, sign)
        return len(lessons) - len(reasons), len(reasons)

    def of_class(self, class_group: int, span: Span) -> ClassAttendance:
        """What the pupils of a class missed in a span of time."""
        db = self._look(N_("See attendance"), Scope(class_group=class_group))
        return self._counted(db, self._week(db), self._class(db, class_group), accept_span(span))

    def of_school(self, span: Span, step: Step = no_step) -> tuple[ClassAttendance, ...]:
        """What was missed in every class; `step` hears how far it is, and may stop it."""
        db = self._look(N_("See attendance"))
        found, week = [], self._week(db)
        classes = sorted(self._classes(db), key=lambda one: (one.year_level, sort_key(one.letter)))
        for done, group in enumerate(classes, 1):
            found.append(self._counted(db, week, group, accept_span(span)))
            step(done, len(classes))
        return tuple(found)

    def not_taken(self, class_group: int, first: date, last: date) -> tuple[Hour, ...]:
        """The hours of a class that are over and that nobody has noted."""
        db = self._look(N_("See attendance"), Scope(class_group=class_group))
        hours = self._hours(db, self._week(db), self._class(db, class_group), first, last)
        return tuple(hour for hour in hours if hour.taken is Taken.NOT_TAKEN)

    def holes(self, day: date) -> Mapping[int, int]:
        """How many lessons of a day nobody has noted, in each class that lacks any."""
        db = self._look(N_("See attendance"))
        week = self._week(db)
        found = {one.id: self._hours(db, week, one, day, day) for one in self._classes(db)}
        counts = {
            one: sum(hour.taken is Taken.NOT_TAKEN for hour in hours)
            for one, hours in found.items()
        }
        return {one: n for one, n in counts.items() if n}

    def mornings(self, day: date) -> Mapping[int, Morning]:
        """Who is there on a day, by class; a class without lessons is not among them."""
        db = self._look(N_("See headcount"))
        week = self._week(db)
        found = (self._morning(db, week, one, day) for one in self._classes(db))
        return {one.class_group: one for one in found if one is not None}

    def mornings_between(self, first: date, last: date) -> Mapping[int, ClassMornings]:
        """The same of every day between two, by class; each table is read once for a class."""
        db = self._look(N_("See headcount"))
        week = self._week(db)
        return {one.id: self._mornings(db, week, one, first, last) for one in self._classes(db)}

    def _mornings(
        self, db: Connection, week: _Week, group: ClassGroup, first: date, last: date
    ) -> ClassMornings:
        by_day: dict[date, list[Hour]] = {}
        for hour in self._hours(db, week, group, first, last):
            by_day.setdefault(hour.day, []).append(hour)
        pupils = self._pupils(db, group.id, week.groups(group.id), first, last)
        found = {day: morning_of(group.id, hours, pupils) for day, hours in by_day.items()}
        letters = self._register.letters(db, group.id, first)[0]
        mornings = {day: one for day, one in found.items() if one is not None}
        return ClassMornings(group.id, letters, mornings)

    def _morning(self, db: Connection, week: _Week, group: ClassGroup, day: date) -> Morning | None:
        hours = self._hours(db, week, group, day, day)
        pupils = self._pupils(db, group.id, week.groups(group.id), day, day)
        found = morning_of(group.id, hours, pupils)
        if found is None or not found.taken:
            return found
        noted = [
            session
            for one in sorted(week.groups(group.id))
            for at, session in load_sessions(db, one, day, day).items()
            if at == (day, found.slot) and session.held_by is not None
        ]
        return replace(found, teacher=noted[0].held_by, at=noted[0].held_at)

    def _week(self, db: Connection) -> _Week:
        return _Week(
            load_timetable(db, self._at.partitions.year),
            {one.id: one.class_group for one in load_teaching_groups(db)},
            load_all_bells(db),
        )

    def _counted(
        self, db: Connection, week: _Week, group: ClassGroup, span: Span
    ) -> ClassAttendance:
        last = min(span.ends, self._at.today())
        hours = self._hours(db, week, group, span.starts, last)
        pupils = self._pupils(db, group.id, week.groups(group.id), span.starts, last)
        tutor = None if group.form_tutor is None else self._person(db, group.form_tutor)
        return ClassAttendance(
            class_group=group.id,
            class_label=group.label,
            form_tutor=tutor.full if tutor else "",
            span=span,
            pupils=tuple(attendance_of(one, hours) for one in pupils if _in(one, span)),
            held=sum(hour.taken is Taken.HELD for hour in hours),
            not_taken=sum(hour.taken is Taken.NOT_TAKEN for hour in hours),
            letters=self._register.letters(db, group.id, span.starts)[0],
        )

    def _hours(
        self, db: Connection, week: _Week, group: ClassGroup, first: date, last: date
    ) -> tuple[Hour, ...]:
        """The hours between two days: those of the timetable, and others that were held."""
        ours = week.groups(group.id)
        slots = [one for one in week.slots if one.group in ours]
        regular = planned(self._calendar(), first, last, slots, group.year_level)
        swaps = {one.place: one for one in load_substitutions(db, first, last)}
        found = {(one.group, one.date, one.slot): one for one in replanned(regular, swaps)}
        written = self._register.taught(db, ours, first, last)
        held = _held(db, ours, first, last)
        for place, (subject, cancelled) in written.items():
            if place in held:
                found[place] = _lesson(place, subject)
            elif cancelled and place in found and found[place].subject == subject:
                del found[place]
        for place in held - found.keys():
            found[place] = _lesson(place, 0)
        bells = ClassBells(week.bells, group.year_level)
        return hours_of(found.values(), held, bells, self._now())

    def _pupils(
        self, db: Connection, class_group: int, ours: frozenset[int], first: date, last: date
    ) -> tuple[Attendee, ...]:
        signs: dict[int, dict[tuple[date, int], Absence]] = {}
        for group in ours:
            for pupil, day, slot, sign in load_signs(db, group, first, last):
                own = signs.setdefault(pupil, {})
                own[day, slot] = stronger(own.get((day, slot)), sign)
        members: Iterable[Member] = load_members(db, class_group)
        sits = sittings(load_group_stays(db, class_group), load_groups_of(db, class_group))
        ordered = sorted(members, key=lambda one: (name_key(one.pupil.name), one.pupil.id))
        return tuple(
            Attendee(one.pupil, one.stays, signs.get(one.pupil.id, {}), sits(one.pupil.id))
            for one in ordered
        )

    def _classes(self, db: Connection) -> tuple[ClassGroup, ...]:
        return load_class_groups(db, self._at.partitions.year)

    def _class(self, db: Connection, class_group: int) -> ClassGroup:
        found = (one for one in self._classes(db) if one.id == class_group)
        group = next(found, None)
        if group is None:
            raise ClassUnknownError
        return group

    def _accept_hour(self, db: Connection, shown: ClassDay, hour: Hour) -> None:
        """An hour of the class and day that is shown, or raise."""
        ours = self._week(db).groups(shown.class_group)
        here = (one.group in ours and one.date == shown.day for one in hour.lessons)
        if not all(here):
            raise NotOfThisDayError

    def _require(self, db: Connection, lesson: LessonKey, pupil: int, sign: Absence | None) -> None:
        refusal = self._register.objection(db, lesson, pupil, sign)
        if refusal is not None:
            raise refusal


def _held(db: Connection, groups: Iterable[int], first: date, last: date) -> set[Place]:
    return {
        (group, day, slot)
        for group in groups
        for (day, slot), session in load_sessions(db, group, first, last).items()
        if session.held_by is not None
    }


def _lesson(place: Place, subject: int) -> LessonKey:
    group, day, slot = place
    return LessonKey(group, subject, day, slot)


def _pupil(shown: ClassDay, pupil: int) -> Attendee:
    found = next((one for one in shown.pupils if one.pupil.id == pupil), None)
    if found is None:
        raise NotOfThisDayError
    return found


def _in(one: Attendee, span: Span) -> bool:
    """Whether a pupil was in the class on a day of the span."""
    return there_between(one.stays, span.starts, span.ends)


def _of_lesson(shown: ClassDay, hour: Hour) -> Form:
    lesson = lesson_to_sign(hour)
    scope = Scope(group=lesson.group, subject=lesson.subject, class_group=shown.class_group)
    return replace(shown.form, scope=scope)
