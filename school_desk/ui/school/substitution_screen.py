"""The day of a school with absent teachers: their lessons, who is free, Enter gives them over."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from school_desk.errors import N_, DeskError
from school_desk.formats import day_and_weekday
from school_desk.i18n import _, ngettext
from school_desk.journal.history_model import RowPlace
from school_desk.school.substitution_model import (
    Colleague,
    DayLesson,
    DayPlan,
    Place,
    Substitution,
)
from school_desk.ui.actions import Handler, Where
from school_desk.ui.menu import Entry
from school_desk.ui.paper_dialog import Paper, Question, Wish, print_paper
from school_desk.ui.school.class_list import ClassLine, ClassList
from school_desk.ui.school.school_screen import SchoolScreen
from school_desk.ui.school.substitution_words import Names, entries, lesson_row, reason_of
from school_desk.ui.screen import Place as WindowPlace
from school_desk.ui.screen import Room
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.chooser import Chooser
from school_desk.ui.widgets.day_field import DigitLine
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.labels import rule
from school_desk.ui.widgets.rows_model import RowsModel
from school_desk.ui.widgets.strip import Strip
from school_desk.ui.widgets.table import LineTable
from school_desk.ui.widgets.typed_time import parse_day
from school_desk.ui.work_place import WorkPlace

PLACE = "substitutions"
INTENT = "Record substitution"
ALL_CHANGES = 0
LOOK_AHEAD = 120
_HEADS = (
    *(N_("Lesson"), N_("Class"), N_("Subject"), N_("Teacher by the timetable")),
    *(N_("Who gives the lesson"), N_("Free at this hour")),
)
_WIDTHS = (118, 92, 170, 150, 210)
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ERASES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class NoDayError(DeskError):
    """A text that is no day."""

    sentence = N_("«{text}» is no day. Type it as 22.10 or 22.10.2026.")


class SubstitutionsScreen(SchoolScreen):
    """`Place("substitutions", (day, teacher, line))`; all may be missing: today."""

    where = Where.SUBSTITUTIONS
    tables = frozenset(
        (
            *("substitution", "lesson", "session", "timetable_slot", "teaching", "account"),
            *("teacher_time", "class_group", "teaching_group", "subject", "bell"),
        )
    )

    def __init__(self, at: WorkPlace, place: WindowPlace) -> None:
        super().__init__(at)
        day, teacher, line = (*place.facts, None, None, None)[:3]
        self.day = date.fromisoformat(day) if isinstance(day, str) else self._desk.today()
        self.plan = DayPlan(self.day)
        self.names = Names.of(self._desk)
        self.lessons: tuple[DayLesson, ...] = ()
        self._reason_of: tuple[date, int] | None = None
        self.teachers = ClassList(_("Teachers with lessons"))
        self.rows = RowsModel(_HEADS, self)
        self.table = DayTable(_("Lessons of the day"))
        self.table.setModel(self.rows)
        self.field = DigitLine()
        self.reason = QLineEdit()
        self._head = PageHead(_("Substitutions"))
        self._strip = Strip(_("The day"))
        self._empty = EmptyState("")
        self._lay_out()
        self.chooser = Chooser(_("Who gives the lesson?"), self)
        self._join()
        self._read()
        self.teachers.go_to(teacher if isinstance(teacher, int) else self._first())
        self._show_lessons(line if isinstance(line, int) else 0)

    def title(self) -> str:
        return _("Substitutions")

    def place(self) -> WindowPlace:
        facts = self.day.isoformat(), self.teachers.current(), self.table.currentIndex().row()
        return WindowPlace(PLACE, facts)

    def row_place(self) -> RowPlace | None:
        one = self.lesson
        if one is None:
            return None
        where = f"{self.names.class_of(one.key.group)}, {self.names.subject(one.key.subject)}"
        name = f"{where}, {self.rows.rows[self.table.currentIndex().row()].texts[0]}"
        key, day = one.key, one.key.date.isoformat()
        lesson = RowPlace("lesson", born=(key.group, key.subject, day, key.slot))
        born = key.group, day, key.slot
        return RowPlace("substitution", born=born, name=name, beside=(lesson,))

    def handlers(self) -> Mapping[str, Handler]:
        own: dict[str, Handler] = {
            "day_next": lambda: self.step(1),
            "day_previous": lambda: self.step(-1),
            "edit": self._ask,
            "cancel_lesson": self._cancel,
            "reason": self._go_to_reason,
            "print": self.print_day,
        }
        if isinstance(self.focusWidget(), QLineEdit) and not self.chooser.isVisible():
            own["leave"] = self.take_focus
        return own

    def hints(self) -> Sequence[str]:
        return ("cancel_lesson", "print", "undo")

    def regions(self) -> Sequence[QWidget]:
        return (self.teachers, self._head, self._strip, self.table)

    def take_focus(self) -> None:
        where: QWidget = self.table if self.lessons else self.teachers
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        self._head.set_compact(compact=room is Room.COMPACT)
        self.teachers.set_narrow(narrow=room is Room.COMPACT)

    def reload(self) -> None:
        """Read the day again; the cursor stays."""
        line = self.table.currentIndex().row()
        self._read()
        self._show_lessons(line)

    def step(self, by: int) -> None:
        """The next or previous day with lessons."""
        days = (self.day + timedelta(days=by * n) for n in range(1, LOOK_AHEAD))
        found = (day for day in days if self._desk.substitutions.day(day).lessons)
        self.show_day(next(found, self.day))
        self.take_focus()

    def show_day(self, day: date) -> None:
        """Another day; the teacher stays if there are lessons."""
        self.day = day
        self._read()
        self._show_lessons(0)

    def print_day(self) -> None:
        """The poster of the day for the wall, or the sheet for the office."""

        def write(wish: Wish, out: Path) -> object:
            papers = self._desk.timetable_papers
            return papers.poster(papers.changes(self.day), wish.language, wish.fmt, out)

        name = f"{_('Substitutions')}-{self.day.isoformat()}"
        sentence = _("The poster names no reasons; the spreadsheet is for the office.")
        print_paper(
            self._at,
            Question((Paper(name, write),), title=_("Print the day"), sentence=sentence),
            self,
        )

    # What is shown

    def _lay_out(self) -> None:
        self._print = Button(_("Print"), icon="print", key="Ctrl+P")
        self._print.clicked.connect(self.print_day)
        self._head.add_action(self._print)
        self.field.setFixedWidth(scaled(110))
        self.reason.setMaxLength(200)
        self._strip.add_widget(_("Day"), self.field)
        self._strip.add_widget(_("Reason (the poster does not show it)"), self.reason, stretch=1)
        head = self.table.horizontalHeader()
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, scaled(width))
        head.setSectionResizeMode(len(_HEADS) - 1, QHeaderView.ResizeMode.Stretch)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._strip)
        right.addWidget(rule())
        right.addWidget(self.table, 1)
        right.addWidget(self._empty, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.teachers)
        below.addWidget(rule(vertical=True))
        below.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(below, 1)

    def _join(self) -> None:
        self.teachers.chosen.connect(lambda _teacher: self._show_lessons(0))
        self.table.taken.connect(self._ask)
        self.table.erased.connect(self._restore)
        self.table.doubleClicked.connect(lambda _index: self._ask())
        self.field.returnPressed.connect(self._on_day)
        self.reason.returnPressed.connect(self.take_focus)
        self.chooser.closed.connect(self.take_focus)

    def _read(self) -> None:
        self.names = Names.of(self._desk)
        self.plan = self._desk.substitutions.day(self.day)
        self.field.setText(self.day.strftime("%d.%m.%Y"))
        self._head.subtitle.setText(day_and_weekday(self.day))
        self.teachers.blockSignals(True)
        self.teachers.show_lines(self._lines())
        self.teachers.blockSignals(False)

    def _lines(self) -> list[ClassLine]:
        changes = len(self.plan.changes)
        words = ngettext("{n} change", "{n} changes", changes).format(n=changes)
        lines = [ClassLine(ALL_CHANGES, _("All changes"), words if changes else _("none"))]
        working = {one.teacher for one in self.plan.lessons if one.teacher is not None}
        for account, name in sorted(self.names.people.items(), key=lambda pair: pair[1]):
            if account in working:
                lines.append(ClassLine(account, name, self._note(account)))
        return lines

    def _note(self, teacher: int) -> str:
        """How many lessons, or how many of them are looked after."""
        ours = self.plan.of(teacher)
        changed = sum(one.changed for one in ours)
        if changed:
            return _("{n} of {total} looked after").format(n=changed, total=len(ours))
        return ngettext("{n} lesson", "{n} lessons", len(ours)).format(n=len(ours))

    def _first(self) -> int:
        """Whoever is away today already, else the list of changes."""
        away = sorted(self.plan.absent)
        return away[0] if away else ALL_CHANGES

    def _show_lessons(self, line: int) -> None:
        teacher = self.teachers.current() or ALL_CHANGES
        self.lessons = self.plan.of(teacher) if teacher else self.plan.changes
        self.rows.show_rows(
            [
                lesson_row(self.names, n, one, self._colleagues(one))
                for n, one in enumerate(self.lessons)
            ]
        )
        there = bool(self.lessons)
        self.table.setVisible(there)
        self._empty.setVisible(not there)
        self._empty.show_sentence(
            _("All lessons are as in the timetable. Choose at the left who is away.")
            if self.plan.lessons
            else _("There are no lessons on this day.")
        )
        if there:
            self.table.selectRow(max(0, min(line, len(self.lessons) - 1)))
        if (self.day, teacher) != self._reason_of:
            self._reason_of = self.day, teacher
            reasons = (reason_of(one) for one in self.lessons) if teacher else ()
            self.reason.setText(next(filter(None, reasons), ""))

    def _colleagues(self, one: DayLesson) -> Sequence[Colleague]:
        if one.changed or one.held:
            return ()
        return self._desk.substitutions.colleagues(self.plan, one)

    # What is done

    @property
    def lesson(self) -> DayLesson | None:
        """The lesson of the current line."""
        row = self.table.currentIndex().row()
        return self.lessons[row] if 0 <= row < len(self.lessons) else None

    def _ask(self) -> None:
        """Who gives the lesson: free colleagues first, then what else can become of it."""
        one = self.lesson
        if one is None or not self.allowed(INTENT):
            return
        found = self._desk.substitutions.colleagues(self.plan, one)
        reason = self.reason.text()
        offered = entries(self.names, one, found, self._record, reason)
        offered.append(Entry(text=_("Cancel the lesson"), run=self._cancel, part=reason))
        if one.changed:
            offered.insert(0, Entry(text=_("As in the timetable"), run=self._restore))
        question = _("Who gives {subject} in {where}?").format(
            subject=self.names.subject(one.key.subject), where=self.names.class_of(one.key.group)
        )
        self.chooser.ask(question, offered, self._line_box())

    def _record(self, wanted: Substitution) -> None:
        if self.attempt(lambda: self._desk.substitutions.record(wanted)):
            self._go_on()

    def _cancel(self) -> None:
        """Let the lesson fall away, or give it back; without a reason that is asked first."""
        one = self.lesson
        if one is None or not self.allowed(INTENT):
            return
        places = [_place(one)]
        if one.cancelled:
            self.attempt(lambda: self._desk.substitutions.restore(places))
        elif not self.reason.text().strip():
            self._at.messages.say(_("Write the reason first, then cancel the lesson."))
            self._go_to_reason()
        elif self.attempt(lambda: self._desk.substitutions.cancel(places, self.reason.text())):
            self._go_on()

    def _restore(self) -> None:
        one = self.lesson
        if one is not None and one.changed and self.allowed(INTENT):
            self.attempt(lambda: self._desk.substitutions.restore([_place(one)]))

    def _go_on(self) -> None:
        """To the next lesson that nobody looks after."""
        here = self.table.currentIndex().row()
        later = (n for n, one in enumerate(self.lessons) if n > here and not one.changed)
        self.table.selectRow(next(later, here))
        self.take_focus()

    def _go_to_reason(self) -> None:
        self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.reason.selectAll()

    def _on_day(self) -> None:
        text = self.field.text().strip()
        day = parse_day(text) or parse_day(f"{text}.{self.day.year}")
        if day is None:
            self._at.messages.refuse(NoDayError(text=text))
            return
        self.show_day(day)
        self.take_focus()

    def _line_box(self) -> QRect:
        box = self.table.visualRect(self.table.currentIndex())
        return QRect(self.table.viewport().mapTo(self, box.topLeft()), box.size())


class DayTable(LineTable):
    """`taken` on Enter, `erased` on Delete."""

    taken = Signal()
    erased = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TAKES:
            self.taken.emit()
        elif event.key() in _ERASES:
            self.erased.emit()
        else:
            super().keyPressEvent(event)


def _place(one: DayLesson) -> Place:
    return one.key.group, one.key.date, one.key.slot
