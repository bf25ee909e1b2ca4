"""Pupils: class groups at the left, the class list at the right; add, correct, find, import."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import class_words, date_short, short_name
from school_desk.i18n import _, ngettext, say
from school_desk.inclusion.model import Kept
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.model import ClassGroup, Member, NewPupil
from school_desk.school.movement_model import KIND_WORDS, MovementKind
from school_desk.ui.actions import Handler, action
from school_desk.ui.school.class_list import ClassLine, ClassList
from school_desk.ui.school.guardian_panel import GuardianPanel
from school_desk.ui.school.import_dialog import ImportDialog
from school_desk.ui.school.join_dialog import JoinDialog
from school_desk.ui.school.movement_dialog import MovementDialog, TypedMovement
from school_desk.ui.school.note_dialogs import PurposeDialog
from school_desk.ui.school.notes_panel import SEE, TITLES, NotesPanel
from school_desk.ui.school.pupil_card import PupilCardPanel
from school_desk.ui.school.pupil_data_print import export_pupils, print_pupil_data
from school_desk.ui.school.pupil_form import PupilForm, TypedPupil
from school_desk.ui.school.pupils_model import (
    BIRTH,
    CLASS,
    NAME,
    NUMBER,
    SINCE,
    UNTIL,
    ListedPupil,
    PupilsModel,
)
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.day_field import DigitLine
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import rule
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.widgets.typed_time import parse_day
from school_desk.ui.work_place import WorkPlace

PLACE = "pupils"
ACTS = {
    "movement": "Move pupil",
    "arrival": "Enrol pupil",
    "movements": "Print movements",
    "subgroups": "See subgroups",
    "join_pupils": "Join pupils",
}
SHORT = {
    "movement": N_("Move, leave, return"),
    "arrival": N_("Arrival"),
    "movements": N_("Movements"),
    "subgroups": N_("Subgroups"),
    "join_pupils": N_("Join"),
}
_WIDTHS = {"number": 44, "name": 340, "class": 90, "birth": 130}


class PupilsScreen(SchoolScreen):
    """`Place("pupils", (class group, pupil))`; both may be missing."""

    tables = frozenset(
        (
            *("pupil", "membership", "personal_file", "class_group", "guardian"),
            *("guardianship", "movement", "support_note", "health_note", "own_note"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self._classes: Mapping[int, ClassGroup] = {}
        self.classes = ClassList(_("Classes"))
        self.model = PupilsModel(self)
        self.table = LineTable(_("Class list"))
        self.table.setModel(self.model)
        self.table.activated.connect(self._on_activated)
        self.form = PupilForm()
        self.form.written.connect(self._on_written)
        self.form.closed.connect(self._close_form)
        self.card = PupilCardPanel()
        self.card.closed.connect(self._close_card)
        self.card.path_asked.connect(self._open_path)
        self.day = DigitLine()
        self.day.editingFinished.connect(lambda: self._show_list(self._current_id()))
        self.field = SearchField(action("find_pupil").title, key=action("find_pupil").key_text)
        self.field.textChanged.connect(self._on_typed)
        self.guardians = GuardianPanel(at)
        self.guardians.closed.connect(self._close_guardians)
        self.notes = NotesPanel(at)
        self.notes.closed.connect(self._close_notes)
        self._head = PageHead(_("Pupils"))
        self._empty = QWidget()
        self._lay_out()
        group, pupil = (*place.facts, None, None)[:2]
        self.reload()
        self.classes.go_to(group if isinstance(group, int) else None)
        self.classes.chosen.connect(self._on_chosen)
        self._show_list(pupil if isinstance(pupil, int) else None)
        self.table.selectionModel().currentChanged.connect(lambda *_of: self._on_moved())

    def title(self) -> str:
        return _("Pupils")

    def place(self) -> Place:
        one = self._current()
        return Place(PLACE, (self.classes.current(), one.pupil.id if one else None))

    def row_place(self) -> RowPlace | None:
        one, guardian = self._current(), self.guardians.chosen
        if guardian is not None:
            return RowPlace("guardian", guardian.guardian.id, name=guardian.guardian.name.full)
        return RowPlace("pupil", one.pupil.id, name=one.pupil.name.full) if one else None

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {
            "import_pupils": self.ask_import,
            "template": self._ask_template,
            "add": self._add,
            "edit": self._edit,
            "find_pupil": self.field.setFocus,
            "guardians": self._open_guardians,
            "support_notes": lambda: self._open_notes(Kept.SUPPORT),
            "health_notes": lambda: self._open_notes(Kept.HEALTH),
            "own_notes": lambda: self._open_notes(Kept.OWN),
            "export": self._export,
            "past_marks": self._open_past_marks,
            "path": self._open_path,
            "print": self._print,
            "movement": self._ask_movement,
            "arrival": self._ask_arrival,
            "list_day": self.day.setFocus,
            "movements": lambda: self._go("movements"),
            "subgroups": lambda: self._go("subgroups"),
            "join_pupils": self._ask_join,
        }
        if self.card.isVisible():
            own["leave"] = self._close_card
        elif self.form.isVisible():
            own["leave"] = self._close_form
        elif self.notes.isVisible():
            own["leave"] = self._close_notes
        elif self.field.text():
            own["leave"] = self._stop_finding
        elif self.guardians.isVisible():
            own["leave"] = self._close_guardians
        return own

    def hints(self) -> Sequence[str]:
        return ("movement", "add", "find_pupil")

    def regions(self) -> Sequence[QWidget]:
        panel = tuple(one for one in (self.guardians, self.notes) if one.isVisible())
        return (self.classes, self._head, self.table, *panel)

    def take_focus(self) -> None:
        target = self.table if self.model.rowCount() else self.classes
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self.classes.set_narrow(narrow=room is Room.COMPACT)
        self._import.setVisible(room is Room.FULL)
        for button in self._acts.findChildren(Button):
            button.show_key(shown=room is not Room.COMPACT)

    def reload(self) -> None:
        """Read class groups and the list shown again; the place in it stays."""
        one = self._current()
        found = self._desk.school.class_groups()
        self._classes = {group.id: group for group in found}
        self.classes.show_lines([self._line(group) for group in found])
        self._show_list(one.pupil.id if one else None)
        self.notes.reload()

    def ask_import(self) -> None:
        """Take pupils from a spreadsheet."""
        if self.allowed("Import pupils"):
            ImportDialog.ask(self._at, self.window())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.field.hasFocus() and down:
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        told = action("import_pupils")
        self._import = Button(_("Take the list from Excel"), icon="list", key=told.key_text)
        self._import.clicked.connect(self.ask_import)
        told = action("add")
        self._add_button = Button(_("Add pupil"), icon="plus", key=told.key_text)
        self._add_button.clicked.connect(self._add)
        for widget in (self.field, self._import, self._add_button):
            self._head.add_action(widget)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._strip())
        right.addWidget(self.form)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._pages, 1)
        beside.addWidget(self.card)
        beside.addWidget(self.guardians)
        beside.addWidget(self.notes)
        right.addLayout(beside, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.classes)
        below.addWidget(rule(vertical=True))
        below.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(below, 1)

    def _line(self, group: ClassGroup) -> ClassLine:
        refusal = self._desk.why_not("See class list", Scope(class_group=group.id))
        if refusal is not None:
            return ClassLine(group.id, class_words(group.label), refusal=say(refusal))
        count = _count(len(self._listed(group.id)))
        return ClassLine(group.id, class_words(group.label), count)

    # What is shown

    def _show_list(self, pupil: int | None) -> None:
        """The class group that is current, or what was found."""
        group = self._classes.get(self.classes.current() or 0)
        refusal: DeskError | None = None
        if self.field.text().strip():
            self._show_found()
        elif group is not None:
            refusal = self._desk.why_not("See class list", Scope(class_group=group.id))
            self._show_class(group, refusal)
        else:
            self.model.show_pupils((), (NUMBER, NAME))
        self._say_head(group)
        self._gate_buttons(group)
        for place, column in enumerate(self.model.columns):
            self.table.setColumnWidth(place, scaled(_WIDTHS.get(column.name, 120)))
        if self.model.rowCount():
            self.table.selectRow(self.model.row_of(pupil))
        self._on_moved()
        self._show_empty(group, refusal)

    def _show_class(self, group: ClassGroup, refusal: DeskError | None) -> None:
        if refusal is not None:
            self.model.show_pupils((), (NUMBER, NAME))
            return
        scope = Scope(class_group=group.id)
        open_file = self._desk.may("See birth dates", scope)
        births = self._desk.school.birth_dates(group.id) if open_file else {}
        lines = [
            ListedPupil(one.pupil, group, one.since, births.get(one.pupil.id))
            for one in self._listed(group.id)
        ]
        columns = (NUMBER, NAME, BIRTH, SINCE) if open_file else (NUMBER, NAME, SINCE)
        self.model.show_pupils(lines, columns)

    def _show_found(self) -> None:
        found = self._desk.school.find_pupils(self.field.text())
        left = {group: self._left(group) for group in {one.id for one, _pupil in found}}
        self.model.show_pupils(
            [
                ListedPupil(pupil, group, until=left.get(group.id, {}).get(pupil.id))
                for group, pupil in found
            ],
            (NUMBER, NAME, CLASS, UNTIL) if any(left.values()) else (NUMBER, NAME, CLASS),
        )

    def _listed(self, class_group: int) -> tuple[Member, ...]:
        """Who is in a class on the day typed; without one all who have not left by today."""
        day = self.typed_day()
        if day is not None:
            return self._desk.movements.class_list(class_group, day)
        today = self._desk.today()
        found = self._desk.school.pupils(class_group)
        return tuple(one for one in found if one.until is None or one.until >= today)

    def typed_day(self) -> date | None:
        """The day of which the list is wanted; None: of now."""
        return parse_day(self.day.text())

    def _left(self, class_group: int) -> Mapping[int, date]:
        """Who has left a class, and when."""
        today = self._desk.today()
        found = self._desk.school.pupils(class_group)
        return {one.pupil.id: one.until for one in found if one.until and one.until < today}

    def _say_head(self, group: ClassGroup | None) -> None:
        if self.field.text().strip():
            self._head.title.setText(_("Found"))
            self._head.subtitle.setText(_count(self.model.rowCount()))
            return
        self._head.title.setText(class_words(group.label) if group else _("Pupils"))
        self._head.subtitle.setText(self._subtitle(group) if group else "")

    def _subtitle(self, group: ClassGroup) -> str:
        people = self._desk.access.people()
        words = [_count(self.model.rowCount())]
        day = self.typed_day()
        if day is not None:
            words.append(_("on {date}").format(date=date_short(day)))
        name = people.get(group.form_tutor or 0)
        if name is not None:
            tutor = short_name(name)
            words.append(_("form tutor: {name}").format(name=tutor))
        return " · ".join(words)

    def _gate_buttons(self, group: ClassGroup | None) -> None:
        scope = Scope(class_group=group.id) if group else Scope()
        gate(self._import, self._desk.why_not("Import pupils", Scope()))
        gate(self._add_button, self._desk.why_not("Add pupil", scope))
        for intent, button in self._gated.items():
            gate(button, self._desk.why_not(intent, Scope()))

    def _show_empty(self, group: ClassGroup | None, refusal: DeskError | None) -> None:
        self._pages.removeWidget(self._empty)
        self._empty.deleteLater()
        self._empty = self._empty_state(group, refusal)
        self._pages.addWidget(self._empty)
        self._pages.setCurrentWidget(self.table if self.model.rowCount() else self._empty)

    def _empty_state(self, group: ClassGroup | None, refusal: DeskError | None) -> EmptyState:
        if refusal is not None:
            return EmptyState(say(refusal))
        if self.field.text().strip():
            return EmptyState(_("Nobody has such a name."))
        sentence = _("There are no pupils in this class.") if group else _("No classes yet.")
        if not self._desk.may("Import pupils", Scope()):
            return EmptyState(sentence)
        key = action("import_pupils").key_text
        made = EmptyState(sentence, act=_("Take the list from Excel"), key=key)
        made.acted.connect(self.ask_import)
        return made

    def _strip(self) -> Strip:
        """The day of the list, and what can be done with a pupil or a class."""
        strip = Strip(_("Day of the list"))
        self.day.setFixedWidth(scaled(110))
        self.day.setPlaceholderText(_("today"))
        caption = " · ".join((_("List on day"), action("list_day").key_text))
        strip.add_widget(caption, self.day)
        acts = self._acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        self._gated = {}
        for name, intent in ACTS.items():
            told = action(name)
            button = Button(_(SHORT[name]), key=told.key_text, role="link", height=26)
            button.clicked.connect(lambda _on=False, name=name: self.handlers()[name]())
            row.addWidget(button)
            self._gated[intent] = button
        row.addStretch(1)
        strip.add_widget(_("Pupil and class"), acts, stretch=1)
        return strip

    # What is done

    def _open_guardians(self) -> None:
        """Show the guardians of the chosen pupil, or put the panel away."""
        if self.guardians.isVisible() and not self.table.hasFocus():
            self._close_guardians()
            return
        self.card.hide()
        self.notes.forget()
        self.guardians.show()
        self._show_guardians()
        self.guardians.take_focus()
        self.answers_changed.emit()

    def _show_guardians(self) -> None:
        if self.guardians.isVisible():
            one = self._current()
            self.guardians.show_pupil(one.class_group if one else None, one.pupil if one else None)

    def _close_guardians(self) -> None:
        self.guardians.hide()
        self.take_focus()
        self.answers_changed.emit()

    def _open_notes(self, kept: Kept) -> None:
        """Sealed notes on the chosen pupil; for restricted ones one says what for."""
        one = self._current()
        scope = Scope(account=self._desk.account.id) if kept is Kept.OWN else Scope()
        if one is None or not self.allowed(SEE[kept], scope):
            return
        purpose = None
        if kept is not Kept.OWN:
            question = f"{_(TITLES[kept])}: {one.pupil.name.listed}"
            purpose = PurposeDialog.ask(question, self.window())
            if purpose is None:
                self.take_focus()
                return
        self.card.hide()
        self.guardians.hide()
        self.notes.open_notes(kept, one.pupil, purpose)
        self.answers_changed.emit()

    def _close_notes(self) -> None:
        self.notes.forget()
        self.take_focus()
        self.answers_changed.emit()

    def _on_moved(self) -> None:
        """Another pupil: guardians follow; sealed notes close, for each look is one of its own."""
        self._show_guardians()
        pupil, one = self.notes.pupil, self._current()
        if pupil is not None and (one is None or one.pupil.id != pupil.id):
            self.notes.forget()
            self.answers_changed.emit()

    def _open_past_marks(self) -> None:
        group = self.classes.current()
        if self.allowed("See past marks", Scope(class_group=group)):
            self.place_asked.emit(Place("past_marks", (group,)))

    def _open_path(self) -> None:
        """The marks of the chosen pupil over the years."""
        one = self._current()
        if one and self.allowed("See pupil's path", Scope(class_group=one.class_group.id)):
            self.place_asked.emit(Place("path", (one.class_group.id, one.pupil.id)))

    def _export(self) -> None:
        if self.allowed("Export pupils"):
            export_pupils(self._at, self)

    def _print(self) -> None:
        if self.notes.isVisible():
            self.notes.print_notes()
            return
        group = self._classes.get(self.classes.current() or 0)
        if group and self.allowed("Print pupil data", Scope(class_group=group.id)):
            print_pupil_data(self._at, group, self)

    def _add(self) -> None:
        group = self._classes.get(self.classes.current() or 0)
        if group is None:
            self._at.messages.say(_("Add a class first, or take the list from Excel."))
        elif self.allowed("Add pupil", Scope(class_group=group.id)):
            self.field.clear()
            self.form.open_new(class_words(group.label), self._first_day())

    def _edit(self) -> None:
        one = self._current()
        if one is None or not self.allowed("Correct pupil", Scope(class_group=one.class_group.id)):
            return
        births = self._desk.school.birth_dates(one.class_group.id)
        shown = TypedPupil(one.pupil.name, births.get(one.pupil.id), one.since)
        self.form.open_pupil(one.pupil.id, shown)

    def _on_written(self, typed: TypedPupil) -> None:
        if self.form.pupil is None:
            self._write_new(typed)
        else:
            self._write_correction(self.form.pupil, typed)

    def _write_new(self, typed: TypedPupil) -> None:
        group = self._classes[self.classes.current() or 0]
        school = self._desk.school
        if self.attempt(lambda: school.add_pupil(group.id, typed.name, typed.since, typed.birth)):
            self._select_named(typed)
            self._at.messages.say(_("{name} is in the list.").format(name=typed.name.listed))
            self.form.ready_for_next()

    def _write_correction(self, pupil: int, typed: TypedPupil) -> None:
        one = self._current()
        group = one.class_group.id if one else self.classes.current() or 0
        if self.attempt(
            lambda: self._desk.school.correct_pupil(group, pupil, typed.name, typed.birth)
        ):
            self._close_form()

    def _select_named(self, typed: TypedPupil) -> None:
        rows = [n for n, one in enumerate(self.model.pupils) if one.pupil.name == typed.name]
        if rows:
            self.table.selectRow(rows[-1])

    def _close_form(self) -> None:
        self.form.hide()
        self.take_focus()

    def _ask_movement(self) -> None:
        """Move, leave, return: whichever makes sense of this pupil."""
        one = self._current()
        if one is None or not self.allowed("Move pupil"):
            return
        day = self.typed_day() or self._movement_day()
        kinds = self._desk.movements.possible(one.pupil.id, day)
        write = partial(self._write_movement, one.pupil.id)
        typed = MovementDialog.ask(
            one.pupil.name.listed, kinds, self._other_classes(one), day, write, self.window()
        )
        self._tell(one.pupil.name.listed, typed)

    def _ask_arrival(self) -> None:
        """Somebody who is not in the file comes to the class that is current."""
        if not self._classes or not self.allowed("Enrol pupil"):
            return
        group = self._classes.get(self.classes.current() or 0)
        first = [group] if group else []
        others = [one for one in self._classes.values() if one is not group]
        kinds = (MovementKind.TRANSFER_IN, MovementKind.ENROL)
        day = self._movement_day()
        typed = MovementDialog.ask(
            "", kinds, [*first, *others], day, self._write_arrival, self.window()
        )
        self._tell(typed.name.listed if typed else "", typed)

    def _write_movement(self, pupil: int, typed: TypedMovement) -> None:
        service, kind = self._desk.movements, typed.wanted.kind
        note = service.arrive if kind.comes else service.leave if kind.goes else service.move
        note(pupil, typed.wanted)

    def _write_arrival(self, typed: TypedMovement) -> None:
        group = self._classes[typed.wanted.to_class or 0]
        new = NewPupil(typed.name, group.year_level, group.letter, typed.birth)
        self._desk.movements.enrol(new, typed.wanted)

    def _tell(self, name: str, typed: TypedMovement | None) -> None:
        self.take_focus()
        if typed is not None:
            what = _(KIND_WORDS[typed.wanted.kind])
            facts = {"name": name, "what": what, "date": date_short(typed.wanted.day)}
            self._at.messages.say(_("{name}: {what}, {date}.").format(**facts))

    def _other_classes(self, one: ListedPupil) -> Sequence[ClassGroup]:
        """The classes near to the own first; the own is last: who moves goes to another."""

        def far(group: ClassGroup) -> tuple[bool, int]:
            own = group.id == one.class_group.id
            return own, abs(group.year_level - one.class_group.year_level)

        return sorted(self._classes.values(), key=far)

    def _movement_day(self) -> date:
        first, last = self._desk.movements.year_days()
        return min(max(self._desk.today(), first), last)

    def _ask_join(self) -> None:
        one = self._current()
        if one is None or not self.allowed("Join pupils"):
            return
        joined = JoinDialog.ask(self._at, one.pupil.id, self.window())
        if joined is not None:
            facts = {"name": one.pupil.name.listed, "other": joined.pupil.name.listed}
            self._at.messages.say(_("{other} was joined into {name}.").format(**facts))

    def _go(self, place: str) -> None:
        self.place_asked.emit(Place(place, (self.classes.current() or 0,)))

    def _show_card(self, one: ListedPupil) -> None:
        if self.allowed("See movements", Scope(class_group=one.class_group.id)):
            self.guardians.hide()
            self.notes.forget()
            labels = {group.id: group.label for group in self._classes.values()}
            exchanging, card = self._at.exchanging, self._desk.movements.card(one.pupil.id)
            only_here = exchanging.waits_of(one.pupil.id) if exchanging is not None else 0
            self.card.show_card(card, labels, only_here)
            self.answers_changed.emit()

    def _close_card(self) -> None:
        self.card.hide()
        self.answers_changed.emit()
        self.take_focus()

    def _current_id(self) -> int | None:
        one = self._current()
        return one.pupil.id if one else None

    def _ask_template(self) -> None:
        if self.allowed("Import pupils"):
            ImportDialog.ask_template(self._at, self.window())

    def _first_day(self) -> date:
        starts = self._desk.school.calendar().terms[0].starts
        return max(starts, self._desk.today()) if self.model.rowCount() else starts

    def _current(self) -> ListedPupil | None:
        row = self.table.currentIndex().row()
        return self.model.pupils[row] if 0 <= row < self.model.rowCount() else None

    def _on_chosen(self, _class_group: int) -> None:
        self.form.hide()
        self.field.clear()
        self._show_list(None)

    def _on_typed(self, _typed: str) -> None:
        self.form.hide()
        self._show_list(None)
        self.answers_changed.emit()

    def _stop_finding(self) -> None:
        self.field.clear()
        self.take_focus()

    def _on_activated(self) -> None:
        """Enter on one who was found goes to the class; else it opens the card."""
        one = self._current()
        if one is not None and not self.field.text():
            self._show_card(one)
        elif one is not None:
            self.classes.go_to(one.class_group.id)
            self.field.clear()
            self.table.selectRow(self.model.row_of(one.pupil.id))
            self.table.setFocus()


def _count(n: int) -> str:
    return ngettext("{n} pupil", "{n} pupils", n).format(n=n) if n else _("no pupils")
