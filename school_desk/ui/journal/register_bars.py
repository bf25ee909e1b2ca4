"""The scroll bars of the grid, and the shadow where a frozen block covers a scrolled one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from school_desk.ui.theme.palette import current_tokens

SHADOW = 3
_DARKEST = 40


class TiedBar(QScrollBar):
    """A scroll bar of our own beside the tables, tied to theirs in both directions."""

    def tie(self, other: QScrollBar) -> None:
        """Follow another bar, and lead it."""
        place = self.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self.setSizePolicy(place)
        other.rangeChanged.connect(lambda: self._copy(other))
        other.valueChanged.connect(self.setValue)
        self.valueChanged.connect(other.setValue)
        self._copy(other)

    def _copy(self, other: QScrollBar) -> None:
        self.setRange(other.minimum(), other.maximum())
        self.setPageStep(other.pageStep())
        self.setSingleStep(other.singleStep())
        self.setValue(other.value())
        self.setVisible(other.maximum() > other.minimum())


class Shadow(QWidget):
    """The edge of a frozen block, with a fade over what is scrolled under it."""

    def __init__(self, parent: QWidget, *, rising: bool) -> None:
        super().__init__(parent)
        self._rising = rising
        self._fades = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_fades(self, *, fades: bool) -> None:
        """Fade only while something is hidden behind the edge."""
        if fades != self._fades:
            self._fades = fades
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the edge, and the fade towards the scrolled block."""
        painter = QPainter(self)
        edge = self.width() - 1 if self._rising else 0
        if self._fades:
            dark, clear = QColor(0, 0, 0, _DARKEST), QColor(0, 0, 0, 0)
            fade = QLinearGradient(0, 0, self.width(), 0)
            fade.setColorAt(0, clear if self._rising else dark)
            fade.setColorAt(1, dark if self._rising else clear)
            painter.fillRect(self.rect(), fade)
        painter.fillRect(edge, 0, 1, self.height(), QColor(current_tokens().line))
        painter.end()
