"""One quiet line above the work: what happened, one thing to do about it, and away with it."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button, IconButton
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label

Kind = Literal["quiet", "warn", "danger"]
_ROLES = {"quiet": "accent", "warn": "warn", "danger": "danger"}


class Notice(QFrame):
    """A sentence with an icon; `acted` when its word was pressed, `closed` when put away."""

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = "quiet",
        icon: str = "info",
        act: str = "",
        closable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("notice", kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, _ROLES[kind]))
        self._words = label(wrap=True)
        self.set_words(text)
        row.addWidget(self._words, 1)
        self.setMinimumHeight(scaled(38))
        if act:
            button = Button(act, role="link")
            button.clicked.connect(self.acted)
            row.addWidget(button)
        if closable:
            close = IconButton("close", _("Close"))
            close.clicked.connect(self._on_close)
            row.addWidget(close)

    def set_words(self, text: str) -> None:
        """Say another sentence."""
        self._words.setText(text)
        self.setAccessibleName(text)

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
