"""The copy assistant: what is next, what is remembered, what has changed since."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school_desk.access.model import NotAllowedError
from school_desk.i18n import translator
from school_desk.journal.carry_rules import (
    CarryLine,
    CarrySheet,
    CarryState,
    Target,
    TargetKind,
    as_lines,
    value_of,
    written,
)
from school_desk.journal.model import ColumnKey, Scale, Standing, TermResult
from school_desk.school.model import Absence, PersonName, Pupil
from tests.journal.pages import FIRST, ON_MONDAY, PAGE
from tests.journal.small_desk import HEAD, TEACHER

LETTERS = {Absence.ILL: "А", Absence.EXCUSED: "Д", Absence.UNEXCUSED: "Ж", Absence.LATE: "К"}
KAZAKH = translator("kk")
VALUES = st.sampled_from(("", "7", "8", "ill"))
LINES = st.lists(st.tuples(VALUES, st.none() | VALUES), max_size=8)


def sheet_of(pairs):
    lines = (
        CarryLine(Pupil(n, PersonName(str(n))), value, carried)
        for n, (value, carried) in enumerate(pairs)
    )
    return CarrySheet(Target(TargetKind.MARKS), tuple(lines))


@given(pairs=LINES)
def test_going_on_from_the_next_to_the_next_carries_everything_over_once(pairs):
    taken = []
    place = sheet_of(pairs).next_line()
    while place is not None:
        taken.append(place)
        pairs[place] = (pairs[place][0], pairs[place][0])
        place = sheet_of(pairs).next_line(place)

    assert taken == sorted(set(taken))
    assert sheet_of(pairs).waiting == ()


@given(pairs=LINES)
def test_a_whole_column_is_a_line_for_each_pupil(pairs):
    text = as_lines(sheet_of(pairs).lines, LETTERS, KAZAKH)

    assert text.split("\n") == [value.replace("ill", "А") for value, _ in pairs] or not pairs


def test_a_cleared_value_waits_to_be_cleared_there_as_well():
    line = CarryLine(Pupil(1, PersonName("Әбіш")), "", "7")

    assert line.state is CarryState.CHANGED
    assert written(line.value, LETTERS, KAZAKH) == ""


def row_with(**facts):
    return replace(PAGE.rows[0], **facts)


@pytest.mark.parametrize(
    ("result", "verdict", "value"),
    [
        (TermResult(Standing.MARKED, mark=4), None, "4"),
        (TermResult(Standing.FORECAST, mark=4), None, ""),
        (TermResult(Standing.PENDING), None, ""),
        (TermResult(Standing.PASS_FAIL), True, "passed"),
        (TermResult(Standing.PASS_FAIL), False, "failed"),
        (TermResult(Standing.PASS_FAIL), None, ""),
    ],
)
def test_only_marks_that_count_are_carried_over(result, verdict, value):
    row = row_with(result=result, verdict=verdict)

    assert value_of(PAGE, row, Target(TargetKind.MARKS)) == value


@pytest.mark.parametrize(
    ("points", "sign", "value"),
    [(8, None, "8"), (8, Absence.LATE, "8"), (None, Absence.LATE, "late"), (None, None, "")],
)
def test_points_go_before_a_sign(points, sign, value):
    marks = {} if points is None else {ON_MONDAY: points}
    signs = {} if sign is None else {FIRST: sign}
    row = row_with(marks=marks, signs=signs)

    assert value_of(PAGE, row, Target(TargetKind.LESSON, ON_MONDAY)) == value


@pytest.mark.parametrize(("points", "said"), [(1, "achieved"), (0, "not yet")])
def test_a_scale_without_numbers_is_carried_over_in_words(points, said):
    page = replace(PAGE, head=replace(PAGE.head, scale=Scale.ACHIEVED))
    value = value_of(
        page, row_with(marks={ON_MONDAY: points}), Target(TargetKind.LESSON, ON_MONDAY)
    )

    assert written(value, LETTERS, KAZAKH) == KAZAKH(said)


@pytest.fixture
def page(school, teacher):
    """The first lesson with 7, a blank, and an ill pupil."""
    opened = school.page(teacher)
    first = opened.columns[0].key
    teacher.journal.put(opened, first, opened.rows[0].pupil.id, "7")
    teacher.journal.put(opened, first, opened.rows[2].pupil.id, "А")
    return school.page(teacher)


def lesson_of(page):
    return Target(TargetKind.LESSON, page.columns[0].key)


def tick(teacher, page, target):
    sheet = teacher.carry.sheet(page, target)
    teacher.carry.tick(page, target, {line.pupil.id: line.value for line in sheet.waiting})


def states(teacher, page, target):
    return [line.state for line in teacher.carry.sheet(page, target).lines]


def test_a_column_is_listed_in_the_order_of_the_register(teacher, page):
    lines = teacher.carry.sheet(page, lesson_of(page)).lines

    assert [line.pupil for line in lines] == [row.pupil for row in page.rows]
    assert [line.value for line in lines] == ["7", "", "ill"]


def test_what_was_carried_over_is_remembered_after_a_restart(school):
    with school.taken_by(TEACHER) as teacher:
        page = school.page(teacher)
        teacher.journal.put(page, page.columns[0].key, page.rows[0].pupil.id, "7")
        tick(teacher, school.page(teacher), lesson_of(page))
    with school.taken_by(TEACHER) as teacher:
        page = school.page(teacher)

        assert states(teacher, page, lesson_of(page))[0] is CarryState.DONE


def test_a_value_changed_since_is_shown_with_what_was_carried_over(school, teacher, page):
    target = lesson_of(page)
    tick(teacher, page, target)
    teacher.journal.put(page, target.key, page.rows[0].pupil.id, "8")
    page = school.page(teacher)

    line = teacher.carry.sheet(page, target).lines[0]
    (change,) = teacher.carry.changed(page)
    (found,) = teacher.carry.changed_for(teacher.account.id, 1)

    assert (line.carried, line.value, line.state) == ("7", "8", CarryState.CHANGED)
    assert (change.target, change.line) == (target, line)
    assert found.changes == (change,)


def test_a_column_that_was_never_carried_over_has_no_changes(teacher, page):
    assert teacher.carry.changed(page) == ()
    assert teacher.carry.changed_for(teacher.account.id, 1) == ()


def test_attendance_and_points_are_carried_over_apart(teacher, page):
    signs = Target(TargetKind.ATTENDANCE, ColumnKey(page.columns[0].key.lesson))
    tick(teacher, page, signs)

    assert [line.value for line in teacher.carry.sheet(page, signs).lines] == ["", "", "ill"]
    assert states(teacher, page, lesson_of(page))[2] is CarryState.WAITING


def test_a_work_is_known_again_by_its_own_key(school, teacher, page):
    work = Target(TargetKind.WORK, page.works[0].key)
    teacher.journal.put(page, work.key, page.rows[0].pupil.id, "11")
    page = school.page(teacher)
    tick(teacher, page, work)

    assert states(teacher, page, work)[0] is CarryState.DONE
    (name,) = _names(teacher)
    storage = teacher._storage
    assert name == f"work/{storage.keys.key(storage.db, work.key.work):016x}"


def test_forecasts_are_nobody_s_marks(teacher, page):
    lines = teacher.carry.sheet(page, Target(TargetKind.MARKS)).lines

    assert {line.state for line in lines} == {CarryState.EMPTY}


def test_a_tick_is_taken_back(school, teacher, page):
    target, pupil = lesson_of(page), page.rows[0].pupil.id
    teacher.carry.tick(page, target, {pupil: "7"})
    teacher.carry.tick(page, target, {pupil: None})
    assert states(teacher, page, target)[0] is CarryState.WAITING

    teacher.carry.tick(page, target, {pupil: "7"})
    teacher.undo(page.form)
    assert states(teacher, school.page(teacher), target)[0] is CarryState.WAITING


def test_many_ticks_are_one_step(school, teacher, page):
    tick(teacher, page, lesson_of(page))
    teacher.undo(page.form)

    assert not teacher.carry.sheet(school.page(teacher), lesson_of(page)).begun


def test_only_the_teacher_of_the_page_carries_over(school):
    with school.taken_by(HEAD) as head:
        page = school.page(head)
        with pytest.raises(NotAllowedError):
            head.carry.tick(page, lesson_of(page), {page.rows[0].pupil.id: "7"})


def _names(teacher):
    db = teacher._storage.db
    return [name for (name,) in db.execute("SELECT DISTINCT target FROM carried")]
