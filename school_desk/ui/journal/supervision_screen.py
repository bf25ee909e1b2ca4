"""Supervision: remarks on the registers with «done», and observed lessons, each in a list."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import class_words, date_short, short_name
from school_desk.i18n import _, current
from school_desk.intents import Scope
from school_desk.journal.remark_model import Observation, Remark, RemarkPlace
from school_desk.school.model import PersonName
from school_desk.school.names import matches
from school_desk.ui.actions import Handler, action
from school_desk.ui.journal.cleared import cleared
from school_desk.ui.journal.history_panel import change_row
from school_desk.ui.journal.remark_dialog import (
    Choice,
    DoneDialog,
    ObservationDialog,
    RemarkDialog,
)
from school_desk.ui.journal.trail_print import print_observations, print_remarks
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.fields import SearchField
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.page import scrolled
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.work_place import WorkPlace

PLACE = "supervision"
REMARKS, OBSERVATIONS = 0, 1
TABS = (N_("Remarks"), N_("Observed lessons"))
REMARK_HEADS = (N_("Date"), N_("About what"), N_("Remark on the register"), N_("Done"))
OBSERVATION_HEADS = (N_("Date"), N_("Class and subject"), N_("Teacher"), N_("What was seen"))
REMARK_WIDTHS = (92, 190, 330)
OBSERVATION_WIDTHS = (92, 190, 190)
DETAIL = 340
ROOM = 84
EVERYWHERE = Scope()


class SupervisionScreen(SchoolScreen):
    """`Place("supervision", (tab, row))`; the deputy sees all, others what concerns them."""

    tables = frozenset(("remark", "lesson_observation", "class_group", "teaching"))

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        tab, row = (*place.facts, None, None)[:2]
        self._office = self._desk.may("Write remark", EVERYWHERE)
        self._with_history = self._narrow = False
        self.remarks: tuple[Remark, ...] = ()
        self.observations: tuple[Observation, ...] = ()
        self._head = PageHead(_("Supervision"), tabs=[_(word) for word in TABS])
        self.models = (RowsModel(REMARK_HEADS, self), RowsModel(OBSERVATION_HEADS, self))
        self.lists = tuple(WrappingTable(_(word)) for word in TABS)
        self.field = SearchField(_("Find"), key=action("find_pupil").key_text)
        self._lay_out()
        self._head.tabs.setCurrentIndex(OBSERVATIONS if tab == OBSERVATIONS else REMARKS)
        self._head.tab_chosen.connect(self._on_tab)
        self.reload()
        self._stand_on(row if isinstance(row, int) else None)

    @property
    def tab(self) -> int:
        """Which of the two lists is in sight."""
        return self._head.tabs.currentIndex()

    @property
    def table(self) -> WrappingTable:
        """The list in sight."""
        return self.lists[self.tab]

    def title(self) -> str:
        return _("Supervision")

    def place(self) -> Place:
        return Place(PLACE, (self.tab, self._current_id()))

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {
            "tab_1": lambda: self._head.tabs.setCurrentIndex(REMARKS),
            "tab_2": lambda: self._head.tabs.setCurrentIndex(OBSERVATIONS),
            "find_pupil": self.field.setFocus,
            "print": self.print_list,
            "edit": self.edit,
            "history": self.toggle_history,
        }
        if self._office:
            own["add"] = self.add
        if self.tab == REMARKS:
            own["remark_done"] = self.settle
        if self.field.text():
            own["leave"] = self._stop_finding
        return own

    def hints(self) -> Sequence[str]:
        return ("help", "add", "print") if self._office else ("help", "print")

    def regions(self) -> Sequence[QWidget]:
        return (self._head, self.table, self._detail)

    def take_focus(self) -> None:
        shown = self._pages.currentWidget()
        act = shown.findChild(Button) if shown is not None else None
        target = self.table if self.models[self.tab].rowCount() else act or self.field
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self._narrow = room is Room.COMPACT
        self._detail.setVisible(not self._narrow or self._with_history)

    def reload(self) -> None:
        """Read both lists again; the current line stays."""
        here, account = self._current_id(), self._desk.account.id
        service = self._desk.remarks
        self.remarks = service.remarks() if self._office else service.remarks_for(account)
        self.observations = (
            service.observations() if self._office else service.observations_of(account)
        )
        self._show(here)

    def add(self) -> None:
        """A remark, or an observed lesson."""
        intent = "Write remark" if self.tab == REMARKS else "Record observation"
        if not self.allowed(intent):
            return
        if self.tab == REMARKS:
            self._add_remark()
        else:
            self._ask_observation(None)

    def edit(self) -> None:
        """Other words for the current line."""
        remark, observed = self._remark(), self._observation()
        if remark is not None and self.allowed("Write remark", _scope(remark)):
            typed = RemarkDialog.ask_again(remark, _about(remark), self._desk.today(), self)
            if typed is not None:
                service = self._desk.remarks
                self.attempt(lambda: service.rewrite(remark.id, typed.day, typed.text))
        elif observed is not None and self.allowed("Record observation"):
            self._ask_observation(observed)

    def settle(self) -> None:
        """Note the current remark as done; a done one is opened again."""
        remark = self._remark()
        if remark is None or not self.allowed("Note remark as done", _scope(remark)):
            return
        service = self._desk.remarks
        if not remark.open:
            if self.attempt(lambda: service.reopen(remark.id)):
                self._at.messages.say(_("The remark is open again."))
            return
        answer = DoneDialog.ask(remark, self)
        if answer is not None and self.attempt(lambda: service.settle(remark.id, answer)):
            self._at.messages.say(_("The remark is noted as done."))

    def drop(self) -> None:
        """Take the current line away; undo brings it back."""
        remark, observed, service = self._remark(), self._observation(), self._desk.remarks
        if remark is not None and self.allowed("Write remark", _scope(remark)):
            gone = self.attempt(lambda: service.drop(remark.id))
        elif observed is not None and self.allowed("Record observation"):
            gone = self.attempt(lambda: service.drop_observation(observed.id))
        else:
            return
        if gone:
            self._at.messages.say(_("Taken away. Ctrl+Z brings it back."))

    def toggle_history(self) -> None:
        """Show or hide what happened to the current line."""
        self._with_history = not self._with_history
        self._detail.setVisible(not self._narrow or self._with_history)
        self._show_detail()

    def print_list(self) -> None:
        """The sheet of remarks of the current line's class, or the observed lessons."""
        if self.tab == OBSERVATIONS:
            print_observations(self._at, self._observation(), self._found(), self)
            return
        remark = self._remark()
        if remark is None:
            self._at.messages.say(_("There is nothing to print here yet."))
        elif self.allowed("See remarks", Scope(class_group=remark.place.class_group)):
            print_remarks(self._at, remark.place.class_group, remark.class_label, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.field.hasFocus() and key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.take_focus()
        elif self.table.hasFocus() and key == Qt.Key.Key_Delete:
            self.drop()
        else:
            super().keyPressEvent(event)

    # What is shown

    def _lay_out(self) -> None:
        self._print = Button(_("Print"), key=action("print").key_text, icon="print")
        self._print.clicked.connect(self.print_list)
        told = action("add")
        self._add_button = Button("", icon="plus", key=told.key_text)
        self._add_button.clicked.connect(self.add)
        self.field.textChanged.connect(self._on_typed)
        self.field.setFixedWidth(scaled(170))
        for widget in (self.field, self._print):
            self._head.add_action(widget)
        if self._office:
            self._head.add_action(self._add_button)
        self._pages = QStackedWidget()
        for table, model in zip(self.lists, self.models, strict=True):
            table.setModel(model)
            table.activated.connect(self._on_activated)
            table.selectionModel().currentRowChanged.connect(self._show_detail)
            self._pages.addWidget(table)
        self._empty = QWidget()
        self._detail = QFrame()
        self._detail.setProperty("panel", "side")
        self._detail.setFixedWidth(scaled(DETAIL))
        self._detail.setAccessibleName(_("The current line"))
        inner = QWidget()
        self._facts = QVBoxLayout(inner)
        self._facts.setContentsMargins(17, 14, 16, 12)
        around = QVBoxLayout(self._detail)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inner))
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._pages, 1)
        below.addWidget(rule(vertical=True))
        below.addWidget(self._detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(below, 1)

    def _show(self, here: int | None) -> None:
        self.models[REMARKS].show_rows(
            [_remark_row(one) for one in self.remarks if self._fits(_words_of(one))]
        )
        self.models[OBSERVATIONS].show_rows([_observation_row(one) for one in self._found()])
        for table, widths in zip(self.lists, (REMARK_WIDTHS, OBSERVATION_WIDTHS), strict=True):
            for column, width in enumerate(widths):
                table.setColumnWidth(column, scaled(width))
        self._say_head()
        self._show_page()
        self._stand_on(here)

    def _say_head(self) -> None:
        waiting = sum(one.open for one in self.remarks)
        said = _("{n} to be done").format(n=waiting) if waiting else _("everything is done")
        self._head.subtitle.setText(said if self.remarks and self.tab == REMARKS else "")
        words = _("Write a remark") if self.tab == REMARKS else _("Write down a lesson")
        self._add_button.set_words(words)

    def _show_page(self) -> None:
        self._pages.removeWidget(self._empty)
        self._empty.deleteLater()
        self._empty = self._empty_state()
        self._pages.addWidget(self._empty)
        filled = self.models[self.tab].rowCount() > 0
        self._pages.setCurrentWidget(self.table if filled else self._empty)

    def _empty_state(self) -> EmptyState:
        if self.field.text().strip():
            return EmptyState(_("Nothing fits this."))
        if self.tab == REMARKS:
            sentence = _("There are no remarks on the registers.")
            act = _("Write a remark")
        else:
            sentence = _("No lessons were observed yet.")
            act = _("Write down a lesson")
        if not self._office:
            return EmptyState(sentence)
        made = EmptyState(sentence, act=act, key=action("add").key_text)
        made.acted.connect(self.add)
        return made

    def _show_detail(self) -> None:
        cleared(self._facts)
        remark, observed = self._remark(), self._observation()
        if remark is not None:
            self._tell_remark(remark)
        elif observed is not None:
            self._tell_observation(observed)
        if self._with_history:
            self._tell_history()
        self._facts.addStretch(1)

    def _tell_history(self) -> None:
        """Who wrote and changed the current line, the newest change first."""
        row = self._current_id()
        if row is None:
            return
        table = "remark" if self.tab == REMARKS else "lesson_observation"
        self._facts.addSpacing(16)
        self._facts.addWidget(label(_("History"), step="strong"))
        for line in self._desk.row_history.of_row(table, row).newest_first:
            self._facts.addWidget(change_row(line, with_thing=True))
            self._facts.addWidget(rule(soft=True))

    def _tell_remark(self, one: Remark) -> None:
        self._facts.addWidget(label(_about(one), step="strong", wrap=True))
        self._fact(date_short(one.day), one.writer)
        self._facts.addSpacing(8)
        self._facts.addWidget(label(one.text, wrap=True))
        self._facts.addSpacing(12)
        if one.done_on is not None:
            self._fact(_("Done"), f"{date_short(one.done_on)}, {one.done_by}")
        if one.answer:
            self._fact(_("Answer"), one.answer)
        words = _("Done") if one.open else _("Open again")
        told = action("remark_done")
        button = Button(words, key=told.key_text, role="primary" if one.open else "plain")
        button.clicked.connect(self.settle)
        self._facts.addSpacing(4)
        self._facts.addWidget(button)
        if one.place.group is not None:
            self._facts.addWidget(self._way_to_page(one.place))

    def _way_to_page(self, place: RemarkPlace) -> Button:
        """A button that opens the page of a remark."""
        button = Button(_("Open the register page"), icon="book")
        term = self._desk.term_number(self._desk.today())
        to = Place("register", (place.group, place.subject, term))
        button.clicked.connect(lambda: self.place_asked.emit(to))
        return button

    def _tell_observation(self, one: Observation) -> None:
        head = f"{class_words(one.class_label)} · {_subject(one)}"
        self._facts.addWidget(label(head, step="strong", wrap=True))
        hour = _("lesson {slot}").format(slot=one.slot) if one.slot else ""
        day = date_short(one.day)
        self._fact(f"{day}, {hour}" if hour else day, one.teacher_name)
        for caption, text in (
            (_("Aim of the visit"), one.aim),
            (_("What was seen"), one.seen),
            (_("Advice"), one.advice),
            (_("Observed by"), one.writer),
        ):
            if text:
                self._facts.addSpacing(8)
                self._fact(caption, text)

    def _fact(self, caption: str, text: str) -> None:
        self._facts.addWidget(label(caption, step="caption", tone="muted", wrap=True))
        self._facts.addWidget(label(text, wrap=True))

    # What is done

    def _add_remark(self) -> None:
        typed = RemarkDialog.ask(self._places(), self._desk.today(), self)
        if typed is None:
            return
        service, made = self._desk.remarks, list[int]()
        if self.attempt(lambda: made.append(service.write(typed.place, typed.day, typed.text))):
            self._stand_on(made[0])
            self._at.messages.say(_("The remark is written."))

    def _ask_observation(self, old: Observation | None) -> None:
        pages = [one for one in self._places() if one.place.group is not None]
        if not pages:
            self._at.messages.say(_("Nobody teaches anything yet. Fill the timetable first."))
            return
        typed = ObservationDialog.ask(pages, self._desk.today(), old, self)
        if typed is None:
            return
        service, made = self._desk.remarks, list[int]()
        if self.attempt(lambda: made.append(service.record(typed))):
            self._stand_on(made[0])
            self._at.messages.say(_("The lesson is written down."))

    def _places(self) -> tuple[Choice, ...]:
        """All pages of the school, then the registers of its classes."""
        school, names = self._desk.school, self._desk.access.people()
        taught = {(one.group, one.subject): one.teacher for one in school.teachings()}
        pages = []
        for one in self._desk.journal.pages():
            teacher = taught.get((one.group, one.subject))
            name = names.get(teacher or 0, PersonName(""))
            words = f"{class_words(one.class_label)} · {one.subject_names[current()]}"
            place = RemarkPlace(one.class_group, one.group, one.subject)
            pages.append(Choice(place, f"{words} · {short_name(name)}".rstrip(" ·"), teacher))
        classes = [
            Choice(
                RemarkPlace(one.id),
                _("{class_group}: the whole register").format(class_group=class_words(one.label)),
            )
            for one in school.class_groups()
        ]
        return (*classes, *pages)

    def _found(self) -> tuple[Observation, ...]:
        return tuple(one for one in self.observations if self._fits(_words_of_lesson(one)))

    def _fits(self, words: str) -> bool:
        typed = self.field.text().strip()
        return not typed or matches(typed, PersonName(words))

    def _remark(self) -> Remark | None:
        here = self._current_id() if self.tab == REMARKS else None
        return next((one for one in self.remarks if one.id == here), None)

    def _observation(self) -> Observation | None:
        here = self._current_id() if self.tab == OBSERVATIONS else None
        return next((one for one in self.observations if one.id == here), None)

    def _current_id(self) -> int | None:
        model, row = self.models[self.tab], self.table.currentIndex().row()
        return model.rows[row].id if 0 <= row < model.rowCount() else None

    def _stand_on(self, row: int | None) -> None:
        model = self.models[self.tab]
        if model.rowCount():
            self.table.selectRow(model.row_of(row))
        self._show_detail()
        self.answers_changed.emit()

    def _on_tab(self) -> None:
        self.field.clear()
        self._show(None)
        self.take_focus()

    def _on_typed(self) -> None:
        self._show(self._current_id())

    def _on_activated(self) -> None:
        """Enter: a remark is done; a record is opened to be read and mended."""
        if self.tab == REMARKS:
            self.settle()
        else:
            self.edit()

    def _stop_finding(self) -> None:
        self.field.clear()
        self.take_focus()


def _scope(remark: Remark) -> Scope:
    place = remark.place
    return Scope(group=place.group, subject=place.subject, class_group=place.class_group)


def _about(one: Remark) -> str:
    """Which class, and which subject or all of its register."""
    name = one.subject_names.get(current(), "") or _("whole register")
    return f"{class_words(one.class_label)} · {name}"


def _subject(one: Observation) -> str:
    return (one.subject_names or {}).get(current(), "")


def _remark_row(one: Remark) -> Row:
    done = "" if one.done_on is None else f"{date_short(one.done_on)}, {one.done_by}"
    return Row(
        one.id,
        (date_short(one.day), _about(one), _first_words(one.text), done or _("not done yet")),
    )


def _observation_row(one: Observation) -> Row:
    about = f"{class_words(one.class_label)} · {_subject(one)}"
    return Row(one.id, (date_short(one.day), about, one.teacher_name, _first_words(one.seen)))


def _first_words(text: str) -> str:
    """As much of a text as a line has room for; all of it stands at the right."""
    words = " ".join(text.split())
    return words if len(words) <= ROOM else f"{words[:ROOM].rpartition(' ')[0]}…"


def _words_of(one: Remark) -> str:
    return f"{_about(one)} {one.text} {one.writer} {one.done_by} {one.answer}"


def _words_of_lesson(one: Observation) -> str:
    parts = (one.class_label, _subject(one), one.teacher_name, one.aim, one.seen, one.advice)
    return " ".join(parts)
