"""A list without lines: one sentence of what would be here, one button, no drawing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label


class EmptyState(QWidget):
    """`acted` when its only button was pressed."""

    acted = Signal()

    def __init__(
        self, text: str, *, act: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addStretch(1)
        self._sentence = label(text, tone="muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._sentence)
        if act:
            button = Button(act, key=key, height=32)
            button.clicked.connect(self.acted)
            self.setFocusProxy(button)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def show_sentence(self, text: str) -> None:
        """Say something else."""
        self._sentence.setText(text)
