"""Who can take a lesson, and which lessons a day has when some are given by others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from school_desk.errors import N_, DeskError
from school_desk.school.calendar import falls_on
from school_desk.school.model import Calendar, LessonKey, PersonName, Teaching, TimetableSlot
from school_desk.school.substitution_model import (
    Colleague,
    DayLesson,
    DayPlan,
    Place,
    Substitution,
    SubstitutionKind,
)


class NoSuchLessonError(DeskError):
    """A lesson that the timetable does not give this class on this day."""

    sentence = N_("The timetable has no such lesson on {day}. Nothing was written.")


class TeacherTakenError(DeskError):
    """The substitute has a lesson at that hour."""

    sentence = N_("{name} has a lesson at this hour. Join the lessons or choose another.")


class OwnLessonError(DeskError):
    """Nobody substitutes for oneself."""

    sentence = N_("{name} gives this lesson by the timetable. Choose another.")


class HeldAlreadyError(DeskError):
    """A lesson that somebody has noted as held is given by that person."""

    sentence = N_("The lesson of {day} is noted as held. Nothing was changed.")


class NoOtherSubjectError(DeskError):
    """Another subject instead, but the class has that subject at this hour anyway."""

    sentence = N_("This is the subject of the timetable. Choose a substitute instead.")


Swaps = Mapping[Place, Substitution]
"""What is given otherwise, by place."""


def replanned(lessons: Iterable[LessonKey], swaps: Swaps) -> tuple[LessonKey, ...]:
    """Planned lessons with the subject that is taught instead on that day."""
    found = set()
    for key in lessons:
        swap = swaps.get((key.group, key.date, key.slot))
        subject = key.subject if swap is None or swap.subject is None else swap.subject
        found.add(LessonKey(key.group, subject, key.date, key.slot))
    return tuple(sorted(found, key=lambda key: (key.date, key.slot, key)))


def given_by(
    account: int, own: Iterable[LessonKey], swaps: Iterable[Substitution]
) -> tuple[LessonKey, ...]:
    """The lessons that a teacher gives on a day, of those the timetable gives, and for others."""
    places = {one.place: one for one in swaps}
    kept = [key for key in own if (key.group, key.date, key.slot) not in places]
    taken = [
        LessonKey(one.group, one.subject, one.day, one.slot)
        for one in places.values()
        if one.teacher == account and one.subject is not None
    ]
    return tuple(sorted({*kept, *taken}, key=lambda key: (key.slot, key)))


def of_page(
    lessons: Iterable[LessonKey],
    swaps: Iterable[Substitution],
    page: tuple[int, int],
    edges: tuple[date, date],
) -> tuple[LessonKey, ...]:
    """The lessons of one page: without those of another subject, with those given instead."""
    group, subject = page
    ours = [one for one in swaps if one.group == group and edges[0] <= one.day <= edges[1]]
    away = {one.place for one in ours if one.subject not in (None, subject)}
    instead = {
        LessonKey(group, subject, one.day, one.slot) for one in ours if one.subject == subject
    }
    kept = {key for key in lessons if (key.group, key.date, key.slot) not in away}
    return tuple(sorted(kept | instead))


def day_lessons(
    calendar: Calendar,
    day: date,
    slots: Iterable[TimetableSlot],
    year_levels: Mapping[int, int],
) -> tuple[tuple[LessonKey, TimetableSlot], ...]:
    """The lessons of a day with their places in the timetable, by hour."""
    found = (
        (LessonKey(slot.group, slot.subject, day, slot.slot), slot)
        for slot in slots
        if slot.group in year_levels and falls_on(calendar, slot, day, year_levels[slot.group])
    )
    return tuple(sorted(found, key=lambda pair: (pair[0].slot, pair[0])))


def together(plan: DayPlan, lesson: DayLesson) -> tuple[DayLesson, ...]:
    """The lessons that one teacher gives at one time: a combined hour goes to one substitute."""
    if lesson.teacher is None:
        return (lesson,)
    return tuple(
        one
        for one in plan.lessons
        if one.teacher == lesson.teacher and one.key.slot == lesson.key.slot
    )


def colleagues(
    plan: DayPlan,
    lesson: DayLesson,
    teachings: Iterable[Teaching],
    staff: Iterable[int],
    busy: AbstractSet[tuple[int, int]],
) -> tuple[Colleague, ...]:
    """Who could give a lesson: the free first, of the same subject first, least loaded first.

    `staff` works here on the day; `busy` has account and slot where somebody cannot come.
    """
    hours = {(one.given_by, one.key.slot) for one in plan.lessons}
    load = Counter(account for account, _slot in hours)
    ours = together(plan, lesson)
    at_work = {
        one.given_by: one.key.group
        for one in plan.lessons
        if one.key.slot == lesson.key.slot and one not in ours
    }
    taught = list(teachings)
    subjects = {one.teacher for one in taught if one.subject == lesson.key.subject}
    groups = {one.teacher for one in taught if one.group == lesson.key.group}
    found = [
        Colleague(
            account, account in subjects, account in groups, load[account], at_work.get(account)
        )
        for account in staff
        if account != lesson.teacher
        and account not in plan.absent
        and (account, lesson.key.slot) not in busy
    ]
    return tuple(sorted(found, key=_fitness))


def _fitness(one: Colleague) -> tuple[bool, bool, bool, int, int]:
    return (
        one.own_group is not None,
        not one.same_subject,
        not one.same_class,
        one.lessons,
        one.account,
    )


def accept_substitution(
    plan: DayPlan, wanted: Substitution, names: Mapping[int, PersonName]
) -> Substitution:
    """Take a substitution, or raise."""
    lesson = find_lesson(plan, wanted.place)
    if lesson.held:
        raise HeldAlreadyError(day=wanted.day)
    teacher = wanted.teacher
    if wanted.kind is SubstitutionKind.OTHER_SUBJECT:
        if wanted.subject == lesson.key.subject:
            raise NoOtherSubjectError
    elif teacher == lesson.teacher:
        raise OwnLessonError(name=_listed(names, teacher))
    if wanted.kind is not SubstitutionKind.JOINED and _taken(plan, lesson, teacher):
        raise TeacherTakenError(name=_listed(names, teacher))
    return wanted


def find_lesson(plan: DayPlan, place: Place) -> DayLesson:
    """The lesson of a place, or raise."""
    for one in plan.lessons:
        if (one.key.group, one.key.date, one.key.slot) == place:
            return one
    raise NoSuchLessonError(day=place[1])


def _listed(names: Mapping[int, PersonName], account: int | None) -> str:
    name = names.get(account or 0)
    return name.listed if name else ""


def _taken(plan: DayPlan, lesson: DayLesson, teacher: int | None) -> bool:
    """Whether a teacher gives another lesson at the same hour."""
    ours = together(plan, lesson)
    return any(
        one.given_by == teacher and one.key.slot == lesson.key.slot and one not in ours
        for one in plan.lessons
    )
