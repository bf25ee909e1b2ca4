from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication

from school_desk.ui.journal.register_clipboard import (
    MOST_PASTED_SIGNS,
    PasteDoesNotFitError,
    PasteTooLongError,
    PasteTooWideError,
    lines_of,
)
from tests.ui.journal.desk import BlockRefusedError
from tests.ui.journal.pages import TERM_WORK, TODAY, UNIT_1, lesson_column, work_column

HERE = lesson_column(TODAY)
DAY_14 = lesson_column(date(2026, 10, 14))


def copy_text(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def copied_text() -> str:
    return QGuiApplication.clipboard().text()


def test_a_block_is_copied_in_the_order_of_the_screen(teacher):
    teacher.stands_on(DAY_14, 9)
    teacher.grid.cell_cursor.stretch(9, teacher.grid.cell_cursor.index.column() + 1)

    teacher.grid.copy()

    assert copied_text() == "9\t\nК 9\t8"


def test_the_whole_page_is_copied_with_names_and_results(teacher):
    teacher.grid.cell_cursor.select_all()
    teacher.grid.copy()

    first = copied_text().split("\n")[0].split("\t")

    assert first[:2] == ["1", "Абдрахман Нұрислам"]
    assert first[-2:] == ["65", "4"]


def test_a_column_of_a_spreadsheet_is_pasted_downwards(teacher):
    copy_text("7\r\n8\r\n10\r\n")

    teacher.grid.paste()

    assert [teacher.points(HERE, pupil) for pupil in (11, 12, 13)] == [7, 8, 10]
    assert len(teacher.desk.journal.written) == 1


def test_one_bad_cell_leaves_everything_as_it_was(teacher):
    copy_text("7\n8\nцирк")

    teacher.grid.paste()

    assert teacher.points(HERE, 11) is None
    assert isinstance(teacher.refusals[0], BlockRefusedError)


def test_a_block_crosses_from_lessons_to_works(teacher):
    teacher.stands_on(lesson_column(date(2026, 10, 23)), 1)
    copy_text("\t11")

    teacher.grid.paste()

    assert teacher.refusals
    teacher.stands_on(work_column(UNIT_1), 1)
    copy_text("11\t13\t17")
    teacher.grid.paste()

    assert teacher.points(work_column(TERM_WORK), 1) == 17


def test_one_value_fills_the_selected_block_downwards(teacher):
    teacher.stands_on(HERE, 11)
    teacher.grid.cell_cursor.stretch(12, teacher.grid.cell_cursor.index.column())
    copy_text("9")

    teacher.grid.paste()

    assert [teacher.points(HERE, pupil) for pupil in (11, 12, 13)] == [9, 9, 9]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("5\n" * 8, PasteDoesNotFitError),
        ("5\t" * 20, PasteTooWideError),
        ("5" * (MOST_PASTED_SIGNS + 1), PasteTooLongError),
    ],
)
def test_what_does_not_fit_is_refused_whole(teacher, text, error):
    copy_text(text)

    teacher.grid.paste()

    assert isinstance(teacher.refusals[0], error)
    assert teacher.desk.journal.written == []


def test_empty_lines_inside_a_column_are_kept():
    assert lines_of("5\n\n7\n") == [["5"], [""], ["7"]]
