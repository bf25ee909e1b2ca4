"""The field that opens over a cell: Enter takes it, Esc leaves the cell as it was."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from school_desk.ui.theme.fonts import scaled

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Tab: "right", Qt.Key.Key_Backtab: "left"}
_LINES = 2


class CellEditor(QPlainTextEdit):
    """`taken` with where to go next ("down", "right", "left", ""); `dropped` on Esc."""

    taken = Signal(str)
    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.several_lines = False
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(3)
        self._box = QRect()
        self.textChanged.connect(self._grow)
        self.hide()

    def open(self, box: QRect, text: str, name: str, *, whole: bool) -> None:
        """Stand over a cell with a text; `whole` selects it, so that typing replaces it."""
        self._box = box
        self.setAccessibleName(name)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        if whole:
            self.selectAll()
        self._grow()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.key() in _ENTER and not (shifted and self.several_lines):
            self.taken.emit("down")
        elif event.key() in _STEPS:
            self.taken.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever clicks elsewhere means what was typed."""
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.taken.emit("")

    def _grow(self) -> None:
        """As high as the words need, within the table."""
        parent = self.parentWidget()
        if parent is None or self._box.isEmpty():
            return
        line = self.fontMetrics().lineSpacing()
        width = max(1, self._box.width() - scaled(14))
        flags = Qt.TextFlag.TextWrapAnywhere | Qt.TextFlag.TextWordWrap
        words = self.toPlainText() or " "
        lines = self.fontMetrics().boundingRect(0, 0, width, 10_000, flags, words)
        high = max(self._box.height(), lines.height() + line // 2 + scaled(8))
        high = min(high, parent.height())
        top = max(0, min(self._box.top(), parent.height() - high))
        self.setGeometry(self._box.left(), top, self._box.width(), high)
