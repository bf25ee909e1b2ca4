"""A drawing of our documents on the screen: the same shapes in the colours of the theme."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from school_desk.documents.drawing import (
    DARKNESS,
    Anchor,
    Drawing,
    Ink,
    Line,
    Rect,
    Shape,
    Spot,
    Words,
)
from school_desk.ui.theme.fonts import Step as FontStep
from school_desk.ui.theme.fonts import step_font
from school_desk.ui.theme.palette import current_tokens

_WIDEST = 1.6
"""A chart grows with the window, but not without end."""
_NARROWEST = 200
_FRAME = 2
_EMPTY = Drawing(0, 0, ())
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChartView(QWidget):
    """`opened` with row and part of a number; arrows go from number to number, Enter opens one."""

    opened = Signal(int, int)

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.drawing = _EMPTY
        self.current = 0

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing; the number one was on stays current if it is there."""
        self.drawing = drawing
        self.current = min(self.current, max(0, len(drawing.spots) - 1))
        self._tell()
        self._fit()
        self.update()

    def spot(self) -> Spot | None:
        """The number that is current."""
        return self.drawing.spots[self.current] if self.drawing.spots else None

    def sizeHint(self) -> QSize:
        return QSize(round(self.drawing.width), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        scale = self._scale(self.width())
        for shape in self.drawing.shapes:
            paint_shape(painter, shape, scale)
        spot = self.spot()
        if spot is not None and self.hasFocus():
            painter.setPen(QPen(QColor(current_tokens().accent), _FRAME))
            painter.drawRect(_box(spot, scale).adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(*_STEPS[key])
        elif key in _TAKES:
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        scale = self._scale(self.width())
        for n, spot in enumerate(self.drawing.spots):
            if _box(spot, scale).contains(event.position()):
                self.current = n
                self._tell()
                self.update()
                self._open()
                return
        super().mousePressEvent(event)

    def _scale(self, width: int) -> float:
        return min(_WIDEST, width / self.drawing.width) if self.drawing.width else 1.0

    def _fit(self) -> None:
        """As high as the drawing is at this width.

        Not by Qt's height for width: in an area whose scroll bar comes and goes that never ends.
        """
        high = round(self.drawing.height * self._scale(self.width())) + 1
        if high != self.height():
            self.setFixedHeight(high)

    def _step(self, rows: int, parts: int) -> None:
        """To the next number of the row, or to the same part of the next row."""
        here = self.spot()
        if here is None:
            return
        if parts:
            near = self.current + parts
            found = near if 0 <= near < len(self.drawing.spots) else self.current
            same = self.drawing.spots[found].row == here.row
            self.current = found if same else self.current
        else:
            wanted = here.row + rows, here.part
            places = [(spot.row, spot.part) for spot in self.drawing.spots]
            self.current = places.index(wanted) if wanted in places else self.current
        self._tell()
        self.update()

    def _open(self) -> None:
        spot = self.spot()
        if spot is not None:
            self.opened.emit(spot.row, spot.part)

    def _tell(self) -> None:
        spot = self.spot()
        self.setAccessibleDescription(spot.told if spot else "")


def paint_shape(painter: QPainter, shape: Shape, scale: float) -> None:
    """One shape of a drawing, in the tokens of now."""
    match shape:
        case Rect():
            _paint_rect(painter, shape, scale)
        case Line():
            painter.setPen(QPen(colour(shape.ink), 1))
            ends = (shape.x, shape.y), (shape.to_x, shape.to_y)
            start, end = (QPointF(x * scale, round(y * scale) + 0.5) for x, y in ends)
            painter.drawLine(start, end)
        case Words():
            _paint_words(painter, shape, scale)


def _paint_rect(painter: QPainter, rect: Rect, scale: float) -> None:
    box = QRectF(rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale)
    if rect.ink is Ink.HOLLOW:
        painter.setPen(QPen(colour(Ink.MUTED), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(box, colour(rect.ink))


def _paint_words(painter: QPainter, words: Words, scale: float) -> None:
    """The text at its anchor, drawn closer where this font is wider than that of the paper."""
    font = words_font(words, scale)
    painter.setFont(font)
    painter.setPen(colour(words.ink))
    wide = QFontMetricsF(font).horizontalAdvance(words.text)
    part = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[words.anchor]
    painter.drawText(QPointF(words.x * scale - wide * part, words.y * scale), words.text)


def words_font(words: Words, scale: float) -> QFont:
    """The application's font at the size of some words, never wider than their room."""
    weight = QFont.Weight.Bold if words.bold else QFont.Weight.Normal
    font = step_font(FontStep.BODY, weight)
    font.setPixelSize(max(1, round(words.size * scale)))
    wide, room = QFontMetricsF(font).horizontalAdvance(words.text), words.room * scale
    if wide > room:
        font.setStretch(max(1, int(100 * room / wide)))
        while QFontMetricsF(font).horizontalAdvance(words.text) > room and font.pixelSize() > 1:
            font.setPixelSize(font.pixelSize() - 1)
    return font


def colour(ink: Ink) -> QColor:
    """The token of an ink; the grounds are text and base mixed."""
    tokens = current_tokens()
    if ink in DARKNESS:
        return _mixed(tokens.text, tokens.base, DARKNESS[ink])
    named = {
        Ink.TEXT: tokens.text,
        Ink.MUTED: tokens.muted,
        Ink.LINE: tokens.line_soft,
        Ink.ON_DARK: tokens.base,
    }
    return QColor(named[ink])


def _mixed(over: str, under: str, part: float) -> QColor:
    first, second = QColor(over), QColor(under)
    red, green, blue = (
        round(a * part + b * (1 - part))
        for a, b in zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(red, green, blue)


def _box(spot: Spot, scale: float) -> QRectF:
    return QRectF(spot.x * scale, spot.y * scale, spot.width * scale, spot.height * scale)
