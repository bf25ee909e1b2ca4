"""Dialogs of sealed notes: why one looks, and one note with its day, kind and words."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from school_desk.i18n import _
from school_desk.inclusion.model import KIND_NAMES, KINDS, Kept, NewNote, NoteKind, Purpose
from school_desk.ui.journal.text_box import TextBox
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.choice_list import ChoiceList
from school_desk.ui.widgets.dialog import DeskDialog
from school_desk.ui.widgets.fields import Field
from school_desk.ui.widgets.form_dialog import ROOM, FormDialog

_ROW = 31


class PurposeDialog(DeskDialog):
    """`ask` returns why somebody looks, or None who leaves it; a digit chooses, Enter opens."""

    def __init__(self, question: str, parent: QWidget | None = None, verb: str = "") -> None:
        super().__init__(
            question,
            verb or _("Open"),
            sentence=_(
                "These notes are sealed. Who opens them, when and what for stands in the log of "
                "looks, which the head reads."
            ),
            parent=parent,
        )
        self.purposes = tuple(Purpose)
        self.list = ChoiceList(_("What for?"))
        for number, one in enumerate(self.purposes, 1):
            self.list.addItem(QListWidgetItem(f"{number}   {_(one.value)}"))
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(scaled(_ROW) * len(self.purposes))
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.body.addWidget(self.list)

    @classmethod
    def ask(cls, question: str, parent: QWidget | None = None, verb: str = "") -> Purpose | None:
        """Ask before anything is shown."""
        dialog = cls(question, parent, verb)
        said = dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        return chosen if said else None

    @property
    def chosen(self) -> Purpose:
        """What stands chosen."""
        return self.purposes[max(0, self.list.currentRow())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self.purposes):
            self.list.setCurrentRow(number)
        else:
            super().keyPressEvent(event)


class NoteDialog(FormDialog):
    """`write` is handed the note as typed; Enter in the words writes, Shift+Enter is a new line."""

    def __init__(
        self,
        write: Callable[[NewNote], object],
        kept: Kept,
        today: date,
        shown: NewNote | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("Correct the note") if shown else _("New note"), _("Write"), parent=parent
        )
        self._write = write
        self._today = today
        chosen = shown.kind if shown else KINDS[kept][0]
        self.date = self.day(_("Date"), shown.day if shown else today)
        words = {one: _(KIND_NAMES[one]) for one in KINDS[kept]}
        self.kind = self.choice(_("Kind"), words, chosen)
        self.text = TextBox(shown.text if shown else "", lines=8)
        self.text.finished.connect(self.accept)
        self.put(Field(_("What is noted"), self.text), ROOM)

    def save(self) -> None:
        """Hand over what was typed."""
        kind = NoteKind(self.kind.currentData())
        self._write(NewNote(self.date.day() or self._today, kind, self.text.text()))
