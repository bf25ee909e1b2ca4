"""A box for a few lines of text: Enter is done, Shift+Enter a new line, Tab goes on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from school_desk.ui.theme.fonts import scaled

_LINE = 20
_AROUND = 14
_MARGIN = 7
"""Words begin where those of a line to type in do."""


class TextBox(QPlainTextEdit):
    """`finished` on Enter."""

    finished = Signal()

    def __init__(self, text: str = "", *, lines: int = 3) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(scaled(_MARGIN))
        self.setFixedHeight(scaled(_LINE * lines + _AROUND))

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)
