"""How the hours of a week look: lessons side by side, halves of two weeks, clashes in words."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
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
_AIRY = 50
"""A lower cell has no air above its words and below."""
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
            self._cell(painter, box, shown, apart=current and self.part is not None)
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
        self._write(painter, box, row.label, (row.times,), QFont.Weight.Bold)

    def _cell(self, painter: QPainter, box: QRect, cell: WeekCell, *, apart: bool) -> None:
        """The lessons of an hour: together what they share, unless one of them is chosen."""
        room = box.adjusted(0, 0, -scaled(BOX), 0) if _has_sign(cell, box) else box
        if cell.shared is not None and not apart:
            title, below = cell.shared
            self._lesson(painter, room, title, below, cell.brief)
        else:
            for part, place in zip(cell.parts, part_boxes(box, cell.parts), strict=True):
                title = " ".join(filter(None, (half_words(part.slot.weeks), part.title)))
                right = min(place.right(), room.right())
                own = QRect(place.topLeft(), QPoint(right, place.bottom()))
                self._lesson(painter, own, title, (part.below,), cell.brief)
                if place != box:
                    self._divide(painter, box, place)
        if not cell.parts and cell.closed:
            self._write(painter, box, "", (cell.closed,), QFont.Weight.Normal)
        if cell.clash:
            self._mark_clash(painter, box)

    def _lesson(
        self, painter: QPainter, box: QRect, title: str, below: Sequence[str], brief: str
    ) -> None:
        """A lesson; where it clashes, that stands below it."""
        lines, tone = ((brief,), "warn") if brief else (below, "muted")
        self._write(painter, box, title, lines, QFont.Weight.Medium, tone)

    def _divide(self, painter: QPainter, box: QRect, place: QRect) -> None:
        """A line between the lessons of one hour."""
        line = QColor(current_tokens().line_soft)
        if place.left() > box.left():
            painter.fillRect(place.left(), box.top() + 3, 1, box.height() - 6, line)
        if place.top() > box.top():
            painter.fillRect(place.left() + 3, place.top(), place.width() - 6, 1, line)
        elif place.bottom() < box.bottom():
            painter.fillRect(place.left() + 3, place.bottom() + 1, place.width() - 6, 1, line)

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
            inner = line.adjusted(scaled(_TIGHT), 0, -scaled(_TIGHT), 0)
            self._line(painter, inner, words, tokens.warn)

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
        below: Sequence[str],
        weight: QFont.Weight,
        tone: str = "muted",
    ) -> None:
        """Words in bold, smaller where they would be cut, and below them what has a line left."""
        tokens = current_tokens()
        narrow = box.width() < scaled(_WORDS_WIDTH) and weight is not QFont.Weight.Bold
        pad = scaled(_TIGHT if narrow or box.height() < scaled(_HIGH) else _PAD)
        air = 2 if box.height() > scaled(_AIRY) else 0
        inner = box.adjusted(pad, air, -pad, -air - 1)
        lines = [one for words in below for one in wrapped(words, inner.width())]
        whole = " · ".join(filter(None, below))
        if not first:
            self._line(painter, inner, whole, tokens.muted)
            return
        fonts = [step_font(Step.CAPTION, weight)]
        if not narrow:
            fonts.insert(0, step_font(Step.BODY, weight))
        line = _caption_height()
        own = _left_room(first, inner, lines, fonts)
        name, font, high = fitted(first, inner.width(), inner.height() - line * len(own), fonts)
        top = inner.top() + (inner.height() - line * len(own) - high) // 2
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRect(inner.left(), top, inner.width(), high), _WRAP, name)
        taken = painter.fontMetrics().horizontalAdvance(name) + scaled(_TIGHT)
        if not own and high <= painter.fontMetrics().height():
            self._beside(painter, inner.adjusted(taken, 0, 0, 0), whole, tone)
        for number, words in enumerate(own):
            place = QRect(inner.left(), top + high + number * line, inner.width(), line)
            self._line(painter, place, words, getattr(tokens, tone))

    def _line(self, painter: QPainter, box: QRect, words: str, colour: str) -> None:
        """One line in small letters, cut where it does not fit."""
        painter.setPen(QColor(colour))
        painter.setFont(step_font(Step.CAPTION))
        text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _beside(self, painter: QPainter, room: QRect, words: str, tone: str) -> None:
        """What has no line of its own stands after the words, as far as there is room."""
        if not words or room.width() < scaled(_PAD) * 3:
            return
        self._line(painter, room, words, getattr(current_tokens(), tone))

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
    """Where each lesson of a cell stands: one above the other, odd weeks above even ones.

    Groups stand side by side where some of them come by turns, or a line each has no room.
    """
    groups = tuple(dict.fromkeys(part.slot.group for part in parts))
    if not groups:
        return ()
    by_turns = any(part.slot.weeks is not Weeks.EVERY for part in parts)
    if not by_turns and box.height() // len(parts) > _caption_height():
        high = box.height() // len(parts)
        tops = (box.top() + n * high for n in range(len(parts)))
        return tuple(QRect(box.left(), top, box.width(), high) for top in tops)
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


def _left_room(
    title: str, room: QRect, below: Sequence[str], fonts: Sequence[QFont]
) -> Sequence[str]:
    """As many lines below as leave room for the whole title; where it is cut anyway, one.

    The last line takes what has none of its own.
    """
    line = _caption_height()
    most = max(0, (room.height() - QFontMetrics(fonts[-1]).height()) // line)
    count = min(len(below), most)
    while count and fitted(title, room.width(), room.height() - count * line, fonts)[0] != title:
        count -= 1
    if not count and fitted(title, room.width(), room.height(), fonts)[0] != title:
        count = min(len(below), most, 1)
    return [*below[: count - 1], " ".join(below[count - 1 :])] if count else []


def wrapped(words: str, width: int) -> Sequence[str]:
    """Words in lines of a width, in small letters; one that is wider alone has a line alone."""
    metrics = QFontMetrics(step_font(Step.CAPTION))
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line.strip(" ·") for line in lines if line != "·"]


def _caption_height() -> int:
    return QFontMetrics(step_font(Step.CAPTION)).height()


def fitted(text: str, width: int, height: int, fonts: Sequence[QFont]) -> tuple[str, QFont, int]:
    """The text in the first font in which it fits as a whole, else cut in the last; its height."""
    for font in fonts:
        high = _height(text, width, QFontMetrics(font))
        if high is not None and high <= height:
            return text, font, high
    metrics = QFontMetrics(fonts[-1])
    for end in range(len(text) - 1, 0, -1):
        cut = f"{text[:end].rstrip()}…"
        high = _height(cut, width, metrics)
        if high is not None and high <= height:
            return cut, fonts[-1], high
    return "…", fonts[-1], metrics.height()


def three_lines() -> int:
    """How high a cell is in which a long subject has two lines and its teacher one."""
    return 3 * _caption_height() + 2


def _height(text: str, width: int, metrics: QFontMetrics) -> int | None:
    """How high a text is in lines of a width; None where a word is wider."""
    box = metrics.boundingRect(QRect(0, 0, width, 0), _WRAP, text)
    return box.height() if box.width() <= width else None


def repaint(grid: QTableView, part: int | None) -> None:
    """Frame another lesson of the current cell."""
    delegate = grid.itemDelegate()
    if isinstance(delegate, WeekDelegate):
        delegate.part = part
        grid.viewport().update()


def half_words(weeks: Weeks) -> str:
    """Which half of a cell a lesson is, in the shortest words."""
    return {Weeks.EVERY: "", Weeks.ODD: _("odd:"), Weeks.EVEN: _("even:")}[weeks]
