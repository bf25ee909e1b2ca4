"""Before a timetable is made: how long FET may look, what stays, what stands in the way; files."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.i18n import _
from school_desk.school.fet_model import Options
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.card import Card
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label, set_tone
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable

TIMES = (
    (20, N_("20 seconds")),
    (60, N_("1 minute")),
    (300, N_("5 minutes")),
    (1800, N_("half an hour")),
)
USUAL = 1
_FIRST = 110


class FetStart(QWidget):
    """Signals ask for files; `changed` when another order is meant."""

    changed = Signal()
    fet_asked = Signal()
    excel_asked = Signal()
    fet_wanted = Signal()
    excel_wanted = Signal()

    def __init__(self, *, has_fet: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.has_fet = has_fet
        self.time = QComboBox()
        for seconds, words in TIMES:
            self.time.addItem(_(words), seconds)
        self.time.setCurrentIndex(USUAL)
        self.keep = QCheckBox(_("Lessons that are there stay; only what lacks is placed"))
        self.keep.toggled.connect(lambda _on: self.changed.emit())
        self._sentence = label(wrap=True)
        self.model = RowsModel(("", N_("Before FET is asked")), self)
        self.table = LineTable(_("Before FET is asked"))
        self._lay_out()
        self.show_problem("")

    def options(self) -> Options:
        """What the order is made with."""
        return Options(keep=self.keep.isChecked())

    def seconds(self) -> int:
        """How long FET may look."""
        return int(self.time.currentData())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """What stands in the way, and what is worth knowing."""
        self.model.show_rows(rows)
        self._card.setVisible(bool(rows))

    def show_problem(self, sentence: str) -> None:
        """Why nothing was made or read; empty: nothing is wrong."""
        set_tone(self._sentence, "danger")
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def show_done(self, sentence: str) -> None:
        """What was written."""
        set_tone(self._sentence, "muted")
        self._sentence.setText(sentence)
        self._sentence.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        words = _(
            "FET places the hours of the curriculum: every class in its shift, nobody in two "
            "places, combined classes in one hour, no empty hours between lessons."
        )
        column.addWidget(label(words, tone="muted", wrap=True))
        if not self.has_fet:
            missing = _(
                "FET is not on this computer. Install the package fet, or write the .fet file, "
                "open it in FET on another computer and take its result here."
            )
            column.addWidget(label(missing, tone="danger", wrap=True))
        column.addWidget(Field(_("How long it may look"), self.time))
        column.addWidget(self.keep)
        column.addWidget(self._sentence)
        column.addWidget(self._problems(), 1)
        column.addStretch(0)
        column.addLayout(self._files())

    def _problems(self) -> QWidget:
        self.table.setModel(self.model)
        self.table.setColumnWidth(0, scaled(_FIRST))
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._card = Card()
        self._card.body.setContentsMargins(1, 1, 1, 1)
        self._card.body.addWidget(self.table)
        return self._card

    def _files(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for words, signal in (
            (_("Write the .fet file"), self.fet_wanted),
            (_("Take a result of FET"), self.fet_asked),
            (_("Take from Excel"), self.excel_asked),
            (_("Save as Excel"), self.excel_wanted),
        ):
            button = Button(words, role="link")
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        return row
