"""How the hours of a week look: lessons side by side, halves of two weeks, clashes in words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from school_desk.i18n import _
from school_desk.school.model import Weeks
from school_desk.ui.icons.icons import BOX, pixmap
from school_desk.ui.school.week_model import BELLS, CELL, WeekCell, WeekModel, WeekPart, WeekRow
from school_desk.ui.theme.fonts import Step, scaled, step_font
from school_desk.ui.theme.palette import current_tokens

_Index = QModelIndex | QPersistentModelIndex
_PAD, _TIGHT = 8, 4
_WORDS_WIDTH, _HIGH = 110, 40
"""A narrower cell shows one line in small letters."""
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class WeekDelegate(QStyledItemDelegate):
    """Subject over teacher; a clash has a dashed frame, a sign and its words."""

    part: int | None = None
    """Which lesson of the current cell is chosen; None: all of them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current_tokens()
        box: QRect = option.rect
        shown = index.data(CELL)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(self._ground(index, shown)))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line_soft))
        painter.fillRect(box.right(), box.top(), 1, box.height(), QColor(tokens.line_soft))
        if isinstance(shown, WeekRow):
            self._hour(painter, box, shown)
        elif isinstance(shown, WeekCell):
            self._cell(painter, box, shown)
        self._forecast(painter, box, index)
        if current:
            self._frame(painter, box, option, shown)
        painter.restore()

    def _ground(self, index: _Index, shown: object) -> str:
        tokens, model = current_tokens(), index.model()
        if isinstance(shown, WeekRow):
            return tokens.alt
        if isinstance(model, WeekModel) and model.carried and index.column() != BELLS:
            here = model.key(index.row(), index.column())
            if isinstance(shown, WeekCell) and model.carried & set(shown.slots):
                return tokens.off
            if model.forecast.get(here) == "":
                return tokens.accent_soft
        if isinstance(shown, WeekCell) and shown.closed:
            return tokens.off
        return tokens.base

    def _hour(self, painter: QPainter, box: QRect, row: WeekRow) -> None:
        if row.first:
            painter.fillRect(box.left(), box.top(), box.width(), 1, QColor(current_tokens().line))
        self._write(painter, box, row.label, row.times, QFont.Weight.Bold)

    def _cell(self, painter: QPainter, box: QRect, cell: WeekCell) -> None:
        under = cell.brief
        for part, place in zip(cell.parts, part_boxes(box, cell.parts), strict=True):
            words = under or " · ".join(filter(None, (part.tag, part.under)))
            title = " ".join(filter(None, (half_words(part.slot.weeks), part.title)))
            tone = "warn" if under else "muted"
            room = place.adjusted(0, 0, -scaled(BOX), 0) if _has_sign(cell, box) else place
            self._write(painter, room, title, words, QFont.Weight.Medium, tone)
            if place != box:
                self._divide(painter, box, place)
        if not cell.parts and cell.closed:
            self._write(painter, box, "", cell.closed, QFont.Weight.Normal)
        if cell.clash:
            self._mark_clash(painter, box)

    def _divide(self, painter: QPainter, box: QRect, place: QRect) -> None:
        """A line between the lessons of one hour."""
        line = QColor(current_tokens().line_soft)
        if place.left() > box.left():
            painter.fillRect(place.left(), box.top() + 3, 1, box.height() - 6, line)
        if place.top() > box.top():
            painter.fillRect(place.left() + 3, place.top(), place.width() - 6, 1, line)
        elif place.bottom() < box.bottom():
            painter.fillRect(place.left() + 3, place.bottom(), place.width() - 6, 1, line)

    def _forecast(self, painter: QPainter, box: QRect, index: _Index) -> None:
        """While a lesson is carried: who would be in two places here."""
        model = index.model()
        if not isinstance(model, WeekModel) or not model.carried or index.column() == BELLS:
            return
        words = model.forecast.get(model.key(index.row(), index.column()), "")
        if words:
            tokens = current_tokens()
            line = QRect(box.left() + 2, box.bottom() - scaled(17), box.width() - 3, scaled(16))
            painter.fillRect(line, QColor(tokens.warn_soft))
            painter.setPen(QColor(tokens.warn))
            painter.setFont(step_font(Step.CAPTION))
            inner = line.adjusted(scaled(_TIGHT), 0, -scaled(_TIGHT), 0)
            text = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)

    def _frame(
        self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, shown: object
    ) -> None:
        tokens = current_tokens()
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(tokens.accent if focused else tokens.control), 2))
        place = box
        if isinstance(shown, WeekCell) and self.part is not None and self.part < len(shown.parts):
            place = part_boxes(box, shown.parts)[self.part]
            painter.setPen(QPen(QColor(tokens.control), 1))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawRect(place.adjusted(1, 1, -2, -2))

    def _write(
        self,
        painter: QPainter,
        box: QRect,
        first: str,
        second: str,
        weight: QFont.Weight,
        tone: str = "muted",
    ) -> None:
        tokens = current_tokens()
        narrow = box.width() < scaled(_WORDS_WIDTH) and weight is not QFont.Weight.Bold
        pad = scaled(_TIGHT if narrow else _PAD)
        inner = box.adjusted(pad, 2, -pad, -3)
        painter.setFont(step_font(Step.CAPTION))
        line = painter.fontMetrics().height()
        if not first:
            second = painter.fontMetrics().elidedText(
                second, Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.setPen(QColor(tokens.muted))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, second)
            return
        painter.setFont(step_font(Step.CAPTION if narrow else Step.BODY, weight))
        room = painter.fontMetrics().height() + line <= inner.height()
        low = line if second and room else 0
        name, high = _fitted(first, inner.width(), inner.height() - low, painter.fontMetrics())
        top = inner.top() + (inner.height() - low - high) // 2
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRect(inner.left(), top, inner.width(), high), _WRAP, name)
        if not low:
            taken = painter.fontMetrics().horizontalAdvance(name) + scaled(_TIGHT)
            self._beside(painter, inner.adjusted(taken, 0, 0, 0), second, tone)
            return
        painter.setPen(QColor(getattr(tokens, tone)))
        painter.setFont(step_font(Step.CAPTION))
        name = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.left(), top + high, inner.width(), low), _WRAP, name)

    def _beside(self, painter: QPainter, room: QRect, words: str, tone: str) -> None:
        """What has no line of its own stands after the words, as far as there is room."""
        if not words or room.width() < scaled(_PAD) * 3:
            return
        painter.setPen(QColor(getattr(current_tokens(), tone)))
        painter.setFont(step_font(Step.CAPTION))
        text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _mark_clash(self, painter: QPainter, box: QRect) -> None:
        tokens = current_tokens()
        painter.setPen(QPen(QColor(tokens.warn), 1.4, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box.adjusted(3, 3, -4, -4), 2, 2)
        if _has_room(box):
            ratio = painter.device().devicePixelRatioF()
            at = box.right() - BOX - 6, box.bottom() - BOX - 6
            painter.drawPixmap(*at, pixmap("warn", "warn", ratio))


def _has_room(box: QRect) -> bool:
    """Whether a sign finds room beside the words."""
    return box.width() >= scaled(_WORDS_WIDTH) and box.height() >= scaled(_HIGH)


def _has_sign(cell: WeekCell, box: QRect) -> bool:
    return bool(cell.clash) and _has_room(box)


def part_boxes(box: QRect, parts: tuple[WeekPart, ...]) -> tuple[QRect, ...]:
    """Where each lesson of a cell stands: groups side by side, odd weeks above even ones."""
    groups = tuple(dict.fromkeys(part.slot.group for part in parts))
    if not groups:
        return ()
    width = box.width() // len(groups)
    found = []
    for part in parts:
        left = box.left() + groups.index(part.slot.group) * width
        place = QRect(left, box.top(), width, box.height())
        if part.slot.weeks is Weeks.ODD:
            place.setHeight(box.height() // 2)
        elif part.slot.weeks is Weeks.EVEN:
            place.setTop(box.top() + box.height() // 2)
        found.append(place)
    return tuple(found)


def _fitted(text: str, width: int, height: int, metrics: QFontMetrics) -> tuple[str, int]:
    """The whole text in as many lines as there is room for, else cut; and its height."""
    whole = metrics.boundingRect(QRect(0, 0, width, height), _WRAP, text)
    if whole.height() <= height and whole.width() <= width:
        return text, whole.height()
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width), metrics.height()


def repaint(grid: QTableView, part: int | None) -> None:
    """Frame another lesson of the current cell."""
    delegate = grid.itemDelegate()
    if isinstance(delegate, WeekDelegate):
        delegate.part = part
        grid.viewport().update()


def half_words(weeks: Weeks) -> str:
    """Which half of a cell a lesson is, in the shortest words."""
    return {Weeks.EVERY: "", Weeks.ODD: _("odd:"), Weeks.EVEN: _("even:")}[weeks]


def week_words(weeks: Weeks) -> str:
    """In which weeks a lesson is held, in one word."""
    return {Weeks.EVERY: "", Weeks.ODD: _("odd weeks"), Weeks.EVEN: _("even weeks")}[weeks]
