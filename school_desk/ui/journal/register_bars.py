"""The thin scroll bars of the grid, and the shadow where a frozen block covers a scrolled one."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from school_desk.ui.journal.register_ink import pixels
from school_desk.ui.theme.palette import current_tokens

THICKNESS = 12
HANDLE = 6
SHADOW = 3
_DARKEST = 40


class ThinBar(QScrollBar):
    """A scroll bar that is only its handle; tied to the bar of a table in both directions."""

    def tie(self, other: QScrollBar) -> None:
        """Follow another bar, and lead it."""
        other.rangeChanged.connect(lambda: self._copy(other))
        other.valueChanged.connect(self.setValue)
        self.valueChanged.connect(other.setValue)
        self._copy(other)

    def sizeHint(self) -> QSize:
        """Twelve pixels across."""
        across = pixels(THICKNESS)
        if self.orientation() is Qt.Orientation.Horizontal:
            return QSize(60, across)
        return QSize(across, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the handle, when there is anything to scroll."""
        painter = QPainter(self)
        tokens = current_tokens()
        painter.fillRect(event.rect(), QColor(tokens.alt))
        if self.maximum() > self.minimum():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.control if self.isSliderDown() else tokens.line))
            painter.drawRoundedRect(QRectF(self._handle()), HANDLE / 2, HANDLE / 2)
        painter.end()

    def _handle(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        control = QStyle.ComplexControl.CC_ScrollBar
        place = self.style().subControlRect(control, option, part, self)
        thin = (pixels(THICKNESS) - HANDLE) // 2
        if self.orientation() is Qt.Orientation.Horizontal:
            return place.adjusted(0, thin, 0, -thin)
        return place.adjusted(thin, 0, -thin, 0)

    def _copy(self, other: QScrollBar) -> None:
        self.setRange(other.minimum(), other.maximum())
        self.setPageStep(other.pageStep())
        self.setSingleStep(other.singleStep())
        self.setValue(other.value())
        self.update()


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
