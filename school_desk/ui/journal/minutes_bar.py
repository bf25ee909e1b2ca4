"""How a class spends a combined hour: a bar in two tones, with the teacher and alone."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from school_desk.i18n import _, ngettext
from school_desk.journal.model import MinuteShare
from school_desk.journal.typing import Digit, read_key
from school_desk.ui.theme.fonts import Step, scaled, step_font
from school_desk.ui.theme.palette import current_tokens

WAIT_MS = 700
STEP = 5
_HEIGHT, _BAR, _GAP = 40, 18, 2
_DIGITS = 2
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class MinutesBar(QWidget):
    """Type minutes with the teacher, or drag the border; Space says who comes first.

    It changes nothing by itself: `changed` asks for another share, `left` leads back to the grid.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = MinuteShare()
        self._whole = 45
        self._planned = False
        self._typed = ""
        self._dragged: int | None = None
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self.flush)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(scaled(150))

    @property
    def share(self) -> MinuteShare:
        """What it shows."""
        return self._share

    @property
    def planned(self) -> bool:
        """Whether somebody has planned it; else it is only proposed."""
        return self._planned

    def show_share(self, share: MinuteShare, whole: int, proposal: MinuteShare) -> None:
        """Show what is planned, or the proposal in a thinner dress."""
        self._planned = share.minutes is not None
        self._share, self._whole = (share if self._planned else proposal), whole
        facts = {"minutes": self._with, "rest": whole - self._with}
        words = _("With the teacher {minutes} min, alone {rest} min").format(**facts)
        said = words if self._planned else _("{words} (not planned yet)").format(words=words)
        self.setAccessibleName(said)
        how = _("Type the minutes with the teacher; Space: who comes first; Backspace: clear.")
        self.setToolTip(f"{said}\n{how}")
        self.update()

    def flush(self) -> None:
        """Ask for what was typed."""
        self._timer.stop()
        typed, self._typed = self._typed, ""
        if typed:
            self._ask(int(typed), first=self._share.first)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a caption and a bar."""
        return QSize(scaled(290), scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Room for both captions."""
        return QSize(scaled(150), scaled(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, arrows, Space, Backspace; Enter and Esc lead back."""
        if event.modifiers() & _COMMANDS or not self._takes(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was being typed is asked for."""
        super().focusOutEvent(event)
        self.flush()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the border."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._drag_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the border follow, in steps."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_to(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for where the border was let go."""
        minutes, self._dragged = self._dragged, None
        if minutes is not None and event.button() is Qt.MouseButton.LeftButton:
            self._ask(minutes, first=self._share.first)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Captions over a bar of two parts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        before, after = self._parts()
        self._paint_captions(painter, before, after)
        for place, with_teacher in ((before, self._share.first), (after, not self._share.first)):
            self._paint_part(painter, place, with_teacher=with_teacher)
        if self.hasFocus():
            around = QRectF(before.united(after)).adjusted(-1, -1, 1, 1)
            painter.setPen(QPen(QColor(current_tokens().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(around.adjusted(0, -1, 0, 1), 4, 4)
        painter.end()

    @property
    def _with(self) -> int:
        if self._dragged is not None:
            return self._dragged
        return int(self._typed) if self._typed else self._share.minutes or 0

    def _takes(self, event: QKeyEvent) -> bool:
        key, said = event.key(), read_key(event.text(), {})
        if isinstance(said, Digit):
            self._type(said.value)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            if key == Qt.Key.Key_Escape:
                self._typed = ""
            self.flush()
            self.left.emit()
        elif key == Qt.Key.Key_Space:
            self.flush()
            self._ask(self._with, first=not self._share.first)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.flush()
            longer = (key == Qt.Key.Key_Right) is self._share.first
            self._ask(self._held(self._with + (STEP if longer else -STEP)), self._share.first)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._typed = ""
            self._timer.stop()
            self.changed.emit(MinuteShare())
        else:
            return False
        return True

    def _type(self, digit: int) -> None:
        self._typed += str(digit)
        if len(self._typed) == _DIGITS:
            self.flush()
        else:
            self._timer.start()
        self.update()

    def _ask(self, minutes: int, first: bool) -> None:  # noqa: FBT001  a share is these two
        wanted = MinuteShare(minutes, first)
        if wanted != self._share or not self._planned:
            self.changed.emit(wanted)

    def _held(self, minutes: int) -> int:
        return min(max(0, minutes), self._whole)

    def _drag_to(self, event: QMouseEvent) -> None:
        part = round(self._whole * event.position().x() / max(1, self.width()) / STEP) * STEP
        minutes = self._held(part)
        self._dragged = minutes if self._share.first else self._whole - minutes
        self.update()

    def _parts(self) -> tuple[QRect, QRect]:
        """The bar of who comes first, and of who comes after."""
        teacher = min(self._with, self._whole) / self._whole
        share = teacher if self._share.first else 1 - teacher
        bar, gap = scaled(_BAR), scaled(_GAP)
        top = self.height() - bar - 2
        inside = self.width() - 4 - gap
        first = round(inside * share)
        before = QRect(2, top, first, bar)
        return before, QRect(2 + first + gap, top, inside - first, bar)

    def _paint_captions(self, painter: QPainter, before: QRect, after: QRect) -> None:
        font = step_font(Step.CAPTION)
        painter.setFont(font)
        painter.setPen(QColor(current_tokens().muted))
        words = [_("With teacher"), _("Self-work")]
        if not self._share.first:
            words.reverse()
        widths = [QFontMetrics(font).horizontalAdvance(word) for word in words]
        high = before.top() - 1
        start = min(max(after.left(), widths[0] + scaled(8)), self.width() - widths[1] - 2)
        painter.drawText(QRect(2, 0, widths[0], high), _LEFT, words[0])
        painter.drawText(QRect(start, 0, widths[1], high), _LEFT, words[1])

    def _paint_part(self, painter: QPainter, place: QRect, *, with_teacher: bool) -> None:
        if place.width() <= 1:
            return
        tokens = current_tokens()
        filled = with_teacher and self._planned
        painter.setBrush(QColor(tokens.accent if filled else tokens.base))
        pen = QPen(QColor(tokens.accent if filled else tokens.control), 1)
        if not self._planned:
            pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        minutes = self._with if with_teacher else self._whole - self._with
        minutes = max(0, minutes)
        words = ngettext("{n} min", "{n} min", minutes).format(n=minutes)
        font = step_font(Step.CAPTION, QFont.Weight.Bold)
        if QFontMetrics(font).horizontalAdvance(words) + 4 > place.width():
            words = str(minutes)
        painter.setFont(font)
        ink = tokens.on_accent if filled else tokens.text if self._planned else tokens.muted
        painter.setPen(QColor(ink))
        painter.drawText(place, _CENTRE, words)
