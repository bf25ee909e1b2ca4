"""Before a list is chosen: drop it here, choose it, or begin with the template or the sample."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from school_desk.i18n import _
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label


class StartPage(QWidget):
    """`template_asked` with the language of its explanations."""

    file_asked = Signal()
    sample_asked = Signal()
    template_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._problem_line())
        column.addWidget(self._drop_card(), 1)
        column.addLayout(self._beginnings())

    def take_focus(self) -> None:
        """On the button that everyone comes for."""
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, sentence: str) -> None:
        """Say why the file was not read; an empty sentence takes it back."""
        self._sentence.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._problem.setAccessibleName(sentence)

    def _problem_line(self) -> QWidget:
        self._problem = QFrame()
        self._problem.setProperty("notice", "danger")
        row = QHBoxLayout(self._problem)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        self._sentence = label(wrap=True)
        row.addWidget(IconLabel("warn", "danger"))
        row.addWidget(self._sentence, 1)
        self._problem.hide()
        return self._problem

    def _drop_card(self) -> QWidget:
        card = QFrame()
        card.setProperty("panel", "card")
        column = QVBoxLayout(card)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(14)
        center = Qt.AlignmentFlag.AlignHCenter
        words = label(_("Drop a list from Excel here, or choose its file."), step="strong")
        column.addWidget(words, 0, center)
        quiet = _("Nothing is written until you have seen the list and accepted it.")
        column.addWidget(label(quiet, tone="muted"), 0, center)
        self._choose = Button(
            _("Choose the file"), icon="doc", key="Ctrl+O", role="primary", height=38
        )
        self._choose.clicked.connect(self.file_asked)
        column.addWidget(self._choose, 0, center)
        return card

    def _beginnings(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(label(_("No list yet? Save the template:"), tone="muted"))
        for language, words in (("kk", "Қазақша"), ("ru", "Русский")):
            button = Button(words, role="link")
            button.setAccessibleName(_("Save the template: {language}").format(language=words))
            button.clicked.connect(self._asks_template(language))
            row.addWidget(button)
        row.addStretch(1)
        sample = Button(_("Look at the sample"), role="link")
        sample.clicked.connect(self.sample_asked)
        row.addWidget(sample)
        return row

    def _asks_template(self, language: str) -> Callable[[], None]:
        return lambda: self.template_asked.emit(language)
