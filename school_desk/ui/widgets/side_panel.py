"""A panel beside the work: a title, Esc, and a column that scrolls."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.page import scrolled


class SidePanel(QFrame):
    """360 wide, 300 to 420 in a splitter; `closed` when Esc or its button was pressed."""

    closed = Signal()

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self.setAccessibleName(title)
        self.setMinimumWidth(scaled(300))
        self.setMaximumWidth(scaled(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 14, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.title = label(title, step="strong", wrap=True)
        head.addWidget(self.title, 1)
        close = Button(_("Close"), key="Esc", role="link", height=24)
        close.clicked.connect(self.closed)
        head.addWidget(close)
        column.addLayout(head)
        self.subtitle = label(subtitle, tone="muted", wrap=True)
        column.addWidget(self.subtitle)
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 8, 0, 0)
        self.body.setSpacing(12)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scrolled = scrolled(inner)
        column.addWidget(self._scrolled, 1)

    def set_list(self, table: QWidget) -> None:
        """A list that scrolls by itself in the place of the column."""
        column = self.layout()
        if column is not None:
            column.replaceWidget(self._scrolled, table)
        self._scrolled.hide()
