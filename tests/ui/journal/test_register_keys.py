from datetime import date

import pytest
from PySide6.QtCore import Qt

from school_desk.journal.entry import PointsTooHighError, PupilAwayError
from school_desk.journal.typing import MeaninglessTextError
from school_desk.school.model import Absence
from school_desk.ui.journal.register_layout import SectionKind
from school_desk.ui.journal.register_model import ComputedCellError
from tests.ui.journal.conftest import SHIFT
from tests.ui.journal.pages import TERM_WORK, TODAY, UNIT_1, UNIT_2, lesson_column, work_column

HERE = lesson_column(TODAY)
Key = Qt.Key


def test_a_digit_is_written_at_once_and_the_cell_stays(teacher):
    teacher.types("8")

    assert teacher.points(HERE, 11) == 8
    assert teacher.grid.pupil == 11


@pytest.mark.parametrize(
    ("character", "points"),
    [("ә", 2), ("і", 3), ("ң", 4), ("ғ", 5), (",", 6), (".", 7), ("ү", 8), ("ұ", 9)],
)
def test_the_kazakh_number_row_writes_digits(teacher, character, points):
    teacher.types(character)

    assert teacher.points(HERE, 11) == points


def test_one_waits_for_zero(teacher):
    teacher.types("1")
    waiting = teacher.points(HERE, 11)
    teacher.types("0")

    assert (waiting, teacher.points(HERE, 11)) == (None, 10)


def test_ten_in_the_kazakh_number_row(teacher):
    teacher.types('"', "қ")

    assert teacher.points(HERE, 11) == 10


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab, Key.Key_Down, Key.Key_Left])
def test_one_is_one_on_any_key_that_walks(teacher, key):
    teacher.types("1")
    teacher.presses(key)

    assert teacher.points(HERE, 11) == 1


def test_one_is_one_after_a_while(teacher, qtbot):
    teacher.types("1")

    qtbot.waitUntil(lambda: teacher.points(HERE, 11) == 1)

    assert teacher.grid.keys.typed is None


def test_one_is_one_when_the_focus_goes(teacher):
    teacher.types("1")
    teacher.grid.focusProxy().clearFocus()

    assert teacher.points(HERE, 11) == 1


def test_another_digit_after_one_is_a_mark_of_its_own(teacher):
    teacher.types("1", "5")

    assert teacher.points(HERE, 11) == 5
    assert len(teacher.desk.journal.written) == 2


def test_escape_forgets_what_waits(teacher):
    teacher.types("1")
    teacher.presses(Key.Key_Escape)
    teacher.presses(Key.Key_Return)

    assert teacher.points(HERE, 11) is None


def test_points_of_a_work_collect_until_enter(teacher):
    teacher.stands_on(work_column(UNIT_2), 11)
    teacher.types("1", "8")
    before = teacher.points(work_column(UNIT_2), 11)
    teacher.presses(Key.Key_Return)

    assert (before, teacher.points(work_column(UNIT_2), 11)) == (15, 18)


def test_points_above_the_maximum_are_refused_and_the_old_stay(teacher):
    teacher.stands_on(work_column(UNIT_1), 11)
    teacher.types("1", "6")
    teacher.presses(Key.Key_Return)

    assert teacher.points(work_column(UNIT_1), 11) == 10
    assert isinstance(teacher.refusals[0], PointsTooHighError)


def test_a_letter_marks_absence_and_commits_what_waits(teacher):
    teacher.types("1", "К")

    assert (teacher.points(HERE, 11), teacher.sign(HERE, 11)) == (1, Absence.LATE)


@pytest.mark.parametrize(("typed", "sign"), [("а", Absence.ILL), ("f", Absence.ILL)])
def test_a_latin_key_stands_for_the_letter_it_sits_on(teacher, typed, sign):
    teacher.types(typed)

    assert teacher.sign(HERE, 11) == sign


def test_late_and_a_mark_stand_together(teacher):
    teacher.stands_on(HERE, 10)
    teacher.types("9")

    assert (teacher.points(HERE, 10), teacher.sign(HERE, 10)) == (9, Absence.LATE)


