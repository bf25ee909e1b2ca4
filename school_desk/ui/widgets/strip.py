"""The strip over a grid: captions over values, divided by lines, in one row."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.labels import Tone, Weight, label, rule


class Strip(QFrame):
    """Cells from left to right; `add_cell` takes words, `add_widget` a field one can type in."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "strip")
        self.setAccessibleName(accessible_name)
        self.setMinimumHeight(scaled(46))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 16, 4)
        self._row.setSpacing(13)

    def add_cell(
        self,
        caption: str,
        value: str,
        *,
        caption_tone: Tone = "muted",
        weight: Weight = "normal",
        stretch: int = 0,
    ) -> None:
        """Words under a caption; the value wraps, it never ends in dots."""
        shown = label(value, weight=weight, wrap=True)
        self.add_widget(caption, shown, caption_tone=caption_tone, stretch=stretch)

    def add_widget(
        self, caption: str, widget: QWidget, *, caption_tone: Tone = "muted", stretch: int = 0
    ) -> None:
        """A widget under a caption, which is also its accessible name."""
        shown = label(caption, step="caption", tone=caption_tone, weight="medium")
        widget.setAccessibleName(widget.accessibleName() or caption)
        self.add_captioned(shown, widget, stretch=stretch)

    def add_captioned(self, caption: QLabel, widget: QWidget, *, stretch: int = 0) -> QFrame | None:
        """A widget under a caption whose words change; returns the line before it."""
        line = rule(vertical=True) if self._row.count() else None
        if line is not None:
            self._row.addWidget(line)
        cell = QVBoxLayout()
        cell.setSpacing(2)
        cell.addWidget(caption)
        # What is spare lies round the value: captions of one strip stand on one line.
        cell.addWidget(widget, 1)
        self._row.addLayout(cell, stretch)
        return line
