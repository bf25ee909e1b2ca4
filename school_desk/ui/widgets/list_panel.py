"""A panel beside the work that lists what is behind a number; Enter goes to one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.i18n import _
from school_desk.ui.screen import Place
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable

_WIDTH = 340
_ROW = 32
_NAME_SHARE = 0.5
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class PanelLine:
    """Who, what of them, and where Enter leads (None: nowhere); `pupil` is whom it is about."""

    who: str
    what: str
    place: Place | None = None
    pupil: int | None = None


class ListPanel(QFrame):
    """`place_asked` on Enter, `closed` on Esc or its button."""

    place_asked = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self.setFixedWidth(scaled(_WIDTH))
        self.lines: tuple[PanelLine, ...] = ()
        self.heading = label("", step="strong", wrap=True)
        self.subtitle = label("", tone="muted", wrap=True)
        self.model = RowsModel((N_("Who"), N_("What")), self)
        self.table = _PanelTable(_("What is behind this number"))
        self.table.setModel(self.model)
        self.table.taken.connect(self._on_taken)
        self.table.doubleClicked.connect(self._on_taken)
        close = Button(_("Close"), key="Esc", role="link", height=24)
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(17, 0, 16, 0)
        head.addWidget(self.heading, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 14, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        self.subtitle.setContentsMargins(17, 0, 16, 0)
        column.addWidget(self.subtitle)
        column.addWidget(self.table, 1)
        self.hide()

    def open(self, title: str, subtitle: str, lines: Sequence[PanelLine]) -> None:
        """Show what is behind a number and take the focus."""
        self.lines = tuple(lines)
        self.heading.setText(title)
        self.setAccessibleName(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self.model.show_rows([Row(n, (line.who, line.what)) for n, line in enumerate(self.lines)])
        self.show()
        self._fit_rows()
        if self.lines:
            self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit_rows(self) -> None:
        """Rows as high as their words need, and never tight."""
        self.table.resizeRowsToContents()
        for row in range(self.model.rowCount()):
            self.table.setRowHeight(row, max(self.table.rowHeight(row), scaled(_ROW)))

    def _on_taken(self) -> None:
        row = self.table.currentIndex().row()
        place = self.lines[row].place if 0 <= row < len(self.lines) else None
        if place is not None:
            self.place_asked.emit(place)


class _PanelTable(LineTable):
    """Two columns that share the width; long words wrap."""

    taken = Signal()

    def __init__(self, accessible_name: str) -> None:
        super().__init__(accessible_name)
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKES:
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(0, round(self.viewport().width() * _NAME_SHARE))
