from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from school_desk.events import Committed
from school_desk.journal.entry import PointsTooHighError
from school_desk.ui.journal.register_cells import CellState, PageSigns
from school_desk.ui.journal.register_layout import SectionKind
from school_desk.ui.journal.register_model import CELL_ROLE, ComputedCellError, RegisterModel
from tests.ui.journal.pages import TODAY, UNIT_1, lesson_column, picture_page, work_column


@pytest.fixture
def model(qapp, desk):
    assert qapp
    made = RegisterModel(desk, desk.journal.page, TODAY, desk.journal.letters)
    yield made
    made.close()


def place(model, column, pupil):
    return model.index(model.row_of(pupil), model.column_of(column))


def kind_column(model, kind):
    return [section.kind for section in model.sections].index(kind)


def test_qt_accepts_the_model(model, qtmodeltester):
    qtmodeltester.check(model)

    assert model.rowCount() == 17


def test_one_typed_mark_tells_single_cells_of_one_pupil(model):
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first, last)))

    assert model.setData(place(model, lesson_column(TODAY), 11), "3")

    assert {first.row() for first, _last in told} == {10}
    assert all(first == last for first, last in told)
    assert kind_column(model, SectionKind.PERCENT) in {first.column() for first, _last in told}
    assert len(told) < 6


def test_a_refusal_is_told_and_leaves_the_cell(model, qtbot):
    index = place(model, work_column(UNIT_1), 1)

    with qtbot.waitSignal(model.refused) as refused:
        assert not model.setData(index, "16")

    assert isinstance(refused.args[0], PointsTooHighError)
    assert index.data() == "10"


def test_what_the_program_works_out_cannot_be_typed(model, qtbot):
    with qtbot.waitSignal(model.refused) as refused:
        model.setData(model.index(0, kind_column(model, SectionKind.MARK)), "5")

    assert isinstance(refused.args[0], ComputedCellError)


def test_only_marks_are_editable(model):
    lesson = place(model, lesson_column(TODAY), 1)
    mark = model.index(0, kind_column(model, SectionKind.MARK))

    assert lesson.flags() & Qt.ItemFlag.ItemIsEditable
    assert not mark.flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.index(0, 1).flags() & Qt.ItemFlag.ItemIsEditable


def test_a_cell_speaks_for_those_who_cannot_see_it(model):
    index = place(model, lesson_column(date(2026, 10, 19)), 11)

    words = index.data(Qt.ItemDataRole.AccessibleTextRole)

    assert words.startswith("Қайрат Інжу, 22 қазан"[:12])
    assert "19 қазан" in words
    assert ", Д, " in words


def test_statistics_follow_the_typed_mark_and_only_its_column(model, desk):
    today, other = (model.column_of(lesson_column(d)) for d in (TODAY, date(2026, 10, 21)))
    before, _ = model.statistics(today), model.statistics(other)
    desk.journal.asked.clear()

    model.setData(place(model, lesson_column(TODAY), 11), "8")
    after = model.statistics(today)
    model.statistics(other)

    assert (before.n, after.n) == (4, 5)
    assert desk.journal.asked == [lesson_column(TODAY)]


def test_marks_and_percents_have_statistics_too(model):
    marks = model.statistics(kind_column(model, SectionKind.MARK))
    percents = model.statistics(kind_column(model, SectionKind.PERCENT))

    assert (marks.n, marks.average) == (15, 4)
    assert percents.n == 15
    assert model.statistics(kind_column(model, SectionKind.SHARE)) is None


def test_conflicts_of_others_are_shown_on_their_cells(model, desk):
    key = lesson_column(date(2026, 10, 16))
    signs = PageSigns({(key, 13): CellState.CONFLICT | CellState.NOTE})

    model.show_page(desk.journal.page, TODAY, signs)

    assert place(model, key, 13).data(CELL_ROLE).states & CellState.CONFLICT


def test_a_closed_model_hears_nothing_more(model, desk):
    model.close()

    desk.journal.put(model.page, lesson_column(TODAY), 11, "8")

    assert place(model, lesson_column(TODAY), 11).data() == ""


def test_new_columns_are_shown_as_a_whole(model, desk, qtbot):
    page = picture_page()
    desk.journal.page = page.__class__(page.head, page.columns[:-1], page.works, page.rows)

    with qtbot.waitSignal(model.modelReset):
        desk.journal.put(page, lesson_column(TODAY), 11, "8")

    assert model.columnCount() == len(page.columns) - 1 + 2 + 3 + 5


def test_a_held_lesson_moves_nothing(model, desk, qtbot):
    page = desk.journal.page
    held = tuple(replace(column, held=True, topic="Пропорция") for column in page.columns)
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    desk.journal.page = replace(page, columns=held)

    with qtbot.waitSignal(model.heads_changed):
        desk.events.publish(Committed(1, "Hold lesson", None, ()))

    assert resets == []
    assert model.page.columns[0].topic == "Пропорция"
