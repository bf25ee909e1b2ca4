"""A white card on the page, with pressable rows divided by soft lines."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.row_button import RowButton


class Card(QFrame):
    """A framed block; `add_row` divides its rows by lines, `body` takes anything else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)

    def add_row(self, row: QWidget) -> None:
        """Put one more row under the others, with a line between."""
        if self.body.count():
            self.body.addWidget(rule(soft=True))
        self.body.addWidget(row)


class CardRow(RowButton):
    """A pressable row of a card; its focus frame lies on the card's edge."""

    def __init__(
        self, accessible_name: str, content: QLayout, parent: QWidget | None = None
    ) -> None:
        super().__init__(accessible_name, parent)
        self.setLayout(content)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(1, 1, -1, -1), QColor(tokens.alt))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)


class Section(QWidget):
    """A heading with a quiet count at its right, over a block of the page."""

    def __init__(
        self, title: str, content: QWidget, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(title, step="strong"))
        head.addStretch(1)
        self.note = label(note, tone="muted")
        head.addWidget(self.note)
        column.addLayout(head)
        column.addWidget(content)
        content.setAccessibleName(content.accessibleName() or title)
