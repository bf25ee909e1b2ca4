"""Classes, subjects, who teaches what, and the school year, each behind a tab."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QStackedWidget, QTableView, QVBoxLayout, QWidget

from school_desk.errors import N_
from school_desk.formats import NOTHING, class_words, classes_words, set_words
from school_desk.i18n import _, current
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.model import Teaching
from school_desk.ui.actions import Handler, action
from school_desk.ui.menu import Entry
from school_desk.ui.school.class_dialog import ClassDialog, SubjectDialog
from school_desk.ui.school.class_set_dialog import ClassSetDialog
from school_desk.ui.school.import_classes import LANGUAGES
from school_desk.ui.school.lesson_choice import Taker, page_entries, teacher_entries, usual_entries
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.school.teachings_grid import TeachingsGrid
from school_desk.ui.school.teachings_model import TeachingsModel
from school_desk.ui.school.week import Planner, hours_number
from school_desk.ui.school.year_page import YearPage
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.chooser import Chooser
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.work_place import WorkPlace

PLACE = "classes"
CLASSES, SUBJECTS, TEACHINGS, YEAR = range(4)
TABS = (N_("Classes"), N_("Subjects"), N_("Who teaches what"), N_("School year"))
_CLASS_HEADS = (
    N_("Class"),
    N_("Language of teaching"),
    N_("Form tutor"),
    N_("Lessons a week"),
    N_("Taught together"),
)
_SUBJECT_HEADS = (N_("In Kazakh"), N_("In Russian"), N_("In English"), N_("Classes"))
_ADDS = {CLASSES: N_("Add a class"), SUBJECTS: N_("Add a subject")}
_ASKS = {CLASSES: "Add class group", SUBJECTS: "Add subject"}


class ClassesScreen(SchoolScreen):
    """`Place("classes", (tab, row))`; both may be missing."""

    tables = frozenset(
        (
            *("class_group", "teaching_group", "subject", "teaching", "timetable_slot"),
            *("membership", "class_set"),
        )
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self._planner = Planner.of(self._desk)
        self.head = PageHead(_("Classes and subjects"), tabs=[_(tab) for tab in TABS])
        self.classes, self.class_rows = _table(_("Classes"), _CLASS_HEADS, (110, 170, 290, 150))
        self.subjects, self.subject_rows = _table(_("Subjects"), _SUBJECT_HEADS, (300, 300, 260))
        self.teachings = TeachingsModel(self)
        self.grid = TeachingsGrid(_("Who teaches what"))
        self.grid.setModel(self.teachings)
        self.pages = QStackedWidget()
        self._compact = False
        self._lay_out()
        self.chooser = Chooser(_("Who?"), self)
        self._join()
        tab, row = (*place.facts, None, None)[:2]
        self.reload()
        self.head.tabs.setCurrentIndex(tab if isinstance(tab, int) else CLASSES)
        self._show_tab(self.tab)
        self._select(row)

    @property
    def tab(self) -> int:
        """Which tab is open."""
        return self.head.tabs.currentIndex()

    def title(self) -> str:
        return _("Classes and subjects")

    def place(self) -> Place:
        view = self._view()
        return Place(PLACE, (self.tab, view.currentIndex().row() if view else 0))

    def row_place(self) -> RowPlace | None:
        if self.tab == CLASSES:
            key = self._current(self.classes, self.class_rows)
            one = next((one for one in self._desk.school.class_groups() if one.id == key), None)
            return RowPlace("class_group", key, name=class_words(one.label)) if one else None
        if self.tab == SUBJECTS:
            key = self._current(self.subjects, self.subject_rows)
            known = self._planner.subjects.get(key or 0)
            return RowPlace("subject", key, name=known.names[current()]) if known else None
        where = self.teachings.at(self.grid.currentIndex()) if self.tab == TEACHINGS else None
        return self._teaching_place(*where) if where else None

    def _teaching_place(self, group: int, subject: int) -> RowPlace:
        """Who teaches a subject to a group."""
        names = self._planner.subjects[subject].names
        return RowPlace("teaching", born=(group, subject), name=names[current()])

    def handlers(self) -> Mapping[str, Handler]:
        tabs = self.head.tabs
        own: dict[str, Handler] = {
            f"tab_{n + 1}": partial(tabs.setCurrentIndex, n) for n in range(len(TABS))
        }
        own["edit"] = self._edit
        if self.tab in _ADDS:
            own["add"] = self._add
        if self.tab == CLASSES:
            own["class_set"] = self.ask_class_set
        return own

    def hints(self) -> Sequence[str]:
        return ("help", "edit", "class_set" if self.tab == CLASSES else "add")

    def regions(self) -> Sequence[QWidget]:
        return (self.head, self.pages.currentWidget() or self.pages)

    def take_focus(self) -> None:
        target = self._view() or self.head.tabs
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self.head.set_compact(compact=room is Room.COMPACT)
        self.head.title.setVisible(room is not Room.COMPACT)
        self._compact = room is Room.COMPACT
        self._show_tab(self.tab)

    def reload(self) -> None:
        """Read all of it again; the current line stays."""
        self._planner = Planner.of(self._desk)
        rows = [view.currentIndex() for view in (self.classes, self.subjects, self.grid)]
        self.class_rows.show_rows([self._class_row(key) for key in self._planner.groups])
        self.subject_rows.show_rows([self._subject_row(key) for key in self._planner.subjects])
        self.teachings.show_planner(self._planner)
        for view, kept in zip((self.classes, self.subjects, self.grid), rows, strict=True):
            last = view.model().rowCount() - 1
            view.setCurrentIndex(
                view.model().index(max(0, min(kept.row(), last)), max(0, kept.column()))
            )
        self._show_tab(self.tab)

    # What is shown

    def _lay_out(self) -> None:
        self._button = Button(_("Add a class"), icon="plus", key=action("add").key_text)
        self._button.clicked.connect(self._add)
        self.head.add_action(self._button)
        told = action("class_set")
        self._combine = Button(told.title, icon="columns", key=told.key_text)
        self._combine.clicked.connect(self.ask_class_set)
        self.head.add_action(self._combine)
        self._no_classes = self._beginning(CLASSES, _("No classes yet."))
        self._no_subjects = self._beginning(SUBJECTS, _("No subjects yet."))
        self._year = YearPage(self._desk)
        tabs = (self.classes, self.subjects, self.grid, self._year)
        for page in (*tabs, self._no_classes, self._no_subjects):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.pages, 1)

    def _beginning(self, tab: int, sentence: str) -> EmptyState:
        made = EmptyState(sentence, act=_(_ADDS[tab]), key=action("add").key_text)
        made.acted.connect(self._ask_subject if tab == SUBJECTS else self._ask_class)
        return made

    def _join(self) -> None:
        self.head.tab_chosen.connect(self._on_tab)
        self.classes.activated.connect(lambda _index: self._ask_tutor())
        self.subjects.activated.connect(lambda _index: self._edit())
        self.grid.entered.connect(lambda: self._ask_teacher(""))
        self.grid.typed.connect(self._ask_teacher)
        self.grid.erased.connect(self._erase_teacher)
        self.grid.clicked.connect(lambda _index: self.chooser.hide())
        self.chooser.closed.connect(self.take_focus)

    def _class_row(self, class_group: int) -> Row:
        planner = self._planner
        group = planner.groups[class_group]
        one = planner.classes[group]
        hours = planner.half_hours(slot for slot in planner.slots if slot.group == group)
        tutor = planner.teachers.get(one.form_tutor or 0, NOTHING)
        language = dict(LANGUAGES).get(one.language, one.language)
        facts = class_words(one.label), language, tutor, hours_number(hours) if hours else NOTHING
        return Row(one.id, (*facts, self._together(class_group)))

    def _together(self, class_group: int) -> str:
        """With which classes a class is taught, and how the set is called."""
        sets = self._desk.class_sets.sets()
        found = next((one for one in sets if class_group in {c.id for c in one.classes}), None)
        if found is None:
            return NOTHING
        words, name = set_words(found.labels), found.names.get(current(), "")
        return f"{name} ({words})" if name else words

    def _subject_row(self, subject: int) -> Row:
        names = self._planner.subjects[subject].names
        groups = {slot.group for slot in self._planner.slots if slot.subject == subject}
        groups |= {group for group, what in self._planner.teachings if what == subject}
        classes = self._planner.classes.items()
        labels = [one.label for key, one in classes if key in groups]
        return Row(
            subject, (names["kk"], names["ru"], names["en"], classes_words(labels) or NOTHING)
        )

    def _on_tab(self, tab: int) -> None:
        self._show_tab(tab)
        self.take_focus()
        self.answers_changed.emit()

    def _show_tab(self, tab: int) -> None:
        self.pages.setCurrentWidget(self._page(tab))
        self._button.setVisible(tab in _ADDS and not self._compact)
        self._combine.setVisible(tab == CLASSES and not self._compact)
        gate(self._combine, self._desk.why_not("Combine classes", Scope()))
        if tab in _ADDS:
            self._button.set_words(_(_ADDS[tab]))
            gate(self._button, self._desk.why_not(_ASKS[tab], Scope()))

    def _page(self, tab: int) -> QWidget:
        """The table of a tab, or what to begin with."""
        if tab in (CLASSES, TEACHINGS) and not self._planner.groups:
            return self._no_classes
        if tab in (SUBJECTS, TEACHINGS) and not self._planner.subjects:
            return self._no_subjects
        return (self.classes, self.subjects, self.grid, self._year)[tab]

    def _select(self, row: object) -> None:
        view = self._view()
        if view is not None and isinstance(row, int):
            view.setCurrentIndex(view.model().index(row, 0))

    def _view(self) -> QTableView | None:
        views: dict[int, QTableView] = {
            CLASSES: self.classes,
            SUBJECTS: self.subjects,
            TEACHINGS: self.grid,
        }
        return views.get(self.tab)

    def _box(self) -> QRect:
        view = self._view()
        if view is None:
            return self.rect()
        box = view.visualRect(view.currentIndex())
        return QRect(view.viewport().mapTo(self, box.topLeft()), box.size())

    # Adding

    def _add(self) -> None:
        if self.tab == SUBJECTS:
            self._ask_subject()
        else:
            self._ask_class()

    def _ask_class(self) -> None:
        if not self.allowed("Add class group"):
            return
        new = ClassDialog.ask(self)
        if new is not None:
            school = self._desk.school
            self.attempt(lambda: school.add_class_group(new.year_level, new.letter, new.language))

    def _ask_subject(self) -> None:
        """The usual subjects that are not there yet, and one's own."""
        if not self.allowed("Add subject"):
            return
        taker = Taker(self._show_subject, self.add_subject)
        usual = usual_entries(self._desk, self._planner, taker)
        own = Entry(text=_("Another subject…"), run=self._ask_own_subject)
        corner = QRect(self.head.rect().topRight(), self.head.size())
        self.chooser.ask(_("Which subject?"), (*usual, own), corner)

    def _ask_own_subject(self) -> None:
        names = SubjectDialog.ask(self)
        if names is not None:
            added = self.add_subject(names["kk"].casefold(), names)
            if added is not None:
                self._show_subject(added)

    def _show_subject(self, subject: int) -> None:
        self.subjects.selectRow(self.subject_rows.row_of(subject))
        self.take_focus()

    # Changing

    def ask_class_set(self) -> None:
        """Which classes are taught together with the current one."""
        key = self._current(self.classes, self.class_rows)
        if key is None or not self.allowed("Combine classes"):
            return
        school, sets = self._desk.school, self._desk.class_sets
        asked = ClassSetDialog.ask(school.class_groups(), sets.sets(), key, self)
        if asked is None:
            return
        choice, old = asked
        if choice.classes:
            own = old.id if old else None
            self.attempt(lambda: sets.combine(choice.classes, choice.names, own))
        elif old is not None:
            self.attempt(lambda: sets.dissolve(old.id))

    def _edit(self) -> None:
        if self.tab == CLASSES:
            self._ask_language()
        elif self.tab == TEACHINGS:
            self._ask_teacher("")
        elif self.tab == SUBJECTS:
            self._edit_subject()

    def _edit_subject(self) -> None:
        row = self._current(self.subjects, self.subject_rows)
        if row is None or not self.allowed("Add subject"):
            return
        subject = self._planner.subjects[row]
        names = SubjectDialog.ask(self, subject.names)
        if names is not None:
            self.add_subject(subject.code, names)

    def _ask_tutor(self) -> None:
        key = self._current(self.classes, self.class_rows)
        if key is None or not self.allowed("Change class group", Scope(class_group=key)):
            return

        def take(account: int | None) -> Callable[[], object]:
            school = self._desk.school
            return lambda: self.attempt(lambda: school.appoint_form_tutor(key, account))

        people = self._planner.staff.items()
        entries = [Entry(text=name, run=take(account)) for account, name in people]
        entries.append(Entry(text=_("No form tutor"), run=take(None)))
        label = class_words(self._planner.classes[self._planner.groups[key]].label)
        question = _("Form tutor of {class_group}?").format(class_group=label)
        self.chooser.ask(question, entries, self._box())

    def _ask_language(self) -> None:
        key = self._current(self.classes, self.class_rows)
        if key is None or not self.allowed("Change class group", Scope(class_group=key)):
            return

        def take(code: str) -> Callable[[], object]:
            return lambda: self.attempt(lambda: self._desk.school.set_language(key, code))

        entries = [Entry(text=words, run=take(code)) for code, words in LANGUAGES]
        self.chooser.ask(_("Language of teaching"), entries, self._box())

    def _ask_teacher(self, typed: str) -> None:
        key = self.teachings.at(self.grid.currentIndex())
        if key is None or not self.allowed("Change timetable"):
            return
        _group, subject = key
        question = _("Who teaches {subject}?").format(
            subject=self._planner.subjects[subject].names[current()]
        )
        people = teacher_entries(self._planner, subject, lambda who: self._assign(key, who))
        teaching = self._planner.teaching(*key)
        entries = (*people, *page_entries(teaching, self._put_teaching))
        self.chooser.ask(question, entries, self._box(), typed=typed.strip())

    def _erase_teacher(self) -> None:
        key = self.teachings.at(self.grid.currentIndex())
        if key is not None and key in self._planner.teachings and self.allowed("Change timetable"):
            self._assign(key, None)

    def _assign(self, key: tuple[int, int], teacher: int | None) -> None:
        self._put_teaching(replace(self._planner.teaching(*key), teacher=teacher))

    def _put_teaching(self, teaching: Teaching) -> None:
        self.attempt(lambda: self._desk.school.assign(teaching))

    def _current(self, view: LineTable, rows: RowsModel) -> int | None:
        row = view.currentIndex().row()
        return rows.rows[row].id if 0 <= row < rows.rowCount() else None


def _table(name: str, heads: Sequence[str], widths: Sequence[int]) -> tuple[LineTable, RowsModel]:
    table = LineTable(name)
    rows = RowsModel(heads, table)
    table.setModel(rows)
    for column, width in enumerate(widths):
        table.setColumnWidth(column, scaled(width))
    return table, rows
