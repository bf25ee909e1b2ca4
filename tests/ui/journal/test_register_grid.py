from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt

from school_desk.school.names import matches
from school_desk.ui.journal.register_cells import CellState, PageSigns
from school_desk.ui.journal.register_grid import RegisterGrid
from school_desk.ui.journal.register_layout import NAMES, SectionKind
from school_desk.ui.theme.theme import Scheme
from tests.ui.journal.conftest import SHIFT
from tests.ui.journal.pages import TODAY, lesson_column, picture_page, work_column

HERE = lesson_column(TODAY)


def middle(view, model, row, column) -> QPoint:
    return view.visualRect(model.index(row, column)).center()


def picture(grid):
    return grid.grab().toImage()


def test_it_opens_on_the_first_pupil_of_todays_lesson(grid):
    assert (grid.pupil, grid.column) == (1, HERE)


def test_three_tables_show_each_column_once(grid):
    names, dates, results = (view.columns for view in grid.tables.views)

    assert (*names, *dates, *results) == tuple(range(grid.model.columnCount()))
    assert {grid.model.sections[n].kind for n in names} == set(NAMES)
    assert grid.model.sections[results[-1]].kind is SectionKind.MARK


def test_rows_of_the_three_tables_move_together(grid):
    grid.setMinimumHeight(0)
    grid.resize(1170, 300)
    grid.cell_cursor.to_row(16)

    values = {view.verticalScrollBar().value() for view in grid.tables.views}

    assert len(values) == 1
    assert values != {0}


def test_rows_are_never_cut_in_half(grid):
    grid.resize(1170, 333)

    heights = {view.maximumHeight() - view.head.sizeHint().height() for view in grid.tables.views}

    assert all(height % 26 == 0 for height in heights)


def test_todays_column_is_in_sight_with_its_neighbour(grid):
    dates = grid.tables.views[1]
    shown = dates.viewport().width()

    assert 0 <= dates.columnViewportPosition(grid.model.column_of(HERE)) < shown
    tomorrow = grid.model.column_of(lesson_column(date(2026, 10, 23)))
    assert dates.columnViewportPosition(tomorrow) + 28 <= shown


def test_a_click_on_a_name_changes_only_the_pupil(grid, qtbot):
    names = grid.tables.views[0]

    qtbot.mouseClick(
        names.viewport(), Qt.MouseButton.LeftButton, pos=middle(names, grid.model, 4, 1)
    )

    assert (grid.pupil, grid.column) == (5, HERE)
    assert grid.focusProxy().hasFocus()


def test_shift_click_selects_a_block_across_two_tables(grid, qtbot):
    results = grid.tables.views[2]

    qtbot.mouseClick(
        results.viewport(),
        Qt.MouseButton.LeftButton,
        SHIFT,
        middle(results, grid.model, 2, results.columns[1]),
    )
    rows, columns = grid.cell_cursor.block()

    assert (rows, columns) == (range(3), range(grid.model.column_of(HERE), results.columns[1] + 1))


def test_a_block_is_counted_for_the_status_line(grid):
    said = []
    grid.summary_changed.connect(said.append)
    grid.go_to(HERE, 9)

    grid.cell_cursor.stretch(9, grid.model.column_of(HERE) - 1)

    assert "3" in said[-1]  # 8, 9 and 8 of two pupils
    assert "25" in said[-1]
    assert said[0] == ""


def test_a_pupil_is_found_without_kazakh_letters(grid):
    assert grid.find_pupil("кайрат", matches)
    assert grid.pupil == 11
    assert grid.find_pupil("кайр", matches)
    assert grid.pupil == 11
    assert not grid.find_pupil("абвгд", matches)


def test_looking_further_goes_round(grid):
    grid.find_pupil("н", matches)
    first = grid.pupil
    grid.find_pupil("н", matches, further=True)
    second = grid.pupil
    grid.find_pupil("н", matches, further=True)

    assert (first, second, grid.pupil) == (1, 13, 1)


