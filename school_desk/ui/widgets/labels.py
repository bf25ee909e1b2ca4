"""Words on the page: a label with its step and tone, and a name that may be cut short."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

StepName = Literal["caption", "body", "strong", "title", "greeting", "figure"]
Tone = Literal["text", "muted", "accent", "on_accent", "warn", "danger"]
Weight = Literal["normal", "medium", "bold"]


def label(
    text: str = "",
    *,
    step: StepName = "body",
    tone: Tone = "text",
    weight: Weight = "normal",
    wrap: bool = False,
) -> QLabel:
    """A plain label; the sheet dresses it by these properties. Long words wrap, they never end."""
    made = QLabel(text)
    _dress(made, step, tone, weight)
    made.setWordWrap(wrap)
    return made


def set_tone(shown: QLabel, tone: Tone) -> None:
    """Change the tone of a label that is already on the page."""
    shown.setProperty("tone", tone)
    shown.style().unpolish(shown)
    shown.style().polish(shown)


class NameLabel(QLabel):
    """The name of a person or a class: cut with "…" where narrow, whole in the tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        step: StepName = "body",
        tone: Tone = "text",
        weight: Weight = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        _dress(self, step, tone, weight)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        self.style().drawItemText(
            painter,
            self.rect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )


def rule(*, soft: bool = False, vertical: bool = False) -> QFrame:
    """A hairline between blocks."""
    line = QFrame()
    line.setProperty("rule", "soft" if soft else "line")
    if vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line


def _dress(shown: QLabel, step: StepName, tone: Tone, weight: Weight) -> None:
    shown.setProperty("step", step)
    shown.setProperty("tone", tone)
    shown.setProperty("weight", weight)
