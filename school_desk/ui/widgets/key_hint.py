"""A key cap and the word of what it does."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from school_desk.ui.theme.fonts import Step, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.labels import label

_PAD = 6


class KeyCap(QWidget):
    """A key as it looks on the keyboard: small letters in a frame."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(step_font(Step.CAPTION))
        return QSize(metrics.horizontalAdvance(self.key) + 2 * _PAD, metrics.height() + 5)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.control), 1))
        painter.setBrush(QColor(tokens.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(tokens.text))
        painter.setFont(step_font(Step.CAPTION))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.key)


class KeyHint(QWidget):
    """The cap, then the word; where there is room only."""

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text)
        self.setAccessibleDescription(key)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(KeyCap(key))
        row.addWidget(label(text, tone="muted"))
