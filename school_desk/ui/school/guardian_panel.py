"""Guardians of the chosen pupil beside the class list: read, add, put right, take away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.i18n import _, say
from school_desk.intents import Scope
from school_desk.school.guardian_model import (
    RELATION_WORDS,
    Guardian,
    Guardianship,
    Relation,
)
from school_desk.school.model import ClassGroup, Pupil
from school_desk.ui.school.guardian_dialog import GuardianDialog
from school_desk.ui.school.school_screen import gate
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.labels import label
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.side_panel import SidePanel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

_RELATION = 96
_HEAD, _ROW, _MOST = 36, 38, 5
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class _Guardians(LineTable):
    """Enter corrects, Insert adds, Delete takes away."""

    pressed_key = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (*_TAKES, Qt.Key.Key_Insert, Qt.Key.Key_Delete)
        if event.key() in keys:
            self.pressed_key.emit(event.key())
        else:
            super().keyPressEvent(event)


class GuardianPanel(SidePanel):
    """`show_pupil` of the list beside it; `closed` as every side panel."""

    def __init__(self, at: WorkPlace, parent: QWidget | None = None) -> None:
        super().__init__(_("Guardians"), parent=parent)
        self._at = at
        self._desk = at.desk
        self._class: ClassGroup | None = None
        self._pupil: Pupil | None = None
        self.shown: tuple[Guardianship, ...] = ()
        self.model = RowsModel((N_("Relation"), N_("Name")), self)
        self.table = _Guardians(_("Guardians"))
        self.table.setModel(self.model)
        self.table.setColumnWidth(0, scaled(_RELATION))
        self.table.pressed_key.connect(self._on_key)
        self.table.doubleClicked.connect(self.correct)
        self.table.selectionModel().currentChanged.connect(lambda *_of: self._show_details())
        self.add_button = Button(_("Add a guardian"), icon="plus", key="Insert")
        self.add_button.clicked.connect(self.add)
        self._note = label(tone="muted", wrap=True)
        self._details = QWidget()
        self._lay_out()
        self.hide()

    def show_pupil(self, class_group: ClassGroup | None, pupil: Pupil | None) -> None:
        """Read another pupil's guardians, or say why one may not."""
        self._class, self._pupil = class_group, pupil
        self.subtitle.setText(pupil.name.full if pupil else "")
        chosen = self._current()
        self.shown = ()
        note = "" if pupil else _("Choose a pupil in the list.")
        if class_group is not None and pupil is not None:
            note = self._read(class_group, pupil)
        rows = self._rows()
        self.model.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.table.setFixedHeight(scaled(_HEAD + _ROW * min(len(rows), _MOST)))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if rows:
            self.table.selectRow(self.model.row_of(chosen.guardian.id if chosen else None))
        scope = Scope(class_group=class_group.id) if class_group else Scope()
        gate(self.add_button, self._desk.why_not("Write guardians", scope))
        self._show_details()

    @property
    def chosen(self) -> Guardianship | None:
        """The guardian one stands on, while the focus is here."""
        return self._current() if self.table.hasFocus() else None

    def take_focus(self) -> None:
        """Into the list, or on the button that begins it."""
        target = self.table if self.shown else self.add_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """Ask for another guardian."""
        if self._class is None or self._pupil is None or not self._may():
            return
        service, where = self._desk.guardians, (self._class.id, self._pupil.id)
        there = {one.guardian.id for one in self.shown}
        known = [one for one in service.known(self._class.id) if one.id not in there]

        def write(guardian: Guardian, relation: Relation, main: bool) -> object:  # noqa: FBT001
            return service.add(*where, guardian, relation, main=main)

        self._ask(GuardianDialog(write, known=known, parent=self.window()))

    def correct(self) -> None:
        """Ask how the chosen guardian is really written."""
        one = self._current()
        if self._class is None or self._pupil is None or one is None or not self._may():
            return
        service, where = self._desk.guardians, (self._class.id, self._pupil.id)

        def write(guardian: Guardian, relation: Relation, main: bool) -> None:  # noqa: FBT001
            service.correct(*where, guardian, relation, main=main)

        self._ask(GuardianDialog(write, one, parent=self.window()))

    def release(self) -> None:
        """The chosen one is no guardian of this pupil any more; Ctrl+Z takes it back."""
        one = self._current()
        if self._class is None or self._pupil is None or one is None:
            return
        try:
            main = self._desk.guardians.release(self._class.id, self._pupil.id, one.guardian.id)
        except DeskError as refusal:
            self._at.messages.refuse(refusal)
            return
        self._at.messages.say(_taken_off(one, main))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.add()
        else:
            super().keyPressEvent(event)

    def _read(self, class_group: ClassGroup, pupil: Pupil) -> str:
        try:
            self.shown = self._desk.guardians.of_pupil(class_group.id, pupil.id)
        except DeskError as refusal:
            return say(refusal)
        return "" if self.shown else _("No guardian is written down yet.")

    def _rows(self) -> list[Row]:
        return [
            Row(one.guardian.id, (_(RELATION_WORDS[one.relation]), one.guardian.name.full))
            for one in self.shown
        ]

    def _may(self) -> bool:
        scope = Scope(class_group=self._class.id) if self._class else Scope()
        refusal = self._desk.why_not("Write guardians", scope)
        if refusal is not None:
            self._at.messages.refuse(refusal)
        return refusal is None

    def _ask(self, dialog: GuardianDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self.take_focus()

    def _current(self) -> Guardianship | None:
        row = self.table.currentIndex().row()
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def _on_key(self, key: int) -> None:
        if key == Qt.Key.Key_Insert:
            self.add()
        elif key == Qt.Key.Key_Delete:
            self.release()
        else:
            self.correct()

    def _lay_out(self) -> None:
        self.body.addWidget(self._note)
        self.body.addWidget(self.table)
        self.body.addWidget(self._details)
        self.body.addWidget(self.add_button)

    def _show_details(self) -> None:
        self.body.removeWidget(self._details)
        self._details.hide()
        self._details.deleteLater()
        one = self._current()
        self._details = _card(_facts(one)) if one else QWidget()
        self._details.setVisible(one is not None)
        self.body.insertWidget(2, self._details)


def _taken_off(one: Guardianship, main: Guardian | None) -> str:
    """Who was taken off, and who is called first instead."""
    name = one.guardian.name.listed
    if one.main and main is not None:
        text = _("{name} was taken off, {other} is called first now. Ctrl+Z takes it back.")
        return text.format(name=name, other=main.name.listed)
    return _("{name} was taken off. Ctrl+Z takes it back.").format(name=name)


def _facts(one: Guardianship) -> Sequence[tuple[str, str]]:
    guardian = one.guardian
    called = _("yes") if one.main else ""
    facts = (
        (_("Phone"), guardian.phone),
        (_("Called first"), called),
        (_("Home address"), guardian.address),
        (_("Workplace"), guardian.workplace),
        (_("Position"), guardian.position),
        (_("E-mail"), guardian.email),
    )
    return tuple(fact for fact in facts if fact[1])


def _card(facts: Sequence[tuple[str, str]]) -> QWidget:
    card = QFrame()
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for caption, text in facts:
        column.addWidget(label(caption, step="caption", tone="muted", weight="medium"))
        shown = label(text, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(shown)
        column.addSpacing(scaled(4))
    return card
