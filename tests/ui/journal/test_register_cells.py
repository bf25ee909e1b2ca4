from dataclasses import replace
from datetime import date

import pytest

from school_desk.journal.model import Standing, TermResult
from school_desk.ui.journal.register_cells import Cell, CellMaker, CellState, work_lessons
from school_desk.ui.journal.register_layout import SectionKind, sections_of
from tests.ui.journal.desk import desk_with
from tests.ui.journal.pages import TERM_WORK, TODAY, lesson_column, picture_page, work_column


def cells_of(pupil: int, **changes: object) -> dict[object, Cell]:
    """The cells of a pupil by column key, or by kind where there is no key."""
    desk = desk_with(picture_page(), TODAY)
    page = desk.journal.page
    sections = sections_of(page)
    maker = CellMaker(sections, work_lessons(page), desk.journal.letters.shown)
    row = replace(page.rows[pupil - 1], **changes)
    made = zip(sections, maker.row(pupil, row), strict=True)
    return {section.key or section.kind: cell for section, cell in made}


def test_a_mark_is_its_digits():
    assert cells_of(5)[lesson_column(TODAY)] == Cell("10", SectionKind.LESSON)


def test_a_present_pupil_without_a_mark_is_an_empty_cell_and_never_zero():
    assert cells_of(2)[lesson_column(TODAY)].text == ""


@pytest.mark.parametrize(
    ("pupil", "day", "letter", "states"),
    [
        (4, 22, "А", CellState.ABSENT),
        (11, 19, "Д", CellState.ABSENT),
        (8, 20, "Ж", CellState.ABSENT | CellState.UNEXCUSED),
    ],
)
def test_an_absent_pupil_is_a_letter_on_a_hatch(pupil, day, letter, states):
    cell = cells_of(pupil)[lesson_column(date(2026, 10, day))]

    assert cell == Cell(letter, SectionKind.LESSON, states)


def test_late_and_a_mark_stand_together():
    cell = cells_of(10)[lesson_column(date(2026, 10, 14))]

    assert cell == Cell("9", SectionKind.LESSON, CellState.LATE, "К")


def test_a_planned_work_missed_with_a_valid_reason_waits_behind_a_clock():
    cells = cells_of(4)

    assert cells[work_column(TERM_WORK)] == Cell("А", SectionKind.TERM, CellState.MISSING)
    assert cells[SectionKind.MARK] == Cell("", SectionKind.MARK, CellState.PENDING)
    assert cells[SectionKind.PERCENT].text == "—"


def test_a_planned_work_missed_without_one_has_no_mark():
    cells = cells_of(8)

    assert cells[work_column(TERM_WORK)] == Cell("Ж", SectionKind.TERM, CellState.MUST_SIT)
    assert cells[SectionKind.MARK] == Cell("—", SectionKind.MARK)


def test_a_percent_near_the_next_mark_has_a_triangle():
    assert cells_of(5)[SectionKind.PERCENT] == Cell(
        "84", SectionKind.PERCENT, CellState.NEAR_BORDER
    )


def test_a_forecast_is_said_with_about():
    forecast = TermResult(Standing.FORECAST, percent=84, rounded=84, mark=4)

    cells = cells_of(1, result=forecast)

    assert cells[SectionKind.MARK] == Cell("≈4", SectionKind.MARK, CellState.FORECAST)
    assert cells[SectionKind.PERCENT].text == "≈84"


def test_a_two_is_framed_not_red():
    failed = TermResult(Standing.MARKED, percent=20, rounded=20, mark=2)

    assert cells_of(1, result=failed)[SectionKind.MARK].states == CellState.FAILED


def test_a_pupil_who_came_later_is_not_there_before():
    cells = cells_of(2, stays=((date(2026, 10, 1), None),))

    assert cells[lesson_column(date(2026, 9, 30))].states == CellState.NOT_THERE
    assert cells[lesson_column(date(2026, 10, 1))].states == CellState.NONE
