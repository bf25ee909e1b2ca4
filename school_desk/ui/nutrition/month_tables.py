"""The four tables of a month, one shown at a time; the line one stands on stays."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from school_desk.i18n import _
from school_desk.nutrition.month_model import MealMonth
from school_desk.nutrition.supply_model import ComparedDay, ComparedLine
from school_desk.ui.nutrition.month_lines import (
    CLASSES,
    HEADS,
    NUMBERS,
    WIDTHS,
    act_rows,
    day_rows,
    price_rows,
    sheet_rows,
)
from school_desk.ui.nutrition.month_table_model import MonthTableModel
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.table import WrappingTable


class MonthTables(QStackedWidget):
    """`opened` when a line is asked for by the mouse."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.models = [MonthTableModel(HEADS[n], self, numbers=NUMBERS[n]) for n in HEADS]
        self.views = [self._table(n, model) for n, model in enumerate(self.models)]
        self._empty = EmptyState(_("Nothing was ordered in this month."))
        self._empty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for view in (*self.views, self._empty):
            self.addWidget(view)
        self._tab = CLASSES

    @property
    def table(self) -> WrappingTable:
        """The table of the chosen tab."""
        return self.views[self._tab]

    @property
    def _shown(self) -> QWidget:
        return self.table if self.models[self._tab].rows else self._empty

    @property
    def row(self) -> int:
        """The line one stands on; -1: on none."""
        return self.table.currentIndex().row()

    def show_tab(self, tab: int) -> None:
        """The table of a tab; without lines, that there is nothing."""
        self._tab = tab
        self.setCurrentWidget(self._shown)

    def show_lines(
        self, month: MealMonth, compared: Sequence[ComparedLine], days: Sequence[ComparedDay]
    ) -> None:
        """Other lines in all four."""
        shown = (
            (sheet_rows(month), frozenset[int]()),
            price_rows(month),
            act_rows(compared),
            day_rows(days),
        )
        for view, model, (rows, warned) in zip(self.views, self.models, shown, strict=True):
            stood = max(0, view.currentIndex().row())
            model.show_lines(rows, warned)
            if rows:
                view.selectRow(min(stood, len(rows) - 1))
        self.show_tab(self._tab)

    def take_focus(self) -> None:
        """The keyboard goes to what is shown."""
        self._shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _table(self, number: int, model: MonthTableModel) -> WrappingTable:
        table = WrappingTable(_("Month of meals"))
        table.setModel(model)
        for column, width in enumerate(WIDTHS[number]):
            table.setColumnWidth(column, scaled(width))
        table.activated.connect(lambda _index: self.opened.emit())
        return table
