"""Counting absences: what a class has in a day, lessons and whole days missed, spans to ask for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from school_desk.errors import N_, DeskError
from school_desk.school.attendance_model import (
    REASONS,
    Attendee,
    Hour,
    MissedDay,
    MissedHour,
    Morning,
    PupilAttendance,
    Span,
    SpanKind,
    Taken,
)
from school_desk.school.bell_rules import ClassBells
from school_desk.school.calendar import lessons_as, period_of, weeks_on
from school_desk.school.model import (
    Absence,
    Bell,
    Calendar,
    LessonKey,
    PeriodKind,
    TimetableSlot,
    Weeks,
)

Place = tuple[int, date, int]
"""Where attendance is taken: teaching group, day, slot."""

EVERY_MONTH_HAS = 28


class ClassUnknownError(DeskError):
    """A class that the school does not have this year."""

    sentence = N_("This class is not in the list of this year. Choose another.")


class DayToComeError(DeskError):
    """An absence on a day that has not come."""

    sentence = N_("This lesson is on {date}. Nothing was written.")


class PupilNotInClassError(DeskError):
    """The pupil came later or had left."""

    sentence = N_("The pupil was not in this class on {date}. Nothing was written.")


class NoLessonOfPupilError(DeskError):
    """An hour in which the pupil has no lesson: that of another subgroup."""

    sentence = N_("{name} is not in the group of this lesson. Nothing was written.")


class SpanError(DeskError):
    """A span that ends before it begins."""

    sentence = N_("The last day {ends} is before the first day {starts}. Change either.")


class NoLessonToSignError(DeskError):
    """A whole day that is signed already, or that has no lessons."""

    sentence = N_("Every lesson of this day has a sign already. Nothing was written.")


def planned(
    calendar: Calendar,
    starts: date,
    ends: date,
    slots: Iterable[TimetableSlot],
    year_level: int,
) -> tuple[LessonKey, ...]:
    """The lessons that the timetable gives a class between two days."""
    by_weekday: dict[int | None, list[TimetableSlot]] = defaultdict(list)
    for slot in slots:
        by_weekday[slot.weekday].append(slot)
    return tuple(
        LessonKey(slot.group, slot.subject, day, slot.slot)
        for day in _days(starts, ends)
        for slot in by_weekday[lessons_as(calendar, day, year_level)]
        if slot.weeks in (Weeks.EVERY, weeks_on(calendar, day))
    )


def hours_of(
    lessons: Iterable[LessonKey],
    held: AbstractSet[Place],
    bells: ClassBells,
    now: datetime,
) -> tuple[Hour, ...]:
    """The hours of a class in their order: lessons of one hour are one, held if any was."""
    together: dict[tuple[date, int], list[LessonKey]] = defaultdict(list)
    for lesson in lessons:
        together[lesson.date, lesson.slot].append(lesson)
    return tuple(
        _hour(day, slot, tuple(sorted(ours)), held, over=is_over(day, bells.at(day, slot), now))
        for (day, slot), ours in sorted(together.items())
    )


def _hour(
    day: date, slot: int, lessons: tuple[LessonKey, ...], held: AbstractSet[Place], *, over: bool
) -> Hour:
    noted = frozenset(one for one in lessons if (one.group, one.date, one.slot) in held)
    apart = Taken.NOT_TAKEN if over else Taken.TO_COME
    return Hour(day, slot, lessons, Taken.HELD if noted else apart, noted, over)


def is_over(day: date, bell: Bell | None, now: datetime) -> bool:
    """Whether an hour has ended; without a bell it ends with its day."""
    ends = bell.ends if bell else time.max
    return day < now.date() or (day == now.date() and ends <= now.time())


def attendance_of(pupil: Attendee, hours: Sequence[Hour]) -> PupilAttendance:
    """Count what a pupil missed of the lessons held while in the class, or in the subgroup."""
    ours = [own for hour in hours if (own := pupil.hour_of(hour)) is not None]
    held = [hour for hour in ours if hour.taken is Taken.HELD]
    signed = ((hour, pupil.signs.get(hour.at)) for hour in held)
    return PupilAttendance(
        pupil=pupil.pupil,
        held=len(held),
        not_taken=sum(hour.taken is Taken.NOT_TAKEN for hour in ours),
        hours=tuple(MissedHour(*hour.at, sign) for hour, sign in signed if sign is not None),
        days=tuple(_whole_days(pupil, ours)),
    )


def _whole_days(pupil: Attendee, hours: Sequence[Hour]) -> Iterator[MissedDay]:
    """The days of which every lesson held was missed; a day that is not over is none yet."""
    signed = {day for (day, _slot), sign in pupil.signs.items() if sign.away}
    by_day: dict[date, list[Hour]] = {}
    for hour in hours:
        if hour.day in signed:
            by_day.setdefault(hour.day, []).append(hour)
    for day, ours in by_day.items():
        held = [hour for hour in ours if hour.taken is Taken.HELD]
        if any(hour.taken is Taken.TO_COME for hour in ours) or not held:
            continue
        signs = {pupil.signs.get(hour.at) for hour in held}
        if signs <= set(REASONS):
            reason = next(iter(signs)) if len(signs) == 1 else None
            yield MissedDay(day, reason, len(ours) - len(held))


def morning_of(
    class_group: int, hours: Sequence[Hour], pupils: Iterable[Attendee]
) -> Morning | None:
    """Who of a class is there on the day of these hours; None: it has no lesson.

    Of subgroups in one hour each pupil's own lesson counts; a late pupil is there.
    """
    first = next((one for one in hours if one.taken is Taken.HELD), hours[0] if hours else None)
    if first is None:
        return None
    taken = first.taken is Taken.HELD
    here = [one for one in pupils if one.there_on(first.day)]
    found = ((one.pupil.id, _away_by(one, first, taken=taken)) for one in here)
    signs = {pupil: sign for pupil, sign in found if sign is not None}
    listed = tuple(one.pupil for one in here)
    day = Morning(class_group, first.day, first.slot, taken, listed, frozenset(signs))
    return replace(day, signs=signs)


def _away_by(one: Attendee, hour: Hour, *, taken: bool) -> Absence | None:
    """The sign of absence in the hour; where nobody has noted it yet, anywhere on the day."""
    if taken:
        sign = one.signs.get(hour.at)
        return sign if sign is not None and sign.away else None
    signs = (sign for (day, _slot), sign in one.signs.items() if day == hour.day)
    return next((sign for sign in signs if sign.away), None)


def unsigned(pupil: Attendee, hours: Iterable[Hour]) -> tuple[LessonKey, ...]:
    """The lessons of a day that have no sign of a pupil yet, one of each hour."""
    own = (pupil.hour_of(hour) for hour in hours if hour.at not in pupil.signs)
    return tuple(lesson_to_sign(hour) for hour in own if hour is not None)


def accept_hour_of(pupil: Attendee, hour: Hour) -> Hour:
    """The part of an hour that is the pupil's own, or raise."""
    own = pupil.hour_of(hour)
    if own is None:
        raise NoLessonOfPupilError(name=pupil.pupil.name.listed)
    return own


