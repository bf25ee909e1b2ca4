"""Beside a table of meals: its figures from above, the next step as a button at the foot."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from school_desk.ui.actions import action
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.page import scrolled

WIDTH = 300


class FiguresPanel(QFrame):
    """`pressed` when the next step is asked for; `name` is what a screen reader says."""

    pressed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self.setFixedWidth(scaled(WIDTH))
        self.setAccessibleName(name)
        inner = QWidget()
        self._figures = QVBoxLayout(inner)
        self._figures.setContentsMargins(17, 14, 16, 8)
        self._figures.setSpacing(10)
        self._figures.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.verb = Button("", role="primary", height=38, key=action("meal_step").key_text)
        self.verb.clicked.connect(self.pressed)
        self.under = label("", step="caption", tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(inner), 1)
        column.addLayout(self._foot())

    def show_figures(self, figures: Iterable[QWidget], verb: str, under: str) -> None:
        """Other figures and another next step from now on; no verb, no button."""
        self._clear()
        for one in figures:
            self._figures.addWidget(one)
        self.verb.set_words(verb)
        self.verb.setVisible(bool(verb))
        self.under.setText(under)
        self.under.setVisible(bool(under))

    def _clear(self) -> None:
        while self._figures.count():
            item = self._figures.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(17, 4, 16, 14)
        foot.addWidget(self.verb)
        foot.addWidget(self.under)
        return foot
