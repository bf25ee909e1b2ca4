"""Figures with their words: one big number, then lines of label and value."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.ui.widgets.labels import Tone, label, rule


class StatPanel(QWidget):
    """A caption, a figure with its unit, and lines; every number has words beside it."""

    def __init__(
        self,
        caption: str = "",
        figure: str = "",
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if caption:
            column.addWidget(label(caption, tone="muted", weight="medium", wrap=True))
        if figure:
            column.addLayout(self._figure_row(figure, unit))
        self._lines = QGridLayout()
        self._lines.setColumnStretch(0, 1)
        self._lines.setVerticalSpacing(6)
        column.addLayout(self._lines)

    def add_line(self, name: str, value: str, *, tone: Tone = "text") -> None:
        """One more line under the others, its value right-aligned."""
        row = self._lines.rowCount()
        self._lines.addWidget(rule(soft=True), row, 0, 1, 2)
        self._lines.addWidget(label(name, tone=tone, wrap=True), row + 1, 0)
        shown = label(value, tone=tone, weight="bold")
        shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lines.addWidget(shown, row + 1, 1)

    def _figure_row(self, figure: str, unit: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(label(figure, step="figure"), 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(label(unit, step="strong", tone="muted"), 1, Qt.AlignmentFlag.AlignBaseline)
        return row
