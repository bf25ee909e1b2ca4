"""The way of an order in steps: what is done, where one stands, by when the next is due."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.ui.icons.icons import pixmap
from school_desk.ui.theme.fonts import Step as FontStep
from school_desk.ui.theme.fonts import scaled, step_font
from school_desk.ui.theme.palette import current_tokens
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label, rule

_SIDE = 20
_SIGN = 12


@dataclass(frozen=True, slots=True)
class OrderStep:
    """One step: its words, what stands under them, whether it is done or the one to do."""

    words: str
    under: str = ""
    done: bool = False
    now: bool = False


class StepsBar(QFrame):
    """`show_steps` draws them from left to right; what is left of time stands at the end."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "strip")
        self.setAccessibleName(accessible_name)
        self.setMinimumHeight(scaled(46))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 16, 4)
        self._row.setSpacing(9)

    def show_steps(self, steps: Sequence[OrderStep], left: str = "") -> None:
        """Draw other steps from now on; `left` says how much time there is."""
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, one in enumerate(steps, 1):
            if number > 1:
                self._row.addWidget(_line())
            self._row.addWidget(_step(number, one))
        self._row.addStretch(1)
        if left:
            self._row.addWidget(IconLabel("clock", "warn"))
            self._row.addWidget(label(left, tone="warn", weight="bold"))


class _Sign(QWidget):
    """The number of a step in a ring; a tick on a disc when it is done."""

    def __init__(self, number: int, step: OrderStep) -> None:
        super().__init__()
        self._number, self._step = number, step
        self.setFixedSize(scaled(_SIDE), scaled(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        tokens, box = current_tokens(), self.rect().adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self._step.done or self._step.now
        painter.setPen(QPen(QColor(tokens.accent if strong else tokens.control), 1.5))
        painter.setBrush(QColor(tokens.accent if self._step.done else tokens.base))
        painter.drawEllipse(box)
        if self._step.done:
            side = scaled(_SIGN)
            tick = pixmap("check", "on_accent", self.devicePixelRatioF(), side)
            at = (self.width() - side) // 2
            painter.drawPixmap(at, at, tick)
            return
        painter.setPen(QColor(tokens.accent if strong else tokens.muted))
        painter.setFont(step_font(FontStep.CAPTION, QFont.Weight.Medium))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


def _step(number: int, one: OrderStep) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(_Sign(number, one))
    words = QVBoxLayout()
    words.setSpacing(0)
    strong = one.done or one.now
    words.addWidget(
        label(one.words, tone="text" if strong else "muted", weight="bold" if strong else "normal")
    )
    if one.under:
        words.addWidget(label(one.under, step="caption", tone="muted"))
    row.addLayout(words)
    return made


def _line() -> QWidget:
    made = rule()
    made.setFixedWidth(scaled(14))
    return made
