"""A dialog of fields: what is wrong is said in it, and it stays open until that is mended."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from school_desk.errors import DeskError
from school_desk.i18n import say
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.day_field import DayField
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.labels import label

T = TypeVar("T")
ROOM = 6
"""Fields share rows of so many parts."""

_WIDTH = 620
_FIELD = 30


class FormDialog(DeskDialog):
    """A subclass lays out fields with the methods below and writes them in `save`."""

    def __init__(
        self, question: str, verb: str, *, sentence: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(question, verb, sentence=sentence, parent=parent)
        self.setMinimumWidth(scaled(_WIDTH))
        held = QWidget()
        self._grid = QGridLayout(held)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(10)
        for part in range(ROOM):
            self._grid.setColumnStretch(part, 1)
        self._row, self._part = 0, 0
        self._first: QWidget | None = None
        self._days: list[DayField] = []
        self.problem = label(tone="danger", wrap=True)
        self.problem.hide()
        self.body.addWidget(held)
        self.body.addWidget(self.problem)

    def save(self) -> None:
        """Write what was typed, or raise."""
        raise NotImplementedError

    def put(
        self, field: QWidget, parts: int = 3, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop
    ) -> None:
        """The next field, so many parts of the row wide."""
        if self._part + parts > ROOM:
            self._row, self._part = self._row + 1, 0
        self._grid.addWidget(field, self._row, self._part, 1, parts, side)
        self._part += parts
        if self._first is None:
            self._first = field
            held = self.body.itemAt(0)
            widget = held.widget() if held is not None else None
            if widget is not None:
                widget.setFocusProxy(field)

    def line(self, caption: str, text: str = "", parts: int = 3) -> QLineEdit:
        """A line to type in."""
        made = QLineEdit(text)
        self.put(Field(caption, made), parts)
        return made

    def tick(self, words: str, parts: int = 3, *, ticked: bool = False) -> QCheckBox:
        """Yes or no, on the line of the fields beside it."""
        made = QCheckBox(words)
        made.setChecked(ticked)
        made.setMinimumHeight(scaled(_FIELD))
        self.put(made, parts, Qt.AlignmentFlag.AlignBottom)
        return made

    def day(self, caption: str, day: date | None = None, parts: int = 3) -> DayField:
        """A day to type in."""
        made = DayField(caption, day)
        self._days.append(made)
        self.put(made, parts)
        return made

    def choice(
        self, caption: str, words: Mapping[T, str], chosen: T | None = None, parts: int = 3
    ) -> QComboBox:
        """One of several words."""
        made = QComboBox()
        for value, text in words.items():
            made.addItem(text, value)
        made.setCurrentIndex(next((n for n, one in enumerate(words) if one == chosen), 0))
        self.put(Field(caption, made), parts)
        return made

    def accept(self) -> None:
        """Write, or say what is wrong."""
        wrong = [field for field in self._days if not field.valid()]
        if wrong:
            return
        try:
            self.save()
        except DeskError as refusal:
            self.problem.setText(say(refusal))
            self.problem.show()
            return
        super().accept()
