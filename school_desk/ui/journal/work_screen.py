"""A summative work on the screen: its tasks at the left, everybody's points at the right."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from school_desk.events import Committed
from school_desk.formats import class_words
from school_desk.i18n import _, current, tell
from school_desk.intents import Form
from school_desk.journal.entry import OffPageError
from school_desk.journal.history_model import RowPlace
from school_desk.journal.model import ColumnKey
from school_desk.journal.work_page_model import Fit, WorkPage
from school_desk.ui.actions import Handler, Where, action
from school_desk.ui.journal.points_model import ColumnKind, PointsModel
from school_desk.ui.journal.points_table import PointsTable
from school_desk.ui.journal.task_lines import LineKind, Tasks
from school_desk.ui.journal.tasks_model import TEXT, TasksModel
from school_desk.ui.journal.tasks_table import TasksTable
from school_desk.ui.journal.work_print import print_work
from school_desk.ui.journal.work_words import (
    line_in_words,
    sum_sentence,
    work_subtitle,
    work_title,
)
from school_desk.ui.messages import Saving, Tone
from school_desk.ui.on_screen import OnScreen
from school_desk.ui.school.school_screen import gate
from school_desk.ui.screen import Place, Room, Screen
from school_desk.ui.theme.fonts import scaled
from school_desk.ui.widgets.buttons import Button
from school_desk.ui.widgets.empty_state import EmptyState
from school_desk.ui.widgets.head import PageHead
from school_desk.ui.widgets.icon_label import IconLabel
from school_desk.ui.widgets.labels import label, rule
from school_desk.ui.work_place import WorkPlace

NAME = "work"
FACTS = 4
NOWHERE = -1
TABLES = frozenset(
    (
        *("summative", "work_task", "descriptor", "descriptor_points", "work_points"),
        *("sitting", "imported_work", "attendance", "membership", "pupil"),
    )
)
_LEAST = 420


class WorkScreen(Screen):
    """Facts of its place: group, subject, term, row of the work, then pupil, column, line."""

    where = Where.WORK

    def __init__(self, work_place: WorkPlace, place: Place) -> None:
        super().__init__()
        self._at = work_place
        self._desk = work_place.desk
        self._on_tasks = False
        self._facts = tuple(int(str(fact)) for fact in place.facts[:FACTS])
        self.laid = self._read()
        letters = self._desk.journal.rules(self.laid.page)[1].signs
        self.tasks = TasksModel(self._save_tasks, self)
        self.points = PointsModel(dict(letters.get(current(), letters["kk"])), self)
        self.points.put_points = self._put_points
        self.points.put_total = self._put_total
        self.tasks_table = TasksTable(self.tasks)
        self.points_table = PointsTable(self.points)
        self._lay_out()
        self._connect()
        self._show()
        self._go(place)

    def title(self) -> str:
        """The work, its class and subject."""
        return f"{work_title(self.laid)} · {self._class_and_subject()}"

    def place(self) -> Place:
        """The work, the pupil, the column, and the line of the tasks where one stands on it."""
        row = self.tasks_table.currentIndex().row() if self._in_tasks() else NOWHERE
        cell = self.points_table.currentIndex()
        return Place(NAME, (*self._facts, self.points_table.pupil, cell.column(), row))

    def row_place(self) -> RowPlace | None:
        """The points one stands on, or the task; of a work without both, the work."""
        self.flush()
        return self._points_place() or self._task_place() or self._work_place()

    def undo_form(self) -> Form:
        """What the page had seen, with everything typed saved."""
        self.flush()
        return self.laid.page.form

    def handlers(self) -> Mapping[str, Handler]:
        """What one can do with a work."""
        return {
            "add": self.add_descriptor,
            "add_part": self.add_task,
            "edit": self._edit,
            "print": self.print_work,
            "leave": self._leave,
        }

    def hints(self) -> Sequence[str]:
        """Help, a further task, undo."""
        return ("help", "add_part", "undo")

    def regions(self) -> Sequence[QWidget]:
        """Head, tasks, points."""
        return (self.head, self._left, self.points_table)

    def take_focus(self) -> None:
        """Points are typed more often than tasks; a work without tasks begins with them."""
        lacks = self.laid.fit is not Fit.FITS and not self.laid.written
        target = self._left_focus() if lacks or self._on_tasks else self.points_table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_room(self, room: Room) -> None:
        """A small window shows one half wider."""
        self.head.set_compact(compact=room is Room.COMPACT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Points have the room they need, tasks the rest, but never less than they need."""
        super().resizeEvent(event)
        self._share_room()

    def flush(self) -> bool:
        """Save whatever is being typed."""
        tasks, points = self.tasks_table.flush(), self.points_table.flush()
        return tasks and points

    def unsaved(self) -> bool:
        """Whether something typed waits that the disk did not take."""
        self.points_table.flush()
        return self.points_table.unsaved or self.tasks_table.unsaved

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing typed is left behind."""
        self._unsubscribe()
        super().closeEvent(event)

    def add_task(self) -> None:
        """A further task with its first descriptor; one types its words at once."""
        if not self._may_write():
            return
        self.tasks_table.flush()
        if self.tasks.add_task():
            self._open(len(self.tasks.lines) - 3)

    def add_descriptor(self) -> None:
        """A further descriptor of the current task."""
        if not self._may_write():
            return
        self.tasks_table.flush()
        row = max(self.tasks_table.currentIndex().row(), 0)
        if self.tasks.add_descriptor(row):
            row = min(row, len(self.tasks.lines) - 1)
            self._open(self.tasks.last_row_of_task(row))

    def print_work(self) -> None:
        """Specification and results on paper or as a spreadsheet."""
        self.flush()
        print_work(self._at, self.laid, self)

    # How it is built

    def _lay_out(self) -> None:
        self.head = PageHead("")
        told = action("print")
        printed = Button(_("Print"), key=told.key_text, icon="print")
        printed.clicked.connect(self.print_work)
        back = Button(_("Register"), key="Esc", icon="arrow_left")
        back.clicked.connect(self._leave)
        self.head.add_action(back)
        self.head.add_action(printed)
        self._left = self._tasks_side()
        self._halves = halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        halves.addWidget(self._left)
        halves.addWidget(self.points_table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(halves, 1)

    def _tasks_side(self) -> QWidget:
        self._pages = QStackedWidget()
        key = action("add_part").key_text
        self._empty = EmptyState(_("This work has no tasks yet."), act=_("Add a task"), key=key)
        self._empty.acted.connect(self.add_task)
        self._pages.addWidget(self.tasks_table)
        self._pages.addWidget(self._empty)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(rule())
        column.addWidget(self._foot())
        side.setFocusProxy(self.tasks_table)
        return side

    def _foot(self) -> QWidget:
        """The sum in words, and what adds to it."""
        foot = QWidget()
        self._warn = IconLabel("warn", "warn")
        self._sum = label(wrap=True)
        self._sum.setAccessibleName(_("Sum of the descriptors"))
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._warn, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._sum, 1)
        told = action("add_part")
        self._add_task = Button(_("Add a task"), key=told.key_text, icon="plus")
        self._add_task.clicked.connect(self.add_task)
        told = action("add")
        self._add = Button(_("Add a descriptor"), key=told.key_text, icon="plus")
        self._add.clicked.connect(self.add_descriptor)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._add)
        buttons.addWidget(self._add_task)
        buttons.addStretch(1)
        column = QVBoxLayout(foot)
        column.setContentsMargins(scaled(12), scaled(10), scaled(12), scaled(10))
        column.setSpacing(scaled(8))
        column.addLayout(words)
        column.addLayout(buttons)
        return foot

    def _connect(self) -> None:
        here = OnScreen(self)
        self._unsubscribe = self._desk.events.subscribe(Committed, here.handler(self._on_change))
        for model in (self.tasks, self.points):
            model.refused.connect(self._at.messages.refuse)
        self.tasks_table.erased.connect(self._take_away)
        self.points_table.pupil_changed.connect(self._say_pupil)

    # What is shown

    def _read(self) -> WorkPage:
        return self._desk.works.see(*self._facts)

    def _show(self) -> None:
        laid = self.laid
        self.head.title.setText(work_title(laid))
        self.head.subtitle.setText(f"{self._class_and_subject()} · {work_subtitle(laid)}")
        refusal = self._desk.why_not("Write work tasks", laid.page.form.scope)
        self.tasks.may_write = refusal is None
        for button in (self._add, self._add_task, self._empty.findChild(Button)):
            if button is not None:
                gate(button, refusal)
        self.tasks.show_tasks(laid.tasks)
        self.tasks_table.resizeRowsToContents()
        columns = self.points.columns
        self.points.show_work(laid)
        if columns != self.points.columns:
            self._share_room()
        self._pages.setCurrentWidget(self.tasks_table if laid.tasks else self._empty)
        self._left.setFocusProxy(self._left_focus())
        self._add.setVisible(bool(laid.tasks))
        self._add_task.setVisible(bool(laid.tasks))
        self._sum.setText(sum_sentence(laid))
        self._warn.setVisible(laid.fit in (Fit.LACKS, Fit.EXCEEDS))

    def _share_room(self) -> None:
        whole = self.width()
        least, most = min(scaled(_LEAST), whole // 2), whole // 2
        left = min(max(least, whole - self.points_table.wish), most)
        self._halves.setSizes([left, whole - left])

    def _class_and_subject(self) -> str:
        head = self.laid.page.head
        return f"{class_words(head.class_label)} · {head.subject_names[current()]}"

    def _left_focus(self) -> QWidget:
        act = self._empty.findChild(Button)
        return self.tasks_table if self.laid.tasks or act is None else act

    def _in_tasks(self) -> bool:
        """Whether the focus is in the tasks, be it in a cell that is being typed."""
        return any(inner.hasFocus() for inner in self.tasks_table.findChildren(QWidget))

    def _go(self, place: Place) -> None:
        """To the pupil and column of the place, else the first descriptor (or the total)."""
        told: tuple[object, ...] = (*place.facts[FACTS:], None, None, None)
        pupil, column, line = told[:3]
        row = self.points.row_of(pupil if isinstance(pupil, int) else None)
        kinds = [shown.kind for shown in self.points.columns]
        by_total = self.laid.fit is not Fit.FITS
        usual = kinds.index(ColumnKind.TOTAL) if by_total else 0
        known = isinstance(column, int) and 0 <= column < len(kinds)
        self.points_table.go_to(row, cast("int", column) if known else usual)
        self._on_tasks = isinstance(line, int) and 0 <= line < len(self.tasks.lines)
        if self.tasks.lines:
            self.tasks_table.go_to(cast("int", line) if self._on_tasks else 0)

    def _on_change(self, change: Committed) -> None:
        if not any(one.table in TABLES for one in change.changes):
            return
        try:
            self.laid = self._read()
        except OffPageError:
            self._leave()
            return
        at = self.points_table.currentIndex()
        self._show()
        if not self.points_table.currentIndex().isValid() and self.points.lines:
            column = min(max(at.column(), 0), max(len(self.points.columns) - 2, 0))
            self.points_table.go_to(max(at.row(), 0), column)
        self._at.messages.show_saving(Saving.SAVED)

    def _say_pupil(self) -> None:
        line = self.laid.line_of(self.points_table.pupil or 0)
        if line is not None and line_in_words(line):
            self._at.messages.say(
                ": ".join((line.row.pupil.name.listed, ", ".join(line_in_words(line))))
            )

    # What is done

    def _save_tasks(self, tasks: Tasks) -> None:
        self._desk.works.save_tasks(self.laid, tasks)

    def _put_points(self, pupil: int, descriptor: int, points: int | None) -> None:
        for told in self._desk.works.put_points(self.laid, pupil, descriptor, points):
            self._at.messages.say(tell(told), Tone.WARN)

    def _put_total(self, pupil: int, text: str) -> None:
        line = self.laid.line_of(pupil)
        if not text and line is not None and line.points:
            self._desk.works.clear_points(self.laid, pupil)
        else:
            self._desk.journal.put(self.laid.page, self.laid.work.key, pupil, text)

    def _work_place(self) -> RowPlace:
        return RowPlace("summative", self._facts[-1], name=work_title(self.laid))

    def _task_place(self) -> RowPlace | None:
        row = self.tasks_table.currentIndex().row()
        if not self._in_tasks() or not 0 <= row < len(self.tasks.lines):
            return None
        line = self.tasks.lines[row]
        task = self.tasks.tasks[line.task]
        if line.kind is LineKind.DESCRIPTOR:
            one = task.descriptors[line.descriptor]
            return RowPlace("descriptor", one.row, name=one.text or _("Descriptor"))
        return RowPlace("work_task", task.row, name=task.text or work_title(self.laid))

    def _points_place(self) -> RowPlace | None:
        pupil, index = self.points_table.pupil, self.points_table.currentIndex()
        if self._in_tasks() or pupil is None or not index.isValid():
            return None
        line, column = self.laid.line_of(pupil), self.points.columns[index.column()]
        whose = line.row.pupil.name.listed if line else ""
        if column.kind is ColumnKind.DESCRIPTOR:
            born = column.descriptor, pupil
            return RowPlace("descriptor_points", born=born, name=f"{whose} · {column.name}")
        name = f"{whose} · {work_title(self.laid)}"
        return RowPlace("work_points", born=(self._facts[-1], pupil), name=name)

    def _take_away(self) -> None:
        row = self.tasks_table.currentIndex().row()
        if self._may_write() and 0 <= row < len(self.tasks.lines) and self.tasks.take_away(row):
            self.tasks_table.go_to(max(min(row, len(self.tasks.lines) - 1), 0))

    def _edit(self) -> None:
        if self.tasks_table.hasFocus():
            self.tasks_table.edit(self.tasks_table.currentIndex())

    def _open(self, row: int) -> None:
        """Go to a line and open its words to type."""
        self.tasks_table.setFocus(Qt.FocusReason.OtherFocusReason)
        last = self.tasks.index(self.tasks.last_row_of_task(row), TEXT)
        self.tasks_table.scrollTo(last)
        self.tasks_table.go_to(row)
        self.tasks_table.edit(self.tasks.index(row, TEXT))

    def _may_write(self) -> bool:
        refusal = self._desk.why_not("Write work tasks", self.laid.page.form.scope)
        if refusal is not None:
            self._at.messages.refuse(refusal)
        return refusal is None

    def _leave(self) -> None:
        """Back to the register, to the very cell."""
        group, subject, term, work = self._facts
        key = ColumnKey(work=work)
        self.place_asked.emit(
            Place("register", (group, subject, term, key, self.points_table.pupil))
        )
