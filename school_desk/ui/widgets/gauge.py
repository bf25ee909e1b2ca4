"""Done of planned as a bar; the count in words always stands beside it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from school_desk.ui.theme.fonts import scaled
from school_desk.ui.theme.palette import current_tokens


class Gauge(QWidget):
    """A thin bar, `done` of `total` filled."""

    def __init__(
        self, done: int, total: int, accessible_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._share = min(1.0, done / total) if total else 0.0
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_progress(self, done: int, total: int) -> None:
        """Fill another share of it."""
        self._share = min(1.0, done / total) if total else 0.0
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(170), 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        painter.setBrush(QColor(tokens.line_soft))
        painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(QRectF(0, 0, box.width() * self._share, box.height()), 3, 3)
