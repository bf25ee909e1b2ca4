"""Subgroups of a class: pupils down, subgroups across; a digit puts a pupil where it says."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from school_desk.formats import class_words, date_short
from school_desk.i18n import _, current, ngettext
from school_desk.intents import Scope
from school_desk.journal.history_model import RowPlace
from school_desk.school.model import ClassGroup, GroupKind, Pupil, Subject
from school_desk.school.subgroup_model import ClassSplit, NewSubgroup, Split, Subgroup
from school_desk.ui.actions import Handler, action
from school_desk.ui.school.class_list import ClassLine, ClassList
from school_desk.ui.school.school_screen import SchoolScreen, gate
from school_desk.ui.school.split_dialog import SplitDialog, TypedSplit
from school_desk.ui.screen import Place, Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.day_field import DigitLine
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.widgets.rows_model import Row, RowsModel
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.widgets.table import WrappingTable
from school_desk.ui.widgets.typed_time import KAZAKH_ROW, parse_day
from school_desk.ui.work_place import WorkPlace

PLACE = "subgroups"
SITS = "●"
_NUMBER, _NAME, _GROUP = 44, 300, 190
_ERASES = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class SubgroupsScreen(SchoolScreen):
    """`Place("subgroups", (class group,))`."""

    tables = frozenset(
        ("teaching_group", "group_member", "teaching", "membership", "pupil", "class_group")
    )

    def __init__(self, at: WorkPlace, place: Place) -> None:
        super().__init__(at)
        self._classes: Mapping[int, ClassGroup] = {}
        self.split: ClassSplit | None = None
        self.classes = ClassList(_("Classes"))
        self.table = WrappingTable(_("Subgroups"))
        self.model = RowsModel((), self)
        self.table.installEventFilter(self)
        first, last = self._desk.movements.year_days()
        self.since = DigitLine()
        self.since.setText(date_short(min(max(self._desk.today(), first), last)))
        self._note = label(tone="warn", wrap=True)
        self._head = PageHead(_("Subgroups"))
        self._empty = QWidget()
        self._lay_out()
        group = place.facts[0] if place.facts else None
        self.reload()
        self.classes.go_to(group if isinstance(group, int) else None)
        self.classes.chosen.connect(lambda _group: self._show())
        self.since.editingFinished.connect(self._show)
        self._show()

    def title(self) -> str:
        return _("Subgroups")

    def place(self) -> Place:
        return Place(PLACE, (self.classes.current(),))

    def row_place(self) -> RowPlace | None:
        row, pupils = self.table.currentIndex().row(), self.split.pupils if self.split else ()
        if not 0 <= row < len(pupils):
            return None
        return RowPlace("pupil", pupils[row].id, name=pupils[row].name.listed)

    def handlers(self) -> Mapping[str, Handler]:
        return {"add": self._make, "home_teaching": self._teach_at_home}

    def hints(self) -> Sequence[str]:
        return ("add", "seat", "home_teaching")

    def regions(self) -> Sequence[QWidget]:
        return (self.classes, self.table)

    def take_focus(self) -> None:
        target = self.table if self.model.rowCount() else self.classes
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self.classes.set_narrow(narrow=room is Room.COMPACT)

    def reload(self) -> None:
        """Read the classes and the subgroups shown again; the pupil stays current."""
        found = self._desk.school.class_groups()
        self._classes = {group.id: group for group in found}
        self.classes.show_lines([self._class_line(one) for one in found])
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A table looks for names by typed text: here digits mean a subgroup."""
        is_key = event.type() == QEvent.Type.KeyPress
        if watched is self.table and is_key and isinstance(event, QKeyEvent):
            typed = event.text().translate(KAZAKH_ROW)
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and (typed.isdecimal() or event.key() in _ERASES):
                self._seat(int(typed) if typed.isdecimal() else 0)
                return True
        return super().eventFilter(watched, event)

    def _class_line(self, group: ClassGroup) -> ClassLine:
        n = len(self._desk.subgroups.of_class(group.id, self._day()).subgroups)
        count = ngettext("{n} subgroup", "{n} subgroups", n).format(n=n) if n else _("not split")
        return ClassLine(group.id, class_words(group.label), count)

    def _day(self) -> date:
        return parse_day(self.since.text()) or self._desk.today()

    def _show(self) -> None:
        group = self._classes.get(self.classes.current() or 0)
        row = self.table.currentIndex().row()
        self.split = self._desk.subgroups.of_class(group.id, self._day()) if group else None
        split = self.split
        heads = [_("№"), _("Surname, given name")]
        heads += [self._group_words(n, one) for n, one in enumerate(self._groups(), 1)]
        self.model = RowsModel(heads, self)
        if split is not None and split.subgroups:
            self.model.show_rows([self._line(n, one) for n, one in enumerate(split.pupils, 1)])
        self.table.setModel(self.model)
        for place in range(len(heads)):
            width = (_NUMBER, _NAME)[place] if place < len((_NUMBER, _NAME)) else _GROUP
            self.table.setColumnWidth(place, scaled(width))
        if self.model.rowCount():
            self.table.selectRow(max(0, min(row, self.model.rowCount() - 1)))
        self._head.title.setText(class_words(group.label) if group else _("Subgroups"))
        self._head.subtitle.setText(_("Subgroups") if group else "")
        self._note.setText(self._lacking())
        self._note.setVisible(bool(self._note.text()))
        gate(self._button, self._desk.why_not("Change subgroups", Scope()))
        self._show_empty(group)

    def _groups(self) -> tuple[Subgroup, ...]:
        return self.split.subgroups if self.split else ()

    def _group_words(self, n: int, one: Subgroup) -> str:
        subjects = {each.id: each.names[current()] for each in self._desk.school.subjects()}
        taught = ", ".join(subjects[each] for each in one.subjects if each in subjects)
        kind = _("at home") if one.group.kind is GroupKind.HOME else ""
        name = one.group.name if one.group.name == str(n) else f"{n}: {one.group.name}"
        return " · ".join(part for part in (name, kind, taught) if part)

    def _line(self, n: int, pupil: Pupil) -> Row:
        marks = (SITS if pupil in one.on(self._day()) else "" for one in self._groups())
        return Row(pupil.id, (str(n), pupil.name.listed, *marks))

    def _lacking(self) -> str:
        """Who sits in none of the subgroups of a subject: one line for the first subject."""
        if self.split is None or not self.split.unplaced:
            return ""
        subjects = {each.id: each.names[current()] for each in self._desk.school.subjects()}
        words = [
            f"{subjects.get(subject, '')}: {', '.join(one.name.listed for one in pupils)}"
            for subject, pupils in self.split.unplaced.items()
        ]
        return _("In no subgroup: {list}").format(list="; ".join(words))

    def _show_empty(self, group: ClassGroup | None) -> None:
        self._pages.removeWidget(self._empty)
        self._empty.deleteLater()
        sentence = _("This class is not split.") if group else _("No classes yet.")
        may = group is not None and self._desk.may("Change subgroups", Scope())
        act = _("Make subgroups") if may else ""
        self._empty = EmptyState(sentence, act=act, key=action("add").key_text)
        self._empty.acted.connect(self._make)
        self._pages.addWidget(self._empty)
        self._pages.setCurrentWidget(self.table if self.model.rowCount() else self._empty)

    # What is done

    def _seat(self, n: int) -> None:
        """Put the current pupil in the n-th subgroup from the day on, out of its others."""
        groups, row = self._groups(), self.table.currentIndex().row()
        if self.split is None or not 0 <= row < len(self.split.pupils) or n > len(groups):
            return
        if not self.allowed("Change subgroups"):
            return
        pupil, day = self.split.pupils[row], self._day()
        subgroups, class_group = self._desk.subgroups, self.split.class_group
        into = groups[n - 1].group.id if n else None
        if self.attempt(lambda: subgroups.place(class_group, pupil.id, into, day)):
            self.table.selectRow(min(row + 1, self.model.rowCount() - 1))

    def _make(self) -> None:
        group = self._classes.get(self.classes.current() or 0)
        if group is None or not self.allowed("Change subgroups"):
            return
        title = _("Split {class_group}?").format(class_group=class_words(group.label))
        at_work = self._desk.access.at_work()
        people = {who: one for who, one in self._desk.access.people().items() if who in at_work}

        def write(typed: TypedSplit) -> object:
            return self._desk.subgroups.split(
                group.id, self._parts(group.id, typed), typed.subjects, typed.since
            )

        subjects = self._taught(group.id)
        if SplitDialog.ask(title, subjects, people, self._day(), write, self.window()):
            self.take_focus()

    def _parts(self, class_group: int, typed: TypedSplit) -> list[NewSubgroup]:
        found = self._desk.subgroups.propose(class_group, typed.how, typed.since)
        return [
            NewSubgroup(name, tuple(one.id for one in part), teacher)
            for name, part, teacher in zip(typed.names, found, typed.teachers, strict=True)
            if part or typed.how is not Split.CHOICE
        ]

    def _taught(self, class_group: int) -> list[Subject]:
        groups = {
            one.id for one in self._desk.school.teaching_groups() if one.class_group == class_group
        }
        taught = {one.subject for one in self._desk.school.teachings() if one.group in groups}
        return [one for one in self._desk.school.subjects() if one.id in taught]

    def _teach_at_home(self) -> None:
        group, row = self.classes.current(), self.table.currentIndex().row()
        if self.split is None or group is None or not 0 <= row < len(self.split.pupils):
            return
        if not self.allowed("Change subgroups"):
            return
        pupil = self.split.pupils[row]
        subjects = tuple(one.id for one in self._taught(group))
        day = self._day()
        if self.attempt(lambda: self._desk.subgroups.teach_at_home(group, pupil.id, subjects, day)):
            name = pupil.name.listed
            self._at.messages.say(_("{name} is taught at home from this day.").format(name=name))

    def _lay_out(self) -> None:
        told = action("add")
        self._button = Button(_("Make subgroups"), icon="plus", key=told.key_text)
        self._button.clicked.connect(self._make)
        self._head.add_action(self._button)
        strip = Strip(_("From which day"))
        self.since.setFixedWidth(scaled(110))
        strip.add_widget(_("From day"), self.since)
        words = label(_("1, 2 …: put in this subgroup · 0: in none"), wrap=True)
        strip.add_widget(_("Keys"), words, stretch=1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(strip)
        self._note.setContentsMargins(16, 6, 16, 6)
        right.addWidget(self._note)
        right.addWidget(self._pages, 1)
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


def _share(one: Subgroup, other: Subgroup) -> bool:
    """Whether nobody can sit in both: they have a subject in common."""
    return one is other or bool(set(one.subjects) & set(other.subjects))
