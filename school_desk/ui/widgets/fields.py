"""Fields one types in: a search line with its key, and a field under its caption."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label


class SearchField(QLineEdit):
    """A line with a lens before it and the key that leads to it at its end."""

    def __init__(self, text: str, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(text)
        self.setAccessibleName(text)
        self.setFixedHeight(scaled(30))
        self.setMinimumWidth(scaled(160))
        self._lens = IconLabel("search", "muted", self)
        self._key = label(key, step="caption", tone="muted")
        self._key.setParent(self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextMargins(scaled(22), 0, self._key.sizeHint().width() + 4, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lens.move(scaled(9), (self.height() - self._lens.height()) // 2)
        self._key.adjustSize()
        self._key.move(
            self.width() - self._key.width() - scaled(9), (self.height() - self._key.height()) // 2
        )


class Field(QWidget):
    """A caption, what is typed, and under it what is wrong with it."""

    def __init__(self, caption: str, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.setFocusProxy(editor)
        editor.setMinimumHeight(scaled(30))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._name = label(tone="muted", weight="medium", wrap=True)
        self._name.setBuddy(editor)
        self.show_caption(caption)
        column.addWidget(self._name)
        column.addWidget(editor)
        self._problem = QWidget()
        row = QHBoxLayout(self._problem)
        row.setContentsMargins(0, 0, 0, 0)
        self._sentence = label(tone="danger", wrap=True)
        row.addWidget(IconLabel("warn", "danger"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        column.addWidget(self._problem)
        self._problem.hide()

    def show_caption(self, caption: str) -> None:
        """What is typed here, in other words."""
        self._name.setText(caption)
        self.editor.setAccessibleName(caption)

    def show_problem(self, sentence: str) -> None:
        """Say under the field what is wrong with it; an empty sentence takes it back."""
        self._sentence.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        self.editor.setProperty("problem", bool(sentence))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
