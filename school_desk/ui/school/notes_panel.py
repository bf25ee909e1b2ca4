"""Sealed notes on the chosen pupil beside the class list: read, add, put right, take away."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import NOTHING, date_short, short_name
from school_desk.i18n import _, say
from school_desk.inclusion.model import KIND_NAMES, Kept, NewNote, Note, Purpose
from school_desk.intents import Scope
from school_desk.school.model import Pupil
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.note_dialogs import NoteDialog, PurposeDialog
from school_desk.ui.school.school_screen import gate
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.side_panel import SidePanel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

TITLES: Mapping[Kept, str] = {
    Kept.SUPPORT: N_("Support notes"),
    Kept.HEALTH: N_("Health notes"),
    Kept.OWN: N_("Own notes"),
}
FOR_WHOM: Mapping[Kept, str] = {
    Kept.SUPPORT: N_("Sealed: support specialists, deputies and the head read them."),
    Kept.HEALTH: N_("Sealed: only the nurse reads them."),
    Kept.OWN: N_("Sealed: only you read them."),
}
SEE: Mapping[Kept, str] = {
    Kept.SUPPORT: "See support notes",
    Kept.HEALTH: "See health notes",
    Kept.OWN: "See own notes",
}
WRITE: Mapping[Kept, str] = {
    Kept.SUPPORT: "Write support note",
    Kept.HEALTH: "Write health note",
    Kept.OWN: "Write own note",
}
_DAY, _HEAD, _ROW, _MOST = 92, 36, 38, 6
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class _Writes(Protocol):
    """What the three services of notes have in common."""

    def add(self, pupil: int, new: NewNote) -> int: ...
    def correct(self, note: int, new: NewNote) -> None: ...
    def delete(self, note: int) -> None: ...


class _Notes(LineTable):
    """Enter corrects, Insert adds, Delete takes away."""

    pressed_key = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_TAKES, Qt.Key.Key_Insert, Qt.Key.Key_Delete):
            self.pressed_key.emit(event.key())
        else:
            super().keyPressEvent(event)


class NotesPanel(SidePanel):
    """`open_notes` on one pupil; nothing of them is held when it is closed."""

    def __init__(self, at: WorkPlace, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._at = at
        self._desk = at.desk
        self.kept = Kept.OWN
        self.pupil: Pupil | None = None
        self._purpose: Purpose | None = None
        self.shown: tuple[Note, ...] = ()
        self.model = RowsModel((N_("Date"), N_("Kind")), self)
        self.table = _Notes(_("Notes"))
        self.table.setModel(self.model)
        self.table.setColumnWidth(0, scaled(_DAY))
        self.table.pressed_key.connect(self._on_key)
        self.table.doubleClicked.connect(self.correct)
        self.table.selectionModel().currentChanged.connect(lambda *_of: self._show_words())
        self.add_button = Button(_("Add a note"), icon="plus", key="Insert")
        self.add_button.clicked.connect(self.add)
        self._told = label(tone="muted", wrap=True)
        self._by = label(step="caption", tone="muted", weight="medium", wrap=True)
        self.words = label(wrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for widget in (self._told, self.table, self.add_button, self._by, self.words):
            self.body.addWidget(widget)
        self.body.addStretch(1)  # else words that wrap take the room that is left
        self.hide()

    def open_notes(self, kept: Kept, pupil: Pupil, purpose: Purpose | None) -> None:
        """Show the notes of one kind on a pupil; restricted ones for the purpose that was said."""
        self.kept, self.pupil, self._purpose = kept, pupil, purpose
        self.title.setText(_(TITLES[kept]))
        self.setAccessibleName(_(TITLES[kept]))
        self.subtitle.setText(pupil.name.full)
        self.show()
        self.reload()
        self.take_focus()

    def forget(self) -> None:
        """Close, and let go of every word."""
        self.pupil, self.shown = None, ()
        self.model.show_rows(())
        self._by.clear()
        self.words.clear()
        self.hide()

    def reload(self) -> None:
        """Read again; the place in the list stays."""
        if self.pupil is None:
            return
        chosen = self._current()
        told = self._read(self.pupil)
        rows = [_row(one) for one in self.shown]
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.table.setFixedHeight(scaled(_HEAD + _ROW * min(len(rows), _MOST)))
        if rows:
            self.table.selectRow(self.model.row_of(chosen.id if chosen else None))
        self._told.setText(told)
        gate(self.add_button, self._desk.why_not(WRITE[self.kept], self._scope()))
        self._show_words()

    def take_focus(self) -> None:
        """Into the list, or on the button that begins it."""
        target = self.table if self.shown else self.add_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """Ask for another note."""
        pupil = self.pupil
        if pupil is not None and self._may():
            self._ask(lambda new: self._service().add(pupil.id, new), None)

    def correct(self) -> None:
        """Ask for other words of the chosen note."""
        one = self._current()
        if one is not None and one.said is not None and self._may():
            self._ask(lambda new: self._service().correct(one.id, new), one.said)

    def delete(self) -> None:
        """Take the chosen note away; Ctrl+Z brings it back."""
        one = self._current()
        if one is None or not self._may():
            return
        try:
            self._service().delete(one.id)
        except DeskError as refusal:
            self._at.messages.refuse(refusal)
            return
        self._at.messages.say(_("The note is deleted. Ctrl+Z brings it back."))

    def print_notes(self) -> None:
        """A paper of what is shown; a copy is another use, so what for is asked again."""
        pupil, kept = self.pupil, self.kept
        if pupil is None:
            return
        purpose = None
        if kept is not Kept.OWN:
            question = _("What are the notes on {name} printed for?").format(name=pupil.name.listed)
            purpose = PurposeDialog.ask(question, self.window(), verb=_("Go on"))
            if purpose is None:
                self.take_focus()
                return
        papers = self._desk.note_papers

        def write(wish: Wish, out: Path) -> object:
            return papers.notes(kept, pupil, purpose, wish.language, wish.fmt, out)

        sentence = _("On the paper stands for whom it was printed. Keep it under lock.")
        asked = Question((Paper("notes", write),), _("Print the notes?"), sentence)
        print_paper(self._at, asked, self.window())
        self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.add()
        else:
            super().keyPressEvent(event)

    def _read(self, pupil: Pupil) -> str:
        self.shown = ()
        try:
            if self.kept is Kept.OWN:
                self.shown = self._desk.own_notes.of_pupil(pupil.id)
            elif self._purpose is not None:
                support = self.kept is Kept.SUPPORT
                service = self._desk.support_notes if support else self._desk.health_notes
                self.shown = service.of_pupil(pupil.id, self._purpose)
        except DeskError as refusal:
            return say(refusal)
        said, nothing = _(FOR_WHOM[self.kept]), _("No note is written yet.")
        return said if self.shown else f"{said} {nothing}"

    def _service(self) -> _Writes:
        desk = self._desk
        match self.kept:
            case Kept.SUPPORT:
                return desk.support_notes
            case Kept.HEALTH:
                return desk.health_notes
            case Kept.OWN:
                return desk.own_notes

    def _scope(self) -> Scope:
        return Scope(account=self._desk.account.id) if self.kept is Kept.OWN else Scope()

    def _may(self) -> bool:
        refusal = self._desk.why_not(WRITE[self.kept], self._scope())
        if refusal is not None:
            self._at.messages.refuse(refusal)
        return refusal is None

    def _ask(self, write: Callable[[NewNote], object], shown: NewNote | None) -> None:
        dialog = NoteDialog(write, self.kept, self._desk.today(), shown, self.window())
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def _current(self) -> Note | None:
        row = self.table.currentIndex().row()
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def _on_key(self, key: int) -> None:
        if key == Qt.Key.Key_Insert:
            self.add()
        elif key == Qt.Key.Key_Delete:
            self.delete()
        else:
            self.correct()

    def _show_words(self) -> None:
        one = self._current()
        people = self._desk.access.people() if one else {}
        name = people.get(one.author or 0) if one else None
        mine = one is None or one.author == self._desk.account.id or name is None
        self._by.setText("" if mine or name is None else short_name(name))
        self._by.setVisible(not mine)
        self.words.setText("\n\n".join(_words(one)) if one else "")


def _row(one: Note) -> Row:
    if one.said is None:
        return Row(one.id, (NOTHING, _("closed to your keys")))
    return Row(one.id, (date_short(one.said.day), _(KIND_NAMES[one.said.kind])))


def _words(one: Note) -> Sequence[str]:
    if one.said is None:
        return (
            _(
                "This note was sealed before your account had the key. The head opens it for you "
                "with the recovery sheet (People who sign in)."
            ),
        )
    beside = (
        _("Written at the same time elsewhere: {text}").format(text=o.text) for o in one.beside
    )
    return (one.said.text, *beside)