def lesson_to_sign(hour: Hour) -> LessonKey:
    """Where a sign of an hour is written."""
    return hour.lessons[0]


def accept_sign(pupil: Attendee, day: date, today: date) -> None:
    """Let a sign be written on a day, or raise."""
    if day > today:
        raise DayToComeError(date=day)
    if not pupil.there_on(day):
        raise PupilNotInClassError(date=day)


def accept_span(span: Span) -> Span:
    """Take a span, or raise."""
    if span.ends < span.starts:
        raise SpanError(starts=span.starts, ends=span.ends)
    return span


def term_span(calendar: Calendar, number: int) -> Span:
    """The days of a term."""
    found = period_of(calendar, number, PeriodKind.TERM)
    if found is None:
        raise ValueError(number)
    return Span(SpanKind.TERM, found.starts, found.ends, number, found.division)


def spans(calendar: Calendar) -> tuple[Span, ...]:
    """The spans of a school year that people ask for: terms, half-years, the year, months."""
    return (
        *(term_span(calendar, term.number) for term in calendar.terms),
        *_periods(calendar, PeriodKind.HALF_YEAR, SpanKind.HALF_YEAR),
        *_periods(calendar, PeriodKind.YEAR, SpanKind.YEAR),
        *_months(calendar),
    )


def _periods(calendar: Calendar, kind: PeriodKind, called: SpanKind) -> Iterator[Span]:
    found = {period_of(calendar, term.number, kind) for term in calendar.terms}
    for period in sorted((one for one in found if one), key=lambda one: one.number):
        yield Span(called, period.starts, period.ends, period.number)


def _months(calendar: Calendar) -> Iterator[Span]:
    first, last = calendar.terms[0].starts, calendar.terms[-1].ends
    day = first
    while day <= last:
        coming = (day.replace(day=EVERY_MONTH_HAS) + timedelta(days=4)).replace(day=1)
        ends = min(last, coming - timedelta(days=1))
        yield Span(SpanKind.MONTH, day, ends, day.month)
        day = coming


def _days(starts: date, ends: date) -> Iterator[date]:
    for n in range((ends - starts).days + 1):
        yield starts + timedelta(days=n)


def stronger(one: Absence | None, other: Absence) -> Absence:
    """The sign of an hour that has two: who was away in one of its lessons was away.

    >>> stronger(Absence.LATE, Absence.ILL), stronger(None, Absence.LATE)
    (<Absence.ILL: 'ill'>, <Absence.LATE: 'late'>)
    """
    return one if one is not None and one.away else other