def test_backspace_clears_the_mark_first_then_the_sign(teacher):
    column = lesson_column(date(2026, 10, 14))
    teacher.stands_on(column, 10)

    teacher.presses(Key.Key_Backspace)
    after_one = (teacher.points(column, 10), teacher.sign(column, 10))
    teacher.presses(Key.Key_Delete)

    assert after_one == (None, Absence.LATE)
    assert teacher.sign(column, 10) is None


def test_backspace_takes_back_a_digit_that_waits(teacher):
    teacher.stands_on(work_column(UNIT_2), 11)
    teacher.types("1", "8")
    teacher.presses(Key.Key_Backspace)
    teacher.presses(Key.Key_Return)

    assert teacher.points(work_column(UNIT_2), 11) == 1


def test_an_absent_pupil_gets_no_mark(teacher):
    teacher.stands_on(HERE, 4)
    teacher.types("8")

    assert teacher.points(HERE, 4) is None
    assert isinstance(teacher.refusals[0], PupilAwayError)


def test_a_letter_that_means_nothing_is_refused_and_moves_nothing(teacher):
    teacher.types("ц")

    assert isinstance(teacher.refusals[0], MeaninglessTextError)
    assert teacher.grid.pupil == 11


def test_enter_and_shift_enter_walk_over_pupils(teacher):
    teacher.presses(Key.Key_Return)
    below = teacher.grid.pupil
    teacher.presses(Key.Key_Return, SHIFT)
    teacher.presses(Key.Key_Up)

    assert (below, teacher.grid.pupil) == (12, 10)


def test_tab_and_shift_tab_walk_over_columns(teacher):
    teacher.presses(Key.Key_Backtab, SHIFT)
    left = teacher.grid.column
    teacher.presses(Key.Key_Tab)

    assert left == lesson_column(date(2026, 10, 21))
    assert teacher.grid.column == HERE


def test_arrows_walk_to_the_works_and_stop_at_the_last(teacher):
    for _step in range(9):
        teacher.presses(Key.Key_Right)

    assert teacher.grid.column == work_column(TERM_WORK)


def test_home_and_end_lead_to_the_edges(teacher):
    teacher.presses(Key.Key_Home)
    first = teacher.grid.column
    teacher.presses(Key.Key_End)

    assert first == teacher.grid.page.columns[0].key
    assert teacher.grid.column == work_column(TERM_WORK)


def test_page_keys_move_by_screen_and_stop_at_the_edge(teacher):
    teacher.presses(Key.Key_PageUp)
    top = teacher.grid.pupil
    teacher.presses(Key.Key_PageDown)
    teacher.presses(Key.Key_PageDown)

    assert (top, teacher.grid.pupil) == (1, 17)


def test_f2_edits_what_stands_there(teacher):
    teacher.stands_on(work_column(UNIT_2), 11)
    teacher.grid.handlers()["edit"]()
    shown = teacher.grid.keys.typed
    teacher.presses(Key.Key_Backspace)
    teacher.types("9")
    teacher.presses(Key.Key_Return)

    assert shown == "15"
    assert teacher.points(work_column(UNIT_2), 11) == 19


def test_f2_without_a_change_writes_nothing(teacher):
    teacher.stands_on(work_column(UNIT_2), 11)
    teacher.grid.handlers()["edit"]()
    teacher.presses(Key.Key_Return)

    assert teacher.desk.journal.written == []


def test_typing_in_a_computed_column_is_refused_with_a_sentence(teacher):
    teacher.grid.visit_mark()
    teacher.types("5")

    assert isinstance(teacher.refusals[0], ComputedCellError)


def test_shift_and_arrows_select_a_block_that_delete_clears_as_one_step(teacher):
    teacher.stands_on(lesson_column(date(2026, 10, 15)), 7)
    teacher.presses(Key.Key_Down, SHIFT)
    teacher.presses(Key.Key_Right, SHIFT)
    rows, columns = teacher.grid.cell_cursor.block()
    teacher.presses(Key.Key_Delete)

    assert (len(rows), len(columns)) == (2, 2)
    assert teacher.points(lesson_column(date(2026, 10, 16)), 8) is None
    assert len(teacher.desk.journal.written) == 1


def test_the_mark_column_is_reached_by_f9_only(teacher):
    teacher.grid.visit_mark()
    index = teacher.grid.cell_cursor.index
    kind = teacher.grid.model.sections[index.column()].kind
    teacher.grid.leave_mark()

    assert kind is SectionKind.MARK
    assert teacher.grid.column == HERE
