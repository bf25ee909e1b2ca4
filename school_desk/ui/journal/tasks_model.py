"""The tasks of a work as a Qt table; every change is saved at once, through the desk."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from school_desk.errors import N_, DeskError
from school_desk.i18n import _
from school_desk.journal.work_parts import Task
from school_desk.ui.journal.task_lines import (
    LineKind,
    TaskLine,
    Tasks,
    lines_of,
    number_of,
    text_of_line,
    with_new_descriptor,
    with_new_task,
    with_objectives,
    with_points,
    with_text,
    without,
)

NUMBER, TEXT, OBJECTIVES, POINTS = range(4)
LINE_ROLE = Qt.ItemDataRole.UserRole + 1

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT = QModelIndex()
_HEADS = (
    N_("№"),
    N_("Task, criterion, descriptors"),
    N_("Objectives"),
    N_("Points"),
)
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class TasksModel(QAbstractTableModel):
    """`save` takes all tasks as they should be, or raises; what is shown comes back as a change."""

    refused = Signal(object)

    def __init__(self, save: Callable[[Tasks], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self.tasks: Tasks = ()
        self.lines: tuple[TaskLine, ...] = ()
        self.may_write = True

    def show_tasks(self, tasks: tuple[Task, ...]) -> None:
        """Show what the file has."""
        if tasks == self.tasks:
            return
        lines = lines_of(tasks)
        if lines == self.lines:
            self.tasks = tasks
            last = self.index(len(lines) - 1, POINTS)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.tasks, self.lines = tasks, lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401  Qt's border
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (_Role.DisplayRole, _Role.EditRole):
            return self._text(line, index.column())
        if role == LINE_ROLE:
            return line
        if role == _Role.AccessibleTextRole:
            return self._in_words(line, index.column())
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:  # noqa: ANN401  Qt's border
        if not index.isValid() or role != _Role.EditRole:
            return False
        line, column, text = self.lines[index.row()], index.column(), str(value)
        if text.strip() == self._text(line, column):
            return True
        change = {TEXT: with_text, OBJECTIVES: with_objectives, POINTS: with_points}[column]
        return self._do(lambda: self._save(change(self.tasks, line, text)))

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        editable = self.may_write and self._takes(self.lines[index.row()], index.column())
        return _READ | Qt.ItemFlag.ItemIsEditable if editable else _READ

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:  # noqa: ANN401  Qt's border
        across = orientation is Qt.Orientation.Horizontal
        if role != _Role.DisplayRole or not across or not 0 <= section < len(_HEADS):
            return None
        return _(_HEADS[section])

    def add_task(self) -> bool:
        """One task more, at the end."""
        return self._do(lambda: self._save(with_new_task(self.tasks)))

    def add_descriptor(self, row: int) -> bool:
        """One descriptor more in the task of a line."""
        if not self.lines:
            return self.add_task()
        line = self.lines[row if 0 <= row < len(self.lines) else -1]
        return self._do(lambda: self._save(with_new_descriptor(self.tasks, line)))

    def take_away(self, row: int) -> bool:
        """Delete the descriptor or the task of a line."""
        line = self.lines[row]
        return self._do(lambda: self._save(without(self.tasks, line)))

    def last_row_of_task(self, row: int) -> int:
        """The last line of the task that a line belongs to."""
        task = self.lines[row].task
        return max(n for n, line in enumerate(self.lines) if line.task == task)

    def _do(self, act: Callable[[], None]) -> bool:
        try:
            act()
        except DeskError as error:
            self.refused.emit(error)
            return False
        return True

    def _text(self, line: TaskLine, column: int) -> str:
        task = self.tasks[line.task]
        if column == NUMBER:
            return number_of(line)
        if column == TEXT:
            return text_of_line(self.tasks, line)
        if column == OBJECTIVES:
            return ", ".join(task.objectives) if line.kind is LineKind.TASK else ""
        if line.kind is LineKind.DESCRIPTOR:
            return str(task.descriptors[line.descriptor].points)
        return str(task.top) if line.kind is LineKind.TASK else ""

    @staticmethod
    def _takes(line: TaskLine, column: int) -> bool:
        if column == TEXT:
            return True
        wanted = {OBJECTIVES: LineKind.TASK, POINTS: LineKind.DESCRIPTOR}
        return wanted.get(column) is line.kind

    def _in_words(self, line: TaskLine, column: int) -> str:
        kind = {
            LineKind.TASK: _("Task"),
            LineKind.CRITERION: _("Criterion"),
            LineKind.DESCRIPTOR: _("Descriptor"),
        }[line.kind]
        said = self._text(line, column) or _("empty")
        return f"{kind} {number_of(line)}, {_(_HEADS[column])}: {said}"
