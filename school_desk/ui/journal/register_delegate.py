"""Paints one cell of the register: the text and the signs that stand on it, never the ground."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from school_desk.formats import NOTHING
from school_desk.ui.icons.icons import pixmap
from school_desk.ui.journal.register_cells import Cell, CellState
from school_desk.ui.journal.register_ink import CENTRE, DASH_WIDTH, LEFT, RIGHT, Ink, framed
from school_desk.ui.journal.register_layout import SectionKind

ADAPTED_LETTER = "и"
NOT_EQUAL = "≠"
FROM_ELSEWHERE = "→"

_LATE_SHIFT = 3
_NAME_PADDING = 4
_SIGN = 6
_CLOCK = 14
_CALENDAR = 10
_BADGE = 12
_DASHED = CellState.MISSING | CellState.MUST_SIT | CellState.CONFLICT
_REACHED = CellState.ACHIEVED | CellState.NOT_YET
_DISC, _RING = 10.0, 9.0
_OWN_FONTS = ((CellState.WORDS, "medium"), (CellState.BROUGHT, "number"))
_LETTERED = CellState.ABSENT | CellState.MISSING | CellState.MUST_SIT

# Per kind: font and colour by their names in the ink, place in the cell, room kept at the right.
_TYPES = {
    SectionKind.NUMBER: ("number", "muted", CENTRE, 0),
    SectionKind.LESSON: ("body", "text", CENTRE, 0),
    SectionKind.UNIT: ("body", "text", CENTRE, 0),
    SectionKind.TERM: ("body", "text", CENTRE, 0),
    SectionKind.SHARE: ("number", "muted", RIGHT, 8),
    SectionKind.PERCENT: ("medium", "text", CENTRE, 8),
    SectionKind.MARK: ("mark", "text", CENTRE, 0),
}


class RegisterDelegate:
    """Everything is prepared in the cell and in the ink; here are only strokes.

    It is no QStyledItemDelegate: the view walks over its cells itself (see its paintEvent).
    """

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self.current_row = -1
        self.resting = False

    @property
    def marked_row(self) -> int:
        """The line that is shown as the current one; none on a page that rests."""
        return -1 if self.resting else self.current_row

    def paint_cell(self, painter: QPainter, rect: QRect, cell: Cell, *, strong: bool) -> None:
        """Paint one cell inside its lines."""
        inside = rect.adjusted(0, 0, -1, -1)
        if cell.states:
            self._paint_signs_below(painter, inside, cell.states)
        if cell.text:
            self._paint_text(painter, inside, cell, strong=strong)
        if cell.states:
            self._paint_signs_above(painter, inside, cell)

    def paint_badge(self, painter: QPainter, rect: QRect) -> None:
        """The ≠ of a conflict, over the top right corner: painted last, over the neighbours."""
        top = max(rect.top() - 4, 0)  # whole in the first line, too
        badge = QRect(rect.right() - _BADGE + 2, top, _BADGE, _BADGE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(self.ink.colour("danger"), 0))
        painter.setBrush(self.ink.colour("danger"))
        painter.drawRoundedRect(badge, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self.ink.colour("base"))
        painter.setFont(self.ink.corner)
        painter.drawText(badge.adjusted(0, -1, 0, 0), CENTRE, NOT_EQUAL)

    def _paint_text(self, painter: QPainter, rect: QRect, cell: Cell, *, strong: bool) -> None:
        kind, states = cell.kind, cell.states
        if states & _REACHED:
            self._paint_reached(painter, rect, filled=bool(states & CellState.ACHIEVED))
            return
        if kind is SectionKind.NAME:
            self._paint_name(painter, rect, cell.text, strong=strong)
            return
        font, role, align, side = _TYPES[kind]
        if side:
            rect = rect.adjusted(0, 0, -side, 0)
        if cell.text == NOTHING:
            font, role = "body", "muted"
        elif states:
            if states & CellState.FORECAST:
                font, role = "body", "muted"
            elif states & _LETTERED:
                font, role = "bold", _letter_role(states)
            font = next((own for state, own in _OWN_FONTS if states & state), font)
            rect = _beside_corner(rect, states)
        painter.setFont(getattr(self.ink, font))
        painter.setPen(self.ink.colour(role))
        painter.drawText(rect, align, cell.text)

    def _paint_reached(self, painter: QPainter, rect: QRect, *, filled: bool) -> None:
        """A disc or a ring: told apart by shape, in any colours and on any screen."""
        size = _DISC if filled else _RING
        box = QRectF(0, 0, size, size)
        box.moveCenter(QRectF(rect).center())
        colour = self.ink.colour("text")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(colour, DASH_WIDTH))
        painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_name(self, painter: QPainter, rect: QRect, name: str, *, strong: bool) -> None:
        font = self.ink.bold if strong else self.ink.body
        inside = rect.adjusted(_NAME_PADDING, 0, -_NAME_PADDING, 0)
        painter.setFont(font)
        painter.setPen(self.ink.colour("text"))
        painter.drawText(inside, LEFT, self.ink.elided(name, font, inside.width()))

    def _paint_signs_below(self, painter: QPainter, rect: QRect, states: CellState) -> None:
        if states & CellState.NOT_THERE:
            painter.fillRect(rect, self.ink.colour("off"))
        if states & CellState.ABSENT:
            painter.drawTiledPixmap(rect, self.ink.hatch, QPointF(rect.topLeft()).toPoint())
        if states & CellState.CONFLICT:
            painter.fillRect(rect.adjusted(1, 1, -1, -1), self.ink.colour("danger_soft"))
        if states & _DASHED:
            role = "warn" if states & CellState.MISSING else "danger"
            side = 1 if states & CellState.CONFLICT else 3
            framed(painter, rect.adjusted(side, 3, -side, -3), self.ink.dashes(role), 3.0)

    def _paint_signs_above(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        states, ink = cell.states, self.ink
        if states & CellState.LATE:
            self._paint_corner(painter, rect, cell.corner, LEFT, "warn")
        if states & CellState.BROUGHT:
            self._paint_corner(painter, rect, FROM_ELSEWHERE, LEFT, "muted")
        if states & CellState.OWN_DAY:
            sign = pixmap("calendar", "warn", ink.ratio, _CALENDAR)
            painter.drawPixmap(rect.right() - _CALENDAR - 1, rect.top() + 2, sign)
        if states & CellState.ADAPTED:
            self._paint_corner(painter, rect, ADAPTED_LETTER, RIGHT, "muted")
        if states & CellState.NEAR_BORDER:
            tip = QPointF(rect.right() - 7, rect.center().y() - 2.5)
            _triangle(painter, tip, (-3, 5), (3, 5), ink, "warn")
        if states & CellState.NOTE:
            corner = QPointF(rect.right() + 1, rect.bottom() + 1)
            _triangle(painter, corner, (-_SIGN, 0), (0, -_SIGN), ink, "muted")
        if states & CellState.PENDING:
            clock = pixmap("clock", "warn", ink.ratio, _CLOCK)
            centre = rect.center()
            painter.drawPixmap(centre.x() - _CLOCK // 2 + 1, centre.y() - _CLOCK // 2 + 1, clock)
        if states & CellState.FAILED:
            pen = QPen(ink.colour("danger"), DASH_WIDTH)
            wide = rect.width() - 4 if states & CellState.WORDS else 22
            box = QRect(0, 0, wide, rect.height() - 5)
            box.moveCenter(rect.center())
            framed(painter, box, pen)

    def _paint_corner(
        self, painter: QPainter, rect: QRect, letter: str, align: int, role: str
    ) -> None:
        painter.setFont(self.ink.corner)
        painter.setPen(self.ink.colour(role))
        top = QRect(rect.left() + 3, rect.top(), rect.width() - 6, rect.height() // 2 + 1)
        painter.drawText(top, align, letter)


def _beside_corner(rect: QRect, states: CellState) -> QRect:
    """Where the words stand so that a sign in the upper left corner does not touch them."""
    if states & CellState.LATE:
        return rect.translated(_LATE_SHIFT, 1)
    return rect.translated(1, _LATE_SHIFT) if states & CellState.BROUGHT else rect


def _letter_role(states: CellState) -> str:
    if states & (CellState.UNEXCUSED | CellState.MUST_SIT):
        return "danger"
    return "warn" if states & CellState.MISSING else "muted"


def _triangle(
    painter: QPainter,
    tip: QPointF,
    left: tuple[float, float],
    right: tuple[float, float],
    ink: Ink,
    role: str,
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(ink.colour(role), 0))
    painter.setBrush(ink.colour(role))
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(*left), tip + QPointF(*right)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
