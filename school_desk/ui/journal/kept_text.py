"""A text that the program proposes and a person may rewrite: typed in place, kept, taken back."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import _
from school_desk.school.texts import as_paragraphs
from school_desk.ui.actions import action
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label

SAVE_AFTER_MS = 2000
_ROOM = 14
_HIGH = 2000
_UNDO = QKeySequence.StandardKey.Undo
_REDO = QKeySequence.StandardKey.Redo

Writer = Callable[[str], object]


class GrowingText(QPlainTextEdit):
    """A field as high as its lines; Tab leaves it, Ctrl+Z without typed words is the window's."""

    left = Signal()

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(5)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit)
        self.textChanged.connect(self._fit)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and not self._keeps(event):
            event.ignore()
            return False
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Not within the layout's own pass: it would not look at the new height again.
        self._later.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _keeps(self, event: QEvent) -> bool:
        """Whether undo or redo has something to do in the field itself."""
        matches = getattr(event, "matches", lambda _key: False)
        if matches(_UNDO):
            return self.document().isUndoAvailable()
        return not matches(_REDO) or self.document().isRedoAvailable()

    def set_hint(self, hint: str) -> None:
        """What is said while the field is empty; it is never cut."""
        self.setPlaceholderText(hint)
        self._fit()

    def _hint_lines(self) -> int:
        if self.toPlainText():
            return 0
        metrics = self.fontMetrics()
        room = QRect(0, 0, max(self.viewport().width() - scaled(_ROOM), 1), _HIGH)
        words = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.placeholderText())
        return -(-words.height() // metrics.lineSpacing())

    def _fit(self) -> None:
        lines = max(self._lines, round(self.document().size().height()), self._hint_lines())
        height = lines * self.fontMetrics().lineSpacing() + scaled(_ROOM)
        if height != self.height():
            self.setFixedHeight(height)
            self.viewport().update()


class KeptText(QWidget):
    """A heading, the text, and whether a person wrote it. Saved on leaving and two seconds later.

    What is written counts even when the data change; then a sentence says that they have.
    """

    refused = Signal(object)

    def __init__(self, caption: str, write: Writer, *, lines: int = 3, shown: bool = True) -> None:
        super().__init__()
        self._write = write
        self._kept = self._computed = ""
        self._unsaved = self._typing = False
        self.editor = GrowingText(lines)
        self.editor.setAccessibleName(caption)
        self.setFocusProxy(self.editor)
        self._state = label(tone="muted", step="caption", wrap=True)
        self._changed = IconLabel("warn", "warn")
        self._back = Button(_("Back to the computed text"), role="link", height=22)
        self._back.setToolTip(action("computed_text").key_text)
        self._back.clicked.connect(self.go_back)
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save_words)
        self.editor.left.connect(self.save)
        self.editor.textChanged.connect(self._on_typed)
        self._showing = False
        self._lay_out(caption if shown else "")

    @property
    def unsaved(self) -> bool:
        """Whether it holds words that the computer could not save."""
        return self._unsaved

    @property
    def written(self) -> bool:
        """Whether a person wrote what is shown."""
        return bool(self._kept)

    def show_text(self, kept: str, computed: str, *, changed: bool, hint: str = "") -> None:
        """Show what a person wrote, else what is computed; typed words are not overwritten."""
        self._kept, self._computed = kept, computed
        state = _state(changed=changed) if kept and computed else ""
        self._back.setVisible(bool(state))
        self._changed.setVisible(changed)
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self.editor.set_hint(hint)
        if not self._typing and self._typed() != as_paragraphs(kept or computed):
            self._put(kept or computed)

    def save(self) -> bool:
        """Write what was typed, if it differs; False when it was refused, and stays."""
        self._timer.stop()
        self._unsaved = False
        if not self._typing:
            return True
        typed = self._typed()
        wanted = "" if typed == as_paragraphs(self._computed) else typed
        self._typing = False
        if wanted == self._kept:
            self._put(self._kept or self._computed)
            return True
        try:
            self._write(wanted)
        except DeskError as error:
            self._typing = True
            self._unsaved = error.worth_repeating
            self.refused.emit(error)
            return False
        return True

    def go_back(self) -> None:
        """Let the computed text count again; undo brings the written one back."""
        self._put(self._computed)
        self._typing = True
        self.save()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_read_only(self, why: str) -> None:
        """Somebody who may read but not write."""
        self.editor.setReadOnly(True)
        self.editor.setToolTip(why)
        self._back.setEnabled(False)

    def _lay_out(self, caption: str) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if caption:
            name = label(caption, weight="medium")
            name.setBuddy(self.editor)
            row.addWidget(name)
            row.addSpacing(scaled(6))
        row.addWidget(self._changed)
        row.addWidget(self._state, 1)
        row.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.editor)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for widget in (self._changed, self._state, self._back):
            widget.hide()

    def _typed(self) -> str:
        return as_paragraphs(self.editor.toPlainText())

    def _put(self, text: str) -> None:
        """Show a text that nobody typed here; the place in an equal one stays."""
        if self.editor.toPlainText() != text:
            self._showing = True
            self.editor.setPlainText(text)
            self._showing = False

    def _on_typed(self) -> None:
        if not self._showing:
            self._typing = True
            self._timer.start()

    def _save_words(self) -> None:
        """Two seconds after the last key; an empty field may be the beginning of a new text."""
        if self._typed():
            self.save()


def _state(*, changed: bool) -> str:
    return _("Edited; the data have changed since") if changed else _("Edited")
