"""The frame of the few dialogs: one question, a verb on the button, Esc leaves all unchanged."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label

_WIDTH = 440


class DeskDialog(QDialog):
    """Put fields into `body`; a subclass offers `ask(...)` that returns a value or None.

    Enter presses the verb unless `safe_verb` is False: then it stays with the way out.
    """

    def __init__(
        self,
        question: str,
        verb: str,
        *,
        sentence: str = "",
        safe_verb: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(question)
        self.setMinimumWidth(scaled(_WIDTH))
        self.verb = Button(verb, key="Enter" if safe_verb else "", role="primary", height=32)
        self.verb.clicked.connect(self.accept)
        self.way_out = Button(_("Leave unchanged"), key="Esc", height=32)
        self.way_out.clicked.connect(self.reject)
        (self.verb if safe_verb else self.way_out).setDefault(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._lay_out(question, sentence)

    def showEvent(self, event: QShowEvent) -> None:
        layout = self.layout()
        if layout is not None and not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            width = max(self.sizeHint().width(), self.minimumWidth())
            self.resize(width, layout.totalHeightForWidth(width))
        super().showEvent(event)
        first = self.body.itemAt(0)
        widget = first.widget() if first is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Grow for a sentence that appears; Qt gives a window no room for words that wrap."""
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            QTimer.singleShot(0, self, self._grow)
        return super().event(event)

    def _grow(self) -> None:
        layout = self.layout()
        wanted = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if wanted > self.height():
            self.resize(self.width(), wanted)

    def _lay_out(self, question: str, sentence: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(label(question, step="title", wrap=True))
        if sentence:
            column.addWidget(label(sentence, tone="muted", wrap=True))
        column.addLayout(self.body)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.way_out)
        buttons.addWidget(self.verb)
        column.addLayout(buttons)
