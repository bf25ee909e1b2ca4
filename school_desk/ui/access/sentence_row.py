"""One sentence with its sign inside a card: what was refused, or what is going on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from school_desk.ui.messages import announce
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import Tone, label, set_tone


class SentenceRow(QWidget):
    """Hidden while there is nothing to say; what it says is also read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("warn", "danger")
        self._sentence = label(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(6))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._sentence.text()

    def say(self, sentence: str, tone: Tone = "danger") -> None:
        """Say this from now on; an empty sentence takes it back."""
        changed = sentence != self.sentence
        self._sentence.setText(sentence)
        set_tone(self._sentence, tone)
        self._icon.setVisible(tone == "danger")
        self.setVisible(bool(sentence))
        if sentence and changed:
            announce(self, sentence, urgent=tone == "danger")
