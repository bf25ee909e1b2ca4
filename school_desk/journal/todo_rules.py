"""What a page still lacks, and how its period will end; minutes are guesses, to plan by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from school_desk.journal.model import (
    Column,
    ColumnKey,
    MarkKind,
    PupilRow,
    RegisterPage,
    Scale,
    Work,
)
from school_desk.journal.rules import stand_in
from school_desk.journal.ruleset import RuleSet, RuleSettings, UnexcusedMissingWork
from school_desk.journal.todo_model import (
    Check,
    Lack,
    LookAhead,
    PagePlace,
    Todo,
    TodoKind,
)
from school_desk.school.bell_rules import ClassBells
from school_desk.school.model import Absence

LOOK_AHEAD = timedelta(days=21)
"""The last weeks of a period, in which one looks at its end."""

VERDICTS_DUE = timedelta(days=7)
FEW = 3
"""Fewer formative points than this are pointed out near the end; no order asks for a number."""

PUPILS_A_MINUTE = 4


def usually_gives_homework(page: RegisterPage) -> bool:
    """What is taken for granted until a teacher says otherwise: marks go with homework."""
    return not (page.head.unmarked or page.head.pass_fail)


def place_of(page: RegisterPage) -> PagePlace:
    """Where a page is, and how it is called."""
    head = page.head
    return PagePlace(
        head.group,
        head.subject,
        head.period.term,
        head.class_group,
        head.class_label,
        head.year_level,
        head.subject_names,
    )


def todos(
    page: RegisterPage,
    settings: RuleSettings,
    now: datetime,
    bells: ClassBells,
    *,
    homework: bool,
) -> tuple[Todo, ...]:
    """Every line of a page."""
    if page.head.closed_on is not None or not page.rows:
        return ()
    today = now.date()
    return (
        *_lessons(page, now, bells, homework=homework),
        *_works(page, settings, today),
        *_period_end(page, today),
        *_formative(page, today),
    )


def in_order(items: Iterable[Todo]) -> tuple[Todo, ...]:
    """By date, then class, then subject."""
    return tuple(
        sorted(
            items,
            key=lambda one: (
                one.day,
                one.place.year_level,
                one.place.class_label,
                one.place.subject,
                one.kind,
                -1 if one.column is None or one.column.lesson is None else one.column.lesson.slot,
                one.pupil or 0,
            ),
        )
    )


# Lessons


def _lessons(
    page: RegisterPage, now: datetime, bells: ClassBells, *, homework: bool
) -> Iterator[Todo]:
    for column in page.columns:
        if column.key.n == 1 and over(column, now, bells):
            lacks = tuple(_lacks(column, homework=homework))
            if lacks:
                yield Todo(
                    TodoKind.LESSON,
                    column.date,
                    place_of(page),
                    column.key,
                    lacks=lacks,
                    minutes=len(lacks),
                )


def over(column: Column, now: datetime, bells: ClassBells) -> bool:
    """Whether a lesson has ended; without a bell it ends with its day."""
    bell = bells.at(column.date, column.slot)
    ends = bell.ends if bell else time.max
    return column.date < now.date() or (column.date == now.date() and ends <= now.time())


def is_hole(column: Column, now: datetime, bells: ClassBells) -> bool:
    """Whether a lesson is over and nobody has noted it: its attendance is not taken."""
    return not column.held and over(column, now, bells)


def _lacks(column: Column, *, homework: bool) -> Iterator[Lack]:
    if not column.held:
        yield Lack.HELD
    if not column.topic:
        yield Lack.TOPIC
    if homework and not column.homework:
        yield Lack.HOMEWORK


# Summative works


def _works(page: RegisterPage, settings: RuleSettings, today: date) -> Iterator[Todo]:
    for work in page.works:
        if work.date is None or work.date >= today:
            continue
        open_rows = [row for row in page.rows if _open(row, work)]
        there = [row for row in open_rows if _away(page, row, work) is None]
        if there:
            yield _points(page, work, there)
        for row in open_rows:
            absence = _away(page, row, work)
            if absence is not None:
                yield from _missed(page, work, row, absence, settings, today)


def _open(row: PupilRow, work: Work) -> bool:
    """Whether a pupil who was in the class on the day of a work has no points in it."""
    lacks = row.points(work.key) is None and stand_in(work, row) is None
    return lacks and work.date is not None and row.there_on(work.date)


def _away(page: RegisterPage, row: PupilRow, work: Work) -> Absence | None:
    lesson = page.lesson_of(work)
    sign = None if lesson is None else row.signs.get(lesson)
    return sign if sign is not None and sign.away else None


def _points(page: RegisterPage, work: Work, rows: list[PupilRow]) -> Todo:
    return Todo(
        TodoKind.POINTS,
        work.date or page.head.period.starts,
        place_of(page),
        work.key,
        rows[0].pupil.id,
        work=(work.kind, work.number),
        pupils=tuple(row.pupil.name for row in rows),
        n=len(rows),
        minutes=1 + len(rows) // PUPILS_A_MINUTE,
    )


def _missed(
    page: RegisterPage,
    work: Work,
    row: PupilRow,
    absence: Absence,
    settings: RuleSettings,
    today: date,
) -> Iterator[Todo]:
    """A work missed: it waits for a day, or for what was written on that day."""
    zero = settings.unexcused_missing_work is UnexcusedMissingWork.ZERO
    if absence is Absence.UNEXCUSED and zero:
        return
    sitting = row.sittings.get(work.key.work or 0)
    if sitting is not None and sitting.day >= today:
        return
    kind = TodoKind.SCHEDULE if sitting is None else TodoKind.SITTING
    yield Todo(
        kind,
        work.date or page.head.period.starts,
        place_of(page),
        work.key,
        row.pupil.id,
        work=(work.kind, work.number),
        pupils=(row.pupil.name,),
        absence=absence,
        sits_on=sitting.day if sitting else None,
        n=1,
        minutes=2,
    )


# The end of a period


def is_near_end(page: RegisterPage, today: date) -> bool:
    """Whether the period of a page is in its last weeks, or over."""
    return page.head.period.ends - today <= LOOK_AHEAD


def _period_end(page: RegisterPage, today: date) -> Iterator[Todo]:
    head = page.head
    day = min(today, head.period.ends)
    kinds = {work.kind for work in page.works}
    if head.term_work_due and MarkKind.TERM_SUMMATIVE not in kinds and is_near_end(page, today):
        yield Todo(TodoKind.TERM_WORK, day, place_of(page), minutes=3)
    if not head.pass_fail or head.period.ends - today > VERDICTS_DUE:
        return
    rows = [row for row in page.rows if row.verdict is None and row.there_on(head.period.ends)]
    if rows:
        yield _of_pupils(page, TodoKind.VERDICTS, day, rows)


def _formative(page: RegisterPage, today: date) -> Iterator[Todo]:
    """Pupils with no formative point after half of the period, or few near its end."""
    head = page.head
    if head.unmarked or head.pass_fail or head.scale is not Scale.POINTS:
        return
    held = [column for column in page.columns if column.held]
    if len(held) < FEW or today < head.period.starts + (head.period.ends - head.period.starts) / 2:
        return
    counts = [(row, _formative_of(row, held)) for row in page.rows if _mostly_there(row, held)]
    none = [row for row, n in counts if n == 0]
    few = [row for row, n in counts if 0 < n < FEW]
    last = max(column.date for column in held)
    if none:
        yield _of_pupils(page, TodoKind.NO_POINTS, last, none)
    if few and is_near_end(page, today):
        yield _of_pupils(page, TodoKind.FEW_POINTS, last, few)


def _formative_of(row: PupilRow, held: list[Column]) -> int:
    return sum(row.points(column.key) is not None for column in held)


def _mostly_there(row: PupilRow, held: list[Column]) -> bool:
    """Whether a pupil sat in half of the lessons at least: one cannot mark who is not there."""
    away = {lesson for lesson, sign in row.signs.items() if sign.away}
    there = sum(row.there_on(one.date) and one.key.lesson not in away for one in held)
    return 2 * there >= len(held)


def _of_pupils(page: RegisterPage, kind: TodoKind, day: date, rows: list[PupilRow]) -> Todo:
    return Todo(
        kind,
        day,
        place_of(page),
        _last_lesson(page, day),
        rows[0].pupil.id,
        pupils=tuple(row.pupil.name for row in rows),
        n=len(rows),
        minutes=1 + len(rows) // PUPILS_A_MINUTE,
    )


def _last_lesson(page: RegisterPage, day: date) -> ColumnKey | None:
    """The column of the last lesson up to a day."""
    return next((one.key for one in reversed(page.columns) if one.date <= day), None)


# Looking ahead


@dataclass(frozen=True, slots=True)
class EndOfPeriod:
    """What the school says of the end of a page's period.

    Args:
        last_day: the last day with lessons.
        works_of_day: term summatives of the class on the day of this page's own.
    """

    last_day: date
    works_of_day: int = 0


def look_ahead(
    page: RegisterPage, today: date, rules: RuleSet, end: EndOfPeriod
) -> LookAhead | None:
    """How a page will end; None outside its last weeks, or where there is nothing to give."""
    head = page.head
    if head.unmarked or not is_near_end(page, today) or head.period.ends < today:
        return None
    there = [row for row in page.rows if row.there_on(head.period.ends)]
    if head.pass_fail:
        given = sum(row.verdict is not None for row in there)
        return LookAhead(place_of(page), head.period, given, len(there), verdicts=True)
    if not page.works:
        return None
    lacking = sum(_lacks_points(row, work) for row in there for work in page.works)
    planned = len(there) * len(page.works)
    term_work = term_work_of(page)
    lowest = rules.scale[0].mark
    return LookAhead(
        place_of(page),
        head.period,
        planned - lacking,
        planned,
        near=tuple(row.pupil.name for row in there if row.result.near_border),
        failing=tuple(row.pupil.name for row in there if row.result.mark == lowest),
        lowest=lowest,
        checks=tuple(_checks(page, term_work, rules, end)) if term_work else (),
        check_day=term_work.date if term_work else None,
    )


def term_work_of(page: RegisterPage) -> Work | None:
    """The term summative of a page, if it is planned."""
    return next((one for one in page.works if one.kind is MarkKind.TERM_SUMMATIVE), None)


def _lacks_points(row: PupilRow, work: Work) -> bool:
    return row.points(work.key) is None and stand_in(work, row) is None


def _checks(page: RegisterPage, work: Work, rules: RuleSet, end: EndOfPeriod) -> Iterator[Check]:
    """The day checks of the order for a term summative (paragraph 21): they warn, never block."""
    if work.date is None:
        return
    if work.date >= end.last_day:
        yield Check.LAST_DAY
    units = (one for one in page.works if one.kind is MarkKind.UNIT_SUMMATIVE)
    if any(one.date == work.date for one in units):
        yield Check.SAME_DAY
    if end.works_of_day > rules.term_works_per_day:
        yield Check.CROWDED
