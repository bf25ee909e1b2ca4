"""Two drawings of «why this mark»: the bands of percents, and which points lead to which mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from school_desk.ui.theme.fonts import Step, scaled, step_font
from school_desk.ui.theme.palette import current_tokens

_BAND = 20
_MARKER = 8
_GAP = 3
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One box of a drawing: from where to where, what stands in it and under it."""

    low: float
    high: float
    text: str
    caption: str
    current: bool


class StretchBar(QWidget):
    """Boxes in a row, as wide as their share; the current one is marked by frame or fill."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stretches: tuple[Stretch, ...] = ()
        self._marker: float | None = None
        self._end = ""
        self._filled = True

    def show_stretches(
        self,
        stretches: Sequence[Stretch],
        *,
        marker: float | None = None,
        end: str = "",
        filled: bool = True,
    ) -> None:
        """Show these boxes; `marker` is where one stands, `end` the number at the right edge."""
        self._stretches, self._marker = tuple(stretches), marker
        self._end, self._filled = end, filled
        told = (f"{stretch.text}: {stretch.caption}" for stretch in self._stretches)
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        """A band, its captions, and room for the marker."""
        return QSize(scaled(240), scaled(_MARKER + _BAND + 18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint boxes, captions and the marker."""
        if not self._stretches:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stretch in self._stretches:
            self._paint_stretch(painter, stretch)
        if self._end:
            self._write(painter, QRectF(0, self._below, self.width(), 16), self._end, _RIGHT)
        if self._marker is not None:
            self._paint_marker(painter, self._x(self._marker))
        painter.end()

    @property
    def _below(self) -> float:
        return float(scaled(_MARKER + _BAND) + 1)

    def _x(self, place: float) -> float:
        low, high = self._stretches[0].low, self._stretches[-1].high
        return (place - low) / (high - low) * self.width()

    def _paint_stretch(self, painter: QPainter, stretch: Stretch) -> None:
        tokens = current_tokens()
        left, right = self._x(stretch.low), self._x(stretch.high)
        box = QRectF(left + 0.5, scaled(_MARKER), right - left - _GAP, scaled(_BAND))
        fill = tokens.off if self._filled else tokens.base
        edge = tokens.off if self._filled else tokens.line
        colour = tokens.muted
        if stretch.current and self._filled:
            fill, edge, colour = tokens.accent, tokens.accent, tokens.on_accent
        elif stretch.current:
            edge, colour = tokens.accent, tokens.accent
        painter.setPen(QPen(QColor(edge), 1.4 if stretch.current else 1))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(QColor(colour))
        painter.setFont(step_font(Step.BODY, QFont.Weight.Bold))
        painter.drawText(box, _CENTRE, stretch.text)
        painter.setFont(step_font(Step.CAPTION))
        wide = painter.fontMetrics().horizontalAdvance(stretch.caption) + 1
        # Under a narrow last box the caption begins before it rather than end outside.
        begins = max(0.0, min(left, self.width() - wide))
        self._write(painter, QRectF(begins, self._below, wide, 16), stretch.caption, _LEFT)

    def _write(self, painter: QPainter, place: QRectF, text: str, align: int) -> None:
        painter.setPen(QColor(current_tokens().muted))
        painter.setFont(step_font(Step.CAPTION))
        painter.drawText(place, align, text)

    def _paint_marker(self, painter: QPainter, x: float) -> None:
        tip = QPointF(x, scaled(_MARKER))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().text))
        sides = QPointF(-5, -_MARKER + 1), QPointF(5, -_MARKER + 1)
        painter.drawPolygon(QPolygonF([tip, tip + sides[0], tip + sides[1]]))
