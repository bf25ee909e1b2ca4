"""What a page still lacks, by hand: lessons, works, schedules, points; and the end of a period."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from school_desk.journal.model import (
    Column,
    ColumnKey,
    MarkKind,
    PupilRow,
    Scale,
    Sitting,
    Standing,
    TermResult,
    Work,
)
from school_desk.journal.todo_model import Check, Lack, Todo, TodoKind, ToFill
from school_desk.journal.todo_rules import (
    EndOfPeriod,
    in_order,
    is_hole,
    look_ahead,
    todos,
    usually_gives_homework,
)
from school_desk.school.bell_rules import Bells, ClassBells
from school_desk.school.model import Absence, Bell, LessonKey, PersonName, Pupil
from tests.journal.kz2025 import DEFAULTS, RULES, ZERO
from tests.journal.pages import (
    FIRST,
    HEAD,
    INJU,
    MONDAY,
    OMAR,
    ON_MONDAY,
    ON_THURSDAY,
    PAGE,
    SECOND,
    TERM_WORK,
    THURSDAY,
    UNIT_WORK,
    page_with,
)

BELLS = ClassBells(
    Bells({slot: Bell(slot, time(7 + slot), time(7 + slot, 45)) for slot in range(1, 7)}), 6
)
FRIDAY = THURSDAY + timedelta(days=1)
LAST_DAY = date(2026, 10, 23)
FULL = {"held": True, "topic": "Бөлшек", "homework": "№ 5"}


def asked(page=PAGE, now=FRIDAY, settings=DEFAULTS, *, homework=True) -> tuple[Todo, ...]:
    moment = now if isinstance(now, datetime) else datetime.combine(now, time(18), UTC)
    return todos(page, settings, moment, BELLS, homework=homework)


def of(kind, *args, **rest) -> list[Todo]:
    return [one for one in asked(*args, **rest) if one.kind is kind]


def filled(page=PAGE, **facts):
    """The page with nothing lacking in its lessons but what is said."""
    columns = tuple(replace(one, **{**FULL, **facts}) for one in page.columns)
    return replace(page, columns=columns)


@pytest.mark.parametrize(
    ("facts", "lacks"),
    [
        ({}, None),
        ({"held": False}, (Lack.HELD,)),
        ({"topic": ""}, (Lack.TOPIC,)),
        ({"homework": ""}, (Lack.HOMEWORK,)),
        ({"held": False, "topic": "", "homework": ""}, (Lack.HELD, Lack.TOPIC, Lack.HOMEWORK)),
    ],
)
def test_a_lesson_that_is_over_says_what_it_lacks(facts, lacks):
    found = of(TodoKind.LESSON, filled(**facts))

    assert {one.lacks for one in found} == ({lacks} if lacks else set())
    assert [one.column for one in found] == ([ON_MONDAY, ON_THURSDAY] if lacks else [])


def test_homework_is_asked_for_only_where_it_is_given():
    assert not of(TodoKind.LESSON, filled(homework=""), homework=False)


def test_marks_go_with_homework_until_somebody_says_otherwise():
    assert usually_gives_homework(PAGE)
    assert not usually_gives_homework(page_with(head=replace(HEAD, pass_fail=True)))
    assert not usually_gives_homework(page_with(head=replace(HEAD, unmarked=True)))


def test_a_lesson_to_come_lacks_nothing():
    before = datetime.combine(THURSDAY, time(9, 44), UTC)
    after = datetime.combine(THURSDAY, time(9, 45), UTC)
    page = filled(held=False)

    assert [one.column for one in of(TodoKind.LESSON, page, before)] == [ON_MONDAY]
    assert [one.column for one in of(TodoKind.LESSON, page, after)] == [ON_MONDAY, ON_THURSDAY]
    assert not is_hole(page.columns[-1], before, BELLS)
    assert is_hole(page.columns[-1], after, BELLS)


def test_pupils_who_were_there_and_have_no_points_are_one_line():
    (one,) = of(TodoKind.POINTS)

    assert (one.day, one.column, one.pupil, one.n) == (THURSDAY, UNIT_WORK, INJU, 2)


def test_on_the_day_of_a_work_nobody_is_asked_for_its_points():
    assert not of(TodoKind.POINTS, now=THURSDAY)


def test_the_line_of_a_work_stays_the_same_line_while_it_is_filled():
    (before,) = of(TodoKind.POINTS)
    (after,) = of(TodoKind.POINTS, page_with(INJU, marks={UNIT_WORK: 9}))

    assert after.key == before.key
    assert (after.n, after.pupil) == (1, OMAR)


@pytest.mark.parametrize("absence", [Absence.ILL, Absence.EXCUSED, Absence.UNEXCUSED])
def test_a_missed_work_needs_a_day_of_its_own(absence):
    page = page_with(INJU, signs={SECOND: absence})

    (one,) = of(TodoKind.SCHEDULE, page)

    assert (one.pupil, one.absence, one.column) == (INJU, absence, UNIT_WORK)
    assert [each.n for each in of(TodoKind.POINTS, page)] == [1]


def test_where_the_school_counts_zero_nothing_is_asked():
    page = page_with(INJU, signs={SECOND: Absence.UNEXCUSED})

    assert not of(TodoKind.SCHEDULE, page, settings=ZERO)


@pytest.mark.parametrize(
    ("days", "kinds"), [(-1, [TodoKind.SITTING]), (0, []), (3, [])], ids=["past", "today", "later"]
)
def test_a_schedule_is_asked_for_again_once_its_day_has_passed(days, kinds):
    sitting = Sitting(FRIDAY + timedelta(days=days))
    page = page_with(INJU, signs={SECOND: Absence.ILL}, sittings={7: sitting})

    found = [one.kind for one in asked(page) if one.pupil == INJU and one.absence]

    assert found == kinds


def test_points_settle_a_missed_work():
    page = page_with(INJU, signs={SECOND: Absence.ILL}, marks={UNIT_WORK: 4})

    assert not of(TodoKind.SCHEDULE, page)


def test_a_page_without_a_term_summative_is_pointed_out_in_the_last_weeks():
    page = replace(PAGE, head=replace(HEAD, term_work_due=True), works=PAGE.works[:1])

    assert of(TodoKind.TERM_WORK, page)
    assert not of(TodoKind.TERM_WORK, page, now=date(2026, 9, 20))
    assert not of(TodoKind.TERM_WORK, replace(page, works=PAGE.works))


def test_pass_or_fail_is_asked_for_in_the_last_week():
    head = replace(HEAD, pass_fail=True)
    page = page_with(INJU, head, verdict=True)

    assert [one.n for one in of(TodoKind.VERDICTS, page, now=LAST_DAY)] == [1]
    assert not of(TodoKind.VERDICTS, page, now=date(2026, 10, 12))


def lessons(n: int, *points: int | None):
    """A page of n lessons held, and how many points the pupils have in them."""
    days = [date(2026, 9, 7) + timedelta(days=3 * k) for k in range(n)]
    keys = [ColumnKey(LessonKey(1, 2, day, 2)) for day in days]
    columns = tuple(Column(key, key.lesson.date, 2, **FULL) for key in keys)
    rows = tuple(
        PupilRow(Pupil(k, PersonName(f"Оқушы{k}")), dict.fromkeys(keys[: count or 0], 8))
        for k, count in enumerate(points, start=1)
    )
    return replace(PAGE, columns=columns, works=(), rows=rows), keys


def test_pupils_without_or_with_few_points_are_counted():
    page, _keys = lessons(12, 0, 0, 2, 3)

    assert [one.n for one in of(TodoKind.NO_POINTS, page)] == [2]
    assert [one.n for one in of(TodoKind.FEW_POINTS, page)] == [1]


def test_a_pupil_who_was_hardly_there_is_not_pointed_out():
    page, keys = lessons(12, 0)
    away = {key.lesson: Absence.ILL for key in keys[:7]}
    page = replace(page, rows=(replace(page.rows[0], signs=away),))

    assert not of(TodoKind.NO_POINTS, page)


def test_at_the_beginning_of_a_term_nobody_lacks_points():
    page, _keys = lessons(12, 0)

    assert not of(TodoKind.NO_POINTS, page, now=date(2026, 9, 20))


def test_a_closed_page_asks_for_nothing():
    assert not asked(replace(PAGE, head=replace(HEAD, closed_on=FRIDAY)))


def test_lines_go_by_date_then_class():
    early, late = of(TodoKind.LESSON, filled(held=False))
    other = replace(early, place=replace(early.place, class_label="5", year_level=5))

    assert in_order([late, early, other]) == (other, early, late)


def test_minutes_add_up():
    found = ToFill(asked(filled(held=False, topic="")))

    assert found.minutes == sum(one.minutes for one in found.items) > 3


END = EndOfPeriod(LAST_DAY)


def test_the_look_ahead_counts_planned_works_of_all_pupils():
    page = page_with(INJU, marks={UNIT_WORK: 9, TERM_WORK: 20})

    found = look_ahead(page, FRIDAY, RULES, END)

    assert (found.given, found.planned, found.to_give) == (2, 4, 2)


def test_the_look_ahead_names_who_is_near_a_border_and_who_would_get_the_lowest_mark():
    near = TermResult(Standing.FORECAST, mark=4, near_border=True)
    failing = TermResult(Standing.MARKED, mark=2)
    page = page_with(INJU, result=near)
    page = replace(page, rows=(page.rows[0], replace(page.rows[1], result=failing)))

    found = look_ahead(page, FRIDAY, RULES, END)

    assert [name.surname for name in found.near] == ["Қайрат"]
    assert [name.surname for name in found.failing] == ["Өмір"]


@pytest.mark.parametrize("today", [date(2026, 9, 20), date(2026, 10, 26)])
def test_outside_the_last_weeks_nothing_is_looked_at(today):
    assert look_ahead(PAGE, today, RULES, END) is None


@pytest.mark.parametrize(
    ("day", "works", "checks"),
    [
        (LAST_DAY, 1, (Check.LAST_DAY,)),
        (THURSDAY, 1, (Check.SAME_DAY,)),
        (MONDAY, 4, (Check.CROWDED,)),
        (MONDAY, 3, ()),
    ],
)
def test_the_day_of_the_term_summative_is_checked(day, works, checks):
    term = Work(TERM_WORK, MarkKind.TERM_SUMMATIVE, 1, top=25, date=day)
    page = replace(PAGE, works=(PAGE.works[0], term))

    found = look_ahead(page, FRIDAY, RULES, EndOfPeriod(LAST_DAY, works))

    assert found.checks == checks


def test_pages_without_marks_have_no_end_to_look_at():
    page = replace(PAGE, head=replace(HEAD, unmarked=True, scale=Scale.NONE))

    assert look_ahead(page, FRIDAY, RULES, END) is None
    assert FIRST.date == MONDAY
