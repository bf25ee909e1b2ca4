"""What is wrong with a pasted block: every cell by name, and Enter leads to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.i18n import _, say
from school_desk.journal.entry import CellProblem, PasteRefusedError
from school_desk.journal.model import RegisterPage
from school_desk.ui.journal.register_layout import sections_of
from school_desk.ui.journal.register_words import SEPARATOR, section_in_words
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.row_button import RowButton
from school_desk.ui.widgets.side_panel import SidePanel

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class PastePanel(SidePanel):
    """`cell_asked` with column and pupil when a line was pressed."""

    cell_asked = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Nothing was pasted"), parent=parent)
        self.subtitle.setText(_("Mend these in the spreadsheet and paste again."))
        self._rows: list[RowButton] = []

    def show_problems(self, page: RegisterPage, refusal: PasteRefusedError) -> None:
        """Name each cell that cannot be written, and why."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(page, problem) for problem in refusal.problems]
        for row in self._rows:
            self.body.addWidget(row)
        self.show()
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go through the lines."""
        here = next((n for n, row in enumerate(self._rows) if row.hasFocus()), None)
        step = _STEPS.get(Qt.Key(event.key())) if event.key() in _STEPS else None
        if here is None or step is None or not 0 <= here + step < len(self._rows):
            super().keyPressEvent(event)
            return
        self._rows[here + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, page: RegisterPage, problem: CellProblem) -> RowButton:
        where, why = where_is(page, problem), say(problem.error)
        row = RowButton(SEPARATOR.join((where, why)))
        column = QVBoxLayout(row)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(2)
        column.addWidget(label(where, weight="medium", wrap=True))
        column.addWidget(label(why, tone="danger", wrap=True))
        row.clicked.connect(lambda: self.cell_asked.emit(problem.column, problem.pupil))
        return row


def where_is(page: RegisterPage, problem: CellProblem) -> str:
    """Whose cell, and in which column, as one would say it."""
    line = page.row_of(problem.pupil)
    section = next((one for one in sections_of(page) if one.key == problem.column), None)
    names = (line.pupil.name.listed if line else "", section_in_words(section) if section else "")
    return SEPARATOR.join(name for name in names if name)
