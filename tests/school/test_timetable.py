from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from school_desk.school.model import ClashKind, LessonKey, TimetableSlot
from school_desk.school.shipped import bells, calendar
from school_desk.school.timetable import clashes, lessons, lessons_on

YEAR = calendar("2026-27")
FIRST = YEAR.terms[0]
THURSDAY = date(2026, 10, 22)
ALGEBRA, MUSIC = 1, 2
WEEK = (
    TimetableSlot(1, weekday=0, slot=2, group=6, subject=ALGEBRA, teacher=1),
    TimetableSlot(2, weekday=3, slot=4, group=6, subject=ALGEBRA, teacher=1),
    TimetableSlot(3, weekday=3, slot=1, group=6, subject=ALGEBRA, teacher=1),
    TimetableSlot(4, weekday=3, slot=2, group=1, subject=MUSIC, teacher=1),
)
TODAY = lessons_on(YEAR, THURSDAY, WEEK, {6: 6, 1: 1})
RINGS = {one: bell for one in TODAY for bell in bells() if bell.slot == one.slot}


def slot(n: int, group: int, teacher: int, room: str = "") -> TimetableSlot:
    return TimetableSlot(n, weekday=0, slot=1, group=group, subject=n, teacher=teacher, room=room)


def at(hour: int, minute: int) -> datetime:
    return datetime.combine(THURSDAY, time(hour, minute))


def test_page_has_its_lessons_in_order_of_dates_and_hours() -> None:
    page = lessons(YEAR, FIRST, WEEK, year_level=6, group=6, subject=ALGEBRA)

    assert page[:3] == (
        LessonKey(6, ALGEBRA, date(2026, 9, 3), 1),
        LessonKey(6, ALGEBRA, date(2026, 9, 3), 4),
        LessonKey(6, ALGEBRA, date(2026, 9, 7), 2),
    )
    assert list(page) == sorted(page)
    assert len(page) == 8 * 2 + 7


def test_page_has_no_lesson_on_a_holiday() -> None:
    page = lessons(
        YEAR,
        YEAR.terms[1],
        (TimetableSlot(9, weekday=2, slot=1, group=6, subject=ALGEBRA),),
        year_level=6,
        group=6,
        subject=ALGEBRA,
    )

    assert date(2026, 12, 9) in {lesson.date for lesson in page}
    assert date(2026, 12, 16) not in {lesson.date for lesson in page}


def test_day_has_its_lessons_by_hour() -> None:
    assert [(lesson.slot, lesson.group) for lesson in TODAY] == [(1, 6), (2, 1), (4, 6)]


def test_class_1_rests_while_others_learn() -> None:
    day = date(2027, 2, 11)

    assert [lesson.group for lesson in lessons_on(YEAR, day, WEEK, {6: 6, 1: 1})] == [6, 6]


def test_teacher_in_two_rooms_at_once_is_a_clash() -> None:
    found = clashes((slot(1, 6, 1, "12"), slot(2, 7, 1, "14")))

    assert [clash.kind for clash in found] == [ClashKind.TEACHER]


def test_two_classes_of_one_teacher_without_a_room_are_asked_about() -> None:
    assert [clash.kind for clash in clashes((slot(1, 6, 1), slot(2, 7, 1)))] == [ClashKind.TEACHER]


def test_combined_lesson_in_one_room_is_no_clash() -> None:
    assert clashes((slot(1, 2, 1, "3"), slot(2, 4, 1, "3"))) == ()


def test_class_with_two_lessons_at_once_is_a_clash() -> None:
    found = clashes((slot(1, 6, 1, "12"), slot(2, 6, 2, "14")))

    assert [clash.kind for clash in found] == [ClashKind.GROUP]


def test_room_with_two_teachers_is_a_clash() -> None:
    found = clashes((slot(1, 6, 1, "12"), slot(2, 7, 2, "12")))

    assert [clash.kind for clash in found] == [ClashKind.ROOM]


@given(st.permutations(WEEK))
def test_lessons_never_depend_on_the_order_of_the_timetable(slots: list[TimetableSlot]) -> None:
    assert lessons_on(YEAR, THURSDAY, slots, {6: 6, 1: 1}) == TODAY