def test_a_narrow_window_folds_works_and_f7_unfolds_them(grid):
    grid.setMinimumWidth(0)
    grid.resize(860, 380)
    folded = [grid.model.sections[n].kind for n in grid.tables.views[2].columns]
    grid.handlers()["columns"]()
    unfolded = grid.tables.views[2].columns

    assert folded == [SectionKind.PERCENT, SectionKind.MARK]
    assert len(unfolded) == 8


def test_arrows_do_not_walk_into_folded_works(grid, teacher):
    grid.setMinimumWidth(0)
    grid.resize(860, 380)

    for _step in range(4):
        teacher.presses(Qt.Key.Key_Right)

    assert grid.column == lesson_column(date(2026, 10, 23))


def test_a_jump_to_a_folded_work_unfolds_it_and_folding_leaves_it(grid):
    grid.setMinimumWidth(0)
    grid.resize(860, 380)

    grid.go_to(work_column(102), 3)
    at_work = grid.column
    grid.tables.toggle_results()

    assert at_work == work_column(102)
    assert (grid.pupil, grid.column) == (3, HERE)


def test_a_click_elsewhere_takes_the_caret_away(grid, teacher, qtbot):
    teacher.types("8")
    dates = grid.tables.views[1]
    had = dates.has_caret

    place = middle(dates, grid.model, 4, grid.model.column_of(HERE))
    qtbot.mouseClick(dates.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert (had, dates.has_caret) == (True, False)


def test_rows_have_three_heights(grid):
    heights = []
    for _step in range(3):
        grid.step_row_token(1)
        heights.append(grid.tables.views[0].rowHeight(0))
    grid.step_row_token(-5)

    assert heights == [32, 32, 32]
    assert grid.row_token == 22
    assert grid.tables.views[2].rowHeight(3) < 26


def test_a_refusal_colours_the_frame_for_a_while(teacher, qtbot):
    teacher.stands_on(HERE, 4)
    teacher.types("8")
    coloured = grid_refusing(teacher.grid)

    qtbot.waitUntil(lambda: not grid_refusing(teacher.grid))

    assert coloured


def grid_refusing(grid) -> bool:
    return any(view.refusing for view in grid.tables.views)


def test_a_sync_that_brings_a_column_leaves_the_cursor_on_its_lesson(grid):
    page = picture_page()
    grid.go_to(HERE, 11)

    grid.show_page(replace(page, columns=page.columns[5:]), TODAY)

    assert (grid.pupil, grid.column) == (11, HERE)


def test_every_sign_is_painted_in_both_schemes(grid, desk, theme):
    signs = PageSigns(
        {(HERE, 2): CellState.CONFLICT | CellState.NOTE | CellState.ADAPTED},
        frozenset({work_column(101)}),
    )
    plain = picture(grid)
    grid.show_page(desk.journal.page, TODAY, signs)
    signed = picture(grid)
    theme.choose(Scheme.DARK)
    dark = picture(grid)
    theme.choose(Scheme.LIGHT)

    assert all(one != other for one, other in pairwise((plain, signed, dark)))


def test_a_closed_page_is_painted_as_off(grid, desk):
    before = picture(grid)
    head = replace(desk.journal.page.head, closed_on=TODAY, closed_by="С. Ахметова")

    grid.show_page(replace(desk.journal.page, head=head), TODAY)

    assert picture(grid) != before


@pytest.mark.parametrize("pupils", [0, 1, 3])
def test_small_classes_have_a_page_too(qtbot, desk, pupils):
    page = picture_page()
    small = replace(page, rows=page.rows[:pupils])
    grid = RegisterGrid(desk, small, TODAY, desk.journal.letters)
    qtbot.addWidget(grid)

    with qtbot.waitExposed(grid):
        grid.show()

    assert not grid.grab().isNull()
    grid.close_page()


def test_a_page_without_lessons_and_works_can_be_shown(qtbot, desk):
    page = replace(picture_page(), columns=(), works=())
    grid = RegisterGrid(desk, page, TODAY, desk.journal.letters)
    qtbot.addWidget(grid)

    with qtbot.waitExposed(grid):
        grid.show()

    assert grid.column is None
    grid.close_page()
