"""Tables and grids: a head or a cell grows with its words, and no word is cut."""

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from school_desk.ui.theme.fonts import Step, step_font
from school_desk.ui.widgets.cell_grid import CellGrid
from school_desk.ui.widgets.cells_model import CellColumn, CellsModel
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable, WrappingTable
from tests.ui.keyboard import settle

pytestmark = pytest.mark.usefixtures("theme")
LONG = "уақытша аттестатталмаған: 1 · баға жоқ: 1 · алдағы сабақтар: 8"


def caption() -> QFontMetrics:
    return QFontMetrics(step_font(Step.CAPTION, QFont.Weight.Medium))


def test_a_head_is_as_high_as_its_words_when_they_wrap(qtbot: QtBot) -> None:
    table = LineTable("Сыныптар")
    qtbot.addWidget(table)
    table.setModel(RowsModel(("Класс в новом учебном году", "Всего"), table))
    table.show()

    table.setColumnWidth(0, 75)

    assert table.horizontalHeader().height() >= 3 * caption().lineSpacing()


def test_a_line_is_as_high_as_its_words_and_never_tight(qtbot: QtBot) -> None:
    table = WrappingTable("Беттер")
    qtbot.addWidget(table)
    model = RowsModel(("Сынып", "Не жетпейді"), table)
    table.setModel(model)
    table.horizontalHeader().setStretchLastSection(False)
    table.setColumnWidth(1, 180)
    table.resize(300, 300)
    table.show()

    model.show_rows([Row(1, ("6 «А»", LONG)), Row(2, ("7", "—"))])
    settle()

    lines = QFontMetrics(step_font(Step.BODY)).lineSpacing()
    assert table.rowHeight(0) > 2 * lines + 8
    assert table.rowHeight(1) == table.verticalHeader().defaultSectionSize()

    table.setColumnWidth(1, 700)
    settle()

    assert table.rowHeight(0) == table.verticalHeader().defaultSectionSize()


def test_a_column_of_a_grid_has_room_for_every_word_of_its_head(qtbot: QtBot) -> None:
    columns = (CellColumn("name", "Сынып", 80), CellColumn("without", "Аттестатталмаған", 40))
    grid = CellGrid("Сандар", CellsModel(columns, lambda *_written: None))
    qtbot.addWidget(grid)
    grid.resize(400, 200)
    grid.show()

    assert grid.columnWidth(1) > caption().horizontalAdvance("Аттестатталмаған")
    assert grid.columnWidth(0) == 80
